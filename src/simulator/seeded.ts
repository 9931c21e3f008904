/** A source of numbers that depends on nothing but what it was made from. */
export interface Seeded {
  /** The next unsigned 32-bit number. */
  readonly next: () => number;
  /** The next number from 0 up to, not including, `limit`. */
  readonly below: (limit: number) => number;
  /** One of the given things. */
  readonly pick: <T>(things: readonly [T, ...T[]]) => T;
  /** A GUID of version 4, in lower case. */
  readonly guid: () => string;
}

/** The four words of a generator's state, each fed with every character (cyrb128). */
function stateOf(text: string): [number, number, number, number] {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = b ^ Math.imul(a ^ code, 597399067);
    b = c ^ Math.imul(b ^ code, 2869860233);
    c = d ^ Math.imul(c ^ code, 951274213);
    d = a ^ Math.imul(d ^ code, 2716044179);
  }
  return [a >>> 0, b >>> 0, c >>> 0, d >>> 0];
}

function hex(value: number): string {
  return value.toString(16).padStart(8, '0');
}

/**
 * Numbers that are the same for the same labels on every machine (cyrb128 into sfc32). They name resources and choose mixes; they
 * protect nothing.
 */
export function seeded(...labels: readonly (string | number)[]): Seeded {
  let [a, b, c, counter] = stateOf(labels.join('\u0000'));
  const next = () => {
    const sum = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + sum) >>> 0;
    return sum;
  };
  for (let round = 0; round < 12; round += 1) next();
  const below = (limit: number) => Math.floor((next() / 4294967296) * limit);
  return {
    next,
    below,
    pick: ([first, ...rest]) => rest[below(rest.length + 1) - 1] ?? first,
    guid: () => {
      const [a, b, c, d] = [hex(next()), hex(next()), hex(next()), hex(next())];
      return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-a${c.slice(1, 4)}-${c.slice(4)}${d}`;
    },
  };
}
