import { useApp } from './app.ts';

/** Under which revision of Microsoft's rules the same findings are shown; the address keeps it. */
export function PolicySwitch() {
  const { report, revision, set } = useApp();
  const { revision: chosen, current } = report.run.policy;
  const note = (name: string) => {
    if (name === chosen && name === current) return ' (run, current)';
    if (name === chosen) return ' (this run)';
    return name === current ? ' (current)' : '';
  };
  return (
    <label class="switch">
      Policy
      <select
        value={revision}
        onChange={(event) => {
          const name = event.currentTarget.value;
          set({ policy: [name === chosen ? '' : name] }, 'keep');
        }}
      >
        {report.revisions.map((name) => (
          <option key={name} value={name}>
            {name}
            {note(name)}
          </option>
        ))}
      </select>
    </label>
  );
}
