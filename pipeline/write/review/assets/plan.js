// The left side: what a find says, ways between words and rows, search hits, legend.
function rangeIn(el, start, end) {
  const {nodes, skip} = wordsOf(el), range = document.createRange();
  let at = -skip, open = false;
  for (const node of nodes) {
    if (!open && start < at + node.length) { range.setStart(node, Math.max(start - at, 0)); open = true; }
    if (open && end <= at + node.length) { range.setEnd(node, end - at); break; }
    at += node.length;
  }
  return range;
}

function showTab(name) {
  $('main').dataset.tab = name;
  for (const tab of document.querySelectorAll('.tabs button')) tab.setAttribute('aria-pressed', tab.dataset.tab === name);
}

function intoView(el) {
  el.scrollIntoView({block: 'center'});
  requestAnimationFrame(() => el.scrollIntoView({block: 'center'}));  // sizes of chunks never seen were guesses
}

function light(selector) {
  for (const el of paper.querySelectorAll('.on')) el.classList.remove('on');
  const found = [...paper.querySelectorAll(selector)];
  for (const el of found) el.classList.add('on');
  return found[0];
}

function pick(row) {
  for (const el of document.querySelectorAll('.card.on')) el.classList.remove('on');
  const el = cardsOf.get(row);
  if (el) { dress(el, row); el.classList.add('on'); }
}

function toWords(row) {
  pick(row);
  showTab('plan');
  const shown = row.index >= 0 ? row.index : row.parent;
  const first = shown === undefined ? null : light(`.w[data-t~="${shown}"]`);
  const target = first || (row.spans.length && $('b' + row.spans[0][0]));
  if (target) intoView(target);
}

function toFind(row, find) {
  pick(row);
  showTab('plan');
  const first = light(`mark[data-f~="${find}"], .w[data-t~="${row.index}"]`);
  const mark = paper.querySelector(`mark[data-f~="${find}"]`) || first;
  if (mark) { intoView(mark); roam(mark, true); }
}

function toRow(index) {
  const row = state.rows.find(r => r.index === index) || state.rows.find(r => r.parent === index);
  if (!row) return;
  if (!cardsOf.get(row)?.isConnected) { $('filters').reset(); showRows(); }
  showTab('rows');
  pick(row);
  light(`.w[data-t~="${index}"]`);
  const el = cardsOf.get(row);
  intoView(el);
  el.querySelector('h2 button').focus({preventScroll: true});
}

// One tab stop for all finds; arrows go from one to the next.
const current = () => paper.querySelector('mark[tabindex="0"]');
function roam(mark, focus) {
  current()?.setAttribute('tabindex', '-1');
  mark.tabIndex = 0;
  if (focus) mark.focus({preventScroll: true});
}

function tell(mark) {
  const say = n => {
    const [label, rule, value, rows] = DATA.finds[n];
    const where = rows.slice(0, 4).map(r => DATA.rows[r].now.id).join(', ') + (rows.length > 4 ? ` và ${rows.length - 4} dòng nữa` : '');
    const shown = label === 'role' ? ROLES[value] || value : value;
    return `<div><b>${html(DATA.labels[label] || label)}: ${html(shown)}</b>Luật ${html(rule || 'theo mục trên')}${DATA.rules[rule] ? ': ' + html(DATA.rules[rule]) : ''}<br>Dòng ${html(where)}</div>`;
  };
  showTip(mark, mark.dataset.f.split(' ').map(say).join(''));
}

function showTip(el, inner) {
  const tip = $('tip'), box = el.getClientRects()[0] || el.getBoundingClientRect();
  tip.innerHTML = inner;
  tip.hidden = false;
  const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
  tip.style.left = Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8)) + 'px';
  tip.style.top = (below ? box.bottom + 6 : Math.max(8, box.top - tip.offsetHeight - 6)) + 'px';
  el.setAttribute('aria-describedby', 'tip');
}

function hideTip() {
  if ($('tip').hidden) return;
  $('tip').hidden = true;
  document.querySelector('[aria-describedby="tip"]')?.removeAttribute('aria-describedby');
}

const tellRule = el => showTip(el, `<div><b>${html(el.dataset.rule)}</b>${html(DATA.rules[el.dataset.rule] || 'Luật của chương trình.')}</div>`);

// Search hits in the plan, as marks that need no change of the document.
let folded = null, hits = [], hit = -1;
function searchInPlan() {
  const words = fold($('search').value.trim()).split(/\s+/).join(' ');
  hits = []; hit = -1;
  CSS.highlights?.delete('search');
  CSS.highlights?.delete('search-now');
  if (words.length < 2 || !CSS.highlights) return '';
  folded ??= [...paper.querySelectorAll('[id^="b"]')].map(el => [el, fold(wordsOf(el).text)]);
  for (const [el, text] of folded)
    for (let at = text.indexOf(words); at >= 0 && hits.length < 2000; at = text.indexOf(words, at + words.length)) hits.push([el, at]);
  CSS.highlights.set('search', new Highlight(...hits.map(([el, at]) => rangeIn(el, at, at + words.length))));
  return `, ${hits.length} chỗ trong kế hoạch${hits.length ? ' (Enter: chỗ tiếp theo)' : ''}`;
}

