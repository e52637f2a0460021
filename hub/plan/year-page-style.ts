/** The page's only style; the page's policy names its hash. */
export const yearPageStyle = `
:root{--page:#fff;--text:#1b2230;--soft:#5a6475;--line:#d6dbe4;--off:#eceff4;--quiet:#4f6b95;--banner:#8a5a00;--notification:#0b6a4f;--incident:#b3261e;--on:#fff}
@media (prefers-color-scheme:dark){:root{--page:#14181f;--text:#e8ecf3;--soft:#a8b2c3;--line:#333b49;--off:#242b37;--quiet:#9db8e6;--banner:#f0c067;--notification:#7bd8b4;--incident:#ff9d94;--on:#14181f}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem;max-width:72rem;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0 0 .5rem}h2{font-size:1.2rem;margin:2rem 0 .75rem}
a{color:inherit}:focus-visible,:target{outline:3px solid var(--quiet);outline-offset:2px}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:1rem;background:var(--page);padding:.5rem}
nav ul,.legend{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:0 0 .5rem;padding:0}
.legend{color:var(--soft);font-size:.9rem}
.mark{display:inline-block;width:.75rem;height:.75rem;margin-right:.4rem;border-radius:.2rem;border:1px solid var(--line)}
.mark.off{background:var(--off)}.mark.quiet{background:var(--quiet)}.mark.banner{background:var(--banner)}
.mark.notification{background:var(--notification)}.mark.incident{background:var(--incident)}
.months{display:grid;grid-template-columns:repeat(auto-fill,minmax(14.5rem,1fr));gap:1.25rem;align-items:start}
table{border-collapse:collapse}
.month{width:100%;table-layout:fixed;font-size:.85rem;font-variant-numeric:tabular-nums}
.month caption{text-align:left;font-weight:600;padding-bottom:.25rem}
.month th{color:var(--soft);font-weight:400}
.month td{height:1.9rem;text-align:center;padding:1px 0}
.month .off{background:var(--off);color:var(--soft)}
.month a{display:block;text-decoration:none;color:var(--on);line-height:1.75rem;position:relative}
.month a b{font-size:.6rem;line-height:1;font-weight:600;margin-left:.1rem}.month a sup{font-size:.6rem;position:absolute;top:-.5rem;right:.1rem}
.month .begins{border-top-left-radius:.5rem;border-bottom-left-radius:.5rem;margin-left:1px}.month .ends{border-top-right-radius:.5rem;border-bottom-right-radius:.5rem;margin-right:1px}
a.quiet{background:var(--quiet)}a.banner{background:var(--banner)}a.notification{background:var(--notification)}a.incident{background:var(--incident)}
.entries{width:100%;margin-top:1.25rem;font-size:.95rem}
.entries th,.entries td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
.entries time,.entries td:nth-child(3){white-space:nowrap}.guide{color:var(--soft);white-space:nowrap}
@media (max-width:44rem){body{padding:1rem}.entries thead{display:none}.entries td{display:block;border:0;padding:.1rem 0}.entries tr{display:block;border-top:1px solid var(--line);padding:.6rem 0}.entries time{white-space:normal}}
details{margin-top:1rem}.off-list{columns:18rem;padding-left:1.1rem}
.clashes{border-left:4px solid var(--incident);padding-left:1rem}.clashes ul{list-style:none;padding:0;margin:0}.clashes li{margin-bottom:.75rem}.when{display:block;color:var(--soft);font-size:.9rem}.calm{color:var(--soft)}
@media print{body{max-width:none;padding:0;font-size:9pt}nav,.skip,details{display:none}.place{break-before:page}.months{grid-template-columns:repeat(4,1fr);gap:.5rem}
.month{break-inside:avoid}tr{break-inside:avoid}.month .off,.month a,.mark{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
