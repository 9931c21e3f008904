import { COUNT_OF_VERDICT, type SubscriptionFinding, type VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../model/no-longer-offered.ts';
import type { PolicyStatus } from '../model/revision.ts';
import { VERDICTS, type Verdict } from '../model/verdict.ts';
import { counted, grouped } from './counted.ts';
import type { Explanation } from './explanation.ts';
import { cut } from './terminal-text.ts';

const NAME_WIDTH = 60;

const VERDICT_SENTENCES: Readonly<Record<Verdict, (vm: VmFinding) => string>> = {
  direct: () => 'can send mail directly on port 25 now',
  restart: (vm) => `can send mail directly on port 25 once ${cycled(vm)}`,
  'request-exemption': (vm) =>
    `cannot send mail directly on port 25 yet; Microsoft may be asked to lift Azure's block${noLongerOffered(vm) ? ', which its current page no longer offers' : ''}`,
  relay: () => 'needs a relay: nothing is known that would let it send mail directly on port 25',
  'fix-network': () => "cannot send mail directly on port 25 because of its owner's network",
  undetermined: () => 'cannot be judged: the facts that were read do not decide',
};

function cycled({ actions }: VmFinding): string {
  const codes = actions.map(({ code }) => code);
  if (codes.includes('cycle-appliance'))
    return 'the appliance that it sends through has been stopped and started';
  return codes.includes('start') ? 'it is started' : 'it has been stopped (deallocated) and started';
}

/** A name from the tenant in a sentence: short enough for it, and never nothing. */
export function nameInWords(name: string): string {
  return cut(name, NAME_WIDTH).trim() || '(no name)';
}

/** The verdict on one VM in one sentence, with its confidence. */
export function vmHeadline(vm: VmFinding): string {
  return `${nameInWords(vm.name)} ${VERDICT_SENTENCES[vm.verdict](vm)} (${vm.verdict}, ${vm.confidence} confidence).`;
}

/** The verdicts that occur, with the number of VMs of each: `4 direct, 2 undetermined`. */
export function countsInWords(vms: readonly Pick<VmFinding, 'verdict'>[]): string {
  return VERDICTS.flatMap((verdict) => {
    const count = vms.filter((vm) => vm.verdict === verdict).length;
    return count === 0 ? [] : [`${grouped(count)} ${verdict}`];
  }).join(', ');
}

/** What holds of a subscription in one sentence: what the rules say of it, and its VMs by verdict. */
function subscriptionHeadline(subscription: SubscriptionFinding): string {
  const name = `Subscription ${nameInWords(subscription.name)}`;
  switch (subscription.coverage) {
    case 'disabled':
    case 'excluded':
      return `${name} was not audited: ${subscription.coverageDetail ?? subscription.coverage}.`;
    case 'unreadable':
      return `The VMs of subscription ${nameInWords(subscription.name)} could not be read; ${rulesInWords(subscription)}.`;
    case 'complete':
    case 'partial':
      return `${name} has ${vmsInWords(subscription)}; ${rulesInWords(subscription)}.`;
  }
}

function vmsInWords(subscription: SubscriptionFinding): string {
  if (subscription.vms === 0) return 'no VMs';
  const counts = VERDICTS.flatMap((verdict) => {
    const count = subscription[COUNT_OF_VERDICT[verdict]];
    return count === 0 ? [] : [`${grouped(count)} ${verdict}`];
  });
  return `${counted(subscription.vms, 'VM')} (${counts.join(', ')})`;
}

const STATUS_SENTENCES = {
  open: 'Azure does not block port 25 for it',
  requestable: 'Azure blocks port 25 and may lift the block on request',
  'no-exemption': 'Azure blocks port 25 and never lifts the block',
  undetermined: 'the facts do not settle whether Azure blocks port 25',
} as const satisfies Record<PolicyStatus, string>;

function rulesInWords({ policy, policyStatus, exemption }: SubscriptionFinding): string {
  if (policyStatus === null) return 'its quota ID cannot hold VMs, so no rule on port 25 applies to it';
  const exempted = exemption === null || exemption === 'none' ? '' : `, and an exemption is ${exemption}`;
  return `under revision ${policy} ${STATUS_SENTENCES[policyStatus]}${exempted}`;
}

/** The first sentence of an explanation. */
export function headline({ subject, subscription }: Pick<Explanation, 'subject' | 'subscription'>): string {
  switch (subject.kind) {
    case 'vm':
      return vmHeadline(subject.vm);
    case 'scale-set': {
      const { name, instances } = subject;
      const tally =
        instances.length === 0
          ? 'no instances that were read'
          : `${counted(instances.length, 'instance')} (${countsInWords(instances)})`;
      return `Scale set ${nameInWords(name)} has ${tally}.`;
    }
    case 'subscription':
      return subscriptionHeadline(subscription);
  }
}
