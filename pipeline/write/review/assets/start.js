// Everything once: listeners of the right side, the first view.
$('cards').addEventListener('click', event => {
  const button = event.target.closest('button'), li = event.target.closest('.card');
  if (!li) return;
  const row = state.rows.find(r => r.index === +li.dataset.row);
  if (!button) { if (!event.target.closest('.edit, a, input, label') && getSelection().isCollapsed) { pick(row); light(`.w[data-t~="${row.index}"]`); } return; }
  if (button.dataset.find !== undefined) toFind(row, button.dataset.find);
  else if (button.dataset.words !== undefined) toWords(row);
  else if (button.dataset.act) act(row, button);
});
$('cards').addEventListener('keydown', event => {
  const li = event.target.closest('.card'), step = {ArrowDown: 'nextElementSibling', ArrowUp: 'previousElementSibling'}[event.key];
  if (!li || !step || event.target.closest('.edit')) return;
  event.preventDefault();
  const next = li[step];
  if (next?.dataset.row) { dress(next, state.rows.find(r => r.index === +next.dataset.row)); intoView(next); next.querySelector('h2 button').focus({preventScroll: true}); }
});
$('notices').addEventListener('click', event => {
  const {toRow: row, toBlock: block} = event.target.dataset;
  if (row) toRow(+row);
  if (block) { showTab('plan'); light('#b' + block); intoView($('b' + block)); }
});
let waiting = 0;
$('search').addEventListener('input', () => { clearTimeout(waiting); waiting = setTimeout(showRows, 120); });
$('filters').addEventListener('change', showRows);
$('clear').onclick = () => { $('filters').reset(); showRows(); };
$('filters').addEventListener('submit', event => { event.preventDefault(); clearTimeout(waiting); if (!hits.length) showRows(); nextHit(); });
for (const tab of document.querySelectorAll('.tabs button')) tab.onclick = () => showTab(tab.dataset.tab);
$('by-fate').addEventListener('change', filterFate);
$('untold').onclick = () => { showTab('plan'); nextUntold(); };
$('print').onclick = () => print();
$('theme').onclick = () => {
  const dark = document.documentElement.dataset.theme ? document.documentElement.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
};
addEventListener('beforeprint', () => {
  $('notices').open = true;
  for (const row of queue.splice(0)) dress(cardsOf.get(row), row);
});
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') hideTip();
  if (event.key === '/' && !event.target.closest('input, textarea, select')) { event.preventDefault(); showTab('rows'); $('search').focus(); }
});
for (const mark of paper.querySelectorAll('mark')) { mark.setAttribute('role', 'button'); mark.tabIndex = -1; }
const firstMark = paper.querySelector('mark');
if (firstMark) firstMark.tabIndex = 0;
restoreDraft();
showLegend();
showFates();
showNotices();
showAll();
