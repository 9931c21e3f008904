import type { Evidence } from '../model/evidence.ts';
import type { Explained, SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { NDJSON_KEYS } from './ndjson-keys.ts';

/** What some readers take for the end of a line though JSON allows it in a text. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;

/** The lines of `vms.ndjson` for a batch of VMs: one object a line, its keys in a fixed order, each line ended by LF. */
export function vmNdjson(findings: readonly VmFinding[]): string {
  return findings.map((finding) => line(finding, NDJSON_KEYS.vm)).join('');
}

/** The lines of `subscriptions.ndjson`, as {@link vmNdjson} writes them. */
export function subscriptionNdjson(findings: readonly SubscriptionFinding[]): string {
  return findings.map((finding) => line(finding, NDJSON_KEYS.subscription)).join('');
}

function line<T extends object>(finding: T, keys: readonly (keyof T & string)[]): string {
  const fields = keys.map((key) => `"${key}":${jsonOf(finding[key])}`);
  return `{${fields.join(',').replace(LINE_ENDS, escaped)}}\n`;
}

/** The items of a chain (reasons, actions, evidence) are often the same objects for many VMs. */
function jsonOf(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(itemJson).join(',')}]` : JSON.stringify(value);
}

const written = new WeakMap<object, string>();

/** The fields of an item in a fixed order, whatever the order in which they were set; what is undefined is left out. */
function itemJson(item: unknown): string {
  if (typeof item !== 'object' || item === null) return JSON.stringify(item);
  const known = written.get(item);
  if (known !== undefined) return known;
  const { code, message, fact, value, source, confidence, note }: Partial<Explained & Evidence> = item;
  const text = JSON.stringify({ code, message, fact, value, source, confidence, note });
  written.set(item, text);
  return text;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
