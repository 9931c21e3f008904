import * as z from 'zod';
import { declarationsSchema } from './declarations-schema.ts';

/**
 * The declarations file as JSON Schema, in the draft that editors know best. Two things it cannot say: that no ID stands there twice
 * in other letter case, and which day is in the future.
 */
export function declarationsJsonSchema() {
  const schema = declarationsSchema('9999-12-31').meta({
    title: 'Declarations file of port25-audit',
    description: 'What owners of subscriptions, virtual networks and VMs know and Azure does not tell.',
  });
  return z.toJSONSchema(schema, { target: 'draft-7', io: 'input' });
}
