import { OFFER_CLASSES, type OfferClass } from '../model/offer.ts';
import type { RevisionName } from '../model/revision.ts';
import { citation } from '../policy/citation.ts';
import { policyCell } from '../policy/policy-table.ts';
import type { PolicySource } from '../policy/revision.ts';
import { REVISIONS } from '../policy/revisions.ts';
import type { CitedPage, RevisionInWords, RuleInWords } from '../report/explanation.ts';

/** A page of Microsoft as explanations and the policy command name it. */
export function citedPage(source: PolicySource): CitedPage {
  const place = [source.repository, source.path].filter((part) => part !== undefined).join(', ');
  return {
    page: source.page,
    dated: source.textOf ?? source.msDate ?? null,
    address: source.url ?? (place === '' ? null : place),
    citation: citation(source),
  };
}

/** The pages that a revision rests on: its own, and the second one where Microsoft says more elsewhere. */
export function pagesOf(name: RevisionName): readonly CitedPage[] {
  const { source, secondPage } = REVISIONS[name];
  return [citedPage(source), ...(secondPage === undefined ? [] : [citedPage(secondPage)])];
}

/** What a revision says of some offers, those that it treats alike together; without any, of every offer. */
export function revisionInWords(name: RevisionName, offers: readonly OfferClass[]): RevisionInWords {
  const rules = new Map<string, RuleInWords>();
  for (const offer of offers.length === 0 ? OFFER_CLASSES : offers) {
    const { words, symbol } = policyCell(name, offer);
    const basis = symbol === '–' ? 'inferred' : 'named';
    const known = rules.get(words)?.offers ?? [];
    rules.set(words, { offers: [...known, offer], words, basis });
  }
  return { revision: name, title: REVISIONS[name].title, rules: [...rules.values()], pages: pagesOf(name) };
}
