// What a page weighs and when it is there, a row for each kind: what the visitor with an old telephone and a bad line has
// of it.
//
// A page is opened as Lighthouse does with its method `devtools`, on its telephone and its slow 4G (1.4 Mbit/s, 562 ms to
// each answer, a processor four times slower), from a server that compresses. The times are seen, not reckoned, so a busy
// machine makes them longer: bytes and movement have bars, times have none.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { screenEmulationMetrics, throttling } from "lighthouse/core/config/constants.js";
import { SITE, fileOf, files, kind, launch, pages, read, serve, visit } from "./site.mjs";

/** Bars in bytes; those of styles and scripts are for all that one page may come to load. */
const PAGE_GZIP = 60_000;
/** A reader (`/lezen/`) is a book on one page: whoever opens it wants all of it. */
const READER_GZIP = 120_000;
const CONTACT = 30_000;
const CSS = 14_000;
const JS = 20_000;
const SEARCH = { script: 12_000, index: 100_000, text: 200_000 };

/** Longer than a page takes on a busy machine, in milliseconds. */
const PATIENCE = 60_000;

/** Pages that are open at once: most of the time each waits for an answer. */
const AT_ONCE = 3;

const { mobileSlow4G: LINE } = throttling;
const { width, height, deviceScaleFactor } = screenEmulationMetrics.mobile;
const PHONE = { viewport: { width, height }, deviceScaleFactor, isMobile: true, hasTouch: true };

let browser;
before(async () => { browser = await launch(); });
after(async () => { await browser?.close(); });

/** Opens a page over the slow line. @param {string} path @param {Awaited<ReturnType<typeof serve>>} site */
async function open(path, site) {
  const { page, context, close } = await visit(browser, PHONE);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: LINE.requestLatencyMs,
    downloadThroughput: LINE.downloadThroughputKbps * 1024 / 8,
    uploadThroughput: LINE.uploadThroughputKbps * 1024 / 8,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: LINE.cpuSlowdownMultiplier });
  site.requests.length = 0;
  const missing = new Set(asked(path).scripts.map(file => `${site.origin}/${file}`));
  page.on("requestfinished", request => missing.delete(request.url()));
  await page.goto(site.origin + path, { timeout: PATIENCE });
  for (const until = Date.now() + PATIENCE; missing.size;) {
    assert.ok(Date.now() < until, `${path} does not ask for ${[...missing]}`);
    await new Promise(done => setTimeout(done, 50));
  }
  const seen = await page.evaluate(painted);
  await close();
  const sum = (/** @type {RegExp} */ ending) => site.requests.filter(({ path }) => ending.test(path)).reduce((total, { bytes }) => total + bytes.length, 0);
  return {
    html: read(fileOf(path)).length, css: sum(/\.css$/), js: sum(/\.js$/),
    gzip: site.requests.reduce((total, { sent }) => total + sent, 0), requests: site.requests.length, ...seen,
  };
}

/** Runs in the page: when it was painted first, when its largest part, and how much of it moved by itself. */
function painted() {
  const seen = { first: 0, largest: 0, shift: 0 };
  const take = {
    "paint": entry => { if (entry.name === "first-contentful-paint") seen.first = Math.round(entry.startTime); },
    "largest-contentful-paint": entry => { seen.largest = Math.round(entry.startTime); },
    "layout-shift": entry => { seen.shift += entry.value; },
  };
  for (const [type, add] of Object.entries(take)) {
    new PerformanceObserver(list => list.getEntries().forEach(add)).observe({ type, buffered: true });
  }
  return new Promise(done => setTimeout(() => done(seen), 300));
}

test("a page of each kind is light, there soon and does not move", async t => {
  const rows = kinds();
  const left = [...rows];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    const site = await serve(SITE, { gzip: true });
    for (let next = left.shift(); next; next = left.shift()) Object.assign(next, await open(next.path, site));
    await site.close();
  }));

  const line = (/** @type {(string | number)[]} */ [path, ...cells]) => String(path).padEnd(52) + cells.map(cell => String(cell).padStart(9)).join("");
  t.diagnostic(line(["heaviest of its kind", "pages", "html", "css", "js", "gzip", "requests", "first ms", "last ms", "shift"]));
  for (const { path, pages, html, css, js, gzip, requests, first, largest, shift } of rows) {
    t.diagnostic(line([path, pages, html, css, js, gzip, requests, first, largest, shift.toFixed(3)]));
  }
  assert.deepEqual(rows.filter(({ path, gzip }) => gzip > (path.includes("/lezen/") ? READER_GZIP : PAGE_GZIP)), [], `more than ${PAGE_GZIP} bytes`);
  assert.deepEqual(rows.filter(({ shift }) => shift), [], "these move while they load");
  assert.deepEqual(rows.filter(({ first, largest }) => !(first > 0 && largest >= first)), [], "these were not seen");
  assert.ok(rows.every(({ path, css, js }) => /contact\/$/.test(path) || (css && js)), "every other page has a style and scripts");
  for (const { path, html } of rows) assert.ok(!/contact\/$/.test(path) || html <= CONTACT, `${path} has ${html} bytes`);
  // What the next test reads in the pages is what they ask for.
  for (const { path, css, js } of rows) {
    const all = asked(path);
    assert.deepEqual([css, js], [all.css, all.js], path);
  }
});

