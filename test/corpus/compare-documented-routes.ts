import * as z from 'zod';
import type { RouteTableFact } from '../../src/model/network-facts.ts';
import { type AddressSet, hasAddress } from '../../src/network/address-set.ts';
import { internetBeyond } from '../../src/network/internet.ts';
import { ipv4Number } from '../../src/network/ip-prefix.ts';
import type { PlacedTable } from '../../src/network/placed-table.ts';
import { prefixList } from '../../src/network/prefix-list.ts';
import { userRoutes } from '../../src/network/user-routes.ts';
import * as build from '../network/builders.ts';
import type { Comparison } from './comparison.ts';
import { readCorpus } from './corpus.ts';

const FILE = 'oracles/docs/route-selection.json';

type Routes = NonNullable<RouteTableFact['properties']>['routes'];

const rowSchema = z.object({
  source: z.string(),
  addressPrefix: z.string(),
  nextHopType: z.string(),
  nextHopIp: z.string().nullable(),
});
const documentSchema = z.object({
  nextHopNames: z.array(z.object({ portal: z.string(), arm: z.string() })),
  simple: z.array(
    z.object({
      routes: z.array(z.object({ source: z.string().optional(), prefix: z.string(), hop: z.string() })),
      destination: z.string(),
      expected: z.string(),
    }),
  ),
  subnet1: z.array(rowSchema),
  subnet2: z.array(rowSchema),
  expectations: z.array(
    z.object({ subnet: z.enum(['subnet1', 'subnet2']), destination: z.string(), expected: z.string() }),
  ),
  serviceTagPrecedenceOnExactTie: z.array(z.string()),
});

type Document = z.output<typeof documentSchema>;

/** Microsoft's page on how a route is selected: its rules, its example of a spoke with an appliance, its order of service tags. */
export function compareDocumentedRoutes(): readonly Comparison[] {
  const document = documentSchema.parse(readCorpus(FILE));
  return [
    ...document.simple.map((rule) => compareRule(rule, document)),
    ...document.expectations.map((expectation) => compareExample(expectation, document)),
    ...compareTagOrder(document.serviceTagPrecedenceOnExactTie),
  ];
}

function compareRule(
  { routes, destination, expected }: Document['simple'][number],
  document: Document,
): Comparison {
  const own = routes.filter(({ source }) => source !== 'Default');
  const table = own.map(({ prefix, hop }) => build.route(prefix, hopName(hop, document)));
  return {
    oracle: FILE,
    question: `of ${routes.map(({ prefix, hop }) => `${prefix} to ${hop}`).join(' and ')}, which serves ${destination}`,
    azure: hopName(expected, document),
    ours: chosen(table, destination) ?? 'no route',
  };
}

/**
 * The example's network with its gateway, and the routes that its owner made for the subnet. Where none of these serves a private
 * address the system's do; the room does not tell those apart, it only has to keep the address out of the internet.
 */
function compareExample(
  { subnet, destination, expected }: Document['expectations'][number],
  document: Document,
) {
  const own = document[subnet].filter(({ source }) => source === 'User');
  const routes = own.map(({ addressPrefix, nextHopType, nextHopIp }) =>
    build.route(addressPrefix, hopName(nextHopType, document), nextHopIp ?? undefined),
  );
  const azure = expected
    .replace(/ \(dropped\)$/, '')
    .replace(/^[A-Z][a-z]*(?: [a-z]+)*/, (hop) => hopName(hop, document));
  const comparison = { oracle: FILE, question: `${subnet}: where ${destination} is sent` };
  if (destination === 'any public address') return { ...comparison, azure, ours: bulk(routes, document) };
  const hop = chosen(routes, destination);
  if (hop !== undefined) return { ...comparison, azure, ours: hop };
  const isInternet = hasAddress(internetBeyond(spacesOf(document)), ipv4Number(destination) ?? Number.NaN);
  return {
    ...comparison,
    azure: azure === 'Internet' ? 'to the internet' : 'not to the internet',
    ours: isInternet ? 'to the internet' : 'not to the internet',
  };
}

function bulk(routes: Routes, document: Document): string {
  const { path, reasons } = build.pathIn(exampleWith(routes, document));
  const route = reasons.find((reason) => 'nextHop' in reason);
  return path === 'internet' ? 'Internet' : (route?.nextHop ?? path);
}

function exampleWith(routes: Routes, document: Document): build.Situation {
  const [own = '', ...peers] = defaultSpaces(document);
  const gateway = build.subnet({}, build.id('Microsoft.Network/virtualNetworks/spoke/subnets/GatewaySubnet'));
  return {
    virtualNetworks: [
      build.network({
        addressSpace: [own],
        subnets: [build.subnet({ routeTable: build.ID.table }), gateway],
        peerings: [build.peering({ remotePrefixes: peers })],
      }),
    ],
    routeTables: [build.routeTable(routes)],
  };
}

/** The system's routes of the example for the network itself, which come first, and for its peers. */
function defaultSpaces({ subnet2 }: Document): readonly string[] {
  const inside = ['Virtual network', 'Virtual network peering'];
  return subnet2
    .filter(({ nextHopType }) => inside.includes(nextHopType))
    .map(({ addressPrefix }) => addressPrefix);
}

function spacesOf(document: Document): AddressSet {
  return prefixList(defaultSpaces(document));
}

/** On an exact tie the first of Microsoft's list wins: each pair stands in a table in the other order. */
function compareTagOrder(order: readonly string[]): readonly Comparison[] {
  const entries = order.map((words) => /\((.*)\)/.exec(words)?.[1] ?? TAG_OF[words] ?? words);
  return entries.slice(1).map((loser, at) => {
    const winner = entries[at] ?? '';
    const { routes } = userRoutes(tableOf([build.route(loser, 'None'), build.route(winner, 'Internet')]));
    return {
      oracle: FILE,
      question: `${winner} or ${loser}, on an exact tie`,
      azure: winner,
      ours: routes[0]?.named.prefix ?? 'neither',
    };
  });
}

const TAG_OF: Readonly<Record<string, string>> = {
  'explicit IP prefix': '20.33.0.0/16',
  'AzureCloud regional tag': 'AzureCloud.EastUS',
};

/** The next hop of the owner's best route for an address. */
function chosen(routes: Routes, address: string): string | undefined {
  const number = ipv4Number(address) ?? Number.NaN;
  const { routes: inOrder } = userRoutes(tableOf(routes));
  return inOrder.find(({ destination }) => hasAddress(destination.addresses, number))?.named.nextHop;
}

function tableOf(routes: Routes): PlacedTable {
  const table = { id: build.ID.table, name: 'rt', properties: { routes: [...routes] } };
  return { kind: 'known', table };
}

/** The name that Resource Manager gives to what the page calls a next hop. */
function hopName(portal: string, { nextHopNames }: Document): string {
  return nextHopNames.find((each) => each.portal.toLowerCase() === portal.toLowerCase())?.arm ?? portal;
}
