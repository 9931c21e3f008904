/** A container of blob storage, perhaps a folder in it, and what opens it. */
export interface BlobPlace {
  /** The container's address without a SAS: `https://ACCOUNT.blob.core.windows.net/CONTAINER`. */
  readonly url: string;
  /** What the names of all blobs begin with: empty, or a folder with a slash at its end. */
  readonly prefix: string;
  /** A shared access signature, the query of the address without its question mark: a secret. Without one, a token is needed. */
  readonly sas?: string;
}

/** The address of a blob, or of the place itself, as it may be shown. */
export function shownBlob({ url, prefix }: BlobPlace, name = ''): string {
  return `${url}/${prefix}${name}`.replace(/\/$/, '');
}
