import * as z from 'zod';
import type { BillingPeriodFact } from '../model/subscription-facts.ts';
import { identityOf, parseFrame, reported, text } from './raw-arm.ts';

const billingPeriodSchema = z.object({ billingPeriodEndDate: text.catch(undefined) });

const DAY_FIRST = /^\d{4}-\d{2}-\d{2}(?=$|T)/;

/** A billing period (Microsoft.Billing, api-version 2018-03-01-preview): its end is a calendar date, without a time. */
export function billingPeriodFact(raw: unknown): BillingPeriodFact | undefined {
  const frame = parseFrame(raw);
  if (frame === undefined) return undefined;
  const properties = billingPeriodSchema.safeParse(frame.properties);
  const end = properties.success ? properties.data.billingPeriodEndDate : undefined;
  return {
    name: identityOf(frame).name,
    ...reported({ endDate: DAY_FIRST.exec(end ?? '')?.[0] ?? (end || undefined) }),
  };
}
