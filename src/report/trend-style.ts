import { VERDICTS } from '../model/verdict.ts';

/** The style of the chart over the nights; it uses the page's colours and works without them. */
export const TREND_STYLE = `
.trend{margin:.5rem 0 1rem}
.trend ul{list-style:none;margin:0;padding:0;border-block-start:1px solid var(--line)}
.trend li{display:grid;grid-template-columns:11.5rem 4rem minmax(6rem,1fr) 4rem;gap:0 1rem;align-items:center;padding-block:.25rem;border-block-end:1px solid var(--line)}
.trend .name{font-weight:600;white-space:nowrap}
.trend td,.trend thead th:not(:first-child),.trend .name+.num{text-align:end}
.trend li>svg{inline-size:100%;block-size:2.5rem;fill:none;stroke:currentColor;stroke-width:2}
.trend path{vector-effect:non-scaling-stroke}
.trend path.ground,.trend path.nights{stroke:var(--edge);stroke-width:1;opacity:.6}
.trend .zero .num,.trend .zero svg{color:var(--soft)}
${VERDICTS.map((verdict) => `.trend svg.c-${verdict}{color:var(--${verdict})}`).join('\n')}
.trend .span{display:flex;justify-content:space-between;gap:1rem;margin:.25rem 0;padding-inline:calc(16.5rem + 1rem) 5rem;color:var(--soft);font-size:.875rem}
.trend .scroll{max-block-size:24rem;overflow:auto}
.trend summary{padding-block:.2rem}
.trend table{inline-size:auto}
.trend td,.trend th{padding:.15rem 0 .15rem 1.5rem;white-space:nowrap}
.trend th:first-child{padding-inline-start:0;text-align:start}
.trend thead th{position:sticky;inset-block-start:0;background:var(--ground);box-shadow:0 1px 0 var(--edge)}
.trend td,.trend tbody th{font-weight:400}
.trend figcaption{max-inline-size:94ch;margin-block-start:.25rem}
@media (max-width:48rem){.trend li{grid-template-columns:minmax(0,1fr) 4.5rem 4.5rem}.trend li .num{text-align:end}.trend li>svg{grid-column:1/-1;grid-row:2}.trend .span{padding-inline:0}}
@media print{.trend details{display:none}.trend li{break-inside:avoid}}
@media (forced-colors:active){.trend li>svg{stroke:CanvasText}}
`;
