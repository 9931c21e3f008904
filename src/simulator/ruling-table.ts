import type { OfferClass } from '../model/offer.ts';
import { OFFER_CLASSES } from '../model/offer.ts';
import type { Cutoff, PolicyStatus, RevisionName } from '../model/revision.ts';
import { REVISION_NAMES } from '../model/revision.ts';

/** `old-…` is open for a subscription from before the cut-off, and otherwise what follows; `-` is not named in that text. */
type Cell = 'open' | 'ask' | 'never' | 'old-ask' | 'old-never' | '-';

/** Microsoft's rules from the specification's page, a second time: the columns are the revisions in the order of their names. */
const TABLE: Readonly<Record<OfferClass, string>> = {
  'enterprise-agreement': 'open open open open open open open open open open',
  'enterprise-dev-test': '- - - - - - ask ask - -',
  'mca-enterprise': '- - - - - - open open - -',
  'mca-individual': '- - - - - - never never - -',
  'pay-as-you-go': 'old-ask old-ask old-ask old-ask old-ask ask never never old-ask old-ask',
  'pay-as-you-go-dev-test': '- - - - - - never never - -',
  mpn: 'old-ask old-ask old-ask old-ask old-ask ask never never old-ask old-ask',
  'bizspark-plus': '- - - old-ask old-ask ask never never - old-ask',
  sponsorship: '- old-never old-never old-ask old-ask ask never never old-never old-ask',
  bizspark: 'old-never old-never old-never - - - never never old-never -',
  'visual-studio': 'old-never old-never old-never old-never old-never never never never old-never old-never',
  'azure-pass': 'old-never old-never old-never old-never old-never never never never old-never old-never',
  'azure-in-open': 'old-never old-never old-never old-never old-never never never never old-never old-never',
  education: 'old-never old-never old-never old-never old-never never never never old-never old-never',
  'free-trial': 'old-never old-never old-never old-never old-never never never never old-never old-never',
  csp: 'ask ask ask ask ask ask never never ask ask',
  other: '- - - - - - never never - -',
};

/** As what a class is read where a text does not name it; `other` is read as nothing at all. */
const READ_AS: Partial<Readonly<Record<OfferClass, OfferClass>>> = {
  'enterprise-dev-test': 'enterprise-agreement',
  'mca-enterprise': 'enterprise-agreement',
  'mca-individual': 'pay-as-you-go',
  'pay-as-you-go-dev-test': 'pay-as-you-go',
  bizspark: 'visual-studio',
  sponsorship: 'mpn',
  'bizspark-plus': 'mpn',
};

/** Since April 2021 another page of Microsoft's, on network security groups, alone keeps old subscriptions open. */
const OLD_ONES_OPEN: ReadonlySet<RevisionName> = new Set(['2021-04', '2022-03', '2023-12']);

function cellOf(offer: OfferClass, revision: RevisionName): Cell {
  return (TABLE[offer].split(' ')[REVISION_NAMES.indexOf(revision)] ?? '-') as Cell;
}

function statusOf(offer: OfferClass, revision: RevisionName, old: boolean): PolicyStatus {
  if (old && OLD_ONES_OPEN.has(revision)) return 'open';
  const cell = cellOf(offer, revision);
  switch (cell) {
    case '-': {
      const other = READ_AS[offer];
      return other === undefined ? 'undetermined' : statusOf(other, revision, old);
    }
    case 'open':
      return 'open';
    case 'old-ask':
    case 'old-never':
      if (old) return 'open';
      return cell === 'old-ask' ? 'requestable' : 'no-exemption';
    case 'ask':
      return 'requestable';
    case 'never':
      return 'no-exemption';
  }
}

/** What a revision says of a subscription; `askable` where one of the possibilities is that it may ask. */
export interface Ruling {
  readonly status: PolicyStatus;
  readonly askable: boolean;
}

/** What a revision says of a subscription that is of one of these classes and lies on this side of the cut-off, if that is known. */
export function rulingOf(
  offers: readonly OfferClass[] | 'any',
  cutoff: Cutoff,
  revision: RevisionName,
): Ruling {
  const sides = cutoff === 'indeterminate' ? [true, false] : [cutoff === 'before'];
  const classes = offers === 'any' ? OFFER_CLASSES : offers;
  const found = new Set(classes.flatMap((offer) => sides.map((old) => statusOf(offer, revision, old))));
  const [only = 'undetermined'] = found;
  return { status: found.size === 1 ? only : 'undetermined', askable: found.has('requestable') };
}
