/* Keeps a page of the teacher's own edition up to date: `slc serve` tells of each build, and this shows it.

   The page is loaded anew when, and only when, its own content changed. All words come from the program, ready
   to be shown. Without `slc serve` (from a file, on the web) nothing happens at all. */
"use strict";

(() => {
  const RETRY = 2000; // milliseconds until a lost connection is tried again
  const PATIENCE = 300; // milliseconds that a build may take before it is spoken of
  const source = document.querySelector('meta[name="slc-source"]')?.content ?? "";
  // A page that stands in for one that could not be built says itself what is the matter.
  const standsIn = document.body.classList.contains("slc-explanation");
  const events = `/_slc/events?${new URLSearchParams({ page: location.pathname, source })}`;

  let shown = markOfThisPage();
  let last = null;
  let stream = null;
  let timer = 0;
  let panel = null;

  if (location.protocol === "http:") {
    // A browser opens only six streams to one server: only pages that somebody looks at have one.
    document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
    addEventListener("pagehide", disconnect);
    addEventListener("pageshow", connect);
    connect();
  }

  function markOfThisPage() {
    const [navigation] = performance.getEntriesByType("navigation");
    const told = navigation?.serverTiming?.find((entry) => entry.name === "slc-page");
    return told?.description ?? null;
  }

  function connect() {
    clearTimeout(timer);
    if (stream || document.hidden) return;
    stream = new EventSource(events);
    stream.addEventListener("status", (event) => hear(JSON.parse(event.data)));
    stream.addEventListener("error", () => {
      disconnect();
      if (last) say(last.words.stopped, last);
      timer = setTimeout(connect, RETRY);
    });
  }

  function disconnect() {
    clearTimeout(timer);
    stream?.close();
    stream = null;
  }

  function hear(status) {
    clearTimeout(timer);
    const before = last;
    last = status;
    if (status.building) {
      timer = setTimeout(() => say(status.words.building, status), PATIENCE);
      if (!before) sayHowItStands(status);
      return;
    }
    sayHowItStands(status);
    if (shown === null) shown = status.page;
    if (status.page === shown) return;
    if (before && before.text === status.text) {
      shown = status.page;
      swapStyles().catch(() => location.reload());
    } else {
      reload(status.page);
    }
  }

  /* Once for each content: a page that is never what the program says would else be loaded for ever. */
  function reload(page) {
    if (sessionStorage.getItem("slc-live-reloaded") === page) return;
    sessionStorage.setItem("slc-live-reloaded", page);
    disconnect();
    location.reload(); // the browser keeps the place on the page
  }

  /* Puts the new style sheets in the places of the old, each as soon as it is there. */
  async function swapStyles() {
    const answer = await fetch(location.href, { cache: "no-store" });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const wanted = fresh.querySelectorAll('link[rel="stylesheet"]');
    const have = document.querySelectorAll('link[rel="stylesheet"]');
    if (wanted.length !== have.length) throw new Error("other style sheets than before");
    have.forEach((old, index) => {
      const next = old.cloneNode();
      next.href = wanted[index].getAttribute("href");
      next.addEventListener("load", () => old.remove());
      old.after(next);
    });
  }

  /* -- the panel ---------------------------------------------------------------------------------- */

  function sayHowItStands(status) {
    say(standsIn ? "" : status.status, status);
  }

  function say(text, status) {
    if (!text && !panel) return;
    const problems = standsIn ? [] : status.problems;
    panel ??= makePanel(status);
    panel.status.textContent = text;
    panel.root.classList.toggle("slc-quiet", !text);
    panel.details.hidden = !problems.length;
    panel.list.replaceChildren(...problems.map(item));
    const kept = sessionStorage.getItem("slc-live-open");
    panel.details.open = kept === null ? status.opens : kept === "yes";
  }

  function makePanel(status) {
    const root = element("section", "slc-live");
    const line = element("p", "slc-status");
    const details = element("details", "slc-details");
    const summary = element("summary", "", status.words.details);
    const list = element("ul", "slc-problems");
    root.setAttribute("aria-label", status.words.panel);
    line.setAttribute("role", "status");
    list.tabIndex = 0; // it may be longer than its box, and is then scrolled with the keyboard
    list.setAttribute("aria-label", status.words.details);
    summary.addEventListener("click", () => {
      sessionStorage.setItem("slc-live-open", details.open ? "no" : "yes");
    });
    details.append(summary, list);
    root.append(line, details);
    document.body.append(root);
    return { root, status: line, details, list };
  }

  function item(problem) {
    const made = element("li", `slc-problem slc-${problem.severity}${problem.own ? " slc-own" : ""}`);
    made.append(element("p", "slc-kind", problem.kind));
    if (problem.place) made.append(element("p", "slc-place", problem.place, "ltr"));
    made.append(told("slc-message", problem.message));
    if (problem.hint.join("")) made.append(told("slc-hint", problem.hint));
    return made;
  }

  /* Words and, at each odd index, what is to be typed. */
  function told(className, pieces) {
    const made = element("p", className, "", "auto");
    made.append(...pieces.map((piece, index) => (index % 2 ? element("code", "", piece) : piece)));
    return made;
  }

  function element(name, className, text = "", direction = "") {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (direction) made.dir = direction;
    made.textContent = text;
    return made;
  }
})();
