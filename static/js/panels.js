/* Records that a form can name are added in a dialog of the same page. Without this file the same buttons save the form
   and lead to a page of its own. The dialog holds the form of that page: catalog/views/in_place.py. */
"use strict";

{
  let count = 0;

  document.addEventListener("click", async (event) => {
    const opener = event.target.closest("[data-panel]");
    if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const form = opener.closest("form");
    if (opener.dataset.pressed || !form || count > 8) return;
    event.preventDefault();
    const fallBack = () => {
      if (opener.href) location.href = opener.href;
      else {
        const button = opener.isConnected ? opener : form.querySelector(`button[name=${opener.name}]`);
        button.dataset.pressed = "";
        form.requestSubmit(button);
      }
    };
    // What belongs to a record needs the record; all else can do without.
    const state = await form.byItself?.save();
    const current = opener.isConnected ? opener : form.querySelector(`[data-panel][name=${opener.name}]`);
    if (state === "refused" && !current.dataset.panel) return form.byItself.enterFirstError();
    if (!current?.dataset.panel) return fallBack();
    try {
      await open(current, form);
    } catch {
      fallBack();
    }
  });

  async function open(opener, form) {
    const panel = `panel${(count += 1)}`;
    const address = opener.dataset.panel;
    const response = await fetch(address, { headers: { "X-Panel": panel }, redirect: "error" });
    if (!response.ok) throw new Error(`no panel: ${response.status}`);
    const dialog = document.createElement("dialog");
    dialog.className = "ds-dialog panel-dialog";
    dialog.setAttribute("aria-labelledby", `${panel}_title`);
    document.body.append(dialog);
    dialog.addEventListener("close", () => {
      count -= 1;
      dialog.remove();
      const back = opener.isConnected ? opener : form.querySelector(`[data-panel="${CSS.escape(address)}"]`);
      back?.focus();
    });
    let start = "";
    const written = () => new URLSearchParams([...new FormData(dialog.querySelector("form"))]).toString();
    const mayClose = () => written() === start || confirm(document.querySelector("[data-saving]").dataset.unsaved);
    const fill = (html) => {
      dialog.innerHTML = html;
      start ||= written();
      (dialog.querySelector(".error-summary") ?? dialog.querySelector("h2")).focus();
    };
    dialog.addEventListener("cancel", (event) => {
      if (!mayClose()) event.preventDefault();
    });
    dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]") && mayClose()) dialog.close();
      const link = event.target.closest(".error-summary a");
      if (link) {
        event.preventDefault(); // the address of the page is that of the form behind
        enter(document.getElementById(decodeURIComponent(link.hash.slice(1))));
      }
    });
    dialog.addEventListener("submit", async (event) => {
      const button = event.submitter;
      if (event.defaultPrevented || button?.dataset.pressed !== undefined) return;
      if (button?.name === "to_mend") {
        event.target.action = address; // what is mended is seen on its own page
        return;
      }
      event.preventDefault();
      button.disabled = true;
      const data = new URLSearchParams([...new FormData(dialog.querySelector("form"))]);
      if (button.name) data.append(button.name, button.value);
      try {
        const answer = await fetch(address, { method: "POST", body: data, headers: { "X-Panel": panel }, redirect: "error" });
        const isData = answer.headers.get("Content-Type")?.startsWith("application/json");
        if (answer.ok && isData) {
          dialog.close();
          take(await answer.json(), opener, form);
        } else if (answer.ok || answer.status === 422) fill(await answer.text());
        else throw new Error(`not taken: ${answer.status}`);
      } catch {
        // Its own page shows what is wrong: a session that has ended, somebody else's edit.
        button.disabled = false;
        button.dataset.pressed = "";
        event.target.action = address;
        event.target.requestSubmit(button);
      }
    });
    fill(await response.text());
    dialog.showModal();
    dialog.querySelector("h2").focus();
  }

  function enter(place) {
    for (let folded = place?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    (place?.matches("fieldset") ? place.querySelector("input:not([type=hidden]), select, textarea") : place)?.focus();
  }

  function take(answer, opener, form) {
    if (answer.pieces) return form.byItself.apply(answer);
    choose(form, opener.dataset.chosenIn, answer);
    form.dispatchEvent(new Event("change", { bubbles: true }));
    form.byItself?.save();
  }

  /* The new record, chosen in the field that it was added for. */
  function choose(form, name, { value, label }) {
    const select = form.querySelector(`select[name="${name}"]`);
    if (select) return select.add(new Option(label, value, true, true));
    const field = form.querySelector(`[data-field="${name}"]`);
    const choice = document.createElement("div");
    const input = document.createElement("input");
    const words = document.createElement("label");
    choice.className = "choice";
    Object.assign(input, { type: "checkbox", className: "ds-input", name, value, checked: true, id: `id_${name}_new_${value}` });
    Object.assign(words, { htmlFor: input.id, textContent: label });
    choice.append(input, words);
    field.querySelector(".choices").append(choice);
  }
}
