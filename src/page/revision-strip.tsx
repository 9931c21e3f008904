import type { ComponentChildren } from 'preact';
import { useApp } from './app.ts';

export interface RevisionStripProps {
  readonly label: string;
  readonly values: readonly { readonly name: string; readonly value: string | null }[];
  readonly render: (value: string) => ComponentChildren;
}

/** What each revision of Microsoft's rules says; neighbours that agree share a line, those of another cloud stand apart. */
export function RevisionStrip({ label, values, render }: RevisionStripProps) {
  const { revision, report } = useApp();
  const china = report.run.cloud === 'AzureChinaCloud';
  const own = values.filter(({ name }) => name.startsWith('china') === china);
  const shown = own.some(({ name }) => name === revision)
    ? own
    : [...own, ...values.filter(({ name }) => name === revision)];
  const runs = shown.reduce<{ names: string[]; value: string | null }[]>((groups, { name, value }) => {
    const last = groups.at(-1);
    if (last?.value === value) last.names.push(name);
    else groups.push({ names: [name], value });
    return groups;
  }, []);
  return (
    <details class="strip">
      <summary>{label}</summary>
      <dl class="facts">
        {runs.map(({ names, value }) => (
          <div key={names[0]}>
            <dt>
              {names.length === 1 ? names[0] : `${names[0]} to ${names.at(-1)}`}
              {names.includes(revision) && <span class="faint"> shown</span>}
            </dt>
            <dd>{value === null ? <span class="faint">not known</span> : render(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
