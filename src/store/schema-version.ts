import * as z from 'zod';

const versioned = z.looseObject({ schemaVersion: z.number() });

/** The schema version that a file of a run names, whatever else stands in it. */
export function schemaVersionOf(content: unknown): number | undefined {
  const parsed = versioned.safeParse(content);
  return parsed.success ? parsed.data.schemaVersion : undefined;
}

/** Why a file of another version is refused, and what can read it. */
export function otherVersion(found: number, known: number): string {
  const suited = found > known ? 'a newer' : 'an older';
  return `its schema version is ${found}, and this program knows ${known}: use ${suited} port25-audit`;
}
