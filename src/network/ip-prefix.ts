import ipaddr from 'ipaddr.js';
import type { AddressSet } from './address-set.ts';
import { addressRange } from './address-set.ts';

/** What a piece of ARM text says as an address or CIDR prefix. IPv6 is recognised and not judged. */
export type IpPrefix =
  | { readonly kind: 'ipv4'; readonly addresses: AddressSet; readonly length: number }
  | { readonly kind: 'ipv6' }
  | { readonly kind: 'not-a-prefix' };

/** Prefixes repeat without end across rules, routes and subscriptions, so what was read last is remembered. */
const remembered = new Map<string, IpPrefix>();
const MOST_REMEMBERED = 4000;

/** Reads `10.0.0.0/8` or `10.1.2.3`; bits beyond the mask are ignored, as Azure does. Octal, hex and short forms are refused. */
export function ipPrefix(text: string): IpPrefix {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const prefix = readPrefix(text.trim());
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(text, prefix);
  return prefix;
}

function readPrefix(text: string): IpPrefix {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(text)) {
    const [address, length] = ipaddr.IPv4.parseCIDR(text);
    const size = 2 ** (32 - length);
    const first = Math.floor(numberOf(address.octets) / size) * size;
    return { kind: 'ipv4', addresses: addressRange(first, first + size - 1), length };
  }
  const address = ipv4Number(text);
  if (address !== undefined) return { kind: 'ipv4', addresses: addressRange(address, address), length: 32 };
  if (ipaddr.IPv6.isValid(text) || ipaddr.IPv6.isValidCIDR(text)) return { kind: 'ipv6' };
  return { kind: 'not-a-prefix' };
}

/** The number of a dotted IPv4 address, or `undefined` where the text is none. */
export function ipv4Number(text: string): number | undefined {
  const trimmed = text.trim();
  return ipaddr.IPv4.isValidFourPartDecimal(trimmed)
    ? numberOf(ipaddr.IPv4.parse(trimmed).octets)
    : undefined;
}

function numberOf(octets: readonly number[]): number {
  return octets.reduce((sum, octet) => sum * 256 + octet, 0);
}
