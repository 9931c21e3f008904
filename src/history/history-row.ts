import type { Cell, NightHead, TableColumn } from '../model/night-table.ts';
import type { ReviewMark } from '../model/review.ts';
import { REVISION_NAMES, type RevisionName } from '../model/revision.ts';

type Given<T> = Pick<TableColumn<T>, 'name' | 'about' | 'value'>;

/** A column of texts. `about` says what stands in it. */
export function text<T>(name: string, about: string, value: (finding: T) => string): TableColumn<T> {
  return column('string', true, { name, about, value });
}

/** A column of texts that are not always known. */
export function knownText<T>(name: string, about: string, value: (finding: T) => Cell): TableColumn<T> {
  return column('string', false, { name, about, value });
}

/** A column of instants, ISO 8601 UTC, that are not always known. */
export function instant<T>(name: string, about: string, value: (finding: T) => Cell): TableColumn<T> {
  return column('timestamp', false, { name, about, value });
}

/** A column of yes and no. */
export function flag<T>(name: string, about: string, value: (finding: T) => boolean): TableColumn<T> {
  return column('boolean', true, { name, about, value });
}

/** A column of numbers of VMs. */
export function number<T>(name: string, about: string, value: (finding: T) => number): TableColumn<T> {
  return column('int32', true, { name, about, value });
}

function column<T>(type: TableColumn<T>['type'], required: boolean, given: Given<T>): TableColumn<T> {
  return { ...given, type, required };
}

/** A column for each revision, named by it: `verdict_2020_11`. What it says is known where the revision was known to the program. */
export function underEach<T>(
  start: string,
  about: (revision: RevisionName) => string,
  value: (finding: T, revision: RevisionName) => Cell,
): readonly TableColumn<T>[] {
  return REVISION_NAMES.map((revision) =>
    knownText(revisionColumn(start, revision), about(revision), (finding: T) => value(finding, revision)),
  );
}

/** The name of the column that holds something under one revision of Microsoft's rules. */
export function revisionColumn(start: string, revision: RevisionName): string {
  return `${start}_${revision.replaceAll('-', '_')}`;
}

/** Whether somebody has accepted the finding and that still stands. */
export function isAccepted(review: ReviewMark | null): boolean {
  return review?.accepted?.standing === 'standing';
}

/** The scope of a run in one text: `all`, or what it was limited to. */
export function scopeText({ subscriptions, managementGroups, excluded }: NightHead['scope']): string {
  const parts = [
    ...(subscriptions === 'all' || subscriptions.length === 0
      ? []
      : [`subscriptions ${subscriptions.join(';')}`]),
    ...(managementGroups.length === 0 ? [] : [`management groups ${managementGroups.join(';')}`]),
  ];
  const limits = parts.length === 0 ? 'all' : parts.join(', ');
  return excluded.length === 0 ? limits : `${limits} without ${excluded.join(';')}`;
}

/** The columns that say of each row which run it is of; the same in both tables. */
export function nightColumns<T>(night: NightHead): readonly TableColumn<T>[] {
  const scope = scopeText(night.scope);
  return [
    text('run_id', 'the run, as in the name of its folder', () => night.runId),
    {
      ...instant<T>('started_at', 'when the run began', () => night.startedAt),
      required: true,
    },
    text('cloud', 'AzureCloud, AzureUSGovernment, AzureChinaCloud', () => night.cloud),
    flag('demo', 'whether the tenant is the simulated one of `--demo`', () => night.demo),
    text('scope', '`all`, or what the run was limited to', () => scope),
    text('policy', "the revision of Microsoft's rules that `verdict` follows", () => night.policy),
    text('tool_version', 'the version of port25-audit', () => night.tool),
  ];
}
