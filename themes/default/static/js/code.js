/* Reads a code that somebody typed, as slc_site/share/codes.py does: in any case, with anything between the words.
   A word may have one slip. What is no code at all is thrown, by the name of what `said.js` says of it. */
"use strict";

document.querySelector("textarea").addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  event.target.form.requestSubmit();
});

function readCode(typed, list) {
  const plain = typed.normalize("NFKD").replace(/\p{Mn}/gu, "").toLowerCase();
  const [number, ...words] = plain.match(/[\p{L}\p{Nl}\p{No}]+|\p{Nd}+/gu) || [""];
  if (!/^\p{Nd}{1,6}$/u.test(number) || /\p{Nd}/u.test(words)) throw { name: "number" };
  if (words.length !== 7) throw { name: "count", value: words.length };
  const known = list.split(" ");
  // No word of the list is near another one.
  const meant = words.map((value) => {
    const [found, other] = known.filter((word) => isNear(value, word));
    if (!found || other) throw { name: "word", value };
    return found;
  });
  // The digits of each script begin at a multiple of 16, but those of India 6 later.
  const digit = (char) => (char.codePointAt() - (/[\u0900-\u0dff]/.test(char) ? 6 : 0)) & 15;
  return [Number(number.replace(/./gu, digit)), ...meant];

  /* Is one the other, or that with a letter more, less or changed, or with two neighbours swapped? */
  function isNear(one, other) {
    let at = 0;
    while (at < one.length && one[at] === other[at]) at++;
    const same = (from, to) => one.slice(at + from) === other.slice(at + to);
    const swapped = one[at] === other[at + 1] && one[at + 1] === other[at];
    return same(1, 1) || same(0, 1) || same(1, 0) || (swapped && same(2, 2));
  }
}
