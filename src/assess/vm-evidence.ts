import type { Evidence } from '../model/evidence.ts';
import type { Passage } from '../model/path-finding.ts';
import type { NicFlag } from '../model/verdict.ts';
import type { JudgedVm, VmGrounds } from './judge-vm.ts';
import type { MachineHistory } from './machine-history.ts';
import type { Machine } from './machines.ts';
import { inShort } from './network-names.ts';
import type { Outlook } from './outlook.ts';

function flagEvidence(value: string): Evidence {
  return {
    fact: 'NIC flag',
    value,
    source: 'Microsoft.Network/networkInterfaces, properties.allowPort25Out',
  };
}

const FLAGS: Readonly<Record<NicFlag | 'none', Evidence>> = {
  true: flagEvidence('true'),
  false: flagEvidence('false'),
  'not-reported': flagEvidence('not-reported'),
  none: flagEvidence('no single NIC counts'),
};

const OF_VMS = 'Microsoft.Compute/virtualMachines?statusOnly=true, instanceView.statuses';
const OF_INSTANCES = 'virtualMachineScaleSets/virtualMachines, instanceView.statuses';

/** There are few power states; each is one object for all machines that are in it. */
const powerStates = new Map<string, Evidence>();

function powerEvidence({ powerState, scaleSet }: Machine): Evidence {
  const value = powerState ?? 'not reported';
  const source = scaleSet === undefined ? OF_VMS : OF_INSTANCES;
  const known = powerStates.get(source + value);
  if (known !== undefined) return known;
  const evidence = { fact: 'power state', value, source };
  powerStates.set(source + value, evidence);
  return evidence;
}

const LOG = 'Microsoft.Insights/eventtypes/management/values';
const STARTS_OF_VMS = `${LOG}, Microsoft.Compute/virtualMachines/start/action`;
const STARTS_OF_INSTANCES = `${LOG}, Microsoft.Compute/virtualMachineScaleSets/virtualMachines/start/action`;
const NO_START = 'none in the last 90 days';

/** The last start, where the activity log was asked for it. */
function startEvidence(machine: Machine, { startedAt, since }: MachineHistory): readonly Evidence[] {
  const unread = since?.kind === 'log-not-read' || (since?.kind === 'cycled' && startedAt === undefined);
  if (startedAt === undefined && !unread) return [];
  const source = machine.scaleSet === undefined ? STARTS_OF_VMS : STARTS_OF_INSTANCES;
  if (startedAt === undefined) return [{ fact: 'last start', value: 'not known', source, note: NOT_READ }];
  return [{ fact: 'last start', value: startedAt ?? NO_START, source }];
}

const NOT_READ = 'the activity log could not be read to its end';

/** The resource from which the traffic leaves, with what is known of it; nothing where the VM sends itself. */
function ownerEvidence({ owner, verdict }: JudgedVm): readonly Evidence[] {
  if (owner === undefined) return [];
  const confidence = verdict.confidence;
  if (owner.kind === 'firewall') {
    const status = owner.home?.policy.status ?? 'not known';
    const value = `Azure Firewall ${inShort(owner.firewall)}: ${PASSAGES[owner.passage]}, policy status of its subscription ${status}`;
    return [{ fact: 'egress owner', value, source: owner.firewall, confidence }];
  }
  const value = `appliance ${inShort(owner.appliance)}: platform state ${owner.state}, ${PASSAGES[owner.passage]}`;
  return [{ fact: 'egress owner', value, source: owner.appliance, confidence }];
}

const PASSAGES = {
  passes: 'lets port 25 out',
  stops: 'does not let port 25 out',
  'not-known': 'not known whether it lets port 25 out',
} as const satisfies Record<Passage, string>;

/** The chain behind a verdict: policy, exemption, NIC flag, the stages of the network path, the egress owner, power state, last start. */
export function vmEvidence(
  { machine, flag, history, path }: VmGrounds,
  judged: JudgedVm,
  outlook: Outlook,
): readonly Evidence[] {
  return [
    ...outlook.evidence,
    FLAGS[flag ?? 'none'],
    ...path.evidence,
    ...ownerEvidence(judged),
    powerEvidence(machine),
    ...startEvidence(machine, history),
  ];
}
