import type { Evidence } from '../model/evidence.ts';
import type { Explained } from '../model/finding.ts';
import type { InferenceReason } from '../model/inference-reason.ts';
import type { NetworkReason } from '../model/network-reason.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';

/** The links of the chain that reasons and evidence belong to. */
export type ExplainPart =
  | 'offer'
  | 'creation'
  | 'policy'
  | 'exemption'
  | 'path'
  | 'owner'
  | 'verdict'
  | 'revisions';

const OF_INFERENCE: Readonly<Record<InferenceReason['code'], ExplainPart>> = {
  'offer-declared': 'offer',
  'declared-offer-contradicts-quota-id': 'offer',
  'declared-offer-contradicts-billing': 'offer',
  'offer-from-billing': 'offer',
  'billing-leaves-several': 'offer',
  'billing-contradicts-quota-id': 'offer',
  'billing-leaves-none': 'offer',
  'billing-does-not-decide': 'offer',
  'offer-from-quota-id': 'offer',
  'offer-leads': 'offer',
  'offer-ambiguous': 'offer',
  'quota-id-unknown': 'offer',
  'quota-id-cannot-hold-vms': 'offer',
  'spending-limit-rules-out': 'offer',
  'spending-limit-ignored': 'offer',
  'offer-would-settle': 'offer',
  'creation-declared': 'creation',
  'creation-exact': 'creation',
  'creation-not-after': 'creation',
  'creation-transferred': 'creation',
  'creation-contradiction': 'creation',
  'creation-witness-set-aside': 'creation',
  'creation-time-ignored': 'creation',
  'creation-witness-unreadable': 'creation',
  'creation-near-cutoff': 'creation',
  'creation-unknown': 'creation',
  'creation-would-settle': 'creation',
  'policy-says': 'policy',
  'policy-leading-offer': 'policy',
  'policy-undetermined': 'policy',
  'policy-would-settle': 'policy',
  'offer-not-named': 'policy',
  'pages-disagree': 'policy',
  'policy-without-vms': 'policy',
  'revision-of-another-cloud': 'policy',
  'government-uses-public-rules': 'policy',
  'request-needs-good-standing': 'exemption',
  'exemption-frees-new-vms-only': 'exemption',
  'exemption-needs-delegated-subnet-step': 'exemption',
  'exemption-observed': 'exemption',
  'exemption-declared': 'exemption',
  'declared-exemption-needless': 'exemption',
  'scale-set-flags-not-reported': 'exemption',
};

const OF_VERDICT: Readonly<Record<VerdictReason['code'], ExplainPart>> = {
  'quota-cannot-hold-vms': 'verdict',
  'flag-allows': 'exemption',
  'flag-allows-against-policy': 'exemption',
  'flag-blocks': 'exemption',
  'flag-contradicts-policy': 'exemption',
  'flag-not-reported': 'exemption',
  'not-cycled-since-permission': 'exemption',
  'permission-may-be-ending': 'exemption',
  'created-after-exemption': 'exemption',
  'cycled-after-exemption': 'exemption',
  'no-cycle-in-log': 'exemption',
  'activity-log-not-read': 'exemption',
  'start-after-exemption-not-known': 'exemption',
  'exemption-undated': 'exemption',
  'firewall-not-supported': 'owner',
  'firewall-not-mentioned': 'owner',
  'firewall-rules-not-known': 'owner',
  'firewall-holds-back': 'owner',
  'firewall-not-blocked': 'owner',
  'firewall-of-another-offer': 'owner',
  'firewall-subscription': 'owner',
  'appliance-state': 'owner',
  'appliance-holds-back': 'owner',
  'appliance-not-known': 'owner',
  'own-block-may-count': 'verdict',
  'next-hop-decides': 'verdict',
  'path-not-known': 'verdict',
  'network-holds-back': 'verdict',
  'current-policy-differs': 'revisions',
};

/** The reasons of a path that are about what stands where the traffic leaves. */
const OF_OWNER: Readonly<Partial<Record<NetworkReason['code'], ExplainPart>>> = {
  'firewall-allows': 'owner',
  'firewall-stops': 'owner',
  'firewall-rules-not-read': 'owner',
  'firewall-rule-unclear': 'owner',
};

const PART_OF_CODE = new Map<string, ExplainPart>(
  Object.entries({ ...OF_INFERENCE, ...OF_VERDICT, ...OF_OWNER }),
);

const PART_OF_FACT = new Map<string, ExplainPart>([
  ['declared offer', 'offer'],
  ['billing property', 'offer'],
  ['quota ID', 'offer'],
  ['spending limit', 'offer'],
  ['exemption', 'exemption'],
  ['NIC flag', 'exemption'],
  ['power state', 'exemption'],
  ['last start', 'exemption'],
  ['firewall rules', 'owner'],
  ['egress owner', 'owner'],
]);

/** Reasons by the link of the chain that they belong to, in the order in which they decided. */
export function reasonsByPart(reasons: readonly Explained[]): ReadonlyMap<ExplainPart, readonly Explained[]> {
  const parts = new Map<ExplainPart, Explained[]>();
  let beyondOwner = false;
  for (const reason of reasons) {
    const known = PART_OF_CODE.get(reason.code) ?? atFirewall(reason);
    beyondOwner ||= reason.code.startsWith('appliance-') && known === 'owner';
    // What the appliance's own network does comes after what was decided of the appliance.
    const part = known ?? (beyondOwner ? 'owner' : 'path');
    parts.set(part, [...(parts.get(part) ?? []), reason]);
  }
  return parts;
}

/** What a firewall does with small parts of the internet is told where the firewall is. */
function atFirewall({ code, source }: Explained): ExplainPart | undefined {
  return code === 'exceptions' && source?.includes('/firewall/') === true ? 'owner' : undefined;
}

/** Which link a fact of a subscription's or a VM's evidence belongs to; what is not listed is a witness of the date, or a stage of the path. */
export function partOfFact({ fact }: Evidence, of: 'subscription' | 'vm'): ExplainPart {
  if (fact.startsWith('policy status')) return 'policy';
  return PART_OF_FACT.get(fact) ?? (of === 'subscription' ? 'creation' : 'path');
}
