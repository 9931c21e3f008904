import { describe, expect, test } from 'vitest';
import { operationsNeeded } from '../../src/infer/operations-needed.ts';
import type { SubscriptionFacts } from '../../src/model/subscription-facts.ts';
import { factsOf, forbidden, read, subscription } from './facts.ts';
import { resourceId } from './resource-id.ts';

type Readings = SubscriptionFacts['readings'];
type Nic = Extract<Readings['networkInterfaces'], { kind: 'read' }>['items'][number];

const GROUP = '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg/providers';
const VM = resourceId(`${GROUP}/Microsoft.Compute/virtualMachines/vm0`);
const GRANTED = { grantedOn: '2024-05-02' };
const OLD = '2024-05-02T23:59:59Z';
const NEW = '2024-05-03T00:00:00Z';

function nic(properties: Partial<NonNullable<Nic['properties']>> | undefined, name = 'nic'): Nic {
  return {
    id: resourceId(`${GROUP}/Microsoft.Network/networkInterfaces/${name}`),
    name,
    ...(properties === undefined ? {} : { properties: { ipConfigurations: [], ...properties } }),
  };
}

/** A subscription with VMs of the given creation times (`vm0` and so on) and the given NICs. */
function withNics(vms: readonly (string | undefined)[], ...nics: readonly Nic[]): SubscriptionFacts {
  return factsOf({ vms }, { networkInterfaces: read(...nics) });
}

describe('the activity log is worth reading', () => {
  test.each([
    [undefined, false],
    [{}, false],
    [GRANTED, true],
    [{ grantedOn: '2026-11-22' }, true],
    // The day itself does not count, so on that day nothing can be in the log.
    [{ grantedOn: '2026-11-23' }, false],
    [{ grantedOn: '2026-12-24' }, false],
    [{ grantedOn: 'spring' }, false],
  ])('where the exemption %j is declared and a flag is missing: %s', (declared, needed) => {
    expect(operationsNeeded(withNics(['2020-01-01T00:00:00Z'], nic({ virtualMachine: VM })), declared)).toBe(
      needed,
    );
  });

  test('for a grant of years ago: a machine that was cycled last week has it all the same', () => {
    const facts = withNics(['2018-01-01T00:00:00Z'], nic({ virtualMachine: VM }));
    expect(operationsNeeded(facts, { grantedOn: '2019-01-01' })).toBe(true);
  });

  test.each([
    ['created before the day', OLD, true],
    ['created after the day', NEW, false],
    ['of unknown age', undefined, true],
    ['whose time says "not set"', '0001-01-01T00:00:00Z', true],
    ['whose time is none', 'soon', true],
  ])('for a machine %s: %s', (_, created, needed) => {
    expect(operationsNeeded(withNics([created], nic({ virtualMachine: VM })), GRANTED)).toBe(needed);
  });

  test.each([
    ['true', { virtualMachine: VM, allowPort25Out: true }, false],
    ['false', { virtualMachine: VM, allowPort25Out: false }, false],
    ['missing', { virtualMachine: VM }, true],
    ['missing, the ID in capitals', { virtualMachine: resourceId(VM.toUpperCase()) }, true],
    ['missing, of nobody', {}, false],
    ['missing, of a VM that is gone', { virtualMachine: resourceId(`${VM}9`) }, false],
  ])('where the flag is %s: %s', (_, properties, needed) => {
    expect(operationsNeeded(withNics([OLD], nic(properties)), GRANTED)).toBe(needed);
  });

  test('where any NIC of an older machine has no flag, whichever counts', () => {
    const facts = withNics(
      [OLD],
      nic({ virtualMachine: VM, allowPort25Out: true, primary: true }),
      nic({ virtualMachine: VM }, 'second'),
    );
    expect(operationsNeeded(facts, GRANTED)).toBe(true);
  });

  test('not where only a younger machine misses one', () => {
    const younger = resourceId(`${GROUP}/Microsoft.Compute/virtualMachines/vm1`);
    const facts = withNics(
      [OLD, NEW],
      nic({ virtualMachine: VM, allowPort25Out: true }),
      nic({ virtualMachine: younger }, 'second'),
    );
    expect(operationsNeeded(facts, GRANTED)).toBe(false);
  });

  test('for a NIC that only the machine names, even one without properties', () => {
    const vm = { id: VM, name: 'vm0', networkInterfaces: [{ id: resourceId(nic({}).id.toUpperCase()) }] };
    for (const one of [nic({}), nic(undefined)]) {
      const facts = factsOf({}, { virtualMachines: read(vm), networkInterfaces: read(one) });
      expect(operationsNeeded(facts, GRANTED)).toBe(true);
    }
  });

  test('not for a NIC that names another machine than the one that lists it', () => {
    const vm = { id: VM, name: 'vm0', networkInterfaces: [{ id: nic({}).id }] };
    const networkInterfaces = read(nic({ virtualMachine: resourceId(`${VM}9`) }));
    expect(operationsNeeded(factsOf({}, { virtualMachines: read(vm), networkInterfaces }), GRANTED)).toBe(
      false,
    );
  });

  test('not where no NIC was read, for without one the flag is not missing but unknown', () => {
    expect(operationsNeeded(factsOf({ vms: [OLD] }, { networkInterfaces: forbidden() }), GRANTED)).toBe(
      false,
    );
  });

  test('by the NICs that came before a failure', () => {
    const networkInterfaces = forbidden(nic({ virtualMachine: VM }));
    expect(operationsNeeded(factsOf({ vms: [OLD] }, { networkInterfaces }), GRANTED)).toBe(true);
  });

  test('not in a subscription that cannot hold VMs, whatever is in it', () => {
    const facts = withNics([OLD], nic({ virtualMachine: VM }));
    const subscriptions = ['AAD_2015-09-01', 'default_2014-09-01'].map((quotaId) => subscription(quotaId));
    for (const one of subscriptions) {
      expect(operationsNeeded({ ...facts, subscription: one }, GRANTED)).toBe(false);
    }
  });

  test.for([
    ['by the instance it names', true, undefined, OLD, true],
    ['by its place below the instance', false, undefined, OLD, true],
    ['of an instance made after the day', true, undefined, NEW, false],
    ['with a flag', true, false, OLD, false],
  ] as const)('for a NIC of a scale-set instance, %s', ([, named, flag, created, needed]) => {
    const facts = factsOf({ instances: [created] });
    const { scaleSets } = facts.readings;
    const [set] = scaleSets.kind === 'read' ? scaleSets.items : [];
    if (set === undefined) throw new Error('the builder made no scale set');
    const instance = `${set.id}/virtualMachines/0`;
    const properties = {
      ipConfigurations: [],
      ...(named ? { virtualMachine: resourceId(instance) } : {}),
      ...(flag === undefined ? {} : { allowPort25Out: flag }),
    };
    const own = { id: resourceId(`${instance}/networkInterfaces/nic`), name: 'nic', properties };
    const readings = { ...facts.readings, scaleSets: read({ ...set, networkInterfaces: read(own) }) };
    expect(operationsNeeded({ ...facts, readings }, GRANTED)).toBe(needed);
  });
});
