import type { RunSummary } from '../model/run.ts';
import { escapeHtml } from './html-escape.ts';
import { VERDICT_SYMBOLS } from './html-verdict.ts';
import { MICROSOFT_PAGE } from './microsoft-page.ts';
import { readableTime } from './readable-time.ts';

/** What the page's head is written from: `allowed` are the only styles and scripts that may take effect. */
export interface HtmlHead {
  readonly title: string;
  readonly style: string;
  readonly script: string;
  readonly allowed: AllowedHashes;
}

/** Hashes of inline styles and scripts as a Content-Security-Policy names them (`sha256-...`). */
export interface AllowedHashes {
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

/** The title of a report that was not given one. */
export function defaultTitle(run: RunSummary): string {
  return `Port 25 audit, ${readableTime(run.startedAt)}${run.demo === true ? ' (demo)' : ''}`;
}

/** Nothing may be loaded, sent or run from a report but what it was written with: it holds other people's names. */
function contentPolicy({ styles, scripts }: AllowedHashes): string {
  const sources = (hashes: readonly string[]) => hashes.map((hash) => `'${hash}'`).join(' ');
  const run = scripts.length === 0 ? '' : `script-src ${sources(scripts)}; `;
  return `default-src 'none'; ${run}style-src ${sources(styles)}; img-src data:; base-uri 'none'; form-action 'none'`;
}

/** The page up to its first words. */
export function htmlHead({ title, style, script, allowed }: HtmlHead): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentPolicy(allowed)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
${script === '' ? '' : `<script>${script}</script>\n`}</head>
<body>
${VERDICT_SYMBOLS}`;
}

/** The end of the page: who wrote it and how far it can be trusted. */
export function htmlFoot(run: RunSummary): string {
  return `<footer><p>Written by ${escapeHtml(run.tool.name)} ${escapeHtml(run.tool.version)} from facts read, never changed, in Azure. The NIC flag (<code>allowPort25Out</code>) is what Azure's platform reports and is not documented; the rules are those of <a href="${MICROSOFT_PAGE}" rel="noreferrer">Microsoft's page on outbound SMTP</a>, revision by revision.</p></footer>
`;
}
