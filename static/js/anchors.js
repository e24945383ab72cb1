// A link to a field leads into it: to its first control, also where the field is a group. Without this script the
// browser scrolls there.
function enterField() {
  const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const control = field?.matches("fieldset") && field.querySelector("input:not([type=hidden]), select, textarea, button");
  if (control) control.focus();
}

addEventListener("hashchange", enterField);
// Not at once: the browser's own leap to the anchor, when the page has loaded, would take the focus away again.
addEventListener("load", () => setTimeout(enterField));
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href*='#id_']");
  if (link && link.hash === location.hash && link.pathname === location.pathname) enterField();
});
