import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pMap from 'p-map';
import { beforeAll, describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/azure/sources.ts';
import type { CoverageGap } from '../../src/model/run.ts';
import type { Fault, RequestRecord } from '../../src/simulator/fault.ts';
import type { FaultPlan } from '../../src/simulator/fault-plan.ts';
import { resourceManagerRequests } from './outsider.ts';
import { type StruckRun, strike } from './struck-tenant.ts';

const PAGE_SIZE = 4;
const PATIENT = { timeout: 300_000 };
const RUNS_AT_ONCE = 4;

/** Half of the losses are tried again four times before they stand: the program rests less between the attempts. */
const QUICK = {
  NODE_OPTIONS: `--import ${pathToFileURL(join(import.meta.dirname, '../tools/quick-waits.mjs')).href}`,
};

interface Loss {
  readonly name: string;
  readonly fault: Fault;
  /** Only what is a list can get lost so. */
  readonly ofLists?: true;
}

/** Each way in which an answer, or a part of a list, can get lost. */
const LOSSES: readonly Loss[] = [
  { name: 'a 403', fault: { kind: 'answer', status: 403, body: { error: { code: 'AuthorizationFailed' } } } },
  { name: 'a 500 that lasts', fault: { kind: 'answer', status: 500, body: { error: { code: 'Oops' } } } },
  { name: 'a body that breaks off', fault: { kind: 'truncate' } },
  { name: 'an empty body', fault: { kind: 'answer', status: 200, body: '' } },
  { name: 'an answer without a value', fault: { kind: 'answer', status: 200, body: {} }, ofLists: true },
  {
    name: 'a value that is no list',
    fault: { kind: 'answer', status: 200, body: { value: {} } },
    ofLists: true,
  },
  {
    name: 'a link to another host',
    fault: { kind: 'next-link', link: 'foreign', origin: 'https://elsewhere.example' },
    ofLists: true,
  },
  { name: 'a link back', fault: { kind: 'next-link', link: 'repeated' }, ofLists: true },
];

/** These only sharpen the offer, the date or the last start. */
const OPTIONAL =
  /networkmanagers|roleassignments|microsoft\.billing|policyassignments|\/(?:resourcegroups|disks|resources)(?: later)?$|microsoft\.insights|aliases/;
const HUBS = /\/virtualhubs\//;
/** Answers that are one object: no link is followed from them, and they hold no list. */
const SINGLE = /billingproperty|firewallpolicies\/\*$|ipgroups\/\*$/;

/** The kind of request: its path with the names of resources taken out, what else tells lists apart, and which page it is. */
function kindOf({ path, query }: RequestRecord): string {
  const [above = '', ...providers] = path.toLowerCase().split('/providers/');
  const place = above.replace(/(?<=\/(?:subscriptions|resourcegroups)\/)[^/]+/g, '*');
  const types = providers.map((provider) => {
    const [space = '', ...rest] = provider.split('/');
    return [space, ...rest.map((segment, at) => (at % 2 === 0 ? segment : '*'))].join('/');
  });
  const status = /statusonly/i.test(query) ? ' status' : '';
  return `${[place, ...types].join('/providers/')}${status}${/skiptoken/i.test(query) ? ' later' : ''}`;
}

/** From which round on the tenant as a whole is attacked. */
const FIRST_OF_TENANT = 1;

/** A kind of request, one of them that gets lost, and how. */
interface Attack {
  readonly kind: string;
  readonly request: RequestRecord;
  readonly loss: Loss;
}

/** Attacks of which none keeps another from being made, and none is taken for another: by where they are, each in a place of its own. */
type Round = Map<string, Attack>;

/** A subscription, or for what is asked of the tenant as a whole the service that is asked. */
function placeOf({ path, subscription }: RequestRecord): string {
  return subscription ?? path.split('/').slice(0, 3).join('/').toLowerCase();
}

/** The requests by their kind, the rarest kind first. */
function kindsOf(
  requests: readonly RequestRecord[],
): readonly (readonly [string, readonly RequestRecord[]])[] {
  const byKind = new Map<string, RequestRecord[]>();
  for (const request of requests)
    byKind.set(kindOf(request), [...(byKind.get(kindOf(request)) ?? []), request]);
  return [...byKind].toSorted(([, one], [, other]) => one.length - other.length);
}

/**
 * Every loss of one request of each kind, in as few rounds as possible. The rarest kinds choose first. What is asked of the tenant as a
 * whole decides what is asked of each subscription, and is left to the rounds after the first, where few subscriptions are struck.
 */
function roundsOf(requests: readonly RequestRecord[]): readonly Round[] {
  const rounds: Round[] = [];
  const attack = (kind: string, all: readonly RequestRecord[], loss: Loss) => {
    for (let at = all[0]?.subscription === undefined ? FIRST_OF_TENANT : 0; ; at += 1) {
      while (rounds.length <= at) rounds.push(new Map());
      const taken = rounds[at] ?? new Map();
      const request = all.find((one) => !taken.has(placeOf(one)));
      if (request === undefined) continue;
      taken.set(placeOf(request), { kind, request, loss });
      return;
    }
  };
  for (const [kind, all] of kindsOf(requests))
    for (const loss of LOSSES) if (!(loss.ofLists && SINGLE.test(kind))) attack(kind, all, loss);
  return rounds;
}

/** The plan by which a request gets lost, however often it is tried again. Its query may hold the time of the run. */
function losing({ kind, request, loss }: Attack): FaultPlan[number] {
  const path = new RegExp(`^${request.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const query = kind.includes(' status') ? /statusOnly/i : /^(?!.*statusOnly)/i;
  return { path, query, page: kind.endsWith(' later') ? 'later' : 'first', fault: loss.fault };
}

let sound: StruckRun;
let rounds: readonly Round[];
/** Subscriptions whose creation date stays open, so that everything is asked of them and of the tenant. */
let open: readonly string[];
/** What nobody noticed, and how it got lost. */
let unnoticed: readonly Attack[];

beforeAll(async () => {
  sound = await strike([], { pageSize: PAGE_SIZE, whole: true });
  await sound.outsider.leave();
  const incomplete = sound.run.subscriptions.filter(({ coverage }) => coverage !== 'complete');
  const passed = new Set(incomplete.map(({ subscriptionId }) => subscriptionId as string));
  const requests = resourceManagerRequests(sound.outsider.simulator).filter(({ status }) => status === 200);
  // Virtual hubs lie in a subscription that is incomplete by itself.
  rounds = roundsOf(
    requests
      .filter((request) => !passed.has(request.subscription ?? '') || HUBS.test(kindOf(request)))
      .filter((request) => !/^\/subscriptions(?: later)?$/.test(kindOf(request))),
  );
  open = requests
    .filter(({ path, subscription = '' }) => path.endsWith('/resources') && !passed.has(subscription))
    .flatMap(({ subscription }) => subscription ?? []);
  unnoticed = (await pMap(rounds, unnoticedIn, { concurrency: RUNS_AT_ONCE })).flat();
}, PATIENT.timeout);

/** What is told of the tenant as a whole names the service: several are asked, and attacked at once. */
function isOf({ fact }: CoverageGap, request: RequestRecord): boolean {
  if (request.subscription !== undefined) return true;
  return fact.includes('alias') === placeOf(request).endsWith('/microsoft.subscription');
}

/** The gaps where an attack is, required or optional as it is, that are not there without the loss. */
function newGaps({ run }: StruckRun, { kind, request }: Attack): readonly CoverageGap[] {
  const known = new Set(sound.run.summary.coverage.map((gap) => JSON.stringify(gap)));
  return run.summary.coverage.filter(
    (gap) =>
      gap.subscriptionId === (request.subscription ?? null) &&
      gap.required === !OPTIONAL.test(kind) &&
      isOf(gap, request) &&
      !known.has(JSON.stringify(gap)),
  );
}

function isComplete({ run }: StruckRun, { request }: Attack): boolean {
  const row = run.subscriptions.find(({ subscriptionId }) => subscriptionId === request.subscription);
  return row?.coverage === 'complete';
}

test('the attack is on every list that is read, and on later pages', () => {
  const kinds = rounds.flatMap((round) => [...round.values()].map(({ kind }) => kind));
  const text = kinds.join('\n');
  for (const source of Object.values(SOURCES)) {
    if (source.answer !== 'composite')
      expect(text).toContain(source.path.toLowerCase().replace(/default$/, '*'));
  }
  const different = [...new Set(kinds)];
  expect(different.filter((kind) => kind.endsWith(' later')).length).toBeGreaterThan(15);
  expect(different.filter((kind) => HUBS.test(kind)).length).toBeGreaterThan(2);
  expect(different.length).toBeGreaterThan(50);
  expect(kinds.length).toBeGreaterThan(400);
});

/** Makes the attacks of a round, and tells which of them nobody noticed. */
async function unnoticedIn(round: Round): Promise<readonly Attack[]> {
  const attacks = [...round.values()];
  const within = attacks.flatMap(({ request }) => request.subscription ?? []);
  const ofTenant = within.length < attacks.length;
  const run = await strike(attacks.map(losing), {
    pageSize: PAGE_SIZE,
    only: [...new Set(ofTenant ? [...within, ...open] : within)],
    env: QUICK,
  });
  await run.outsider.leave();
  const struck = new Set(run.struck.map(({ path }) => path));
  expect(struck).toEqual(new Set(attacks.map(({ request }) => request.path)));
  const isRequired = ({ kind }: Attack) => !OPTIONAL.test(kind);
  if (attacks.some(isRequired)) expect(run.ended.code).toBe(2);
  return attacks.filter(
    (attack) => newGaps(run, attack).length === 0 || (isRequired(attack) && isComplete(run, attack)),
  );
}

describe.concurrent('no loss goes unnoticed:', PATIENT, () => {
  test.each(LOSSES)('$name', ({ name }) => {
    const lost = unnoticed.filter(({ loss }) => loss.name === name);
    expect(lost.map(({ kind, request }) => `${kind}: ${request.path}`)).toEqual([]);
  });

  test.each(LOSSES)('$name of a page of the subscription list', async ({ fault }) => {
    const run = await strike([{ path: /^\/subscriptions$/, page: 'later', fault }], {
      ...{ subscriptions: 3 * PAGE_SIZE, vms: 3 * PAGE_SIZE, pageSize: PAGE_SIZE },
      whole: true,
      env: QUICK,
    });
    try {
      expect(run.struck.length).toBeGreaterThan(0);
      expect(run.ended.code).toBe(2);
      expect(run.run.summary.coverage).toContainEqual(
        expect.objectContaining({ subscriptionId: null, required: true }),
      );
    } finally {
      await run.outsider.leave();
    }
  });
});
