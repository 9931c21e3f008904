import type { RunSummary } from '../model/run.ts';
import type { ScopeSettings } from './scope-settings.ts';

/** The scope of a run as `run.json` tells it. */
export function scopeTold({ only, groups, exclude, shard }: ScopeSettings): RunSummary['scope'] {
  return {
    subscriptions: only.length === 0 && groups.length === 0 ? 'all' : only,
    managementGroups: groups,
    excluded: exclude,
    ...(shard === undefined ? {} : { shard }),
  };
}
