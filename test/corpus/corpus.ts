import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** Where recorded answers of the real Azure lie: beside the repository, never in it. */
const CORPUS = fileURLToPath(new URL('../../../shared/corpus/', import.meta.url));

const azureAnswerSchema = z.object({
  kind: z.string(),
  url: z.string(),
  request: z.record(z.string(), z.unknown()).nullish(),
  status: z.number(),
  answer: z.unknown(),
});

const sourceSchema = z.object({ repo: z.string(), path: z.string() });

const oracleSchema = z.object({
  source: sourceSchema,
  whatAzureAnswered: z.array(azureAnswerSchema),
  resourcesSeenInSameRecording: z.record(z.string(), z.array(z.unknown())),
});

const exchangeSchema = z.object({
  url: z.string(),
  status: z.number(),
  body: z.unknown(),
  asyncResult: z.object({ status: z.number(), body: z.unknown() }).nullish(),
  source: sourceSchema,
});

/** What Azure answered to one question, and the resources as they stood in the same recording, by kind. */
export interface AzureAnswer extends z.output<typeof azureAnswerSchema> {
  readonly oracle: string;
  /** The public recording that the answer is from; answers of one recording are about one estate. */
  readonly recording: string;
  readonly seen: Readonly<Record<string, readonly unknown[]>>;
}

/** Every answer beside a configuration, and the recorded effective rules and routes that have none beside them. */
export function azureAnswers(): readonly AzureAnswer[] {
  const withConfiguration = filesUnder('oracles/recorded').flatMap((file) => {
    const {
      source,
      whatAzureAnswered,
      resourcesSeenInSameRecording: seen,
    } = oracleSchema.parse(readCorpus(file));
    const recording = `${source.repo} ${source.path}`;
    return whatAzureAnswered.map((answer) => ({ ...answer, oracle: shortName(file), recording, seen }));
  });
  const told = new Set(withConfiguration.map(({ kind, answer }) => `${kind} ${JSON.stringify(answer)}`));
  const alone = ['nic.effectiveNSG', 'nic.effectiveRoutes'].flatMap((kind) =>
    exchangesOf(kind).map(({ file, exchange }) => ({
      kind,
      url: exchange.url,
      status: exchange.asyncResult?.status ?? exchange.status,
      answer: exchange.asyncResult?.body ?? exchange.body,
      oracle: file,
      recording: `${exchange.source.repo} ${exchange.source.path}`,
      seen: {},
    })),
  );
  return [
    ...withConfiguration,
    ...alone.filter((one) => !told.has(`${one.kind} ${JSON.stringify(one.answer)}`)),
  ];
}

/** The recorded exchanges of one kind of question, from every source. */
export function exchangesOf(kind: string) {
  return filesUnder('recorded')
    .filter((file) => file.split('/')[2] === kind)
    .map((file) => ({ file, exchange: exchangeSchema.parse(readCorpus(file)) }));
}

/** The files under a folder of the corpus, as paths in it, in order. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(join(CORPUS, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => `${folder}/${name}`)
    .toSorted();
}

export function readCorpus(file: string): unknown {
  return JSON.parse(readFileSync(join(CORPUS, file), 'utf8'));
}

/** The API specification's own examples of one answer: their values are invented, their form is Azure's. */
export function exampleAnswers(kind: string, name: string): readonly AzureAnswer[] {
  return filesUnder('spec-examples/network')
    .filter((file) => file.endsWith(`/${name}.json`))
    .map((file) => ({
      kind,
      url: '',
      status: 200,
      answer: exampleSchema.parse(readCorpus(file)).responses['200'].body,
      oracle: file,
      recording: file,
      seen: {},
    }));
}

const exampleSchema = z.object({ responses: z.object({ '200': z.object({ body: z.unknown() }) }) });

function shortName(file: string): string {
  return file.replace(/^.*\/(\d+)_([a-z-]+[a-z\d-]*)_.*$/, '$1 $2');
}
