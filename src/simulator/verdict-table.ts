import type { RevisionName } from '../model/revision.ts';
import type { NetworkPath, PlatformState, Verdict } from '../model/verdict.ts';
import { FIREWALL_STANDINGS } from './firewall-standings.ts';
import { APPLIANCES, type Leaving, type Standing } from './leaving.ts';

type Row = Readonly<Record<PlatformState, Verdict>>;

const AS_PLATFORM: Row = {
  open: 'direct',
  restart: 'restart',
  request: 'request-exemption',
  blocked: 'relay',
  undetermined: 'undetermined',
};

const NETWORK_IN_THE_WAY: Row = { ...AS_PLATFORM, open: 'fix-network', restart: 'fix-network' };

function always(verdict: Verdict): Row {
  return { open: verdict, restart: verdict, request: verdict, blocked: verdict, undetermined: verdict };
}

const NOBODY_KNOWS: Row = always('undetermined');

/** Both the VM and the place where its mail leaves must be open. */
const OWN_MUST_BE_OPEN: Row = { ...NOBODY_KNOWS, open: 'direct' };

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

const BY_STANDING: Readonly<Record<Standing, Row>> = {
  agreement: OWN_MUST_BE_OPEN,
  'other-offer': NOBODY_KNOWS,
  undetermined: NOBODY_KNOWS,
  closed: always('relay'),
};

/** The texts that say that a firewall as the way out is not supported; those from 2023-12 on allow it, and others are silent. */
const NO_FIREWALL: ReadonlySet<RevisionName> = new Set(['2019-06', '2020-11']);

/** Where a firewall is allowed as the way out its rules and its subscription decide, then the VM. */
function byFirewall(leaves: Extract<Leaving, { kind: 'firewall' }>, revision: RevisionName): Row {
  if (NO_FIREWALL.has(revision)) return NETWORK_IN_THE_WAY;
  if (revision !== '2023-12') return NOBODY_KNOWS;
  if (leaves.passage === 'stops') return always('fix-network');
  if (leaves.passage === 'not-known') return NOBODY_KNOWS;
  return BY_STANDING[FIREWALL_STANDINGS[leaves.firewall][revision]];
}

function byAppliance(leaves: Extract<Leaving, { kind: 'appliance' }>, revision: RevisionName): Row {
  const { passage, state } = APPLIANCES[leaves.appliance];
  const owner = state[revision];
  if (owner !== 'open' && owner !== 'restart') return always(AS_PLATFORM[owner]);
  if (passage === 'stops') return always('fix-network');
  if (passage === 'not-known') return NOBODY_KNOWS;
  return owner === 'restart' ? always('restart') : OWN_MUST_BE_OPEN;
}

/** The network's side of a verdict. */
export interface PathTruth {
  readonly path: NetworkPath;
  readonly leaves?: Leaving;
}

function rowOf({ leaves, path }: PathTruth, revision: RevisionName): Row {
  if (path === 'firewall') {
    if (leaves?.kind !== 'firewall') throw new Error('a path to a firewall that no situation names');
    return byFirewall(leaves, revision);
  }
  if (path === 'appliance' && leaves?.kind === 'appliance') return byAppliance(leaves, revision);
  return BY_PATH[path];
}

/** The verdict rules of the specification, written out a second time: the simulator's answers owe nothing to the product's. */
export function verdictOf(platform: PlatformState, way: PathTruth, revision: RevisionName): Verdict {
  return rowOf(way, revision)[platform];
}
