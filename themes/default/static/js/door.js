/* The form where a code is typed. open.js shows it when it has no key that fits, and does the rest. */
"use strict";

/* Says why one has to type (the name of a sentence in `said.js`, if there is anything to say), and waits for a code.
   `enter` takes the code and whether to remember it; it only ends when the code is right, but not for this page. */
async function askForCode({ why, link, say, load, enter }) {
  const card = document.querySelector(".lock-card");
  const [safe, form, code, error, always] = card.querySelectorAll("[data-part]");
  card.classList.add(`lock-${why}`);
  card.hidden = false;
  safe.hidden = /[\d\]]$/.test(location.host); // with a bare number or a port, there is no certificate
  safe.href = location.href.replace("http:", "https:") + (link ? `#k=${link}` : "");
  code.onkeydown = (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    form.requestSubmit();
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    error.textContent = say("opening");
    code.removeAttribute("aria-invalid");
    try {
      await enter(readCode(code.value, await load("words.js", "slcWords")), always.checked);
      error.textContent = "";
      card.classList.add("lock-other");
    } catch ({ name, value }) {
      error.textContent = say(name, value);
      code.setAttribute("aria-invalid", "true");
      code.focus();
    }
  };
}

/* Returns the number and the words of what somebody typed, as slc_site/share/codes.py does: in any case, with
   anything between the words. A word may have one slip. What is no code at all is thrown. */
function readCode(typed, list) {
  const plain = typed.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  const [number, ...words] = plain.match(/[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu) || [""];
  if (!/^\p{Nd}{1,6}$/u.test(number) || /\p{Nd}/u.test(words)) throw { name: "number" };
  if (words.length !== 7) throw { name: "count", value: words.length };
  const known = list.split(" ");
  const meant = words.map((value) => {
    const [found, other] = known.filter((word) => isNear(value, word)); // no word of the list is near another
    if (!found || other) throw { name: "word", value };
    return found;
  });
  // The digits of each script begin at a multiple of 16, but those of India 6 later.
  const digit = (char) => (char.codePointAt() - (/[\u0900-\u0dff]/.test(char) ? 6 : 0)) & 15;
  return [Number(number.replace(/./gu, digit)), ...meant];
}

/* Is one the other, or that with a letter more, less or changed, or with two neighbours swapped? */
function isNear(one, other) {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const same = (from, to) => one.slice(at + from) === other.slice(at + to);
  const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
  return same(1, 1) || same(0, 1) || same(1, 0) || (swapped && same(2, 2));
}
