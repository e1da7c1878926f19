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

function openSave() {
  $('save-name').textContent = fileName;
  $('save-what').textContent = `${state.lines.length} sửa đổi; ${unsaved()} chưa lưu.`;
  $('save-text').value = csv().slice(1);
  $('save-done').textContent = '';
  $('save-box').showModal();
}

let saved = false;
function download() {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv()], {type: 'text/csv;charset=utf-8'}));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  saved = true;
  $('save-done').textContent = `Đã tải ${fileName}.`;
}

const DRAFT = `giaoviec:${DATA.source.sha256}`;
function keepDraft() {
  saved = false;
  $('undo').disabled = !past.length;
  try {
    if (!unsaved()) { localStorage.removeItem(DRAFT); return; }
    const rows = state.rows.map(r => FIRST.rows[r.index] === r ? r.index : {...r, folded: undefined});
    localStorage.setItem(DRAFT, JSON.stringify({lines: state.lines, rows, from: FIRST.lines.map(plainLine)}));
  } catch { /* a browser may refuse to store for pages from disk: the file alone keeps the work then */ }
}

// What was changed and not saved the last time, if it was changed on this very page's state.
function restoreDraft() {
  try {
    $('who').value = localStorage.getItem('giaoviec:who') || '';
    const draft = JSON.parse(localStorage.getItem(DRAFT) || 'null');
    if (!draft || JSON.stringify(draft.from) !== JSON.stringify(FIRST.lines.map(plainLine))) return;
    const rows = draft.rows.map(r => typeof r === 'number' ? FIRST.rows[r] : r);
    if (rows.some(r => !r)) return;
    Object.assign(state, {lines: draft.lines, rows});
    newest = Math.min(-1, ...rows.map(r => r.index - 1));
  } catch { /* nothing to restore */ }
}

$('save').onclick = openSave;
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
