/** The part of an answer's headers that is needed. */
export interface HeadersRead {
  get(name: string): string | undefined;
}

const IN_MILLISECONDS = ['retry-after-ms', 'x-ms-retry-after-ms'] as const;
const NUMBER = /^\d+(\.\d+)?$/;
/** Begins with the day of the week; the parser itself would take `-5` for a date. */
const HTTP_DATE = /^[a-z]{3}/i;

/** A date is compared with Azure's own clock where the answer tells it, so that a wrong clock here does not cut the wait short. */
function untilDate(text: string, headers: HeadersRead): number | undefined {
  const until = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isNaN(until) ? undefined : Math.max(0, until - (Number.isNaN(told) ? Date.now() : told));
}

/** For how many milliseconds an answer asks for silence: seconds or an HTTP date in `Retry-After`, or Azure's own headers. */
export function retryAfterMs(headers: HeadersRead): number | undefined {
  for (const name of IN_MILLISECONDS) {
    const text = headers.get(name)?.trim() ?? '';
    if (NUMBER.test(text)) return Number(text);
  }
  const text = headers.get('retry-after')?.trim() ?? '';
  if (text === '') return undefined;
  return NUMBER.test(text) ? Number(text) * 1000 : untilDate(text, headers);
}
