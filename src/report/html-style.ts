import { HTML_STYLE_PRINT } from './html-style-print.ts';
import { HTML_STYLE_TABLES } from './html-style-tables.ts';
import { TREND_STYLE } from './trend-style.ts';

/**
 * Colours by theme. Text and its ground differ by at least 4.5 : 1, marks and bars by 3 : 1 (WCAG 2.2 AA); the verdicts' colours stay
 * apart for the common kinds of colour blindness, and each has a shape of its own besides.
 */
const COLOURS = `
:root{color-scheme:light dark;--ground:#f6f7f7;--sheet:#fff;--ink:#1a1f24;--soft:#535d66;--line:#d8dde0;--edge:#7c8790;--accent:#1b4f8f;--tint:#eaf0f6;--alert:#8a4b00;
--direct:#00704f;--restart:#0074a6;--request-exemption:#8f6000;--relay:#b23b1e;--fix-network:#81379b;--undetermined:#5a646d}
@media (prefers-color-scheme:dark){:root{--ground:#111416;--sheet:#181c1f;--ink:#e2e6e9;--soft:#a0aab2;--line:#2e353b;--edge:#717c85;--accent:#8fb8ea;--tint:#1d2731;--alert:#e6b566;
--direct:#4fc29d;--restart:#63bfe8;--request-exemption:#e2b44f;--relay:#f28d70;--fix-network:#cfa3e4;--undetermined:#a6b0b8}}
`;

const FRAME = `
*,*::before,*::after{box-sizing:border-box}
html{font-size:clamp(93.75%,88% + .16vw,125%);-webkit-text-size-adjust:100%;scroll-padding-block-start:1rem}
body{margin:0;background:var(--ground);color:var(--ink);font:400 1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word}
header.top,nav,main,footer{max-inline-size:112rem;margin-inline:auto;padding-inline:clamp(.75rem,3vw,2.5rem)}
header.top{padding-block:1.75rem .5rem}
main{padding-block:.5rem 2rem}
footer{padding-block:1.25rem 2.5rem;color:var(--soft);font-size:.875rem}
footer p{max-inline-size:76ch;margin:0}
h1{margin:0 0 .75rem;font-size:1.625rem;line-height:1.25;font-weight:650;letter-spacing:-.012em}
h2{margin:2.25rem 0 .75rem;font-size:1.1875rem;line-height:1.3;font-weight:650;letter-spacing:-.006em}
h3{margin:0;font-size:1.0625rem;line-height:1.35;font-weight:650;overflow-wrap:anywhere}
h4,h5{margin:1rem 0 .375rem;font-size:.875rem;line-height:1.35;font-weight:650}
h5{margin:.75rem 0 .25rem;color:var(--soft)}
p{margin:.5rem 0}
a{color:var(--accent);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
code{font:.875em/1.4 ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
bdi{overflow-wrap:anywhere}
ul,ol{margin:.25rem 0;padding-inline-start:1.25rem}
.skip{position:absolute;inset-inline-start:.75rem;inset-block-start:-4rem;z-index:2;padding:.5rem .75rem;background:var(--sheet);border:1px solid var(--edge)}
.skip:focus{inset-block-start:.5rem}
.symbols{position:absolute}
.vh{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.nb{white-space:nowrap}
.faint,.src{color:var(--soft)}
.src{font-size:.875rem}
.num{font-weight:600}
nav{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding-block:.5rem;font-size:.9375rem}
nav a{padding-block:.25rem}
.demo{display:inline-block;margin-inline-start:.5rem;padding:.05rem .5rem;border:1px solid var(--alert);border-radius:2px;color:var(--alert);font-size:.875rem;font-weight:600;letter-spacing:0;vertical-align:.2em}
.lead p{margin:.15rem 0}
.lead{max-inline-size:94ch;margin:0 0 1rem;padding:.5rem .875rem;border-inline-start:3px solid var(--accent);background:var(--tint);font-size:1.0625rem}
.cut{max-inline-size:82ch;margin:.75rem 0;padding:.375rem .875rem;border-inline-start:3px solid var(--alert)}
.facts{display:grid;gap:.2rem 1.5rem;margin:0}
.facts>div{display:grid;grid-template-columns:9rem minmax(0,1fr);gap:.75rem}
.facts dt{color:var(--soft)}
.facts dd{margin:0;overflow-wrap:anywhere}
header.top .facts{font-size:.9375rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,27rem),1fr))}
header.top .facts>div{grid-template-columns:7rem minmax(0,1fr)}
@media (max-width:30rem){.facts>div,header.top .facts>div{grid-template-columns:minmax(0,1fr);gap:0}.facts{gap:.4rem}h1{font-size:1.375rem}.demo{margin-inline-start:0}}
`;

