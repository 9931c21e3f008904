import { beforeAll, describe, expect, test } from 'vitest';
import { ACTIONS_OF_FACT, ACTIONS_USED, OUTSIDE_ACTIONS } from '../../src/azure/actions-used.ts';
import { factKinds } from '../../src/collect/fact-plan.ts';
import { connected } from './connected.ts';

// The packages take seconds to load, which no single test shall pay for.
beforeAll(
  () =>
    Promise.all([
      import('@azure/identity'),
      import('@azure/arm-resources-subscriptions'),
      import('@azure/arm-subscriptions'),
      import('@azure/arm-compute'),
      import('@azure/arm-network'),
      import('@azure/arm-authorization'),
    ]),
  60_000,
);

const OUTSIDE = OUTSIDE_ACTIONS.map(({ action }) => action);

/** What Resource Manager names itself: subscriptions, resource groups, and the list of all resources. */
const OWN: Readonly<Record<string, string>> = {
  subscriptions: 'microsoft.resources/subscriptions/read',
  'subscriptions/resourcegroups': 'microsoft.resources/subscriptions/resourcegroups/read',
  'subscriptions/resources': 'microsoft.resources/subscriptions/resources/read',
};

/** Every other segment, beginning with the first: the types on the way to a resource or a list, without the names. */
function types(segments: readonly string[]): string {
  return segments.filter((_, at) => at % 2 === 0).join('/');
}

/** The action that Resource Manager asks a principal for who GETs this path, in lower case. */
function actionFor(path: string): string {
  const [above = '', provider] = path.toLowerCase().split(/\/providers\/(?=[^/]+\/(?!.*\/providers\/))/);
  if (provider === undefined) return OWN[types(above.split('/').slice(1))] ?? `no action for ${path}`;
  const [namespace, ...rest] = provider.split('/');
  return `${namespace}/${types(rest)}/read`;
}

const lower = (actions: readonly string[]) => new Set(actions.map((action) => action.toLowerCase()));

describe('the actions that the auditor uses', () => {
  test('are exactly those that its requests take, when it reads everything that there can be', async () => {
    const { reader, simulator } = await connected({ everything: true, pageSize: 1000 });
    const listed = await reader.subscriptions();
    if (listed.kind !== 'read') throw new Error('not read');
    for (const { id } of listed.items) await Promise.all(factKinds().map((kind) => reader.read(kind, id)));
    await reader.managementGroupSubscriptions('contoso');
    const taken = simulator.requests
      .filter(({ method }) => method === 'GET')
      .filter(({ path }) => !path.includes('/.well-known/'))
      .map(({ path }) => actionFor(path));
    expect(taken.length).toBeGreaterThan(500);
    expect([...new Set(taken)].toSorted()).toEqual([...lower([...ACTIONS_USED, ...OUTSIDE])].toSorted());
  }, 60_000);

  test('are named where a fact is refused', async () => {
    const { reader, subscription } = await connected({
      onRequest: ({ kind }) =>
        kind === 'resource-manager'
          ? { kind: 'answer', status: 403, body: { error: { code: 'Forbidden' } }, headers: {} }
          : undefined,
    });
    for (const kind of factKinds()) {
      const reading = await reader.read(kind, subscription);
      if (reading.kind !== 'unreadable') throw new Error(`${kind} was read`);
      expect(ACTIONS_OF_FACT[kind]).toContain(reading.problem.action);
    }
  });

  test('are for reading only, each once and in order', () => {
    expect(ACTIONS_USED).toEqual([...new Set(ACTIONS_USED)].toSorted());
    for (const action of [...ACTIONS_USED, ...OUTSIDE]) expect(action).toMatch(/^Microsoft\.[\w/]+\/read$/);
  });

  test('that no role on a subscription can grant stand apart, and say what can', () => {
    expect(ACTIONS_USED.filter((action) => OUTSIDE.includes(action))).toEqual([]);
    for (const { note } of OUTSIDE_ACTIONS) expect(note.length).toBeGreaterThan(20);
  });
});
