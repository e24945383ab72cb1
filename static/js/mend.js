/* A finding is mended in what is saved: what has been typed is saved first. Asks before it would be lost. */
"use strict";

document.addEventListener("submit", async (event) => {
  const mend = event.target.closest("form[data-unsaved]");
  const form = document.querySelector(".workbench__main form");
  if (!mend || !form?.byItself || form.byItself.isSaved()) return;
  event.preventDefault();
  const state = await form.byItself.save();
  const same = (each) => ["mend", "iri", "field"].every((name) => each.elements[name].value === mend.elements[name].value);
  const current = [...document.querySelectorAll("form[data-unsaved]")].find(same);
  if (state === "saved") current?.submit(); // it is gone when what was typed has mended it
  else if (window.confirm(mend.dataset.unsaved)) {
    form.byItself.saved();
    mend.submit();
  }
});
