import { beforeAll, describe, expect, test } from 'vitest';
import { SOURCES } from '../../src/azure/sources.ts';
import type { CoverageGap } from '../../src/model/run.ts';
import type { Fault, RequestRecord } from '../../src/simulator/fault.ts';
import type { FaultPlan } from '../../src/simulator/fault-plan.ts';
import { resourceManagerRequests } from './outsider.ts';
import { type StruckRun, strike } from './struck-tenant.ts';

const PAGE_SIZE = 4;
const PATIENT = { timeout: 300_000 };

/** Each way in which an answer, or a part of a list, can get lost. */
const LOSSES: readonly { readonly name: string; readonly fault: Fault; readonly ofLists?: true }[] = [
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

/** A kind of request, and one of them that gets lost. */
interface Target {
  readonly kind: string;
  readonly request: RequestRecord;
}

/** Targets of which none keeps another from being asked for: each is in a subscription of its own. */
type Round = Map<string, Target>;

const TENANT = 'the tenant';

/**
 * One request of each kind, in as few rounds as possible. The rarest kinds choose first. What is asked of the tenant as a whole decides
 * what is asked of each subscription, and is left to the rounds after the first, where few subscriptions are struck.
 */
function roundsOf(requests: readonly RequestRecord[]): readonly Round[] {
  const byKind = new Map<string, RequestRecord[]>();
  for (const request of requests)
    byKind.set(kindOf(request), [...(byKind.get(kindOf(request)) ?? []), request]);
  const rounds: Round[] = [new Map()];
  for (const [kind, all] of [...byKind].toSorted(([, one], [, other]) => one.length - other.length)) {
    const first = all[0]?.subscription === undefined ? 1 : 0;
    for (let at = first; ; at += 1) {
      const taken: Round = rounds[at] ?? new Map();
      rounds[at] = taken;
      const request = all.find(({ subscription = TENANT }) => !taken.has(subscription));
      if (request === undefined) continue;
      taken.set(request.subscription ?? TENANT, { kind, request });
      break;
    }
  }
  return rounds;
}

/** The plan by which the request of a target gets lost, however often it is tried again. Its query may hold the time of the run. */
function losing({ kind, request }: Target, fault: Fault): FaultPlan[number] {
  const path = new RegExp(`^${request.path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
  const query = kind.includes(' status') ? /statusOnly/i : /^(?!.*statusOnly)/i;
  return { path, query, page: kind.endsWith(' later') ? 'later' : 'first', fault };
}

let sound: StruckRun;
let rounds: readonly Round[];
/** Subscriptions whose creation date stays open, so that everything is asked of them and of the tenant. */
let open: readonly string[];

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
}, PATIENT.timeout);

/** The gaps where a target is, required or optional as it is, that are not there without the loss. */
function newGaps({ run }: StruckRun, { kind, request }: Target): readonly CoverageGap[] {
  const known = new Set(sound.run.summary.coverage.map((gap) => JSON.stringify(gap)));
  return run.summary.coverage.filter(
    (gap) =>
      gap.subscriptionId === (request.subscription ?? null) &&
      gap.required === !OPTIONAL.test(kind) &&
      !known.has(JSON.stringify(gap)),
  );
}

function isComplete({ run }: StruckRun, { request }: Target): boolean {
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
  expect(kinds.filter((kind) => kind.endsWith(' later')).length).toBeGreaterThan(15);
  expect(kinds.filter((kind) => HUBS.test(kind)).length).toBeGreaterThan(2);
  expect(kinds.length).toBeGreaterThan(50);
});

/** Lets the targets of a round get lost, and tells which of them nobody noticed. */
async function unnoticedIn(
  round: Round,
  { fault, ofLists }: (typeof LOSSES)[number],
): Promise<readonly string[]> {
  const targets = [...round.values()].filter(({ kind }) => !(ofLists && SINGLE.test(kind)));
  if (targets.length === 0) return [];
  const only = targets.flatMap(({ request }) => request.subscription ?? []);
  const run = await strike(
    targets.map((target) => losing(target, fault)),
    { pageSize: PAGE_SIZE, only: [...new Set([...only, ...open])] },
  );
  await run.outsider.leave();
  const struck = new Set(run.struck.map(({ path }) => path));
  expect(struck).toEqual(new Set(targets.map(({ request }) => request.path)));
  const isRequired = ({ kind }: Target) => !OPTIONAL.test(kind);
  if (targets.some(isRequired)) expect(run.ended.code).toBe(2);
  return targets
    .filter((target) => newGaps(run, target).length === 0 || (isRequired(target) && isComplete(run, target)))
    .map(({ kind, request }) => `${kind}: ${request.path}`);
}

describe.concurrent('no loss goes unnoticed:', PATIENT, () => {
  test.each(LOSSES)('$name', async (loss) => {
    const unnoticed: string[] = [];
    for (const round of rounds) unnoticed.push(...(await unnoticedIn(round, loss)));
    expect(unnoticed).toEqual([]);
  });

  test.each(LOSSES)('$name of a page of the subscription list', async ({ fault }) => {
    const run = await strike([{ path: /^\/subscriptions$/, page: 'later', fault }], { pageSize: PAGE_SIZE });
    try {
      expect(run.ended.code).toBe(2);
      expect(run.run.summary.coverage).toContainEqual(
        expect.objectContaining({ subscriptionId: null, required: true }),
      );
    } finally {
      await run.outsider.leave();
    }
  });
});
