// The rows as they are now, the correction lines, and the way back.
const DATA = JSON.parse($('data').textContent);
const FIELDS = ['text', 'action', 'owners', 'owner_role', 'partners', 'monitors', 'mode', 'deadline_text', 'start', 'end', 'kind', 'recurrence',
  'inclusive', 'product', 'report_to'];
const today = DATA.today;

// Words that stand in the plan on the left are taken from there.
const wordsAt = ([block, start, end]) => [...wordsOf($('b' + block)).text].slice(start, end).join('');

function firstRow(entry, index) {
  const now = {inclusive: 'true', ...entry.now};
  now.text ??= entry.spans.map(wordsAt).join('\n');
  now.action ??= [...now.text].slice(entry.from).join('');
  const base = {...now, ...entry.base};
  return {index, now, base, links: entry.links, rules: entry.rules, spans: entry.spans, deleted: !!entry.deleted, fine: entry.fine || [],
    added: entry.made === 'added', cut: entry.made === 'cut'};
}

const FIRST = {rows: DATA.rows.map(firstRow), lines: DATA.lines};
const state = {rows: FIRST.rows.slice(), lines: FIRST.lines.slice()};
const past = [];

const get = (row, field) => row.now[field] || '';
const flags = row => {
  const answered = changed(row).flatMap(f => DATA.resolves[f] || []);
  return names(get(row, 'flags')).filter(code => !answered.includes(code));
};
const keyOf = row => ({id: row.base.id, owners: row.base.owners || '', words: row.base.text});
const sameKey = (line, key) => line.id === key.id && line.owners === key.owners && line.words === key.words;
const changed = row => FIELDS.filter(f => get(row, f) !== (row.base[f] || ''));
const isCorrected = row => row.deleted || row.added || row.cut || row.fine.length > 0 || changed(row).length > 0;
const stamp = () => {
  const now = new Date(), two = n => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())} ${two(now.getHours())}:${two(now.getMinutes())}`;
};

// Before every change: what there was, for one step back.
function remember() {
  past.push({rows: state.rows.slice(), lines: state.lines.slice()});
  if (past.length > 200) past.shift();
}

function put(row) {
  state.rows[state.rows.findIndex(r => r.index === row.index)] = row;
}

// One line a row and field (and, for a doubt, its code): a later change takes the place of an earlier one.
function writeLine(key, field, old, value) {
  const same = l => sameKey(l, key) && l.field === field && (field !== 'flag' || l.old === old);
  state.lines = state.lines.filter(l => !same(l));
  if (value !== null) state.lines.push({...key, field, old, new: value, who: $('who').value.trim(), when: stamp()});
}

function setFields(row, values) {
  const next = {...row, now: {...row.now}};
  for (const [field, value] of Object.entries(values)) {
    next.now[field] = value;
    const old = row.base[field] || '';
    writeLine(keyOf(row), field, old, value === old ? null : value);
  }
  put(next);
  return next;
}

function setDeleted(row, deleted) {
  writeLine(keyOf(row), 'delete', '', deleted ? 'x' : null);
  put({...row, deleted});
}

// What a person saw who found a doubt to be none: role, partners and limit as the machine reads them.
const reading = row => ['owner_role', 'partners', 'start', 'end', 'recurrence'].map(f => row.base[f] || '').join(' | ');

function setFine(row, code, fine) {
  writeLine(keyOf(row), 'flag', code, fine ? reading(row) : null);
  put({...row, fine: fine ? [...row.fine, code] : row.fine.filter(c => c !== code)});
}

let newest = -1;  // rows made on the page have negative indices

function childOf(row, text, n) {
  const first = row.base.text.startsWith(text);
  const at = row.base.action ? row.base.text.indexOf(row.base.action.slice(0, 24)) : -1;
  const action = first && at > 0 && at < text.length ? text.slice(at) : text;
  const now = {...row.base, id: `${row.base.id}/${n}`, text, action};
  return {...row, index: newest--, now, base: {...now}, fine: [], cut: true, parent: row.index};
}

function split(row, parts) {
  const children = parts.map((part, n) => childOf(row, part, n + 1));
  const kept = changed(row).filter(f => f !== 'text' && f !== 'action');
  state.lines = state.lines.filter(l => !sameKey(l, keyOf(row)));
  writeLine(keyOf(row), 'split', row.base.text, parts.join('\n\n'));
  const at = state.rows.findIndex(r => r.index === row.index);
  state.rows.splice(at, 1, ...children);
  for (const child of children) setFields(child, Object.fromEntries(kept.map(f => [f, get(row, f)])));
  return children;
}

function merge(row, into) {
  const order = [into, row].sort((a, b) => (a.spans[0]?.[0] ?? 0) - (b.spans[0]?.[0] ?? 0) || (a.spans[0]?.[1] ?? 0) - (b.spans[0]?.[1] ?? 0));
  const join = field => order.map(r => r.base[field]).filter(Boolean).join('\n');
  const old = keyOf(into), texts = {text: join('text'), action: join('action')};
  const partners = [...new Set(order.flatMap(r => names(r.base.partners)))].filter(n => !names(into.base.owners).includes(n)).join('; ');
  const timed = ['deadline_text', 'start', 'end', 'kind', 'recurrence', 'inclusive'], bare = !into.base.deadline_text && (into.base.kind || 'none') === 'none';
  const more = Object.fromEntries(timed.map(f => [f, (bare ? row : into).base[f] || '']));
  for (const f of ['product', 'report_to']) more[f] = into.base[f] || row.base[f] || '';
  const base = {...into.base, ...more, ...texts, partners};
  state.lines = state.lines.filter(l => !sameKey(l, keyOf(row))).map(l => sameKey(l, old) && (FIELDS.includes(l.field) || l.field === 'flag') ? {...l, words: texts.text} : l);
  writeLine(keyOf(row), 'merge', row.base.text, into.base.text);
  state.rows = state.rows.filter(r => r.index !== row.index);
  const touched = changed(into);
  const now = {...into.now, ...Object.fromEntries(['text', 'action', 'partners', ...timed, 'product', 'report_to'].filter(f => !touched.includes(f)).map(f => [f, base[f]]))};
  put({...into, base, now, cut: true, links: {...row.links, ...into.links}, spans: order.flatMap(r => r.spans)});
}

// A row from words of the plan that became none: at the place where they stand.
function add(text, block, start, owners) {
  const before = state.rows.filter(r => r.spans.length && (r.spans[0][0] < block || r.spans[0][0] === block && r.spans[0][1] <= start));
  const near = before.at(-1);
  const section = near ? get(near, 'section') : '';
  const id = `${section || '0'}-T${block + 1}${start ? '.' + start : ''}`;
  const now = {id, section, heading: near ? get(near, 'heading') : '', text, action: text, owners, owner_role: 'perform', mode: 'assign',
    kind: 'none', inclusive: 'true'};
  const row = {index: newest--, now, base: {...now}, links: {}, rules: ['CORRECTION'], spans: [[block, start, start + text.length]],
    deleted: false, fine: [], added: true};
  state.rows.splice(near ? state.rows.indexOf(near) + 1 : 0, 0, row);
  writeLine(keyOf(row), 'add', '', text);
  return row;
}

function stepBack() {
  const was = past.pop();
  if (was) Object.assign(state, was);
  return !!was;
}

const plainLine = l => JSON.stringify([l.id, l.owners, l.words, l.field, l.old, l.new]);
const unsaved = () => {
  const had = new Set(FIRST.lines.map(plainLine)), has = new Set(state.lines.map(plainLine));
  return [...has].filter(l => !had.has(l)).length + [...had].filter(l => !has.has(l)).length;
};
