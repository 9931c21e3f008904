import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../model/no-longer-offered.ts';
import { requestRouteWords } from './request-route-words.ts';
import { subscriptionNamedIn } from './short-ids.ts';
import type { RequestRow } from './worklist-rows.ts';

/** Gathers who may ask Microsoft while findings go by. */
export interface RequestCollector {
  add(vm: VmFinding): boolean;
  /** With the run's subscriptions, which know offer and date. */
  rows(subscriptions: readonly SubscriptionFinding[]): readonly RequestRow[];
}

interface Asking {
  readonly id: string;
  readonly offeredNow: boolean;
  /** The request as the first VM's next steps tell it. */
  readonly told: string;
  readonly subscriptionName: string;
  vms: number;
  readonly senders: string[];
}

/**
 * Takes the VMs with the verdict `request-exemption` under the subscription that has to ask: that of the appliance where their mail
 * leaves through one.
 */
export function createRequestCollector(): RequestCollector {
  const asking = new Map<string, Asking>();
  return {
    add(vm) {
      if (vm.verdict !== 'request-exemption') return false;
      ask(asking, vm);
      return true;
    },
    rows(subscriptions) {
      const byId = new Map<string, SubscriptionFinding>(
        subscriptions.map((one) => [one.subscriptionId, one]),
      );
      return [...asking]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([, one]) => requestRow(one, byId.get(one.id)));
    },
  };
}

function ask(asking: Map<string, Asking>, vm: VmFinding): void {
  const id = askingSubscription(vm);
  const offeredNow = !noLongerOffered(vm);
  const key = `${id} ${offeredNow ? '0' : '1'}`;
  const told = vm.actions.find(({ code }) => code === 'request-exemption')?.message ?? '';
  const subscriptionName = id === vm.subscriptionId ? vm.subscriptionName : id;
  const known = asking.get(key) ?? { id, offeredNow, told, subscriptionName, vms: 0, senders: [] };
  known.vms += 1;
  if (vm.sender) known.senders.push(vm.name);
  asking.set(key, known);
}

function askingSubscription({ path, egressOwner, subscriptionId }: VmFinding): string {
  const owner = path === 'appliance' && egressOwner !== null ? subscriptionNamedIn(egressOwner) : undefined;
  return owner ?? subscriptionId;
}

/** A subscription that was not judged in this run, or by an older version, has no routes: then a VM's own next step tells it. */
function routeOf({ told }: Asking, finding: Partial<SubscriptionFinding> | undefined): string {
  const routes = finding?.routes ?? [];
  return routes.length === 0 ? told : requestRouteWords(routes);
}

function requestRow(asking: Asking, finding: SubscriptionFinding | undefined): RequestRow {
  return {
    subscriptionId: asking.id,
    subscriptionName: finding?.name ?? asking.subscriptionName,
    offer: finding?.offer ?? null,
    createdNotBefore: finding?.createdNotBefore ?? null,
    createdNotAfter: finding?.createdNotAfter ?? null,
    offeredNow: asking.offeredNow,
    route: routeOf(asking, finding),
    vms: asking.vms,
    senders: asking.senders.toSorted(),
  };
}
