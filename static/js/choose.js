/* A list whose rows can be chosen: all of the page at once, and how many are chosen. Without this script each is ticked. */
"use strict";

for (const form of document.querySelectorAll("form[data-choose]")) {
  const page = form.querySelector("[data-choose-page]");
  const rows = [...form.querySelectorAll("[name=vald]")];
  const all = form.querySelector("[name=alla]");
  const told = form.querySelector("[data-chosen]");
  const show = () => {
    const count = rows.filter((row) => row.checked).length;
    page.checked = count === rows.length;
    page.indeterminate = count > 0 && count < rows.length;
    told.textContent = `${told.dataset.chosen} ${count}`;
    told.classList.remove("visually-hidden");
  };
  page.hidden = false;
  page.addEventListener("change", () => {
    for (const row of rows) row.checked = page.checked;
    show();
  });
  for (const row of rows) row.addEventListener("change", show);
  // All that the filter lets through: those on this page are seen to be among them.
  all.addEventListener("change", () => {
    for (const row of [...rows, page]) row.disabled = all.checked;
  });
  show();
}
