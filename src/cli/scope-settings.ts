import type { Shard } from '../model/shard.ts';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import type { RawOptions } from './options.ts';
import { type Problems, parsed } from './setting.ts';
import { SHARD } from './shard.ts';

/** Which part of a tenant a run is about, and the owner tags that it shows. */
export interface ScopeSettings {
  readonly only: readonly SubscriptionId[];
  readonly exclude: readonly SubscriptionId[];
  /** The IDs of management groups, as Azure spells them in a path. */
  readonly groups: readonly string[];
  /** The shard of the scope that is taken; all of it without one. */
  readonly shard: Shard | undefined;
  /** The names of tags, each once, as they were first spelled. */
  readonly tags: readonly string[];
}

const SUBSCRIPTION = { parse: parseSubscriptionId, expected: 'a subscription ID (a GUID)' };

/** Azure's own rule for the ID of a management group: at most 90 letters, digits, `-`, `_`, `(`, `)`, `.`, not ending in a period. */
const GROUP = {
  expected: 'the ID of a management group (its display name will not do)',
  parse(text: string): string | undefined {
    const id = text.trim().replace(/^\/?providers\/Microsoft\.Management\/managementGroups\//i, '');
    return /^[\w().-]{0,89}[\w()-]$/.test(id) ? id : undefined;
  },
};

/** A tag's name has at most 512 characters (Resource Manager), and none of `<>%&\?/`. */
const TAG = {
  expected: 'the name of a tag',
  parse(text: string): string | undefined {
    const name = text.trim();
    return /^[^<>%&\\?/]{1,512}$/.test(name) ? name : undefined;
  },
};

interface Rule<T> {
  readonly parse: (text: string) => T | undefined;
  readonly expected: string;
}

/** The entries of an option that may be given several times. */
function entriesOf<T>(name: string, texts: readonly string[], problems: Problems) {
  return (rule: Rule<T>): readonly T[] =>
    texts.flatMap((text) => parsed({ name, text }, problems, rule) ?? []);
}

/** What an ID cannot hold: several of them may stand in one argument with commas between. */
function split(texts: readonly string[] = []): readonly string[] {
  return texts.flatMap((text) => text.split(','));
}

/** Azure compares the names of tags and of management groups without regard to letter case. */
function eachOnce(names: readonly string[]): readonly string[] {
  return [...new Map(names.toReversed().map((name) => [name.toLowerCase(), name])).values()].toReversed();
}

/** Which subscriptions are meant. Problems are noted under the option's name. */
export function scopeSettings(options: RawOptions, problems: Problems): ScopeSettings {
  const ids = (name: string, texts: readonly string[] | undefined) =>
    entriesOf<SubscriptionId>(name, split(texts), problems)(SUBSCRIPTION);
  return {
    only: ids('--subscription', options.subscription),
    exclude: ids('--exclude-subscription', options.excludeSubscription),
    groups: eachOnce(
      entriesOf<string>('--management-group', split(options.managementGroup), problems)(GROUP),
    ),
    shard:
      options.shard === undefined
        ? undefined
        : parsed({ name: '--shard', text: options.shard }, problems, SHARD),
    tags: eachOnce(entriesOf<string>('--tag', options.tag ?? [], problems)(TAG)),
  };
}
