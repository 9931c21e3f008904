const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * A short digest of a text, the same on every machine: FNV-1a of 64 bits over its UTF-16 code units, as 16 hexadecimal digits. It tells
 * whether something is still the same, and guards against nothing.
 */
export function digestOf(text: string): string {
  let hash = OFFSET;
  for (let at = 0; at < text.length; at += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(at))) * PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
