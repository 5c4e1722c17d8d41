// The files of the site: valid HTML, links that lead somewhere, titles that differ.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import { SITE, files, launch, pages, read, serve, visit } from "./site.mjs";

// What is not about validity or about readers is off, with the reason.
const RULES = {
  extends: ["html-validate:recommended"],
  rules: {
    // Either way of writing is valid HTML.
    "doctype-style": "off",
    "void-style": "off",
    // Templates leave blanks at the ends of lines; they weigh next to nothing once compressed.
    "no-trailing-whitespace": "off",
    // Advice for search engines: the titles of laws are long.
    "long-title": "off",
    // Wants a no-break hyphen in numbers, which copies badly into a telephone; CSS keeps numbers together.
    "tel-non-breaking": "off",
    // An id may begin with a digit (the letters page has "0-9"); no style selects one.
    "valid-id": ["error", { relaxed: true }],
    // ARIA lets a list have a name; the rule advises against it.
    "aria-label-misuse": ["error", { allowAnyNamable: true }],
  },
};

let site, browser, found;

before(async () => {
  browser = await launch();
  site = await serve();
  const { page } = await visit(browser, { javaScriptEnabled: false });
  found = new Map();
  for (const path of pages()) {
    await page.goto(site.origin + path, { waitUntil: "domcontentloaded" });
    found.set(path, await page.evaluate(() => ({
      title: document.title,
      lang: document.documentElement.lang,
      headings: [...document.querySelectorAll("h1")].map(element => element.textContent.trim()),
      ids: [...document.querySelectorAll("[id]")].map(element => element.id),
      links: [...document.querySelectorAll("[href], [src]")].map(element => {
        const raw = element.getAttribute("href") ?? element.getAttribute("src");
        return { raw, name: element.tagName, full: new URL(raw, document.baseURI).href };
      }),
    })));
  }
});
after(async () => { await browser?.close(); await site?.close(); });

test("every page is valid HTML", async () => {
  const validator = new HtmlValidate(RULES);
  const faults = [];
  for (const path of files().filter(path => path.endsWith(".html"))) {
    const { results } = await validator.validateString(read(path).toString(), path);
    for (const { messages } of results) {
      faults.push(...messages.map(({ line, column, ruleId, message }) => `${path}:${line}:${column} ${ruleId}: ${message}`));
    }
  }
  assert.equal(faults.length, 0, `${faults.length} faults\n${faults.slice(0, 40).join("\n")}`);
});

test("every link within the site leads to a page or file, and to an anchor that is there", () => {
  const there = new Set([...pages(), ...files().map(path => "/" + path)]);
  const broken = [];
  let count = 0;
  for (const [path, { links }] of found) {
    for (const { raw, full } of links) {
      const { origin, pathname, hash } = new URL(full);
      if (origin !== site.origin) continue;
      count++;
      const target = decodeURIComponent(pathname);
      const anchor = decodeURIComponent(hash.slice(1));
      if (!there.has(target)) broken.push(`${path} -> ${raw}: no such page`);
      else if (anchor && !found.get(target)?.ids.includes(anchor)) broken.push(`${path} -> ${raw}: no such anchor`);
    }
  }
  assert.ok(count > 1000, `${count} links`);
  assert.deepEqual(broken, []);
});

test("links out are https, tel or the ways of the site; none names this machine", () => {
  const odd = [];
  for (const [path, { links }] of found) {
    for (const { raw, name, full } of links) {
      const { protocol, origin } = new URL(full);
      if (origin === site.origin) continue;
      const allowed = name === "A" ? ["https:", "http:", "tel:", "mailto:"] : ["data:", "https:"];
      if (!allowed.includes(protocol) || /localhost|127\.0\.0\.1|file:/.test(raw)) odd.push(`${path} -> ${raw}`);
    }
  }
  assert.deepEqual(odd, []);
});

test("what styles name is there", () => {
  const missing = [];
  for (const path of files().filter(path => path.endsWith(".css"))) {
    for (const [, address] of read(path).toString().matchAll(/url\(\s*["']?([^"')]+)/g)) {
      const { origin, pathname } = new URL(address, `${site.origin}/${path}`);
      if (!address.startsWith("data:") && !(origin === site.origin && files().includes(pathname.slice(1)))) missing.push(`${path}: ${address}`);
    }
  }
  assert.deepEqual(missing, []);
});

test("every page has a title of its own, one heading of the first rank and a language", () => {
  const titles = new Map();
  const faults = [];
  for (const [path, { title, lang, headings }] of found) {
    if (!title) faults.push(`${path} has no title`);
    if (titles.has(title)) faults.push(`${path} and ${titles.get(title)} are both called “${title}”`);
    titles.set(title, path);
    if (headings.length !== 1 || !headings[0]) faults.push(`${path} has ${headings.length} h1`);
    if (!lang) faults.push(`${path} has no language`);
  }
  assert.deepEqual(faults, []);
});

test("every page can be reached from the home page", () => {
  const reached = new Set(["/"]);
  for (const path of reached) {
    for (const { full } of found.get(path)?.links ?? []) {
      const { origin, pathname } = new URL(full);
      if (origin === site.origin && found.has(pathname)) reached.add(pathname);
    }
  }
  assert.deepEqual([...found.keys()].filter(path => !reached.has(path) && path !== "/404.html"), []);
});

test("no file holds a path of the machine that made it", () => {
  const telling = files().filter(path => {
    const text = read(path).toString("latin1");
    return [SITE, process.env.HOME, process.cwd()].some(place => place && place.length > 3 && text.includes(place));
  });
  assert.deepEqual(telling, []);
});
