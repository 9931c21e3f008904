import type { Trend } from '../model/trend.ts';
import { trendLimits } from './trend-limits.ts';

/** A trend as one JSON document, with every night; times to restart are seconds. */
export function trendJson(trend: Trend): string {
  return `${JSON.stringify({ schemaVersion: 1, ...trend, limits: trendLimits(trend) }, null, 2)}\n`;
}
