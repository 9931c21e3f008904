import { diskWire } from './disk-wire.ts';
import { addChildren, deny } from './estate.ts';
import { eventWires } from './event-wire.ts';
import { interfaceWire } from './interface-wire.ts';
import { layBalancer } from './lay-balancer.ts';
import { laySecurityGroup, type Shared, siteInterface } from './lay-interface.ts';
import { machineTruth } from './machine-truth.ts';
import type { NicSpec } from './network-situation.ts';
import { instanceWire, scaleSetId, scaleSetWire } from './scale-set-wire.ts';
import { seeded } from './seeded.ts';
import type { Site } from './site.ts';
import { isUniform, type Machine, machinesOf, scaleSetName } from './site-machines.ts';
import { virtualMachineWires } from './virtual-machine-wire.ts';

/** The NICs of one machine that its subscription lists. */
function layInterfaces(site: Site, shared: Shared, machine: Machine): void {
  const { networkInterfaces } = site.ground.estate.resources;
  const { shape } = shared.spec;
  if (shape === 'missing' || shape === 'none' || shape === 'in-another-subscription') return;
  const { first, second } = siteInterface(site, shared, machine);
  const wire = interfaceWire(site.place, first);
  if (shape === 'without-properties') {
    const { properties: _, ...bare } = wire;
    networkInterfaces.push(bare);
    return;
  }
  networkInterfaces.push(wire);
  if (second !== undefined) networkInterfaces.push(interfaceWire(site.place, second));
  if (site.plan.listedTwice) networkInterfaces.push(wire);
}

function layVirtualMachine(site: Site, shared: Shared, machine: Machine): void {
  const { resources, statuses } = site.ground.estate;
  layInterfaces(site, shared, machine);
  const set = scaleSetName(site);
  const wires = virtualMachineWires(
    machine.tags === undefined ? site.place : { ...site.place, tags: machine.tags },
    set === undefined ? machine : { ...machine, scaleSet: scaleSetId(site.place, set) },
  );
  const times = site.plan.listedTwice ? 2 : 1;
  for (let time = 0; time < times; time += 1) {
    resources.virtualMachines.push(wires.model);
    statuses.push(wires.status);
  }
  resources.disks.push(diskWire(site.place, machine));
}

function layEvents(site: Site, machine: Machine): void {
  const { estate, tenantId, today } = site.ground;
  const type = isUniform(site) ? 'virtualMachineScaleSets/virtualMachines' : 'virtualMachines';
  for (const entry of machine.log) {
    estate.events.push(...eventWires(site.place, { id: machine.id, type, tenantId }, { today, entry }));
  }
}

/** Adds an instance of a Uniform scale set with its NIC and its public address to the lists of the set. */
function layInstance(site: Site, shared: Shared, machine: Machine): void {
  const { estate } = site.ground;
  const set = scaleSetId(site.place, scaleSetName(site) ?? '');
  const { first } = siteInterface(site, shared, machine);
  addChildren(estate, `${set}/networkInterfaces`, [
    interfaceWire(site.place, { ...first, id: machine.nicId }),
  ]);
  addChildren(estate, `${set}/virtualMachines`, [
    instanceWire(machine.tags === undefined ? site.place : { ...site.place, tags: machine.tags }, {
      ...machine,
      instance: machine.id.slice(machine.id.lastIndexOf('/') + 1),
    }),
  ]);
}

function layScaleSet(site: Site, shared: Shared, machines: readonly Machine[]): void {
  const { scaleSet } = site.plan;
  const name = scaleSetName(site);
  if (scaleSet === undefined || name === undefined) return;
  const { estate } = site.ground;
  estate.resources.virtualMachineScaleSets.push(
    scaleSetWire(site.plan.tags === undefined ? site.place : { ...site.place, tags: site.plan.tags }, {
      name,
      capacity: machines.length,
      orchestration: scaleSet.orchestration === 'unmarked' ? null : scaleSet.orchestration,
      subnet: site.subnetId,
      ...(shared.pool === undefined ? {} : { pool: shared.pool }),
      ...(shared.securityGroup === undefined ? {} : { securityGroup: shared.securityGroup }),
    }),
  );
  const { forbidden } = scaleSet;
  if (forbidden !== undefined) deny(estate, `${scaleSetId(site.place, name)}/${forbidden}`);
}

/** Lays out the site's virtual machines with their NICs, addresses and load balancer, and states what is true of each. */
export function layMachines(site: Site): void {
  const spec: NicSpec = site.situation.nic ?? {};
  const { made, there: machines } = machinesOf(site);
  site.ground.estate.made.push(...made);
  const shared = {
    spec,
    securityGroup: laySecurityGroup(site, spec),
    pool: layBalancer(site, spec, machines),
  };
  layScaleSet(site, shared, machines);
  const lay = isUniform(site) ? layInstance : layVirtualMachine;
  const listed = site.plan.scaleSet?.forbidden !== 'virtualMachines';
  for (const machine of machines) {
    // The numbers of each machine are its own: what becomes of one leaves the others as they are.
    const seed = seeded(site.ground.seed, 'machine', machine.id);
    const own: Site = { ...site, place: { ...site.place, seed } };
    lay(own, shared, machine);
    layEvents(own, machine);
    if (listed) site.ground.estate.vms.push(machineTruth(site, machine));
  }
}
