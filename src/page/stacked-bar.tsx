import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';

export interface StackedBarProps {
  readonly keys: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
  /** The total that fills the whole width. */
  readonly whole: number;
  readonly label: string;
  readonly tall?: boolean;
}

const WIDTH = 1000;
const GAP = 2;

/** One bar in parts, as wide as their numbers; the label says the numbers in words. */
export function StackedBar({ keys, counts, whole, label, tall }: StackedBarProps) {
  const x = scaleLinear([0, Math.max(1, whole)], [0, WIDTH]);
  const layers = stack<Readonly<Record<string, number>>>().keys(keys)([counts]);
  return (
    <svg
      class={tall === true ? 'stacked tall-bar' : 'stacked'}
      viewBox={`0 0 ${WIDTH} 10`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {layers.map((layer) => {
        const [from = 0, to = 0] = layer[0] ?? [];
        if (to <= from) return null;
        return (
          <rect
            key={layer.key}
            class={`c-${layer.key}`}
            x={x(from)}
            width={Math.max(GAP, x(to) - x(from) - GAP)}
            height={10}
          />
        );
      })}
    </svg>
  );
}
