import { describe, expect, test } from 'vitest';
import type { VmFinding } from '../../src/model/finding.ts';
import { VERDICTS } from '../../src/model/verdict.ts';
import { displayWidth } from '../../src/report/display-width.ts';
import { explainText } from '../../src/report/explain-text.ts';
import type { Explanation } from '../../src/report/explanation.ts';
import { explainedSubscription, explainedVm, explanation } from './explain-builder.ts';
import { subscriptionId } from './finding-builders.ts';
import { HOSTILE } from './sample-tenant.ts';

const textOf = (changes: Partial<Explanation> = {}) => explainText(explanation(changes), false);
const ofVm = (vm: Partial<VmFinding>) => textOf({ subject: { kind: 'vm', vm: explainedVm(vm) } });
const inOneLine = (text: string) => text.replace(/\s+/g, ' ');
const titlesIn = (text: string) =>
  [...text.matchAll(/^\d+\. .*$/gm)].map(([line]) => line.replace(/^\d+\. /, ''));

/** The lines of one section, without its title. */
function section(text: string, title: string): string {
  return text.split(/\n\n(?=\d+\. )/).find((part) => part.split('\n')[0]?.endsWith(`. ${title}`)) ?? '';
}

describe('the chain of a VM', () => {
  test('is told in numbered sections from the facts to what is not known', () => {
    const text = ofVm({ actions: [{ code: 'use-relay', message: 'Use a relay.' }] });
    expect(titlesIn(ofVm({}))).not.toContain('What to do');
    expect(titlesIn(text)).toEqual([
      'Subscription',
      'Creation date',
      'Policy',
      'Network path',
      'Verdict',
      'What to do',
      'Under the other revisions',
      'What is not known',
    ]);
    expect([...text.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number))).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8,
    ]);
  });

  test.each(VERDICTS)('begins with the verdict %s in one sentence, with its confidence', (verdict) => {
    const [first = ''] = ofVm({ verdict, name: 'vm-mx', confidence: 'medium' }).split('\n\n');
    expect(inOneLine(first)).toMatch(new RegExp(`^vm-mx .* \\(${verdict}, medium confidence\\)\\.$`));
  });

  test('says of a restart which machine has to be started', () => {
    const restart = (code: string) =>
      inOneLine(ofVm({ verdict: 'restart', actions: [{ code, message: '' }] })).split('(restart')[0];
    expect(restart('start')).toContain('once it is started');
    expect(restart('stop-and-start')).toContain('once it has been stopped (deallocated) and started');
    expect(restart('cycle-appliance')).toContain('the appliance that it sends through');
  });

  test("says at once that Microsoft's current page no longer offers a request", () => {
    const [now] = ofVm({ verdict: 'request-exemption' }).split('\n\n');
    const [then] = ofVm({ verdict: 'request-exemption', verdictCurrentPolicy: 'relay' }).split('\n\n');
    expect(inOneLine(now ?? '')).not.toContain('no longer');
    expect(inOneLine(then ?? '')).toContain('no longer offers');
  });

  test('puts each reason where it belongs, once, and what an appliance does under its own title', () => {
    const reasons = [
      { code: 'flag-blocks', message: 'The flag blocks.' },
      { code: 'exemption-observed', message: 'Exempted.' },
      { code: 'route-to-appliance', message: 'A route leads to the appliance.' },
      { code: 'appliance-holds-back', message: 'The appliance is held back.' },
      { code: 'nsg-denies', message: 'Its NSG denies.' },
      { code: 'current-policy-differs', message: 'Differs now.' },
    ];
    const text = ofVm({ reasons, path: 'appliance' });
    expect(section(text, 'Exemption and NIC flag')).toMatch(/The flag blocks\.\n.*Exempted\./);
    expect(section(text, 'Network path')).toContain('A route leads to the appliance.');
    expect(section(text, 'Egress owner')).toMatch(/The appliance is held back\.\n.*Its NSG denies\./);
    for (const { message } of reasons.slice(0, 5)) expect(text.split(message)).toHaveLength(2);
  });

  test('gives each fact its source and the time at which its own subscription was read', () => {
    const [own, hub] = [subscriptionId(1), subscriptionId(2)];
    const id = (subscription: string) =>
      `/subscriptions/${subscription}/resourceGroups/rg-hub/providers/Microsoft.Network/routeTables/rt`;
    const vm = explainedVm({
      evidence: [
        { fact: 'route', value: 'to Internet', source: `${id(own)} properties.routes` },
        { fact: 'egress owner', value: 'appliance', source: id(hub), confidence: 'low', note: 'by address' },
      ],
    });
    const text = textOf({
      subject: { kind: 'vm', vm },
      readAt: { [own]: '2026-11-23T02:00:07Z', [hub]: '2026-11-23T02:09:00Z' },
    });
    expect(section(text, 'Network path')).toContain(
      '   - route = to Internet\n' +
        '     read 2026-11-23 02:00 UTC from routeTables/rt in resource group rg-hub,\n' +
        '     properties.routes',
    );
    expect(inOneLine(section(text, 'Egress owner'))).toContain(
      `- egress owner = appliance (low confidence) read 2026-11-23 02:09 UTC from routeTables/rt in resource group rg-hub of subscription ${hub} note: by address`,
    );
  });

  test('groups the other revisions by verdict and marks the one judged by and the current one', () => {
    const vm = explainedVm({ verdict: 'request-exemption' }, { '2022-03': 'relay', '2023-12': 'relay' });
    const lines = inOneLine(section(textOf({ subject: { kind: 'vm', vm } }), 'Under the other revisions'));
    expect(lines).toContain('2020-11 (as judged here), 2021-01, 2021-04: request-exemption');
    expect(lines).toContain("- 2022-03, 2023-12 (Microsoft's current text): relay");
    expect(lines).toContain('By the rules of Azure China, for comparison only: - china-2019, china-2021:');
  });

  test('does not take the address of the VM for the one that counts behind an appliance', () => {
    const evidence = [{ fact: 'source address', value: 'default outbound access', source: 'x' }];
    expect(ofVm({ path: 'appliance', evidence })).toContain("note: the VM's own");
    expect(ofVm({ path: 'internet', evidence })).not.toContain("note: the VM's own");
  });

  test('names a firewall address once, though it is reported twice', () => {
    expect(inOneLine(ofVm({ egressAddress: '20.0.0.1 20.0.0.1', reverseDns: 'none' }))).toContain(
      'would come from 20.0.0.1 (no reverse',
    );
  });

  test('says who accepted or reviewed the finding', () => {
    const accepted = { verdict: 'relay', reason: 'lab', by: 'A. Admin', until: '2027-01-01' } as const;
    const reviewed = { by: 'B. Boss', on: '2026-11-01', stale: true };
    const text = ofVm({ review: { accepted: { ...accepted, standing: 'expired' }, reviewed } });
    expect(text).toContain('Accepted: relay, by A. Admin until 2027-01-01 (expired): lab');
    expect(text).toContain('Reviewed: by B. Boss on 2026-11-01 (stale)');
  });
});

