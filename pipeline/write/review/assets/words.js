// The words of a paragraph or cell on the left, and ranges in them.
const paper = $('paper');
const blockOf = node => (node.nodeType === 1 ? node : node.parentElement)?.closest('[id^="b"]');
const textNodes = el => {
  const walk = document.createTreeWalker(el, NodeFilter.SHOW_TEXT, node =>
    node.parentElement.closest('.go, .n') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT), out = [];
  while (walk.nextNode()) out.push(walk.currentNode);
  return out;
};
// A paragraph's own words begin behind its number and the blank after it.
function wordsOf(el) {
  const nodes = textNodes(el);
  const skip = nodes.length && el.querySelector(':scope > .n') && nodes[0].data.startsWith(' ') ? 1 : 0;
  return {nodes, skip, text: nodes.map(n => n.data).join('').slice(skip)};
}

