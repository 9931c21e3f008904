import { useRef } from 'preact/hooks';
import { useApp } from './app.ts';
import type { Field } from './field.ts';

export interface ColumnChoiceProps {
  readonly fields: readonly Field[];
  readonly usual: readonly string[];
}

/** Which columns the table shows; the address keeps the choice. The first column always stands. */
export function ColumnChoice({ fields, usual }: ColumnChoiceProps) {
  const { route, set } = useApp();
  const box = useRef<HTMLDetailsElement>(null);
  const named = route.params.getAll('col');
  const shown = new Set(named.length === 0 ? usual : named);
  const choose = (key: string) => {
    if (!shown.delete(key)) shown.add(key);
    const keys = fields.map((field) => field.key).filter((one) => shown.has(one));
    const isUsual = keys.length === usual.length && usual.every((one) => shown.has(one));
    set({ col: isUsual ? [] : keys });
  };
  const close = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || box.current === null) return;
    event.stopPropagation();
    box.current.open = false;
    box.current.querySelector('summary')?.focus();
  };
  return (
    <details class="choice" ref={box} onKeyDown={close}>
      <summary>Columns</summary>
      <fieldset>
        <legend class="vh">Columns</legend>
        {fields.slice(1).map(({ key, title }) => (
          <label key={key}>
            <input type="checkbox" checked={shown.has(key)} onChange={() => choose(key)} />
            {title}
          </label>
        ))}
        {named.length > 0 && (
          <button type="button" class="link" onClick={() => set({ col: [] })}>
            The usual columns
          </button>
        )}
      </fieldset>
    </details>
  );
}
