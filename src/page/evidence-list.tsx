import type { Evidence } from '../model/evidence.ts';
import { useApp } from './app.ts';
import { Source } from './source.tsx';

/** Pieces of evidence, each with what was seen, where, and how sure it is; a note, as of a contradiction, stands open under it. */
export function EvidenceList({ items }: { readonly items: readonly Evidence[] }) {
  const { shown } = useApp();
  return (
    <dl class="seen">
      {items.map(({ fact, value, source, confidence, note }, at) => (
        <div key={at}>
          <dt>{shown(fact)}</dt>
          <dd>
            <bdi class="value">{shown(value)}</bdi>
            {confidence !== undefined && <span class="faint"> {confidence} confidence</span>}
            <span class="src">
              <Source text={source} />
            </span>
            {note !== undefined && <p class="note">{shown(note)}</p>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
