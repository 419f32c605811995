"use strict";
// Line numbers, the place of an error, and buttons that insert terms; the form works without this file.
const area = document.getElementById("query");
const gutter = document.createElement("ol");
gutter.className = "gutter";
gutter.setAttribute("aria-hidden", "true");
area.before(gutter);
area.parentElement.classList.add("numbered");

function number() {
  const wanted = area.value.split("\n").length;
  while (gutter.children.length > wanted) {
    gutter.lastChild.remove();
  }
  while (gutter.children.length < wanted) {
    const line = document.createElement("li");
    line.textContent = String(gutter.children.length + 1);
    gutter.append(line);
  }
  gutter.scrollTop = area.scrollTop;
}

function put(words, start, end) {
  area.setRangeText(words, start, end, "end");
  area.dispatchEvent(new Event("input"));
}

function declare(prefix, address) {
  if (!new RegExp(`^\\s*PREFIX\\s+${prefix}:`, "im").test(area.value)) {
    const at = area.selectionStart;
    const line = `PREFIX ${prefix}: <${address}>\n`;
    put(line, 0, 0);
    area.setSelectionRange(at + line.length, at + line.length);
  }
}

area.addEventListener("input", number);
area.addEventListener("scroll", () => { gutter.scrollTop = area.scrollTop; });
area.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    area.form.requestSubmit();
  }
});
number();

const line = Number(area.dataset.line || 0);
if (line) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const before = Array.from(lines[line - 1] || "").slice(0, Number(area.dataset.column) - 1).join("");
  const at = Math.min(start + before.length, area.value.length);
  gutter.children[Math.min(line, lines.length) - 1].classList.add("wrong");
  area.focus();
  area.setSelectionRange(at, at);
}

const inserts = document.getElementById("inserts");
inserts.hidden = false;
for (const button of inserts.querySelectorAll("button.insert")) {
  button.addEventListener("click", () => {
    const { insert, prefix, address } = button.dataset;
    declare(prefix, address);
    if (insert) {
      const before = area.value.slice(0, area.selectionStart);
      put(/(^|[\s({])$/.test(before) ? insert : ` ${insert}`, area.selectionStart, area.selectionEnd);
    }
    area.focus();
  });
}
document.getElementById("find-term").addEventListener("input", (event) => {
  const sought = event.target.value.trim().toLowerCase();
  for (const button of inserts.querySelectorAll("button.insert")) {
    button.closest("li").hidden = !`${button.textContent} ${button.title}`.toLowerCase().includes(sought);
  }
});
const copy = document.querySelector("button.copy");
copy?.addEventListener("click", (event) => {
  const address = new URL(location.href);
  address.searchParams.set("query", area.value);
  navigator.clipboard.writeText(address.href).then(() => copy.setAttribute("aria-pressed", "true"));
  event.stopImmediatePropagation();
}, true);
