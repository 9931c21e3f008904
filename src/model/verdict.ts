/** What a VM's owner is told, in the order in which summaries list it. */
export const VERDICTS = [
  'direct',
  'restart',
  'request-exemption',
  'relay',
  'fix-network',
  'undetermined',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/** What Azure's platform allows the VM. */
export type PlatformState = 'open' | 'restart' | 'request' | 'blocked' | 'undetermined';

/** What the owner's network does with TCP 25 to the internet. */
export type NetworkPath =
  | 'internet'
  | 'partial'
  | 'denied'
  | 'none'
  | 'firewall'
  | 'appliance'
  | 'gateway'
  | 'unknown';

/** How an `internet` path leaves Azure. */
export type Egress = 'instance-public-ip' | 'nat-gateway' | 'load-balancer' | 'default-outbound';

/** The primary NIC's `allowPort25Out`; `not-reported` where the NIC is readable and does not carry it. */
export type NicFlag = 'true' | 'false' | 'not-reported';
