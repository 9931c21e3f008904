import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { commandLinesIn, commandsOfProgram, faultsOf } from './command-lines.ts';
import { type Fenced, fencedIn, proseOf, textOf } from './fenced.ts';

const NIGHTLY = textOf('docs/nightly.md');
const BLOCKS = fencedIn(NIGHTLY);
const DOCUMENTS = [
  'README.md',
  ...readdirSync('docs')
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** The documents of a YAML block. Throws where it is not clean YAML. */
function yamlOf({ text, under }: Fenced): readonly unknown[] {
  const documents = parseAllDocuments(text, { strict: true, uniqueKeys: true });
  if (!Array.isArray(documents)) throw new Error(`${under}: empty`);
  for (const { errors, warnings } of documents) expect([...errors, ...warnings], under).toEqual([]);
  return documents.map((document) => document.toJS());
}

function blockUnder(heading: RegExp, language = 'yaml'): Fenced {
  const [block, ...more] = BLOCKS.filter((one) => heading.test(one.under) && one.language === language);
  if (block === undefined || more.length > 0) throw new Error(`${more.length + 1} blocks under ${heading}`);
  return block;
}

const text = z.string().min(1);
const cron = z.string().regex(/^\S+( \S+){4}$/);
const pinned = z.string().regex(/^[\w-]+\/[\w/-]+@v\d+$/, 'pinned to a major version');

const workflow = z.strictObject({
  name: text,
  on: z.looseObject({ schedule: z.array(z.strictObject({ cron })).min(1) }),
  // Nothing beyond what the sign-in and the checkout need.
  permissions: z.strictObject({ 'id-token': z.literal('write'), contents: z.literal('read') }),
  concurrency: text,
  jobs: z.record(
    text,
    z.strictObject({
      'runs-on': text,
      environment: text,
      'timeout-minutes': z.number().positive(),
      steps: z
        .array(
          z.union([
            z.strictObject({
              uses: pinned,
              with: z.record(text, z.unknown()).optional(),
              if: text.optional(),
            }),
            z.strictObject({ run: text, env: z.record(text, text).optional() }),
          ]),
        )
        .min(3),
    }),
  ),
});

const step = z.union([
  z.strictObject({
    task: z.string().regex(/^\w+@\d+$/),
    displayName: text.optional(),
    inputs: z.record(text, text),
    env: z.record(text, text).optional(),
  }),
  z.strictObject({ script: text, displayName: text }),
  z.strictObject({ publish: text, artifact: text, condition: text }),
]);

const pipeline = z.strictObject({
  trigger: z.literal('none'),
  schedules: z
    .array(
      z.strictObject({
        cron,
        displayName: text,
        branches: z.strictObject({ include: z.array(text).min(1) }),
        always: z.literal(true),
      }),
    )
    .length(1),
  pool: z.strictObject({ vmImage: text }),
  steps: z.array(step).min(3),
});

const named = z.looseObject({ name: text });
const variable = z.union([
  z.strictObject({ name: text, value: text }),
  z.strictObject({
    name: text,
    valueFrom: z.strictObject({ secretKeyRef: z.looseObject({ name: text, key: text }) }),
  }),
]);

const cronJob = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('CronJob'),
  metadata: named,
  spec: z.looseObject({
    schedule: cron,
    timeZone: text,
    concurrencyPolicy: z.literal('Forbid'),
    jobTemplate: z.strictObject({
      spec: z.looseObject({
        backoffLimit: z.number(),
        activeDeadlineSeconds: z.number().positive(),
        template: z.strictObject({
          metadata: z.strictObject({
            labels: z.strictObject({ 'azure.workload.identity/use': z.literal('true') }),
          }),
          spec: z.strictObject({
            serviceAccountName: text,
            restartPolicy: z.literal('Never'),
            // SIGTERM ends a run within ten seconds.
            terminationGracePeriodSeconds: z.number().gt(10),
            securityContext: z.strictObject({
              runAsNonRoot: z.literal(true),
              runAsUser: z.number().positive(),
              runAsGroup: z.number().positive(),
              fsGroup: z.number().positive(),
              seccompProfile: z.strictObject({ type: z.literal('RuntimeDefault') }),
            }),
            containers: z.tuple([
              z.strictObject({
                name: text,
                image: z.string().regex(/:\d+\.\d+\.\d+$/, 'a version, never "latest"'),
                args: z.array(text).min(1),
                env: z.array(variable),
                securityContext: z.strictObject({
                  allowPrivilegeEscalation: z.literal(false),
                  readOnlyRootFilesystem: z.literal(true),
                  capabilities: z.strictObject({ drop: z.tuple([z.literal('ALL')]) }),
                }),
                resources: z.strictObject({
                  requests: z.looseObject({ memory: text }),
                  limits: z.looseObject({ memory: text }),
                }),
                volumeMounts: z.tuple([z.strictObject({ name: text, mountPath: z.literal('/data') })]),
              }),
            ]),
            volumes: z.tuple([
              z.strictObject({ name: text, persistentVolumeClaim: z.strictObject({ claimName: text }) }),
            ]),
          }),
        }),
      }),
    }),
  }),
});

