import type { AddressSet } from './address-set.ts';
import { unionOf } from './address-set.ts';
import { ipPrefix } from './ip-prefix.ts';

/** All IPv4 addresses of a list of CIDR prefixes, such as an address space; IPv6 and what cannot be read add nothing. */
export function prefixList(prefixes: readonly string[]): AddressSet {
  return unionOf(
    ...prefixes.flatMap((text) => {
      const prefix = ipPrefix(text);
      return prefix.kind === 'ipv4' ? [prefix.addresses] : [];
    }),
  );
}
