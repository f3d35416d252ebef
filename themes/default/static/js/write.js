/* The boxes that are typed in during a conference.

   On the teacher's server (`data-to="server"`) each is saved into the child's file as one types; what is not saved yet
   is kept on the device. From a stick or the web (`"device"`) all is kept there, and goes out as one small file. */
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const { to, student, conference } = words;
  const [REST, LONGEST, PATIENCE, TIRED] = [600, 1500, 10000, 15000]; // milliseconds
  const key = `slc:${words.site}:${conference}:${student}`;
  const me = [...crypto.getRandomValues(new Uint32Array(3))].map((part) => part.toString(36)).join("");
  const boxes = new Map();
  let stream, away;

  const isPractice = () => document.body.classList.contains("is-practice");
  const make = (name, className, textContent = "") => Object.assign(document.createElement(name), { className, textContent });

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch (broken) {
      return {};
    }
  }

  // One box, which may stand on the page more than once

  class Box {
    constructor(name) {
      Object.assign(this, { name, places: [], value: "", base: "", done: "", from: me, number: 0, pause: 1000 });
    }

    add(place) {
      const field = place.querySelector("textarea, input[type=date]");
      const answers = [...place.querySelectorAll("input[type=radio]")];
      const found = answers.find((answer) => answer.checked);
      const state = place.appendChild(make("p", "write-state"));
      this.places.push({ place, field, answers, state, print: place.querySelector(".write-words") });
      this.value = this.base = this.done = field ? field.value : found ? found.value : "";
      (field || place).addEventListener("input", (event) => this.typed(event.target.value));
      place.addEventListener("focusout", () => this.save());
      place.addEventListener("focusin", () => this.grow((this.isTold = false)));
      answers.forEach((answer) => answer.addEventListener("click", () => {
        if (this.picked === answer.value) this.typed("");
        this.picked = this.value;
      }));
    }

    get isNew() {
      return this.value !== (to === "device" ? this.base : this.done);
    }

    /* Keep on the device what is nowhere else. */
    keep() {
      const all = kept();
      if (this.isNew) all[this.name] = { value: this.value, base: this.base, from: this.from };
      else delete all[this.name];
      try {
        if (Object.keys(all).length) localStorage.setItem(key, JSON.stringify(all));
        else localStorage.removeItem(key);
        return true;
      } catch (full) {
        return false;
      }
    }

    show(value) {
      this.value = this.picked = value;
      for (const { place, field, answers, print } of this.places) {
        if (field && field.value !== value) field.value = value;
        answers.forEach((answer) => (answer.checked = answer.value === value));
        if (print) print.textContent = value;
        place.classList.toggle("is-empty", !value);
      }
      this.grow();
    }

    grow() {
      if (window.CSS && CSS.supports("field-sizing", "content")) return;
      for (const { field } of this.places) {
        if (!field || !field.offsetParent) continue;
        field.style.height = "auto";
        field.style.height = `${field.scrollHeight + 4}px`;
      }
    }

    typed(value) {
      this.show(value);
      if (isPractice()) return;
      this.refused = "";
      const isKept = this.keep();
      if (to === "device") return this.say(isKept ? words.kept : words.full, !isKept);
      if (!this.wasTrouble) this.say("");
      this.since = this.since || Date.now();
      this.later(Math.min(REST, this.since + LONGEST - Date.now()));
    }

    later(delay) {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), delay);
    }

    save(isLeaving) {
      clearTimeout(this.timer);
      if (to !== "server" || isPractice() || this.clash || this.refused || !this.isNew) return;
      if (!this.isSending || isLeaving) this.send(this.value);
    }

    async send(value) {
      this.isSending = true;
      this.since = 0;
      const stop = new AbortController();
      const timer = setTimeout(() => stop.abort(), PATIENCE);
      let told = {};
      try {
        const answer = await fetch("/_slc/write", {
          method: "POST",
          headers: { "Content-Type": "application/json" },
          body: JSON.stringify({ student, box: this.name, value, base: this.base, from: this.from }),
          keepalive: true,
          signal: stop.signal,
        });
        told = await answer.json();
        told.again = told.again || answer.status === 401;
      } catch (gone) {
        told.again = true;
      }
      clearTimeout(timer);
      this.isSending = false;
      if (told.said === "written") this.written(value, told);
      else if (told.said === "clash") this.ask(told.theirs);
      else if (told.again) this.failed(told.why);
      else {
        this.refused = told.why || words.later;
        this.say(this.refused, true);
      }
    }

    written(value, told) {
      Object.assign(this, { base: told.value, done: value, number: told.number, from: me, pause: 1000 });
      this.keep();
      if (this.isNew) return this.later(REST);
      this.say(words.saved);
      if (this.next) this.hear(...this.next);
      this.next = null;
    }

    failed(why) {
      this.say(why || words.later, true);
      this.later(this.pause);
      this.pause = Math.min(TIRED, this.pause * 2);
    }

    /* Somebody else has written here, or the file was changed. */
    hear(value, number) {
      if (!(number >= this.number)) return;
      if (this.isSending) this.next = [value, number];
      else if (!this.isNew && value !== this.base) {
        this.base = this.done = value;
        this.show(value);
        this.say("");
      }
    }

    ask(theirs) {
      if (theirs === this.value) return this.settle(theirs, theirs);
      this.clash = true;
      this.say(words.clash, true);
      const { place, answers, field } = this.places.find((each) => each.place.offsetParent) || this.places[0];
      const label = (value) => answers.filter((each) => each.value === value).map((each) => each.parentElement.textContent);
      const panel = place.appendChild(make("div", "write-clash"));
      for (const [title, value] of [[words.mine, this.value], [words.theirs, theirs]]) {
        const line = panel.appendChild(make("p", ""));
        line.append(make("strong", "", title), Object.assign(make("span", "", label(value)[0] || value || "–"), { dir: "auto" }));
      }
      const ways = [[words.keepMine, () => this.value], [words.keepTheirs, () => theirs]];
      const joint = "one" in place.dataset || !field ? null : "line" in place.dataset ? " · " : "\n";
      if (joint) ways.push([words.keepBoth, () => [theirs, this.value].filter(Boolean).join(joint)]);
      for (const [name, choose] of ways) {
        const button = panel.appendChild(make("button", "button button-quiet", name));
        button.type = "button";
        button.addEventListener("click", () => {
          panel.remove();
          this.settle(choose(), theirs);
          if (field) field.focus();
        });
      }
    }

    settle(value, theirs) {
      Object.assign(this, { clash: false, base: theirs, done: theirs, from: me });
      this.show(value);
      this.keep();
      this.say(this.isNew ? "" : words.saved);
      this.save();
    }

    say(text, isTrouble = false) {
      for (const { place, state } of this.places) {
        if (state.textContent !== text) state.textContent = text;
        place.classList.toggle("is-trouble", isTrouble);
      }
      // Read out once to whoever comes to the box, and when it gets worse or better.
      if (text && (!this.isTold || this.wasTrouble !== isTrouble)) heard.textContent = text;
      this.isTold = this.isTold || Boolean(text);
      this.wasTrouble = isTrouble;
    }
  }

  for (const place of document.querySelectorAll("[data-box]")) {
    const { box } = place.dataset;
    boxes.set(box, boxes.get(box) || new Box(box)).get(box).add(place);
  }
  if (!boxes.size) return;
  const heard = document.body.appendChild(make("p", "only-heard"));
  heard.setAttribute("role", "status");

  function open(stored) {
    for (const [name, { value, base, from = me }] of Object.entries(stored)) {
      const box = boxes.get(name);
      if (!box) continue;
      if (to === "device") {
        box.show(value);
        box.say(words.kept);
      } else if (value === box.base) box.keep();
      else {
        Object.assign(box, { base, from });
        box.show(value);
        box.save();
      }
    }
    document.documentElement.classList.add("can-write");
    for (const { places } of boxes.values()) {
      places.forEach(({ field, answers }) => [field, ...answers].forEach((one) => one && (one.disabled = false)));
    }
    boxes.forEach((box) => box.show(box.value));
  }

  function listen() {
    clearTimeout(away);
    if (to !== "server" || stream || document.hidden) return;
    let isFirst = true;
    stream = new EventSource(`/_slc/boxes/events?${new URLSearchParams({ student })}`);
    stream.addEventListener("boxes", (event) => {
      const { number, boxes: found } = JSON.parse(event.data);
      if (isFirst) boxes.forEach((box) => (box.number = 0));
      isFirst = false;
      for (const [name, value] of Object.entries(found)) if (boxes.has(name)) boxes.get(name).hear(value, number);
      if (!document.documentElement.classList.contains("can-write")) open(kept());
      boxes.forEach((box) => box.wasTrouble && box.save());
    });
    stream.addEventListener("error", () => {
      quit();
      away = setTimeout(listen, 2000);
    });
  }

  function quit() {
    clearTimeout(away);
    if (stream) stream.close();
    stream = null;
  }

  function leave() {
    boxes.forEach((box) => box.save(true));
    quit();
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? leave() : listen()));
  addEventListener("pagehide", leave);
  addEventListener("pageshow", listen);
  addEventListener("hashchange", () => boxes.forEach((box) => box.grow()));
  // What was typed for practice goes when the practice ends.
  let wasPractice = isPractice();
  new MutationObserver(() => {
    if (wasPractice && !isPractice()) {
      for (const box of boxes.values()) {
        box.show((kept()[box.name] || { value: box.done }).value);
        box.save();
      }
      quit();
      listen();
    }
    wasPractice = isPractice();
  }).observe(document.body, { attributes: true, attributeFilter: ["class"] });

  function give() {
    const found = {};
    boxes.forEach((box) => box.isNew && (found[box.name] = box.value));
    const letter = { slc: 1, student, conference, site: words.site, boxes: found };
    const href = URL.createObjectURL(new Blob([JSON.stringify(letter, null, 1)], { type: "application/json" }));
    Object.assign(make("a", ""), { href, download: `${student}-${conference}.slc.json` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60000);
  }

  for (const bar of document.querySelectorAll("[data-write-device]")) {
    const one = (name) => bar.querySelector(`[data-write="${name}"]`);
    const ask = (isAsking) => {
      one("asking").hidden = !isAsking;
      one("delete").hidden = isAsking;
      one(isAsking ? "no" : "delete").focus();
    };
    bar.hidden = false;
    one("give").addEventListener("click", () => {
      one("given").hidden = false;
      give();
    });
    one("delete").addEventListener("click", () => ask(true));
    one("no").addEventListener("click", () => ask(false));
    one("yes").addEventListener("click", () => {
      for (const box of boxes.values()) {
        box.show(box.base);
        box.keep();
        box.say("");
      }
      ask(false);
    });
  }

  if (to === "device") open(kept());
  listen();
})();
