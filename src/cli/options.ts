/** The options of a command as commander hands them over: texts, not yet checked. */
export interface RawOptions {
  readonly subscription?: readonly string[];
  readonly excludeSubscription?: readonly string[];
  readonly managementGroup?: readonly string[];
  readonly shard?: string;
  readonly tag?: readonly string[];
  readonly tenant?: string;
  readonly out?: string;
  readonly policy?: string;
  readonly declarations?: string;
  readonly concurrency?: string;
  readonly inventory?: string;
  readonly failOn?: string;
  readonly failOnSenders?: boolean;
  readonly history?: boolean;
  readonly keep?: string;
  readonly keepRuns?: string;
  readonly dryRun?: boolean;
  readonly notify?: string;
  readonly notifyForm?: string;
  readonly notifyOn?: string;
  readonly summary?: string;
  readonly publish?: string;
  readonly resume?: boolean;
  readonly allowIncomplete?: boolean;
  readonly format?: string;
  readonly log?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly demo?: boolean;
  readonly demoSubscriptions?: string;
  readonly demoVms?: string;
  readonly demoLatency?: string;
  readonly demoFaults?: string;
  readonly from?: string;
  readonly merge?: readonly string[];
  readonly to?: string;
  readonly json?: boolean;
  readonly all?: boolean;
  readonly role?: boolean;
  readonly title?: string;
  readonly maxRowsStatic?: string;
}

/** The environment, as Node.js gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;
