/* Small comforts; every page does without them. Nothing is remembered and nothing is sent. */
(function () {
  "use strict";

  // Arrow keys turn the pages between a child's posts.
  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest("input, textarea, select, audio, video, [contenteditable], [tabindex]")) return;
    var rtl = document.documentElement.dir === "rtl";
    var way = { ArrowLeft: rtl ? "next" : "prev", ArrowRight: rtl ? "prev" : "next" }[event.key];
    var link = way && document.querySelector('.neighbours a[rel="' + way + '"], .pager a[rel="' + way + '"]');
    if (link) link.click();
  });

  // The menu of small screens closes with Escape and with a touch elsewhere.
  var menu = document.querySelector(".menu details");
  if (menu) {
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu.open) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    });
    document.addEventListener("click", function (event) {
      if (menu.open && !menu.contains(event.target)) menu.open = false;
    });
  }

  // A print button is only shown where it can do something; it waits for the pictures further down.
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var pictures = Array.prototype.map.call(document.images, function (image) {
        image.loading = "eager";
        return image.decode().catch(function () {});
      });
      Promise.all(pictures).then(function () {
        window.print();
      });
    });
  });

  // What is said in the recordings is printed, too, what each level looks like, and what was counted.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:is(.transcript, .criteria, .reveal):not([open])").forEach(function (folded) {
      folded.open = true;
      window.addEventListener("afterprint", function () { folded.open = false; }, { once: true });
    });
  });

  // The agenda shows which step one is looking at.
  var steps = document.querySelectorAll(".step[id]");
  if (steps.length && "IntersectionObserver" in window) {
    var watcher = new IntersectionObserver(
      function (entries) {
        entries.forEach(function (entry) {
          if (!entry.isIntersecting) return;
          document.querySelectorAll(".plan a").forEach(function (link) {
            if (link.hash === "#" + entry.target.id) link.setAttribute("aria-current", "step");
            else link.removeAttribute("aria-current");
          });
        });
      },
      { rootMargin: "-30% 0px -60% 0px" }
    );
    steps.forEach(function (step) {
      watcher.observe(step);
    });
  }
})();
