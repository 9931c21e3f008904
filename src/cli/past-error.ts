/** What an earlier run remembers could not be read; the run that is being judged can do without it, or with an older one. */
export class PastError extends Error {
  override readonly name = 'PastError';
  /** The ID of the earlier run, or its folder. */
  readonly run: string;

  constructor(run: string, cause: Error) {
    super(cause.message, { cause });
    this.run = run;
  }
}
