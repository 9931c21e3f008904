import { balancerWire } from './balancer-wire.ts';
import { type InterfaceSpec, interfaceWire } from './interface-wire.ts';
import type { NicSpec } from './network-situation.ts';
import { networkId } from './place.ts';
import { publicAddressWire } from './public-address-wire.ts';
import { securityGroupWire } from './security-group-wire.ts';
import { hiddenId, hostAddress, type Site } from './site.ts';
import { type Machine, machinesOf, machineTruth } from './site-machines.ts';
import { virtualMachineId, virtualMachineWires } from './virtual-machine-wire.ts';

/** What all NICs of a site share. */
interface Shared {
  readonly spec: NicSpec;
  readonly securityGroup: string | undefined;
  readonly pool: string | undefined;
}

function sharedGroup(site: Site, spec: NicSpec): string | undefined {
  if (spec.securityGroup === 'elsewhere') return hiddenId(site, 'networkSecurityGroups', 'nsg-shared');
  if (spec.rules === undefined) return undefined;
  const name = `nsg-nic-${site.stem}`;
  site.ground.estate.resources.networkSecurityGroups.push(securityGroupWire(site.place, name, spec.rules));
  return site.refer(networkId(site.place, 'networkSecurityGroups', name));
}

function layBalancer(site: Site, spec: NicSpec, machines: readonly Machine[]): string | undefined {
  if (spec.balancer === undefined) return undefined;
  const { place, stem } = site;
  const { resources } = site.ground.estate;
  const name = `lb-${stem}`;
  const address = `pip-lb-${stem}`;
  if (spec.balancer.frontend === 'public') {
    const holder = `${networkId(place, 'loadBalancers', name)}/frontendIPConfigurations/frontend`;
    const allocation = spec.balancer.sku === 'Basic' ? 'Dynamic' : 'Static';
    resources.publicIPAddresses.push(publicAddressWire(place, { name: address, allocation, holder }));
  }
  resources.loadBalancers.push(
    balancerWire(place, {
      name,
      spec: spec.balancer,
      publicAddress: networkId(place, 'publicIPAddresses', address),
      privateAddress: `10.${site.octet}.100.250`,
      subnet: site.subnetId,
      network: site.networkId,
      members: machines.map((machine) => ({
        id: `${networkId(place, 'networkInterfaces', machine.nic)}/ipConfigurations/ipconfig1`,
        address: hostAddress(site, machine.number),
      })),
    }),
  );
  return spec.balancer.by === 'address'
    ? undefined
    : `${networkId(place, 'loadBalancers', name)}/backendAddressPools/backend`;
}

function layPublicAddress(site: Site, spec: NicSpec, machine: Machine): string | undefined {
  if (spec.publicAddress === undefined) return undefined;
  if (spec.publicAddress === 'elsewhere') return hiddenId(site, 'publicIPAddresses', `pip-${machine.name}`);
  const name = `pip-${machine.nic}`;
  const holder = `${networkId(site.place, 'networkInterfaces', machine.nic)}/ipConfigurations/ipconfig1`;
  site.ground.estate.resources.publicIPAddresses.push(
    publicAddressWire(site.place, {
      name,
      allocation: spec.publicAddress === 'static' ? 'Static' : 'Dynamic',
      holder,
      reverseDns: spec.reverseDns ?? false,
    }),
  );
  return networkId(site.place, 'publicIPAddresses', name);
}

function nicSpec(site: Site, shared: Shared, machine: Machine): InterfaceSpec {
  const { spec } = shared;
  const publicAddress = layPublicAddress(site, spec, machine);
  const first = {
    address: hostAddress(site, machine.number),
    subnet: site.refer(site.subnetId),
    ...(publicAddress === undefined ? {} : { publicAddress: site.refer(publicAddress) }),
    ...(shared.pool === undefined ? {} : { pool: shared.pool }),
  };
  const several = spec.shape === 'several-without-primary';
  const second = {
    address: `10.${site.octet}.90.${machine.number + 4}`,
    subnet: site.subnetId,
    primary: false,
  };
  return {
    name: machine.nic,
    configurations: several ? [{ ...first, primary: false }, second] : [first],
    virtualMachine: site.refer(virtualMachineId(site.place, machine.name)),
    ...(spec.shape === 'two-unmarked' ? {} : { primary: true }),
    ...(machine.flag === undefined ? {} : { flag: machine.flag }),
    ...(shared.securityGroup === undefined ? {} : { securityGroup: shared.securityGroup }),
    ...(spec.defaultOutbound === undefined ? {} : { defaultOutbound: spec.defaultOutbound }),
  };
}

/** The NICs of one machine that its subscription lists. */
function layInterfaces(site: Site, shared: Shared, machine: Machine): void {
  const { networkInterfaces } = site.ground.estate.resources;
  const { shape } = shared.spec;
  if (shape === 'missing' || shape === 'none' || shape === 'in-another-subscription') return;
  const spec = nicSpec(site, shared, machine);
  const wire = interfaceWire(site.place, spec);
  if (shape === 'without-properties') {
    const { properties: _, ...bare } = wire;
    networkInterfaces.push(bare);
    return;
  }
  networkInterfaces.push(wire);
  if (machine.second !== undefined) {
    const address = `10.${site.octet}.91.${machine.number + 4}`;
    const { primary: _, ...rest } = spec;
    networkInterfaces.push(
      interfaceWire(site.place, {
        ...rest,
        name: machine.second,
        configurations: [{ address, subnet: site.subnetId }],
        ...(shape === 'two-first-marked' ? { primary: false } : {}),
      }),
    );
  }
  if (site.plan.listedTwice) networkInterfaces.push(wire);
}

/** Lays out the site's virtual machines with their NICs, addresses and load balancer, and states what is true of each. */
export function layMachines(site: Site): void {
  const spec: NicSpec = site.situation.nic ?? {};
  const machines = machinesOf(site);
  const { estate } = site.ground;
  const shared = {
    spec,
    securityGroup: sharedGroup(site, spec),
    pool: layBalancer(site, spec, machines),
  };
  for (const machine of machines) {
    layInterfaces(site, shared, machine);
    const wires = virtualMachineWires(
      machine.tags === undefined ? site.place : { ...site.place, tags: machine.tags },
      machine,
    );
    estate.resources.virtualMachines.push(wires.model);
    estate.statuses.push(wires.status);
    if (site.plan.listedTwice) {
      estate.resources.virtualMachines.push(wires.model);
      estate.statuses.push(wires.status);
    }
    estate.vms.push(machineTruth(site, machine));
  }
}
