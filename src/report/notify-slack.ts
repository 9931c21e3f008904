import { type NotificationInput, notificationContent } from './notify-content.ts';

/** The limits of Block Kit: characters of a header, of a section's text, of its fields; and what a whole message is kept below. */
const HEADER = 150;
const SECTION = 3000;
const FIELDS = 10;

/**
 * The body for a Slack incoming webhook: `text` for notifications, `blocks` for the channel. The three characters that begin links and
 * mentions are escaped as Slack asks, and texts are `verbatim`, so that nothing else in a name becomes one.
 */
export function slackNotification(input: NotificationInput): string {
  const { title, summary, facts, sections, reportUrl } = notificationContent(input);
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: title.slice(0, HEADER), emoji: false } },
    section([summary]),
    {
      type: 'section',
      fields: facts.slice(0, FIELDS).map(({ name, value }) => mrkdwn(`${name}: *${value}*`)),
    },
    ...sections.flatMap(({ title: heading, lines }) => sectionsOf(`*${escaped(heading)}*`, lines)),
    ...(reportUrl === null
      ? []
      : [{ type: 'section', text: mrkdwn(`<${linkTo(reportUrl)}|Open the report>`) }]),
  ];
  return JSON.stringify({ text: escaped(`${title}: ${summary}`), blocks });
}

/** Lines in as many sections as their length needs. */
function sectionsOf(heading: string, lines: readonly string[]): readonly object[] {
  const texts: string[] = [];
  let text = heading;
  for (const line of lines.map(escaped)) {
    if (text.length + 1 + line.length > SECTION) {
      texts.push(text);
      text = line.slice(0, SECTION);
    } else text = `${text}\n${line}`;
  }
  return [...texts, text].map((each) => ({ type: 'section', text: mrkdwn(each) }));
}

function section(lines: readonly string[]): object {
  return { type: 'section', text: mrkdwn(lines.map(escaped).join('\n')) };
}

function mrkdwn(text: string): object {
  return { type: 'mrkdwn', text, verbatim: true };
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Within a link `|` and `>` would end the address. */
function linkTo(url: string): string {
  return escaped(url).replaceAll('|', '%7C');
}
