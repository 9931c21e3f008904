import type { Verdict } from '../model/verdict.ts';

/** How a verdict is shown: a mark that needs no colour, what it means and what its owner does. */
export interface VerdictWords {
  readonly mark: string;
  readonly means: string;
  readonly todo: string;
}

/** The verdicts in plain English, in the order in which summaries list them. */
export const VERDICT_WORDS = {
  direct: {
    mark: '●',
    means: 'Can deliver mail straight to other mail servers on TCP 25 today.',
    todo: 'Nothing for port 25. Check that the receiving side accepts the address (reverse DNS, SPF).',
  },
  restart: {
    mark: '◐',
    means: 'Azure allows it, but the machine has not picked the permission up yet.',
    todo: 'Stop (deallocate) the VM and start it again; a deallocated one only needs a start. A restart from inside the guest is not enough.',
  },
  'request-exemption': {
    mark: '◆',
    means: 'Blocked by Azure. This subscription may ask Microsoft to lift the block.',
    todo: 'Ask by the route named on the subscription, then stop (deallocate) and start the VM. Use a relay on 587 meanwhile.',
  },
  relay: {
    mark: '■',
    means: 'Blocked by Azure, and nothing in this subscription is known to lift the block.',
    todo: 'Send through an authenticated SMTP relay on 587 (or 443), or from another type of subscription.',
  },
  'fix-network': {
    mark: '▲',
    means: 'Azure allows it; your own network stops it.',
    todo: 'Change the rule, route or missing way out that the VM names.',
  },
  undetermined: {
    mark: '?',
    means: 'The facts that could be read do not decide.',
    todo: 'Get the fact that the VM or its subscription names, from whoever can read it. Do not take this for a pass.',
  },
} as const satisfies Record<Verdict, VerdictWords>;
