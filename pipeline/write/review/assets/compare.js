const boxes = [...document.querySelectorAll('#figures input')], changes = [...document.querySelectorAll('.change')];
function show() {
  const wanted = new Set(boxes.filter(box => box.checked).map(box => box.value));
  let count = 0;
  for (const change of changes) {
    change.hidden = !change.dataset.kinds.split(' ').some(kind => wanted.has(kind));
    count += !change.hidden;
  }
  document.getElementById('found').textContent = `${count} trên ${changes.length} nhiệm vụ`;
}
for (const box of boxes) box.addEventListener('change', show);
show();
