import { HTML_STYLE } from './html-style.ts';

/** The page's application as it was built: one classic script and one style sheet. */
export interface PageApplication {
  readonly script: string;
  readonly style: string;
}

/** The packets of a report's data, compressed with gzip, in base64. */
export interface EmbeddedData {
  readonly table: string;
  readonly chains: string;
}

/**
 * Runs in the head: where scripts run at all, the plain page stays out of sight from its first line on. The application shows it
 * again should it not be able to start.
 */
export const HEAD_SCRIPT = "document.documentElement.classList.add('js')";

/** On the screen stands the application; on paper the plain page, unless the application says that its view is to be printed. */
const SWITCH = `@media screen{.js #plain{display:none}}
@media print{.js[data-print=view] #plain,.js:not([data-print=view]) #app{display:none}}
`;

/** The whole style of a report: that of the plain page, which the application shares, and the application's own. */
export function reportStyle(application: PageApplication): string {
  return `${HTML_STYLE}${SWITCH}${application.style}`.replaceAll('</style', '<\\/style');
}

/** The application's script as it may stand in a page: nothing in it ends the script or opens a comment. */
export function inlineScript(script: string): string {
  return script.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
}

/** The data and the application at the end of the page. Base64 holds nothing that could be taken for markup. */
export function htmlApplication({ script }: PageApplication, { table, chains }: EmbeddedData): string {
  return `<div id="app"></div>
<script type="application/octet-stream" id="data-table">${table}</script>
<script type="application/octet-stream" id="data-chains">${chains}</script>
<script>${inlineScript(script)}</script>
`;
}
