import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { subscriptionIdSchema } from '../model/scalars.ts';
import { subscriptionFactsSchema } from '../model/subscription-facts.ts';
import { replaceFile } from './run-folder.ts';
import { otherVersion, schemaVersionOf } from './schema-version.ts';
import { StoreError, storeError } from './store-error.ts';

const LISTING_SCHEMA_VERSION = 1;

const listingSchema = z.object({
  schemaVersion: z.literal(LISTING_SCHEMA_VERSION),
  homeTenant: z.string().nullable(),
  subscriptions: z
    .array(
      z.object({
        subscription: subscriptionFactsSchema.shape.subscription,
        leftOut: z.enum(['subscription-excluded', 'subscription-delegated']).optional(),
      }),
    )
    .readonly(),
  gone: z.array(subscriptionIdSchema).readonly(),
});

/**
 * What one shard's look at the tenant showed: every subscription of the scope, whichever shard it falls on, with why it is left out where
 * it is, and the IDs that an earlier run of the shard knew and that were found to be gone.
 */
export type Listing = Omit<z.output<typeof listingSchema>, 'schemaVersion'>;
export type ListedSubscription = Listing['subscriptions'][number];

function pathOf(folder: string): string {
  return join(folder, 'snapshot', 'listing.json');
}

/** Keeps the listing beside the facts of a shard's run. Throws a StoreError. */
export function writeListing(folder: string, listing: Listing): Promise<void> {
  const content = { schemaVersion: LISTING_SCHEMA_VERSION, ...listing };
  return replaceFile(pathOf(folder), `${JSON.stringify(content)}\n`);
}

/** Reads back the listing of a shard's run. Throws a StoreError that names the file. */
export async function readListing(folder: string): Promise<Listing> {
  const path = pathOf(folder);
  const content = await readFile(path, 'utf8')
    .then((text): unknown => JSON.parse(text))
    .catch((cause: unknown) => {
      throw storeError('read', path, cause);
    });
  const { data, error } = listingSchema.safeParse(content);
  if (data !== undefined) return data;
  const version = schemaVersionOf(content);
  if (version !== undefined && version !== LISTING_SCHEMA_VERSION)
    throw new StoreError(`cannot read ${path}: ${otherVersion(version, LISTING_SCHEMA_VERSION)}`);
  const [issue] = error.issues;
  const where = issue === undefined ? '' : ` (${issue.path.join('.')}: ${issue.message})`;
  throw new StoreError(`cannot read ${path}: it is no list of subscriptions${where}; collect anew`);
}
