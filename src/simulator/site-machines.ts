import type { NicFlag } from '../model/verdict.ts';
import { LENT_INTERFACE } from './lent-interface.ts';
import { networkId } from './place.ts';
import type { Site } from './site.ts';
import type { FlagAnswer } from './subscription-situation.ts';
import { TRUTH_REVISIONS, type VmTruth } from './truth.ts';
import { verdictOf } from './verdict-table.ts';
import { virtualMachineId } from './virtual-machine-wire.ts';

/** One VM of a site before it takes ARM's form. `interfaces` are those that its network profile names. */
export interface Machine {
  readonly number: number;
  readonly name: string;
  readonly nic: string;
  readonly second?: string;
  readonly flag?: boolean;
  readonly power: string | null;
  readonly created: string;
  readonly interfaces: readonly { readonly id: string; readonly primary?: boolean }[] | null;
  readonly tags?: Readonly<Record<string, string>>;
  readonly zone?: string;
}

const FLAGS: Readonly<Record<FlagAnswer, { wire?: boolean; column: NicFlag }>> = {
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

function namedInterfaces(site: Site, nic: string, second: string | undefined): Machine['interfaces'] {
  const shape = site.situation.nic?.shape ?? 'ordinary';
  const first = networkId(site.place, 'networkInterfaces', nic);
  switch (shape) {
    case 'none':
      return site.octet % 2 === 0 ? [] : null;
    case 'in-another-subscription':
      return [{ id: lentInterface(site) }];
    case 'two-first-marked':
      return [
        { id: first, primary: true },
        { id: networkId(site.place, 'networkInterfaces', second ?? nic), primary: false },
      ];
    case 'two-unmarked':
      return [{ id: first }, { id: networkId(site.place, 'networkInterfaces', second ?? nic) }];
    case 'missing':
    case 'several-without-primary':
    case 'without-properties':
    case 'ordinary':
      // Most single NICs are not marked primary in the VM's profile; some are.
      return [site.octet % 4 === 0 ? { id: first, primary: true } : { id: first }];
  }
}

/** The VMs that the site's plan asks for, named and dated; nothing of them depends on anything but the tenant's seed. */
export function machinesOf(site: Site): readonly Machine[] {
  const { plan, stem, place } = site;
  const powers = plan.powers ?? site.situation.powers ?? ['running'];
  const created = new Date(Date.UTC(2024, 5 + place.seed.below(14), 1 + place.seed.below(28))).toISOString();
  const { wire: flag } = FLAGS[plan.flag];
  return Array.from({ length: plan.count ?? 1 }, (_, number) => {
    const name = plan.name ?? `vm-${stem}-${String(number + 1).padStart(2, '0')}`;
    const nic = `nic-${stem}-${String(number + 1).padStart(2, '0')}`;
    const second = site.situation.nic?.shape?.startsWith('two-') ? `${nic}-b` : undefined;
    return {
      number,
      name,
      nic,
      ...(second === undefined ? {} : { second }),
      ...(flag === undefined ? {} : { flag }),
      power: powers[number % powers.length] ?? null,
      created: plan.created ?? `${created.slice(0, 11)}0${number % 10}:41:07.7083125+00:00`,
      interfaces: namedInterfaces(site, nic, second),
      ...(plan.tags === undefined ? {} : { tags: plan.tags }),
      ...(number % 3 === 0 ? { zone: String(1 + (number % 2)) } : {}),
    };
  });
}

/** What is true of one VM: the subscription's literal platform state, the network's literal path, and the table of verdicts. */
export function machineTruth(site: Site, machine: Machine): VmTruth {
  const { plan, situation } = site;
  const noFlag = situation.noNic ?? plan.truth?.noFlag ?? false;
  const answer = site.ground.situation.platform[plan.flag];
  if (answer === undefined && !noFlag) {
    throw new Error(`${site.ground.situation.key} states no platform for the flag ${plan.flag}`);
  }
  const platform =
    answer === undefined || noFlag
      ? ({ '2020-11': 'undetermined', '2023-12': 'undetermined' } as const)
      : answer;
  const path = plan.truth?.path ?? situation.path;
  const egress = plan.truth?.egress ?? (path === 'internet' ? situation.egress : undefined);
  const [older, current] = TRUTH_REVISIONS;
  return {
    resourceId: virtualMachineId(site.place, machine.name),
    shows: `${site.ground.situation.key}: ${plan.network}, flag ${plan.flag}`,
    powerState: machine.power,
    nicFlag: noFlag ? null : FLAGS[plan.flag].column,
    platform,
    path,
    ...(egress === undefined ? {} : { egress }),
    verdict: {
      '2020-11': verdictOf(platform['2020-11'], path, older),
      '2023-12': verdictOf(platform['2023-12'], path, current),
    },
  };
}
