/* The conference, presented: the sections of the long page one by one, or the note cards alone.

   A screen is a section, a part of one (a piece, a goal), or the question after it. They stay where they are on the
   page; classes show and hide them (css/present.css). Only the address keeps the place: #present-3, #cards-2, #practise-1.
   Who practises sees the same screens and, last, what a partner looks for; nothing of it is kept. */
"use strict";

(() => {
  const template = document.getElementById("stage");
  if (!template) return;
  const words = template.dataset;
  const root = document.documentElement;
  const main = document.querySelector("main");
  const PARTS = ".pick, .meet-goal, .report > *, .skills > li, .counted, .grown, .step > .voices:not(.voices-apart), .voices-apart > .voice, .old-goals, .new-goal";
  const coarse = matchMedia("(pointer: coarse)");
  const digits = new Intl.NumberFormat(root.lang);
  const find = (what, where = main) => [...where.querySelectorAll(what)];
  const screens = { present: [{ cards: [] }], cards: [], practise: [] };

  let mode = ""; // "present", "practise", "cards", or not presenting
  let steps = []; // the sections that the agenda counts
  let stage; // by the names in data-stage
  let at = 0;
  let marked = []; // what is shown now
  let folded = []; // details that are open for their turn
  let began = new Map(); // when each step did
  let ticking;
  let clockIsOn = true;
  let cardIsOpen = false;
  let resting = false;
  let finger;
  let lock; // keeps the tablet awake

  const now = () => screens[mode][at];
  const large = () => document.querySelector("dialog[open]");
  const one = (name, where = stage.bottom) => where.querySelector(name);
  const button = (name) => one(`[data-do="${name}"]`);
  const silence = () => find("video, audio").forEach((player) => player.pause());

  // What there is to show

  function sections() {
    const all = find(".step[data-step]:not(.step-practice)");
    steps = all.filter((section) => section.id);
    // More comes before the thanks.
    let end = steps.map((section) => section.dataset.step).lastIndexOf("thanks");
    if (end < 0) end = steps.length - find(".step-private-time").length;
    return [...steps.slice(0, end), ...all.filter((section) => !section.id), ...steps.slice(end)];
  }

  for (const section of sections()) {
    const { step, lead } = section.dataset;
    const stop = one("[data-stop]", section);
    const parts = find(PARTS, section);
    parts.forEach((part) => part.classList.add("stage-part"));
    // What tells the child what to do is for its card.
    const hints = lead === "student" && step !== "own" ? ":scope > .step-prompt, " : "";
    (parts.length ? parts : [null]).forEach((part, number) => {
      const own = number ? [] : find(`${hints}:scope > .note-card`, section);
      const cards = step === "private-time" ? [] : [...own, ...(part ? find(".note-card", part) : [])];
      const screen = { section, part, number, of: parts.length, cards };
      screens.present.push(screen);
      if (cards.length) screens.cards.push(screen);
      if (stop && (number >= parts.length - 1 || stop.dataset.stop === "each")) {
        screens.present.push({ ...screen, stop, cards: [] });
      }
    });
  }

  const sheet = one(".step-practice", main);
  if (sheet) screens.practise = [...screens.present, { section: sheet, number: 0, of: 0, cards: [] }];

  // Beginning and ending

  function enter(kind) {
    if (!stage) build();
    mode = kind;
    main.prepend(stage.top);
    main.append(stage.cards, stage.bottom, stage.rest, stage.large);
    root.classList.add("presenting");
    document.body.classList.toggle("is-practice", kind === "practise");
    one(".stage-practice", stage.top).hidden = kind !== "practise";
    stayAwake();
  }

  function leave() {
    const place = now().section || main;
    rest(false);
    if (large()) large().close();
    unmark();
    clearInterval(ticking);
    mode = "";
    find(".stage").forEach((part) => part.remove());
    root.classList.remove("presenting");
    const isOver = document.body.classList.contains("is-practice");
    if (document.fullscreenElement) document.exitFullscreen();
    if (lock) lock.release();
    if (/^#(present|practise|cards)/.test(location.hash)) {
      history.replaceState(null, "", location.href.split("#")[0] + (place.dataset.step && place.id ? `#${place.id}` : ""));
    }
    if (isOver) return location.reload(); // what was typed and ticked is gone
    place.scrollIntoView({ behavior: "instant" });
    focus(one("h1, h2", place));
  }

  function build() {
    stage = {};
    for (const part of find("[data-stage]", template.content.cloneNode(true))) stage[part.dataset.stage] = part;
    for (const step of steps) step.dot = one(".stage-dots", stage.top).appendChild(document.createElement("span"));
    for (const work of find(".step .words-only")) work.after(stage.larger.cloneNode(true));
  }

  function route() {
    const [, kind, number = 1] = /^#(present|practise|cards)(?:-(\d+))?$/.exec(location.hash) || [];
    if (!kind || !screens[kind].length) return mode && leave();
    if (mode !== kind) enter(kind);
    show(number - 1);
  }

  // Showing a screen

  function unmark() {
    marked.forEach((shown) => shown.classList.remove("is-now", "is-first"));
    folded.forEach((details) => (details.open = false));
    silence();
    marked = folded = [];
  }

  function show(number) {
    unmark();
    at = Math.min(Math.max(number, 0), screens[mode].length - 1);
    const { section, part, stop } = now();
    history.replaceState(null, "", `#${mode}-${at + 1}`);
    root.dataset.screen = mode === "cards" ? "card" : stop ? "stop" : section ? "step" : "opening";
    root.dataset.step = section ? section.dataset.step : "";
    if (section && mode !== "cards") {
      marked = [section, part, stop].filter(Boolean);
      marked.forEach((shown) => shown.classList.add("is-now"));
      section.classList.toggle("is-first", !stop && !now().number);
      folded = find("details.reveal:not([open])", section);
      folded.forEach((details) => (details.open = true));
      // Pictures may be as large as the screen now.
      find(".prose [srcset]", part || section).forEach((image) => (image.sizes = "min(100vw, 133vh)"));
    }
    showCards();
    tell();
    wind();
    rest(false);
    scrollTo({ top: 0, behavior: "instant" });
    focus(heading());
    // The pictures of the next screen come while this one is looked at.
    const next = mode !== "cards" && screens[mode][at + 1];
    if (next) setTimeout(() => find("img", next.part || next.section).forEach((image) => (image.loading = "eager")), 300);
  }

  function heading() {
    if (mode === "cards") return one("h2", stage.cards);
    const { section, part, stop } = now();
    return one(":scope > h3, :scope > header h3, :scope > .voice-in > h3", stop || part || main) || one(section ? "h2" : "h1", section || main);
  }

  function focus(title) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }

  function tell() {
    const { section, part, number, of } = now();
    const fill = (text, here, all) => text.replace("{now}", digits.format(here)).replace("{all}", digits.format(all));
    const title = one(section ? "h2" : ".plan h2", section || main).textContent.trim();
    const step = steps.indexOf(section) + 1;
    let place = step ? fill(words.step, step, steps.length) : "";
    if (mode === "cards") place = fill(words.card, at + 1, screens.cards.length);
    else if (of > 1) place += `, ${fill(words.part, number + 1, of)}`;
    one(".stage-place", stage.top).textContent = place || title;
    one("[role=status]", stage.top).textContent = place ? `${place}: ${title}` : title;
    const past = screens[mode].slice(0, at).map((screen) => steps.indexOf(screen.section));
    steps.forEach((each, index) => {
      each.dot.className = each === section ? "is-here" : past.includes(index) ? "is-done" : "";
    });
    const lead = (part && part.dataset.lead) || (section ? section.dataset.lead : "student");
    find(".stage-lead", stage.top).forEach((each) => (each.hidden = each.dataset.lead !== lead));
    button("back").disabled = at === 0;
    button("next").disabled = at === screens[mode].length - 1;
  }

  // The note card: small in the corner, or on a device of its own

  function showCards() {
    const { section, part, cards } = now();
    const copies = cards.map((card) => card.cloneNode(true));
    const mine = one("#my-card");
    button("card").hidden = mode === "cards" || !cards.length;
    button("card").setAttribute("aria-expanded", cardIsOpen);
    mine.hidden = button("card").hidden || !cardIsOpen;
    if (mode === "cards") {
      const picture = part && one(".prose img", part);
      const thumb = picture && Object.assign(picture.cloneNode(), { className: "stage-thumb", alt: "", sizes: "12rem" });
      one("h2", stage.cards).textContent = ((part && one("h3", part)) || one("h2", section)).textContent.trim();
      one(".stage-card-in", stage.cards).replaceChildren(...[thumb].filter(Boolean), ...copies);
    } else mine.replaceChildren(...(mine.hidden ? [] : copies));
  }

  // The quiet clock: a line that fills, and then simply is full

  function wind() {
    clearInterval(ticking);
    const { section } = now();
    const minutes = mode !== "cards" && section && Number(section.dataset.minutes);
    const clock = one(".stage-clock", stage.top);
    clock.hidden = !minutes || !clockIsOn;
    button("clock").hidden = !minutes;
    button("clock").setAttribute("aria-pressed", clockIsOn);
    if (clock.hidden) return;
    clock.title = button("clock").title = section.dataset.about;
    if (!began.has(section)) began.set(section, Date.now());
    const stroke = () => {
      const gone = Math.min(1, (Date.now() - began.get(section)) / minutes / 60000);
      clock.firstElementChild.style.setProperty("--gone", gone);
      if (gone === 1) clearInterval(ticking);
    };
    ticking = setInterval(stroke, 2000);
    stroke();
  }

  // A little break, and otherwise staying awake

  function rest(wanted) {
    if (resting === wanted) return;
    resting = wanted;
    root.classList.toggle("resting", resting);
    if (resting) silence();
    focus(resting ? stage.rest : heading());
  }

  function stayAwake() {
    if (!mode || !navigator.wakeLock || document.hidden) return;
    navigator.wakeLock.request("screen").then((held) => (lock = held), () => {});
  }

  function enlarge(work) {
    one(".stage-sheet", stage.large).replaceChildren(work.cloneNode(true));
    stage.large.showModal();
    stage.large.scrollTop = 0;
  }

  // Buttons, keys, fingers

  const acts = {
    next: () => show(at + 1),
    back: () => show(at - 1),
    end: leave,
    wake: () => rest(false),
    card: () => showCards((cardIsOpen = !cardIsOpen)),
    clock: () => wind((clockIsOn = !clockIsOn)),
    large: (pressed) => enlarge(pressed.previousElementSibling),
    small: () => stage.large.close(),
  };

  function click(event) {
    const pressed = event.target.closest("[data-do]");
    const planned = event.target.closest(".plan a");
    const work = event.target.closest(".step .words-only");
    if (!mode) return;
    if (pressed) acts[pressed.dataset.do](pressed);
    else if (planned) {
      event.preventDefault();
      show(screens.present.findIndex(({ section }) => section && `#${section.id}` === planned.hash));
    } else if (work && !event.target.closest("a") && getSelection().isCollapsed) enlarge(work);
  }

  function press(event) {
    const { key, target, repeat } = event;
    if (!mode || large() || event.ctrlKey || event.metaKey || event.altKey || /^(F\d+|Shift|Control|Alt|Meta)$/.test(key)) return;
    if (resting) {
      event.preventDefault();
      return repeat || rest(false);
    }
    // Escape leads out of a box first, and then out of the conference.
    const box = target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (box) return key === "Escape" && box.blur();
    const [forward, back] = root.dir === "rtl" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
    const moves = { PageDown: at + 1, PageUp: at - 1 };
    // A player and a wide table have uses of their own for other keys, a button for the space bar.
    if (!target.closest("video, audio, [tabindex='0']")) {
      Object.assign(moves, { [forward]: at + 1, [back]: at - 1, Home: 0, End: Infinity });
      if (!target.closest("a, button, summary, input")) moves[" "] = event.shiftKey ? at - 1 : at + 1;
    }
    if (key === "Escape") leave();
    else if (/^[bB.]$/.test(key)) rest(true);
    else if (!(key in moves)) return;
    else if (!repeat) show(moves[key]);
    event.preventDefault();
  }

  /* Is there anything below the finger that goes sideways itself? */
  function goesSideways(element) {
    for (; element && element !== main; element = element.parentElement) {
      const isWide = element.scrollWidth > element.clientWidth && /auto|scroll/.test(getComputedStyle(element).overflowX);
      if (isWide || element.matches("input, textarea, select, video, audio")) return true;
    }
    return false;
  }

  function touch({ touches: [point, other], target }) {
    const isEnlarged = window.visualViewport && visualViewport.scale > 1.05;
    const isFree = mode && !other && !resting && !large() && !isEnlarged && !goesSideways(target);
    finger = isFree && { x: point.clientX, y: point.clientY };
  }

  function lift({ changedTouches: [point] }) {
    if (!finger || !mode) return;
    const [across, down] = [point.clientX - finger.x, point.clientY - finger.y];
    finger = null;
    if (Math.abs(across) < 60 || Math.abs(across) < 2 * Math.abs(down) || !getSelection().isCollapsed) return;
    show(across < 0 === (root.dir !== "rtl") ? at + 1 : at - 1);
  }

  for (const way of find("[data-present]")) {
    way.hidden = !screens[way.dataset.present].length;
    way.addEventListener("click", () => {
      began = new Map();
      if (root.requestFullscreen) root.requestFullscreen().catch(() => {});
      location.hash = `${way.dataset.present}-1`;
    });
  }
  main.addEventListener("click", click);
  document.addEventListener("keydown", press);
  document.addEventListener("touchstart", touch);
  document.addEventListener("touchend", lift);
  document.addEventListener("touchcancel", () => (finger = null));
  document.addEventListener("visibilitychange", stayAwake);
  // In full screen the browser takes Escape. A tablet has none, and leaves by a careless swipe.
  document.addEventListener("fullscreenchange", () => {
    if (!mode || document.fullscreenElement || document.hidden) return;
    if (large()) large().close();
    else if (!coarse.matches) leave();
  });
  addEventListener("hashchange", route);
  route();
})();
