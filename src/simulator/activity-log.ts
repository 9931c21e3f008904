import type { Wire } from './estate.ts';
import { type Inside, page, parameter, refused } from './inside.ts';
import { listingOf } from './paging.ts';
import { armError, type Reply } from './reply.ts';

/** How far back the activity log goes, and a day for the time since midnight. */
const KEPT_MS = 91 * 86_400_000;

/** One part of a filter: `eventTimestamp ge '2026-03-01T00:00:00Z'`. */
const CLAUSE = /^(eventTimestamp|resourceProvider) (ge|le|eq) '([^']*)'$/i;

function badFilter(message: string): Reply {
  return armError(400, 'BadRequest', message);
}

/** What a filter asks for: times in milliseconds, the provider in lower case. */
interface Asked {
  readonly from: number;
  readonly to: number;
  readonly provider: string | undefined;
}

function askedBy(filter: string): Asked | Reply {
  const asked = { from: Number.NaN, to: Number.POSITIVE_INFINITY, provider: undefined as string | undefined };
  for (const clause of filter.split(/ and /i)) {
    const [, field = '', operator = '', value = ''] = CLAUSE.exec(clause.trim()) ?? [];
    const key = `${field} ${operator}`.toLowerCase();
    if (key === 'eventtimestamp ge') asked.from = Date.parse(value);
    else if (key === 'eventtimestamp le') asked.to = Date.parse(value);
    else if (key === 'resourceprovider eq') asked.provider = value.toLowerCase();
    else return badFilter(`The filter clause '${clause.trim()}' is not supported.`);
  }
  return asked;
}

function isAsked(asked: Asked): (event: Wire) => boolean {
  return (event) => {
    const at = Date.parse(String(event['eventTimestamp']));
    const { value } = event['resourceProviderName'] as { value: string };
    const isProvider = asked.provider === undefined || value.toLowerCase() === asked.provider;
    return at >= asked.from && at <= asked.to && isProvider;
  };
}

function newestFirst(one: Wire, other: Wire): number {
  return Date.parse(String(other['eventTimestamp'])) - Date.parse(String(one['eventTimestamp']));
}

/** The fields of an event that are asked for: all of them where nothing is selected. */
function selected(select: string | undefined): (event: Wire) => Wire {
  if (select === undefined) return (event) => event;
  const fields = new Set(select.split(','));
  return (event) => Object.fromEntries(Object.entries(event).filter(([name]) => fields.has(name)));
}

/** The events of the activity log that a filter asks for, newest first; the log wants a filter with a start, and keeps 90 days. */
export function activityLog(inside: Inside): Reply {
  const refusal = refused(inside, 'activityLog');
  if (refusal !== undefined) return refusal;
  const filter = parameter(inside.url, '$filter');
  if (filter === undefined) return badFilter('The $filter query parameter is required.');
  const asked = askedBy(filter);
  if ('status' in asked) return asked;
  if (Number.isNaN(asked.from) || Number.isNaN(asked.to)) {
    return badFilter('The filter has no valid start and end time.');
  }
  if (asked.from < Date.parse(`${inside.tenant.today}T00:00:00Z`) - KEPT_MS) {
    return badFilter('The start time cannot be more than 90 days in the past.');
  }
  const { events } = inside.tenant.estateAt(inside.index);
  const found = events.filter(isAsked(asked)).sort(newestFirst);
  return page(inside, listingOf(found.map(selected(parameter(inside.url, '$select')))));
}
