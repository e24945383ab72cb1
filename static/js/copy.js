/* Buttons that copy an address. They are hidden until this file has run; without it the address is selected by hand. */
"use strict";

for (const button of document.querySelectorAll("button[data-copy]")) {
  const answer = button.parentElement.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(source.textContent.trim());
      if (answer) answer.textContent = answer.dataset.copied;
    } catch {
      // Not allowed to write: select it, so that the person's own keys can copy.
      window.getSelection().selectAllChildren(source);
    }
  });
}
