import type { Verdict } from '../model/verdict.ts';

/** A verdict as its shape and its name; `bare` leaves the name to what stands beside it. */
export function VerdictMark({
  verdict,
  bare,
}: {
  readonly verdict: Verdict | string;
  readonly bare?: boolean;
}) {
  const mark = (
    <svg class={`m c-${verdict}`} aria-hidden="true">
      <use href={`#m-${verdict}`} />
    </svg>
  );
  if (bare === true) return mark;
  return (
    <span class="v">
      {mark}
      {verdict}
    </span>
  );
}
