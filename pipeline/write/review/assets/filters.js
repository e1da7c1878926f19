// Which rows are shown, in which order, and the figures above.
const cardsOf = new Map();  // row object → its card; an unchanged row keeps its card

const choices = {
  role: {'': 'Mọi vai trò', lead: 'Chủ trì', perform: 'Thực hiện', support: 'Phối hợp', partner: 'Có đơn vị phối hợp', request: 'Đề nghị'},
  due: {'': 'Mọi thời hạn', none: 'Không nêu thời hạn', dated: 'Có ngày hết hạn', past: 'Đã qua hạn', month: 'Hết hạn trong 30 ngày', recurring: 'Định kỳ, thường xuyên'},
  flag: {'': 'Mọi dòng', any: 'Cần xem lại', clean: 'Không có cờ', fixed: 'Đã sửa'},
};

function fill(select, options, keep) {
  const chosen = keep ? select.value : '';
  select.replaceChildren(...Object.entries(options).map(([value, label]) => new Option(label, value)));
  if (chosen in options) select.value = chosen;
}

const later = (iso, days) => new Date(Date.parse(iso) + days * 864e5).toISOString().slice(0, 10);
const everyone = row => [...names(get(row, 'owners')), ...names(get(row, 'partners')), ...names(get(row, 'monitors'))];

const tests = {
  agency: (row, v) => everyone(row).includes(v),
  role: (row, v) => v === 'partner' ? !!get(row, 'partners') : v === 'request' ? get(row, 'mode') === v : get(row, 'owner_role') === v,
  due: (row, v) => ({
    none: () => !deadline(row.now) && !get(row, 'deadline_text'), dated: () => !!get(row, 'end'), past: () => get(row, 'end') && get(row, 'end') < today,
    month: () => get(row, 'end') >= today && get(row, 'end') <= later(today, 30), recurring: () => !!get(row, 'recurrence') || get(row, 'kind') === 'ongoing',
  })[v](),
  flag: (row, v) => v === 'any' ? doubts(row) : v === 'clean' ? !doubts(row) : v === 'fixed' ? isCorrected(row) : flags(row).includes(v),
};

const folds = new WeakMap();
function haystack(row) {
  if (!folds.has(row)) folds.set(row, fold(['id', 'section', 'heading', 'text', 'owners', 'partners', 'monitors', 'deadline_text', 'product', 'report_to']
    .map(f => get(row, f)).join('\n') + '\n' + deadline(row.now)));
  return folds.get(row);
}

function wanted() {
  const words = fold($('search').value.trim()).split(/\s+/).join(' ');
  const picked = Object.keys(tests).map(name => [tests[name], $('by-' + name).value]).filter(([, value]) => value);
  return row => (!words || haystack(row).includes(words)) && picked.every(([test, value]) => test(row, value));
}

function showRows() {
  const rows = state.rows.filter(wanted());
  if ($('flagged-first').checked) rows.sort((a, b) => doubts(b) - doubts(a));
  const shown = rows.map(row => {
    if (!cardsOf.has(row)) cardsOf.set(row, card(row));
    return cardsOf.get(row);
  });
  $('cards').replaceChildren(...shown);
  dressAll(rows);
  const all = rows.length === state.rows.length;
  $('found').textContent = (all ? `${rows.length} dòng` : `${rows.length} trên ${state.rows.length} dòng`) + searchInPlan();
  if (!rows.length) $('cards').innerHTML = '<li class="empty">Không có dòng nào như vậy. Bỏ bớt điều kiện lọc.</li>';
}

function showFilters() {
  const agencies = new Map(), codes = new Map();
  for (const row of state.rows) {
    for (const name of new Set(everyone(row))) agencies.set(name, (agencies.get(name) || 0) + 1);
    for (const code of flags(row)) codes.set(code, DATA.doubts[code] || code);
  }
  const sorted = [...agencies].sort((a, b) => a[0].localeCompare(b[0], 'vi'));
  fill($('by-agency'), {'': 'Mọi cơ quan', ...Object.fromEntries(sorted.map(([name, n]) => [name, `${name} (${n})`]))}, true);
  fill($('by-role'), choices.role, true);
  fill($('by-due'), choices.due, true);
  fill($('by-flag'), {...choices.flag, ...Object.fromEntries([...codes].map(([code, message]) => [code, `${code} ${message}`]))}, true);
}

function showFigures() {
  const live = state.rows.filter(r => !r.deleted);
  const owners = new Set(live.flatMap(r => names(get(r, 'owners'))));
  const figures = [
    [live.length, 'nhiệm vụ', {}], [owners.size, 'cơ quan được giao', {}],
    [live.filter(doubts).length, 'dòng cần xem lại', {flag: 'any'}, 'alarm'],
    [live.filter(r => tests.due(r, 'none')).length, 'không nêu thời hạn', {due: 'none'}],
    [live.filter(r => tests.due(r, 'past')).length, 'đã qua hạn', {due: 'past'}],
    [state.rows.filter(isCorrected).length, 'dòng đã sửa', {flag: 'fixed'}],
    [noticeCount, 'điểm lưu ý', 'notices'],
  ];
  $('figures').innerHTML = figures.map(([n, label, set, look], i) =>
    `<li><button type="button" data-figure="${i}" class="${n && look || ''}"><b>${n}</b> ${label}</button></li>`).join('');
  $('figures').onclick = event => {
    const button = event.target.closest('button');
    if (!button) return;
    const set = figures[button.dataset.figure][2];
    showTab('rows');
    if (set === 'notices') { $('notices').open = true; $('list').scrollTop = 0; $('notices').querySelector('summary').focus(); return; }
    $('filters').reset();
    for (const [name, value] of Object.entries(set)) $('by-' + name).value = value;
    showRows();
  };
}

const noticeCount = DATA.notices.reduce((sum, group) => sum + group.places.length, 0);
function showNotices() {
  $('notice-count').textContent = noticeCount;
  const place = ([row, block, where, quote]) => {
    const name = row >= 0 ? get(FIRST.rows[row], 'id') : where || 'xem', words = row >= 0 ? get(FIRST.rows[row], 'text').slice(0, 160) : quote;
    const to = row >= 0 ? `<button type="button" class="link" data-to-row="${row}">${html(name)}</button>`
      : block >= 0 ? `<button type="button" class="link" data-to-block="${block}">${html(name)}</button>` : html(where);
    return to || words ? `<li>${[to, html(words)].filter(Boolean).join(': ')}</li>` : '';
  };
  $('notice-list').innerHTML = DATA.notices.map(group => {
    const items = group.places.map(place).join(''), many = group.places.length;
    return `<h3>${group.code} · ${html(group.message)}${many > 1 ? ` <span class="count">${many}</span>` : ''}</h3><p>→ ${html(group.remedy)}</p>${items ? `<ul>${items}</ul>` : ''}`;
  }).join('') || '<p>Không có.</p>';
}

function showAll() {
  showFilters();
  showFigures();
  showRows();
  const n = unsaved();
  $('unsaved').hidden = !n;
  $('unsaved').textContent = n;
  keepDraft();
}
