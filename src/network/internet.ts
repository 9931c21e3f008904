import type { AddressSet } from './address-set.ts';
import { ALL_ADDRESSES, differenceOf, unionOf } from './address-set.ts';
import { prefixList } from './prefix-list.ts';

/*
 * The IANA IPv4 special-purpose registry, blocks that are not globally reachable:
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const NOT_GLOBALLY_REACHABLE = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
];

/** Two single addresses inside 192.0.0.0/24 that are globally reachable (RFC 7723, RFC 8155). */
const REACHABLE_AGAIN = ['192.0.0.9/32', '192.0.0.10/32'];

const MULTICAST = ['224.0.0.0/4'];

/** Azure's virtual address: DHCP, DNS and health probes, never a mail host. */
const PLATFORM_ADDRESS = prefixList(['168.63.129.16/32']);

/** Any host on the internet, before the addresses are taken out that a virtual network uses for itself. */
export const WHOLE_INTERNET: AddressSet = differenceOf(
  ALL_ADDRESSES,
  unionOf(
    differenceOf(prefixList(NOT_GLOBALLY_REACHABLE), prefixList(REACHABLE_AGAIN)),
    prefixList(MULTICAST),
    PLATFORM_ADDRESS,
  ),
);

/** The internet as a VM sees it whose own and connected networks use the given addresses. */
export function internetBeyond(ownSpaces: AddressSet): AddressSet {
  return differenceOf(WHOLE_INTERNET, ownSpaces);
}