const MARKS = `
.m{inline-size:.8125em;block-size:.8125em;margin-inline-end:.45em;vertical-align:-.06em;flex:none;fill:currentColor;overflow:visible}
${['direct', 'restart', 'request-exemption', 'relay', 'fix-network', 'undetermined']
  .map((verdict) => `svg.c-${verdict}{color:var(--${verdict})}rect.c-${verdict}{fill:var(--${verdict})}`)
  .join('\n')}
.v{white-space:nowrap;font-weight:600}
.whole{display:block;inline-size:100%;block-size:1.125rem;margin-block:.25rem 1rem}
.verdicts{list-style:none;margin:0;padding:0;border-block-start:1px solid var(--line)}
.verdicts li{display:grid;grid-template-columns:11.5rem 4.5rem 4rem minmax(5rem,1fr) minmax(0,2fr) minmax(0,2.4fr);gap:0 1.25rem;align-items:baseline;padding-block:.5rem;border-block-end:1px solid var(--line)}
.verdicts .name{font-weight:600;white-space:nowrap}
.verdicts .num,.verdicts .pct{text-align:end}
.verdicts .pct,.verdicts .means{color:var(--soft)}
time{white-space:nowrap}
.verdicts .num{font-size:1.0625rem}
.verdicts .bar{inline-size:100%;block-size:.625rem;background:var(--tint);align-self:start;margin-block-start:.45rem}
.verdicts p{margin:0;max-inline-size:70ch}
.zero .num,td.zero{font-weight:400;color:var(--soft)}
@media (max-width:64rem){.verdicts li{grid-template-columns:minmax(0,1fr) 4.5rem 4rem}.verdicts .bar,.verdicts p{grid-column:1/-1;margin-block-start:.3rem}}
@media (forced-colors:active){rect[class]{fill:CanvasText}}
`;

const SECTIONS = `
.coverage,.offers{margin:0}
.coverage{border-block-start:1px solid var(--line);margin-block-end:1rem}
.coverage>div{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:1.25rem;padding-block:.3rem;border-block-end:1px solid var(--line)}
.coverage dt{font-weight:600}
.coverage dd{display:grid;grid-template-columns:4.5rem minmax(0,1fr);gap:1.25rem;margin:0}
.coverage .num{text-align:end}
.coverage .means{color:var(--soft)}
@media (max-width:40rem){.coverage>div{grid-template-columns:minmax(0,1fr);gap:0}.coverage dd{grid-template-columns:auto minmax(0,1fr);gap:.75rem}}
.offers{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));column-gap:2.5rem}
.offers>div{display:flex;justify-content:space-between;gap:1rem;padding-block:.2rem;border-block-end:1px solid var(--line)}
.offers dd{margin:0}
.subscription{margin-block:1rem 1.5rem;padding:1rem clamp(.75rem,2vw,1.5rem) 1.125rem;background:var(--sheet);border:1px solid var(--line);border-block-start:2px solid var(--edge);content-visibility:auto;contain-intrinsic-size:auto 40rem}
.subscription:target{border-block-start-color:var(--accent);border-block-start-width:4px}
.identity>span{min-inline-size:0;overflow-wrap:anywhere}
.identity{display:flex;flex-wrap:wrap;gap:.1rem 1.25rem;margin:.25rem 0 .5rem;color:var(--soft);font-size:.875rem}
.tally{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;margin:.5rem 0;padding:0;list-style:none}
.cols{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:0 2.5rem}
@media (max-width:64rem){.cols{grid-template-columns:minmax(0,1fr)}}
.why{max-inline-size:86ch}
.why li{margin-block:.2rem}
.why code{color:var(--soft)}
.differs{font-weight:600}
.where{margin:0;padding:0;list-style:none}
.note{margin:.2rem 0 0;padding-inline-start:.6rem;border-inline-start:2px solid var(--alert)}
.now{display:block;color:var(--alert);font-size:.875rem}
`;

/** The whole style of the page, without a reference to anything outside it. */
export const HTML_STYLE =
  COLOURS + FRAME + MARKS + SECTIONS + HTML_STYLE_TABLES + TREND_STYLE + HTML_STYLE_PRINT;
