import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { counted, grouped } from './counted.ts';
import { countsInWords, nameInWords } from './explain-headline.ts';
import { item, paragraph } from './explain-lines.ts';
import { VERDICT_PRIORITY } from './verdict-priority.ts';

/** How many VMs of a subscription are named before the rest is only counted. */
const NAMED = 10;

/** The VMs of a subscription by verdict, and those that need something: those that are meant to send mail first. */
export function subscriptionVmLines(
  vms: readonly VmFinding[],
  { coverage }: SubscriptionFinding,
): readonly string[] {
  if (vms.length === 0) {
    const read = coverage === 'complete' || coverage === 'partial';
    return paragraph(read ? 'It has no VMs.' : 'Its VMs are not known.');
  }
  const senders = vms.filter(({ sender }) => sender);
  const meant =
    senders.length === 0
      ? ''
      : ` Meant to send mail: ${grouped(senders.length)} (${countsInWords(senders)}).`;
  return [...paragraph(`${counted(vms.length, 'VM')}: ${countsInWords(vms)}.${meant}`), ...needing(vms)];
}

function needing(vms: readonly VmFinding[]): readonly string[] {
  const order = VERDICT_PRIORITY.filter((verdict) => verdict !== 'direct');
  const byUrgency = order.flatMap((verdict) => vms.filter((vm) => vm.verdict === verdict));
  const listed = [...byUrgency.filter(({ sender }) => sender), ...byUrgency.filter(({ sender }) => !sender)];
  if (listed.length === 0) return paragraph('None of them needs anything.');
  const hidden = listed.length - NAMED;
  return [
    ...paragraph('These need something; explain one of them by its name for what it is:'),
    ...listed.slice(0, NAMED).flatMap(vmLine),
    ...(hidden > 0 ? item(`and ${grouped(hidden)} more`) : []),
  ];
}

function vmLine(vm: VmFinding): readonly string[] {
  const sender = vm.sender ? ', meant to send mail' : '';
  const group = vm.resourceGroup === null ? '' : ` (resource group ${nameInWords(vm.resourceGroup)})`;
  return item(`${nameInWords(vm.name)}${group}${sender}: ${vm.verdict}`);
}
