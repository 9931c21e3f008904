/** Something on disk could not be read or written. The message names the path and says what to do next. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}

const ADVICE: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: free some space, or name another folder with --out',
  EDQUOT: 'the quota on the disk is used up: free some space, or name another folder with --out',
  EROFS: 'the file system is read-only: name another folder with --out',
  EACCES: 'permission is denied: make it writable for this user, or name another folder with --out',
  EPERM: 'permission is denied: make it writable for this user, or name another folder with --out',
  ENOTDIR: 'a part of the path is a file: name a folder with --out',
  EEXIST: 'it is there already: another run may be writing it',
  ENOTEMPTY: 'it is there already: another run may be writing it',
  ENOENT: 'it does not exist',
};

/** The {@link StoreError} for a failed file operation; keeps the cause. */
export function storeError(doing: string, path: string, cause: unknown): StoreError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = ADVICE[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new StoreError(`cannot ${doing} ${path}: ${reason}`, { cause });
}
