import type { VmChange } from '../model/change.ts';
import type { RememberedSubscription, RememberedVm } from '../model/history.ts';
import { lastSegment, withSubscription } from './machine-id.ts';
import { judgedWith, type VmSide } from './side.ts';
import { vmCauses } from './vm-causes.ts';
import { VM_FACTS, vmDetails } from './vm-columns-told.ts';

/** How a VM that is there in both runs has changed; `undefined` where nothing that counts differs. */
export function compareVm(before: VmSide, after: VmSide): VmChange | undefined {
  const verdict = before.vm.verdict !== after.vm.verdict;
  const facts = VM_FACTS.some((column) => before.vm[column] !== after.vm[column]);
  if (!verdict && !facts) return undefined;
  const causes = vmCauses(before, after);
  const [old, next] = [judgedWith(before, before.vm), judgedWith(after, after.vm)];
  const revisions = causes.includes('policy') ? [`policy ${old.policy} → ${next.policy}`] : [];
  const tools = causes.includes('tool') ? [`tool ${old.tool} → ${next.tool}`] : [];
  return {
    ...changeOf(after.vm, after.subscription),
    kind: verdict ? 'verdict-changed' : 'facts-changed',
    before: before.vm.verdict,
    after: after.vm.verdict,
    causes,
    details: [...vmDetails(before, after), ...revisions, ...tools],
    firstSeen: before.vm.firstSeen < after.vm.firstSeen ? before.vm.firstSeen : after.vm.firstSeen,
  };
}

/** What every change of a VM begins with. */
export function changeOf(
  vm: RememberedVm,
  { id, name }: RememberedSubscription,
): Pick<VmChange, 'subscriptionId' | 'subscriptionName' | 'resourceId' | 'name' | 'sender' | 'firstSeen'> {
  return {
    subscriptionId: id,
    subscriptionName: name,
    resourceId: withSubscription(vm.id, id),
    name: vm.name ?? lastSegment(vm.id),
    firstSeen: vm.firstSeen,
    sender: vm.sender === true,
  };
}
