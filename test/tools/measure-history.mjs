import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** The built program; its modules say nothing of their types here. @param {string} path */
const built = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href);
const { subscriptionTableColumns } = await built('history/history-row-subscription.js');
const { vmTableColumns } = await built('history/history-row-vm.js');
const { REVISION_NAMES } = await built('model/revision.js');
const { createNightTables } = await built('store/parquet-history.js');

/**
 * Measures what one night of a large tenant costs in the history: `npm run build`, then
 * `node test/tools/measure-history.mjs --subscriptions 1000 --vms 100`. It writes into a temporary folder and removes it.
 */

const { values } = parseArgs({
  options: {
    subscriptions: { type: 'string', default: '1000' },
    vms: { type: 'string', default: '100' },
  },
});
const subscriptions = Number(values.subscriptions);
const vms = Number(values.vms);

const VERDICTS = ['direct', 'restart', 'request-exemption', 'relay', 'fix-network', 'undetermined'];
const STARTED = '2026-11-23T02:00:00.000Z';
const head = {
  runId: '2026-11-23T02-00-00Z',
  startedAt: STARTED,
  cloud: 'AzureCloud',
  demo: false,
  scope: { subscriptions: 'all', managementGroups: [], excluded: [] },
  policy: '2020-11',
  tool: '0.0.0',
};

/** @param {number} n */
function id(n) {
  return `${(n * 2654435761).toString(16).padStart(8, '0').slice(-8)}-1111-4222-8333-${n.toString(16).padStart(12, '0')}`;
}

/** @param {number} of @param {number} at */
function vmOf(of, at) {
  const verdict = VERDICTS[(of + at) % VERDICTS.length];
  const group = `/subscriptions/${id(of)}/resourceGroups/rg-${at % 7}/providers`;
  const started = new Date(Date.parse(STARTED) - ((of * 7919 + at * 104729) % 31536000) * 1000);
  return {
    subscriptionId: id(of),
    subscriptionName: `subscription ${of}`,
    tenantId: id(0),
    offer: 'pay-as-you-go',
    offerConfidence: 'high',
    createdNotBefore: null,
    createdNotAfter: '2019-04-02T08:11:00Z',
    exemption: 'none',
    resourceGroup: `rg-${at % 7}`,
    name: `vm-${of}-${at}`,
    kind: 'vm',
    location: at % 2 === 0 ? 'westeurope' : 'northeurope',
    powerState: 'running',
    verdict,
    platform: 'blocked',
    path: 'internet',
    egress: 'nat-gateway',
    egressOwner: at % 3 === 0 ? `${group}/Microsoft.Network/azureFirewalls/fw` : null,
    confidence: 'high',
    nicFlag: 'false',
    egressAddress: `20.${of % 256}.${at % 256}.${(of + at) % 256}`,
    reverseDns: null,
    lastStarted: started.toISOString(),
    reasons: [
      { code: 'blocked-by-policy', message: '' },
      { code: `way-out-${at % 5}`, message: '' },
    ],
    actions: [{ code: 'use-relay', message: '' }],
    policy: '2020-11',
    verdictCurrentPolicy: verdict,
    firstSeen: STARTED,
    verdictSince: STARTED,
    change: 'unchanged',
    resourceId: `${group}/Microsoft.Compute/virtualMachines/vm-${of}-${at}`,
    sender: at % 50 === 0,
    tags: {},
    review: null,
    verdicts: Object.fromEntries(REVISION_NAMES.map((/** @type {string} */ name) => [name, verdict])),
  };
}

/** @param {number} of */
function subscriptionOf(of) {
  return {
    subscriptionId: id(of),
    name: `subscription ${of}`,
    tenantId: id(0),
    state: 'Enabled',
    quotaId: 'PayAsYouGo_2014-09-01',
    offer: 'pay-as-you-go',
    offerCandidates: ['pay-as-you-go'],
    offerConfidence: 'high',
    createdNotBefore: null,
    createdNotAfter: '2019-04-02T08:11:00Z',
    cutoff: 'after',
    policyStatus: 'requestable',
    exemption: 'none',
    vms,
    direct: vms,
    restart: 0,
    requestExemption: 0,
    relay: 0,
    fixNetwork: 0,
    undetermined: 0,
    senders: 2,
    scaleSetInstances: 0,
    scaleSets: 0,
    requestsNoLongerOffered: 0,
    coverage: 'complete',
    coverageDetail: null,
    policyStatusCurrent: 'requestable',
    differsUnderCurrentPolicy: 0,
    change: 'unchanged',
    review: null,
    policyStatuses: Object.fromEntries(
      REVISION_NAMES.map((/** @type {string} */ name) => [name, 'requestable']),
    ),
  };
}

const folder = mkdtempSync(join(tmpdir(), 'port25-measure-'));
try {
  const memory = () => process.memoryUsage().rss / 2 ** 20;
  let seconds = 0;
  let processor = 0;
  /** @param {() => Promise<unknown>} work */
  const timed = async (work) => {
    const begin = performance.now();
    const used = process.cpuUsage();
    const result = await work();
    seconds += (performance.now() - begin) / 1000;
    processor += process.cpuUsage(used).user / 1e6;
    return result;
  };
  /** Findings come and go one subscription at a time, as in an audit. @param {number} of */
  const found = (of) => ({
    subscription: subscriptionOf(of),
    vms: Array.from({ length: vms }, (_, at) => vmOf(of, at)),
  });
  for (let of = 0; of < subscriptions; of += 1) found(of);
  const before = memory();
  let peak = before;
  const tables = await createNightTables(folder, {
    vms: vmTableColumns(head),
    subscriptions: subscriptionTableColumns(head),
  });
  for (let of = 0; of < subscriptions; of += 1) {
    const { subscription, vms: own } = found(of);
    await timed(() => tables.add(subscription, own));
    peak = Math.max(peak, memory());
  }
  const record = { ...head, schemaVersion: 1, tenantIds: [], totals: { subscriptions: {}, vms: {} } };
  await timed(() => tables.close(record));
  const kilobytes = (/** @type {string} */ name) =>
    `${Math.round(statSync(join(folder, name)).size / 1024)} KB`;
  console.log(`${subscriptions} subscriptions, ${subscriptions * vms} VMs, Node.js ${process.versions.node}`);
  console.log(
    `written in ${seconds.toFixed(1)} s (${processor.toFixed(1)} s of processor time), ${Math.round(peak - before)} MB of memory more than before`,
  );
  console.log(
    `vms ${kilobytes('history-vms.parquet')}, subscriptions ${kilobytes('history-subscriptions.parquet')}`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
