/** An answer before it goes on the wire. Header names are in lower case; `body` is sent as JSON. */
export interface Reply {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An error as Resource Manager words it. */
export function armError(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } };
}
