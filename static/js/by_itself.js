/* Saves a description while somebody writes, by sending its form to where the buttons send it. Nothing depends on it:
   without this file the buttons save. What the answers hold: catalog/views/by_itself.py. */
"use strict";

{
  const PAUSE = 1500; // milliseconds without a key before the form is sent
  const AGAIN = 15000;
  const NOT_WRITTEN = /^(csrfmiddlewaretoken|edit_number|creation_token|step|.*-key)$/;

  const written = (form) =>
    new URLSearchParams([...new FormData(form)].filter(([name]) => !NOT_WRITTEN.test(name))).toString();
  const find = (form, button) =>
    [...form.querySelectorAll("button")].find((each) => each.name === button.name && each.value === button.value);

  for (const form of document.querySelectorAll("form[data-by-itself]")) {
    const box = form.querySelector("[data-saving]");
    const notice = box.querySelector("[data-notice]");
    const shown = new WeakMap();
    // After an error the page holds what was typed and not saved.
    let saved = document.getElementById("error-summary") ? "" : written(form);
    let state = "saved"; // or: refused, stale, signed-out, offline
    let timer = 0;
    let running = null;
    let isSent = false;

    const isSaved = () => written(form) === saved;
    const say = (words) => {
      const said = box.querySelector("[data-said]");
      if (said.textContent !== words) said.textContent = words;
    };
    const soon = (delay) => {
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    };

    async function save(isLeaving = false) {
      clearTimeout(timer);
      while (running) await running;
      if (isSent || state === "stale" || state === "signed-out") return state;
      if (isSaved()) return (state = "saved");
      running = send(isLeaving === true);
      try {
        return await running;
      } finally {
        running = null;
        if (state === "saved" && !isSaved()) soon(PAUSE);
      }
    }

    async function send(isLeaving) {
      const now = written(form);
      try {
        const response = await fetch(form.getAttribute("action") || location.pathname + location.search, {
          method: "POST",
          body: new URLSearchParams([...new FormData(form)]),
          headers: { "X-By-Itself": "1" },
          redirect: "manual",
          keepalive: isLeaving,
        });
        if (response.type === "opaqueredirect" || response.status === 403) return signedOut();
        const answer = await response.json();
        if (response.ok) return taken(answer, now);
        if (response.status === 409) return stale(answer);
        if (response.status === 422) return refused(answer);
      } catch {
        // No connection, or an answer that is no answer to this.
      }
      say(box.dataset.offline);
      soon(AGAIN);
      return (state = "offline");
    }

    function taken(answer, now) {
      saved = now;
      apply(answer);
      say(answer.said);
      for (const [name, key] of Object.entries(answer.keys)) {
        const row = form.elements.namedItem(name);
        if (row) row.value = key;
      }
      const heading = document.getElementById("record_name");
      if (heading && answer.name) heading.textContent = answer.name;
      if (answer.address) {
        form.setAttribute("action", answer.address);
        history.replaceState(null, "", answer.address + location.search + location.hash);
      }
      return (state = "saved");
    }

    function refused(answer) {
      say(answer.said);
      clearErrors();
      answer.errors.forEach(showError);
      return (state = "refused");
    }

    function stale(answer) {
      say(answer.said);
      notice.innerHTML = answer.notice;
      return (state = "stale");
    }

    function signedOut() {
      say(box.dataset.signedOut);
      return (state = "signed-out");
    }

    /* What depends on what is saved: the edit number, pieces of the page, what has been found about each field. */
    function apply(answer) {
      form.elements.namedItem("edit_number").value = answer.edit_number;
      clearErrors();
      for (const [id, html] of Object.entries(answer.pieces)) {
        const piece = document.getElementById(id);
        if (piece) swap(piece, html);
        else if (id === "record_aside") form.closest(".workbench").insertAdjacentHTML("afterbegin", html);
      }
      for (const found of form.querySelectorAll("[data-found]")) swap(found, answer.findings[found.dataset.found] ?? "");
      form.dispatchEvent(new CustomEvent("savedbyitself"));
      document.body.dispatchEvent(new CustomEvent("saved"));
    }

    /* Other content, with the focus and what was unfolded where it was. */
    function swap(element, html) {
      if (shown.get(element) === html) return;
      shown.set(element, html);
      const signature = (each) => `${each.tagName} ${each.getAttribute("href")} ${each.name} ${each.value}`;
      const focused = element.contains(document.activeElement) ? signature(document.activeElement) : null;
      const open = [...element.querySelectorAll("details")].map((each) => each.open);
      element.innerHTML = html;
      element.querySelectorAll("details").forEach((each, place) => (each.open = open[place] ?? each.open));
      if (focused) [...element.querySelectorAll("a, button, summary")].find((each) => signature(each) === focused)?.focus();
      window.htmx?.process(element);
    }

    function showError({ control: id, sentence }) {
      const control = document.getElementById(id);
      const field = control?.closest(".field");
      if (!field) return;
      const list = document.createElement("ul");
      const item = document.createElement("li");
      list.className = "field__errors";
      list.id = `${id}_said`;
      list.dataset.byItself = "";
      item.textContent = sentence;
      list.append(item);
      if (control.parentElement === field) field.insertBefore(list, control);
      else field.append(list);
      field.classList.add("field--error");
      control.setAttribute("aria-invalid", "true");
      control.setAttribute("aria-describedby", `${control.getAttribute("aria-describedby") ?? ""} ${list.id}`.trim());
    }

    function clearErrors() {
      for (const list of form.querySelectorAll("[data-by-itself].field__errors")) {
        const control = document.getElementById(list.id.replace(/_said$/, ""));
        control?.removeAttribute("aria-invalid");
        const described = control?.getAttribute("aria-describedby")?.replace(list.id, "").trim();
        if (described) control.setAttribute("aria-describedby", described);
        list.closest(".field").classList.remove("field--error");
        list.remove();
      }
    }

    /* To the first thing that has to be mended: only when somebody has pressed a button. */
    function enterFirstError() {
      const list = form.querySelector("[data-by-itself].field__errors");
      if (!list) return;
      const id = list.id.replace(/_said$/, "");
      if (location.hash === `#${id}`) document.getElementById(id).focus();
      else location.hash = id;
    }

    form.byItself = { save, isSaved, apply, enterFirstError, saved: () => (saved = written(form)) };

    const change = (event) => {
      if (!event.target.name) return;
      if (!isSaved()) return soon(PAUSE);
      clearTimeout(timer);
      if (state !== "refused") return;
      // What had to be mended has been taken back.
      clearErrors();
      say("");
      state = "saved";
    };
    form.addEventListener("input", change);
    form.addEventListener("change", change);

    // A button sends the form itself; what is on its way comes first.
    form.addEventListener("submit", async (event) => {
      if (event.defaultPrevented) return;
      clearTimeout(timer);
      if (running) {
        event.preventDefault();
        const button = event.submitter;
        while (running) await running;
        form.requestSubmit(button?.isConnected ? button : button ? find(form, button) : undefined);
        return;
      }
      isSent = true;
    });
    addEventListener("pageshow", (event) => {
      if (event.persisted) isSent = false;
    });

    // A link leads on when everything is saved, so that the next page knows it.
    document.addEventListener("click", async (event) => {
      const link = event.target.closest("a[href]");
      const isPlain = !event.defaultPrevented && !event.button && !(event.ctrlKey || event.metaKey || event.shiftKey);
      if (!link || !isPlain || link.target || link.origin !== location.origin || isSaved()) return;
      if (link.pathname === location.pathname && link.search === location.search && link.hash) return;
      if (state === "stale" || state === "signed-out") return;
      event.preventDefault();
      await save();
      location.href = link.href;
    });

    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") save(true);
    });
    addEventListener("pagehide", () => save(true));
    addEventListener("beforeunload", (event) => {
      if (!isSent && state !== "saved" && !isSaved()) event.preventDefault();
    });
  }
}
