/** Lets at most so many be inside at once; the others wait in turn. */
export interface Turnstile {
  /** `undefined` where there is room at once. Whoever has entered must leave. */
  enter(): Promise<void> | undefined;
  leave(): void;
}

export function turnstile(most: number): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return {
    enter() {
      if (inside === most) return new Promise((resolve) => waiting.push(resolve));
      inside += 1;
      return undefined;
    },
    leave() {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    },
  };
}
