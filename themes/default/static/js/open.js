/* Opens what is sealed, by a code, a link, or keys that are kept here; docs/locks.md has the format. */
"use strict";

(() => {
// What stands behind # is never sent, and goes out of the address before all else.
const link = /^#k=(.*)/.exec(location.hash)?.[1];
if (link != null) history.replaceState(null, "", location.href.split("#")[0]);
addEventListener("hashchange", () => /^#k=/.test(location.hash) && location.reload());

const all = (what, where = document) => [...where.querySelectorAll(what)];
const [card, safe, form, code, error, always, bar, note, play, lost] = all("[data-part]");
const root = new URL(document.currentScript.dataset.root, location).href;
const sealed = all("#sealed")[0]?.text;
const inFolder = location.protocol === "file:"; // a page there cannot read files
const subtle = window.crypto?.subtle;
const html = document.documentElement;
let ring = { doors: [], visits: [] }; // of each door its number, its key, the scopes it leads to
let own; // scope of this page

const load = (file, call) => new Promise((done, onerror) => {
  window[call] = done;
  const src = `${root}locks/${file}`;
  document.head.append(Object.assign(document.createElement("script"), { src, onerror }));
});

let say = () => "";
const said = load("said.js", "slcSaid").then((words) => {
  const tags = [...navigator.languages, html.lang, "en"].map((tag) => tag.split("-")[0]);
  const lang = tags.find((tag) => words[tag]);
  say = (name, value) => (words[lang][name] || words[lang].trouble).replace(/{.*}/, value);
  all("html, .lock-own").forEach((one) => Object.assign(one, { lang, dir: say("dir") }));
  all("[data-say]").forEach((one) => (one.textContent = say(one.dataset.say)));
}, () => {});

// Keys

const AES = { name: "AES-GCM", length: 256 };
const utf8 = (text = "") => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder().decode(bytes);
const bytes = (text) => Uint8Array.from(atob(text.replace(/[-_]/g, (c) => (c > "-" ? "/" : "+"))), (c) => c.charCodeAt());
const secret = (raw, kind = "HKDF", ...uses) => subtle.importKey("raw", raw, kind, false, ["deriveKey", ...uses]);
const hkdf = (info, salt = utf8()) => ({ name: "HKDF", hash: "SHA-256", salt, info: utf8(info) });
const derive = (key, how) => subtle.deriveKey(how, key, AES, false, ["decrypt"]);
const decrypt = (key, iv, data, purpose) =>
  subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(purpose) }, key, data);
const unwrap = (key, wrapped, purpose) => decrypt(key, wrapped.slice(0, 12), wrapped.slice(12), purpose);

const lock = () => load(`doors.js?${Date.now()}`, "slcDoors"); // no older one

async function through({ n, b }, key) {
  const bundle = await unwrap(await derive(key, hkdf("slc1 bundle")), bytes(b), "slc1 bundle");
  const scopes = [];
  for (let at = 0; at < bundle.byteLength; at += 128) {
    const folder = text(bundle.slice(at + 32, at + 128)).replace(/\0+$/, "");
    if (!at || folder) scopes.push({ folder, key: await secret(bundle.slice(at, at + 32)) });
  }
  return { n, key, scopes };
}

async function enter(door, key, wrapped, purpose, always) {
  const entered = await through(door, await secret(await unwrap(key, bytes(wrapped), purpose)));
  ring.doors = [entered, ...ring.doors.filter(({ n }) => n !== door.n)];
  await keep(always);
}

async function enterByCode([n, ...words]) {
  const { rounds, doors } = await lock();
  const door = { ...(doors.find((one) => one.n === n) || doors[0]), n }; // none takes as long
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(door.s), iterations: rounds };
  const key = await derive(await secret(utf8(words.join(" ")), "PBKDF2"), how);
  await enter(door, key, door.c, `slc1 code ${n}`, always.checked);
}

async function enterByLink() {
  const { doors } = await lock();
  const key = await secret(bytes(link), "HKDF", "deriveBits");
  const id = String(new Uint8Array(await subtle.deriveBits(hkdf("slc1 link id"), key, 64)));
  const door = doors.find(({ i }) => String(bytes(i)) === id);
  await enter(door, await derive(key, hkdf("slc1 link")), door.l, "slc1 link", !ring.visits);
}

