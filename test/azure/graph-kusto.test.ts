import { createRequire } from 'node:module';
import { beforeAll, describe, expect, test } from 'vitest';
import { GRAPH_LISTS, graphQueryText } from '../../src/azure/graph-lists.ts';

/** The part of Kusto's language service that is used; it was written in C# and comes as scripts that put themselves into the global. */
interface KustoLanguage {
  readonly GlobalState: { readonly Default: { WithDatabase(database: object): object } };
  readonly KustoCode: {
    ParseAndAnalyze(text: string, globals: object): { GetDiagnostics(): object };
  };
  readonly Symbols: {
    readonly TableSymbol: {
      readonly $ctor7: new (name: string, schema: string, description: null) => object;
    };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, members: readonly object[]) => object };
  };
}

interface KustoGlobals {
  Bridge?: { toArray(list: object): readonly { readonly Message: string }[] };
  Kusto?: { readonly Language: KustoLanguage };
}

/** The columns that every table of resources has. https://learn.microsoft.com/azure/governance/resource-graph/concepts/query-language */
const TEXTS = [
  'id',
  'name',
  'type',
  'tenantId',
  'kind',
  'location',
  'resourceGroup',
  'subscriptionId',
  'managedBy',
];
const DYNAMICS = ['sku', 'plan', 'properties', 'tags', 'identity', 'zones', 'extendedLocation'];
const SCHEMA = [
  ...TEXTS.map((name) => `["${name}"]: string`),
  ...DYNAMICS.map((name) => `["${name}"]: dynamic`),
].join(', ');

let complaints: (query: string) => readonly string[];

beforeAll(() => {
  const require = createRequire(import.meta.url);
  const globals = globalThis as typeof globalThis & KustoGlobals;
  globals.Bridge = require('@kusto/language-service-next/bridge.min.js');
  require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
  const { Bridge, Kusto } = globals;
  if (Bridge === undefined || Kusto === undefined) throw new Error("Kusto's language service did not load");
  const { GlobalState, KustoCode, Symbols } = Kusto.Language;
  const tables = [...new Set(GRAPH_LISTS.map(({ table }) => table))].map(
    (name) => new Symbols.TableSymbol.$ctor7(name, `(${SCHEMA})`, null),
  );
  const state = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('graph', tables));
  complaints = (query) =>
    Bridge.toArray(KustoCode.ParseAndAnalyze(query, state).GetDiagnostics()).map(({ Message }) => Message);
}, 30_000);

describe("Kusto's own language service", () => {
  test.each(GRAPH_LISTS.map((list) => [graphQueryText(list)]))('takes %s', (query) => {
    expect(complaints(query)).toEqual([]);
  });

  test.each([
    ['a word that is none', 'resources | wher type =~ "x"'],
    ['a column that is none', 'resources | project id, resourceId'],
    ['a table that is none', 'resource | project id'],
    ['an order by what was left out', 'resources | project name | order by id asc'],
  ])('complains of %s', (_, query) => {
    expect(complaints(query)).not.toEqual([]);
  });
});
