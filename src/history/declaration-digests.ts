import type { Declarations, SubscriptionDeclaration } from '../model/declarations.ts';
import type { HistoryHead } from '../model/history.ts';
import { digestOf } from './digest.ts';

/**
 * What to remember of a declarations file: a digest of each subscription's declaration and one of all declared networks. Only what
 * judgements use goes in: another reference or name beside an exemption changes no verdict, nor do senders and reviews.
 */
export function declarationDigests(declarations: Declarations): HistoryHead['declarations'] {
  const subscriptions = [...declarations.subscriptions].toSorted(byKey);
  const networks = [...declarations.learnedDefaultRoutes].toSorted(byKey);
  return {
    subscriptions: Object.fromEntries(
      subscriptions.map(([id, declaration]) => [id, digestOf(JSON.stringify(used(declaration)))]),
    ),
    networks: digestOf(JSON.stringify(networks)),
  };
}

function used({ offer, createdOn, exemption }: SubscriptionDeclaration): readonly unknown[] {
  return [offer, createdOn, exemption !== undefined, exemption?.grantedOn];
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}
