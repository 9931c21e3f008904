import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { noLongerOffered } from './no-longer-offered.ts';
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
  readonly route: string;
  readonly subscriptionName: string;
  vms: number;
  readonly senders: string[];
}

/**
 * Takes the VMs with the verdict `request-exemption` under the subscription that has to ask: that of the appliance where their mail
 * leaves through one. Their next steps name it, with the route.
 */
export function createRequestCollector(): RequestCollector {
  const asking = new Map<string, Asking>();
  return {
    add(vm) {
      if (vm.verdict !== 'request-exemption') return false;
      const requests = vm.actions.filter(({ code }) => code === 'request-exemption');
      for (const { message } of requests) ask(asking, vm, message);
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

function ask(asking: Map<string, Asking>, vm: VmFinding, route: string): void {
  const id = subscriptionNamed(route) ?? vm.subscriptionId;
  const offeredNow = !noLongerOffered(vm);
  const key = `${id} ${offeredNow ? '0' : '1'} ${route}`;
  const subscriptionName = id === vm.subscriptionId ? vm.subscriptionName : id;
  const known = asking.get(key) ?? { id, offeredNow, route, subscriptionName, vms: 0, senders: [] };
  known.vms += 1;
  if (vm.sender) known.senders.push(vm.name);
  asking.set(key, known);
}

function subscriptionNamed(message: string): string | undefined {
  return /\bsubscription ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b/i.exec(message)?.[1]?.toLowerCase();
}

function requestRow(asking: Asking, finding: SubscriptionFinding | undefined): RequestRow {
  return {
    subscriptionId: asking.id,
    subscriptionName: finding?.name ?? asking.subscriptionName,
    offer: finding?.offer ?? null,
    createdNotBefore: finding?.createdNotBefore ?? null,
    createdNotAfter: finding?.createdNotAfter ?? null,
    offeredNow: asking.offeredNow,
    route: asking.route,
    vms: asking.vms,
    senders: asking.senders.toSorted(),
  };
}
