import type { NicFlag } from '../model/verdict.ts';
import { type Day, momentOf } from './calendar.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { flagOf, instanceNumber, isUniformPlan, machineName, scaleSetOf } from './machine-names.ts';
import type { LogEntry } from './machine-state.ts';
import { networkId } from './place.ts';
import { scaleSetId } from './scale-set-wire.ts';
import { seeded } from './seeded.ts';
import type { Site } from './site.ts';
import type { FlagAnswer } from './subscription-situation.ts';
import { virtualMachineId } from './virtual-machine-wire.ts';

/** One VM of a site before it takes ARM's form. `interfaces` are those that its network profile names. */
export interface Machine {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly nic: string;
  readonly nicId: string;
  readonly second?: string;
  readonly answer: FlagAnswer;
  readonly flag?: boolean;
  readonly power: string | null;
  readonly created: string;
  readonly interfaces: readonly { readonly id: string; readonly primary?: boolean }[] | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly zone?: string;
  readonly log: readonly LogEntry[];
}

/** What each answer is on the wire and in the column. */
export const FLAGS: Readonly<Record<FlagAnswer, { wire?: boolean; column: NicFlag }>> = {
  true: { wire: true, column: 'true' },
  false: { wire: false, column: 'false' },
  absent: { column: 'not-reported' },
  'absent-created-later': { column: 'not-reported' },
  'absent-cycled': { column: 'not-reported' },
};

function lentInterface(site: Site): string {
  const lender = {
    ...site.place,
    subscriptionId: site.ground.lenderSubscriptionId,
    resourceGroup: LENT_INTERFACE.resourceGroup,
  };
  return networkId(lender, 'networkInterfaces', LENT_INTERFACE.name);
}

function namedInterfaces(site: Site, first: string, second: string | undefined): Machine['interfaces'] {
  const shape = site.situation.nic?.shape ?? 'ordinary';
  const other = second === undefined ? first : networkId(site.place, 'networkInterfaces', second);
  switch (shape) {
    case 'none':
      return site.octet % 2 === 0 ? [] : null;
    case 'in-another-subscription':
      return [{ id: lentInterface(site) }];
    case 'two-first-marked':
    case 'two-first-marked-second-public':
      return [
        { id: first, primary: true },
        { id: other, primary: false },
      ];
    case 'two-unmarked':
      return [{ id: first }, { id: other }];
    case 'missing':
    case 'several-without-primary':
    case 'without-properties':
    case 'dual-stack':
    case 'ordinary':
      // Most single NICs are not marked primary in the VM's profile; some are.
      return [site.octet % 4 === 0 ? { id: first, primary: true } : { id: first }];
  }
}

/** The name of the scale set that the site's VMs are in, if they are in one. */
export function scaleSetName(site: Site): string | undefined {
  return scaleSetOf(site.plan, site.stem);
}

/** Whether the site's VMs are instances of a Uniform scale set, which have their own lists. */
export function isUniform(site: Site): boolean {
  return isUniformPlan(site.plan);
}

function named(site: Site, number: number): Pick<Machine, 'id' | 'name' | 'nic' | 'nicId'> {
  const { place, plan, stem } = site;
  const name = machineName(plan, stem, number);
  const set = scaleSetName(site);
  if (set !== undefined && isUniform(site)) {
    const id = `${scaleSetId(place, set)}/virtualMachines/${instanceNumber(number)}`;
    return { id, name, nic: `${set}-nic`, nicId: `${id}/networkInterfaces/${set}-nic` };
  }
  const nic = `nic-${stem}-${String(number + 1).padStart(2, '0')}`;
  return { id: virtualMachineId(place, name), name, nic, nicId: networkId(place, 'networkInterfaces', nic) };
}

/** When the machines of a site were made that say nothing else. Nothing depends on what else the subscription holds. */
function usualTimes(site: Site): (number: number) => string {
  const { seed, subscriptionId } = site.ground;
  const numbers = seeded(seed, 'created', subscriptionId, site.stem);
  const day = new Date(Date.UTC(2024, 5 + numbers.below(14), 1 + numbers.below(28))).toISOString();
  return (number) => `${day.slice(0, 11)}0${number % 10}:41:07.7083125+00:00`;
}

/** What a plan says of the machine with a number, and of it alone. */
function stateOf(site: Site, number: number): Pick<Machine, 'answer' | 'power'> & { readonly created?: Day } {
  const { plan, situation } = site;
  const own = plan.machines?.[number] ?? {};
  const powers = plan.powers ?? situation.powers ?? ['running'];
  const created = own.created ?? plan.created;
  return {
    answer: own.flag ?? flagOf(plan, number),
    power: own.power === undefined ? (powers[number % powers.length] ?? null) : own.power,
    ...(created === undefined ? {} : { created }),
  };
}

function machineOf(site: Site, number: number, usualTime: (number: number) => string): Machine {
  const { plan } = site;
  const { answer, created, power } = stateOf(site, number);
  const names = named(site, number);
  const { wire: flag } = FLAGS[answer];
  const second = site.situation.nic?.shape?.startsWith('two-') ? `${names.nic}-b` : undefined;
  return {
    number,
    ...names,
    answer,
    ...(second === undefined ? {} : { second }),
    ...(flag === undefined ? {} : { flag }),
    power,
    created: created === undefined ? usualTime(number) : momentOf(site.ground.today, created, '09:41:07Z'),
    interfaces: namedInterfaces(site, names.nicId, second),
    ...(plan.tags === undefined ? {} : { tags: plan.tags }),
    ...(number % 3 === 0 ? { zone: String(1 + (number % 2)) } : {}),
    log: [...(plan.log ?? []), ...(plan.machines?.[number]?.log ?? [])],
  };
}

/**
 * The VMs that the site's plan has made, named and dated: those that are there, and when each was made that ever was. Nothing of
 * them depends on anything but the tenant's seed and their number.
 */
export function machinesOf(site: Site): {
  readonly there: readonly Machine[];
  readonly made: readonly string[];
} {
  const usualTime = usualTimes(site);
  const ever = Array.from({ length: site.plan.count ?? 1 }, (_, number) =>
    machineOf(site, number, usualTime),
  );
  return {
    there: ever.filter(({ number }) => site.plan.machines?.[number]?.gone !== true),
    made: ever.map(({ created }) => created),
  };
}
