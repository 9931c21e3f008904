import type { ReportWords } from '../model/report-data.ts';
import type { RunSummary } from '../model/run.ts';
import { VERDICTS } from '../model/verdict.ts';
import { CHANGE_TITLES } from './changes-groups.ts';
import { currentPolicyNotes } from './current-policy-notes.ts';
import { gapRemedy } from './gap-remedy.ts';
import { MICROSOFT_PAGE } from './microsoft-page.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { portalOf } from './portal-link.ts';
import { UNPRINTABLE } from './unprintable.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';
import { VERDICT_WORDS } from './verdict-words.ts';

/** The prose that the page needs for a run. */
export function reportWords(run: RunSummary, requestsNoLongerOffered: number): ReportWords {
  return {
    ...PLAIN_WORDS,
    verdicts: VERDICTS.map((verdict) => {
      const { means, todo } = VERDICT_WORDS[verdict];
      return { verdict, means, todo };
    }),
    changes: CHANGE_TITLES,
    priority: VERDICT_PRIORITY,
    notes: currentPolicyNotes(run, requestsNoLongerOffered),
    remedies: run.coverage.map(gapRemedy),
    unprintable: UNPRINTABLE.source,
    microsoftPage: MICROSOFT_PAGE,
    portal: portalOf(run.cloud),
  };
}
