import { useLayoutEffect, useRef } from 'preact/hooks';
import { useApp } from './app.ts';

/** The chart over the nights, which is drawn once, in the plain page behind the application: this is a copy of it. Nothing without one. */
export function Trend() {
  const { report } = useApp();
  const place = useRef<HTMLDivElement>(null);
  const chart = document.querySelector('#plain #trend .trend');
  useLayoutEffect(() => {
    if (chart !== null) place.current?.replaceChildren(chart.cloneNode(true));
  }, [chart]);
  if (chart === null) return null;
  return (
    <section aria-labelledby="h-nights">
      <h2 id="h-nights">
        Night by night <span class="faint">under {report.run.policy.revision}</span>
      </h2>
      <div ref={place} />
    </section>
  );
}