/* Somebody else's new code gives the class a new key; the same doors lead to it. */
async function renew() {
  const { doors } = await lock();
  const again = ring.doors.map(async ({ n, key }) => through(doors.find((one) => one.n === n), key));
  ring.doors = (await Promise.allSettled(again)).flatMap(({ value }) => value || []);
  await keep(!ring.visits, ring.until);
}

// What is kept: no script can read these keys out

let visit = String(Math.random());
try {
  visit = sessionStorage.slc ??= visit;
} catch {} // then it ends with this page

const store = (act, ...values) => new Promise((done, fail) => {
  const opening = indexedDB.open("slc");
  opening.onupgradeneeded = () => opening.result.createObjectStore("rings");
  opening.onerror = fail;
  opening.onsuccess = () => {
    const work = opening.result.transaction("rings", "readwrite");
    const asked = work.objectStore("rings")[act](...values, root);
    opening.result.close();
    work.oncomplete = () => done(asked.result);
    work.onabort = fail;
  };
}).catch(() => {});

async function keep(always, until = Date.now() + (always ? 2160 : 12) * 36e5) {
  const before = await store("get");
  const same = before?.doors.some(({ n }) => n === ring.doors[0]?.n) && before.visits; // in another tab
  ring = { ...ring, until, visits: always ? null : [visit, ...(same || [])] };
  await store("put", ring);
}

async function recall() {
  const kept = await store("get");
  const mine = kept?.until > Date.now() && (!kept.visits || kept.visits.includes(visit));
  return mine && (ring = kept);
}
addEventListener("pageshow", async ({ persisted }) => persisted && !(await recall()) && location.reload());

// Sealed files

const CHUNK = 2 ** 20 + 16;
const scopes = () => [own, ...ring.doors.flatMap((door) => door.scopes)].filter(Boolean);

/* Returns what is in a file; nothing when no key fits, or it is not as it was sealed. */
async function unseal(address, data) {
  const last = Math.ceil((data.length - 20) / CHUNK) - 1;
  for (const scope of scopes()) {
    try {
      const key = await derive(scope.key, hkdf(`slc1 file ${/[0-9a-f]{24}/.exec(address)}`, data.slice(4, 20)));
      const chunks = [];
      for (let number = 0, at = 20; number <= last; number++, at += CHUNK) {
        const nonce = new DataView(new ArrayBuffer(12));
        nonce.setUint32(4, number);
        nonce.setUint32(8, number === last);
        chunks.push(await decrypt(key, nonce, data.subarray(at, at + CHUNK)));
      }
      const start = 4 + new DataView(chunks[0]).getUint32(0);
      const { path, type, length } = JSON.parse(text(chunks[0].slice(4, start)));
      return { scope, path, content: new Blob(chunks).slice(start, start + length, type) };
    } catch {} // another key may fit
  }
}

// Pages

const forever = new Promise(() => {});

/* Shows what is locked here, or goes to the reader's own start; only ends when no key fits. */
async function show() {
  const [first, child = first, ...others] = ring.doors[0].scopes;
  const home = others.length ? first : child;
  if (!sealed) return go(home, `${home.folder}index.html`);
  const page = await unseal(location.pathname, bytes(sealed));
  if (!page) return;
  own = page.scope;
  // Of its own child a family sees more.
  const closer = !own.folder && scopes().find(({ folder }) => folder && page.path.startsWith(folder));
  return closer ? go(closer, page.path) : takeOver(await page.content.text());
}

async function go({ key }, path) {
  const how = { name: "HMAC", hash: "SHA-256", length: 256 };
  const signed = await subtle.sign(how, await subtle.deriveKey(hkdf("slc1 name"), key, how, false, ["sign"]), utf8(path));
  const name = [...new Uint8Array(signed, 0, 12)].map((byte) => byte.toString(16).padStart(2, 0)).join("");
  location.replace(`${root}locks/${name.slice(0, 2)}/${name}.html${location.hash}`);
  return forever;
}

