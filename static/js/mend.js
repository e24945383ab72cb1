/* A finding is mended in what is saved: asks before that takes away what has been typed into the form beside it. */
"use strict";

{
  const form = document.querySelector(".workbench__main form");
  const typed = () => new URLSearchParams(new FormData(form)).toString();
  const start = form && typed();
  for (const mend of document.querySelectorAll("form[data-unsaved]")) {
    mend.addEventListener("submit", (event) => {
      // After an error the page already holds what was typed and not saved.
      const isUnsaved = form && (typed() !== start || document.getElementById("error-summary"));
      if (isUnsaved && !window.confirm(mend.dataset.unsaved)) event.preventDefault();
    });
  }
}
