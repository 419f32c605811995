"use strict";
// Copy buttons show only where the browser can copy; all pages work without this file.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const words = "copyAddress" in button.dataset ? location.href.split("#")[0] : button.dataset.copy;
      navigator.clipboard.writeText(words).then(() => {
        button.setAttribute("aria-pressed", "true");
      });
    });
  }
}
