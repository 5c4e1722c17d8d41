// The search box: what it finds, what the keys do, what it asks of the network and what it leaves behind.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, complaints, files, launch, read, serve, visit } from "./site.mjs";

const FIRST = "Casusregie bij tijdelijk huisverbod";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** The search box of a page, ready to type in. @param {string} path @param {object} options */
async function open(path, options) {
  const visited = await visit(browser, options);
  const { page } = visited;
  const errors = complaints(page);
  await page.goto(site.origin + path, { waitUntil: "networkidle" });
  site.requests.length = 0;
  const input = page.locator("#zoek");
  const status = page.locator(".search-status");
  const results = page.locator(".search-results a");
  /** Types a question sign by sign, then waits for the answer to all of it. @param {string} question */
  const ask = async question => {
    await input.pressSequentially(question);
    await input.fill("");
    await input.fill(question);
    await page.waitForFunction(() => /\d resulta|Niets gevonden/.test(document.querySelector(".search-status").textContent));
  };
  return { ...visited, errors, input, status, results, ask };
}

/** The answer to the request for the texts. @param {import("playwright-core").Page} page */
const texts = page => page.waitForResponse(response => response.url().includes("/search/text."));

for (const kind of ["home", "search"]) {
  test(`${kind}: finds “${FIRST}” first, Enter goes there`, async () => {
    const { page, errors, status, results, ask } = await open(KINDS[kind]);
    await ask("huisverbod");
    assert.match(await status.textContent(), /^\d+ resultaten/);
    assert.equal(await results.first().textContent(), FIRST);
    // The word is marked in the text, once that is there.
    await page.locator(".search-results mark").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/modules/casusregie-bij-tijdelijk-huisverbod/**");
    assert.equal(await page.locator("h1").textContent(), FIRST);
    assert.deepEqual(errors, []);
  });

  test(`${kind}: the address and the history stay as they are while typing`, async () => {
    const { page, ask, input } = await open(KINDS[kind]);
    const state = () => page.evaluate(() => [location.href, history.length, JSON.stringify(history.state), document.title]);
    const navigations = [];
    page.on("framenavigated", frame => navigations.push(frame.url()));
    const before = await state();
    for (const word of ["huisverbod", "kind", "q"]) {
      await ask(word);
      assert.deepEqual(await state(), before);
    }
    await input.press("Escape");
    assert.deepEqual(await state(), before);
    assert.deepEqual(navigations, []);
  });

  test(`${kind}: asks for the index and the texts once, and then for nothing`, async () => {
    const { page, ask, input, outside } = await open(KINDS[kind]);
    const data = () => site.requests.map(({ path }) => path).filter(path => path.startsWith("/search"));
    assert.deepEqual(data(), [], "nothing before the box has the focus");
    await Promise.all([texts(page), ask("huisverbod")]);
    assert.deepEqual(data().map(path => path.split(".")[0]).sort(), ["/search", "/search/index", "/search/text"]);
    site.requests.length = 0;
    await ask("kindermishandeling melden");
    await ask("qqqq");
    await page.waitForTimeout(500);
    assert.deepEqual(site.requests.map(({ path }) => path), []);
    assert.deepEqual(outside, []);
  });
}

test("Escape empties the box and closes the results", async () => {
  const { page, input, ask, results } = await open(KINDS.search);
  await ask("huisverbod");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  assert.equal(await input.inputValue(), "");
  assert.equal(await results.count(), 0);
  assert.ok(await page.locator(".search-panel").isHidden());
  assert.ok(await input.evaluate(element => element === document.activeElement), "the box has the focus");
});

test("arrow keys go through the results and back to the box", async () => {
  const { page, ask } = await open(KINDS.search);
  const place = () => page.evaluate(() => [...document.querySelectorAll(".search-results a")].indexOf(document.activeElement));
  await ask("huisverbod");
  const places = [];
  for (const key of ["ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp"]) {
    await page.keyboard.press(key);
    places.push(await place());
  }
  assert.deepEqual(places, [0, 1, 0, -1, -1]);
  assert.equal(await page.evaluate(() => document.activeElement.id), "zoek");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  const href = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press("Enter");
  await page.waitForURL(href);
});

test("HTML in a question is shown as text", async () => {
  const { page, errors, status, ask } = await open(KINDS.search);
  const question = '<svg onload="qqqq()"></svg>';
  await ask(question);
  assert.ok((await status.textContent()).includes(question), await status.textContent());
  assert.equal(await page.locator(".search svg").count(), 0);
  assert.deepEqual(errors, []);
});

test("signs that mean something in a replacement stay themselves", async () => {
  const { status, ask } = await open(KINDS.search);
  await ask("qqqq $& $'");
  assert.ok((await status.textContent()).includes("qqqq $& $'"), await status.textContent());
});

test("it says so when nothing is found, and shows other ways", async () => {
  const { page, results, status, ask } = await open(KINDS.search);
  await ask("qqqq");
  assert.match(await status.textContent(), /^Niets gevonden voor ‘qqqq’/);
  assert.equal(await status.getAttribute("role"), "status");
  assert.equal(await results.count(), 0);
  for (const name of ["112", "0800-2000", "Alle modulen"]) {
    assert.ok(await page.locator(".search-ways a", { hasText: name }).first().isVisible(), name);
  }
});

test("who speaks of danger sees two numbers above the results", async () => {
  const { page, results, ask } = await open(KINDS.search);
  const block = page.locator(".search-danger");
  await ask("casusregie");
  assert.ok(await block.isHidden());
  await ask("mijn man slaat mij");
  for (const href of ["tel:112", "tel:08002000"]) assert.ok(await block.locator(`a[href="${href}"]`).isVisible(), href);
  const top = async locator => (await locator.boundingBox()).y;
  assert.ok(await top(block) < await top(results.first()), "they stand above");
  const hrefs = await results.evaluateAll(links => links.slice(0, 2).map(link => link.pathname));
  assert.ok(hrefs.some(href => href === "/contact/"), `${hrefs}`);
  await page.keyboard.press("Escape");
  assert.ok(await block.isHidden());
});

test("a slip of the finger: it says what was meant, and puts it in the box", async () => {
  const { page, input, results, ask } = await open(KINDS.search);
  await ask("huisverbot");
  const meant = page.locator(".search-meant button");
  assert.equal(await meant.textContent(), "huisverbod");
  assert.equal(await results.first().textContent(), FIRST);
  await meant.click();
  await page.locator(".search-meant").waitFor({ state: "hidden" });
  assert.equal(await input.inputValue(), "huisverbod");
  assert.ok(await input.evaluate(element => element === document.activeElement), "the box has the focus");
});

test("the other words that were looked for are named", async () => {
  const { page, ask } = await open(KINDS.search);
  await ask("amhk");
  assert.match(await page.locator(".search-also").textContent(), /^Ook gezocht op: .*Veilig Thuis/);
});

test("one kind of page can be chosen, with its number, until the question changes", async () => {
  const { page, status, results, ask } = await open(KINDS.search);
  await ask("tijdelijk huisverbod");
  const all = Number.parseInt(await status.textContent());
  const select = page.locator(".search-kinds select");
  const options = await select.locator("option").allTextContents();
  const counts = options.slice(1).map(text => Number(/\((\d+)\)$/.exec(text)[1]));
  assert.equal(options[0], "Alles");
  assert.ok(options.slice(1).every(text => /^\p{Lu}/u.test(text)), `each kind has a word: ${options}`);
  assert.equal(counts.reduce((sum, count) => sum + count), all);
  await select.focus();
  await select.selectOption("module");
  await page.waitForFunction(all => Number.parseInt(document.querySelector(".search-status").textContent) < all, all);
  const hrefs = await results.evaluateAll(links => links.map(link => link.pathname));
  assert.ok(hrefs.length && hrefs.every(href => href.startsWith("/modules/")), `${hrefs}`);
  assert.ok(await select.evaluate(element => element === document.activeElement && element.value === "module"), "the choice keeps the focus");
  await ask("huisverboden");
  assert.equal(await select.inputValue(), "");
});

test("the search runs under the policy of the site, which allows neither eval nor WebAssembly", async () => {
  const { page, errors, ask } = await open(KINDS.search);
  const policy = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  assert.ok(!/unsafe|wasm|https?:/.test(policy), policy);
  await ask("meldcode");
  assert.deepEqual(errors, []);
});

test("ten questions, of every sort, ask nothing of the network", async () => {
  const { page, ask } = await open(KINDS.search);
  await Promise.all([texts(page), ask("huisverbod")]);
  site.requests.length = 0;
  for (const question of ["kindermishandeling", "huisverbot", "crisis interventie", '"veilig thuis"', "melden -stap", "amhk", "0800-2000", "mijn man slaat mij", "qqqq", "stap 3"]) {
    await ask(question);
  }
  await page.waitForTimeout(300);
  assert.deepEqual(site.requests.map(({ path }) => path), []);
});

for (const files of ["search.json", "search/*"]) {
  test(`it says so when ${files} cannot be had, and tries again`, async () => {
    const { page, status, input, results } = await open(KINDS.search);
    await page.route(`**/${files}`, route => files === "search.json" ? route.fulfill({ status: 404, body: "<!doctype html>" }) : route.abort());
    await input.pressSequentially("huisverbod");
    await page.waitForFunction(() => /lukt nu niet/.test(document.querySelector(".search-status").textContent));
    assert.ok(await page.locator(".search-ways").isVisible());
    await page.unroute(`**/${files}`);
    await input.pressSequentially("en");
    await results.first().waitFor();
    assert.match(await status.textContent(), /resulta/);
  });
}

test("on an English page the search speaks English", async () => {
  const { page, input } = await open("/en/sporen/");
  await page.evaluate(() => document.querySelectorAll("details").forEach(fold => { fold.open = true; }));
  await input.fill("huisverbod");
  await page.waitForFunction(() => /^\d+ results/.test(document.querySelector(".search-status").textContent));
  assert.equal(await page.locator(".search-kinds option").first().textContent(), "All");
});

test("no page names the files of the index: a changed word does not change them all", () => {
  const { index, text } = JSON.parse(read("search.json").toString());
  const names = [index, text];
  assert.ok(names.every(name => files().includes(name)), names.join());
  for (const path of files().filter(path => path.endsWith(".html"))) {
    assert.ok(names.every(name => !read(path).includes(name)), path);
  }
});

test("results come before the texts do", async () => {
  const { page, input, results } = await open(KINDS.search);
  let release;
  const held = new Promise(done => { release = done; });
  await page.route("**/search/text.*", async route => { await held; await route.continue(); });
  await input.fill("huisverbod");
  await results.first().waitFor();
  assert.equal(await results.first().textContent(), FIRST);
  assert.equal(await page.locator(".search-results mark").count(), 0);
  release();
  await page.locator(".search-results mark").first().waitFor();
});

test("a question typed before the page was ready is answered", async () => {
  const { page, close } = await visit(browser);
  let release;
  const held = new Promise(done => { release = done; });
  await page.route("**/search.js", async route => { await held; await route.continue(); });
  await page.goto(site.origin + KINDS.home, { waitUntil: "domcontentloaded" });
  await page.evaluate(() => { document.querySelector("#zoek").value = "huisverbod"; });
  release();
  await page.locator(".search-results a").first().waitFor();
  await close();
});

test("on a module page on a phone it stands in the menu, `/` goes there", async () => {
  const { page, results, ask } = await open(KINDS.module, { viewport: { width: 320, height: 568 } });
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "zoek");
  await ask("huisverbod");
  assert.ok(await results.first().isVisible());
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
});
