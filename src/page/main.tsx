import { render } from 'preact';
import { openReport } from './report.ts';
import { Shell } from './shell.tsx';

/** The text of an element of the page; empty where it is not there. */
function textOf(id: string): string {
  return document.getElementById(id)?.textContent ?? '';
}

/**
 * Shows the plain page instead, with the sections that were kept from a browser that runs scripts. They are this file's own HTML,
 * written with every name escaped.
 */
function showPlain(cause: unknown): void {
  document.documentElement.classList.remove('js');
  const note = document.createElement('p');
  note.className = 'failed';
  note.setAttribute('role', 'alert');
  note.textContent = `The working view could not start (${String(cause)}). This is the plain report.`;
  document.getElementById('plain')?.prepend(note);
  for (const kept of document.querySelectorAll('#plain noscript')) {
    const sections = document.createElement('div');
    sections.innerHTML = kept.textContent ?? '';
    kept.replaceWith(sections);
  }
}

async function start(): Promise<void> {
  const root = document.getElementById('app');
  if (root === null) throw new Error('the page has no place for it');
  const report = await openReport(textOf('data-table'), () => textOf('data-chains'));
  document.getElementById('data-table')?.remove();
  render(<Shell report={report} />, root);
  document.documentElement.dataset['ready'] = 'true';
}

start().catch(showPlain);
