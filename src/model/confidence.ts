/** How far an inference can be relied on. */
export type Confidence = 'high' | 'medium' | 'low';

const RANK = { low: 0, medium: 1, high: 2 } as const satisfies Record<Confidence, number>;

/** The least of several confidences: a chain is as strong as its weakest link. Without any, `high`. */
export function leastConfidence(...confidences: readonly Confidence[]): Confidence {
  return confidences.reduce((least, next) => (RANK[next] < RANK[least] ? next : least), 'high');
}
