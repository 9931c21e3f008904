import type { VmFinding } from '../model/finding.ts';
import type { ReviewMark } from '../model/review.ts';
import { nameInWords } from './explain-headline.ts';
import { atMargin } from './explain-lines.ts';
import type { Explanation } from './explanation.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';

/** Which thing this is, where it lies, and of which run: whole lines, each with its label. */
export function identityLines(explanation: Explanation): readonly string[] {
  const { subject, subscription, run, readAt } = explanation;
  const read = readAt[subscription.subscriptionId];
  const tenant = subscription.tenantId === null ? '' : `, tenant ${subscription.tenantId}`;
  const lines = [
    ...subjectLines(explanation),
    `Subscription: ${nameInWords(subscription.name)}, ${subscription.subscriptionId}, state ${subscription.state}${tenant}`,
    `Run: ${run.runId} (${PLAIN_WORDS.cloud[run.cloud]}), judged under revision ${run.policy.revision}`,
    ...(read === undefined ? [] : [`Facts of the subscription: read ${readableTime(read)}`]),
    ...reviewLines(subject.kind === 'subscription' ? subscription.review : (subject.vm?.review ?? null)),
  ];
  return lines.flatMap(atMargin);
}

function subjectLines({ subject }: Explanation): readonly string[] {
  switch (subject.kind) {
    case 'vm':
      return vmLines(subject.vm);
    case 'scale-set':
      return [`Scale set: ${subject.id}`, ...(subject.vm === null ? [] : vmLines(subject.vm))];
    case 'subscription':
      return [];
  }
}

function vmLines(vm: VmFinding): readonly string[] {
  const what = vm.kind === 'vm' ? 'Virtual machine' : 'Scale-set instance';
  const place = [
    vm.location ?? 'location not known',
    `power state ${vm.powerState ?? 'not known'}`,
    ...(vm.sender ? ['meant to send mail (declarations file)'] : []),
  ];
  return [`${what}: ${vm.resourceId}`, `State: ${place.join(', ')}`];
}

function reviewLines(review: ReviewMark | null): readonly string[] {
  if (review === null) return [];
  const { accepted, reviewed } = review;
  return [
    ...(accepted === undefined
      ? []
      : [
          `Accepted: ${accepted.verdict}, by ${accepted.by} until ${accepted.until} (${accepted.standing}): ${accepted.reason}`,
        ]),
    ...(reviewed === undefined
      ? []
      : [
          `Reviewed: by ${reviewed.by} on ${reviewed.on}${reviewed.stale ? ' (stale)' : ''}${reviewed.comment === undefined ? '' : `: ${reviewed.comment}`}`,
        ]),
  ];
}
