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

interface Chain {
  readonly reasons: readonly Explained[];
  readonly actions: readonly Explained[];
  readonly evidence: readonly Evidence[];
}

function line<T extends Chain>(finding: T, keys: readonly (keyof T)[]): string {
  const chain = {
    reasons: finding.reasons.map(explained),
    actions: finding.actions.map(explained),
    evidence: finding.evidence.map(evidence),
  };
  const whole: T & typeof chain = { ...finding, ...chain };
  const text = JSON.stringify(Object.fromEntries(keys.map((key) => [key, whole[key]])));
  return `${text.replace(LINE_ENDS, escaped)}\n`;
}

/** `JSON.stringify` leaves out what is undefined. */
function explained({ code, message, source }: Explained): object {
  return { code, message, source };
}

function evidence({ fact, value, source, confidence, note }: Evidence): object {
  return { fact, value, source, confidence, note };
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
