/** The interval in which a subscription was created, in words; `null` where neither end is known. Ends are dates or instants. */
export function createdInterval(notBefore: string | null, notAfter: string | null): string | null {
  if (notBefore === null && notAfter === null) return null;
  if (notBefore === null) return `by ${day(notAfter)}`;
  if (notAfter === null) return `not before ${day(notBefore)}`;
  return day(notBefore) === day(notAfter) ? day(notAfter) : `${day(notBefore)} to ${day(notAfter)}`;
}

function day(time: string | null): string {
  return (time ?? '').slice(0, 10);
}
