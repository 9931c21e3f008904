import * as z from 'zod';
import { intersectionOf, isEmpty } from '../../src/network/address-set.ts';
import { destination, NOWHERE } from '../../src/network/destination.ts';
import { WHOLE_INTERNET } from '../../src/network/internet.ts';
import { prefixList } from '../../src/network/prefix-list.ts';
import { allTraffic, isSmall, takeFrom } from '../../src/network/traffic.ts';
import type { Comparison } from './comparison.ts';
import { exchangesOf } from './corpus.ts';

const tagsSchema = z.object({
  values: z.array(
    z.object({ name: z.string(), properties: z.object({ addressPrefixes: z.array(z.string()) }) }),
  ),
});

/** Azure's list of service tags: whether each is a small part of the internet, a large one, or none, as we take it to be. */
export function compareTags(): readonly Comparison[] {
  return exchangesOf('serviceTags.list').flatMap(({ file, exchange }) =>
    tagsSchema.parse(exchange.body).values.map(({ name, properties }) => ({
      oracle: file,
      question: `how large a part of the internet ${name} is`,
      azure: sizeByAddresses(properties.addressPrefixes),
      ours: sizeByName(name),
      ...(/^AzureCloud\./.test(name) ? ({ explained: 'regional-cloud-tags' } as const) : {}),
    })),
  );
}

function sizeByAddresses(prefixes: readonly string[]): string {
  const addresses = intersectionOf(
    prefixList(prefixes.filter((prefix) => !prefix.includes(':'))),
    WHOLE_INTERNET,
  );
  if (isEmpty(addresses)) return 'none';
  return isSmall([allTraffic(addresses)], WHOLE_INTERNET) ? 'small' : 'large';
}

function sizeByName(name: string): string {
  const { taken } = takeFrom(allTraffic(WHOLE_INTERNET), destination(name, NOWHERE));
  if (taken.length === 0) return 'none';
  return isSmall(taken, WHOLE_INTERNET) ? 'small' : 'large';
}
