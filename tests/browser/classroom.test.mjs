// The whole site as one zip, unpacked and opened from its folder: no server, no network.

import assert from "node:assert/strict";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { text, unpack } from "./packs.mjs";
import { SITE, complaints, files, launch, pages, read } from "./site.mjs";

const ZIP = "training/meldwijzer-klas.zip";

let browser, folder, site, origin;
before(async () => {
  browser = await launch();
  folder = unpack(join(SITE, ZIP));
  site = join(folder, "meldwijzer");
  origin = pathToFileURL(site).href;
});
after(async () => { await browser?.close(); rmSync(folder, { recursive: true, force: true }); });

/** A page of the folder; every request is kept, and none that is not for a file is answered. @param {string} path */
async function open(path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const requests = [];
  context.on("request", request => requests.push(request.url()));
  await context.route(url => url.protocol !== "file:", route => route.abort());
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const errors = complaints(page);
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", event => console.error(`${event.violatedDirective}: ${event.blockedURI}`)));
  await page.goto(`${origin}/${path}`, { waitUntil: "networkidle" });
  return { page, context, requests, errors, close: () => context.close() };
}

test("the zip is one folder with every page of the site, and with nothing for a host", t => {
  assert.deepEqual(files(folder).filter(path => !path.startsWith("meldwijzer/")), []);
  const inside = new Set(files(site));
  const own = pages().filter(path => path !== "/404.html").map(path => `${path.slice(1)}index.html`);
  assert.deepEqual([...inside].filter(path => path.endsWith(".html")).sort(), own.sort());
  assert.ok(!inside.has(ZIP) && !inside.has("_headers") && !inside.has("404.html") && ![...inside].some(path => path.startsWith("hosting/")));
  // What is fetched stands in a script.
  for (const path of files().filter(path => /\.(epub|imscc|json|csv|ris)$/.test(path) && path !== "search.json")) assert.ok(inside.has(path), path);
  assert.ok(inside.has("search.json.js"));
  const kilo = Math.ceil(statSync(join(SITE, ZIP)).size / 1000);
  t.diagnostic(`${inside.size} files, ${kilo} kB`);
  assert.ok(kilo < 12_000, `${kilo} kB`);
});

test("the list of training offers it, with its size", async () => {
  const list = read("training/index.html").toString();
  const kilo = Math.ceil(statSync(join(SITE, ZIP)).size / 1000);
  assert.ok(list.includes(`(ZIP, ${Math.floor(kilo / 1000)},${Math.floor(kilo % 1000 / 100)} MB)`), "the size is that of the file");
  assert.ok(!text(join(site, "training/index.html")).includes(".zip\""), "the copy does not offer itself");
});

