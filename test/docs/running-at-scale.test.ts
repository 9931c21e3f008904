import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import * as z from 'zod';
import { SHARD } from '../../src/cli/shard.ts';
import { commandLinesIn, commandsOfProgram, faultsOf } from './command-lines.ts';
import { fencedIn, textOf } from './fenced.ts';

const PAGE = textOf('docs/running-at-scale.md');
const BLOCKS = fencedIn(PAGE);

function yamlUnder(heading: RegExp): readonly unknown[] {
  const blocks = BLOCKS.filter(({ under, language }) => heading.test(under) && language === 'yaml');
  return blocks.flatMap(({ text }) => {
    const documents = parseAllDocuments(text, { strict: true, uniqueKeys: true });
    if (!Array.isArray(documents)) throw new Error('empty');
    for (const { errors, warnings } of documents) expect([...errors, ...warnings]).toEqual([]);
    return documents.map((document) => document.toJS());
  });
}

const args = z.array(z.string().min(1)).min(1);
const user = z.number().positive();

const job = z.strictObject({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.strictObject({ name: z.string() }),
  spec: z.strictObject({
    completionMode: z.literal('Indexed').optional(),
    completions: z.number().optional(),
    parallelism: z.number().optional(),
    backoffLimit: z.number(),
    activeDeadlineSeconds: z.number(),
    template: z.strictObject({
      metadata: z.strictObject({ labels: z.record(z.string(), z.string()) }),
      spec: z.looseObject({
        restartPolicy: z.literal('Never'),
        terminationGracePeriodSeconds: z.number().gt(10),
        securityContext: z.looseObject({ runAsNonRoot: z.literal(true), runAsUser: user, fsGroup: user }),
        containers: z.tuple([
          z.looseObject({
            image: z.string().regex(/:\d+\.\d+\.\d+$/),
            args,
            securityContext: z.looseObject({ readOnlyRootFilesystem: z.literal(true) }),
          }),
        ]),
        volumes: z.tuple([
          z.looseObject({ persistentVolumeClaim: z.strictObject({ claimName: z.string() }) }),
        ]),
      }),
    }),
  }),
});

const containerJob = z.looseObject({
  properties: z.looseObject({
    configuration: z.looseObject({
      scheduleTriggerConfig: z.strictObject({
        cronExpression: z.string().regex(/^\S+( \S+){4}$/),
        parallelism: z.literal(1),
        replicaCompletionCount: z.literal(1),
      }),
    }),
    template: z.looseObject({ containers: z.tuple([z.looseObject({ args })]) }),
  }),
});

function argumentOf(list: readonly string[], option: string): string {
  return list[list.indexOf(option) + 1] ?? '';
}

/** The values of an option that takes several. */
function valuesOf(list: readonly string[], option: string): readonly string[] {
  const rest = list.slice(list.indexOf(option) + 1);
  const end = rest.findIndex((word) => word.startsWith('--'));
  return end < 0 ? rest : rest.slice(0, end);
}

describe('docs/running-at-scale.md', () => {
  test('shows only commands and options that the program has', () => {
    const commands = commandsOfProgram();
    const lines = commandLinesIn(PAGE);
    expect(lines.length).toBeGreaterThan(7);
    expect(lines.flatMap((line) => faultsOf(line, commands).map((fault) => `${line}: ${fault}`))).toEqual([]);
  });

  test('has an Indexed Job whose pods take every shard once, each into a folder of its own, and merges all of them', () => {
    const [claim, shards, merge, ...more] = yamlUnder(/Kubernetes/);
    expect(more).toEqual([]);
    expect(claim).toMatchObject({ kind: 'PersistentVolumeClaim', spec: { accessModes: ['ReadWriteMany'] } });
    const [indexed, after] = [job.parse(shards).spec, job.parse(merge).spec];
    expect(indexed.completionMode).toBe('Indexed');
    const count = indexed.completions ?? 0;
    const given = indexed.template.spec.containers[0].args;
    const podOf = (index: number) =>
      given.map((word) => word.replaceAll('$(JOB_COMPLETION_INDEX)', String(index)));
    const pods = Array.from({ length: count }, (_, index) => podOf(index));
    expect(pods.map((pod) => SHARD.parse(argumentOf(pod, '--shard')))).toEqual(
      pods.map((_, at) => ({ index: at + 1, count })),
    );
    const folders = pods.map((pod) => argumentOf(pod, '--out'));
    expect(new Set(folders).size).toBe(count);
    expect(valuesOf(after.template.spec.containers[0].args, '--merge')).toEqual(folders);
    const id = Number(/^USER (\d+):/m.exec(textOf('Dockerfile'))?.[1]);
    for (const { template } of [indexed, after]) {
      expect(template.spec.securityContext).toMatchObject({ runAsUser: id, fsGroup: id });
      expect(template.spec.volumes[0].persistentVolumeClaim.claimName).toBe('port25-shards');
    }
  });

  test('has a Container Apps job a shard, made by a loop, and merges all of them', () => {
    const [shard, merge] = yamlUnder(/Container Apps/);
    const given = containerJob.parse(shard).properties.template.containers[0].args;
    const { count = 0 } = SHARD.parse(argumentOf(given, '--shard')) ?? {};
    const loop = BLOCKS.find(({ text }) => text.startsWith('for i in'))?.text ?? '';
    const numbers = /^for i in ([\d ]+);/.exec(loop)?.[1]?.split(' ').map(Number) ?? [];
    expect(numbers).toEqual(Array.from({ length: count }, (_, at) => at + 1));
    const merged = valuesOf(z.strictObject({ args }).parse(merge).args, '--merge');
    expect(merged).toEqual(numbers.map((number) => argumentOf(given, '--out').replace(/1$/, String(number))));
    for (const text of [
      `"${argumentOf(given, '--shard')}"`.replaceAll('"', '\\"'),
      argumentOf(given, '--out'),
    ])
      expect(loop).toContain(`s|${text}|`);
  });
});
