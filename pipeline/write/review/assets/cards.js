// A row as a card: every cell leads to its words, or says that the plan names none.
const UNSAID = '<span class="unsaid">không nêu</span>';
const NAMED = {owners: 'Cơ quan', partners: 'Phối hợp với', deadline: 'Thời hạn', product: 'Sản phẩm', report_to: 'Báo cáo về', monitors: 'Theo dõi'};

const link = (words, find, title) =>
  `<button type="button" class="link" data-${find === undefined ? 'words' : `find="${find}"`}${title ? ` title="${html(title)}"` : ''}>${html(words)}</button>`;

function list(row, field) {
  const links = row.links[field] || {};
  return names(get(row, field)).map(name => link(name, links[name])).join('; ') || UNSAID;
}

function was(row, fields, tell = v => v) {
  if (fields.every(f => get(row, f) === (row.base[f] || ''))) return '';
  const before = tell(Object.fromEntries(fields.map(f => [f, row.base[f] || ''])));
  return ` <span class="pill fixed">đã sửa</span> <span class="was">máy đọc: ${before ? `<del>${html(before)}</del>` : 'không nêu'}</span>`;
}

const one = (row, field) => get(row, field) ? link(get(row, field), row.links[field]) : UNSAID;
const old = field => values => values[field];

function cells(row) {
  const when = ['start', 'end', 'kind', 'recurrence', 'inclusive'], due = deadline(row.now), words = get(row, 'deadline_text');
  const role = `<button type="button" class="link pill ${get(row, 'owner_role')}" data-${row.links.role === undefined ? 'words' : `find="${row.links.role}"`}>${ROLES[get(row, 'owner_role')]}</button>`;
  const mode = get(row, 'mode') === 'request' ? ' <span class="pill request">đề nghị</span>' : '';
  const dates = due ? link(due, row.links.deadline, words && `Chữ của kế hoạch: ${words}`) : words ? link(words, row.links.deadline) : UNSAID;
  const late = get(row, 'end') && get(row, 'end') < today ? ' <span class="pill">đã qua</span>' : '';
  const focus = get(row, 'focus_end') ? ` <span class="was">trọng tâm ${day(get(row, 'focus_start'))} – ${day(get(row, 'focus_end'))}</span>` : '';
  const said = row.base.deadline_text, twice = was(row, when, deadline) && said && get(row, 'action').includes(said)
    ? ` <span class="flag">Nội dung còn ghi «${html(said)}»: sửa cả nội dung nếu cần.</span>` : '';
  const out = [
    ['owners', list(row, 'owners') + ' ' + role + mode + was(row, ['owners'], old('owners')) + was(row, ['owner_role'], v => ROLES[v.owner_role]) + was(row, ['mode'], v => MODES[v.mode])],
    ['partners', list(row, 'partners') + was(row, ['partners'], old('partners'))],
    ['deadline', dates + late + focus + was(row, when, deadline) + twice],
    ['product', one(row, 'product') + was(row, ['product'], old('product'))],
    ['report_to', one(row, 'report_to') + was(row, ['report_to'], old('report_to'))],
  ];
  if (get(row, 'monitors') || row.base.monitors) out.push(['monitors', list(row, 'monitors') + was(row, ['monitors'], old('monitors'))]);
  return out.map(([field, body]) => `<dt>${NAMED[field]}</dt><dd data-cell="${field}">${body}</dd>`).join('');
}

function flagLines(row) {
  return flags(row).map(code => {
    const fine = row.fine.includes(code);
    return `<p class="flag${fine ? ' fine' : ''}"><code>${code}</code><span>${html(DATA.doubts[code] || 'Cần xem lại.')}</span>` +
      `<button type="button" data-act="fine" data-code="${code}" aria-pressed="${fine}">${fine ? 'Xem lại' : 'Ổn'}</button></p>`;
  }).join('');
}

const doubts = row => flags(row).some(code => !row.fine.includes(code));

// A card is dressed when it is needed, or when the browser has nothing else to do: a long plan opens at once.
function card(row) {
  const li = document.createElement('li');
  li.className = 'card' + (doubts(row) ? ' flagged' : '') + (row.deleted ? ' gone' : '');
  li.id = `t${row.index}`;
  li.dataset.row = row.index;
  return li;
}

function dress(li, row) {
  if (li.firstChild) return;
  const id = html(get(row, 'id'));
  const pills = (row.added ? '<span class="pill fixed">thêm tay</span>' : '') + (row.cut ? '<span class="pill fixed">tách, gộp tay</span>' : '') +
    (row.deleted ? '<span class="pill fixed">đã xoá</span>' : '') + (get(row, 'work_group') ? `<span class="pill">${html(get(row, 'work_group'))}</span>` : '');
  const text = get(row, 'text');
  const acts = row.deleted ? '<button type="button" data-act="restore">Khôi phục</button>'
    : `<button type="button" data-act="edit" aria-label="Sửa dòng ${id}">Sửa</button>` +
      (row.added ? '' : `<button type="button" data-act="split" aria-label="Tách dòng ${id}">Tách</button><button type="button" data-act="merge" aria-label="Gộp dòng ${id}">Gộp</button>`) +
      `<button type="button" data-act="delete" aria-label="Xoá dòng ${id}">Xoá</button>`;
  const rules = row.rules.map(r => `<button type="button" class="link" data-rule="${html(r)}">${html(r)}</button>`).join('');
  li.innerHTML = `<article aria-labelledby="h${row.index}"><h2 id="h${row.index}"><button type="button" class="link" data-words aria-label="Dòng ${id}: xem chữ trong kế hoạch">${id}</button>${pills}` +
    `<span class="sec">${html(get(row, 'heading'))}</span></h2>` +
    `<p class="words"><button type="button" class="link" data-words>${html(text)}</button>${was(row, ['text'], old('text'))}</p>` +
    `<dl>${cells(row)}</dl>${flagLines(row)}<div class="acts">${acts}<p class="rules"><span class="hidden">Luật đã dùng: </span>${rules}</p></div></article>`;
}

const FIRST_CARDS = 150;
let queue = [];
const idle = window.requestIdleCallback || (work => setTimeout(() => work({timeRemaining: () => 8}), 30));
function dressAll(rows) {
  for (const row of rows.slice(0, FIRST_CARDS)) dress(cardsOf.get(row), row);
  const waiting = queue.length > 0;
  queue = rows.slice(FIRST_CARDS).filter(row => !cardsOf.get(row).firstChild);
  if (queue.length && !waiting) idle(dressSome);
}
function dressSome(deadline) {
  do for (const row of queue.splice(0, 10)) dress(cardsOf.get(row), row); while (queue.length && deadline.timeRemaining() > 2);
  if (queue.length) idle(dressSome);
}
