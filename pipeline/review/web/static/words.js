// Marked words become a field's value: the selection's offsets, in code points of the alert's text, go to the server.
"use strict";
const points = (text) => [...text].length;

// The offset of a place in the text: `data-at` is that of a piece, `data-long` how much of the text it stands for.
function offset(node, inside) {
  const piece = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("[data-at]");
  if (!piece || !byId("text").contains(piece)) return null;
  const length = Number(piece.dataset.long), shown = points(piece.textContent);
  const before = node.nodeType === Node.TEXT_NODE ? points(node.data.slice(0, inside)) : inside ? shown : 0;
  return Number(piece.dataset.at) + (shown === length ? before : before ? length : 0);
}

function marked() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !byId("text")?.contains(selection.anchorNode)) return null;
  const range = selection.getRangeAt(0);
  const start = offset(...edge(range, true)), end = offset(...edge(range, false));
  return start === null || end === null || start >= end ? null : { start, end, box: range.getBoundingClientRect() };
}

// A range may begin or end beside the pieces (at a paragraph's edge): take the piece next to it.
function edge(range, first) {
  const node = first ? range.startContainer : range.endContainer, at = first ? range.startOffset : range.endOffset;
  if (node.nodeType === Node.TEXT_NODE) return [node, at];
  const walker = document.createTreeWalker(byId("text"), NodeFilter.SHOW_TEXT, (text) =>
    text.parentElement.closest("[data-at]") && range.intersectsNode(text) ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
  let found = walker.nextNode(), last = found;
  while (!first && last) { found = last; last = walker.nextNode(); }
  return found ? [found, first ? 0 : found.data.length] : [node, at];
}

function offer() {
  const words = marked(), pick = byId("pick");
  show(pick, Boolean(words));
  if (!words || !pick) return;
  pick.style.setProperty("left", `${Math.max(8, Math.min(words.box.left, innerWidth - pick.offsetWidth - 8))}px`);
  const below = words.box.bottom + 6 + pick.offsetHeight < innerHeight;
  pick.style.setProperty("top", `${below ? words.box.bottom + 6 : words.box.top - pick.offsetHeight - 6}px`);
}
document.addEventListener("selectionchange", offer);

function use(path, slot) {
  const words = marked(), desk = byId("desk");
  if (!desk) return;
  const span = words ? `&start=${words.start}&end=${words.end}` : "";
  getSelection().removeAllRanges();
  htmx.ajax("GET", `/row/${desk.dataset.row}/${path}?${desk.dataset.query}${span}`, { target: `#${slot}`, swap: "innerHTML" });
}
document.addEventListener("pointerdown", (event) => { if (event.target.closest("#pick")) event.preventDefault(); });
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (button) use(button.dataset.pick, button.dataset.slot);
});
// With words marked, a field's key or a tool's key takes them along.
document.addEventListener("htmx:configRequest", (event) => {
  const words = marked();
  if (!words || event.detail.verb !== "get" || !/\/(edit|tool)\//.test(event.detail.path)) return;
  event.detail.parameters.set("start", words.start);
  event.detail.parameters.set("end", words.end);
  getSelection().removeAllRanges();
});

// By keyboard: w marks the act's words; then left and right move word by word, with shift they extend.
function mark() {
  const from = document.querySelector("#text mark.act [data-at]") || document.querySelector("#text [data-at]");
  if (!from) return;
  getSelection().selectAllChildren(from);
  byId("text").focus({ preventScroll: true });
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !byId("text") || event.target.closest("input, textarea, select, .editor")) return;
  if (event.key === "w" && !byId("help").open) { mark(); event.preventDefault(); return; }
  if (!marked()) return;
  const selection = getSelection();
  if (/^Arrow(Left|Right)$/.test(event.key)) {
    const way = event.key === "ArrowRight" ? "forward" : "backward";
    if (event.shiftKey) selection.modify("extend", way, "word");
    else {
      if (way === "forward") selection.collapseToEnd(); else selection.collapseToStart();
      selection.modify("move", way, "word");
      if (way === "forward") selection.modify("move", "backward", "word");
      selection.modify("extend", "forward", "word");
    }
    event.preventDefault();
    event.stopImmediatePropagation();
  } else if (event.key === "Enter" && !byId("pick").contains(event.target)) {
    byId("pick").querySelector("button").focus();
    event.preventDefault();
  }
});
