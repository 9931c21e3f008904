import * as z from 'zod';
import { OFFER_CLASSES } from './offer.ts';
import { REVISION_NAMES } from './revision.ts';
import { subscriptionIdSchema } from './scalars.ts';
import { VERDICTS } from './verdict.ts';

/*
 * What a run remembers for the next one: JSON lines, first the run, then a line for each subscription with its VMs, sorted by
 * subscription ID and within it by resource key. A field that is not there stands for `null` or `false`. Times are ISO 8601 UTC.
 */

export const HISTORY_SCHEMA_VERSION = 1;

/** A short digest: 16 hexadecimal digits. */
const digest = z.string();

/** What a reviewer's words referred to when they were first seen: `of` is the digest of the words, `finding` of what they speak of. */
const rememberedWordsSchema = z.object({ of: digest, finding: digest.nullable() });

const rememberedReviewSchema = z.object({
  accepted: rememberedWordsSchema.optional(),
  reviewed: rememberedWordsSchema.optional(),
});

/** With what something was last judged, where that was an earlier run than the one that remembers it. */
const judgedWithSchema = z.object({
  policy: z.enum(REVISION_NAMES),
  tool: z.string(),
  declaration: digest.optional(),
});

/**
 * A VM or an instance of a scale set. IDs keep ARM's spelling and lack `/subscriptions/<id>` where that is the subscription of the
 * line. `verdicts` has one letter for each revision, in the order of the run's `revisions`. `verdictSince` is there where it differs
 * from `firstSeen`; `scaleSet` in a Flexible one, since an instance of a Uniform one names its set itself; `missingSince` where it has not been read since then; `name` where it is not the ID's last segment.
 */
const rememberedVmSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  scaleSet: z.string().optional(),
  verdict: z.enum(VERDICTS),
  verdicts: z.string(),
  platform: z.string(),
  nicFlag: z.string().optional(),
  path: z.string(),
  egress: z.string().optional(),
  egressOwner: z.string().optional(),
  egressAddress: z.string().optional(),
  reverseDns: z.string().optional(),
  confidence: z.string(),
  powerState: z.string().optional(),
  sender: z.literal(true).optional(),
  firstSeen: z.string(),
  verdictSince: z.string().optional(),
  missingSince: z.string().optional(),
  judged: judgedWithSchema.optional(),
  review: rememberedReviewSchema.optional(),
});

/**
 * A subscription. `policyStatuses` as `verdicts` of a VM. `incomplete` names what may hide VMs that were there: `virtual-machines`,
 * `scale-sets`, or the ID of a scale set whose instances could not be read to the end. `missingSince` where it has not been judged
 * since then; all but name, state and coverage are then the last known.
 */
const rememberedSubscriptionSchema = z.object({
  id: subscriptionIdSchema,
  name: z.string(),
  state: z.string(),
  coverage: z.enum(['complete', 'partial', 'unreadable', 'disabled', 'excluded']),
  incomplete: z.array(z.string()).readonly().optional(),
  quotaId: z.string().optional(),
  offer: z.enum(OFFER_CLASSES).optional(),
  offerConfidence: z.string().optional(),
  cutoff: z.string().optional(),
  createdNotBefore: z.string().optional(),
  createdNotAfter: z.string().optional(),
  policyStatus: z.string().optional(),
  policyStatuses: z.string(),
  exemption: z.string().optional(),
  firstSeen: z.string(),
  missingSince: z.string().optional(),
  judged: judgedWithSchema.optional(),
  review: rememberedReviewSchema.optional(),
});

/** One line: a subscription with all VMs that are known of it, also those that could not be read this time. */
export const historyEntrySchema = z.object({
  subscription: rememberedSubscriptionSchema,
  vms: z.array(rememberedVmSchema).readonly(),
});

/**
 * The first line: the run itself. `declarations` has the digest of each subscription's declaration and of all declared networks;
 * `unread` the facts, required or not, that could not be read, by subscription ID, those of the whole tenant under the empty text.
 */
export const historyHeadSchema = z.object({
  schemaVersion: z.literal(HISTORY_SCHEMA_VERSION),
  runId: z.string(),
  startedAt: z.string(),
  policy: z.enum(REVISION_NAMES),
  tool: z.string(),
  revisions: z.array(z.string()).readonly(),
  declarations: z.object({ subscriptions: z.record(z.string(), digest), networks: digest }),
  unread: z.record(z.string(), z.array(z.string()).readonly()),
});

export type RememberedReview = z.output<typeof rememberedReviewSchema>;
export type JudgedWith = z.output<typeof judgedWithSchema>;
export type RememberedVm = z.output<typeof rememberedVmSchema>;
export type RememberedSubscription = z.output<typeof rememberedSubscriptionSchema>;
export type HistoryEntry = z.output<typeof historyEntrySchema>;
export type HistoryHead = z.output<typeof historyHeadSchema>;
