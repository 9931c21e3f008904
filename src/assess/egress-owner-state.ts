import { type Confidence, leastConfidence } from '../model/confidence.ts';
import type { PolicyFinding } from '../model/inference.ts';
import type { OfferClass } from '../model/offer.ts';
import type { Passage, PathFinding } from '../model/path-finding.ts';
import { keyOf } from '../model/resource-id.ts';
import type { RevisionName } from '../model/revision.ts';
import { subscriptionOf } from '../model/subscription-id.ts';
import type { PlatformState } from '../model/verdict.ts';
import type { ApplianceState, EgressOwners, OwnerSubscription } from './egress-owners.ts';

/** The egress owner of a path as one revision sees it: what the verdict needs of it. */
export type EgressOwnerState =
  | {
      readonly kind: 'firewall';
      readonly firewall: string;
      readonly passage: Passage;
      /** The policy finding and offer of the firewall's subscription; absent where that was not read. */
      readonly home?: { readonly policy: PolicyFinding; readonly offer: OfferClass | null };
    }
  | {
      readonly kind: 'appliance';
      /** The appliance's NIC, or the load balancer in front of several. */
      readonly appliance: string;
      readonly state: PlatformState;
      readonly passage: Passage;
      readonly confidence: Confidence;
      /** The appliances, where all of them are known. */
      readonly members: readonly ApplianceState[];
    };

/** What is known of the resource from which a path leaves; `undefined` for a path that leaves from the VM, or that is not resolved. */
export function egressOwnerState(
  path: PathFinding,
  owners: EgressOwners,
  under: RevisionName,
): EgressOwnerState | undefined {
  const { leavesFrom } = path;
  switch (leavesFrom?.kind) {
    case undefined:
      return undefined;
    case 'firewall': {
      const id = subscriptionOf(leavesFrom.firewall);
      const home = homeOf(id === undefined ? undefined : owners.subscriptions.get(id), under);
      return { kind: 'firewall', firewall: leavesFrom.firewall, passage: leavesFrom.passage, ...home };
    }
    case 'appliance': {
      const members = leavesFrom.nics.flatMap((nic) => owners.appliances.get(keyOf(nic)) ?? []);
      const known = members.length > 0 && members.length === leavesFrom.nics.length;
      const state = known ? agreedState(members, under) : 'undetermined';
      return {
        kind: 'appliance',
        appliance: path.owner ?? 'the appliance',
        state,
        passage: known ? commonPassage(members) : 'not-known',
        confidence: state === 'undetermined' ? 'low' : confidenceIn(members, under),
        members: known ? members : [],
      };
    }
  }
}

function homeOf(subscription: OwnerSubscription | undefined, under: RevisionName) {
  return subscription === undefined
    ? {}
    : { home: { policy: subscription.policy[under], offer: subscription.offer } };
}

/** The platform state that all appliances behind one address share; where they differ, nobody can say which one a mail takes. */
function agreedState(members: readonly ApplianceState[], under: RevisionName): PlatformState {
  const states = new Set(members.map((one) => one.platform[under].state));
  const [state] = states;
  return states.size === 1 && state !== undefined ? state : 'undetermined';
}

function confidenceIn(members: readonly ApplianceState[], under: RevisionName): Confidence {
  return leastConfidence(...members.flatMap((one) => [one.confidence, one.platform[under].confidence]));
}

/** One appliance that stops mail stops a part of it; one of which nothing is known leaves the whole open. */
function commonPassage(members: readonly ApplianceState[]): Passage {
  const passages = members.map(({ passage }) => passage);
  if (passages.includes('not-known')) return 'not-known';
  return passages.includes('stops') ? 'stops' : 'passes';
}
