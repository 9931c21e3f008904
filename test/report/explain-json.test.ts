import { expect, test } from 'vitest';
import { explainJson } from '../../src/report/explain-json.ts';
import { NDJSON_KEYS } from '../../src/report/ndjson-keys.ts';
import { explainedSubscription, explainedVm, explanation } from './explain-builder.ts';

test('says the same as the text in one document, with IDs in full and the time of every fact', () => {
  const vm = explainedVm({
    evidence: [{ fact: 'NIC flag', value: 'false', source: 'Microsoft.Network/networkInterfaces' }],
  });
  const text = explainJson(explanation({ subject: { kind: 'vm', vm } }));
  const document = JSON.parse(text);
  expect(text.endsWith('}\n')).toBe(true);
  expect(document).toMatchObject({
    schemaVersion: 1,
    kind: 'vm',
    headline: expect.stringContaining('(relay, high confidence)'),
    run: { runId: '2026-11-23T02-00-00Z', policy: { revision: '2020-11', current: '2023-12' } },
    readAt: '2026-11-23T02:00:07Z',
    vm: { resourceId: vm.resourceId, verdicts: vm.verdicts },
    scaleSet: null,
    vms: null,
    policy: { revision: '2020-11', pages: [{ dated: '2020-11-24' }] },
    evidence: [
      {
        about: 'exemption',
        fact: 'NIC flag',
        value: 'false',
        readAt: '2026-11-23T02:00:07Z',
        confidence: null,
        note: null,
      },
    ],
    gaps: [],
  });
  const findingKeys = NDJSON_KEYS.vm.filter((key) => key !== 'evidence' && vm[key] !== undefined);
  expect(Object.keys(document.vm)).toEqual(findingKeys);
});

test('has the same keys whatever is explained', () => {
  const instances = [explainedVm()];
  const set = { kind: 'scale-set', id: '/set', name: 'set', instances, vm: null } as const;
  const keys = [
    explanation(),
    explanation({ subject: set }),
    explanation({
      subject: { kind: 'subscription', vms: instances },
      subscription: explainedSubscription({}, instances),
    }),
  ].map((one) => Object.keys(JSON.parse(explainJson(one))));
  expect(keys[1]).toEqual(keys[0]);
  expect(keys[2]).toEqual(keys[0]);
});
