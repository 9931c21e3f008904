import { NAMED_SUBSCRIPTIONS } from './named-subscriptions.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import { planNetworkId } from './plan-network.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import { DEFAULT_SEED, subscriptionIdOf } from './tenant-identity.ts';

function exemptionLine(
  exemption: NonNullable<NonNullable<SubscriptionSituation['declared']>['exemption']>,
): string {
  const date = exemption.grantedOn === undefined ? '' : `grantedOn: ${exemption.grantedOn}, `;
  return `    exemption: { ${date}reference: "support request 2405010040001234", by: "messaging team" }`;
}

function entry(seed: number, situation: SubscriptionSituation): string[] {
  const { declared, key, name } = situation;
  if (declared === undefined) return [];
  return [
    `  # ${JSON.stringify(name).slice(1, -1)}`,
    `  ${subscriptionIdOf(seed, key)}:`,
    ...(declared.offer === undefined ? [] : [`    offer: ${declared.offer}`]),
    ...(declared.createdOn === undefined ? [] : [`    createdOn: ${declared.createdOn}`]),
    ...(declared.exemption === undefined ? [] : [exemptionLine(declared.exemption)]),
  ];
}

/** What is declared of the networks of a subscription's plans. */
function networkEntries(seed: number, situation: SubscriptionSituation): string[] {
  return situation.plans.flatMap((plan, number) => {
    const declared = NETWORK_SITUATIONS[plan.network].network?.declared;
    if (declared === undefined) return [];
    return [`  ${planNetworkId(seed, situation, { plan, number })}:`, `    learnedDefaultRoute: ${declared}`];
  });
}

/** The declarations file of the tenant with the given seed, YAML: what its owner knows and Azure does not tell. */
export function demoDeclarations(seed: number): string {
  return [
    'subscriptions:',
    ...NAMED_SUBSCRIPTIONS.flatMap((situation) => entry(seed, situation)),
    'networks:',
    ...NAMED_SUBSCRIPTIONS.flatMap((situation) => networkEntries(seed, situation)),
    '',
  ].join('\n');
}

/** The declarations of the demo tenant as it is without a seed of the caller's. */
export const DEMO_DECLARATIONS: string = demoDeclarations(DEFAULT_SEED);