describe('the chain of a subscription', () => {
  const ofSubscription = (vms: readonly VmFinding[], changes = {}) =>
    textOf({ subject: { kind: 'subscription', vms }, subscription: explainedSubscription(changes, vms) });

  test('marks contradictions, and takes no time for what an owner declares', () => {
    const text = ofSubscription([], {
      reasons: [{ code: 'creation-contradiction', message: 'Two witnesses contradict each other.' }],
      evidence: [
        { fact: 'declared creation date', value: '2016-01-01', source: 'declarations file, createdOn' },
      ],
    });
    expect(section(text, 'Creation date')).toContain('   ! Two witnesses contradict each other.');
    expect(section(text, 'Creation date')).toContain('     from declarations file, createdOn');
  });

  test('names ten of the VMs that need something, those meant to send mail first', () => {
    const vms = Array.from({ length: 14 }, (_, at) =>
      explainedVm({ name: `vm-${at}`, verdict: at === 0 ? 'direct' : 'relay', sender: at === 13 }),
    );
    const text = section(ofSubscription(vms), 'Its VMs');
    expect(text).toContain('14 VMs: 1 direct, 13 relay. Meant to send mail: 1 (1 relay).');
    const names = [...text.matchAll(/- (vm-\d+) /g)].map(([, name]) => name);
    expect(names).toHaveLength(10);
    expect(names.slice(0, 2)).toEqual(['vm-13', 'vm-1']);
    expect(text).toContain('- and 3 more');
  });

  test('says so where none of them needs anything', () => {
    expect(ofSubscription([explainedVm({ verdict: 'direct' })])).toContain('None of them needs anything.');
  });

  test('tells of one that was not asked only what is known of it', () => {
    const text = ofSubscription([], { coverage: 'disabled', coverageDetail: 'state Disabled' });
    expect(text).toContain('was not audited: state Disabled.');
    expect(titlesIn(text)).not.toContain('Exemption');
  });

  test('lists what verdicts need one by one and what only sharpens them by what would help', () => {
    const gap = { subscriptionId: subscriptionId(1), subscriptionName: 'Contoso', message: '', action: null };
    const gaps = [
      { ...gap, fact: 'route tables', required: true, status: 403, code: 'AuthorizationFailed' },
      { ...gap, fact: 'disks', required: false, status: 404, code: 'NotFound' },
      { ...gap, fact: 'billing periods', required: false, status: 404, code: 'NotFound' },
    ];
    const text = inOneLine(section(textOf({ gaps }), 'What is not known'));
    expect(text).toContain('- route tables (403 AuthorizationFailed) could not be read. Grant the auditor');
    expect(text).toContain('- disks (404 NotFound), billing periods (404 NotFound). Azure has none here');
  });
});

