// Changing a row where it stands: form, split, merge, delete, add, "this doubt is none".
const ALL_NAMES = DATA.names.map(name => [name, fold(name)]);
const cardOf = row => cardsOf.get(state.rows.find(r => r.index === row.index));

function after(row, focus = 'h2 button') {
  showAll();
  const now = state.rows.find(r => r.index === row.index);
  if (now) { pick(now); cardOf(now)?.querySelector(focus)?.focus({preventScroll: true}); }
}

const acts = {
  edit: row => openForm(row, editForm),
  split: row => openForm(row, splitForm),
  merge: row => openForm(row, mergeForm),
  delete: row => { remember(); setDeleted(row, true); after(row, '[data-act="restore"]'); },
  restore: row => { remember(); setDeleted(row, false); after(row); },
  fine: (row, button) => { remember(); setFine(row, button.dataset.code, !row.fine.includes(button.dataset.code)); after(row); },
};
const act = (row, button) => acts[button.dataset.act]?.(row, button);

const option = (value, label, chosen) => `<option value="${html(value)}"${value === chosen ? ' selected' : ''}>${html(label)}</option>`;
const field = (name, label, inner) => `<label><span class="name">${label}</span>${inner.replace('>', ` name="${name}">`)}</label>`;

function openForm(row, make) {
  const box = cardOf(row);
  box.querySelector('.edit')?.remove();
  const form = document.createElement('form');
  form.className = 'edit';
  form.noValidate = true;
  box.querySelector('article').append(form);
  make(row, form);
  const error = document.createElement('p');
  error.className = 'error';
  error.setAttribute('role', 'alert');
  const ends = document.createElement('p');
  ends.className = 'acts';
  ends.innerHTML = '<button class="main">Xong</button><button type="button" data-close>Thôi</button>';
  form.append(error, ends);
  form.tell = message => { error.textContent = message; };
  const close = () => { form.remove(); box.querySelector('[data-act="edit"]')?.focus(); };
  ends.querySelector('[data-close]').onclick = close;
  form.addEventListener('keydown', event => { if (event.key === 'Escape' && !event.defaultPrevented) close(); });
  form.querySelector('input, textarea, select').focus();
}

function editForm(row, form) {
  const value = name => html(get(row, name));
  form.innerHTML = `<fieldset><legend>Cơ quan</legend><div class="names" data-names="owners"></div></fieldset>` +
    `<div class="pair">${field('owner_role', 'Vai trò', `<select>${Object.entries(ROLES).map(([v, l]) => option(v, l, get(row, 'owner_role'))).join('')}</select>`)}` +
    `${field('mode', 'Cách giao', `<select>${Object.entries(MODES).map(([v, l]) => option(v, l, get(row, 'mode'))).join('')}</select>`)}</div>` +
    `<fieldset><legend>Phối hợp với</legend><div class="names" data-names="partners"></div></fieldset>` +
    `<div class="pair">${field('start', 'Từ ngày (ngày/tháng/năm)', `<input value="${day(get(row, 'start'))}" inputmode="numeric" placeholder="không nêu">`)}` +
    `${field('end', 'Đến ngày, hạn cuối', `<input value="${day(get(row, 'end'))}" inputmode="numeric" placeholder="không nêu">`)}</div>` +
    field('text', 'Nội dung', `<textarea>${value('text')}</textarea>`) + field('action', 'Việc phải làm (ghi vào sổ theo dõi)', `<textarea>${value('action')}</textarea>`) +
    `<div class="pair">${field('product', 'Sản phẩm', `<input value="${value('product')}" placeholder="không nêu">`)}${field('report_to', 'Báo cáo về', `<input value="${value('report_to')}" placeholder="không nêu">`)}</div>`;
  for (const box of form.querySelectorAll('.names')) nameInputs(box, names(get(row, box.dataset.names)));
  form.onsubmit = event => { event.preventDefault(); saveForm(row, form); };
}

