/** The hosted pages' one style sheet: a phone first, light and dark, no script and nothing fetched. */
export const pageStyle = `
:root{color-scheme:light dark;--bg:#f4f5f7;--card:#fff;--ink:#16191f;--soft:#5a6270;--line:#dfe2e8;--field:#868e9c;--accent:#2f55d4;--on-accent:#fff;--tint:#eef2ff;--warn:#fff3d6;--warn-ink:#6b4700;--bad:#b42318}
@media (prefers-color-scheme:dark){:root{--bg:#0f1115;--card:#181b21;--ink:#eceef2;--soft:#a2a9b6;--line:#2c313b;--field:#727b8a;--accent:#8ea6ff;--on-accent:#0d1433;--tint:#1f2742;--warn:#3a2c08;--warn-ink:#ffd88a;--bad:#ff9d92}}
*{box-sizing:border-box}
a{color:var(--accent)}
body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 Inter,"Inter Variable",system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans Arabic",sans-serif}
.banner{background:var(--warn);color:var(--warn-ink);text-align:center;padding:8px 16px;font-size:14px;font-weight:600}
.shell{max-width:960px;margin:0 auto;padding:16px;display:grid;gap:16px}
@media (min-width:800px){.shell{grid-template-columns:minmax(0,5fr) minmax(0,8fr);padding:40px 24px;gap:32px;align-items:start}.shell.single{max-width:640px;grid-template-columns:minmax(0,1fr)}.summary{position:sticky;top:24px}}
.card{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:20px}
.brand{font-size:14px;color:var(--soft);margin:0 0 12px}
h1{font-size:20px;line-height:1.3;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:16px;margin:0 0 4px}
.amount{font-size:32px;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;margin:0 0 12px;letter-spacing:-.01em}
.amount small{font-size:16px;font-weight:500;color:var(--soft);margin-inline-end:6px;letter-spacing:0}
dl{margin:16px 0 0;padding-top:12px;border-top:1px solid var(--line);display:grid;gap:8px;font-size:14px}
dl div{display:flex;justify-content:space-between;gap:16px}
dt{color:var(--soft);flex:none}
dd{margin:0;text-align:end;overflow-wrap:anywhere;font-variant-numeric:tabular-nums}
p{margin:0 0 12px}
.soft{color:var(--soft);font-size:14px}
fieldset{border:0;margin:0 0 20px;padding:0;min-width:0}
legend{font-weight:600;padding:0;margin-bottom:8px}
.choices{display:grid;gap:8px}
@media (min-width:560px){.choices.two{grid-template-columns:1fr 1fr}}
.choice{display:flex;gap:12px;align-items:flex-start;border:1px solid var(--line);border-radius:8px;padding:10px 12px;min-height:44px;cursor:pointer}
.choice:has(:checked){border-color:var(--accent);background:var(--tint)}
.choice:has(:focus-visible){outline:2px solid var(--accent);outline-offset:2px}
.choice input{margin:4px 0 0;accent-color:var(--accent);width:16px;height:16px;flex:none}
.choice span{display:block}
.choice .soft{font-size:13px;line-height:1.4}
.row{display:grid;gap:12px}
@media (min-width:560px){.row{grid-template-columns:2fr 1fr}}
label.field{display:grid;gap:4px;font-size:14px;font-weight:500}
select,input[type=number]{font:inherit;color:inherit;background:var(--card);border:1px solid var(--field);border-radius:6px;min-height:44px;padding:8px 10px;width:100%}
select:focus-visible,input[type=number]:focus-visible,button:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
button,a.button{display:block;width:100%;text-align:center;font:inherit;font-weight:600;text-decoration:none;border:1px solid var(--accent);border-radius:8px;min-height:48px;padding:11px 16px;background:var(--accent);color:var(--on-accent);cursor:pointer}
a.button.quiet{background:none;color:var(--accent);border-color:var(--field);margin-top:8px}
.problem{border-inline-start:3px solid var(--bad);padding:4px 12px;margin:0 0 16px;color:var(--bad)}
.voucher{font-size:24px;font-weight:650;font-variant-numeric:tabular-nums;letter-spacing:.04em;margin:0 0 12px}
.list{display:grid;gap:8px;margin:16px 0 0;padding:0;list-style:none}
.list a{display:flex;flex-wrap:wrap;justify-content:space-between;gap:4px 12px;color:inherit;text-decoration:none;border:1px solid var(--line);border-radius:8px;padding:12px;min-height:44px}
.list span{min-width:0;overflow-wrap:anywhere}
.list a:hover{border-color:var(--accent)}
`;
