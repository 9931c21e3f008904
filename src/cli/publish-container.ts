import type { BlobContainer } from '../azure/blob-container.ts';
import { BlobError } from '../azure/blob-error.ts';
import type { BlobPlace } from '../azure/blob-place.ts';
import type { CommandEnvironment } from './command-environment.ts';
import type { Configuration } from './configuration.ts';
import { publishedLatest } from './publish-latest.ts';

/**
 * Opens the container that runs are published to, and makes sure that it is there, lets us in, is not open to anybody, and has nothing
 * foreign in the place of `latest.json`: better told before a tenant is read than after. Nothing is written, made or changed. Throws a
 * BlobError or a SignInError.
 */
export async function openPublishContainer(
  place: BlobPlace,
  { signIn, endpoints }: Configuration,
  { signal }: CommandEnvironment,
): Promise<BlobContainer> {
  const { openBlobContainer } = await import('../azure/blob-container.ts');
  const container = await openBlobContainer(place, { signIn, endpoints, signal });
  await publishedLatest(container);
  await container.list('latest.json');
  if (await container.isPublic()) {
    throw new BlobError(`the container ${place.url} can be read by anybody: nothing is published there`, {
      advice: [
        'take its public access away (az storage container set-permission --public-access off), or name another one',
      ],
    });
  }
  return container;
}
