import { DEFAULT_TODAY, dateOf } from './calendar.ts';
import { SENDER_PREFIX, SENDER_TAG } from './demo-senders.ts';
import { NAMED_SUBSCRIPTIONS } from './named-subscriptions.ts';
import { NETWORK_SITUATIONS } from './network-situations.ts';
import { planNetworkId } from './plan-network.ts';
import type { SubscriptionSituation } from './subscription-situation.ts';
import { DEFAULT_SEED, subscriptionIdOf } from './tenant-identity.ts';

type DeclaredExemption = NonNullable<NonNullable<SubscriptionSituation['declared']>['exemption']>;

function exemptionLine({ grantedOn }: DeclaredExemption, today: string): string {
  const date = grantedOn === undefined ? '' : `grantedOn: ${dateOf(today, grantedOn)}, `;
  return `    exemption: { ${date}reference: "support request 2405010040001234", by: "messaging team" }`;
}

function entry(seed: number, situation: SubscriptionSituation, today: string): string[] {
  const { declared, key, name } = situation;
  if (declared === undefined) return [];
  return [
    `  # ${JSON.stringify(name).slice(1, -1)}`,
    `  ${subscriptionIdOf(seed, key)}:`,
    ...(declared.offer === undefined ? [] : [`    offer: ${declared.offer}`]),
    ...(declared.createdOn === undefined ? [] : [`    createdOn: ${declared.createdOn}`]),
    ...(declared.exemption === undefined ? [] : [exemptionLine(declared.exemption, today)]),
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

/** A part of the file; a key with nothing under it would be refused. */
function part(key: string, entries: readonly string[]): readonly string[] {
  return entries.length === 0 ? [] : [key, ...entries];
}

/**
 * The declarations file of the tenant with the given seed, YAML: what its owner knows and Azure does not tell. Days are counted back
 * from `today`; `named` are its named subscriptions where they have changed.
 */
export function demoDeclarations(
  seed: number,
  today: string = DEFAULT_TODAY,
  named: readonly SubscriptionSituation[] = NAMED_SUBSCRIPTIONS,
): string {
  return [
    ...part(
      'subscriptions:',
      named.flatMap((situation) => entry(seed, situation, today)),
    ),
    ...part(
      'networks:',
      named.flatMap((situation) => networkEntries(seed, situation)),
    ),
    'senders:',
    `  - tag: { ${SENDER_TAG.name}: ${SENDER_TAG.value} }`,
    `  - name: "${SENDER_PREFIX}*"`,
    '',
  ].join('\n');
}

/** The declarations of the demo tenant as it is without a seed of the caller's. */
export const DEMO_DECLARATIONS: string = demoDeclarations(DEFAULT_SEED);
