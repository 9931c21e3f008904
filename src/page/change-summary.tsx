import type { ComponentChildren } from 'preact';
import type { ChangeCause } from '../model/change.ts';
import { useApp } from './app.ts';
import { CHANGE_CLASSES, type ChangeClass, changeWords } from './change-class.ts';
import { counted, grouped } from './numbers.ts';
import { readableTime } from './readable-time.ts';

/** What a reader looks for, also where there is none of it. */
const ALWAYS: ReadonlySet<ChangeClass> = new Set([
  'newly-blocked',
  'newly-allowed',
  'restarts-done',
  'new',
  'gone',
]);

const CAUSES: Readonly<Record<ChangeCause, string>> = {
  environment: 'environment',
  policy: 'policy revision',
  coverage: 'coverage',
  declarations: 'declarations',
  tool: 'this program',
};

const CHANGE_CAUSES = Object.keys(CAUSES) as readonly ChangeCause[];

/** What changed since the previous run: one line, then what `children` say, then a table by cause; each number leads to its VMs. */
export function ChangeSummary({ children }: { readonly children: ComponentChildren }) {
  const { report, href } = useApp();
  const { changes, changedVms } = report;
  if (changes === null) {
    return (
      <>
        <p class="first">First run of this scope: there is nothing to compare with.</p>
        {children}
      </>
    );
  }
  const groups = changedVms.columns['group'];
  const rowsOf = (name: ChangeClass) =>
    Array.from({ length: changedVms.rows }, (_, row) => row).filter((row) => groups?.at(row) === name);
  const rows = CHANGE_CLASSES.map((name) => {
    const listed = rowsOf(name);
    // Instances of scale sets that came and went are in the totals, and listed by scale set only.
    const isTotal = name === 'new' || name === 'gone' || name === 'unreadable';
    const total = isTotal ? changes.totals[name] : listed.length;
    const causes = CHANGE_CAUSES.map(
      (cause) =>
        listed.filter((row) => changedVms.columns['causes']?.at(row)?.split(';').includes(cause)).length,
    );
    return { name, total, causes };
  });
  const combinations = changedVms.columns['causes']?.coded().values ?? [];
  const sharing = (cause: ChangeCause) =>
    combinations.flatMap((all) => (all?.split(';').includes(cause) ? [all.replaceAll(';', ', ')] : []));
  const some = rows.filter(({ total }) => total > 0);
  const since = readableTime(changes.before.startedAt);
  if (some.length === 0) {
    return (
      <>
        <p class="first">
          Nothing changed since {since}: all {counted(changes.totals.unchanged, 'VM')} stand as they stood.
        </p>
        {children}
      </>
    );
  }
  const causes = CHANGE_CAUSES.map((cause, at) => ({ cause, at })).filter(
    ({ cause, at }) =>
      cause === 'environment' ||
      cause === 'policy' ||
      cause === 'coverage' ||
      some.some((row) => (row.causes[at] ?? 0) > 0),
  );
  return (
    <>
      <p class="first">
        Since {since}: {some.map(({ name, total }) => `${grouped(total)} ${changeWords(name)}`).join(', ')}.
      </p>
      {children}
      <table class="plain changes">
        <caption class="vh">VMs that changed, by cause; one change may have several causes</caption>
        <thead>
          <tr>
            <th scope="col">Change</th>
            <th scope="col" class="n">
              VMs
            </th>
            {causes.map(({ cause }) => (
              <th key={cause} scope="col" class="n">
                {CAUSES[cause]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows
            .filter(({ name, total }) => total > 0 || ALWAYS.has(name))
            .map(({ name, total, causes: numbers }) => (
              <tr key={name} class={total === 0 ? 'zero' : undefined}>
                <th scope="row">{report.words.changes[name]}</th>
                <td class="n">
                  {total === 0 ? '0' : <a href={href('changes', '', { change: name })}>{grouped(total)}</a>}
                </td>
                {causes.map(({ cause, at }) => (
                  <td key={cause} class="n">
                    {(numbers[at] ?? 0) === 0 ? (
                      <span class="faint">0</span>
                    ) : (
                      <a href={href('changes', '', { change: name, cause: sharing(cause) })}>
                        {grouped(numbers[at] ?? 0)}
                      </a>
                    )}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </>
  );
}
