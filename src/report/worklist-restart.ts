import type { VmFinding } from '../model/finding.ts';
import { scaleSetOf } from '../model/scale-set-of.ts';
import { cycleCommands } from './worklist-commands.ts';
import { inOrder } from './worklist-order.ts';
import type { ApplianceRow, RestartRow } from './worklist-rows.ts';

/** Gathers what is to be stopped and started while findings go by. */
export interface RestartCollector {
  add(vm: VmFinding): void;
  rows(): readonly RestartRow[];
  appliances(): readonly ApplianceRow[];
}

const CYCLES: ReadonlySet<string> = new Set(['stop-and-start', 'start', 'cycle-appliance']);

/** Whether the VM, or what it sends through, is to be stopped and started. */
export function needsRestart({ actions }: Pick<VmFinding, 'actions'>): boolean {
  return actions.some(({ code }) => CYCLES.has(code));
}

/** Takes the VMs whose next steps name a stop and start; that an appliance needs one is told once for all VMs behind it. */
export function createRestartCollector(): RestartCollector {
  const rows: RestartRow[] = [];
  const appliances = new Map<string, ApplianceRow>();
  return {
    add(vm) {
      const own = vm.actions.find(({ code }) => code === 'stop-and-start' || code === 'start');
      const through = vm.actions.find(({ code }) => code === 'cycle-appliance');
      if (own !== undefined) rows.push(restartRow(vm, own.code === 'start'));
      if (through !== undefined) {
        const key = (vm.egressOwner ?? through.message).toLowerCase();
        const known = appliances.get(key);
        const appliance = vm.egressOwner ?? '';
        appliances.set(key, { appliance, todo: through.message, vms: (known?.vms ?? 0) + 1 });
      }
    },
    rows: () => inOrder(rows),
    appliances: () => [...appliances].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row),
  };
}

function restartRow(vm: VmFinding, startOnly: boolean): RestartRow {
  const { subscriptionId, subscriptionName, resourceGroup, name, resourceId, powerState, sender, verdict } =
    vm;
  const scaleSet = scaleSetOf(vm)?.name ?? null;
  const target = scaleSet === null ? name : lastSegment(resourceId);
  const commands =
    resourceGroup === null || (vm.kind === 'vmss-instance' && scaleSet === null)
      ? null
      : cycleCommands({ subscriptionId, resourceGroup, scaleSet, name: target, startOnly });
  return {
    subscriptionId,
    subscriptionName,
    resourceGroup,
    name: scaleSet === null ? name : `${scaleSet} ${target}`,
    resourceId,
    powerState,
    sender,
    verdict,
    interrupts: interruption(powerState),
    startOnly,
    azureCli: commands?.azureCli ?? null,
    powershell: commands?.powershell ?? null,
  };
}

/** A machine that is `stopped` runs nothing though it is not deallocated. Without a power state nobody can say. */
function interruption(powerState: string | null): RestartRow['interrupts'] {
  if (powerState === null) return 'not known';
  return powerState === 'running' || powerState === 'starting' ? 'yes' : 'no';
}

function lastSegment(resourceId: string): string {
  return resourceId.replace(/\/$/, '').split('/').at(-1) ?? '';
}
