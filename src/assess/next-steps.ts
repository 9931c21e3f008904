import type { Action } from '../model/action.ts';
import type { PolicyFinding } from '../model/inference.ts';
import type { PathFinding } from '../model/path-finding.ts';
import type { RevisionName } from '../model/revision.ts';
import type { Verdict } from '../model/verdict.ts';
import { networkSteps } from './network-steps.ts';
import type { PlatformFinding } from './platform-state.ts';

/** What decides the next steps of a VM's owner. */
export interface StepsInput {
  readonly verdict: Verdict;
  readonly platform: PlatformFinding;
  readonly path: PathFinding;
  readonly policy: PolicyFinding;
  readonly subscriptionId: string;
  /** `deallocated`, `running`, ... as reported. */
  readonly powerState: string | undefined;
  /** Set where the cloud's current revision no longer offers the request; `dated` names its page's date. */
  readonly noLongerOffered: { readonly revision: RevisionName; readonly dated: string } | undefined;
}

function cycle({ powerState }: StepsInput): Action {
  return powerState === 'deallocated' ? { code: 'start' } : { code: 'stop-and-start' };
}

/** A network that holds the mail back is worth mending only where Azure lets it out, or may do so on request. */
function networkToMend({ path }: StepsInput): Action[] {
  const held = path.path === 'denied' || path.path === 'none' || path.path === 'partial';
  return held ? networkSteps(path.reasons) : [];
}

function forRequest(input: StepsInput): Action[] {
  const request: Action = {
    code: 'request-exemption',
    routes: input.policy.routes,
    subscription: input.subscriptionId,
  };
  const lead: Action[] = input.noLongerOffered
    ? [{ code: 'no-longer-offered', ...input.noLongerOffered }]
    : [];
  return [...lead, request, { code: 'use-relay' }, ...networkToMend(input)];
}

function forNetwork(input: StepsInput): Action[] {
  const { path, platform } = input;
  const mend: Action[] =
    path.path === 'firewall'
      ? [{ code: 'route-straight-to-internet', next: path.owner ?? 'the firewall' }]
      : networkSteps(path.reasons);
  return platform.state === 'restart' ? [...mend, cycle(input)] : mend;
}

function forUndetermined(input: StepsInput): Action[] {
  const contradicted = input.platform.reasons.some(({ code }) => code === 'flag-contradicts-policy');
  const steps: Action[] = contradicted ? [{ code: 'try-stop-and-start-on-one' }] : [];
  const open = input.policy.reasons.find((reason) => reason.code === 'policy-would-settle');
  if (input.platform.state === 'undetermined' && open !== undefined) {
    steps.push({ code: 'settle-policy', fact: open.fact });
  }
  const network = networkSteps(input.path.reasons);
  const firewall: Action[] =
    input.path.path === 'firewall'
      ? [{ code: 'ask-owner-of-next-hop', next: input.path.owner ?? 'the firewall' }]
      : [];
  return [...steps, ...network, ...firewall, { code: 'use-relay' }];
}

/** The next steps of a VM's owner, most pressing first. */
export function nextSteps(input: StepsInput): readonly Action[] {
  switch (input.verdict) {
    case 'direct':
      return [{ code: 'check-deliverability' }];
    case 'restart':
      return [cycle(input)];
    case 'request-exemption':
      return forRequest(input);
    case 'relay':
      return [{ code: 'use-relay' }];
    case 'fix-network':
      return forNetwork(input);
    case 'undetermined':
      return forUndetermined(input);
  }
}
