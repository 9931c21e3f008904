import { describe, expect, it } from 'vitest';
import { compareVm } from '../../src/history/compare-vm.ts';
import { verdictLetters } from '../../src/history/letters.ts';
import type { HistoryHead, RememberedSubscription, RememberedVm } from '../../src/model/history.ts';
import { head, subscription, subscriptionId, verdictsOf, vm } from './history-builders.ts';

interface State {
  readonly vm?: Partial<RememberedVm>;
  readonly of?: Partial<RememberedSubscription>;
  readonly run?: Partial<HistoryHead>;
}

const side = (night: number, { vm: changes, of, run }: State) => ({
  head: head(night, run),
  subscription: subscription(of),
  vm: vm(changes),
});
const compare = (before: State, after: State) => compareVm(side(1, before), side(2, after));

const CURRENT = { policy: '2023-12' } as const;
const OPEN_LATER = verdictLetters(verdictsOf('relay', { '2023-12': 'direct' }));
const OPEN_EARLIER = verdictLetters(verdictsOf('direct', { '2020-11': 'relay' }));
const OWNER = `/subscriptions/${subscriptionId(9)}/resourceGroups/hub/providers/Microsoft.Network/azureFirewalls/fw`;
const DIRECT = { verdict: 'direct', platform: 'open', nicFlag: 'true' } as const;
const ID = subscriptionId(1);
const DECLARED = { declarations: { subscriptions: { [ID]: 'other' }, networks: 'networks' } };
const NICS = { unread: { [ID]: ['network interfaces'] } };

