// The files of the site: valid HTML, links that lead somewhere, titles that differ, weights.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { HtmlValidate } from "html-validate";
import { SITE, files, heaviest, launch, pages, read, serve, visit } from "./site.mjs";

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

/** Bars in bytes; those of styles and scripts are for all that one page may come to load. */
const PAGE_GZIP = 60_000;
/** A reader is a book on one page: whoever opens it wants all of it. */
const READER_GZIP = 120_000;
const CONTACT = 30_000;
const CSS = 14_000;
const JS = 20_000;
const SEARCH = { script: 12_000, index: 100_000, text: 200_000 };

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
      styles: [...document.querySelectorAll("link[rel=stylesheet]")].map(element => new URL(element.href).pathname),
      modules: [...document.querySelectorAll("[data-module]")].map(element => element.dataset.module),
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

test("pages are light", async t => {
  const { page } = await visit(browser);
  const rows = [];
  // The heaviest of each kind stands for it.
  for (const [kind, path] of heaviest()) {
    site.requests.length = 0;
    await page.goto(site.origin + path, { waitUntil: "networkidle" });
    const of = ending => site.requests.filter(request => ending.test(request.path));
    const sum = (list, size = ({ bytes }) => bytes.length) => list.reduce((total, request) => total + size(request), 0);
    rows.push({
      kind: path.endsWith("/contact/") ? path : kind,
      html: sum(site.requests.filter(request => request.path === path)),
      css: sum(of(/\.css$/)),
      js: sum(of(/\.js$/)),
      gzip: sum(site.requests, ({ bytes }) => gzipSync(bytes, { level: 9 }).length),
      requests: site.requests.length,
    });
  }
  const line = cells => cells.map((cell, at) => at ? String(cell).padStart(9) : String(cell).padEnd(22)).join("");
  t.diagnostic(line(["kind, its heaviest", "html", "css", "js", "gzip", "requests"]));
  for (const row of rows) t.diagnostic(line(Object.values(row)));

  const weight = paths => [...new Set(paths)].reduce((total, path) => total + read(path).length, 0);
  const known = files();
  const inFolder = folder => known.filter(path => path.includes(`/${folder}`) && path.endsWith(".js"));
  const own = [...found].map(([path, { styles, modules }]) => ({
    path,
    css: weight(styles.map(style => style.slice(1))),
    js: weight([...inFolder("js/main.js"), ...["exit", ...modules].flatMap(name => inFolder(`components/${name}/`))]),
  }));
  const most = part => own.reduce((one, other) => other[part] > one[part] ? other : one);
  // The search comes only to who puts the focus in its box.
  const search = new Map(files().filter(path => path.startsWith("search/")).map(path => [path.split(/[/.]/)[1], read(path)]));
  search.set("script", Buffer.concat(inFolder("js/search/").map(read)));
  for (const [name, bar] of Object.entries(SEARCH)) {
    const bytes = search.get(name), brotli = brotliCompressSync(bytes).length;
    t.diagnostic(`search ${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli} of ${bar}`);
    assert.ok(brotli <= bar, `the ${name} of the search has ${brotli} bytes`);
  }
  t.diagnostic(`most css ${most("css").css} of ${CSS} (${most("css").path}), most js ${most("js").js} of ${JS} (${most("js").path})`);

  assert.deepEqual(rows.filter(({ kind, gzip }) => gzip > (kind.replace("/*", "/").endsWith("lezen/") ? READER_GZIP : PAGE_GZIP)), [], `more than ${PAGE_GZIP} bytes`);
  assert.ok(rows.every(({ kind, css, js }) => kind.endsWith("/contact/") || (css && js)), "every other page has a style and scripts");
  for (const file of files().filter(path => path.endsWith("contact/index.html"))) {
    assert.ok(read(file).length <= CONTACT, `${file} has ${read(file).length} bytes`);
  }
  assert.deepEqual(own.filter(({ css }) => css > CSS), [], `more than ${CSS} bytes of styles`);
  assert.deepEqual(own.filter(({ js }) => js > JS), [], `more than ${JS} bytes of scripts`);
  assert.ok(most("js").js > 5_000 && most("css").css > 10_000, "the bars look at something");
});
