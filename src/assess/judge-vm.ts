import type { PathFinding } from '../model/path-finding.ts';
import type { RevisionName } from '../model/revision.ts';
import type { NicFlag } from '../model/verdict.ts';
import { networkPath } from '../network/network-path.ts';
import type { NetworkWorld } from '../network/network-world.ts';
import { primaryNic } from '../network/primary-nic.ts';
import { type EgressOwnerState, egressOwnerState } from './egress-owner-state.ts';
import type { EgressOwners } from './egress-owners.ts';
import { type MachineHistory, machineHistory } from './machine-history.ts';
import type { Machine } from './machines.ts';
import { flagOfNic } from './nic-flag.ts';
import { type PlatformFinding, platformState } from './platform-state.ts';
import type { SubscriptionInference } from './subscription-inference.ts';
import { decideVerdict, type VerdictFinding } from './verdict.ts';

/** What the machines of one subscription are judged against. */
export interface JudgeContext {
  readonly inference: SubscriptionInference;
  readonly world: NetworkWorld;
  readonly owners: EgressOwners;
}

/** What was found of a machine's NIC and path, which is the same under every revision. `flag` is `null` where no single NIC counts. */
export interface VmGrounds {
  readonly machine: Machine;
  readonly flag: NicFlag | null;
  readonly history: MachineHistory;
  readonly path: PathFinding;
}

/** A machine judged under one revision; `owner` is the resource from which its traffic leaves, where that is not the VM. */
export interface JudgedVm {
  readonly platform: PlatformFinding;
  readonly owner: EgressOwnerState | undefined;
  readonly verdict: VerdictFinding;
}

/** Finds the NIC that counts, its flag, the network path, and what is known of the machine's past. */
export function groundsOf(
  machine: Machine,
  { world, inference }: Pick<JudgeContext, 'world' | 'inference'>,
): VmGrounds {
  const { vm, powerState } = machine;
  const nic = primaryNic(vm, world);
  const flag = nic.kind === 'none' ? null : flagOfNic(nic.nic);
  const history = machineHistory(machine, inference.log, inference.declaredExemption?.grantedOn);
  return { machine, flag, history, path: networkPath({ vm, powerState, nic }, world) };
}

/** Platform state and network path taken together under one revision. */
export function judgeVm(grounds: VmGrounds, under: RevisionName, context: JudgeContext): JudgedVm {
  const { inference } = context;
  const { revision, policy, exemption } = inference.outlooks[under];
  const platform = platformState({
    flag: grounds.flag,
    since: grounds.history.since,
    holdsVms: inference.offer.holdsVms,
    policy,
    exemption,
    declared: inference.declaredExemption,
  });
  const owner = egressOwnerState(grounds.path, context.owners, under);
  return { platform, owner, verdict: decideVerdict({ platform, path: grounds.path, revision, owner }) };
}
