import type { Evidence } from '../model/evidence.ts';
import type { Passage } from '../model/path-finding.ts';
import type { NicFlag } from '../model/verdict.ts';
import type { JudgedVm, VmGrounds } from './judge-vm.ts';
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

/** The chain behind a verdict: policy, exemption, NIC flag, the stages of the network path, the egress owner, power state. */
export function vmEvidence(
  { machine, flag, path }: VmGrounds,
  judged: JudgedVm,
  outlook: Outlook,
): readonly Evidence[] {
  return [
    ...outlook.evidence,
    FLAGS[flag ?? 'none'],
    ...path.evidence,
    ...ownerEvidence(judged),
    powerEvidence(machine),
  ];
}
