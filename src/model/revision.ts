/** The revisions of Microsoft's text, oldest first within each cloud. A revision is named by the month of its text. */
export const PUBLIC_REVISIONS = [
  '2017-11',
  '2018-11',
  '2019-06',
  '2020-11',
  '2021-01',
  '2021-04',
  '2022-03',
  '2023-12',
] as const;

export const CHINA_REVISIONS = ['china-2019', 'china-2021'] as const;

export const REVISION_NAMES = [...PUBLIC_REVISIONS, ...CHINA_REVISIONS] as const;

export type RevisionName = (typeof REVISION_NAMES)[number];

/** The clouds that the product knows how to reach, by the names that Azure's own tools use. */
export const CLOUD_NAMES = ['AzureCloud', 'AzureUSGovernment', 'AzureChinaCloud'] as const;

export type CloudName = (typeof CLOUD_NAMES)[number];

/** What a revision says of a subscription: open, removable on request, never removed, or not decided by the facts. */
export type PolicyStatus = 'open' | 'requestable' | 'no-exemption' | 'undetermined';

/** How the block is removed: the portal's diagnostic, or a support request (for CSP by the partner). */
export type RequestRoute = 'diagnose' | 'support' | 'support-by-partner';

export type Cutoff = 'before' | 'after' | 'indeterminate';

export type Exemption = 'observed' | 'declared' | 'none';
