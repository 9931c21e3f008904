/** Blob storage did not do what it was asked to. The message holds no secret; `advice` says what to do next. */
export class BlobError extends Error {
  override readonly name = 'BlobError';
  readonly advice: readonly string[];

  constructor(message: string, { advice, ...options }: ErrorOptions & { advice: readonly string[] }) {
    super(message, options);
    this.advice = advice;
  }
}
