import type { RequestCounts } from '../model/run.ts';

/** How far collecting has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly vms: number;
  readonly requests: RequestCounts;
  /** Milliseconds since collecting began. */
  readonly elapsedMs: number;
}

/** Where a run tells what it is doing. Everything goes to the error stream; results go elsewhere. */
export interface Reporter {
  note(message: string): void;
  warn(message: string): void;
  progress(progress: Progress): void;
  /** Ends the progress display before something else is written. */
  settle(): void;
}

/** The part of an output stream that is needed. */
export interface Sink {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

const EVERY_MS_ON_TERMINAL = 100;
const EVERY_MS_IN_LOG = 10_000;

function seconds(milliseconds: number): string {
  const total = Math.round(milliseconds / 1000);
  return total < 60 ? `${total} s` : `${Math.floor(total / 60)} min ${total % 60} s`;
}

/** One line of at most 79 columns: subscriptions done of all, VMs, throttling, time left. */
export function progressLine({ done, total, vms, requests, elapsedMs }: Progress): string {
  const left =
    done === 0 || done === total ? '' : `, about ${seconds((elapsedMs / done) * (total - done))} left`;
  const throttled = requests.throttled === 0 ? '' : `, ${requests.throttled} throttled`;
  const waited = Math.round(requests.waitedSeconds ?? 0);
  const held = waited === 0 ? '' : `, ${waited} s waited`;
  return `${done} of ${total} subscriptions, ${vms} VMs, ${requests.total} requests${throttled}${held}${left}`.slice(
    0,
    79,
  );
}

/** At most one call in each interval; the clock is handed in. */
function paced(interval: number, act: (progress: Progress) => void): (progress: Progress) => void {
  let next = 0;
  return (progress) => {
    if (progress.elapsedMs < next && progress.done !== progress.total) return;
    next = progress.elapsedMs + interval;
    act(progress);
  };
}

const CLEAR_LINE = '\r\u001B[K';

function terminalReporter(sink: Sink): Reporter {
  let open = false;
  const settle = () => {
    if (open) sink.write(CLEAR_LINE);
    open = false;
  };
  const line = (text: string) => {
    settle();
    sink.write(`${text}\n`);
  };
  return {
    note: line,
    warn: (message) => line(`warning: ${message}`),
    progress: paced(EVERY_MS_ON_TERMINAL, (progress) => {
      sink.write(`${CLEAR_LINE}${progressLine(progress)}`);
      open = true;
    }),
    settle,
  };
}

function lineReporter(sink: Sink): Reporter {
  return {
    note: (message) => sink.write(`${message}\n`),
    warn: (message) => sink.write(`warning: ${message}\n`),
    progress: paced(EVERY_MS_IN_LOG, (progress) => sink.write(`${progressLine(progress)}\n`)),
    settle: () => undefined,
  };
}

function ndjsonReporter(sink: Sink, now: () => string): Reporter {
  const entry = (level: string, fields: object) =>
    sink.write(`${JSON.stringify({ time: now(), level, ...fields })}\n`);
  return {
    note: (message) => entry('info', { message }),
    warn: (message) => entry('warning', { message }),
    progress: paced(EVERY_MS_IN_LOG, (progress) => entry('info', { message: 'progress', ...progress })),
    settle: () => undefined,
  };
}

export interface ReporterSettings {
  readonly log: 'text' | 'ndjson';
  readonly quiet: boolean;
}

/** A live line on a terminal, plain lines or NDJSON elsewhere; with `quiet` only warnings. `now` gives ISO 8601 UTC. */
export function createReporter(settings: ReporterSettings, sink: Sink, now: () => string): Reporter {
  const onTerminal = sink.isTTY === true ? terminalReporter(sink) : lineReporter(sink);
  const reporter = settings.log === 'ndjson' ? ndjsonReporter(sink, now) : onTerminal;
  return settings.quiet ? { ...reporter, note: () => undefined, progress: () => undefined } : reporter;
}
