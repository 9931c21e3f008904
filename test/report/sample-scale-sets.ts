import type { VmFinding } from '../../src/model/finding.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { subscriptionId, vmFinding } from './finding-builders.ts';

const RESTART: Partial<VmFinding> = {
  platform: 'restart',
  nicFlag: 'false',
  actions: [
    {
      code: 'stop-start',
      message: 'Stop (deallocate) the instance and start it: it has not picked the permission up.',
    },
  ],
};

/** The instances of a scale set in one subscription, the first unless told otherwise: one for each verdict, numbered as they come. */
export function instancesOf(
  set: string,
  verdicts: readonly Verdict[],
  changes: Partial<VmFinding> = {},
): readonly VmFinding[] {
  const id = changes.subscriptionId ?? subscriptionId(1);
  const scaleSet = `/subscriptions/${id}/resourceGroups/rg-mail/providers/Microsoft.Compute/virtualMachineScaleSets/${set}`;
  return verdicts.map((verdict, at) =>
    vmFinding({
      subscriptionId: id,
      kind: 'vmss-instance',
      name: `${set}_${at}`,
      verdict,
      ...(verdict === 'restart' ? RESTART : {}),
      ...(verdict === 'direct' ? { platform: 'open', nicFlag: 'true' } : {}),
      resourceId: `${scaleSet}/virtualMachines/${at}`,
      nics: [`${scaleSet}/virtualMachines/${at}/networkInterfaces/nic`],
      ...changes,
    }),
  );
}
