// The corrections file: as text, as a download, on the clipboard; and what is not saved yet survives a closed window.
const COLUMNS = ['id', 'owners', 'words', 'field', 'old', 'new', 'who', 'when'];
const cell = value => {
  const safe = /^[=+\-@]/.test(value) ? "'" + value : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
const csv = () => '\ufeff' + [COLUMNS, ...state.lines.map(l => COLUMNS.map(c => l[c] || ''))].map(row => row.map(cell).join(',') + '\r\n').join('');
const fileName = `${DATA.stem}.corrections.csv`;

async function copyText() {
  const text = $('save-text');
  try { await navigator.clipboard.writeText(csv()); } catch { text.focus(); text.select(); document.execCommand('copy'); }
  $('save-done').textContent = 'Đã chép nội dung vào bộ nhớ tạm.';
}

// Every line can be taken back here, also one that no longer fits; changes of whole rows hold until the next run.
const FIELD_NAMES = {owners: 'cơ quan', owner_role: 'vai trò', partners: 'phối hợp với', monitors: 'theo dõi', mode: 'cách giao', text: 'nội dung',
  action: 'việc phải làm', start: 'từ ngày', end: 'hạn cuối', kind: 'loại thời hạn', recurrence: 'định kỳ', inclusive: 'kể cả ngày cuối', product: 'sản phẩm',
  report_to: 'báo cáo về', deadline_text: 'chữ nêu thời hạn', split: 'tách dòng', merge: 'gộp dòng', add: 'thêm dòng', delete: 'xoá dòng', flag: 'cờ ổn'};
const staleLines = new Set(DATA.stale.map(plainLine));

function showLines() {
  $('line-count').textContent = state.lines.length;
  $('lines').hidden = !state.lines.length;
  $('line-list').innerHTML = state.lines.map((l, n) => {
    const short = text => html(text.length > 60 ? text.slice(0, 60) + '…' : text || 'trống');
    const told = ['split', 'merge', 'add', 'delete'].includes(l.field) ? short(l.words)
      : l.field === 'flag' ? l.old : `${short(l.old)} → ${short(l.new)}`;
    const gone = staleLines.has(plainLine(l)) ? ' <span class="count">không còn khớp</span>' : '';
    return `<li><b>${html(l.id)}</b> ${FIELD_NAMES[l.field] || l.field}: ${told}${gone} <span class="was">${html([l.who, l.when].filter(Boolean).join(', '))}</span> ` +
      `<button type="button" data-line="${n}" aria-label="Bỏ sửa đổi ${FIELD_NAMES[l.field] || l.field} của dòng ${html(l.id)}">Bỏ</button></li>`;
  }).join('');
}

function dropLine(line) {
  remember();
  state.lines = state.lines.filter(l => l !== line);
  const row = state.rows.find(r => sameKey(line, keyOf(r)));
  if (row && line.field === 'delete') put({...row, deleted: false});
  else if (row && line.field === 'flag') put({...row, fine: row.fine.filter(code => code !== line.old)});
  else if (row && FIELDS.includes(line.field)) put({...row, now: {...row.now, [line.field]: row.base[line.field] || ''}});
  showAll();
  openSave();
}

function openSave() {
  $('save-name').textContent = fileName;
  $('save-what').textContent = `${state.lines.length} sửa đổi; ${unsaved()} chưa lưu.`;
  $('save-text').value = csv().slice(1);
  $('save-done').textContent = '';
  showLines();
  if (!$('save-box').open) $('save-box').showModal();
}

let saved = false;
function download() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv()], {type: 'text/csv;charset=utf-8'}));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  saved = true;
  copyText().then(() => { $('save-done').textContent = `Đã tải ${fileName}, và chép nội dung vào bộ nhớ tạm.`; });
}

const DRAFT = `giaoviec:${DATA.source.sha256}`;
// A draft belongs to these rows: another version of the program may read the same plan otherwise.
const PRINT = (text => {
  let hash = 7;
  for (let i = 0; i < text.length; i++) hash = (hash * 31 + text.charCodeAt(i)) | 0;
  return hash;
})(JSON.stringify(DATA.rows));
function keepDraft() {
  saved = false;
  $('undo').disabled = !past.length;
  try {
    if (!unsaved()) { localStorage.removeItem(DRAFT); return; }
    const rows = state.rows.map(r => FIRST.rows[r.index] === r ? r.index : r);
    localStorage.setItem(DRAFT, JSON.stringify({print: PRINT, lines: state.lines, rows, from: FIRST.lines.map(plainLine)}));
  } catch { /* a browser may refuse to store for pages from disk: the file alone keeps the work then */ }
}

// What was changed and not saved the last time, if it was changed on this very page's state.
function restoreDraft() {
  try {
    $('who').value = localStorage.getItem('giaoviec:who') || '';
    const draft = JSON.parse(localStorage.getItem(DRAFT) || 'null');
    if (!draft || draft.print !== PRINT || JSON.stringify(draft.from) !== JSON.stringify(FIRST.lines.map(plainLine))) return;
    const rows = draft.rows.map(r => typeof r === 'number' ? FIRST.rows[r] : r);
    if (rows.some(r => !r)) return;
    Object.assign(state, {lines: draft.lines, rows});
    newest = Math.min(-1, ...rows.map(r => r.index - 1));
  } catch { /* nothing to restore */ }
}

$('save').onclick = openSave;
$('line-list').onclick = event => { const n = event.target.dataset.line; if (n) dropLine(state.lines[n]); };
$('download').onclick = download;
$('copy').onclick = copyText;
$('who').addEventListener('change', () => {
  const who = $('who').value.trim();
  state.lines = state.lines.map(l => l.who || FIRST.lines.includes(l) ? l : {...l, who});
  $('save-text').value = csv().slice(1);
  try { localStorage.setItem('giaoviec:who', who); } catch { /* as above */ }
  keepDraft();
});
addEventListener('beforeunload', event => { if (unsaved() && !saved) event.preventDefault(); });
