// A link to a field leads into it: to its first control, also where the field is a group. Without this script the
// browser scrolls there and gives the group itself the focus, since it has tabindex="-1".
function enterField() {
  const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!field) return;
  for (let folded = field.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  const isGroup = field.matches("fieldset");
  const control = isGroup ? field.querySelector("input:not([type=hidden]), select, textarea, button") : field;
  if (isGroup || field.matches("input, select, textarea")) control?.focus();
}

addEventListener("hashchange", enterField);
// The browser's own leap to the anchor comes with the first pictures of the page and would take the focus away again.
addEventListener("load", () => requestAnimationFrame(() => requestAnimationFrame(enterField)));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#id_']");
  if (link && link.hash === location.hash && link.pathname === location.pathname) enterField();
});
