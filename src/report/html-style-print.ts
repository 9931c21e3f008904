/** On paper: black on white, no scrolling regions, tables as narrow as the sheet, nothing that can only be clicked. */
export const HTML_STYLE_PRINT = `
@page{margin:12mm}
@page wide{size:landscape;margin:12mm}
@media print{
:root{color-scheme:light;--ground:#fff;--sheet:#fff;--ink:#000;--soft:#444;--line:#bbb;--edge:#666;--accent:#000;--tint:#f2f2f2;--alert:#6b3a00;--direct:#00704f;--restart:#0074a6;--request-exemption:#8f6000;--relay:#b23b1e;--fix-network:#81379b;--undetermined:#5a646d}
html{font-size:8.5pt}
*{print-color-adjust:exact}
nav,.skip,.back,footer a::after{display:none}
header.top,main,footer{max-inline-size:none;padding-inline:0}
a{color:inherit;text-decoration:none}
h1,h2,h3,h4,.group,caption{break-after:avoid}
.subscription{content-visibility:visible;padding-inline:0;border-inline:0;border-block-end:0}
.region,.region:has(.tall){overflow:visible;max-block-size:none;border-inline:0}
table,table.subs,table.gaps,table.vms{min-inline-size:0;font-size:7.5pt}
th,td,.subs th,.subs td,.subs tbody th,.vms tbody th{padding:.2rem .35rem;min-inline-size:0}
#subscriptions{page:wide}
.gaps td:nth-child(4),.gaps td:last-child{min-inline-size:0}
.vms td{min-inline-size:4.25em}
.vms tbody th{inline-size:24%}
.instances>table>thead th{inline-size:auto}
.subs td{overflow-wrap:break-word}
.tall thead th{position:static;box-shadow:none}
tr,.verdicts li,.facts>div{break-inside:avoid}
.set{break-inside:auto}
thead{display:table-header-group}
.vm{break-after:avoid}
.open,.sum,.setid,.set summary,.vms .group th>span{position:static;max-inline-size:none;inline-size:auto}
.chain summary,.set summary{max-inline-size:none;list-style:none}
.chain summary::-webkit-details-marker,.set summary::-webkit-details-marker{display:none}
.verdicts li{grid-template-columns:10rem 3rem 3.5rem 5rem minmax(0,1fr) minmax(0,1.2fr);gap:0 1rem}
.verdicts .bar,.verdicts p{grid-column:auto;margin:0}
.cols{grid-template-columns:minmax(0,1fr) minmax(0,1.15fr);gap:0 1.5rem}
}
`;
