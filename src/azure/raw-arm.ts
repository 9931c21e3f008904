import * as z from 'zod';
import { parseResourceId, type ResourceId, UNREADABLE_REFERENCE } from '../model/resource-id.ts';

/*
 * The shapes that every ARM resource is made of, as the wire has them: any field may be missing or null. A field of another type
 * than ARM documents makes the resource's `properties` not understood, which the judgement takes as unknown.
 */
export const text = z.string().nullish();
export const flag = z.boolean().nullish();
export const texts = z.array(z.string().nullish()).nullish();
export const reference = z.object({ id: text }).nullish();
export const references = z.array(z.object({ id: text })).nullish();

/** A list that may be null or missing. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.array(item).nullish();
}

/** The frame of a resource: its ID, name and location, with its properties still to be understood. */
const frameSchema = z.object({
  id: z.string().min(1),
  name: text.catch(undefined),
  location: text.catch(undefined),
  tags: z.record(z.string(), z.string()).nullish().catch(undefined),
  properties: z.unknown().optional(),
});

export type Frame = Omit<z.output<typeof frameSchema>, 'id'> & { readonly id: ResourceId };

/** The frame of one item of a list, or `undefined` where there is not even an ID. */
export function parseFrame(raw: unknown): Frame | undefined {
  const parsed = frameSchema.safeParse(raw);
  if (!parsed.success) return undefined;
  const id = parseResourceId(parsed.data.id);
  return id === undefined ? undefined : { ...parsed.data, id };
}

/** The fields with which every fact about a resource begins. */
export function identityOf(frame: Frame) {
  return {
    id: frame.id,
    name: frame.name || frame.id.slice(frame.id.lastIndexOf('/') + 1),
    ...(frame.location ? { location: frame.location } : {}),
  };
}

/**
 * A fact with the properties that `shape` understands, reduced by `reduce`; without properties where ARM sent none or where they
 * are of another shape.
 */
export function factWithProperties<S extends z.ZodType, P>(
  raw: unknown,
  shape: S,
  reduce: (properties: z.output<S>, frame: Frame) => P,
) {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = shape.safeParse(frame.properties);
  return {
    ...identityOf(frame),
    ...(properties.success ? { properties: reduce(properties.data, frame) } : {}),
  };
}

/** The ID behind a reference: none where there is no reference, {@link UNREADABLE_REFERENCE} where it carries no ID. */
export function referredId(raw: z.output<typeof reference>): ResourceId | undefined {
  return raw == null ? undefined : (parseResourceId(raw.id ?? '') ?? UNREADABLE_REFERENCE);
}

export function referredIds(raw: z.output<typeof references>): ResourceId[] {
  return (raw ?? []).map((entry) => parseResourceId(entry.id ?? '') ?? UNREADABLE_REFERENCE);
}

/** One list from a field's singular and plural forms; null, empty text and missing are the same, doubles count once. */
export function merged(single: string | null | undefined, plural: z.output<typeof texts>): string[] {
  const all = [single, ...(plural ?? [])].flatMap((entry) => (entry?.trim() ? [entry.trim()] : []));
  return [...new Set(all)];
}

/** Drops the fields that are undefined or null, so that a fact carries only what ARM reported. */
export function reported<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]?: Exclude<T[K], undefined | null> } {
  const kept = Object.entries(fields).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined | null> };
}

const WITHOUT_OFFSET = /^\d{4}-\d{2}-\d{2}T[\d:.]+$/;

/**
 * A time as ISO 8601 UTC to the millisecond, whatever offset and precision ARM sent; without an offset it is UTC. A text that is no
 * time stays as it is, so that whoever needs it can say so.
 */
export function utcTime(raw: string | null | undefined): string | undefined {
  if (!raw) return undefined;
  const instant = new Date(WITHOUT_OFFSET.test(raw) ? `${raw}Z` : raw);
  return Number.isNaN(instant.getTime()) ? raw : instant.toISOString();
}

const ISO_DATE_FIRST = /^\d{4}-\d{2}-\d{2}(T|$)/;

/**
 * A time as {@link utcTime}, of a field in which services also write times in the way of some country: these stay as they are, because
 * reading them would take the clock of this machine. A calendar date stays one.
 */
export function isoTime(raw: string | null | undefined): string | undefined {
  const time = raw?.trim();
  if (!time) return undefined;
  return ISO_DATE_FIRST.test(time) && time.includes('T') ? utcTime(time) : time;
}

const createdTimeSchema = z.object({ createdTime: text.catch(undefined) });

/** The `createdTime` beside the ID that `$expand=createdTime` asks for: ISO 8601 UTC. */
export function createdTimeOf(raw: unknown): string | undefined {
  const parsed = createdTimeSchema.safeParse(raw);
  return parsed.success ? isoTime(parsed.data.createdTime) : undefined;
}
