import { explainAll } from '../assess/explain.ts';
import {
  CHINA_REVISIONS,
  type CloudName,
  PUBLIC_REVISIONS,
  REVISION_NAMES,
  type RevisionName,
} from '../model/revision.ts';
import { citation } from '../policy/citation.ts';
import { AFTER_EXEMPTION_WORDS, comparePolicies, FIREWALL_WORDS } from '../policy/compare-policies.ts';
import { policyTable } from '../policy/policy-table.ts';
import { revisionNotes } from '../policy/revision-notes.ts';
import { REVISIONS, resolveRevision } from '../policy/revisions.ts';
import { hanging } from '../report/explain-lines.ts';
import { padded } from '../report/terminal-text.ts';
import { ConfigurationError } from './configuration-error.ts';
import { pagesOf } from './explain-rules.ts';

const OFFER_WIDTH = 23;
const CELL_WIDTH = 6;

const LEGEND = [
  'O open; D→x open if created before 15 November 2017, otherwise x;',
  'DIAG removable by the portal diagnostic; SUP removable by support request;',
  'NO never removed; – not named in that text.',
  'From 2021-04 on a subscription of the public cloud that was created before 15',
  'November 2017 is open all the same, whatever its offer: by the second page.',
];

/** Cells too long for the table's columns; their words stand in the revision's own page. */
const SHORT = { 'SUP by the partner': 'SUP' } as const;

function shortSymbol(symbol: string): string {
  return symbol in SHORT ? SHORT[symbol as keyof typeof SHORT] : symbol;
}

function row(title: string, cells: readonly string[]): string {
  return (padded(title, OFFER_WIDTH) + cells.map((cell) => padded(cell, CELL_WIDTH)).join(' ')).trimEnd();
}

/** Each revision's name stands in two lines over its column, year above month, so that all of a cloud fit 80 columns. */
function table(revisions: readonly RevisionName[]): readonly string[] {
  const ends = revisions.map((name) => name.lastIndexOf('-') + 1);
  const years = revisions.map((name, at) => name.slice(0, ends[at]));
  const months = revisions.map((name, at) => name.slice(ends[at]));
  const rows = policyTable(revisions).map(({ offer, cells }) =>
    row(
      offer,
      cells.map(({ symbol }) => shortSymbol(symbol)),
    ),
  );
  return [row('', years), row('', months), ...rows];
}

function indented(text: string): readonly string[] {
  return hanging(text, '    ', '    ');
}

function sourceLines(name: RevisionName): readonly string[] {
  const { source, secondPage } = REVISIONS[name];
  const second = secondPage === undefined ? [] : indented(`second page: ${citation(secondPage)}`);
  return [...indented(citation(source)), ...second];
}

/** A cell's words with the page behind each part: the second page speaks only of the day of creation. */
function withPages(words: string): string {
  const [own = '', second] = words.split(/(?=; open all the same)/);
  return second === undefined ? `${own} [1]` : `${own} [1]${second} [2]`;
}

/** The pages of a revision with the marks by which its cells name them. */
function markedPages(name: RevisionName): readonly string[] {
  return pagesOf(name).flatMap(({ citation: cited }, at) => hanging(`[${at + 1}] ${cited}`, '  ', '      '));
}

/** All revisions as a table with their sources. */
export function policyOverview(): string {
  const sources = REVISION_NAMES.flatMap((name) => [`  ${name}`, ...sourceLines(name)]);
  const lines = [
    ...table(PUBLIC_REVISIONS),
    '',
    ...table(CHINA_REVISIONS),
    '',
    ...LEGEND,
    '',
    'Sources',
    ...sources,
  ];
  return `${lines.join('\n')}\n`;
}

/** One revision in words. */
export function policyInWords(name: RevisionName): string {
  const revision = REVISIONS[name];
  const offers = policyTable([name]).flatMap(({ offer, cells }) => [
    `  ${offer}`,
    ...cells.flatMap(({ words }) => indented(withPages(words))),
  ]);
  const lines = [
    `${revision.title} (${name})`,
    '',
    'Pages',
    ...markedPages(name),
    '',
    ...offers,
    '',
    '  after an exemption',
    ...indented(`${AFTER_EXEMPTION_WORDS[revision.afterExemption]} [1]`),
    '  Azure Firewall as the way out',
    ...indented(`${FIREWALL_WORDS[revision.azureFirewall]} [1]`),
    ...explainAll(revisionNotes(name)).flatMap(({ message }) => ['  note', ...indented(`${message} [1]`)]),
  ];
  return `${lines.join('\n')}\n`;
}

/** What changes from one revision to another. */
export function policyDifference(from: RevisionName, to: RevisionName): string {
  const { cells, rules } = comparePolicies(from, to);
  const pair = (title: string, before: string, after: string) => [
    `  ${title}`,
    ...indented(`${from}: ${before}`),
    ...indented(`${to}: ${after}`),
  ];
  const lines = [
    ...cells.flatMap((difference) => pair(difference.offer, difference.from.words, difference.to.words)),
    ...rules.flatMap((difference) => pair(difference.rule, difference.from, difference.to)),
  ];
  return lines.length === 0
    ? `${from} and ${to} say the same.\n`
    : `${[`From ${from} to ${to}`, ...lines, '', 'Sources', ...[from, to].flatMap((name) => [`  ${name}`, ...sourceLines(name)])].join('\n')}\n`;
}

/** The revision that a user names. Throws a ConfigurationError that lists the known ones. */
export function namedRevision(text: string, cloud: CloudName): RevisionName {
  const name = resolveRevision(text, cloud);
  if (name !== undefined) return name;
  throw new ConfigurationError([
    `policy: "${text}" is not a policy revision: ${REVISION_NAMES.join(', ')} or current`,
  ]);
}
