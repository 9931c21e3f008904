import { addChildren } from './estate.ts';
import type { InterfaceSpec } from './interface-wire.ts';
import type { NicSpec } from './network-situation.ts';
import { networkId } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { scaleSetId } from './scale-set-wire.ts';
import { applicationGroupId, securityGroupWire } from './security-group-wire.ts';
import { hiddenId, hostAddress, type Site } from './site.ts';
import { isUniform, type Machine, scaleSetName } from './site-machines.ts';

/** What all NICs of a site share. */
export interface Shared {
  readonly spec: NicSpec;
  readonly securityGroup: string | undefined;
  readonly pool: string | undefined;
}

/** Makes the security group of the site's NICs and gives the reference to it. */
export function laySecurityGroup(site: Site, spec: NicSpec): string | undefined {
  if (spec.securityGroup === 'elsewhere') return hiddenId(site, 'networkSecurityGroups', 'nsg-shared');
  if (spec.rules === undefined) return undefined;
  const name = `nsg-nic-${site.stem}`;
  site.ground.estate.resources.networkSecurityGroups.push(securityGroupWire(site.place, name, spec.rules));
  return site.refer(networkId(site.place, 'networkSecurityGroups', name));
}

/** The public address of an instance is no resource of its own: it has its ID below the IP configuration, and a list of its own. */
function layInstanceAddress(site: Site, machine: Machine, holder: string): string {
  const id = `${holder}/publicIPAddresses/pub1`;
  const {
    sku: _,
    zones: __,
    type: ___,
    tags: ____,
    ...wire
  } = publicAddressWire(site.place, { name: 'pub1', allocation: 'Dynamic', holder });
  const set = scaleSetId(site.place, scaleSetName(site) ?? '');
  addChildren(site.ground.estate, `${set}/publicIPAddresses`, [{ ...wire, id }]);
  return machine.number % 2 === 0 ? id : site.refer(id);
}

function layPublicAddress(site: Site, spec: NicSpec, of: { machine: Machine; nic: string }): string {
  const { machine, nic } = of;
  const nicId = nic === machine.nic ? machine.nicId : networkId(site.place, 'networkInterfaces', nic);
  const holder = `${nicId}/ipConfigurations/ipconfig1`;
  if (isUniform(site)) return layInstanceAddress(site, machine, holder);
  if (spec.publicAddress === 'elsewhere') return hiddenId(site, 'publicIPAddresses', `pip-${machine.name}`);
  const name = `pip-${nic}`;
  site.ground.estate.resources.publicIPAddresses.push(
    publicAddressWire(site.place, {
      name,
      allocation: spec.publicAddress === 'dynamic' ? 'Dynamic' : 'Static',
      holder,
      reverseDns: spec.reverseDns ?? false,
    }),
  );
  return site.refer(networkId(site.place, 'publicIPAddresses', name));
}

function configurations(site: Site, shared: Shared, machine: Machine): InterfaceSpec['configurations'] {
  const { spec } = shared;
  const gone = `${site.networkId}/subnets/snet-gone`;
  const first = {
    address: hostAddress(site, machine.number),
    subnet: spec.subnet === 'missing' ? gone : site.refer(site.subnetId),
    ...(spec.publicAddress === undefined
      ? {}
      : { publicAddress: layPublicAddress(site, spec, { machine, nic: machine.nic }) }),
    ...(shared.pool === undefined ? {} : { pool: shared.pool }),
    ...(spec.applicationGroup ? { applicationGroup: applicationGroupId(site.place, 'own') } : {}),
  };
  const second = { subnet: site.subnetId, primary: false };
  if (spec.shape === 'several-without-primary') {
    const address = `10.${site.octet}.90.${machine.number + 4}`;
    return [
      { ...first, primary: false },
      { ...second, address },
    ];
  }
  if (spec.shape === 'dual-stack') return [first, { ...second, address: 'fd00:25::4', version: 'IPv6' }];
  return [first];
}

/** The second NIC of a machine that has two. */
function secondInterface(site: Site, first: InterfaceSpec, machine: Machine): InterfaceSpec | undefined {
  if (machine.second === undefined) return undefined;
  const spec: NicSpec = site.situation.nic ?? {};
  const { primary: _, ...rest } = first;
  const address = `10.${site.octet}.91.${machine.number + 4}`;
  const isPublic = spec.shape === 'two-first-marked-second-public';
  const publicAddress = isPublic
    ? { publicAddress: layPublicAddress(site, spec, { machine, nic: machine.second }) }
    : {};
  return {
    ...rest,
    name: machine.second,
    configurations: [{ address, subnet: site.subnetId, ...publicAddress }],
    ...(spec.shape === 'two-unmarked' ? {} : { primary: false }),
  };
}

/** The NICs of one machine, with their public addresses laid out. */
export function siteInterface(
  site: Site,
  shared: Shared,
  machine: Machine,
): { first: InterfaceSpec; second: InterfaceSpec | undefined } {
  const { spec } = shared;
  const first: InterfaceSpec = {
    name: machine.nic,
    configurations: configurations(site, shared, machine),
    virtualMachine: site.refer(machine.id),
    ...(spec.shape === 'two-unmarked' ? {} : { primary: true }),
    ...(machine.flag === undefined ? {} : { flag: machine.flag }),
    ...(shared.securityGroup === undefined ? {} : { securityGroup: shared.securityGroup }),
    ...(spec.defaultOutbound === undefined ? {} : { defaultOutbound: spec.defaultOutbound }),
    ...(spec.forwarding === undefined ? {} : { forwarding: spec.forwarding }),
  };
  return { first, second: secondInterface(site, first, machine) };
}
