import { describe, expect, test } from 'vitest';
import { scaleSetNotes } from '../../src/assess/scale-set-notes.ts';
import type { ScaleSetFact } from '../../src/model/compute-facts.ts';
import type { NicFact } from '../../src/model/network-facts.ts';
import type { ResourceId } from '../../src/model/resource-id.ts';
import { nic, read, scaleSet, unreadable } from '../network/builders.ts';
import { subscriptionWith } from './facts-builder.ts';

const at = (number: number) =>
  `${scaleSet().id}/virtualMachines/${number}/networkInterfaces/nic` as ResourceId;
const silent = (number: number) => nic({}, at(number));
const telling = (flag: boolean) => nic({ allowPort25Out: flag }, at(9));
const bare: NicFact = { id: at(8), name: 'nic' };

describe('the notes on scale sets', () => {
  test.each<[string, ScaleSetFact['networkInterfaces'], number | undefined]>([
    ['no NICs', read([]), undefined],
    ['NICs of which none reports the flag', read([silent(0), silent(1)]), 2],
    ['a NIC without properties', read([bare]), 1],
    ['a NIC that may send', read([silent(0), telling(true)]), undefined],
    ['a NIC that may not send', read([telling(false), bare]), undefined],
    ['NICs that could not be read', unreadable(), undefined],
    ['NICs that were not asked for', { kind: 'not-asked', why: 'not-needed' }, undefined],
  ])('of one with %s', (_, networkInterfaces, nics) => {
    const notes = scaleSetNotes(subscriptionWith({ scaleSets: [scaleSet({ networkInterfaces })] }));
    expect(notes).toEqual(
      nics === undefined ? [] : [{ code: 'scale-set-flags-not-reported', scaleSet: 'set', nics }],
    );
  });

  test('stand once for each scale set', () => {
    const quiet = (name: string) => scaleSet({ name, networkInterfaces: read([silent(0), silent(1)]) });
    const notes = scaleSetNotes(
      subscriptionWith({ scaleSets: [quiet('api'), quiet('web'), scaleSet({ name: 'empty' })] }),
    );
    expect(notes.map((note) => ('scaleSet' in note ? note.scaleSet : note.code))).toEqual(['api', 'web']);
  });

  test('are none without scale sets', () => {
    expect(scaleSetNotes(subscriptionWith({}))).toEqual([]);
    expect(scaleSetNotes(subscriptionWith({ scaleSets: unreadable() }))).toEqual([]);
  });
});
