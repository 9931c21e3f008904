/** Tables: dense rows on hairlines, numbers flush, a scrolling region of their own where they are wider than the window. */
export const HTML_STYLE_TABLES = `
.region{container-type:inline-size;overflow-x:auto;margin-block:.5rem;border:1px solid var(--line);background:var(--sheet)}
.subscription .region{border-inline:0}
.region:has(.tall){max-block-size:85vh;overflow-y:auto}
table{border-collapse:collapse;inline-size:100%;font-size:.9375rem;line-height:1.4}
caption{padding:.4rem .625rem;text-align:start;color:var(--soft);font-size:.875rem}
caption>span{position:sticky;inset-inline-start:.625rem;display:inline-block;max-inline-size:calc(100cqi - 1.25rem)}
th,td{padding:.3rem .625rem;text-align:start;vertical-align:top;border-block-end:1px solid var(--line)}
tbody:last-child tr:last-child>*{border-block-end:0}
thead th{vertical-align:bottom;color:var(--soft);font-weight:600;font-size:.875rem;border-block-end-color:var(--edge)}
tbody th{font-weight:600}
.tall thead th{position:sticky;inset-block-start:0;background:var(--sheet);box-shadow:0 1px var(--edge)}
.n{text-align:end}
thead th.n .m{display:block;margin:.2rem 0 .1rem auto}
.unread{text-align:center;color:var(--soft)}
.vn{font-weight:500;font-size:.8125rem;line-height:1.25;display:block}
table.subs{min-inline-size:74rem}
.subs th,.subs td{padding-inline:.5rem}
.subs td:nth-of-type(1){min-inline-size:8.5rem}
.subs td:nth-of-type(3){min-inline-size:12.25rem}
.subs th.n,.subs td.n{padding-inline:.3rem}
.subs tbody th a{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:4;overflow:hidden}
.subs tbody th{min-inline-size:11rem;max-inline-size:22rem}
.subs tbody tr:hover>*{background:var(--tint)}
table.gaps{min-inline-size:58rem}
.gaps td:nth-child(4),.gaps td:last-child{min-inline-size:15rem}
.gaps tbody th{font-weight:400}
.gaps code{overflow-wrap:break-word}
table.vms{min-inline-size:58rem}
.vms tbody th{min-inline-size:12rem;max-inline-size:22rem}
.vms td{min-inline-size:6.75rem;overflow-wrap:anywhere}
.vms .ev td{min-inline-size:0}
.sub2{display:block;color:var(--soft);font-weight:400;font-size:.875rem}
.vms .vm>*{border-block-end:0;padding-block-end:0}
.vms .group th{padding-block:.5rem .3rem;background:var(--tint);border-block-end:0}
.vms .group th>span{position:sticky;inset-inline-start:.625rem;display:inline-block;max-inline-size:calc(100cqi - 1.25rem)}
.vms .group .faint{margin-inline-start:.75rem;font-weight:400}
.set>td{padding-block:.3rem .4rem}
.sum{position:sticky;inset-inline-start:.625rem;inline-size:calc(100cqi - 1.25rem);display:grid;grid-template-columns:minmax(12rem,22rem) minmax(0,1fr);gap:0 1.25rem}
.sum b{font-weight:600}
.sum .tally{margin-block:.1rem 0;gap:.1rem 1.25rem}
@container (max-width:36rem){.sum{grid-template-columns:minmax(0,1fr)}}
.set summary,.setid{position:sticky;inset-inline-start:.625rem;max-inline-size:min(96ch,calc(100cqi - 1.25rem));margin:.1rem 0}
.instances>table.vms{min-inline-size:0;margin-block:.25rem .5rem;border-inline-start:2px solid var(--line)}
.instances>table>thead th{min-inline-size:0}
.chain>td{padding-block:.1rem .4rem}
details>summary{cursor:pointer;color:var(--soft)}
.chain summary{max-inline-size:min(96ch,calc(100cqi - 1.25rem));padding-block:.1rem}
.chain details[open]>summary{color:var(--ink)}
.open{position:sticky;inset-inline-start:.625rem;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:0 2.5rem;align-items:start;max-inline-size:calc(100cqi - 1.25rem);padding:.25rem 0 .75rem .875rem;margin-block-start:.25rem;border-inline-start:2px solid var(--line)}
@media (max-width:64rem){.open{grid-template-columns:minmax(0,1fr)}}
.open .facts{margin-block-start:.75rem}
.ev td,.ev th{padding-inline:0 1rem}
.ev caption{padding-inline:0}
.ev{table-layout:fixed}
.ev td,.ev th{overflow-wrap:anywhere}
.ev thead th:first-child{inline-size:28%}
.ev tbody th{font-weight:400;color:var(--soft);min-inline-size:0}
.ev td:last-child,.ev th:last-child{inline-size:5.5rem;padding-inline-end:0}
.ev td:nth-child(2) .src{display:block;overflow-wrap:anywhere}
`;
