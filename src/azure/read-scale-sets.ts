import type { ScaleSetFact } from '../model/compute-facts.ts';
import type { NicFact } from '../model/network-facts.ts';
import { itemsOf, type Reading } from '../model/reading.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';
import { API_VERSIONS } from './api-versions.ts';
import type { AskArm } from './ask-arm.ts';
import { completed } from './child-readings.ts';
import { nicFact } from './network-interfaces.ts';
import { publicAddressFact } from './public-addresses.ts';
import { type ListedScaleSet, listedScaleSet, scaleSetInstanceFact } from './scale-sets.ts';
import { listWithFallback } from './version-fallback.ts';

const TYPE = 'Microsoft.Compute/virtualMachineScaleSets';

export const SCALE_SET_ACTIONS = [
  `${TYPE}/read`,
  `${TYPE}/virtualMachines/read`,
  `${TYPE}/networkInterfaces/read`,
  `${TYPE}/publicIPAddresses/read`,
] as const;

const [SETS, INSTANCES, INTERFACES, ADDRESSES] = SCALE_SET_ACTIONS;

type OwnLists = Pick<ScaleSetFact, 'instances' | 'networkInterfaces' | 'publicAddresses'>;

const NONE: Reading<never> = { kind: 'read', items: [], malformed: 0 };
const NOT_NEEDED: Reading<never> = { kind: 'not-asked', why: 'not-needed' };

function namesPublicAddress({ properties }: NicFact): boolean {
  return (properties?.ipConfigurations ?? []).some(({ publicAddress }) => publicAddress !== undefined);
}

/**
 * Reads the scale sets of a subscription, and of each Uniform one that is to hold instances: these, their NICs, and their public
 * addresses where a NIC names one (two or three requests). NICs are asked for in the NICs' own version, because the one published
 * for this list is older than the NIC flag.
 */
export function readScaleSets(arm: AskArm) {
  const listNics = listWithFallback(arm, API_VERSIONS.network, API_VERSIONS.scaleSetNetwork);
  const listAddresses = listWithFallback(arm, API_VERSIONS.scaleSetNetwork, API_VERSIONS.network);

  async function ownLists({ fact, capacity }: ListedScaleSet): Promise<OwnLists> {
    if (fact.orchestration?.toLowerCase() === 'flexible') {
      return { instances: NOT_NEEDED, networkInterfaces: NOT_NEEDED, publicAddresses: NOT_NEEDED };
    }
    if (capacity === 0) return { instances: NONE, networkInterfaces: NONE, publicAddresses: NOT_NEEDED };
    const [instances, networkInterfaces] = await Promise.all([
      arm.list({
        path: `${fact.id}/virtualMachines`,
        query: `${API_VERSIONS.compute}&$expand=instanceView`,
        action: INSTANCES,
        fact: scaleSetInstanceFact,
      }),
      listNics({
        path: `${fact.id}/networkInterfaces`,
        action: INTERFACES,
        fact: nicFact,
      }),
    ]);
    const publicAddresses = itemsOf(networkInterfaces).some(namesPublicAddress)
      ? await listAddresses({
          path: `${fact.id}/publicipaddresses`,
          action: ADDRESSES,
          fact: publicAddressFact,
        })
      : NOT_NEEDED;
    return { instances, networkInterfaces, publicAddresses };
  }

  return async (subscription: SubscriptionId): Promise<Reading<ScaleSetFact>> => {
    const listed = await arm.list({
      path: `/subscriptions/${subscription}/providers/${TYPE}`,
      query: API_VERSIONS.compute,
      action: SETS,
      fact: listedScaleSet,
    });
    return completed(listed, async (set) => ({ ...set.fact, ...(await ownLists(set)) }));
  };
}
