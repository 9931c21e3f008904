import { describe, expect, test } from 'vitest';
import { cutoffSide } from '../../src/infer/cutoff.ts';
import { parseMoment } from '../../src/infer/moment.ts';

describe('the side of the cut-off', () => {
  test.each([
    ['2008-01-01T00:00:00Z', 'before'],
    ['2017-11-13T23:59:59Z', 'before'],
    ['2017-11-13T23:59:59.9999999Z', 'before'],
    ['2017-11-14T00:00:00Z', 'indeterminate'],
    ['2017-11-15T12:00:00Z', 'indeterminate'],
    ['2017-11-16T23:59:59Z', 'indeterminate'],
    ['2017-11-17T00:00:00Z', 'after'],
    ['2024-01-01T00:00:00Z', 'after'],
    ['2017-11-14T01:00:00+02:00', 'before'],
    ['2017-11-16T23:00:00-02:00', 'after'],
    ['2017-11-13T23:59:59', 'before'],
    ['2017-11-17T00:00', 'after'],
    ['2017-11-14', 'before'],
    ['2017-11-15', 'indeterminate'],
    ['2017-11-16', 'after'],
    ['2016-03-01', 'before'],
  ])('%s: %s', (text, side) => {
    const moment = parseMoment(text);
    expect(moment === undefined ? 'refused' : cutoffSide(moment)).toBe(side);
  });
});

describe('a time that cannot be read', () => {
  test.each([
    '',
    'yesterday',
    '2017',
    '2017-11',
    '2017-02-30',
    '2017-13-01',
    '2017-02-30T00:00:00Z',
    '2017-11-14T25:00:00Z',
    '11/20/2018',
    '2017-11-14 00:00:00',
    '20171114T000000Z',
    '/Date(1510617600000)/',
    '1510617600000',
  ])('%j is refused', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });

  test('a leap day is a day', () => {
    expect(parseMoment('2016-02-29')).toMatchObject({ kind: 'date' });
    expect(parseMoment('2017-02-29')).toBeUndefined();
  });
});
