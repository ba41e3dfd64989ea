// Every key clicks a control that is on the page and bears it (data-key), so that keys and mouse do the same.
"use strict";
const writing = (element) => element.matches("input:not([type=checkbox]):not([type=radio]), textarea, select");
const digit = (event) => (/^(Digit|Numpad)\d$/.test(event.code) && !event.shiftKey ? event.code.slice(-1) : event.key);
const named = (event) => ({ e: "1" })[event.key] || digit(event);
const keysOn = () => localStorage.getItem("recense-keys") !== "off";

function press(key) {
  const control = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!control) return false;
  if (control.matches("input, select, textarea")) control.focus();
  else control.click();
  return true;
}

// A key that comes while an answer is under way is meant for what the answer brings, after those that wait already.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !event.isTrusted || !keysOn() || byId("help").open) return;
  if (event.key.length !== 1 && event.key !== "Enter") return;
  if (!Desk.waiting.length && (writing(event.target) || !busy())) return;
  Desk.waiting.push(event);
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);
document.addEventListener("htmx:afterRequest", () => setTimeout(() => {
  while (Desk.waiting.length && !busy() && !Desk.failed) give(Desk.waiting.shift());
}));
function give(event) {
  const at = document.activeElement, { key } = event;
  if (key === "Enter") {
    const free = at.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
    if (free && writing(at)) at.form?.requestSubmit();
  } else if (writing(at)) document.execCommand("insertText", false, key);
  else if (!at.closest(".editor")) press(named(event));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.key === "Escape") { escape(event); return; }
  if (byId("help").open || writing(event.target)) return;
  if (arrows(event)) { event.preventDefault(); return; }
  if (event.target.closest(".editor") && event.key !== "?") return;
  if (!keysOn() && event.key !== "?") return;
  const key = named(event);
  if (key.length !== 1) return;
  if (lines(key) || press(key)) event.preventDefault();
});

function escape(event) {
  if (byId("help").open) return;
  if (!byId("pick")?.hidden) { getSelection().removeAllRanges(); show(byId("pick"), false); }
  else if (document.querySelector(".slot > *")) { leave(); event.preventDefault(); }
  else if (writing(event.target)) event.target.blur();
}

// Left and right walk the alert's incidents by time; in a list of people up and down walk the names.
function arrows(event) {
  if (event.target.closest("[data-people], fieldset") && /^Arrow(Up|Down)$/.test(event.key)) {
    const boxes = [...event.target.closest("fieldset").querySelectorAll("input")];
    if (event.target.type === "radio") return false;
    const next = boxes[boxes.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) next.focus();
    return true;
  }
  if (event.target.closest(".editor") || event.shiftKey || !/^Arrow(Left|Right)$/.test(event.key)) return false;
  if (marked()) return false;
  const here = document.querySelector(".strip [aria-current]")?.closest("li");
  const stop = event.key === "ArrowLeft" ? here?.previousElementSibling : here?.nextElementSibling;
  if (stop) stop.querySelector("a").click();
  return Boolean(here);
}

// In the queue j and k walk the lines; Enter opens one.
function lines(key) {
  const open = [...document.querySelectorAll("a.open")];
  if (!open.length || !["j", "k"].includes(key)) return false;
  const at = open.indexOf(document.activeElement);
  const next = open[at < 0 ? 0 : at + (key === "j" ? 1 : -1)];
  if (next) next.focus();
  return true;
}

document.addEventListener("DOMContentLoaded", () => {
  const box = byId("keys-on");
  box.checked = keysOn();
  box.addEventListener("change", () => localStorage.setItem("recense-keys", box.checked ? "on" : "off"));
});
