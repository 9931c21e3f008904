import type { Explained } from '../model/finding.ts';
import { useApp } from './app.ts';
import { Source } from './source.tsx';

/** Reasons or actions: each sentence with its code and the page or API field behind it. */
export function ExplainedList({ items }: { readonly items: readonly Explained[] }) {
  const { shown } = useApp();
  if (items.length === 0) return null;
  return (
    <ol class="why">
      {items.map(({ code, message, source }, at) => (
        <li key={at}>
          {shown(message)} <code>{code}</code>
          {source !== undefined && (
            <span class="src">
              {' '}
              <Source text={source} />
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
