import type { AddressSet } from './address-set.ts';
import { addressRange, NO_ADDRESSES } from './address-set.ts';
import { ipPrefix, ipv4Number } from './ip-prefix.ts';

/**
 * The IPv4 addresses of an address, a CIDR prefix, or a range `10.0.0.4-10.0.0.9` as firewalls know it; `undefined` where the text is
 * none of these. IPv6 gives no addresses.
 */
export function addressEntry(text: string): AddressSet | undefined {
  const prefix = ipPrefix(text);
  if (prefix.kind === 'ipv4') return prefix.addresses;
  if (prefix.kind === 'ipv6') return NO_ADDRESSES;
  const [first, last, ...more] = text.split('-').map(ipv4Number);
  const isRange = first !== undefined && last !== undefined && first <= last && more.length === 0;
  return isRange ? addressRange(first, last) : undefined;
}
