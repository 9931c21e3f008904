import { type Confidence, leastConfidence } from '../model/confidence.ts';
import type { PathFinding } from '../model/path-finding.ts';
import type { PlatformState, Verdict } from '../model/verdict.ts';
import type { VerdictReason } from '../model/verdict-reason.ts';
import type { Revision } from '../policy/revision.ts';
import type { PlatformFinding } from './platform-state.ts';

/** What is judged: the platform state, the network path, and the revision, which says what a firewall on the way means. */
export interface VerdictInput {
  readonly platform: PlatformFinding;
  readonly path: PathFinding;
  readonly revision: Revision;
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

function undetermined(reason: VerdictReason): VerdictFinding {
  return { verdict: 'undetermined', confidence: 'low', reasons: [reason] };
}

/** Azure allows the VM and its owner's network does not; otherwise the platform decides, whatever the network does. */
function heldBackByNetwork({ platform, path }: VerdictInput, reason: VerdictReason): VerdictFinding {
  if (!allowedByAzure(platform)) return byPlatformAlone(platform);
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

function throughFirewall(input: VerdictInput): VerdictFinding {
  const firewall = input.path.owner ?? 'the firewall';
  const revision = input.revision.name;
  switch (input.revision.azureFirewall) {
    case 'not-supported':
      return heldBackByNetwork(input, { code: 'firewall-not-supported', firewall, revision });
    case 'not-mentioned':
      return undetermined({ code: 'firewall-not-mentioned', firewall, revision });
    case 'allowed':
      return undetermined({ code: 'firewall-rules-not-known', firewall });
  }
}

function withoutPath({ platform }: VerdictInput): VerdictFinding {
  const reasons: VerdictReason[] = [{ code: 'path-not-known' }];
  return platform.state === 'blocked' || platform.state === 'request'
    ? { verdict: BY_PLATFORM[platform.state], confidence: 'low', reasons }
    : { verdict: 'undetermined', confidence: 'low', reasons };
}

/** The verdict for a VM: platform state and network path taken together, rule by rule of the decision procedure. */
export function decideVerdict(input: VerdictInput): VerdictFinding {
  const { path } = input.path;
  switch (path) {
    case 'firewall':
      return throughFirewall(input);
    case 'appliance':
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
