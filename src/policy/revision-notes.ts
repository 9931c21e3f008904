import type { InferenceReason } from '../model/inference-reason.ts';
import type { CloudName, RevisionName } from '../model/revision.ts';
import type { RevisionNote } from './revision.ts';
import { isOfAnotherCloud, REVISIONS } from './revisions.ts';

const CODES = {
  'good-standing': 'request-needs-good-standing',
  'only-new-vms': 'exemption-frees-new-vms-only',
  'delegated-subnet': 'exemption-needs-delegated-subnet-step',
} as const satisfies Record<RevisionNote, InferenceReason['code']>;

/** What a revision says on the side to anyone who asks for removal, or who waits for VMs to pick an exemption up. */
export function revisionNotes(revision: RevisionName): readonly InferenceReason[] {
  return REVISIONS[revision].notes.map((note) => ({ code: CODES[note], revision }));
}

/** What must be said of judging this cloud by this revision: another cloud's rules, or public rules for Azure Government. */
export function cloudNotes(revision: RevisionName, cloud: CloudName): readonly InferenceReason[] {
  if (isOfAnotherCloud(revision, cloud)) return [{ code: 'revision-of-another-cloud', revision, cloud }];
  return cloud === 'AzureUSGovernment' ? [{ code: 'government-uses-public-rules', revision }] : [];
}
