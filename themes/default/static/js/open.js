/* Opens what is sealed, by a code, a link or keys kept here, as in docs/locks.md. */
"use strict";

(() => {
// What is behind # is never sent. First of all it leaves the address.
const link = /^#k=(.*)/.exec(location.hash)?.[1];
if (link != null) history.replaceState(null, "", location.href.split("#")[0]);
addEventListener("hashchange", () => /^#k=/.test(location.hash) && location.reload());

const all = (what, where = document) => [...where.querySelectorAll(what)];
const [bar, note, play, lost] = all(".lock-own");
const root = new URL(document.currentScript.dataset.root, location).href;
const sealed = all("#sealed")[0]?.text;
const inFolder = location.protocol === "file:"; // there, pages cannot read files
const subtle = window.crypto?.subtle;
let ring = { doors: [], visits: [] }; // a door: its number, key and scopes
let own; // the scope of this page
const forever = new Promise(() => {});

const load = (file, call) => new Promise((done, onerror) => {
  window[call] = done;
  document.head.append(Object.assign(document.createElement("script"), { src: `${root}locks/${file}`, onerror }));
});

let say = () => "";
const said = load("said.js", "slcSaid").then((words) => {
  const tags = [...navigator.languages, document.documentElement.lang, "en"];
  const lang = tags.map((tag) => tag.split("-")[0]).find((tag) => words[tag]);
  say = (name, value) => (words[lang][name] || words[lang].trouble).replace(/{.*}/, () => value);
  all("html, .lock-own").forEach((one) => Object.assign(one, { lang, dir: say("dir") }));
  all("[data-say]").forEach((one) => (one.textContent = say(one.dataset.say)));
}, () => {});

// Keys
const utf8 = (text) => new TextEncoder().encode(text);
const text = (bytes) => new TextDecoder().decode(bytes);
const bytes = (text) => Uint8Array.from(atob(text.replace(/[-_]/g, (c) => (c > "-" ? "/" : "+"))), (c) => c.charCodeAt());
const secret = (raw, kind = "HKDF", ...uses) => subtle.importKey("raw", raw, kind, false, ["deriveKey", ...uses]);
const hkdf = (info, salt = utf8()) => ({ name: "HKDF", hash: "SHA-256", salt, info: utf8(info) });
const derive = (key, how) => 
  subtle.deriveKey(how, key, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
const decrypt = (key, iv, data, aim) =>
  subtle.decrypt({ name: "AES-GCM", iv, additionalData: utf8(aim) }, key, data);
const unwrap = (key, box, aim) => decrypt(key, box.slice(0, 12), box.slice(12), aim);

const lock = () => load(`doors.js?${Date.now()}`, "slcDoors");

async function through({ n, b }, key) {
  const bundle = await unwrap(await derive(key, hkdf("slc1 bundle")), bytes(b), "slc1 bundle");
  const scopes = [];
  for (let at = 0; at < bundle.byteLength; at += 128) {
    const folder = text(bundle.slice(at + 32, at + 128)).replace(/\0/g, "");
    if (!at || folder) scopes.push({ folder, key: await secret(bundle.slice(at, at + 32)) });
  }
  return { n, key, scopes };
}

async function enter(door, key, box, aim, always) {
  const entered = await through(door, await secret(await unwrap(key, bytes(box), aim)));
  const others = ring.doors.filter(({ n }) => n !== door.n);
  const isNew = others.length === ring.doors.length;
  ring.doors = [entered, ...others];
  await keep(always || (!isNew && !ring.visits));
}

async function byCode([n, ...words], always) {
  const { rounds, doors } = await lock();
  const door = { ...(doors.find((one) => one.n === n) || doors[0]), n }; // just as slow
  const how = { name: "PBKDF2", hash: "SHA-256", salt: bytes(door.s), iterations: rounds };
  const key = await derive(await secret(utf8(words.join(" ")), "PBKDF2"), how);
  await enter(door, key, door.c, `slc1 code ${n}`, always);
}

async function byLink() {
  const { doors } = await lock();
  const key = await secret(bytes(link), "HKDF", "deriveBits");
  const id = String(new Uint8Array(await subtle.deriveBits(hkdf("slc1 link id"), key, 64)));
  const door = doors.find(({ i }) => String(bytes(i)) === id);
  await enter(door, await derive(key, hkdf("slc1 link")), door.l, "slc1 link");
}

/* Another's new code changes the class's key, too. */
async function renew() {
  const { doors } = await lock();
  const again = ring.doors.map(async ({ n, key }) => through(doors.find((one) => one.n === n), key));
  ring.doors = (await Promise.allSettled(again)).flatMap(({ value }) => value || []);
  await keep(!ring.visits, ring.until);
}

// Keys that are kept: no script can read them out
let visit = String(Math.random());
try {
  visit = sessionStorage.slc ??= visit;
} catch {} // until this page ends

const store = (act, ...values) => new Promise((done, fail) => {
  const base = indexedDB.open("slc");
  base.onupgradeneeded = () => base.result.createObjectStore("rings");
  base.onerror = fail;
  base.onsuccess = () => {
    const asked = base.result.transaction("rings", "readwrite").objectStore("rings")[act](...values, root);
    base.result.close();
    asked.transaction.oncomplete = () => done(asked.result);
    asked.transaction.onabort = fail;
  };
}).catch(() => {});

async function keep(always, until = Date.now() + (always ? 2160 : 12) * 36e5) {
  const before = await store("get");
  const tabs = before?.doors.some(({ n }) => n === ring.doors[0]?.n) && before.visits;
  ring = { ...ring, until, visits: always ? null : [visit, ...(tabs || [])] };
  await store("put", ring);
}

async function recall() {
  const kept = await store("get");
  return kept?.until > Date.now() && (!kept.visits || kept.visits.includes(visit)) && (ring = kept);
}
addEventListener("pageshow", async ({ persisted }) => persisted && !(await recall()) && location.reload());

// Files
const CHUNK = 2 ** 20 + 16;
const scopes = () => [own, ...ring.doors.flatMap((door) => door.scopes)].filter(Boolean);

/* Returns nothing when no key fits, or it was changed. */
async function unseal(address, data) {
  const last = Math.ceil((data.length - 20) / CHUNK) - 1;
  for (const scope of scopes()) {
    try {
      const key = await derive(scope.key, hkdf(`slc1 file ${/[0-9a-f]{24}/.exec(address)}`, data.slice(4, 20)));
      const chunks = [];
      for (let n = 0, at = 20; n <= last; n++, at += CHUNK) {
        const nonce = new DataView(new ArrayBuffer(12));
        nonce.setUint32(4, n);
        nonce.setUint32(8, n === last);
        chunks.push(await decrypt(key, nonce, data.subarray(at, at + CHUNK)));
      }
      const start = 4 + new DataView(chunks[0]).getUint32(0);
      const { path, type, length } = JSON.parse(text(chunks[0].slice(4, start)));
      return { scope, path, content: new Blob(chunks).slice(start, start + length, type) };
    } catch {} // another may fit
  }
}

// Pages
/* Shows this page or the reader's own start; ends when no key fits. */
async function show() {
  const [first, child, other] = ring.doors[0].scopes;
  const home = !other && child || first;
  if (!sealed) return go(home, `${home.folder}index.html`);
  const page = await unseal(location.pathname, bytes(sealed));
  if (!page) return;
  own = page.scope;
  // A family sees more of its child.
  const closer = !own.folder && scopes().find(({ folder }) => folder && page.path.startsWith(folder));
  return closer ? go(closer, page.path) : takeOver(await page.content.text());
}

async function go({ key }, path) {
  const how = { name: "HMAC", hash: "SHA-256", length: 256 };
  const signer = await subtle.deriveKey(hkdf("slc1 name"), key, how, false, ["sign"]);
  const mac = new Uint8Array(await subtle.sign(how, signer, utf8(path)), 0, 12);
  const name = [...mac].map((byte) => byte.toString(16).padStart(2, 0)).join("");
  location.replace(`${root}locks/${name.slice(0, 2)}/${name}.html${location.hash}`);
  return forever;
}

async function takeOver(text) {
  const safe = text.replace(/(\.\.\/..\/)?\b[0-9a-f]{24}\.bin/g, (address) => EMPTY + address);
  const page = new DOMParser().parseFromString(safe, "text/html");
  const scripts = all("script", page).map((one) => one.outerHTML).join("");
  const isNew = (one) => !sealedAt(one.href) && !all("head *").some((have) => have.isEqualNode(one));
  document.head.append(...all("meta[name], link", page.head).filter(isNew));
  const styles = all("[rel=stylesheet]").filter(({ sheet }) => !sheet);
  await Promise.all([said, ...styles.map((one) => new Promise((done) => (one.onload = one.onerror = done)))]);
  all("video, audio", page).filter(({ src }) => sealedAt(src)).forEach(stage);
  document.documentElement.lang = page.documentElement.lang;
  document.dir = page.dir;
  document.title = page.title;
  document.body = page.body;
  document.body.append(bar);
  if (inFolder) document.body.prepend(note);
  furnish();
  document.head.append(document.createRange().createContextualFragment(scripts));
  if (location.hash) location.replace(location.hash);
  setTimeout(() => all("img").forEach((one) => one.complete || (one.loading = "eager")), 999); // to be printed
  return forever;
}

function furnish() {
  const [, keeping, leaving] = bar.children;
  bar.classList.toggle("is-kept", !ring.visits);
  keeping.onclick = () => keep(true).then(furnish);
  leaving.onclick = () => store("delete").then(() => (location = `${root}open/index.html`));
}

// Pictures and recordings
// In place of each sealed file, an empty picture with its address: once it is loaded, it is wanted.
const EMPTY = URL.createObjectURL(new Blob(["<svg xmlns='http://www.w3.org/2000/svg'/>"], { type: "image/svg+xml" })) + "#";
const sealedAt = (url) => url?.startsWith(EMPTY) && url.slice(EMPTY.length);
const found = {};
const blobOf = (empty) => (found[empty] ??= (async () => {
  if (inFolder) throw empty;
  const data = await (await fetch(sealedAt(empty))).arrayBuffer();
  return URL.createObjectURL((await unseal(sealedAt(empty), new Uint8Array(data))).content);
})());

const lanes = Array(4).fill(Promise.resolve());
document.addEventListener("load", ({ target: one }) => {
  const empty = one.currentSrc;
  if (sealedAt(empty)) lanes.push(lanes.shift().then(() => picture(one, empty)));
}, true);

const picture = (one, empty) => blobOf(empty).then((url) => {
  for (const each of one.closest("picture")?.children || [one]) each.srcset = each.srcset.replace(empty, url);
  if (one.src === empty) one.src = url;
}, () => lose(one, "picture"));

function lose(one, what) {
  if (one.matches(".lock-gone")) return;
  one.classList.add("lock-gone");
  one.after(Object.assign(lost.cloneNode(), { textContent: say(what, one.alt || one.ariaLabel || "") }));
}

/* Recordings are fetched when asked for. */
function stage(one) {
  const frame = play.cloneNode(true);
  const button = frame.firstElementChild;
  const files = [...one.children, one].map((each) => [each, each.src, each.removeAttribute("src")]);
  one.replaceWith(frame);
  frame.prepend(one);
  const fill = (each, name, empty) => blobOf(empty).then((url) => (each[name] = url), () => {});
  if (one.poster) fill(one, "poster", one.poster);
  button.ariaLabel = `${button.textContent}: ${one.ariaLabel}`;
  button.onclick = async () => {
    button.disabled = true;
    for (const [each, empty] of files) await fill(each, "src", empty);
    button.remove();
    if (one.src) one.play(one.focus()).catch(() => {});
    else lose(one, "recording");
  };
}

addEventListener("click", (event) => {
  const file = event.target.closest("a");
  if (!sealedAt(file?.href) || event.defaultPrevented) return;
  event.preventDefault();
  blobOf(file.href).then((url) => (location = url), () => lose(file, "recording"));
});

async function ask(why) {
  await said;
  askForCode({ why, link, say, load, enter: (code, always) => byCode(code, always).then(show) });
}

async function begin() {
  if (!subtle) return isSecureContext ? "old" : "insecure";
  await recall();
  const why = link != null && (await byLink().catch(({ type }) => (type ? "trouble" : "link")));
  if (!ring.doors.length) return why;
  if (sealed) await show();
  await renew();
  if (!ring.doors.length) return why || "new";
  await show();
  return "other";
}
begin().then(ask, () => ask("trouble"));
})();
