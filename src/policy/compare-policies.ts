import type { OfferClass } from '../model/offer.ts';
import { OFFER_CLASSES } from '../model/offer.ts';
import type { RevisionName } from '../model/revision.ts';
import type { PolicyCell } from './policy-table.ts';
import { policyCell } from './policy-table.ts';
import type { AfterExemption, FirewallTreatment, Revision, RevisionNote } from './revision.ts';
import { REVISIONS } from './revisions.ts';

/** A class of offer that two revisions treat differently. */
interface CellDifference {
  readonly offer: OfferClass;
  readonly from: PolicyCell;
  readonly to: PolicyCell;
}

/** A rule beside the table that two revisions state differently, each in words. */
interface RuleDifference {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

export interface PolicyComparison {
  readonly cells: readonly CellDifference[];
  readonly rules: readonly RuleDifference[];
}

/** What changes from one revision to another: the classes of offer first, then the rules beside the table. */
export function comparePolicies(from: RevisionName, to: RevisionName): PolicyComparison {
  return {
    cells: OFFER_CLASSES.map((offer) => ({
      offer,
      from: policyCell(from, offer),
      to: policyCell(to, offer),
    })).filter((pair) => pair.from.symbol !== pair.to.symbol || pair.from.words !== pair.to.words),
    rules: RULES.map(({ rule, words }) => ({
      rule,
      from: words(REVISIONS[from]),
      to: words(REVISIONS[to]),
    })).filter((pair) => pair.from !== pair.to),
  };
}

/** What VMs need after an exemption, in the words of the texts. */
export const AFTER_EXEMPTION_WORDS = {
  'only-new-vms': 'only VMs created after the grant benefit',
  'freed-going-forward': 'VMs are freed going forward, no stop/start named',
  'stop-and-start': 'stop and start (a restart, also from inside the guest, is not enough)',
  'stop-deallocate-and-start': 'stop, deallocate and start',
} as const satisfies Record<AfterExemption, string>;

/** Azure Firewall as the way out, in words. */
export const FIREWALL_WORDS = {
  'not-supported': 'not supported as the way out on port 25',
  'not-mentioned': 'not mentioned',
  allowed: 'allowed; not blocked where the firewall is in an EA or MCA-E subscription',
} as const satisfies Record<FirewallTreatment, string>;

const NOTE_WORDS = {
  'good-standing':
    'removal asks for good standing and payment history (paid invoices of at least 1,000 US dollars in total)',
  'only-new-vms': 'an exemption is for new VMs only',
  'delegated-subnet':
    'a virtual network with a delegated subnet also needs a temporary subnet added and removed',
} as const satisfies Record<RevisionNote, string>;

interface Rule {
  readonly rule: string;
  readonly words: (revision: Revision) => string;
}

const RULES: readonly Rule[] = [
  { rule: 'after an exemption', words: ({ afterExemption }) => AFTER_EXEMPTION_WORDS[afterExemption] },
  { rule: 'Azure Firewall', words: ({ azureFirewall }) => FIREWALL_WORDS[azureFirewall] },
  { rule: 'notes', words: ({ notes }) => notes.map((note) => NOTE_WORDS[note]).join('; ') || 'none' },
  {
    rule: 'created before 15 November 2017',
    words: ({ secondPage }) =>
      secondPage === undefined ? 'as the table says' : `open by another page, "${secondPage.page}"`,
  },
];