function nextHit() {
  if (!hits.length) return;
  hit = (hit + 1) % hits.length;
  const [el, at] = hits[hit];
  CSS.highlights.set('search-now', new Highlight(rangeIn(el, at, at + fold($('search').value.trim()).length)));
  intoView(el);
}

function showLegend() {
  const counts = JSON.parse(paper.dataset.counts), labels = {task: 'đoạn thuộc nhiệm vụ', none: 'không thành nhiệm vụ', act: 'nội dung, không nêu cơ quan', fund: 'kinh phí', doubt: 'cần xem'};
  const kinds = [...new Set(DATA.finds.map(f => f[0]))];
  $('legend').innerHTML = Object.keys(DATA.labels).filter(k => kinds.includes(k)).map(k => `<li><mark class="f-${k}">${html(DATA.labels[k].toLowerCase())}</mark></li>`).join('') +
    Object.keys(labels).filter(k => counts[k]).map(k => `<li class="side s-${k}">${labels[k]} (${counts[k]})</li>`).join('');
}

// What became of each paragraph: a filter that leaves the others pale, and the reason on a click.
const fateWords = ([key, name, reason]) => [name, key.split(':')[1], reason].filter(Boolean).join(' · ');
function showFates() {
  fill($('by-fate'), {'': 'Mọi đoạn', ...Object.fromEntries(DATA.fates.map(fate => [fate[0], `${fateWords(fate)} (${fate[3]})`]))});
}
function filterFate() {
  const key = $('by-fate').value;
  paper.classList.toggle('filtered', !!key);
  for (const el of paper.querySelectorAll('.kept')) el.classList.remove('kept');
  const found = key ? [...paper.querySelectorAll(`[data-fate~="${key}"]`)] : [];
  for (const el of found) el.classList.add('kept');
  untoldAt = -1;
  if (found[0]) intoView(found[0]);
}
function tellFate(el) {
  const keys = el.dataset.fate.split(' '), told = DATA.fates.filter(fate => keys.includes(fate[0]));
  showTip(el, told.map(fate => `<div><b>${html(fate[1])}</b>${html(fate[0].split(':')[1] || '')} ${html(fate[2])}</div>`).join(''));
}

let untoldAt = -1;
function nextUntold() {
  const blocks = [...paper.querySelectorAll($('by-fate').value ? '.kept' : '.k-none, .k-act, .k-doubt')].filter(el => el.textContent.trim());
  if (!blocks.length) return;
  untoldAt = (untoldAt + 1) % blocks.length;
  light('#' + blocks[untoldAt].id);
  intoView(blocks[untoldAt]);
}

paper.addEventListener('click', event => {
  const go = event.target.closest('.go'), mark = event.target.closest('mark'), words = event.target.closest('.w');
  if (go) { event.preventDefault(); toRow(+go.dataset.go); return; }
  if (mark) roam(mark, true);
  if (getSelection().isCollapsed) {
    const block = event.target.closest('[data-fate]');
    if (mark) toRow(ownRow(mark, words)); else if (words) toRow(+words.dataset.t.split(' ')[0]); else if (block) tellFate(block);
  }
});
// Inside a row's own words a find leads to that row, elsewhere (a heading) to the first that rests on it.
const ownRow = (mark, words) => {
  const rows = DATA.finds[+mark.dataset.f.split(' ')[0]][3];
  const here = words ? words.dataset.t.split(' ').map(Number) : [];
  return here.find(r => rows.includes(r)) ?? rows[0];
};
paper.addEventListener('keydown', event => {
  const mark = event.target.closest('mark');
  if (!mark) return;
  if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); toRow(ownRow(mark, mark.closest('.w'))); }
  const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
  if (step) {
    event.preventDefault();
    const marks = [...paper.querySelectorAll('mark')], next = marks[marks.indexOf(mark) + step];
    if (next) { roam(next, true); next.scrollIntoView({block: 'nearest'}); }
  }
});
for (const [on, off] of [['mouseover', 'mouseout'], ['focusin', 'focusout']]) {
  document.addEventListener(on, event => {
    const mark = event.target.closest?.('#paper mark'), rule = event.target.closest?.('[data-rule]');
    if (mark) tell(mark); else if (rule) tellRule(rule);
  });
  document.addEventListener(off, hideTip);
}
// Focus may scroll its find into view: what it says stays with it.
addEventListener('scroll', () => { const at = document.activeElement; if (!$('tip').hidden && at.matches('#paper mark')) tell(at); else hideTip(); }, true);
