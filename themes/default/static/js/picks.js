/* Shows on the note card what the chosen piece says already. The words are saved by write.js. */
(() => {
  "use strict";
  const show = (slot) => {
    const chosen = slot.querySelector("input[type=radio]:checked");
    for (const said of slot.querySelectorAll("[data-said]"))
      said.classList.toggle("is-shown", !!chosen && said.dataset.said === chosen.id);
  };
  for (const slot of document.querySelectorAll(".slot")) {
    slot.addEventListener("change", () => show(slot));
    show(slot);
  }
})();
