import { table } from './table.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./measure.mjs').measureAudit>> & import('./measure.mjs').Size} Audit */
/** @typedef {Awaited<ReturnType<typeof import('./measure.mjs').measureJudging>>} Judging */
/** @typedef {{ repeat: number, latencyMs: number, atOnce: number, help: number, growth: readonly Audit[], judging: Judging }} Results */

const MOST_MIB = 512;
const FLAT = 1.25;
const MOST_TIMES_BARE = 3;
/** What a subscription's bucket of Resource Manager reads holds, and what the program takes of it. */
const READS_AT_ONCE = 200;

/** @param {number} figure */
const whole = (figure) => figure.toLocaleString('en-US', { maximumFractionDigits: 0 });
/** @param {number} figure */
const tenth = (figure) =>
  figure.toLocaleString('en-US', { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** @param {Audit} audit */
const sizeOf = ({ subscriptions, vms }) => `${whole(subscriptions)} subscriptions, ${whole(vms)} VMs`;

/**
 * The rows about audits: the first size against its limits, the larger ones against the first.
 *
 * @param {readonly Audit[]} growth
 * @returns {import('./table.mjs').Row[]}
 */
function auditRows(growth) {
  const [first, ...larger] = growth;
  if (first === undefined) return [];
  return [
    {
      work: `audit of ${sizeOf(first)}`,
      reach: `60 s, ${MOST_MIB} MiB`,
      measured: `${tenth(first.seconds)} s, ${whole(first.peakMib)} MiB`,
      reached: first.seconds <= 60 && first.peakMib <= MOST_MIB,
    },
    ...larger.map((audit) => {
      const times = audit.seconds / first.seconds;
      const proportion = audit.subscriptions / first.subscriptions;
      const memory = audit.peakMib / first.peakMib;
      return {
        work: `audit of ${sizeOf(audit)}`,
        reach: `${proportion} × the time, memory within 25 %`,
        measured: `${tenth(audit.seconds)} s (× ${times.toFixed(2)}), ${whole(audit.peakMib)} MiB (× ${memory.toFixed(2)})`,
        // A tenth more than in proportion is what the noise of one run amounts to.
        reached: times <= proportion * 1.1 && memory <= FLAT,
      };
    }),
  ];
}

/**
 * @param {Results} results
 * @returns {import('./table.mjs').Row[]}
 */
function otherRows({ growth: [first], judging, help }) {
  if (first === undefined) return [];
  const { assess, report, reportMb } = judging;
  const { requests, bare } = first;
  const both = assess.seconds + report.seconds;
  const times = first.seconds / bare.seconds;
  return [
    {
      work: `\`assess\` + \`report\` of the ${whole(first.vms)} VMs`,
      reach: `12 s, ${MOST_MIB} MiB`,
      measured: `${tenth(assess.seconds)} + ${tenth(report.seconds)} s, ${whole(assess.peakMib)} and ${whole(report.peakMib)} MiB`,
      reached: both <= 12 && assess.peakMib <= MOST_MIB,
    },
    {
      work: '`report.html`',
      reach: '25 MB',
      measured: `${tenth(reportMb)} MB`,
      reached: reportMb < 25,
    },
    {
      work: 'requests a subscription for what every verdict needs',
      reach: '13',
      measured: `${tenth(requests.needed.average)} on average, ${requests.needed.most} at most`,
      reached: requests.needed.most <= 13,
    },
    {
      work: 'pages fetched twice',
      reach: '0',
      measured: String(requests.twice),
      reached: requests.twice === 0,
    },
    {
      work: '`--help`',
      reach: '150 ms',
      measured: `${whole(help * 1000)} ms`,
      reached: help <= 0.15,
    },
    {
      work: 'bare HTTPS reading and JSON parsing of the same pages',
      reach: 'a third of the audit',
      measured: `${tenth(bare.seconds)} s, ${tenth(bare.cpuSeconds)} s CPU; the audit takes ${tenth(times)} times that`,
      reached: times <= MOST_TIMES_BARE,
    },
  ];
}

/**
 * Where the time of the first audit goes, and how far it is from each limit.
 *
 * @param {Results} results
 */
function limitLines({ growth: [first], latencyMs, atOnce }) {
  if (first === undefined) return [];
  const { bare, requests, seconds, collecting, cpuSeconds, simulator } = first;
  const waiting = (requests.total * latencyMs) / 1000 / atOnce;
  const a = requests.total / requests.subscriptions;
  return [
    '| limit of the first audit | seconds |',
    '|---|---|',
    `| the audit: collecting, then judging and writing | ${tenth(seconds)} = ${tenth(collecting)} + ${tenth(seconds - collecting)} |`,
    `| CPU of the auditor, all threads | ${tenth(cpuSeconds)} |`,
    `| bare reading of the same pages: by the clock, CPU | ${tenth(bare.seconds)}, ${tenth(bare.cpuSeconds)} |`,
    `| CPU of the simulated tenant | ${tenth(simulator)} |`,
    `| latency: ${whole(requests.total)} requests of ${latencyMs} ms, ${atOnce} at once | ${tenth(waiting)} |`,
    `| quota: ${tenth(a)} requests a subscription, ${READS_AT_ONCE} allowed at once | 0.0, ${requests.throttled} answers with 429 |`,
  ];
}

/**
 * Requests a subscription by what they are for.
 *
 * @param {Results} results
 */
function requestLines({ growth: [first] }) {
  if (first === undefined) return [];
  const { requests } = first;
  /** @param {string} work @param {{ average: number, most: number }} counts */
  const row = (work, { average, most }) => `| ${work} | ${tenth(average)} | ${most} |`;
  return [
    '| requests a subscription | average | most |',
    '|---|---|---|',
    row('what every verdict needs', requests.needed),
    row('network managers, billing property, role assignments', requests.always),
    row('children of what exists (instances, hubs, firewall rules)', requests.children),
    row('further witnesses of the creation date, the activity log', requests.witnesses),
    row('next pages', requests.nextPages),
    `| of the tenant as a whole | ${requests.tenant} in all | |`,
  ];
}

/**
 * Everything that was measured, as Markdown.
 *
 * @param {Results} results
 */
export function resultLines(results) {
  const { repeat, latencyMs, growth } = results;
  return [
    `${latencyMs} ms of latency on every answer. Medians of ${repeat}${growth.length > 1 ? ' (the larger tenants: one run)' : ''}; memory is the highest.`,
    '',
    ...table([...auditRows(growth), ...otherRows(results)]),
    '',
    ...limitLines(results),
    '',
    ...requestLines(results),
  ];
}
