// What the page does beside htmx: it says when something was not saved and keeps it, locks, and leads to the words.
"use strict";
const Desk = { under: new Map(), waiting: [], failed: null };

const byId = (id) => document.getElementById(id);
const show = (element, on) => { if (element) element.hidden = !on; };

// Requests: keys typed while one is under way wait for its answer, for which they are meant.
const turns = ({ requestConfig, target }) => requestConfig.verb === "post" || target.id === "desk";
const busy = (counts = () => true) => [...Desk.under].some(([xhr, detail]) => xhr.readyState < 4 && counts(detail));
document.addEventListener("htmx:beforeRequest", (event) => {
  const { detail } = event;
  if (detail.requestConfig.verb === "post" && busy(turns)) event.preventDefault();
  else if (turns(detail) || detail.target.matches(".slot")) Desk.under.set(detail.xhr, detail);
});
document.addEventListener("htmx:afterRequest", (event) => {
  Desk.under.delete(event.detail.xhr);
  if (event.detail.successful || [409, 422].includes(event.detail.xhr.status)) {
    if (Desk.failed && Desk.failed.element === event.detail.elt) lost(null);
  }
});

// Not saved: what was sent stays where it is, in its form, and can be sent again under the same key.
function lost(kind, element) {
  Desk.failed = kind ? { kind, element } : null;
  Desk.waiting = [];
  show(byId("lost"), Boolean(kind));
  for (const line of document.querySelectorAll("[data-lost]")) show(line, line.dataset.lost === kind);
  document.body.classList.toggle("unsaved", Boolean(kind));
  if (kind) byId("retry").focus();
}
const kindOf = (status) => (status === 401 ? "session" : status ? "fault" : "network");
for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(name, (event) => {
    if (event.detail.requestConfig.verb !== "post" && event.detail.xhr.status === 401) { location.reload(); return; }
    lost(kindOf(event.detail.xhr.status), event.detail.elt);
  });
}
addEventListener("beforeunload", (event) => { if (Desk.failed && Desk.failed.element.matches("form")) event.preventDefault(); });

document.addEventListener("click", (event) => {
  const { target } = event;
  const is = (selector) => target.closest(selector);
  let found;
  if (is("#retry") && Desk.failed) {
    const { element } = Desk.failed;
    if (element.matches("form")) element.requestSubmit(); else element.click();
  } else if (is("#forget")) lost(null);
  else if ((found = is("[data-open]"))) byId(found.dataset.open).showModal();
  else if ((found = is("[data-close]"))) byId(found.dataset.close).close();
  else if (is("[data-leave]")) leave();
  else if ((found = is("[data-jump]"))) jump(found.dataset.jump);
});

// An editor is left without a trace.
function leave() {
  for (const slot of document.querySelectorAll(".slot")) slot.replaceChildren();
  const desk = byId("desk");
  if (desk) byId("text").focus({ preventScroll: true });
}

// One editor at a time.
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.target.matches(".slot")) for (const slot of document.querySelectorAll(".slot")) slot.replaceChildren();
});

// To the words.
function jump(kind) {
  const marks = [...document.querySelectorAll(`#text mark.${kind}`)];
  if (!marks.length) return;
  for (const mark of document.querySelectorAll("#text mark.lit")) mark.classList.remove("lit");
  for (const mark of marks) mark.classList.add("lit");
  middle(marks.find((mark) => !seen(mark)) || marks[0]);
}
const seen = (mark) => {
  const box = mark.getBoundingClientRect(), frame = byId("text").getBoundingClientRect();
  return box.top >= frame.top && box.bottom <= frame.bottom;
};
function middle(mark) {
  const text = byId("text");
  if (text.scrollHeight > text.clientHeight) {
    text.scrollTop += mark.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight * 0.4;
  } else mark.scrollIntoView({ block: "center" });
}

function settle() {
  const desk = byId("desk");
  if (!desk) return;
  const act = document.querySelector("#text mark.act");
  if (act) middle(act);
  const here = document.querySelector(".strip [aria-current]");
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
  if (desk.dataset.saved) byId("said").textContent = desk.dataset.saved;
  document.body.classList.toggle("saved", Boolean(desk.dataset.saved));
}
document.addEventListener("DOMContentLoaded", settle);
document.addEventListener("htmx:afterSwap", (event) => {
  const { target } = event.detail;
  if (target.matches(".slot")) target.firstElementChild?.scrollIntoView({ block: "nearest" });
  if (!byId("desk") || target.id !== "desk") return;
  settle();
});

// Nobody there: the curtain falls. The server locks by itself; this only hides what is on the screen.
let left = Date.now();
for (const name of ["keydown", "pointerdown", "pointermove", "wheel"]) addEventListener(name, () => { left = Date.now(); }, { passive: true });
setInterval(() => {
  if (Date.now() - left > 1000 * Number(document.body.dataset.idle)) {
    document.body.classList.add("away");
    show(byId("curtain"), true);
  }
}, 5000);
