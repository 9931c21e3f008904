import { explainAll } from '../assess/explain.ts';
import { OFFER_CLASSES, type OfferClass } from '../model/offer.ts';
import { CLOUD_NAMES, type RevisionName } from '../model/revision.ts';
import { AFTER_EXEMPTION_WORDS, comparePolicies, FIREWALL_WORDS } from '../policy/compare-policies.ts';
import { policyCell } from '../policy/policy-table.ts';
import type { PolicySource, Revision } from '../policy/revision.ts';
import { revisionNotes } from '../policy/revision-notes.ts';
import { currentRevision, defaultRevision, REVISIONS } from '../policy/revisions.ts';
import { type PolicyRuling, rulingFor } from '../policy/ruling-for.ts';
import { citedPage } from './explain-rules.ts';

/** The version of the document that `policy --json` prints. */
const POLICY_SCHEMA_VERSION = 1;

/** The cut-off as the texts name it, a calendar date. */
const CUTOFF = '2017-11-15';

/** The given revisions as one JSON document, ended by LF: every cell with its status on both sides of the cut-off, and its sources. */
export function policyJson(names: readonly RevisionName[]): string {
  return asText({ schemaVersion: POLICY_SCHEMA_VERSION, cutoff: CUTOFF, revisions: names.map(revisionOf) });
}

/** What changes from one revision to another as one JSON document, ended by LF. */
export function policyDifferenceJson(from: RevisionName, to: RevisionName): string {
  const { cells, rules } = comparePolicies(from, to);
  return asText({
    schemaVersion: POLICY_SCHEMA_VERSION,
    cutoff: CUTOFF,
    comparison: {
      from,
      to,
      cells: cells.map(({ offer }) => ({ offer, from: cellOf(from, offer), to: cellOf(to, offer) })),
      rules: rules.map(({ rule, from: before, to: after }) => ({ rule, from: before, to: after })),
    },
  });
}

function asText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

function revisionOf(name: RevisionName) {
  const revision = REVISIONS[name];
  return {
    revision: name,
    title: revision.title,
    cloud: revision.family,
    currentIn: CLOUD_NAMES.filter((cloud) => currentRevision(cloud) === name),
    defaultIn: CLOUD_NAMES.filter((cloud) => defaultRevision(cloud) === name),
    source: sourceOf(revision.source),
    secondPage: revision.secondPage === undefined ? null : sourceOf(revision.secondPage),
    cells: OFFER_CLASSES.map((offer) => cellOf(name, offer)),
    afterExemption: {
      code: revision.afterExemption,
      words: AFTER_EXEMPTION_WORDS[revision.afterExemption],
    },
    azureFirewall: { code: revision.azureFirewall, words: FIREWALL_WORDS[revision.azureFirewall] },
    notes: explainAll(revisionNotes(name)).map(({ code, message }) => ({ code, words: message })),
  };
}

/** One cell: `basis` is `inferred` where the text does not name the offer and it is read as another (`readAs`), or as none. */
function cellOf(name: RevisionName, offer: OfferClass) {
  const revision = REVISIONS[name];
  const { symbol, words } = policyCell(name, offer);
  const sides = { before: rulingFor(revision, offer, 'before'), after: rulingFor(revision, offer, 'after') };
  const { status, route } = sides.before;
  const readAs = sides.after.basis === 'inferred' ? (sides.after.readAs ?? null) : null;
  return {
    revision: name,
    offer,
    symbol,
    words,
    basis: symbol === '–' ? 'inferred' : 'named',
    readAs,
    dependsOnCutoff: status !== sides.after.status || route !== sides.after.route,
    createdBefore: sideOf(revision, sides.before),
    createdAfter: sideOf(revision, sides.after),
  };
}

function sideOf(revision: Revision, { status, route, basis }: PolicyRuling) {
  const source = basis === 'second-page' ? (revision.secondPage ?? revision.source) : revision.source;
  return { status, route: route ?? null, basis, source: sourceOf(source) };
}

function sourceOf(source: PolicySource) {
  const { page, dated, address } = citedPage(source);
  return {
    page,
    dated,
    msDate: source.msDate ?? null,
    textOf: source.textOf ?? null,
    address,
    moved: source.moved ?? null,
  };
}