describe('compareVm', () => {
  it.each<[string, State, State, readonly string[]]>([
    ['the NIC flag turned true', {}, { vm: DIRECT }, ['environment']],
    [
      'a rule now denies',
      { vm: DIRECT },
      { vm: { ...DIRECT, verdict: 'fix-network', path: 'denied' } },
      ['environment'],
    ],
    [
      'an exemption shows on another VM',
      {},
      { vm: { verdict: 'restart', platform: 'restart' }, of: { exemption: 'observed' } },
      ['environment'],
    ],
    [
      'the subscription changed its type',
      {},
      { vm: { verdict: 'direct', platform: 'open' }, of: { quotaId: 'EA', offer: 'enterprise-agreement' } },
      ['environment'],
    ],
    ['nothing that is remembered differs', {}, { vm: { verdict: 'undetermined' } }, ['environment']],
    [
      'another version of the tool',
      {},
      { vm: { verdict: 'undetermined' }, run: { tool: '0.2.0' } },
      ['tool'],
    ],
    ['another version, and the flag', {}, { vm: DIRECT, run: { tool: '0.2.0' } }, ['environment']],
    [
      'NICs could not be read',
      { vm: DIRECT },
      {
        vm: {
          ...DIRECT,
          verdict: 'undetermined',
          platform: 'undetermined',
          nicFlag: undefined,
          path: 'unknown',
          egress: undefined,
          egressAddress: undefined,
        },
        run: NICS,
      },
      ['coverage'],
    ],
    [
      'NICs could be read again',
      { vm: { verdict: 'undetermined', nicFlag: undefined, path: 'unknown' }, run: NICS },
      { vm: DIRECT },
      ['coverage'],
    ],
    [
      'a list of another subscription could not be read',
      {},
      {
        vm: { verdict: 'undetermined', path: 'unknown', egress: undefined, egressAddress: undefined },
        run: { unread: { [subscriptionId(9)]: ['route tables'] } },
      },
      ['coverage'],
    ],
    [
      'the flag turned while an unrelated list was not read',
      {},
      { vm: DIRECT, run: { unread: { [ID]: ['role assignments'] } } },
      ['environment'],
    ],
    [
      'the offer is another one without the billing property',
      {},
      {
        vm: { verdict: 'direct' },
        of: { offer: 'mca-enterprise' },
        run: { unread: { [ID]: ['billing property'] } },
      },
      ['coverage'],
    ],
    [
      'an exemption was declared',
      {},
      { vm: { verdict: 'restart', platform: 'restart' }, of: { exemption: 'declared' }, run: DECLARED },
      ['declarations'],
    ],
    [
      'an offer was declared',
      {},
      { vm: { verdict: 'direct', platform: 'open' }, of: { offer: 'enterprise-agreement' }, run: DECLARED },
      ['declarations'],
    ],
    [
      'the declaration differs in nothing that shows, the flag does',
      {},
      { vm: DIRECT, run: DECLARED },
      ['environment'],
    ],
    [
      'a learned route was declared',
      { vm: { verdict: 'undetermined', path: 'gateway' } },
      { run: { declarations: { subscriptions: {}, networks: 'other' } } },
      ['declarations'],
    ],
    [
      'the subscription of the firewall was declared',
      { vm: { path: 'firewall', egressOwner: OWNER } },
      {
        vm: { verdict: 'direct', path: 'firewall', egressOwner: OWNER },
        run: { declarations: { subscriptions: { [subscriptionId(9)]: 'new' }, networks: 'networks' } },
      },
      ['declarations'],
    ],
    [
      'the subscription of the firewall could not be read',
      { vm: { path: 'firewall', egressOwner: OWNER } },
      {
        vm: { verdict: 'undetermined', path: 'firewall', egressOwner: OWNER },
        run: { unread: { [subscriptionId(9)]: ['Azure Firewalls'] } },
      },
      ['coverage'],
    ],
    [
      'another revision, the same facts',
      { vm: { verdicts: OPEN_LATER } },
      { vm: { verdict: 'direct', verdicts: OPEN_LATER }, run: CURRENT },
      ['policy'],
    ],
    ['another revision that moves nothing, and the flag', {}, { vm: DIRECT, run: CURRENT }, ['environment']],
    [
      'another revision, and facts that alone would do the same',
      { vm: { verdicts: OPEN_LATER } },
      { vm: DIRECT, run: CURRENT },
      ['environment', 'policy'],
    ],
    [
      'another revision that frees, and a rule that denies',
      { vm: { verdicts: OPEN_LATER } },
      {
        vm: {
          verdict: 'fix-network',
          path: 'denied',
          egress: undefined,
          verdicts: verdictLetters(verdictsOf('fix-network', { '2020-11': 'relay' })),
        },
        run: CURRENT,
      },
      ['environment', 'policy'],
    ],
    [
      'facts that count under the new revision only',
      {},
      { vm: { ...DIRECT, verdicts: OPEN_EARLIER }, run: CURRENT },
      ['environment', 'policy'],
    ],
    [
      'a revision that the older program did not know',
      { vm: { verdicts: 'RRR' }, run: { revisions: ['2017-11', '2018-11', '2020-11'] } },
      { vm: { verdict: 'direct' }, run: CURRENT },
      ['policy'],
    ],
    [
      'the flag and a declaration that shows',
      {},
      { vm: DIRECT, of: { exemption: 'declared' }, run: DECLARED },
      ['environment', 'declarations'],
    ],
  ])('%s', (...[, before, after, causes]) => {
    const change = compare(before, after);
    expect(change?.kind).toBe('verdict-changed');
    expect(change?.causes).toEqual(causes);
  });

  it.each<[string, State, State, readonly string[]]>([
    ['another address', {}, { vm: { egressAddress: '20.50.2.99' } }, ['environment']],
    ['another reverse DNS name', {}, { vm: { reverseDns: 'mx.contoso.com' } }, ['environment']],
    [
      'an address that could not be read',
      {},
      { vm: { egressAddress: undefined }, run: { unread: { [ID]: ['public IP addresses'] } } },
      ['coverage'],
    ],
    [
      'a path that could not be read',
      {},
      {
        vm: { path: 'unknown', egress: undefined, egressAddress: undefined },
        run: { unread: { [ID]: ['route tables'] } },
      },
      ['coverage'],
    ],
    ['a platform that follows the revision', { vm: { platform: 'request' } }, { run: CURRENT }, ['policy']],
  ])('tells changed facts beside an equal verdict: %s', (...[, before, after, causes]) => {
    const change = compare(before, after);
    expect(change?.kind).toBe('facts-changed');
    expect(change?.causes).toEqual(causes);
  });

  it.each<[string, State]>([
    ['power state', { vm: { powerState: 'deallocated' } }],
    ['confidence', { vm: { confidence: 'low' } }],
    ['subscription name', { of: { name: 'Contoso (renamed)' } }],
    ['letter case of the ID', { vm: { id: vm().id.toUpperCase() } }],
    ['version of the tool', { run: { tool: '0.2.0' } }],
    ['revision', { run: CURRENT }],
    ['coverage', { run: NICS }],
  ])('takes another %s alone for no change of the VM', (_, after) => {
    expect(compare({}, after)).toBeUndefined();
  });

  it('says what differs in the words of the columns', () => {
    const change = compare(
      { vm: { verdict: 'restart', platform: 'restart', egressAddress: undefined } },
      { vm: { ...DIRECT, powerState: undefined }, of: { exemption: 'observed' }, run: CURRENT },
    );
    expect(change?.details).toEqual([
      'nicFlag false → true',
      'platform restart → open',
      'egressAddress – → 20.50.2.10',
      'powerState running → –',
      'exemption none → observed',
    ]);
    expect(change).toMatchObject({ before: 'restart', after: 'direct', name: 'vm-1', sender: false });
    expect(change?.resourceId).toBe(`/subscriptions/${ID}${vm().id}`);
  });

  it('compares a VM that comes back with what it was last judged with', () => {
    const judged = { policy: '2023-12', tool: '0.1.0' } as const;
    const back = compare(
      { vm: { ...DIRECT, verdicts: OPEN_EARLIER, judged } },
      { vm: { verdicts: OPEN_EARLIER, nicFlag: 'true', platform: 'open' } },
    );
    expect(back?.causes).toEqual(['policy']);
  });
});
