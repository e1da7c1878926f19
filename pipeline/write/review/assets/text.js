// Words: folding for the search, dates, escaping.
const $ = id => document.getElementById(id);
const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
const html = text => String(text).replace(/[&<>"']/g, c => escapes[c]);

// Without diacritics and case, of equal length, so that an offset in it is an offset in the text.
function fold(text) {
  let out = '';
  for (const c of text) {
    const plain = c.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd');
    out += plain.length === c.length ? plain : c;
  }
  return out;
}

const day = iso => iso ? iso.split('-').reverse().join('/') : '';

// "5/3/2024" or "2024-03-05" as ISO; '' for nothing, null for what is no day.
function isoDay(text) {
  const words = text.trim();
  if (!words) return '';
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(words);
  const iso = typed ? `${typed[3]}-${typed[2].padStart(2, '0')}-${typed[1].padStart(2, '0')}` : words;
  const real = new Date(iso + 'T00:00:00Z');
  return /^\d{4}-\d\d-\d\d$/.test(iso) && !isNaN(real) && real.toISOString().startsWith(iso) ? iso : null;
}

const names = list => list ? list.split('; ').filter(Boolean) : [];
const ROLES = {lead: 'chủ trì', perform: 'thực hiện', support: 'phối hợp'};
const MODES = {assign: 'giao', request: 'đề nghị'};
const EVERY = {DAILY: 'hằng ngày', WEEKLY: 'hằng tuần', MONTHLY: 'hằng tháng', YEARLY: 'hằng năm'};

function recurrence(rule) {
  const parts = Object.fromEntries(rule.split(';').map(p => p.split('=')));
  const months = {3: 'hằng quý', 6: 'sáu tháng một lần'};
  return parts.FREQ === 'MONTHLY' && months[parts.INTERVAL] || EVERY[parts.FREQ] || 'định kỳ';
}

// The deadline of a row in words; '' where it has none.
function deadline(now) {
  const kinds = {ongoing: 'thường xuyên', event: 'theo sự kiện', relative: 'tính từ ngày chưa biết'};
  const span = now.start && now.end ? (now.start === now.end ? `ngày ${day(now.end)}` : `${day(now.start)} – ${day(now.end)}`)
    : now.end ? (now.inclusive === 'false' ? `trước ${day(now.end)}` : `đến ${day(now.end)}`)
    : now.start ? `từ ${day(now.start)}` : '';
  return [now.recurrence && recurrence(now.recurrence), span || (!now.recurrence && kinds[now.kind])].filter(Boolean).join(', ');
}