/** The size of each file, as it is and compressed. @type {Map<string, {raw: number, gzip: number}>} */
const sizes = new Map();

function size(/** @type {string} */ file) {
  const known = sizes.get(file) ?? { raw: read(file).length, gzip: gzipSync(read(file), { level: 9 }).length };
  sizes.set(file, known);
  return known;
}

const scripts = files().filter(path => path.endsWith(".js"));
const inFolder = (/** @type {string} */ folder) => scripts.filter(path => path.includes(`/${folder}`));

/** The styles of a page, and the scripts that it comes to ask for. @param {string} path */
function asked(path) {
  const html = read(fileOf(path)).toString();
  const all = (/** @type {RegExp} */ pattern) => [...new Set([...html.matchAll(pattern)].map(([, found]) => found))];
  const styles = all(/<link rel="stylesheet" href="([^"]+)"/g).map(href => new URL(href, `http://site${path}`).pathname.slice(1));
  const components = ["exit", ...all(/data-module="([^"]+)"/g)].flatMap(name => inFolder(`components/${name}/`));
  const scripts = html.includes('<script type="module"') ? [...new Set([...inFolder("js/main.js"), ...components])] : [];
  const sum = (/** @type {string[]} */ files, /** @type {"raw" | "gzip"} */ part) => files.reduce((total, file) => total + size(file)[part], 0);
  return { path, styles, scripts, css: sum(styles, "raw"), js: sum(scripts, "raw"), gzip: sum([fileOf(path), ...styles, ...scripts], "gzip") };
}

/** The heaviest page of each kind, and of how many: pages of one folder that are made of the same styles and scripts. */
function kinds() {
  /** @type {Map<string, {path: string, pages: number}>} */
  const found = new Map();
  for (const path of pages()) {
    const { styles, scripts } = asked(path);
    const made = JSON.stringify([kind(path), styles.sort(), scripts.sort()]);
    const known = found.get(made) ?? { path, pages: 0 };
    const heavier = size(fileOf(path)).raw > size(fileOf(known.path)).raw ? path : known.path;
    found.set(made, { path: heavier, pages: known.pages + 1 });
  }
  return [...found.values()];
}

test("no page can come to load more than the bars", t => {
  const all = pages().map(path => ({ ...asked(path), styles: undefined, scripts: undefined }));
  const most = (/** @type {"css" | "js" | "gzip"} */ part) => all.reduce((one, other) => other[part] > one[part] ? other : one);
  const light = all.filter(({ path }) => !path.includes("/lezen/"));
  t.diagnostic(`most css ${most("css").css} of ${CSS} (${most("css").path}), most js ${most("js").js} of ${JS} (${most("js").path})`);
  assert.deepEqual(light.filter(({ gzip }) => gzip > PAGE_GZIP), [], `more than ${PAGE_GZIP} bytes`);
  assert.deepEqual(all.filter(({ css }) => css > CSS), [], `more than ${CSS} bytes of styles`);
  assert.deepEqual(all.filter(({ js }) => js > JS), [], `more than ${JS} bytes of scripts`);
  assert.ok(most("js").js > 5_000 && most("css").css > 10_000, "the bars look at something");
  for (const file of files().filter(path => path.endsWith("contact/index.html"))) {
    assert.ok(read(file).length <= CONTACT, `${file} has ${read(file).length} bytes`);
  }
});

test("the search, which comes to who puts the focus in its box, is light", t => {
  const search = new Map(files().filter(path => path.startsWith("search/")).map(path => [path.split(/[/.]/)[1], read(path)]));
  search.set("script", Buffer.concat(inFolder("js/search/").map(read)));
  for (const [name, bar] of Object.entries(SEARCH)) {
    const bytes = search.get(name), brotli = brotliCompressSync(bytes).length;
    t.diagnostic(`search ${name}: ${bytes.length} bytes, gzip ${gzipSync(bytes, { level: 9 }).length}, brotli ${brotli} of ${bar}`);
    assert.ok(brotli <= bar, `the ${name} of the search has ${brotli} bytes`);
  }
});
