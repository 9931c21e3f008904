import type { RunSummary } from '../../src/model/run.ts';
import { addNight } from '../store/known-nights.ts';

const DAY_MS = 86_400_000;

/**
 * Adds nights of the same kind before a run to the history below `out`, one a day, and says what they counted, oldest first: VMs come and
 * are freed little by little, the network fails once, and on one night something is not read.
 */
export async function addEarlierNights(
  out: string,
  run: RunSummary,
  count: number,
): Promise<readonly RunSummary['totals'][]> {
  const told: RunSummary['totals'][] = [];
  for (let before = count; before > 0; before -= 1) {
    const { vms, subscriptions } = run.totals;
    const freed = Math.min(vms.direct, 3 * before);
    const restart = before % 6 < 3 ? vms.restart : vms.restart + 2;
    const fixNetwork = before === 9 ? vms.fixNetwork + 12 : vms.fixNetwork;
    const counts = { ...vms, direct: vms.direct - freed, relay: vms.relay + freed, restart, fixNetwork };
    const total = vms.total + restart - vms.restart + fixNetwork - vms.fixNetwork;
    const totals = {
      vms: { ...counts, total },
      subscriptions: { ...subscriptions, partial: before === 5 ? 1 : 0, unreadable: 0 },
    };
    const startedAt = `${new Date(Date.parse(run.startedAt) - before * DAY_MS).toISOString().slice(0, 19)}Z`;
    const { cloud, demo, tenantIds, scope, policy } = run;
    await addNight(out, [], {
      startedAt,
      cloud,
      tenantIds,
      scope,
      policy,
      totals,
      ...(demo ? { demo } : {}),
    });
    told.push(totals);
  }
  return told;
}