test("every link leads to a file that is there, and to an anchor that is there", async () => {
  const { page, close } = await open("index.html", { javaScriptEnabled: false });
  const inside = new Set(files(site)), found = new Map();
  for (const path of [...inside].filter(path => path.endsWith(".html"))) {
    found.set(path, await page.evaluate(text => {
      const parsed = new DOMParser().parseFromString(text, "text/html");
      return {
        ids: [...parsed.querySelectorAll("[id]")].map(({ id }) => id),
        links: [...parsed.querySelectorAll("[href], [src]")].map(element => element.getAttribute("href") ?? element.getAttribute("src")),
        modules: parsed.querySelectorAll("script[type=module]").length,
        policy: parsed.querySelector("meta[http-equiv=Content-Security-Policy]").content,
      };
    }, text(join(site, path))));
  }
  const broken = [];
  let count = 0;
  for (const [path, { links, modules, policy }] of found) {
    assert.equal(modules, 0, path);
    assert.match(policy, /^default-src 'none'; /);
    assert.doesNotMatch(policy, /unsafe|\*|http|connect-src/);
    for (const link of links.filter(link => !/^(https?|tel|mailto|data|sms):/.test(link))) {
      count++;
      const target = new URL(link, `${origin}/${path}`);
      const file = fileURLToPath(target.href.replace(/#.*/, "")).slice(site.length + 1);
      const anchor = decodeURIComponent(target.hash.slice(1));
      if (!inside.has(file)) broken.push(`${path} -> ${link}`);
      else if (anchor && !found.get(file)?.ids.includes(anchor)) broken.push(`${path} -> ${link}: no such anchor`);
    }
  }
  assert.ok(count > 1000, `${count} links`);
  assert.deepEqual(broken, []);
  await close();
});

test("every kind of page opens without a complaint, and asks for its own files alone", async () => {
  const kinds = new Map(files(site).filter(path => path.endsWith(".html")).map(path => [path.split("/").slice(0, -2).join("/"), path]));
  for (const path of new Set(["index.html", "modules/index.html", "training/toets-gesprek/index.html", "a-z/index.html", ...kinds.values()])) {
    const { page, requests, errors, close } = await open(path);
    assert.deepEqual(errors, [], path);
    assert.ok(await page.locator("h1").isVisible());
    const styled = await page.evaluate(() => getComputedStyle(document.querySelector("a")).color !== "rgb(0, 0, 238)");
    assert.ok(styled, `${path} has its style`);
    assert.deepEqual(requests.filter(url => !url.startsWith("file:") && !url.startsWith("data:")), [], path);
    await close();
  }
});

test("search finds a page with a piece of its text, and a result opens its file", async () => {
  const { page, requests, errors, close } = await open("index.html");
  const input = page.getByRole("searchbox").filter({ visible: true }).first();
  await input.fill("huisverbod");
  const result = page.locator(".search-results li").filter({ visible: true }).first();
  await result.locator("mark").first().waitFor();
  assert.match(await page.locator(".search-status").filter({ visible: true }).textContent(), /\d+/);
  await input.press("Enter");
  await page.waitForURL(/index\.html/);
  await page.waitForLoadState("networkidle");
  assert.match(await page.locator("h1").textContent(), /huisverbod/i);
  assert.doesNotMatch(page.url(), /huisverbod.*\?/);
  assert.deepEqual([requests.filter(url => !url.startsWith("file:")), errors], [[], []]);
  await close();
});

test("a self-test, the filter of the catalogue and the way to a municipality work", async () => {
  const quiz = await open("training/toets-vijf-stappen/index.html");
  const question = quiz.page.locator("form.quiz").first();
  await question.locator("input").first().check();
  await question.getByRole("button").click();
  assert.notEqual(await question.getByRole("status").textContent(), "");
  assert.deepEqual(quiz.errors, []);
  await quiz.close();

  const finder = await open("regio/index.html");
  await finder.page.getByRole("searchbox").filter({ visible: true }).last().fill("Maastricht");
  await finder.page.locator("main").getByText("Maastricht").first().waitFor();
  assert.deepEqual(finder.errors, []);
  await finder.close();
});

test("a course is put together there too, its texts in a script", async () => {
  const { page, requests, errors, close } = await open("training/samenstellen/index.html");
  await page.getByLabel("Casus Noor").check();
  await page.getByRole("button", { name: "Maak de pagina" }).click();
  await page.locator(".basket-page .chapter#casus-noor").waitFor();
  const link = page.locator(".basket-page .chapter a[href$='index.html']").first();
  await link.click();
  await page.waitForURL(/index\.html$/);
  assert.deepEqual([requests.filter(url => !url.startsWith("file:")), errors], [[], []]);
  await close();
});

test("without JavaScript one walks from the home page to a module and back", async () => {
  const { page, close } = await open("index.html", { javaScriptEnabled: false });
  await page.locator("main a[href*='modules/']").filter({ visible: true }).first().click();
  await page.waitForURL(/\/modules\/.*index\.html/);
  await page.locator("a.brand").click();
  assert.equal(new URL(page.url()).pathname, new URL(`${origin}/index.html`).pathname);
  await close();
});

test("the contact page is one file that asks for nothing, and its way out works", async () => {
  const { page, requests, errors, close } = await open("contact/index.html");
  assert.deepEqual(requests.filter(url => !url.startsWith("data:")), [`${origin}/contact/index.html`]);
  const { length } = requests;
  const leaving = page.waitForRequest(request => request.url().startsWith("https:"));
  for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
  const request = await leaving;
  assert.ok(request.isNavigationRequest());
  assert.equal(request.headers().referer, undefined);
  assert.equal(requests.length, length + 1);
  assert.deepEqual(errors.filter(text => !/net::ERR/.test(text)), []);
  await close();
});

test("from a citizen page to another page leaves no row in the history, as on the site", async () => {
  const { page, close } = await open("sporen/index.html");
  const before = await page.evaluate(() => history.length);
  await page.locator("a.brand").click();
  await page.waitForURL(`${origin}/index.html`);
  assert.equal(await page.evaluate(() => history.length), before);
  await close();
});
