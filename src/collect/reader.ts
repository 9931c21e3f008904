import type { Reading } from '../model/reading.ts';
import type { RequestCounts } from '../model/run.ts';
import type { FactKind, FactOf, SubscriptionFact } from '../model/subscription-facts.ts';
import type { SubscriptionId } from '../model/subscription-id.ts';

/**
 * What collecting needs of Azure; the room `azure` implements it. Expected failure is a value: a reading that could not be made
 * says why. Only a programmer's error throws.
 */
export interface AzureReader {
  /** Every subscription that the signed-in principal sees, each once. */
  subscriptions(): Promise<Reading<SubscriptionFact>>;
  /** Says which subscriptions will be read, in the order in which they will be; a reader that asks for many at once needs it. */
  prepare?(subscriptions: readonly SubscriptionId[]): void;
  /** One subscription asked for by its ID, whether or not it is in the list. */
  subscription(id: SubscriptionId): Promise<Reading<SubscriptionFact>>;
  /** One kind of fact of one subscription, followed to the end of its list. */
  read<K extends FactKind>(kind: K, subscription: SubscriptionId): Promise<Reading<FactOf<K>>>;
  /** The subscriptions below a management group, at any depth, which is named by its ID (not its display name). */
  managementGroupSubscriptions(group: string): Promise<Reading<SubscriptionId>>;
  /** The requests made so far. */
  counts(): RequestCounts;
}
