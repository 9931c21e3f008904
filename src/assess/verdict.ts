import { type Confidence, leastConfidence } from '../model/confidence.ts';
import type { PathFinding } from '../model/path-finding.ts';
import type { PlatformState, Verdict } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import type { Revision } from '../policy/revision.ts';
import type { EgressOwnerState } from './egress-owner-state.ts';
import type { PlatformFinding } from './platform-state.ts';

/** What is judged: the platform state, the network path, and the revision, which says what a firewall on the way means. */
export interface VerdictInput {
  readonly platform: PlatformFinding;
  readonly path: PathFinding;
  readonly revision: Revision;
  /** What is known of the resource from which the traffic leaves, where that is not the VM. */
  readonly owner: EgressOwnerState | undefined;
}

export interface VerdictFinding {
  readonly verdict: Verdict;
  readonly confidence: Confidence;
  readonly reasons: readonly VerdictReason[];
}

const BY_PLATFORM = {
  open: 'direct',
  restart: 'restart',
  request: 'request-exemption',
  blocked: 'relay',
  undetermined: 'undetermined',
} as const satisfies Record<PlatformState, Verdict>;

function allowedByAzure(platform: PlatformFinding): boolean {
  return platform.state === 'open' || platform.state === 'restart';
}

function undetermined(...reasons: VerdictReason[]): VerdictFinding {
  return { verdict: 'undetermined', confidence: 'low', reasons };
}

/**
 * Azure allows the VM and its owner's network does not; otherwise the platform decides. The network is told all the same, since it
 * would still be in the way once the block is lifted, but not that of a VM that Azure blocks for good.
 */
function heldBackByNetwork({ platform, path }: VerdictInput, reason: VerdictReason): VerdictFinding {
  if (!allowedByAzure(platform)) {
    const told = platform.state !== 'blocked' || reason.code === 'firewall-not-supported';
    return { ...byPlatformAlone(platform), reasons: told ? [reason] : [] };
  }
  const confidence = leastConfidence(platform.confidence, path.confidence);
  return { verdict: 'fix-network', confidence, reasons: [reason] };
}

/** The network path makes no difference to a VM that Azure blocks anyway. */
function byPlatformAlone(platform: PlatformFinding): VerdictFinding {
  return { verdict: BY_PLATFORM[platform.state], confidence: platform.confidence, reasons: [] };
}

function byPlatformAndPath({ platform, path }: VerdictInput): VerdictFinding {
  const alone = byPlatformAlone(platform);
  return allowedByAzure(platform)
    ? { ...alone, confidence: leastConfidence(platform.confidence, path.confidence) }
    : alone;
}

function withoutPath({ platform }: VerdictInput): VerdictFinding {
  const reasons: VerdictReason[] = [{ code: 'path-not-known' }];
  return platform.state === 'blocked' || platform.state === 'request'
    ? { verdict: BY_PLATFORM[platform.state], confidence: 'low', reasons }
    : { verdict: 'undetermined', confidence: 'low', reasons };
}

type FirewallOwner = Extract<EgressOwnerState, { kind: 'firewall' }>;
type ApplianceOwner = Extract<EgressOwnerState, { kind: 'appliance' }>;

function throughFirewall(input: VerdictInput): VerdictFinding {
  const firewall = input.path.owner ?? 'the firewall';
  const revision = input.revision.name;
  switch (input.revision.azureFirewall) {
    case 'not-supported':
      return heldBackByNetwork(input, { code: 'firewall-not-supported', firewall, revision });
    case 'not-mentioned':
      return undetermined({ code: 'firewall-not-mentioned', firewall, revision });
    case 'allowed':
      return input.owner?.kind === 'firewall'
        ? byFirewall(input, input.owner)
        : undetermined({ code: 'firewall-rules-not-known', firewall });
  }
}

/** The firewall's own rules speak first, then its subscription. Not even an open one gives more than medium confidence. */
function byFirewall(input: VerdictInput, { firewall, passage, home }: FirewallOwner): VerdictFinding {
  if (passage === 'not-known') return undetermined({ code: 'firewall-rules-not-known', firewall });
  if (passage === 'stops') {
    const { confidence } = input.path;
    return { verdict: 'fix-network', confidence, reasons: [{ code: 'firewall-holds-back', firewall }] };
  }
  const status = home?.policy.status ?? 'undetermined';
  if (status === 'undetermined') return undetermined({ code: 'firewall-subscription', firewall, status });
  if (status !== 'open') {
    return {
      verdict: 'relay',
      confidence: 'low',
      reasons: [{ code: 'firewall-subscription', firewall, status }],
    };
  }
  const offer = home?.offer ?? null;
  if (offer !== 'enterprise-agreement' && offer !== 'mca-enterprise') {
    return undetermined({ code: 'firewall-of-another-offer', firewall, offer });
  }
  const open: VerdictReason = { code: 'firewall-not-blocked', firewall };
  const sure = leastConfidence('medium', home?.policy.confidence ?? 'low', input.path.confidence);
  return ownerAndOwn(input, open, sure);
}

function throughAppliance(input: VerdictInput): VerdictFinding {
  return input.owner?.kind === 'appliance'
    ? byAppliance(input, input.owner)
    : undetermined({ code: 'next-hop-decides', path: 'appliance' });
}

/** The appliance's platform state speaks first, then its own network. */
function byAppliance(input: VerdictInput, owner: ApplianceOwner): VerdictFinding {
  const { appliance, state, passage } = owner;
  const confidence = leastConfidence(owner.confidence, input.path.confidence);
  const reason: VerdictReason = { code: 'appliance-state', appliance, state };
  if (state !== 'open' && state !== 'restart') {
    return { verdict: BY_PLATFORM[state], confidence, reasons: [reason] };
  }
  if (passage === 'not-known') return undetermined({ code: 'appliance-not-known', appliance });
  if (passage === 'stops') {
    return { verdict: 'fix-network', confidence, reasons: [{ code: 'appliance-holds-back', appliance }] };
  }
  return state === 'restart'
    ? { verdict: 'restart', confidence, reasons: [reason] }
    : ownerAndOwn(input, reason, confidence);
}

/**
 * The owner is open, and so must the VM be: whether the block acts at the VM's host or only where the traffic leaves is not
 * documented.
 */
function ownerAndOwn(
  { platform }: VerdictInput,
  open: VerdictReason,
  confidence: Confidence,
): VerdictFinding {
  return platform.state === 'open'
    ? { verdict: 'direct', confidence: leastConfidence(confidence, platform.confidence), reasons: [open] }
    : undetermined(open, { code: 'own-block-may-count', state: platform.state });
}

/** The verdict for a VM: platform state and network path taken together, rule by rule of the decision procedure. */
export function decideVerdict(input: VerdictInput): VerdictFinding {
  const { path } = input.path;
  switch (path) {
    case 'firewall':
      return throughFirewall(input);
    case 'appliance':
      return throughAppliance(input);
    case 'gateway':
      return undetermined({ code: 'next-hop-decides', path });
    case 'unknown':
      return withoutPath(input);
    case 'denied':
    case 'none':
    case 'partial':
      return heldBackByNetwork(input, { code: 'network-holds-back', path });
    case 'internet':
      return byPlatformAndPath(input);
  }
}
