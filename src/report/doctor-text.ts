import type { DoctorFact, DoctorFindings, DoctorIdentity } from '../model/doctor.ts';
import { counted, grouped } from './counted.ts';
import { gapRemedy } from './gap-remedy.ts';
import { PLAIN_WORDS } from './plain-words.ts';
import { readableTime } from './readable-time.ts';
import { type TerminalStyle, terminalStyle } from './terminal-style.ts';
import { padded, wrapped } from './terminal-text.ts';

const WIDTH = 80;
const LABEL = 18;
/** A clock that is off by more than this makes tokens look expired, or not yet valid. */
const TOLERATED_SKEW_SECONDS = 300;
/** How many subscriptions are named under a fact that they refuse. */
const NAMED = 3;

/** A labelled line; what is too long goes on below, under its beginning. */
function line(label: string, text: string): readonly string[] {
  const [first = '', ...rest] = wrapped(text, WIDTH - LABEL - 2);
  return [`  ${padded(label, LABEL)}${first}`, ...rest.map((more) => `  ${' '.repeat(LABEL)}${more}`)];
}

function indented(text: string, by: number): readonly string[] {
  return wrapped(text, WIDTH - by).map((one) => ' '.repeat(by) + one);
}

const METHODS: Readonly<Record<string, string>> = {
  'client-secret': 'client secret',
  'client-certificate': 'client certificate',
  'workload-identity': 'workload identity (federated token)',
  'default-chain': 'default credential chain',
};

const KINDS = {
  app: 'an application',
  'managed-identity': 'a managed identity',
  user: 'a user',
  unknown: 'not told by the token',
} as const satisfies Record<DoctorIdentity['kind'], string>;

function identity(found: DoctorIdentity): readonly string[] {
  const stated = (label: string, value: string | null) => (value === null ? [] : line(label, value));
  const credential = found.credential === null ? '' : `, by ${found.credential}`;
  return [
    ...line('way', `${METHODS[found.method] ?? found.method}${credential}`),
    ...line('who', KINDS[found.kind]),
    ...stated('tenant', found.tenantId),
    ...stated('user', found.user),
    ...stated('client ID', found.clientId),
    ...stated('object ID', found.objectId),
    ...stated('resource', found.managedIdentity),
    ...stated('token until', found.expiresAt === null ? null : readableTime(found.expiresAt)),
    ...found.tried.flatMap(({ credential: name, reason }) => line('tried before', `${name}: ${reason}`)),
  ];
}

function clock(skew: number | null): string {
  if (skew === null) return 'not known: Azure sent no date';
  if (skew === 0) return 'as in Azure';
  const apart = `${counted(Math.abs(skew), 'second')} ${skew > 0 ? 'ahead of' : 'behind'} Azure`;
  const tolerated = Math.abs(skew) <= TOLERATED_SKEW_SECONDS;
  return tolerated ? apart : `${apart}: set it right, or tokens will be refused`;
}

function subscriptions({ subscriptions: found, managementGroups }: DoctorFindings): readonly string[] {
  const states = Object.entries(found.byState).map(([state, count]) => `${grouped(count)} ${state}`);
  const apart = [
    [found.delegated, 'delegated from other tenants'],
    [found.excluded, 'excluded'],
    [found.notVisible, 'named and not visible'],
  ] as const;
  const also = apart.filter(([count]) => count > 0).map(([count, words]) => `${grouped(count)} ${words}`);
  return [
    ...line('visible', grouped(found.visible)),
    ...line(
      'in scope',
      [`${grouped(found.inScope)}: ${grouped(found.home)} of this tenant`, ...also].join(', '),
    ),
    ...line('by state', states.join(', ')),
    ...managementGroups.flatMap(({ name, subscriptions: below }) =>
      line('management group', `${name}: ${counted(below, 'subscription')} below it`),
    ),
  ];
}

/** A fact that could be read everywhere is one line; of another one also who refuses it, what is missing, and what that costs. */
function factLines(fact: DoctorFact, style: TerminalStyle): readonly string[] {
  const { read, unreadable, notAsked } = fact;
  const asked = read + unreadable.length;
  const name = padded(fact.fact, 36);
  if (asked === 0) return [`  - ${name} nothing to ask (${grouped(notAsked)})`];
  const count = `${grouped(read)} of ${grouped(asked)}`;
  if (unreadable.length === 0) return [`  ✓ ${name} ${count}`];
  const [first] = unreadable;
  const names = unreadable.slice(0, NAMED).map((one) => one.subscriptionName);
  const more = unreadable.length > NAMED ? ` and ${grouped(unreadable.length - NAMED)} more` : '';
  const answers = new Set(
    unreadable.map(({ status, code }) => (status === null ? code : `${status} ${code}`)),
  );
  const remedy = first === undefined ? '' : gapRemedy({ ...first, fact: fact.fact, required: fact.required });
  return [
    `  ${style.strong(fact.required ? '✗' : '!')} ${name} ${count}`,
    ...indented(`${names.join(', ')}${more}: ${[...answers].toSorted().join(', ')}`, 6),
    ...indented(`cost: ${fact.cost}`, 6),
    ...indented(remedy, 6),
  ];
}

function verdict(findings: DoctorFindings): string {
  const { facts, subscriptions: counts } = findings;
  const needed = facts.filter(({ required, unreadable }) => required && unreadable.length > 0);
  const sharpening = facts.filter(({ required, unreadable }) => !required && unreadable.length > 0);
  const others = counts.readable > counts.asked ? ' --all asks every subscription.' : '';
  if (needed.length > 0) {
    return `${counted(needed.length, 'kind')} of fact that verdicts need cannot be read everywhere.${others}`;
  }
  return sharpening.length > 0
    ? `Everything that verdicts need can be read. ${counted(sharpening.length, 'kind')} of fact that only sharpen offer and date cannot.${others}`
    : `Everything can be read.${others}`;
}

/** What `doctor` found, as lines of at most 80 columns, ended by LF. Nothing in it is secret. */
export function doctorText(findings: DoctorFindings, colour: boolean): string {
  const style = terminalStyle(colour);
  const { endpoints, subscriptions: counts } = findings;
  const { tool, checkedAt } = findings;
  const needed = findings.facts.filter(({ required }) => required);
  const optional = findings.facts.filter(({ required }) => !required);
  const lines = [
    style.strong(`${tool.name} ${tool.version}: what the auditor can read, ${readableTime(checkedAt)}`),
    ...wrapped(verdict(findings), WIDTH),
    '',
    style.strong('Sign-in'),
    ...identity(findings.identity),
    '',
    style.strong('Endpoints'),
    ...line('cloud', PLAIN_WORDS.cloud[findings.cloud]),
    ...line('sign-in', endpoints.signIn),
    ...line('Resource Manager', endpoints.resourceManager),
    ...line('token audience', endpoints.audience),
    ...line('this clock', clock(findings.skewSeconds)),
    '',
    style.strong('Subscriptions'),
    ...subscriptions(findings),
    '',
    style.strong(`Facts that verdicts need, asked of ${counted(counts.asked, 'subscription')}`),
    ...needed.flatMap((fact) => factLines(fact, style)),
    '',
    style.strong('Facts that sharpen the offer, the date and the last start'),
    ...optional.flatMap((fact) => factLines(fact, style)),
  ];
  return `${lines.join('\n')}\n`;
}
