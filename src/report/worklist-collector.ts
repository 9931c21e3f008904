import type { SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { noLongerOffered } from '../model/no-longer-offered.ts';
import type { RunSummary } from '../model/run.ts';
import { sendersFirst } from './worklist-order.ts';
import { createRequestCollector } from './worklist-request.ts';
import { createRestartCollector, needsRestart } from './worklist-restart.ts';
import type { RelayRow, WorklistOf } from './worklist-rows.ts';

/** The three work lists of a run. */
export interface Worklists {
  readonly restart: WorklistOf<'restart'>;
  readonly request: WorklistOf<'request'>;
  readonly relay: WorklistOf<'relay'>;
}

/** Gathers the work lists while findings go by in any order; it keeps a small row for each VM that has something to do. */
export interface WorklistCollector {
  add(vm: VmFinding): void;
  lists(run: RunSummary, subscriptions: readonly SubscriptionFinding[]): Worklists;
}

/** A finding that a reviewer accepts is left out and counted, until the acceptance ends or no longer fits. */
export function createWorklists(): WorklistCollector {
  const restart = createRestartCollector();
  const request = createRequestCollector();
  const relay: RelayRow[] = [];
  const accepted = { restart: 0, request: 0, relay: 0 };
  return {
    add(vm) {
      const leaveOut = vm.review?.accepted?.standing === 'standing';
      if (leaveOut) {
        if (needsRestart(vm)) accepted.restart += 1;
        if (vm.verdict === 'request-exemption') accepted.request += 1;
        if (needsRelay(vm)) accepted.relay += 1;
        return;
      }
      restart.add(vm);
      request.add(vm);
      if (needsRelay(vm)) relay.push(relayRow(vm));
    },
    lists({ runId, startedAt, policy }, subscriptions) {
      const head = { runId, startedAt };
      const { revision, current } = policy;
      return {
        restart: {
          ...head,
          kind: 'restart',
          accepted: accepted.restart,
          rows: restart.rows(),
          appliances: restart.appliances(),
        },
        request: {
          ...head,
          kind: 'request',
          accepted: accepted.request,
          rows: request.rows(subscriptions),
          policy: revision,
          current,
        },
        relay: { ...head, kind: 'relay', accepted: accepted.relay, rows: sendersFirst(relay) },
      };
    },
  };
}

function needsRelay(vm: VmFinding): boolean {
  return vm.verdict === 'relay' || noLongerOffered(vm);
}

function relayRow(vm: VmFinding): RelayRow {
  const { subscriptionId, subscriptionName, resourceGroup, name, resourceId, powerState, sender, verdict } =
    vm;
  const why = verdict === 'relay' ? 'blocked' : 'no-longer-offered';
  return {
    subscriptionId,
    subscriptionName,
    resourceGroup,
    name,
    resourceId,
    powerState,
    sender,
    verdict,
    why,
  };
}