const serviceAccount = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('ServiceAccount'),
  metadata: named.extend({ annotations: z.looseObject({ 'azure.workload.identity/client-id': z.guid() }) }),
});

const volumeClaim = z.strictObject({
  apiVersion: z.literal('v1'),
  kind: z.literal('PersistentVolumeClaim'),
  metadata: named,
  spec: z.looseObject({
    accessModes: z.array(text).min(1),
    resources: z.looseObject({ requests: z.looseObject({ storage: text }) }),
  }),
});

const containerApp = z.strictObject({
  location: text,
  identity: z.strictObject({
    type: z.literal('UserAssigned'),
    userAssignedIdentities: z.record(z.string().startsWith('/subscriptions/'), z.strictObject({})),
  }),
  properties: z.strictObject({
    environmentId: z.string().startsWith('/subscriptions/'),
    configuration: z.strictObject({
      triggerType: z.literal('Schedule'),
      replicaTimeout: z.number().positive(),
      replicaRetryLimit: z.number(),
      scheduleTriggerConfig: z.strictObject({
        cronExpression: cron,
        parallelism: z.literal(1),
        replicaCompletionCount: z.literal(1),
      }),
      secrets: z.array(z.strictObject({ name: text, value: text })),
    }),
    template: z.strictObject({
      containers: z.tuple([
        z.strictObject({
          name: text,
          image: z.string().regex(/:\d+\.\d+\.\d+$/),
          args: z.array(text).min(1),
          env: z.array(
            z.union([
              z.strictObject({ name: text, value: text }),
              z.strictObject({ name: text, secretRef: text }),
            ]),
          ),
          resources: z.strictObject({ cpu: z.number().positive(), memory: text }),
          volumeMounts: z.tuple([z.strictObject({ volumeName: text, mountPath: z.literal('/data') })]),
        }),
      ]),
      volumes: z.tuple([
        z.strictObject({ name: text, storageType: z.literal('AzureFile'), storageName: text }),
      ]),
    }),
  }),
});

