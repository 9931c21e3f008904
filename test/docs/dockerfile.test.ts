import { describe, expect, test } from 'vitest';
import { textOf } from './fenced.ts';

interface Instruction {
  readonly name: string;
  readonly value: string;
}

/** The stages of a Dockerfile, each beginning with its `FROM`. */
function stagesOf(dockerfile: string): readonly (readonly Instruction[])[] {
  const stages: Instruction[][] = [];
  for (const line of dockerfile.replaceAll('\\\n', ' ').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name = '', value = ''] = /^([A-Z]+)\s+(.+)$/.exec(line) ?? [];
    if (name === 'FROM') stages.push([]);
    stages.at(-1)?.push({ name, value });
  }
  return stages;
}

const [build = [], run = [], ...others] = stagesOf(textOf('Dockerfile'));

function valuesOf(stage: readonly Instruction[], name: string): readonly string[] {
  return stage.flatMap((one) => (one.name === name ? [one.value] : []));
}

describe('the container image', () => {
  test('is built in one stage and run in another', () => {
    expect(others).toEqual([]);
    expect(valuesOf(build, 'FROM')).toEqual([expect.stringMatching(/^node:\d+-\S+ AS build$/)]);
    expect(valuesOf(run, 'FROM')).toEqual([
      expect.stringMatching(/^gcr\.io\/distroless\/nodejs\d+-debian\d+:nonroot$/),
    ]);
  });

  test('is built from the lockfile, without running what packages bring along', () => {
    const commands = valuesOf(build, 'RUN').join('\n');
    expect(commands).toMatch(/^npm ci --ignore-scripts$/m);
    expect(commands).toMatch(/npm prune --omit=dev --ignore-scripts/);
    const copied = valuesOf(build, 'COPY').join(' ').split(' ');
    const ignored = textOf('.dockerignore').split('\n');
    for (const file of copied.filter((one) => !one.startsWith('.') || one === '.npmrc'))
      expect(ignored).toContain(`!${file.replace('./', '')}`);
    expect(ignored[0]).toBe('*');
  });

  test('is given every file that the build runs', () => {
    const script: string = JSON.parse(textOf('package.json')).scripts.build;
    const ran = [...script.matchAll(/node (\S+)/g)].map(([, file]) => file ?? '');
    const copied = valuesOf(build, 'COPY').flatMap((value) => value.split(' ').slice(0, -1));
    const isThere = (file: string) => copied.some((one) => file === one || file.startsWith(`${one}/`));
    expect(ran.filter((file) => !file.startsWith('dist/')).filter((file) => !isThere(file))).toEqual([]);
  });

  test('holds the program, its packages, an empty folder for reports, and nothing else', () => {
    const copied = valuesOf(run, 'COPY').map((value) =>
      value.split(' ').filter((part) => !part.startsWith('--')),
    );
    expect(copied).toEqual([
      ['/app/package.json', './'],
      ['/app/node_modules', './node_modules'],
      ['/app/dist', './dist'],
      ['/data', '/data'],
    ]);
    for (const value of valuesOf(run, 'COPY')) expect(value).toMatch(/^--from=build --chown=\d+:\d+ /);
    expect(valuesOf(build, 'RUN')).toContain('mkdir /data');
    expect(run.filter(({ name }) => ['RUN', 'ADD', 'SHELL'].includes(name))).toEqual([]);
  });

  test('runs as a user of its own by number, who may write to /data and to no file of the program', () => {
    const [user, ...more] = valuesOf(run, 'USER');
    expect(more).toEqual([]);
    expect(user).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    const owned = valuesOf(run, 'COPY').map((value) => /--chown=(\S+) (\S+)/.exec(value)?.slice(1));
    expect(owned.filter((one) => one?.[0] !== '0:0')).toEqual([[user, '/data']]);
    expect(valuesOf(run, 'VOLUME')).toEqual(['/data']);
    expect(valuesOf(run, 'ENV').join(' ')).toContain('PORT25_OUT=/data/');
  });

  test('starts the program without a shell', () => {
    expect(JSON.parse(valuesOf(run, 'ENTRYPOINT')[0] ?? '')).toEqual([
      '/nodejs/bin/node',
      '/app/dist/main.js',
    ]);
    expect(JSON.parse(valuesOf(run, 'CMD')[0] ?? '')[0]).toBe('audit');
    expect(JSON.parse(textOf('package.json')).bin).toEqual({ 'port25-audit': 'dist/main.js' });
  });

  test('has a Node.js that the program runs on', () => {
    const major = /distroless\/nodejs(\d+)/.exec(valuesOf(run, 'FROM')[0] ?? '')?.[1];
    expect(valuesOf(build, 'FROM')[0]).toContain(`node:${major}-`);
    expect(Number(major)).toBeGreaterThanOrEqual(20);
  });
});
