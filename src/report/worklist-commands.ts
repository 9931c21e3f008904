import { UNPRINTABLE } from './unprintable.ts';

/** A machine to stop and start. `scaleSet` is the name of the Uniform scale set that it is an instance of; `name` is then its number. */
export interface MachineToCycle {
  readonly subscriptionId: string;
  readonly resourceGroup: string;
  readonly scaleSet: string | null;
  readonly name: string;
  /** Whether it is deallocated already: then it is only started. */
  readonly startOnly: boolean;
}

/** The commands for one machine, a line each for bash and for PowerShell. */
export interface CycleCommands {
  readonly azureCli: string;
  readonly powershell: string;
}

/**
 * The commands that stop (deallocate) and start a machine, to be looked at and copied; nothing runs them here. Every name is quoted, so
 * that no shell reads anything in it. `null` for a name that a quoted command could not show as it is, or would take for an option.
 *
 * Azure CLI: `az vm deallocate`, `az vmss deallocate --instance-ids`; Az.Compute: `Stop-AzVM`, `Stop-AzVmss -InstanceId`, which
 * deallocate unless told to keep the machine provisioned. Az.Compute works in the chosen context, hence `Set-AzContext` before each.
 */
export function cycleCommands(machine: MachineToCycle): CycleCommands | null {
  const names = [
    machine.subscriptionId,
    machine.resourceGroup,
    machine.scaleSet ?? machine.name,
    machine.name,
  ];
  return names.every(canStand) ? { azureCli: azureCli(machine), powershell: powershell(machine) } : null;
}

function canStand(name: string): boolean {
  return name !== '' && !/^[-@]/.test(name) && name.replace(UNPRINTABLE, '') === name;
}

function azureCli({ subscriptionId, resourceGroup, scaleSet, name, startOnly }: MachineToCycle): string {
  const place = `--subscription ${bash(subscriptionId)} --resource-group ${bash(resourceGroup)}`;
  const target =
    scaleSet === null
      ? `${place} --name ${bash(name)}`
      : `${place} --name ${bash(scaleSet)} --instance-ids ${bash(name)}`;
  const noun = scaleSet === null ? 'az vm' : 'az vmss';
  const start = `${noun} start ${target}`;
  return startOnly ? start : `${noun} deallocate ${target} && ${start}`;
}

function powershell({ subscriptionId, resourceGroup, scaleSet, name, startOnly }: MachineToCycle): string {
  const target =
    scaleSet === null
      ? `-ResourceGroupName ${quoted(resourceGroup)} -Name ${quoted(name)}`
      : `-ResourceGroupName ${quoted(resourceGroup)} -VMScaleSetName ${quoted(scaleSet)} -InstanceId ${quoted(name)}`;
  const noun = scaleSet === null ? 'AzVM' : 'AzVmss';
  return [
    `Set-AzContext -Subscription ${quoted(subscriptionId)} -ErrorAction Stop`,
    ...(startOnly ? [] : [`Stop-${noun} ${target} -Force -ErrorAction Stop`]),
    `Start-${noun} ${target} -ErrorAction Stop`,
  ].join('; ');
}

/** Within single quotes bash reads nothing but the next quote. */
function bash(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** PowerShell takes the typographic quotes U+2018 to U+201B for single quotes as well; doubled, each stands for itself. */
function quoted(text: string): string {
  return `'${text.replace(/['\u2018-\u201B]/g, '$&$&')}'`;
}