describe('the chain of a scale set', () => {
  test('counts its instances and says which one stands for which others', () => {
    const instances = [
      explainedVm({ name: 'set_0', verdict: 'direct' }),
      explainedVm({ name: 'set_1', verdict: 'relay' }),
      explainedVm({ name: 'set_2', verdict: 'relay' }),
    ];
    const subject = {
      kind: 'scale-set',
      id: '/set',
      name: 'set',
      instances,
      vm: instances[1] ?? null,
    } as const;
    const [lead = ''] = textOf({ subject }).split('\n\n');
    expect(inOneLine(lead)).toContain('Scale set set has 3 instances (1 direct, 2 relay).');
    expect(inOneLine(lead)).toContain(
      'Instance set_1 stands here for the 2 instances with the verdict relay.',
    );
  });

  test('that has no instances is explained by its subscription', () => {
    const subject = { kind: 'scale-set', id: '/set', name: 'set', instances: [], vm: null } as const;
    expect(titlesIn(textOf({ subject }))).toEqual([
      'Subscription',
      'Creation date',
      'Policy',
      'What is not known',
    ]);
  });
});

describe('on a terminal', () => {
  const ESCAPES = /\p{Cc}\[\d+m/gu;

  test.each([HOSTILE, '漢'.repeat(300), 'x'.repeat(500), '\u001B[31mred\u001B]0;title\u0007\r\nnext', ''])(
    'a hostile, long or wide name keeps to 80 columns and to its own line: %j',
    (name) => {
      const explained = { code: name, message: `${name} ${name}`, source: name };
      const vm = explainedVm({
        name,
        resourceGroup: name,
        location: name,
        resourceId: `/subscriptions/${subscriptionId(1)}/resourceGroups/${name}/providers/a/b/${name}`,
        reasons: [explained],
        actions: [explained],
        evidence: [{ fact: name, value: name, source: name, note: name }],
      });
      const text = textOf({
        subject: { kind: 'vm', vm },
        subscription: explainedSubscription({ name, state: name, coverageDetail: name }),
      });
      for (const line of text.split('\n')) {
        expect(displayWidth(line), line).toBeLessThanOrEqual(80);
        expect(line).toBe(line.trimEnd());
      }
      expect(text).not.toMatch(/(?!\n)\p{Cc}|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
      expect(text).not.toMatch(/undefined|\bnull\b|NaN|\[object/);
    },
  );

  test('uses ANSI codes only when it is asked to, and says the same with them', () => {
    expect(textOf()).not.toContain('\u001B');
    expect(explainText(explanation(), true)).toContain('\u001B[1m');
    expect(explainText(explanation(), true).replace(ESCAPES, '')).toBe(textOf());
  });
});
