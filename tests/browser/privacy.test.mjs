// Every page of the site, opened and used: what it asks for and what it keeps.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, complaints, launch, pages, serve, visit } from "./site.mjs";

/** Each way in which a page can keep something, and what it kept: runs in the page. */
async function kept() {
  const found = [];
  if (document.cookie) found.push(`cookie ${document.cookie}`);
  for (const name of ["localStorage", "sessionStorage"]) {
    if (window[name].length) found.push(`${name}: ${Object.keys(window[name])}`);
  }
  for (const { name } of await indexedDB.databases()) found.push(`indexedDB ${name}`);
  for (const name of await caches.keys()) found.push(`cache ${name}`);
  for (const { scope } of await navigator.serviceWorker.getRegistrations()) found.push(`service worker ${scope}`);
  for await (const [name] of (await navigator.storage.getDirectory()).entries()) found.push(`file ${name}`);
  return found;
}

/** What a page says of where things may come from: runs in the page. */
function policy() {
  const meta = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
  const held = [...document.querySelectorAll("script, style, link")];
  return {
    path: location.pathname,
    policy: meta?.content ?? "",
    referrer: document.querySelector('meta[name="referrer"]')?.content,
    late: held.some(element => meta && !(meta.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING)),
  };
}

let site, browser, context, crawl;

before(async () => {
  browser = await launch();
  site = await serve();
  const visited = await visit(browser);
  const { page, outside } = visited;
  context = visited.context;
  const errors = complaints(page);
  const left = [];
  const policies = [];
  const violations = [];
  await page.exposeBinding("report", ({ page }, what) => violations.push(`${new URL(page.url()).pathname}: ${what}`));
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => {
    window.report(`${violatedDirective} ${blockedURI}`);
  }));
  const paths = pages();
  for (const path of paths) {
    await page.goto(site.origin + path);
    await page.mouse.move(400, 300);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    policies.push(await page.evaluate(policy));
    left.push(...(await page.evaluate(kept)).map(what => `${path}: ${what}`));
  }
  // What a reader can do besides reading.
  await page.goto(site.origin + KINDS.comparison, { waitUntil: "networkidle" });
  for (const at of [0, 1]) await page.locator(".picks select").nth(at).selectOption({ index: at + 1 });
  left.push(...await page.evaluate(kept));
  await page.goto(site.origin + KINDS.modules, { waitUntil: "networkidle" });
  await page.locator(".facet label").nth(2).click();
  await page.getByLabel("titel").check();
  await page.locator("#zoek").fill("huisverbod");
  await page.locator(".search-results a").first().click();
  await page.waitForURL("**/modules/casusregie-bij-tijdelijk-huisverbod/**");
  await page.waitForLoadState("networkidle");
  left.push(...await page.evaluate(kept));
  crawl = { paths, outside, errors, left, policies, violations };
});
after(async () => { await browser?.close(); await site?.close(); });

test("there is a site to crawl", () => {
  assert.ok(crawl.paths.length > 80, `${crawl.paths.length} pages`);
  const seen = new Set(site.requests.map(({ path }) => path));
  assert.deepEqual(crawl.paths.filter(path => !seen.has(path)), []);
});

test("no page asks for anything of another origin", () => {
  assert.deepEqual(crawl.outside, []);
});

test("no page asks for a file that is not there", () => {
  assert.deepEqual(site.requests.filter(({ status }) => status !== 200).map(({ path }) => path), []);
});

test("no page keeps anything: no cookie, storage, database, cache, service worker, file", async () => {
  assert.deepEqual(crawl.left, []);
  assert.deepEqual(await context.cookies(), []);
  const { origins } = await context.storageState({ indexedDB: true });
  assert.deepEqual(origins, []);
  assert.deepEqual(context.serviceWorkers(), []);
});

test("no page has an error or a warning on its console", () => {
  assert.deepEqual(crawl.errors, []);
});

test("no page breaks its content security policy", () => {
  assert.deepEqual(crawl.violations, []);
});

test("every page has a policy that starts from nothing, before anything it holds for", () => {
  const weak = crawl.policies.filter(({ policy, referrer, late }) =>
    !/^default-src 'none'/.test(policy) || /unsafe|https?:|\*/.test(policy) || late || referrer !== "no-referrer");
  assert.deepEqual(weak, []);
});

test("the crawl sees what it looks for", async () => {
  const { page, outside, context } = await visit(browser);
  const errors = complaints(page);
  await page.goto(site.origin + KINDS.source);
  await page.evaluate(async () => {
    document.cookie = "a=b";
    localStorage.setItem("a", "b");
    sessionStorage.setItem("a", "b");
    await caches.open("a");
    await new Promise(done => { indexedDB.open("a").onsuccess = done; });
    document.head.append(Object.assign(document.createElement("script"), { src: "https://elders.example/a.js" }));
  });
  assert.equal((await page.evaluate(kept)).length, 5);
  assert.equal((await context.cookies()).length, 1);
  assert.ok(errors.some(error => /Content Security Policy/.test(error)), errors.join());
  await page.goto("https://elders.example/");
  assert.deepEqual(outside, ["https://elders.example/"]);
});
