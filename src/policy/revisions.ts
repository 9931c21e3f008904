import type { CloudName, RevisionName } from '../model/revision.ts';
import { CHINA_REVISIONS, PUBLIC_REVISIONS, REVISION_NAMES } from '../model/revision.ts';
import type { CloudFamily, Revision } from './revision.ts';
import { REVISION_2017_11 } from './revision-2017-11.ts';
import { REVISION_2018_11 } from './revision-2018-11.ts';
import { REVISION_2019_06 } from './revision-2019-06.ts';
import { REVISION_2020_11 } from './revision-2020-11.ts';
import { REVISION_2021_01 } from './revision-2021-01.ts';
import { REVISION_2021_04 } from './revision-2021-04.ts';
import { REVISION_2022_03 } from './revision-2022-03.ts';
import { REVISION_2023_12 } from './revision-2023-12.ts';
import { REVISION_CHINA_2019 } from './revision-china-2019.ts';
import { REVISION_CHINA_2021 } from './revision-china-2021.ts';

/** Every revision known, by name. */
export const REVISIONS: Readonly<Record<RevisionName, Revision>> = {
  '2017-11': REVISION_2017_11,
  '2018-11': REVISION_2018_11,
  '2019-06': REVISION_2019_06,
  '2020-11': REVISION_2020_11,
  '2021-01': REVISION_2021_01,
  '2021-04': REVISION_2021_04,
  '2022-03': REVISION_2022_03,
  '2023-12': REVISION_2023_12,
  'china-2019': REVISION_CHINA_2019,
  'china-2021': REVISION_CHINA_2021,
};

const FAMILY_OF = {
  AzureCloud: 'public',
  AzureUSGovernment: 'public',
  AzureChinaCloud: 'china',
} as const satisfies Record<CloudName, CloudFamily>;

/** The model lists revisions oldest first within each cloud. */
function newestOf(names: readonly [RevisionName, ...RevisionName[]]): RevisionName {
  return names.at(-1) ?? names[0];
}

const CURRENT = {
  public: newestOf(PUBLIC_REVISIONS),
  china: newestOf(CHINA_REVISIONS),
} as const satisfies Record<CloudFamily, RevisionName>;

/** The newest revision of the cloud's own rules; Azure Government follows the public ones. */
export function currentRevision(cloud: CloudName): RevisionName {
  return CURRENT[FAMILY_OF[cloud]];
}

/** The revision used when none is named: the text that the product was commissioned from, in China the newest one. */
export function defaultRevision(cloud: CloudName): RevisionName {
  return FAMILY_OF[cloud] === 'public' ? '2020-11' : currentRevision(cloud);
}

/**
 * The revision that a user names: a revision's name, or `current` for the cloud's own newest one, in any letter case and with
 * blanks around it. Any revision may be named in any cloud ({@link isOfAnotherCloud} tells). `undefined` when there is none of
 * that name.
 */
export function resolveRevision(text: string, cloud: CloudName): RevisionName | undefined {
  const wanted = text.trim().toLowerCase();
  return wanted === 'current' ? currentRevision(cloud) : REVISION_NAMES.find((name) => name === wanted);
}

/** Whether the revision's rules were written for another cloud than this one, which earns a warning. */
export function isOfAnotherCloud(revision: RevisionName, cloud: CloudName): boolean {
  return REVISIONS[revision].family !== FAMILY_OF[cloud];
}
