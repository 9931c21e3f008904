import type { VmFinding } from './finding.ts';

/** Whether the chosen revision tells the owner to ask for an exemption that Microsoft's current page does not offer. */
export function noLongerOffered(vm: Pick<VmFinding, 'verdict' | 'verdictCurrentPolicy'>): boolean {
  return vm.verdict === 'request-exemption' && vm.verdictCurrentPolicy !== 'request-exemption';
}
