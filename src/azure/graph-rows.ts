import * as z from 'zod';
import { parseSubscriptionId, type SubscriptionId } from '../model/subscription-id.ts';
import type { GraphList } from './graph-lists.ts';
import { text } from './raw-arm.ts';

const rowSchema = z.looseObject({
  id: z.string().min(1),
  subscriptionId: z.string(),
  properties: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** What Resource Graph adds to a machine beside what the compute provider lists. */
const extendedSchema = z.object({
  instanceView: z.object({ powerState: z.object({ code: text }).nullish() }).nullish(),
});

/** A row as a resource of Resource Manager; `whole` is false where Resource Graph has the resource without its properties. */
export interface GraphRow {
  readonly id: string;
  readonly subscription: SubscriptionId;
  readonly whole: boolean;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** The power state where Resource Manager has it: among the statuses of the instance view. */
function statusesOf(extended: unknown): readonly { readonly code: string }[] {
  const code = extendedSchema.safeParse(extended).data?.instanceView?.powerState?.code;
  return code ? [{ code }] : [];
}

function propertiesOf(raw: Readonly<Record<string, unknown>>, unread: readonly string[]) {
  const { extended, ...own } = raw;
  const kept = Object.fromEntries(Object.entries(own).filter(([name]) => !unread.includes(name)));
  return extended === undefined ? kept : { ...kept, instanceView: { statuses: statusesOf(extended) } };
}

/**
 * Brings a row into the shape in which Resource Manager lists the resource: the power state moves from
 * `properties.extended.instanceView.powerState` to the instance view's statuses, columns that are empty stay as they are. `undefined`
 * where a row does not say what it is about, which makes the whole answer useless.
 */
export function graphRow(raw: unknown, { unread }: GraphList): GraphRow | undefined {
  const parsed = rowSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const { subscriptionId, properties, ...frame } = parsed.data;
  const subscription = parseSubscriptionId(subscriptionId);
  if (subscription === undefined) return undefined;
  const whole = properties !== undefined && properties !== null;
  return {
    id: frame.id,
    subscription,
    whole,
    resource: whole ? { ...frame, properties: propertiesOf(properties, unread) } : frame,
  };
}
