// A list with search, after the ARIA pattern of a combobox: type to narrow, arrows to move, Enter to take and save.
"use strict";
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const options = (box) => [...box.querySelectorAll("[role=option]")];

function point(box, option) {
  for (const other of options(box)) other.classList.toggle("at", other === option);
  box.querySelector("[role=combobox]").setAttribute("aria-activedescendant", option ? option.id : "");
  if (option) option.scrollIntoView({ block: "nearest" });
}
function narrow(box, text) {
  const wanted = plain(text.trim());
  const found = options(box).filter((option) => {
    option.hidden = !plain(option.textContent).includes(wanted);
    return !option.hidden;
  });
  const first = found.find((option) => plain(option.textContent).startsWith(wanted)) || found[0];
  point(box, wanted ? first : found.find((option) => option.ariaSelected === "true") || first);
}
function take(box, option) {
  if (!option) return;
  box.querySelector("input[type=hidden]").value = option.dataset.value;
  for (const other of options(box)) other.ariaSelected = String(other === option);
  box.closest("form").requestSubmit();
}

document.addEventListener("input", (event) => {
  const box = event.target.closest("[data-choice]");
  if (box) narrow(box, event.target.value);
});
document.addEventListener("focusin", (event) => {
  const box = event.target.closest("[data-choice]");
  if (box && event.target.matches("[role=combobox]")) narrow(box, event.target.value);
});
document.addEventListener("keydown", (event) => {
  const box = event.target.closest("[data-choice]");
  if (!box || !event.target.matches("[role=combobox]")) return;
  const open = options(box).filter((option) => !option.hidden), at = open.findIndex((option) => option.classList.contains("at"));
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: open.length - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
  if (event.key === "Enter") take(box, open[at]);
  else if (to !== undefined && open.length) point(box, open[Math.max(0, Math.min(open.length - 1, to))]);
  else return;
  event.preventDefault();
});
document.addEventListener("click", (event) => {
  const option = event.target.closest("[data-choice] [role=option]");
  if (option) take(option.closest("[data-choice]"), option);
  const offered = event.target.closest("[data-offer]");
  if (offered) {
    const input = offered.closest("form").querySelector("[name=new]");
    input.value = offered.dataset.offer;
    input.focus();
  }
});
