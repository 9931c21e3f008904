import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import type { SubscriptionFinding, VmFinding } from '../../src/model/finding.ts';
import type { RunSummary } from '../../src/model/run.ts';
import type { RequestRecord } from '../../src/simulator/fault.ts';
import { type Simulator, type SimulatorOptions, startSimulator } from '../../src/simulator/simulator.ts';

const PROGRAM = join(import.meta.dirname, '../../dist/main.js');

/** How a run of the program ended. */
export interface Ended {
  /** The exit code, `null` where a signal ended the process. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly elapsedMs: number;
}

/** A program that is running; `ended` settles when its process is gone. */
interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** What a run of the program may be given beside its arguments; `undefined` takes a variable out of the environment. */
interface RunOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Someone who has the program, an empty folder, and a tenant to audit: nothing else is in the environment. */
export interface Outsider {
  /** The working directory of the program. */
  readonly folder: string;
  readonly simulator: Simulator;
  readonly env: Readonly<Record<string, string>>;
  readonly start: (args: readonly string[], options?: RunOptions) => Running;
  readonly run: (args: readonly string[], options?: RunOptions) => Promise<Ended>;
  /** A path in the working directory. */
  readonly path: (...names: readonly string[]) => string;
  /** Writes a file into the working directory and returns its path. */
  readonly write: (name: string, text: string) => string;
  /** Someone with the same tenant in an empty folder of their own, who leaves with this one. */
  readonly neighbour: () => Outsider;
  readonly leave: () => Promise<void>;
}

function start(folder: string, args: readonly string[], env: NodeJS.ProcessEnv): Running {
  const begun = performance.now();
  const child = spawn(process.execPath, [PROGRAM, ...args], { cwd: folder, env, stdio: 'pipe' });
  child.stdin.end();
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr, elapsedMs: performance.now() - begun }));
  });
  return { child, ended };
}

/** The variables that lead the program to a simulator, whose authority is written to `folder`. */
function environmentOf(simulator: Simulator, folder: string): Record<string, string> {
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, simulator.caCertificate);
  return {
    AZURE_AUTHORITY_HOST: simulator.authorityHost,
    AZURE_RESOURCE_MANAGER_ENDPOINT: simulator.endpoint,
    AZURE_TENANT_ID: simulator.tenantId,
    AZURE_CLIENT_ID: simulator.clientId,
    AZURE_CLIENT_SECRET: simulator.clientSecret,
    NODE_EXTRA_CA_CERTS: authority,
  };
}

/** Someone in a new working directory below `home`. */
function settle(simulator: Simulator, home: string, env: Readonly<Record<string, string>>): Outsider {
  const folder = mkdtempSync(join(home, 'work-'));
  const begin = (args: readonly string[], { env: other = {} }: RunOptions = {}) =>
    start(folder, args, { ...env, ...other });
  return {
    folder,
    simulator,
    env,
    start: begin,
    run: (args, options) => begin(args, options).ended,
    path: (...names) => join(folder, ...names),
    write(name, text) {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    },
    neighbour: () => settle(simulator, home, env),
    async leave() {
      await simulator.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** An outsider with a tenant of its own; call `leave` at the end. */
export async function comeFromOutside(options: SimulatorOptions = {}): Promise<Outsider> {
  const simulator = await startSimulator(options);
  const home = mkdtempSync(join(tmpdir(), 'port25-outsider-'));
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...environmentOf(simulator, home) };
  return settle(simulator, home, env);
}

/** Every file below a folder as a path from it, sorted; a folder that is not there holds none. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** The run folders below `out` that a user sees, oldest first. */
export function runsIn(out: string): string[] {
  return readdirSync(out)
    .filter((name) => !/^(?:\.|history$)/.test(name) && statSync(join(out, name)).isDirectory())
    .toSorted();
}

/** A run's files, read as a user's script would. */
export interface RunRead {
  readonly folder: string;
  readonly id: string;
  readonly summary: RunSummary;
  readonly vms: readonly VmFinding[];
  readonly subscriptions: readonly SubscriptionFinding[];
}

function ndjson<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as T);
}

export function readRun(out: string, id: string): RunRead {
  const folder = join(out, id);
  return {
    folder,
    id,
    summary: JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')),
    vms: ndjson(join(folder, 'vms.ndjson')),
    subscriptions: ndjson(join(folder, 'subscriptions.ndjson')),
  };
}

/** The only run below `out`. */
export function readOnlyRun(out: string): RunRead {
  const [id, ...more] = runsIn(out);
  if (id === undefined || more.length > 0) throw new Error(`${out} holds ${more.length + (id ? 1 : 0)} runs`);
  return readRun(out, id);
}

/** The rows of a CSV file by header, with the byte order mark taken off; quoted cells may hold commas, quotes and line ends. */
export function csvRowsOf(path: string): Record<string, string>[] {
  const cells: string[][] = [[]];
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    cells.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === '\r\n') cells.push([]);
  }
  const [header = [], ...rows] = cells.slice(0, -1);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

/** The requests to Resource Manager; what is left went to the sign-in. */
export function resourceManagerRequests(simulator: Simulator): readonly RequestRecord[] {
  return simulator.requests.filter(({ path }) => !path.startsWith(`/${simulator.tenantId}/`));
}
