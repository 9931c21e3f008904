import { type NotificationInput, notificationContent } from './notify-content.ts';

/**
 * The body for a Teams channel's workflow "Post to a channel when a webhook request is received": a message with one Adaptive Card. Names
 * stand in rich text blocks, which read no Markdown. A message may take 28 KB (learn.microsoft.com/connectors/teams, known issues);
 * this one stays far below.
 */
export function teamsNotification(input: NotificationInput): string {
  const { title, summary, facts, sections, reportUrl } = notificationContent(input);
  const card = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [
      { type: 'TextBlock', text: title, size: 'Large', weight: 'Bolder', wrap: true },
      plain(summary),
      { type: 'FactSet', facts: facts.map(({ name, value }) => ({ title: name, value })) },
      ...sections.flatMap(({ title: heading, lines }) => [
        { type: 'TextBlock', text: heading, weight: 'Bolder', wrap: true, separator: true },
        ...lines.map(plain),
      ]),
    ],
    actions: reportUrl === null ? [] : [{ type: 'Action.OpenUrl', title: 'Open the report', url: reportUrl }],
  };
  const attachment = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    contentUrl: null,
    content: card,
  };
  return JSON.stringify({ type: 'message', attachments: [attachment] });
}

function plain(text: string): object {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text }] };
}
