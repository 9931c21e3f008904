import { describe, expect, it } from 'vitest';
import type { RunChanges } from '../../src/model/change.ts';
import { jsonNotification } from '../../src/report/notify-json.ts';
import { slackNotification } from '../../src/report/notify-slack.ts';
import { teamsNotification } from '../../src/report/notify-teams.ts';
import { NASTY, runChanges, scaleSetChange, toldRun, vmChange } from './changes-builders.ts';

const URL = 'https://reports.example/2026-11-23/report.html?sig=a&b=c|d';
const input = (changes: RunChanges | null = null, reportUrl: string | null = URL) => ({
  run: toldRun(),
  changes,
  reportUrl,
});
const HOSTILE = [
  NASTY,
  '漢'.repeat(4000),
  '👩‍👩‍👧‍👦'.repeat(2000),
  `a${'\u200D'.repeat(90_000)}`,
  '&'.repeat(5000),
];
const crowded = (name: string) =>
  runChanges(
    Array.from({ length: 3000 }, (_, n) =>
      vmChange({
        name,
        subscriptionName: name,
        sender: n % 2 === 0,
        details: [`egressOwner ${name} → ${name}`],
        kind: n % 3 === 0 ? 'facts-changed' : 'verdict-changed',
      }),
    ),
    [scaleSetChange({ name })],
  );

describe('teamsNotification', () => {
  it('wraps one Adaptive Card in a message', () => {
    const message = JSON.parse(teamsNotification(input(runChanges([vmChange()]))));
    expect(message).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: {
            type: 'AdaptiveCard',
            version: '1.4',
            actions: [{ type: 'Action.OpenUrl', url: URL }],
          },
        },
      ],
    });
    const { body } = message.attachments[0].content;
    expect(body[0].text).toBe('Port 25 audit of 2026-11-23 02:00 UTC');
    expect(body[2].facts).toContainEqual({ title: '● direct', value: '0' });
    expect(JSON.stringify(body)).toContain('– vm-1 in Contoso: direct → relay');
  });

  it.each(HOSTILE)('stays far below 28 KB and shows names as text', (name) => {
    const text = teamsNotification(input(crowded(name)));
    expect(new TextEncoder().encode(text).length).toBeLessThan(20_000);
    const { body } = JSON.parse(text).attachments[0].content;
    for (const block of body)
      if (block.type === 'TextBlock')
        expect(block.text).toMatch(/^(?:Port 25|Since|Senders|Changes|Subscriptions)/);
    expect(text).not.toMatch(/\u202E|\\u00[01]/);
  });

  it('links nothing but https', () => {
    for (const url of [null, 'http://x', 'javascript:alert(1)', 'file:///c:/x']) {
      expect(JSON.parse(teamsNotification(input(null, url))).attachments[0].content.actions).toEqual([]);
    }
  });
});

describe('slackNotification', () => {
  it('has a text and blocks', () => {
    const message = JSON.parse(slackNotification(input(runChanges([vmChange()]))));
    expect(message.text).toMatch(/^Port 25 audit of 2026-11-23 02:00 UTC: Azure, policy revision/);
    expect(message.blocks[0]).toEqual({
      type: 'header',
      text: { type: 'plain_text', text: 'Port 25 audit of 2026-11-23 02:00 UTC', emoji: false },
    });
    expect(message.blocks.at(-1).text.text).toBe(
      '<https://reports.example/2026-11-23/report.html?sig=a&amp;b=c%7Cd|Open the report>',
    );
  });

  it.each(HOSTILE)('keeps to the limits of Block Kit and mentions nobody', (name) => {
    const text = slackNotification(input(crowded(name)));
    const { blocks } = JSON.parse(text);
    expect(blocks.length).toBeLessThanOrEqual(50);
    for (const { text: body, fields } of blocks) {
      expect(body?.text.length ?? 1).toBeLessThanOrEqual(3000);
      expect(fields?.length ?? 1).toBeLessThanOrEqual(10);
    }
    expect(text.replace(/<https:[^>]*>/, '')).not.toMatch(/[<>]/);
    expect(text.length).toBeLessThan(13_000);
  });
});

describe('jsonNotification', () => {
  it('tells the run in numbers and the changes that matter most', () => {
    const body = JSON.parse(jsonNotification(input(runChanges([vmChange({ sender: true })]))));
    expect(body).toMatchObject({
      schemaVersion: 1,
      event: 'run-finished',
      runId: '2026-11-23T02-00-00Z',
      reportUrl: URL,
      changes: {
        groups: { 'newly-blocked': 1 },
        vms: [{ group: 'newly-blocked', name: 'vm-1', sender: true }],
      },
    });
    expect(JSON.parse(jsonNotification(input())).changes).toBeNull();
  });

  it('holds fifty changes at most', () => {
    expect(JSON.parse(jsonNotification(input(crowded('x')))).changes.vms).toHaveLength(50);
  });
});