function saveForm(row, form) {
  const days = ['start', 'end'].map(n => isoDay(form.elements[n].value));
  if (days.includes(null)) { form.tell('Ngày không có thật: viết như 30/6/2024, hoặc để trống.'); return; }
  if (days[0] && days[1] && days[0] > days[1]) { form.tell('Ngày bắt đầu sau hạn cuối.'); return; }
  const list = name => [...form.querySelectorAll(`[data-names="${name}"] input`)].map(i => i.value.replace(/[;\s]+/g, ' ').trim()).filter(Boolean);
  const values = {owners: [...new Set(list('owners'))].join('; '), partners: [...new Set(list('partners'))].join('; ')};
  if (!values.owners) { form.tell('Cần ít nhất một cơ quan; nếu không phải nhiệm vụ, dùng Xoá.'); return; }
  for (const name of ['owner_role', 'mode']) values[name] = form.elements[name].value;
  for (const name of ['text', 'action', 'product', 'report_to']) values[name] = form.elements[name].value.trim();
  if (!values.text) { form.tell('Nội dung không được để trống.'); return; }
  if (values.action === get(row, 'action') && values.text !== get(row, 'text') && get(row, 'action') === get(row, 'text')) values.action = values.text;
  Object.assign(values, deadlineValues(row, ...days));
  for (const [name, value] of Object.entries(values)) if (value === get(row, name)) delete values[name];
  remember();
  if (Object.keys(values).length) setFields(row, values);
  after(row);
}

// New days make a new deadline: what the plan says of kind, recurrence and words no longer holds.
function deadlineValues(row, start, end) {
  if (start === get(row, 'start') && end === get(row, 'end')) return {};
  const base = row.base;
  if (start === (base.start || '') && end === (base.end || ''))
    return Object.fromEntries(['start', 'end', 'kind', 'recurrence', 'inclusive', 'deadline_text'].map(f => [f, base[f] || '']));
  const kind = start && end ? 'range' : start || end ? 'date' : 'none';
  return {start, end, kind, recurrence: '', inclusive: 'true', deadline_text: ''};
}

let lists = 0;
function nameInputs(box, values) {
  const more = document.createElement('button');
  more.type = 'button';
  more.textContent = '+ thêm';
  more.onclick = () => nameInput(box, '', more).focus();
  box.append(more);
  for (const value of values.length ? values : ['']) nameInput(box, value, more);
}

