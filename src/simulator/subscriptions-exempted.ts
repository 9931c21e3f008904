import { BILLING_ANSWERS } from './billing-answers.ts';
import type { LogEntry } from './machine-state.ts';
import { perRevision } from './per-revision.ts';
import type { SubscriptionSituation, VmPlan } from './subscription-situation.ts';

/** The exemption was granted forty days ago: the activity log, which keeps ninety, can tell what happened since. */
const GRANTED = 40;

const DECLARED = {
  location: 'westeurope',
  quotaId: 'PayAsYouGo_2014-09-01',
  billing: BILLING_ANSWERS.online,
  declared: { exemption: { grantedOn: { daysAgo: GRANTED } } },
  truth: {
    coverage: 'complete',
    offer: 'pay-as-you-go',
    policyStatus: perRevision('requestable', 'no-exemption'),
    cutoff: 'after',
    exemption: perRevision('declared'),
  },
} as const satisfies Partial<SubscriptionSituation>;

function done(operation: LogEntry['operation'], daysAgo: number, more: Partial<LogEntry> = {}): LogEntry {
  return { operation, daysAgo, ...more };
}

/** A VM that reports no flag, with what the log has of it; it has `cycled` where that is a deallocation and a start since. */
function logged(workload: string, log: readonly LogEntry[], cycled = false): VmPlan {
  return { network: 'nat-gateway', flag: cycled ? 'absent-cycled' : 'absent', workload, log };
}

/** A VM stopped and started again on other days. */
function cycle(stopped: number, started: number): readonly LogEntry[] {
  return [done('deallocate', stopped), done('start', started)];
}

const UNIFORM = { scaleSet: { orchestration: 'Uniform' } } as const;

/** Subscriptions with an exemption declared with its day, and NICs that report no flag: the activity log decides. */
export const EXEMPTED_SUBSCRIPTIONS: readonly SubscriptionSituation[] = [
  {
    ...DECLARED,
    key: 'exempted-by-log',
    name: 'contoso-notifications',
    shows: 'an exemption declared with its day, and an activity log that says which VMs have come back since',
    alias: '2021-03-04T05:06:07Z',
    platform: {
      absent: perRevision('restart'),
      'absent-cycled': perRevision('open'),
      'absent-created-later': perRevision('open'),
    },
    plans: [
      { ...logged('cycled', cycle(20, 19), true), count: 2 },
      logged('again', [...cycle(60, 59), ...cycle(12, 11), done('restart', 3)], true),
      logged('rebooted', [done('powerOff', 20), done('start', 19), done('redeploy', 5)]),
      logged('early', cycle(50, 49)),
      logged('between', cycle(GRANTED + 5, GRANTED - 10)),
      logged('same-day', [done('deallocate', GRANTED, { time: '21:30:00' }), done('start', GRANTED - 1)]),
      logged('quiet', []),
      logged('failed', [
        done('deallocate', 20, { ended: 'Failed' }),
        done('deallocate', 18, { ended: 'never' }),
        done('start', 17),
      ]),
      logged('backwards', [
        done('start', 20),
        done('deallocate', 19),
        done('start', 18, { ended: 'Failed' }),
      ]),
      { ...logged('parked', [done('deallocate', 15)]), powers: ['deallocated'] },
      {
        network: 'nat-gateway',
        flag: 'absent-created-later',
        workload: 'young',
        created: { daysAgo: 10 },
      },
      { ...logged('pool', cycle(9, 8), true), ...UNIFORM, count: 2 },
      { ...logged('image', [done('reimage', 9)]), ...UNIFORM },
    ],
  },
  {
    ...DECLARED,
    key: 'exempted-log-refused',
    name: 'contoso-invoicing',
    shows: 'an exemption declared with its day, and an activity log that may not be read',
    alias: '2021-03-05T05:06:07Z',
    refused: { activityLog: 'forbidden' },
    platform: { absent: perRevision('restart'), 'absent-created-later': perRevision('open') },
    plans: [
      logged('bill', cycle(20, 19)),
      {
        network: 'nat-gateway',
        flag: 'absent-created-later',
        workload: 'young',
        created: { daysAgo: 10 },
      },
    ],
  },
];
