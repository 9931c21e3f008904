import type { NetworkPath, PlatformState, Verdict } from '../model/verdict.ts';
import type { TruthRevision } from './truth.ts';

type Row = Readonly<Record<PlatformState, Verdict>>;

const AS_PLATFORM: Row = {
  open: 'direct',
  restart: 'restart',
  request: 'request-exemption',
  blocked: 'relay',
  undetermined: 'undetermined',
};

const NETWORK_IN_THE_WAY: Row = { ...AS_PLATFORM, open: 'fix-network', restart: 'fix-network' };

const NOBODY_KNOWS: Row = {
  open: 'undetermined',
  restart: 'undetermined',
  request: 'undetermined',
  blocked: 'undetermined',
  undetermined: 'undetermined',
};

const PATH_UNKNOWN: Row = { ...NOBODY_KNOWS, request: 'request-exemption', blocked: 'relay' };

const BY_PATH: Readonly<Record<Exclude<NetworkPath, 'firewall'>, Row>> = {
  internet: AS_PLATFORM,
  partial: NETWORK_IN_THE_WAY,
  denied: NETWORK_IN_THE_WAY,
  none: NETWORK_IN_THE_WAY,
  appliance: NOBODY_KNOWS,
  gateway: NOBODY_KNOWS,
  unknown: PATH_UNKNOWN,
};

// 2020-11 does not support a firewall as the way out; 2023-12 does, and this tenant's firewall rules are not readable yet.
const BY_FIREWALL: Readonly<Record<TruthRevision, Row>> = {
  '2020-11': NETWORK_IN_THE_WAY,
  '2023-12': NOBODY_KNOWS,
};

/** The verdict rules of the specification, written out a second time: the simulator's answers owe nothing to the product's. */
export function verdictOf(platform: PlatformState, path: NetworkPath, revision: TruthRevision): Verdict {
  return (path === 'firewall' ? BY_FIREWALL[revision] : BY_PATH[path])[platform];
}
