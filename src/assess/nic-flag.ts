import type { NicFact } from '../model/network-facts.ts';
import type { NicFlag } from '../model/verdict.ts';

/** The flag of a NIC; one without properties has not reported it. */
export function flagOfNic(nic: NicFact): NicFlag {
  const flag = nic.properties?.allowPort25Out;
  return flag === undefined ? 'not-reported' : `${flag}`;
}
