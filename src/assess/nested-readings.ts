import { itemsOf, type Reading, type ReadProblem } from '../model/reading.ts';
import type { SubscriptionFacts } from '../model/subscription-facts.ts';

/** A reading inside a fact: what was read of one resource, in the words of a coverage line. */
export interface NestedReading {
  readonly fact: string;
  readonly required: boolean;
  readonly reading: Reading<unknown>;
}

type Readings = SubscriptionFacts['readings'];

/** One line for each kind of fact that holds readings of its own: whether verdicts need them, and what they are. */
const NESTED: readonly ((readings: Readings) => readonly NestedReading[])[] = [
  ({ scaleSets }) =>
    itemsOf(scaleSets).flatMap(({ name, instances, networkInterfaces, publicAddresses }) => [
      required(`instances of scale set ${name}`, instances),
      required(`network interfaces of scale set ${name}`, networkInterfaces),
      required(`public IP addresses of scale set ${name}`, publicAddresses),
    ]),
  // Which firewalls carry a VM's traffic is not known before the VMs are judged, so the rules of each count.
  ({ firewalls }) =>
    itemsOf(firewalls).flatMap(({ name, policies, ipGroupProblem }) => [
      required(`rules of Azure Firewall ${name}`, policies),
      ...(ipGroupProblem === undefined
        ? []
        : [required(`IP groups of Azure Firewall ${name}`, unreadable(ipGroupProblem))]),
    ]),
  ({ virtualHubs }) =>
    itemsOf(virtualHubs).flatMap(({ name, connections, routingIntent, routeTables }) => [
      required(`connections of virtual hub ${name}`, connections),
      required(`routing intent of virtual hub ${name}`, routingIntent),
      required(`route tables of virtual hub ${name}`, routeTables),
    ]),
  ({ networkManagers }) =>
    itemsOf(networkManagers).map(({ name, adminRules }) => ({
      fact: `security admin rules of network manager ${name}`,
      required: false,
      reading: adminRules,
    })),
];

function unreadable(problem: ReadProblem): Reading<never> {
  return { kind: 'unreadable', problem, items: [] };
}

function required(fact: string, reading: Reading<unknown>): NestedReading {
  return { fact, required: true, reading };
}

/** The readings that stand inside the facts of a subscription. */
export function nestedReadings({ readings }: SubscriptionFacts): readonly NestedReading[] {
  return NESTED.flatMap((within) => within(readings));
}
