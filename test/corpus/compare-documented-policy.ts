import * as z from 'zod';
import type { OfferClass } from '../../src/model/offer.ts';
import { OFFER_CLASSES } from '../../src/model/offer.ts';
import type { RevisionName } from '../../src/model/revision.ts';
import { policyStatus } from '../../src/policy/policy-status.ts';
import { createdOn, offerOf } from '../policy/inferences.ts';
import type { Comparison } from './comparison.ts';
import { readCorpus } from './corpus.ts';

const FILE = 'oracles/docs/smtp-port25-by-subscription.json';

const tableSchema = z.object({
  rows: z.array(
    z.object({
      revision: z.string(),
      table: z.array(z.object({ offer: z.string(), port25: z.string(), removable: z.string().nullish() })),
    }),
  ),
});

/** The revision that a text of that date says the same as: the page of 2025 repeats the rules of December 2023. */
const REVISION_OF: Readonly<Record<string, RevisionName>> = {
  '2021-04-28': '2021-04',
  '2025-07-28': '2023-12',
};

/** The classes that the page's words stand for. */
const CLASSES_OF: Readonly<Record<string, readonly OfferClass[]>> = {
  'Enterprise Agreement': ['enterprise-agreement'],
  'standard Enterprise Agreement': ['enterprise-agreement'],
  'Microsoft Customer Agreement for enterprise (MCA-E)': ['mca-enterprise'],
  'Enterprise Dev/Test': ['enterprise-dev-test'],
  'Pay-as-you-go': ['pay-as-you-go'],
  MSDN: ['visual-studio'],
  'Any Visual Studio subscription': ['visual-studio'],
  'Azure Pass': ['azure-pass'],
  'Azure in Open': ['azure-in-open'],
  Education: ['education'],
  'Azure for Students': ['education'],
  'Free Trial': ['free-trial'],
  'Cloud Solution Provider': ['csp'],
  'Microsoft Partner Network': ['mpn'],
  'BizSpark Plus': ['bizspark-plus'],
  'Azure Sponsorship': ['sponsorship'],
  'all other subscription types': OFFER_CLASSES.filter(
    (offer) => !['enterprise-agreement', 'mca-enterprise', 'enterprise-dev-test'].includes(offer),
  ),
};

/** Microsoft's table of what each type of subscription may do, against the status of a subscription made after the cut-off. */
export function compareDocumentedPolicy(): readonly Comparison[] {
  return tableSchema.parse(readCorpus(FILE)).rows.flatMap(({ revision: date, table }) => {
    const revision = REVISION_OF[date];
    if (revision === undefined) throw new Error(`no revision for the page of ${date}`);
    return table.flatMap((row) => {
      const classes = CLASSES_OF[row.offer];
      if (classes === undefined) throw new Error(`no class for ${row.offer}`);
      return classes.map((offer) => ({
        oracle: FILE,
        question: `${date}, ${row.offer} (${offer})`,
        azure: statusOf(row),
        ours: policyStatus({ revision, offer: offerOf([offer]), creation: createdOn('after') }).status,
      }));
    });
  });
}

function statusOf({
  port25,
  removable,
}: {
  readonly port25: string;
  readonly removable?: string | null | undefined;
}) {
  if (port25.startsWith('not blocked')) return 'open';
  return removable?.startsWith('yes') ? 'requestable' : 'no-exemption';
}
