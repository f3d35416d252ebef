/* Large pictures, in a strip over the page; and a button for each picture that moves. Without this, a picture is
   a link to its large one, and whoever asks the system for calm sees no movement.

   The strip scrolls like any other, so swiping, pinching and right-to-left are the browser's own. */
"use strict";

(() => {
  const words = document.currentScript.dataset;
  const root = document.documentElement;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const links = [...document.querySelectorAll("main a.enlarge")].filter((link) => link.querySelector("img"));

  let dialog, strip, slides, place, before, after;
  let opener = null;
  let now = 0; // the picture that is looked at, or on its way

  for (const picture of document.querySelectorAll("main picture")) {
    (picture.closest("a") || picture).after(movement(picture));
  }
  if (window.HTMLDialogElement) {
    links.forEach((link, number) => link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      opener = link;
      open(number);
    }));
    addEventListener("popstate", () => dialog?.open && dialog.close());
    // Loaded anew while a picture was open, the page has none open.
    if (history.state?.lightbox) history.replaceState(null, "");
  }

  // -- opening and closing -----------------------------------------------------------------------------

  function open(number) {
    if (!dialog) build();
    // The page behind stays where it is, and so does the room of its scroll bar.
    root.classList.toggle("behind-lightbox-bar", innerWidth > root.clientWidth);
    root.classList.add("behind-lightbox");
    dialog.showModal();
    show(number, "instant");
    // Telephones have "back" for closing; it must not leave the page.
    if (!history.state?.lightbox) history.pushState({ lightbox: true }, "");
  }

  function closed() {
    root.classList.remove("behind-lightbox", "behind-lightbox-bar");
    opener.focus({ preventScroll: true });
    if (history.state?.lightbox) history.back();
  }

  // -- from picture to picture -------------------------------------------------------------------------

  function show(number, behavior) {
    if (number < 0 || number >= slides.length) return;
    const far = Math.abs(number - now) > 1;
    behavior ??= far || calm.matches ? "instant" : "smooth";
    look(number);
    slides[number].scrollIntoView({ behavior, block: "nearest", inline: "center" });
  }

  function look(number) {
    now = number;
    for (const near of [number, number + 1, number - 1]) {
      if (slides[near] && !slides[near].firstChild) fill(slides[near], links[near]);
    }
    slides.forEach((slide, which) => slide.toggleAttribute("inert", which !== number));
    if (slides.length === 1) return;
    const digits = new Intl.NumberFormat(root.lang);
    const [here, all] = [number + 1, slides.length].map((count) => digits.format(count));
    const told = words.place.replace("{now}", here).replace("{all}", all);
    if (place.textContent !== told) place.textContent = told;
    before.setAttribute("aria-disabled", number === 0);
    after.setAttribute("aria-disabled", number === slides.length - 1);
  }

  function press(event) {
    if (!dialog.open) return;
    event.stopPropagation(); // the page below has uses of its own for arrows
    const ahead = root.dir === "rtl" ? -1 : 1;
    const aims = { ArrowLeft: now - ahead, ArrowRight: now + ahead, Home: 0, End: slides.length - 1 };
    if (!(event.key in aims) || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    show(aims[event.key]);
  }

  // -- making it, when it is first needed --------------------------------------------------------------

  function make(name, kind, parent) {
    const made = document.createElement(name);
    made.className = kind;
    parent.append(made);
    return made;
  }

  function build() {
    dialog = make("dialog", "lightbox", document.body);
    dialog.setAttribute("aria-label", words.pictures);
    const bar = make("div", "lightbox-bar", dialog);
    place = make("p", "lightbox-place", bar);
    place.setAttribute("role", "status");
    if (links.length > 1) {
      before = button(bar, "before", words.previous, () => show(now - 1));
      after = button(bar, "after", words.next, () => show(now + 1));
    }
    button(bar, "close", words.close, () => dialog.close()).autofocus = true;
    strip = make("div", "lightbox-strip", dialog);
    strip.tabIndex = 0; // or nobody could scroll it without a mouse
    slides = links.map(() => make("figure", "lightbox-slide", strip));
    const watcher = new IntersectionObserver(
      (seen) => seen.forEach((one) => one.isIntersecting && look(slides.indexOf(one.target))),
      { root: strip, threshold: 0.6 }
    );
    slides.forEach((slide) => watcher.observe(slide));
    addEventListener("keydown", press, true);
    dialog.addEventListener("close", closed);
  }

  function button(bar, kind, name, act) {
    const made = make("button", `lightbox-button lightbox-${kind}`, bar);
    made.type = "button";
    made.setAttribute("aria-label", name);
    made.addEventListener("click", act);
    return made;
  }

  function fill(slide, link) {
    const picture = link.firstElementChild.cloneNode(true);
    const image = picture.matches("img") ? picture : picture.querySelector("img");
    const [width, height] = ["width", "height"].map((name) => Number(image.getAttribute(name)));
    image.removeAttribute("class");
    image.loading = "eager";
    image.style.maxInlineSize = `${2 * width}px`; // a small picture stays one
    for (const one of [image, picture.querySelector("source")]) {
      if (one?.srcset) one.sizes = `min(100vw, ${((100 * width) / height).toFixed(1)}vh)`;
    }
    if (!image.srcset) image.src = link.href;
    slide.append(picture);
    if (picture !== image) slide.append(movement(picture));
    const caption = link.parentElement.querySelector("figcaption")?.textContent.trim();
    const told = new Set([caption, image.alt].filter(Boolean));
    const said = told.size && make("figcaption", "", slide);
    for (const text of told) {
      const line = make("p", "", said);
      line.dir = "auto";
      line.textContent = text;
    }
  }

  function movement(picture) {
    const source = picture.querySelector("source");
    const made = document.createElement("button");
    made.type = "button";
    made.className = "movement";
    let moves = matchMedia(source.media).matches;
    const tell = () => {
      made.textContent = moves ? words.stop : words.start;
    };
    made.addEventListener("click", () => {
      moves = !moves;
      source.media = moves ? "all" : "not all";
      tell();
    });
    tell();
    return made;
  }
})();
