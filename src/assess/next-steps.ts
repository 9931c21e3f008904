import type { Action } from '../model/action.ts';
import type { PolicyFinding } from '../model/inference.ts';
import type { PathFinding } from '../model/path-finding.ts';
import type { RevisionName } from '../model/revision.ts';
import type { EgressOwnerState } from './egress-owner-state.ts';
import type { ApplianceState, OwnerSubscription } from './egress-owners.ts';
import { networkSteps } from './network-steps.ts';
import type { PlatformFinding } from './platform-state.ts';
import { settlingStep } from './settling-step.ts';
import type { SubscriptionInference } from './subscription-inference.ts';
import type { VerdictFinding } from './verdict.ts';

/** What decides the next steps of a VM's owner. */
export interface StepsInput {
  readonly verdict: VerdictFinding;
  readonly platform: PlatformFinding;
  readonly path: PathFinding;
  /** The policy finding under the chosen revision. */
  readonly policy: PolicyFinding;
  /** The resource from which the traffic leaves, where that is not the VM, under the chosen revision. */
  readonly owner: EgressOwnerState | undefined;
  readonly subscriptionId: string;
  /** What is known of the VM's subscription. */
  readonly inference: Pick<SubscriptionInference, 'offer' | 'creation'>;
  /** `deallocated`, `running`, ... as reported. */
  readonly powerState: string | undefined;
  /** Set where the cloud's current revision no longer offers the request; `dated` names its page's date. */
  readonly noLongerOffered: { readonly revision: RevisionName; readonly dated: string } | undefined;
}

type ApplianceOwner = Extract<EgressOwnerState, { kind: 'appliance' }>;

function cycle({ powerState }: StepsInput): Action {
  return powerState === 'deallocated' ? { code: 'start' } : { code: 'stop-and-start' };
}

function cycleAppliance({ appliance, members }: ApplianceOwner): Action {
  const deallocated = members.every(({ powerState }) => powerState === 'deallocated');
  return { code: 'cycle-appliance', appliance, deallocated };
}

/** The machines to cycle: the appliance's where the traffic leaves from one, else the VM itself. */
function forRestart(input: StepsInput): Action[] {
  return [input.owner?.kind === 'appliance' ? cycleAppliance(input.owner) : cycle(input)];
}

/** A network that holds the mail back is worth mending only where Azure lets it out, or may do so on request. */
function networkToMend(input: StepsInput): Action[] {
  const { path, owner } = input;
  if (owner?.kind === 'appliance') return owner.passage === 'stops' ? toMend(input) : [];
  if (path.path === 'firewall') return isUnsupportedFirewall(input) ? toMend(input) : [];
  const held = path.path === 'denied' || path.path === 'none' || path.path === 'partial';
  return held ? toMend(input) : [];
}

function isUnsupportedFirewall({ verdict }: StepsInput): boolean {
  return verdict.reasons.some(({ code }) => code === 'firewall-not-supported');
}

/** Who has to ask: the subscriptions of the appliances that the traffic leaves from, else the VM's. */
function requestsOf({ owner, policy, subscriptionId }: StepsInput): Action[] {
  const members = owner?.kind === 'appliance' ? owner.members : [];
  if (members.length === 0) {
    return [{ code: 'request-exemption', routes: policy.routes, subscription: subscriptionId }];
  }
  const asking = new Map(members.map(({ subscription }) => [subscription.id, subscription]));
  return [...asking.values()].map((subscription) => ({
    code: 'request-exemption',
    routes: subscription.policy[policy.revision].routes,
    subscription: subscription.id,
    appliances: namesIn(subscription, members),
  }));
}

/** The VMs of the appliances in a subscription, each once: one VM can hold several of the NICs. */
function namesIn({ id }: OwnerSubscription, members: readonly ApplianceState[]): readonly string[] {
  return [...new Set(members.flatMap(({ subscription, vm }) => (subscription.id === id ? (vm ?? []) : [])))];
}

/** What the network holds back is to be mended as well: an exemption alone would let nothing out. */
function forRequest(input: StepsInput): Action[] {
  const lead: Action[] = input.noLongerOffered
    ? [{ code: 'no-longer-offered', ...input.noLongerOffered }]
    : [];
  return [...lead, ...requestsOf(input), ...networkToMend(input), { code: 'use-relay' }];
}

/** Whatever sends the mail must have picked the permission up as well: the appliance where it leaves from one, else the VM. */
function forNetwork(input: StepsInput): Action[] {
  const { owner, platform } = input;
  const sender = owner?.kind === 'appliance' ? owner.state : platform.state;
  return sender === 'restart' ? [...toMend(input), ...forRestart(input)] : toMend(input);
}

function toMend({ path, owner, verdict }: StepsInput): Action[] {
  if (owner?.kind === 'appliance') {
    return [{ code: 'mend-appliance-network', appliance: owner.appliance }, ...applianceSteps(owner)];
  }
  if (path.path !== 'firewall') return networkSteps(path.reasons);
  const firewall = path.owner ?? 'the firewall';
  return verdict.reasons.some(({ code }) => code === 'firewall-holds-back')
    ? [{ code: 'allow-in-firewall', firewall }]
    : [{ code: 'route-straight-to-internet', next: firewall }];
}

/** What the networks of the appliances themselves call for. */
function applianceSteps({ members }: ApplianceOwner): Action[] {
  return networkSteps(members.flatMap(({ reasons }) => reasons));
}

/** Who can tell more of where the traffic leaves: what could not be read of an appliance, or whoever runs the next hop. */
function aboutOwner(input: StepsInput): Action[] {
  const { owner, path } = input;
  const next = path.owner;
  if (isUnsupportedFirewall(input)) return toMend(input);
  if (path.path === 'firewall') return [{ code: 'ask-owner-of-next-hop', next: next ?? 'the firewall' }];
  if (owner?.kind !== 'appliance') return [];
  if (owner.members.length === 0) return [{ code: 'ask-owner-of-next-hop', next: owner.appliance }];
  return owner.passage === 'not-known' ? applianceSteps(owner) : [];
}

function forUndetermined(input: StepsInput): Action[] {
  const contradicted = input.platform.reasons.some(({ code }) => code === 'flag-contradicts-policy');
  const steps: Action[] = contradicted ? [{ code: 'try-stop-and-start-on-one' }] : [];
  const ownBlock = input.verdict.reasons.some(({ code }) => code === 'own-block-may-count');
  if (ownBlock && input.platform.state === 'restart') steps.push(cycle(input));
  if (input.platform.state === 'undetermined') {
    steps.push(...settlingStep({ ...input.inference, policy: input.policy }));
  }
  return [...steps, ...networkSteps(input.path.reasons), ...aboutOwner(input), { code: 'use-relay' }];
}

/** The next steps of a VM's owner, most pressing first. */
export function nextSteps(input: StepsInput): readonly Action[] {
  switch (input.verdict.verdict) {
    case 'direct':
      return [{ code: 'check-deliverability' }];
    case 'restart':
      return forRestart(input);
    case 'request-exemption':
      return forRequest(input);
    case 'relay':
      return [{ code: 'use-relay' }];
    case 'fix-network':
      return forNetwork(input);
    case 'undetermined':
      return forUndetermined(input);
  }
}