describe('docs/nightly.md', () => {
  test.each(BLOCKS.filter(({ language }) => language === 'yaml'))('has clean YAML under $under', (block) => {
    expect(yamlOf(block).length).toBeGreaterThan(0);
  });

  test('has a workflow for GitHub Actions that signs in without a secret', () => {
    const [found] = yamlOf(blockUnder(/GitHub Actions/));
    const { jobs } = workflow.parse(found);
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    const uses = steps.flatMap((one) => ('uses' in one ? [one.uses.split('@')[0]] : []));
    expect(uses).toEqual(
      expect.arrayContaining([
        'actions/checkout',
        'azure/login',
        'actions/cache/restore',
        'actions/cache/save',
      ]),
    );
    expect(JSON.stringify(found)).not.toMatch(/client-secret|AZURE_CLIENT_SECRET|AZURE_CREDENTIALS/);
  });

  test('has a pipeline for Azure Pipelines that brings back the runs of the nights before', () => {
    const [found] = yamlOf(blockUnder(/Azure Pipelines/));
    const { steps } = pipeline.parse(found);
    const tasks = steps.flatMap((one) => ('task' in one ? [one] : []));
    const cache = tasks.find(({ task }) => task.startsWith('Cache@'));
    const audit = tasks.find(({ task }) => task.startsWith('AzureCLI@'));
    expect(cache?.inputs).toMatchObject({
      key: text.parse(cache?.inputs['key']),
      restoreKeys: expect.any(String),
    });
    expect(audit?.inputs['inlineScript']).toContain(cache?.inputs['path']);
    expect(JSON.stringify(found)).not.toMatch(/AZURE_CLIENT_SECRET/);
  });

  test('has a CronJob for Kubernetes that may do nothing but read Azure and write its reports', () => {
    const [account, claim, job, ...more] = yamlOf(blockUnder(/Kubernetes/));
    expect(more).toEqual([]);
    const spec = cronJob.parse(job).spec.jobTemplate.spec.template.spec;
    expect(spec.serviceAccountName).toBe(serviceAccount.parse(account).metadata.name);
    expect(spec.volumes[0].persistentVolumeClaim.claimName).toBe(volumeClaim.parse(claim).metadata.name);
    expect(spec.containers[0].volumeMounts[0].name).toBe(spec.volumes[0].name);
    const user = /^USER (\d+):(\d+)$/m.exec(textOf('Dockerfile'));
    expect([spec.securityContext.runAsUser, spec.securityContext.runAsGroup]).toEqual([
      Number(user?.[1]),
      Number(user?.[2]),
    ]);
  });

  test('has a job for Azure Container Apps', () => {
    const [found] = yamlOf(blockUnder(/Container Apps/));
    const { configuration, template } = containerApp.parse(found).properties;
    const [container] = template.containers;
    expect(container.volumeMounts[0].volumeName).toBe(template.volumes[0].name);
    const references = container.env.flatMap((one) => ('secretRef' in one ? [one.secretRef] : []));
    expect(configuration.secrets.map(({ name }) => name)).toEqual(references);
  });

  test('has a systemd service and a timer of one name that are proper unit files', () => {
    const units = BLOCKS.filter(({ language }) => language === 'ini').map(unitOf);
    expect(units.map(({ name }) => name)).toEqual(['port25-audit.service', 'port25-audit.timer']);
    const [service, timer] = units.map(({ sections }) => sections);
    expect(service?.get('Service')).toMatchObject({
      Type: 'oneshot',
      DynamicUser: 'yes',
      ExecStart: expect.stringMatching(/^\/\S+\/port25-audit audit --out \/var\/lib\/port25 /),
      StateDirectory: 'port25',
      SuccessExitStatus: '2',
      NoNewPrivileges: 'yes',
      ProtectSystem: 'strict',
    });
    expect(Number(service?.get('Service')?.['TimeoutStopSec'])).toBeGreaterThan(10);
    expect(timer?.get('Timer')).toMatchObject({
      OnCalendar: expect.stringMatching(/UTC$/),
      Persistent: 'true',
    });
    expect(timer?.get('Install')).toEqual({ WantedBy: 'timers.target' });
  });

  test('has a cron line that hands the variables of its file to the program', () => {
    const [line, ...more] = blockUnder(/cron/, 'cron').text.trim().split('\n');
    expect(more).toEqual([]);
    expect(line).toMatch(/^\S+( \S+){4} set -a && \. \/\S+ && port25-audit audit /);
    expect(line).not.toContain('%');
  });
});

interface Unit {
  readonly name: string;
  readonly sections: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** A unit file: a comment with its name, then sections with lines of the form `Key=value`. */
function unitOf({ text: unit }: Fenced): Unit {
  const [first = '', ...lines] = unit.split('\n');
  const sections = new Map<string, Record<string, string>>();
  let current: Record<string, string> | undefined;
  for (const line of lines.filter((one) => one.trim() !== '' && !/^[#;]/.test(one))) {
    const section = /^\[(\w+)\]$/.exec(line)?.[1];
    const [, key, value] = /^([A-Z]\w*)=(.*)$/.exec(line) ?? [];
    if (section !== undefined) {
      current = {};
      sections.set(section, current);
    } else if (current !== undefined && key !== undefined && value !== undefined) {
      expect(Object.keys(current), line).not.toContain(key);
      current[key] = value;
    } else {
      throw new Error(`no line of a unit file: ${line}`);
    }
  }
  return { name: first.replace(/^# /, ''), sections };
}

describe.each(DOCUMENTS)('%s', (name) => {
  const markdown = textOf(name);
  const commands = commandsOfProgram();

  test('shows only commands and options that the program has', () => {
    const lines = commandLinesIn(markdown);
    expect(lines.flatMap((line) => faultsOf(line, commands).map((fault) => `${line}: ${fault}`))).toEqual([]);
  });

  test('names only options that some command has', () => {
    const known = new Set([
      '--help',
      '--version',
      ...[...commands.values()].flatMap(({ options }) => options.map(({ long }) => long ?? '')),
    ]);
    const spans = [...proseOf(markdown).matchAll(/`(--[^`\n]+)`/g)].map(([, span]) => span ?? '');
    const named = spans.flatMap((span) => span.match(/(?<![\w-])--[a-z][a-z-]*/g) ?? []);
    expect(named.filter((option) => !known.has(option))).toEqual([]);
  });
});

test('the documents show how the program is run', () => {
  expect(commandLinesIn(NIGHTLY).length).toBeGreaterThan(6);
  expect(commandLinesIn(textOf('README.md')).length).toBeGreaterThan(3);
});
