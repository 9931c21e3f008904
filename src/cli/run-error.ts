/** A run did not finish, for a reason that its user can do something about; `advice` says what. */
export class RunError extends Error {
  override readonly name = 'RunError';
  readonly advice: readonly string[];

  constructor(message: string, advice: readonly string[], options?: ErrorOptions) {
    super(message, options);
    this.advice = advice;
  }
}
