import type { PolicyCase } from '../model/inference-reason.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Cutoff, PolicyStatus, RequestRoute } from '../model/revision.ts';
import type { Revision } from './revision.ts';
import type { CutoffSide, PolicyRuling } from './ruling-for.ts';
import { rulingFor } from './ruling-for.ts';

/** One combination of a candidate offer and a side of the cut-off, with what the revision says of it. */
export interface Weighed extends PolicyRuling {
  readonly offer: OfferClass;
  readonly created: CutoffSide;
}

const SIDES: readonly CutoffSide[] = ['before', 'after'];

/** The sides of the cut-off that the facts allow. */
export function sidesOf(cutoff: Cutoff): readonly CutoffSide[] {
  return cutoff === 'indeterminate' ? SIDES : [cutoff];
}

/** What the revision says of every candidate offer on every side of the cut-off that is possible. */
export function weigh(
  revision: Revision,
  offers: readonly OfferClass[],
  sides: readonly CutoffSide[],
): readonly Weighed[] {
  return offers.flatMap((offer) =>
    sides.map((created) => ({ offer, created, ...rulingFor(revision, offer, created) })),
  );
}

/** The status that all of them share, if they do. */
export function sharedStatus(weighed: readonly Weighed[]): PolicyStatus | undefined {
  const [first] = weighed;
  return weighed.every((one) => one.status === first?.status) ? first?.status : undefined;
}

/** The routes by which any of them may ask for removal, each once, in the order in which they come up. */
export function routesOf(weighed: readonly Weighed[]): readonly RequestRoute[] {
  return [...new Set(weighed.flatMap((one) => one.route ?? []))];
}

/**
 * The possibilities told together where offers share sides, status and route: what a person can read. A side of the cut-off is named
 * only where the revision makes a difference between the two for one of the offers.
 */
export function casesOf(revision: Revision, weighed: readonly Weighed[]): readonly PolicyCase[] {
  const cases = new Map<string, PolicyCase>();
  for (const offer of new Set(weighed.map((one) => one.offer))) {
    for (const one of casesOfOffer(weighed.filter((other) => other.offer === offer))) {
      const key = [one.created, one.status, ...one.routes].join();
      const known = cases.get(key);
      cases.set(key, known === undefined ? one : { ...known, offers: [...known.offers, ...one.offers] });
    }
  }
  return [...cases.values()].map((one) =>
    one.offers.every((offer) => alike(weigh(revision, [offer], SIDES))) ? { ...one, created: 'either' } : one,
  );
}

function casesOfOffer(ofOffer: readonly Weighed[]): readonly PolicyCase[] {
  const both = ofOffer.length > 1 && alike(ofOffer);
  const told = ofOffer.map((one) => ({
    offers: [one.offer],
    created: both ? ('either' as const) : one.created,
    status: one.status,
    routes: one.route === undefined ? [] : [one.route],
  }));
  return both ? told.slice(0, 1) : told;
}

function alike(weighed: readonly Weighed[]): boolean {
  return new Set(weighed.map(({ status, route }) => `${status} ${route ?? ''}`)).size === 1;
}
