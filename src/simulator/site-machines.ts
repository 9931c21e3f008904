import type { NicFlag } from '../model/verdict.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { networkId } from './place.ts';
import { scaleSetId } from './scale-set-wire.ts';
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
}

/** What each answer is on the wire and in the column. */
export const FLAGS: Readonly<Record<FlagAnswer, { wire?: boolean; column: NicFlag }>> = {
  true: { wire: true, column: 'true' },
  false: { wire: false, column: 'false' },
  absent: { column: 'not-reported' },
  'absent-created-later': { column: 'not-reported' },
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
  const { scaleSet } = site.plan;
  return scaleSet === undefined ? undefined : (scaleSet.name ?? `vmss-${site.stem}`);
}

/** Whether the site's VMs are instances of a Uniform scale set, which have their own lists. */
export function isUniform(site: Site): boolean {
  const { scaleSet } = site.plan;
  return scaleSet !== undefined && scaleSet.orchestration !== 'Flexible';
}

function named(site: Site, number: number): Pick<Machine, 'id' | 'name' | 'nic' | 'nicId'> {
  const { place, plan, stem } = site;
  const set = scaleSetName(site);
  if (set !== undefined && isUniform(site)) {
    // Instances are numbered as they came; some numbers are no longer in use.
    const id = `${scaleSetId(place, set)}/virtualMachines/${2 * number}`;
    return {
      id,
      name: `${set}_${2 * number}`,
      nic: `${set}-nic`,
      nicId: `${id}/networkInterfaces/${set}-nic`,
    };
  }
  const count = String(number + 1).padStart(2, '0');
  const ordinary = set === undefined ? `vm-${stem}-${count}` : `${set}_${count}a5f0c2`;
  const name = plan.name ?? ordinary;
  const nic = `nic-${stem}-${count}`;
  return { id: virtualMachineId(place, name), name, nic, nicId: networkId(place, 'networkInterfaces', nic) };
}

/** The VMs that the site's plan asks for, named and dated; nothing of them depends on anything but the tenant's seed. */
export function machinesOf(site: Site): readonly Machine[] {
  const { place, plan } = site;
  const powers = plan.powers ?? site.situation.powers ?? ['running'];
  const created = new Date(Date.UTC(2024, 5 + place.seed.below(14), 1 + place.seed.below(28))).toISOString();
  return Array.from({ length: plan.count ?? 1 }, (_, number) => {
    const names = named(site, number);
    const answer = number % 2 === 1 ? (plan.secondFlag ?? plan.flag) : plan.flag;
    const { wire: flag } = FLAGS[answer];
    const second = site.situation.nic?.shape?.startsWith('two-') ? `${names.nic}-b` : undefined;
    return {
      number,
      ...names,
      answer,
      ...(second === undefined ? {} : { second }),
      ...(flag === undefined ? {} : { flag }),
      power: powers[number % powers.length] ?? null,
      created: plan.created ?? `${created.slice(0, 11)}0${number % 10}:41:07.7083125+00:00`,
      interfaces: namedInterfaces(site, names.nicId, second),
      ...(plan.tags === undefined ? {} : { tags: plan.tags }),
      ...(number % 3 === 0 ? { zone: String(1 + (number % 2)) } : {}),
    };
  });
}
