// One more row without a round trip. Without this script the same buttons send the form, which comes back with the row.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-add-row], [data-add-form]");
  if (!button) return;
  event.preventDefault();
  const rows = button.parentElement;
  const added = button.hasAttribute("data-add-form") ? addForm(rows) : addLine(rows);
  rows.insertBefore(added, button);
  added.querySelector("input:not([type=hidden]), select, textarea").focus();
});

function addForm(rows) {
  const count = rows.parentElement.querySelector(`[name="${rows.dataset.formset}-TOTAL_FORMS"]`);
  const row = rows.querySelector("template").content.firstElementChild.cloneNode(true);
  for (const element of row.querySelectorAll("*")) {
    for (const name of ["id", "name", "for", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, value.replaceAll("__prefix__", count.value));
    }
  }
  count.value = Number(count.value) + 1;
  return row;
}

function addLine(rows) {
  const lines = rows.querySelectorAll(".rows__row");
  const row = lines[lines.length - 1].cloneNode(true);
  const control = row.querySelector("input, select");
  const words = control.getAttribute("aria-label");
  control.value = "";
  control.id = control.id.replace(/\d+$/, lines.length + 1);
  if (words) control.setAttribute("aria-label", words.replace(/\d+/, lines.length + 1));
  return row;
}
