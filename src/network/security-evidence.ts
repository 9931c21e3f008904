import type { Evidence } from '../model/evidence.ts';
import type { NicFact } from '../model/network-facts.ts';
import { nameOf } from '../model/resource-id.ts';
import type { Place } from './place.ts';
import { ruleNamed } from './placed-group.ts';
import type { JudgedSide } from './security-judgement.ts';
import { extentOf } from './traffic.ts';

const FACT = { nic: 'NIC NSG', subnet: 'subnet NSG' } as const;

const SAYS = {
  allowed: 'allows TCP 25 to the internet',
  denied: 'denies TCP 25 to the internet',
  unknown: 'cannot be understood',
} as const;

/** What a group does, by the rule that decides about most of the internet. */
export function securityEvidence({ group, parts }: JudgedSide, place: Place): Evidence {
  const fact = FACT[group.attached];
  switch (group.kind) {
    case 'none':
      return { fact, value: 'none', source: ownerOf(group.attached, place) };
    case 'unknown':
      return { fact, value: 'not known', source: ownerOf(group.attached, place) };
    case 'known': {
      const [most] = parts.toSorted((a, b) => extentOf([b.traffic]) - extentOf([a.traffic]));
      const { rule, priority } = ruleNamed(group, most?.rule);
      const does = SAYS[most?.effect ?? 'denied'];
      return {
        fact,
        value: `${nameOf(group.id)}: rule ${rule} (priority ${priority ?? 'missing'}) ${does}`,
        source: `${group.id} properties.securityRules`,
      };
    }
  }
}

/** That a NIC has no group of its own is said of each NIC, not once for all that fare alike. */
export function withoutNicGroup(evidence: readonly Evidence[], nic: NicFact): readonly Evidence[] {
  const none = { fact: FACT.nic, value: 'none', source: `${nic.id} properties.networkSecurityGroup` };
  return [none, ...evidence.filter(({ fact }) => fact !== FACT.nic)];
}

function ownerOf(attached: 'nic' | 'subnet', place: Place): string {
  const owner =
    attached === 'subnet' && place.kind === 'known' ? place.subnet.id : 'Microsoft.Network/networkInterfaces';
  return `${owner} properties.networkSecurityGroup`;
}
