"use strict";
// Shows the rows that hold all the words; without scripts all rows are shown. The two lists may be missing.
const finder = document.getElementById("finder");
const words = document.getElementById("words");
const decision = document.getElementById("f-decision");
const stream = document.getElementById("f-stream");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const rows = [...document.querySelectorAll("[data-row]")].map((row) => [row, plain(row.textContent)]);
function show() {
  const sought = plain(words.value).split(/\s+/).filter(Boolean);
  let count = 0;
  for (const [row, text] of rows) {
    const part = row.closest("[data-part]");
    const fits = sought.every((word) => text.includes(word)) &&
      (!decision?.value || !part || part.dataset.part === decision.value) &&
      (!stream?.value || text.includes(plain(stream.value)));
    row.hidden = !fits;
    count += fits ? 1 : 0;
  }
  document.getElementById("found").textContent = sought.length || decision?.value || stream?.value ? `${count} / ${rows.length}` : "";
}
for (const control of [words, decision, stream].filter(Boolean)) {
  control.addEventListener("input", show);
}
finder.hidden = false;
