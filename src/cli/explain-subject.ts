import { countVerdicts } from '../assess/verdict-counts.ts';
import { COUNT_OF_VERDICT, type VmFinding } from '../model/finding.ts';
import { itemsOf } from '../model/reading.ts';
import { keyOf, parseResourceId } from '../model/resource-id.ts';
import { scaleSetOf } from '../model/scale-set-of.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';
import type { ExplainedSubject } from '../report/explanation.ts';
import type { FoundResource } from './explain-search.ts';
import { RunError } from './run-error.ts';

/** What was found, with the findings that belong to it. */
export function subjectOf(
  found: FoundResource,
  facts: SubscriptionFacts,
  vms: readonly VmFinding[],
): ExplainedSubject {
  switch (found.kind) {
    case 'subscription':
      return { kind: 'subscription', vms };
    case 'scale-set': {
      const instances = instancesOf(found.id, facts, vms);
      return {
        kind: 'scale-set',
        id: found.id,
        name: found.name,
        instances,
        vm: representative(instances),
      };
    }
    case 'vm': {
      const vm = vms.find(({ resourceId }) => sameId(resourceId, found.id));
      if (vm === undefined) throw notJudged(found);
      return { kind: 'vm', vm };
    }
  }
}

/** The instances of a set: by their own IDs where it is Uniform, by what the VMs say of themselves where it is Flexible. */
function instancesOf(
  set: string,
  { readings }: SubscriptionFacts,
  vms: readonly VmFinding[],
): readonly VmFinding[] {
  const members = new Set(
    itemsOf(readings.virtualMachines).flatMap(({ id, scaleSet }) =>
      scaleSet !== undefined && sameId(scaleSet, set) ? [keyOf(id)] : [],
    ),
  );
  return vms.filter((vm) => {
    const id = parseResourceId(vm.resourceId);
    return sameId(scaleSetOf(vm)?.id ?? '', set) || (id !== undefined && members.has(keyOf(id)));
  });
}

/** The first of the instances that share the most common verdict. */
function representative(instances: readonly VmFinding[]): VmFinding | null {
  const counts = countVerdicts(instances.map(({ verdict }) => verdict));
  const most = Math.max(...instances.map(({ verdict }) => counts[COUNT_OF_VERDICT[verdict]]));
  return instances.find(({ verdict }) => counts[COUNT_OF_VERDICT[verdict]] === most) ?? null;
}

function sameId(one: string, other: string): boolean {
  const [a, b] = [parseResourceId(one), parseResourceId(other)];
  return a !== undefined && b !== undefined && keyOf(a) === keyOf(b);
}

function notJudged({ id }: FoundResource): RunError {
  return new RunError(`${id} is in the snapshot, but the facts of its subscription could not be judged`, [
    'explain the subscription to see why',
  ]);
}
