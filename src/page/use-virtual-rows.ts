import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import { useLayoutEffect, useReducer, useState } from 'preact/hooks';

/** Which rows there are, how high each is, where they scroll, and one that stays in the page though it is out of sight. */
export interface VirtualRows {
  readonly count: number;
  readonly height: number;
  readonly scroller: { readonly current: HTMLElement | null };
  readonly kept: number;
}

const OVERSCAN = 12;
/** The height of the table's head in pixels, as the style sheet has it: it covers the rows that scroll under it. */
export const HEAD_HEIGHT = 40;

/** The rows that are in sight, and a few around them; the component is drawn again when they change. */
export function useVirtualRows({
  count,
  height,
  scroller,
  kept,
}: VirtualRows): Virtualizer<HTMLElement, Element> {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: HEAD_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    rangeExtractor: (range: Parameters<typeof defaultRangeExtractor>[0]) => {
      const rows = defaultRangeExtractor(range);
      return kept < 0 || kept >= count || rows.includes(kept) ? rows : [...rows, kept].sort((a, b) => a - b);
    },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    initialRect: { width: 0, height: 640 },
    onChange: () => redraw(),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLElement, Element>(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, height]);
  return virtualizer;
}