// A text field with suggestions that need no diacritics.
function nameInput(box, value, before) {
  const one = document.createElement('span'), id = `names${lists++}`;
  one.className = 'one';
  one.innerHTML = `<input role="combobox" aria-expanded="false" aria-autocomplete="list" aria-controls="${id}" autocomplete="off" aria-label="Tên cơ quan">` +
    `<button type="button" aria-label="Bỏ cơ quan này">×</button><ul class="options" id="${id}" role="listbox" aria-label="Gợi ý tên cơ quan" hidden></ul>`;
  const [input, drop, options] = one.children;
  input.value = value;
  drop.onclick = () => one.remove();
  const choose = li => { if (li) input.value = li.textContent; hide(); };
  const hide = () => { options.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const mark = li => {
    for (const el of options.children) el.setAttribute('aria-selected', el === li);
    if (li) { input.setAttribute('aria-activedescendant', li.id); li.scrollIntoView({block: 'nearest'}); }
  };
  input.oninput = () => {
    const words = fold(input.value.trim());
    const found = words ? ALL_NAMES.filter(([, f]) => f.includes(words)).sort((a, b) => a[1].indexOf(words) - b[1].indexOf(words)).slice(0, 12) : [];
    options.innerHTML = found.map(([name], n) => `<li role="option" id="${id}-${n}" aria-selected="false">${html(name)}</li>`).join('');
    options.hidden = !found.length;
    input.setAttribute('aria-expanded', String(!!found.length));
  };
  input.onkeydown = event => {
    const items = [...options.children], at = items.findIndex(li => li.getAttribute('aria-selected') === 'true');
    if (options.hidden) return;
    if (event.key === 'ArrowDown') mark(items[Math.min(at + 1, items.length - 1)]);
    else if (event.key === 'ArrowUp') mark(items[Math.max(at - 1, 0)]);
    else if (event.key === 'Enter' && at >= 0) choose(items[at]);
    else if (event.key === 'Escape') hide();
    else return;
    event.preventDefault();
  };
  options.onmousedown = event => { event.preventDefault(); choose(event.target.closest('li')); };
  input.onblur = hide;
  box.insertBefore(one, before);
  return input;
}

const bare = text => text.replace(/\s+/g, '');

function splitForm(row, form) {
  if (get(row, 'text') !== row.base.text) { form.innerHTML = '<label>Dòng này đã sửa nội dung: <input readonly value="hoàn tác sửa nội dung trước khi tách"></label>'; form.onsubmit = e => { e.preventDefault(); form.remove(); }; return; }
  const proposed = row.base.text.replace(/;\s+|\n/g, found => found.trimEnd() + '\n\n');
  form.innerHTML = field('parts', 'Để một dòng trống giữa các phần; không đổi chữ.', `<textarea rows="8">${html(proposed)}</textarea>`);
  form.onsubmit = event => {
    event.preventDefault();
    const parts = form.elements.parts.value.split(/\n\s*\n/).map(p => p.trim()).filter(Boolean);
    if (parts.length < 2) { form.tell('Cần ít nhất hai phần.'); return; }
    if (bare(parts.join('')) !== bare(row.base.text) || !parts.every(p => row.base.text.includes(p))) { form.tell('Chữ đã bị đổi; chỉ thêm dòng trống giữa các phần.'); return; }
    remember();
    after(split(row, parts)[0]);
  };
}

function mergeForm(row, form) {
  const rows = state.rows.filter(r => !r.deleted && !r.added), at = rows.findIndex(r => r.index === row.index), short = r => `${get(r, 'id')}: ${get(r, 'text').slice(0, 70)}`;
  const others = rows.filter(r => r.index !== row.index), near = rows[at - 1] || rows[at + 1];
  if (!near) { form.innerHTML = '<label>Không có dòng khác <input readonly></label>'; form.onsubmit = e => { e.preventDefault(); form.remove(); }; return; }
  form.innerHTML = field('into', 'Gộp vào dòng (cơ quan của dòng đó được giữ)', `<select>${others.map(r => option(String(r.index), short(r), String(near.index))).join('')}</select>`);
  form.onsubmit = event => {
    event.preventDefault();
    remember();
    const into = state.rows.find(r => r.index === +form.elements.into.value);
    merge(row, into);
    after(into);
  };
}

// A task of words that became none: the words selected, else the paragraph chosen.
let chosen = null;
paper.addEventListener('mouseup', () => { chosen = selected() || chosen; });
function selected() {
  const picked = getSelection();
  if (picked.isCollapsed || !picked.rangeCount || !paper.contains(picked.anchorNode)) return null;
  const el = blockOf(picked.getRangeAt(0).startContainer), words = picked.toString().trim();
  const at = el && words ? wordsOf(el).text.indexOf(words) : -1;
  return at < 0 ? null : {el, words, at};
}
function addFromPlan() {
  const lit = paper.querySelector('[id^="b"].on');
  const from = selected() || (lit && {el: lit, words: wordsOf(lit).text.trim(), at: 0}) || chosen;
  if (!from || !from.words) { $('found').textContent = 'Chọn chữ (hoặc một đoạn) trong kế hoạch trước, rồi bấm Thêm thành nhiệm vụ.'; return; }
  remember();
  const block = +from.el.id.slice(1), before = state.rows.filter(r => r.spans.length && r.spans[0][0] <= block).at(-1);
  const row = add(from.words, block, from.at, before ? get(before, 'owners') : '');
  chosen = null;
  $('filters').reset();
  showTab('rows');
  after(row);
  intoView(cardOf(row));
  openForm(row, editForm);
}
paper.addEventListener('click', event => {
  const el = blockOf(event.target);
  if (el && !event.target.closest('.w, mark, a') && getSelection().isCollapsed) light('#' + el.id);
});
$('add').onclick = addFromPlan;
$('undo').onclick = () => { if (stepBack()) showAll(); };
