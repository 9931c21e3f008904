import type { Reporter } from './reporter.ts';

/** What a command needs of the process it runs in. */
export interface CommandEnvironment {
  readonly reporter: Reporter;
  /** Takes results; a terminal or a pipe. */
  readonly print: (text: string) => void;
  /** Whether results go to a terminal that takes colours. */
  readonly colour: boolean;
  /** The time, ISO 8601 UTC. */
  readonly now: () => string;
  /** How many threads may work at once: as many as there are cores to be had. */
  readonly cores: number;
  /** Aborts on SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
}
