import type { NetworkSituation } from './network-situation.ts';
import { FILTERED_SITUATIONS } from './situations-filtered.ts';
import { INTERNET_SITUATIONS } from './situations-internet.ts';
import { ROUTED_SITUATIONS } from './situations-routed.ts';
import { UNKNOWN_SITUATIONS } from './situations-unknown.ts';

const ALL = {
  ...INTERNET_SITUATIONS,
  ...FILTERED_SITUATIONS,
  ...ROUTED_SITUATIONS,
  ...UNKNOWN_SITUATIONS,
};

export type NetworkSituationName = keyof typeof ALL;

/** Every network situation that the simulated tenant can show, by name. */
export const NETWORK_SITUATIONS: Readonly<Record<NetworkSituationName, NetworkSituation>> = ALL;
