import type { RunSummary } from '../model/run.ts';
import { escapeHtml } from './html-escape.ts';
import { HTML_STYLE } from './html-style.ts';
import { VERDICT_SYMBOLS } from './html-verdict.ts';
import { MICROSOFT_PAGE } from './microsoft-page.ts';
import { readableTime } from './readable-time.ts';

/** Nothing may be loaded, sent or run from a report: it holds other people's names. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

/** The page up to its first words. */
export function htmlHead(run: RunSummary): string {
  const title = `Port 25 audit, ${readableTime(run.startedAt)}${run.demo === true ? ' (demo)' : ''}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
${VERDICT_SYMBOLS}<a class="skip" href="#main">Skip to the findings</a>
`;
}

/** The end of the page: who wrote it and how far it can be trusted. */
export function htmlFoot(run: RunSummary): string {
  return `<footer><p>Written by ${escapeHtml(run.tool.name)} ${escapeHtml(run.tool.version)} from facts read, never changed, in Azure. The NIC flag (<code>allowPort25Out</code>) is what Azure's platform reports and is not documented; the rules are those of <a href="${MICROSOFT_PAGE}" rel="noreferrer">Microsoft's page on outbound SMTP</a>, revision by revision.</p></footer>
</body>
</html>
`;
}