async function takeOver(text) {
  // For each sealed picture an empty one: when the browser has loaded that, it is wanted.
  const empty = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E#$&";
  const page = new DOMParser().parseFromString(text.replace(/(\.\.\/..\/)?\b[0-9a-f]{24}\.bin/g, empty), "text/html");
  const scripts = all("script", page).map((one) => one.outerHTML).join("");
  const heads = all("meta[name], link:not([href$='.bin'])", page.head);
  document.head.append(...heads.filter((one) => !all("head *").some((have) => have.isEqualNode(one))));
  const styles = all("[rel=stylesheet]").filter(({ sheet }) => !sheet);
  await Promise.all([said, ...styles.map((one) => new Promise((done) => (one.onload = one.onerror = done)))]);
  all("[src$='.bin']:is(video, audio)", page).forEach(stage);
  html.lang = page.documentElement.lang;
  document.dir = page.dir;
  document.title = page.title;
  document.body = page.body;
  document.body.append(bar);
  if (inFolder) document.body.prepend(note);
  furnish();
  document.head.append(document.createRange().createContextualFragment(scripts));
  if (location.hash) location.replace(location.hash);
  setTimeout(hurry, 999);
  return forever;
}

function furnish() {
  const [, keeping, leaving] = bar.children;
  bar.classList.toggle("is-kept", !ring.visits);
  keeping.onclick = () => keep(true).then(furnish);
  leaving.onclick = () => store("delete").then(() => (location.href = `${root}open/index.html`));
}

// Pictures and recordings

const found = {};
const blobOf = (address) => (found[address] ??= (async () => {
  if (inFolder) throw address;
  const file = address.split("#")[1];
  const data = await (await fetch(file)).arrayBuffer();
  return URL.createObjectURL((await unseal(file, new Uint8Array(data))).content);
})());

const lanes = Array(4).fill(Promise.resolve());
document.addEventListener("load", ({ target }) => {
  if (/\.bin$/.test(target.currentSrc)) lanes.push(lanes.shift().then(() => picture(target, target.currentSrc)));
}, true);

const variants = (one) => one.closest("picture")?.children || [one];
const picture = (one, address) => blobOf(address).then((url) => {
  for (const each of variants(one)) each.srcset = each.srcset.replace(address, url);
  if (one.src === address) one.src = url;
}, () => lose(one, "picture"));

/* Those further down are wanted too: they may be printed. */
function hurry() {
  for (const one of all("img[loading=lazy]")) {
    for (const each of variants(one)) each.sizes = `${one.width}px`;
    one.loading = "eager";
  }
}

function lose(one, what) {
  if (one.matches(".lock-gone")) return;
  one.classList.add("lock-gone");
  one.after(Object.assign(lost.cloneNode(), { textContent: say(what, one.alt || one.ariaLabel || "") }));
}

/* A recording is fetched when somebody asks for it. */
function stage(one) {
  const button = play.cloneNode(true);
  const frame = document.createElement("div");
  const files = [...one.children, one].map((each) => [each, each.src, each.removeAttribute("src")]);
  one.replaceWith(frame);
  frame.append(one, button);
  frame.className = "lock-stage";
  if (one.poster) blobOf(one.poster).then((url) => (one.poster = url), () => {});
  button.ariaLabel = `${button.textContent}: ${one.ariaLabel}`;
  button.onclick = async () => {
    button.disabled = true;
    for (const [each, address] of files) await blobOf(address).then((url) => (each.src = url), () => {});
    button.remove();
    if (one.src) one.play(one.focus());
    else lose(one, "recording");
  };
}

addEventListener("click", (event) => {
  const file = !event.defaultPrevented && event.target.closest("[href$='.bin']");
  if (!file) return;
  event.preventDefault();
  blobOf(file.href).then((url) => (location.href = url), () => lose(file, "recording"));
});

// The form

/* Shows it, and says why. */
async function ask(why) {
  await said;
  card.classList.add(`lock-${why}`);
  card.hidden = false;
  safe.hidden = /[\d\]]$/.test(location.host); // a number has no certificate
  safe.href = location.href.replace("http:", "https:") + (link ? `#k=${link}` : "");
}

form.onsubmit = async (event) => {
  event.preventDefault();
  error.textContent = say("opening");
  try {
    await enterByCode(readCode(code.value, await load("words.js", "slcWords")));
    await show();
    ask("other");
  } catch ({ name, value }) {
    error.textContent = say(name, value);
    code.focus((code.ariaInvalid = true));
  }
};
async function begin() {
  if (!subtle) return isSecureContext ? "old" : "insecure";
  await recall();
  const why = link != null && (await enterByLink().catch((problem) => problem.type || "link"));
  if (!ring.doors.length) return why;
  if (sealed) await show();
  await renew();
  if (!ring.doors.length) return why || "new";
  await show();
  return "other";
}
begin().then(ask, () => ask("trouble"));
})();
