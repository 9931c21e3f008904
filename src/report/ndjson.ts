import type { Evidence } from '../model/evidence.ts';
import type { Explained, SubscriptionFinding, VmFinding } from '../model/finding.ts';
import { NDJSON_KEYS } from './ndjson-keys.ts';

/** What some readers take for the end of a line though JSON allows it in a text. */
const LINE_ENDS = /[\u0085\u2028\u2029]/g;
const LINE_END_CHARACTERS = ['\u0085', '\u2028', '\u2029'] as const;

/** The lines of `vms.ndjson` for a batch of VMs: one object a line, its keys in a fixed order, each line ended by LF. */
export function vmNdjson(findings: readonly VmFinding[]): string {
  return lines(findings, NDJSON_KEYS.vm);
}

/** The lines of `subscriptions.ndjson`, as {@link vmNdjson} writes them. */
export function subscriptionNdjson(findings: readonly SubscriptionFinding[]): string {
  return lines(findings, NDJSON_KEYS.subscription);
}

/**
 * The objects inside a batch's findings (reasons, actions, evidence, verdicts) that are already written: they are often the same for
 * many VMs. A weak memory for the whole run costs the garbage collector more than it saves.
 */
type Written = Map<object, string>;

function lines<T extends object>(findings: readonly T[], keys: readonly (keyof T & string)[]): string {
  const written: Written = new Map();
  const fields = keys.map((key, at) => ({ key, label: `${at === 0 ? '{' : ','}"${key}":` }));
  let text = '';
  for (const finding of findings) {
    for (const { key, label } of fields) text += label + jsonOf(finding[key], written);
    text += '}\n';
  }
  // Such characters are rare, and looking for one is many times faster than a regular expression.
  const hasLineEnd = LINE_END_CHARACTERS.some((character) => text.includes(character));
  return hasLineEnd ? text.replace(LINE_ENDS, escaped) : text;
}

function jsonOf(value: unknown, written: Written): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => itemJson(item, written)).join(',')}]`;
  return once(value, written, JSON.stringify);
}

function itemJson(item: unknown, written: Written): string {
  return typeof item === 'object' && item !== null ? once(item, written, chainJson) : JSON.stringify(item);
}

/** The fields of an item of a chain in a fixed order, whatever the order in which they were set; what is undefined is left out. */
function chainJson({ code, message, fact, value, source, confidence, note }: Partial<Explained & Evidence>) {
  return JSON.stringify({ code, message, fact, value, source, confidence, note });
}

function once(value: object, written: Written, json: (value: object) => string): string {
  const known = written.get(value);
  if (known !== undefined) return known;
  const text = json(value);
  written.set(value, text);
  return text;
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
