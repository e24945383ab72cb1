/* Shows one step of a form at a time, and searches among its fields. Without this file all steps stand below each other
   and the index of fields is a list of links. Where one is stands in the address, so back and forward work. */
"use strict";

{
  const steps = document.querySelector("[data-steps]");
  const form = steps?.closest("form");
  const index = document.querySelector("[data-field-index]");
  const remembered = steps && form.elements.namedItem("step");
  const isAll = steps?.classList.contains("form-steps--all");

  function show(step) {
    for (const each of steps.querySelectorAll(".step")) each.classList.toggle("step--current", each === step);
    if (!isAll) remembered.value = step.id.replace("steg-", "");
    mark();
  }

  function mark() {
    const step = steps.querySelector(".step--current");
    for (const link of document.querySelectorAll("#step_list a")) {
      if (step && !isAll && link.hash === `#${step.id}`) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  }

  /* The step that an address leads into; nothing when it leads elsewhere. */
  function follow(hash) {
    const place = document.getElementById(decodeURIComponent(hash.slice(1)));
    const step = place?.closest(".step");
    if (!step || !steps.contains(step)) return;
    show(step);
    if (place !== step) return;
    step.focus({ preventScroll: true });
    (isAll ? step : document.querySelector(".step-nav")).scrollIntoView();
  }

  if (steps) {
    steps.classList.add("form-steps--script");
    if (!isAll) remembered.value ||= (steps.querySelector(".step--current")?.id ?? "").replace("steg-", "");
    mark();
    const summary = document.getElementById("error-summary");
    if (summary) {
      // The address still says which step the form was sent from, and the browser would go there.
      history.replaceState(null, "", location.pathname + location.search);
      summary.focus();
    } else if (location.hash) follow(location.hash);
    addEventListener("hashchange", () => follow(location.hash));
    form.addEventListener("savedbyitself", mark);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[href*='#']");
      if (link?.hash && link.hash === location.hash && link.pathname === location.pathname) follow(link.hash);
    });

    // On without a new page. What has to be mended keeps one here; when saving fails the button does what it does.
    form.addEventListener("click", async (event) => {
      const button = event.target.closest("button[name=to_step]");
      if (!button || !form.byItself || button.dataset.pressed) return;
      event.preventDefault();
      const state = await form.byItself.save();
      if (state === "saved") location.hash = `steg-${button.value}`;
      else if (state === "refused") form.byItself.enterFirstError();
      else {
        button.dataset.pressed = "";
        form.requestSubmit(button);
      }
    });
  }

  if (index) {
    const search = index.querySelector("input[type=search]");
    const none = index.querySelector("[data-none]");
    const plain = (words) => words.normalize("NFC").toLocaleLowerCase();
    const wanted = () => plain(search.value).split(/\s+/).filter(Boolean);
    const fits = (element) => wanted().every((word) => plain(element.textContent).includes(word));
    search.closest("[hidden]").hidden = false;
    search.addEventListener("input", () => {
      let any = false;
      for (const section of index.querySelectorAll("section")) {
        for (const item of section.querySelectorAll("li")) {
          item.hidden = !fits(item);
          any ||= !item.hidden;
        }
        section.hidden = !section.querySelector("li:not([hidden])");
      }
      none.textContent = any ? "" : none.dataset.none;
    });
    search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault(); // the form is not sent by a search
      // One that is called so comes before one whose help only mentions it.
      const links = [...index.querySelectorAll("section:not([hidden]) li:not([hidden]) a")];
      (links.find(fits) ?? links[0])?.click();
    });
    index.addEventListener("click", (event) => {
      if (event.target.closest("li a")) index.open = false;
    });
  }
}
