// The catalogue, its figures and its comparison: with and without JavaScript, by keyboard alone, without a trace.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { complaints, launch, pages, serve, visit } from "./site.mjs";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** Opens a page. @param {string} path @param {object} options */
async function open(path, options = {}) {
  const visited = await visit(browser, options);
  const errors = complaints(visited.page);
  await visited.page.goto(site.origin + path, { waitUntil: "networkidle" });
  return { ...visited, errors };
}

/** What the cards say they have of each facet. @param {import("playwright-core").Page} page @returns {Promise<string[][]>} */
const held = page => page.locator(".module").evaluateAll(rows => rows.map(row => row.dataset.facets.split(" ")));

/** The names on the cards. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
const names = page => page.locator(".module h2").allTextContents();

test("without JavaScript each filter is a page with as many modules as its link says", async () => {
  const { page, close } = await open("/modules/", { javaScriptEnabled: false });
  const [all, titles] = [await held(page), await names(page)];
  assert.equal(all.length, 21);
  const links = await page.locator(".facet a").evaluateAll(links => links.map(link => ({
    href: link.href, value: link.dataset.value, count: Number(link.querySelector(".number").textContent),
  })));
  // Every page of a facet is linked, and no other.
  const facets = pages().filter(path => /^\/modules\/[^/]+\/[^/]+\/$/.test(path));
  assert.deepEqual(links.map(({ href }) => new URL(href).pathname).sort(), facets);
  for (const { href, value, count } of links) {
    await page.goto(href);
    assert.deepEqual(await names(page), titles.filter((_, at) => all[at].includes(value)), value);
    assert.ok(count > 0 && (await names(page)).length === count, value);
    assert.equal(await page.locator(".facet [aria-current]").getAttribute("data-value"), value);
    assert.match(await page.locator(".results [role=status]").textContent(), new RegExp(`^${count} module`));
  }
  await close();
});

test("every facet divides the catalogue: each module has a value of it", async () => {
  const { page, close } = await open("/modules/", { javaScriptEnabled: false });
  const facets = new Set(await page.locator(".facet a").evaluateAll(links => links.map(link => link.dataset.value.split("/")[0])));
  assert.equal(facets.size, 7);
  for (const row of await held(page)) {
    for (const facet of facets) assert.ok(row.some(value => value.startsWith(`${facet}/`)), `${facet} in ${row}`);
  }
  await close();
});

test("choices of a facet add, facets narrow; counts, status and address", async () => {
  const { page, errors, close } = await open("/modules/");
  const all = await held(page);
  const before = page.url();
  const { length } = site.requests;
  const shown = () => page.locator(".module:visible").count();
  const tick = name => page.locator(".facet label", { hasText: name }).first().locator("input").check();
  const count = fits => all.filter(fits).length;

  await tick("Frontoffice");
  assert.equal(await shown(), count(row => row.includes("functie/frontoffice")));
  await tick("Monitoring");
  const either = row => row.includes("functie/frontoffice") || row.includes("functie/monitoring");
  assert.equal(await shown(), count(either));
  await tick("plegers");
  const both = row => either(row) && row.includes("doelgroep/plegers");
  assert.equal(await shown(), count(both));
  assert.ok(count(both) > 0 && count(both) < count(either));
  assert.equal(await page.locator(".results [role=status]").textContent(), `${count(both)} modulen`);
  // A count says what a choice would leave, its own facet aside.
  const beside = page.locator(".facet label", { hasText: "Procesregie" }).locator(".number");
  assert.equal(Number(await beside.textContent()), count(row => row.includes("functie/procesregie") && row.includes("doelgroep/plegers")));

  await page.locator(".results button").click();
  assert.equal(await shown(), 21);
  assert.ok(await page.locator(".results button").isHidden());
  assert.ok(await page.evaluate(() => document.activeElement.matches("[role=status]")), "the focus is not lost");
  assert.equal(page.url(), before);
  assert.equal(site.requests.length, length, "nothing is asked for");
  assert.deepEqual(errors, []);
  await close();
});

test("the filter works by keyboard alone", async () => {
  const { page, close } = await open("/modules/");
  await page.locator(".facet summary").nth(4).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.type), "checkbox");
  await page.keyboard.press("Space");
  const shown = await page.locator(".module:visible").count();
  assert.ok(shown > 0 && shown < 21, `${shown}`);
  await page.keyboard.press("Space");
  assert.equal(await page.locator(".module:visible").count(), 21);
  await close();
});

test("a choice without a module leaves none and says so", async () => {
  const { page, close } = await open("/modules/");
  await page.locator(".facet label", { hasText: "Registratie" }).locator("input").check();
  await page.locator(".facet label", { hasText: "ketenpartners" }).first().locator("input").check();
  assert.equal(await page.locator(".module:visible").count(), 0);
  assert.equal(await page.locator(".results [role=status]").textContent(), "0 modulen");
  await close();
});

test("the order is by number or by title", async () => {
  const { page, close } = await open("/modules/");
  const titles = () => page.locator(".module h2").allTextContents();
  const numbers = () => page.locator(".module > .number").allTextContents();
  const first = await numbers();
  assert.deepEqual(first.map(number => Number(number.split(".")[1])), Array.from({ length: 21 }, (_, at) => at + 1));
  await page.getByLabel("titel").check();
  assert.deepEqual(await titles(), (await titles()).toSorted((a, b) => a.localeCompare(b, "nl")));
  assert.notDeepEqual(await numbers(), first);
  await page.getByLabel("nummer").check();
  assert.deepEqual(await numbers(), first);
  await close();
});

test("two or three modules stand beside each other, field by field", async () => {
  const { page, errors, close } = await open("/modules/vergelijken/");
  const before = page.url();
  const beside = page.locator(".beside");
  assert.ok(await beside.isHidden());
  await page.locator(".picks select").nth(0).selectOption({ label: "4.1 Eerste oriënterend gesprek" });
  assert.ok(await beside.isHidden(), "one module is nothing to compare");
  await page.locator(".picks select").nth(1).selectOption({ label: "4.7 Casusregie" });
  assert.deepEqual(await beside.locator("thead th").allInnerTexts(), ["4.1 Eerste oriënterend gesprek", "4.7 Casusregie"]);
  const fields = await page.locator(".all thead th").allTextContents();
  assert.deepEqual(await beside.locator("tbody th").allTextContents(), fields.slice(1));
  const cells = async row => (await page.locator(".all tbody tr").nth(row).locator("td").allTextContents());
  const [one, seven] = [await cells(0), await cells(6)];
  assert.deepEqual(await beside.locator("td").allTextContents(), one.flatMap((text, at) => [text, seven[at]]));
  assert.match(await page.locator(".pick [role=status]").textContent(), /Eerste oriënterend gesprek en Casusregie/);
  // The same one twice counts once; a third joins.
  await page.locator(".picks select").nth(2).selectOption({ label: "4.7 Casusregie" });
  assert.equal(await beside.locator("thead th").count(), 2);
  await page.locator(".picks select").nth(2).selectOption({ label: "4.8 Casusregie bij tijdelijk huisverbod" });
  assert.equal(await beside.locator("thead th").count(), 3);
  await page.locator(".picks select").nth(0).selectOption("");
  assert.deepEqual(await beside.locator("thead th").allInnerTexts(), ["4.7 Casusregie", "4.8 Casusregie bij tijdelijk huisverbod"]);
  assert.equal(page.url(), before);
  assert.deepEqual(errors, []);
  await close();
});

test("what was chosen to compare is lost on reload, and the page says nothing else", async () => {
  const { page, close } = await open("/modules/vergelijken/");
  for (const at of [0, 1]) await page.locator(".picks select").nth(at).selectOption({ index: at + 1 });
  await page.reload({ waitUntil: "networkidle" });
  const chosen = await page.locator(".picks select").evaluateAll(selects => selects.filter(select => select.value).length);
  assert.equal(await page.locator(".beside").isVisible(), chosen > 1);
  await close();
});

test("without JavaScript all modules stand in the table and no choice does nothing", async () => {
  const { page, close } = await open("/modules/vergelijken/", { javaScriptEnabled: false });
  assert.equal(await page.locator(".all tbody tr").count(), 21);
  assert.equal(await page.locator("select:visible").count(), 0);
  await close();
});

test("the circle links every module and function, and the list beside it says the same", async () => {
  const { page, close } = await open("/modules/schema/", { javaScriptEnabled: false });
  const named = await page.locator(".circle a").evaluateAll(links => links.map(link => [link.href.baseVal, link.querySelector("title").textContent]));
  const listed = await page.locator(".rings li").evaluateAll(rows => rows.map(row => [row.querySelector("a").getAttribute("href"), row.textContent.trim().replace(/\s+/g, " ")]));
  assert.equal(named.length, 21 + 5);
  assert.deepEqual(named, listed);
  await page.locator(".circle a[href$='/casusregie/']").focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`${site.origin}/modules/casusregie/`);
  await close();
});

for (const [name, width, least] of [["phone", 360, 11], ["desktop", 1280, 13]]) {
  test(`the letters of the figures are legible and stay within: ${name}`, async () => {
    const { page, close } = await open("/modules/schema/", { viewport: { width, height: 800 } });
    const texts = await page.locator(".circle, .stream").evaluateAll(figures => figures.flatMap(figure => {
      const { left, right, width } = figure.getBoundingClientRect();
      const scale = width / figure.viewBox.baseVal.width;
      return [...figure.querySelectorAll("text")].filter(text => text.getClientRects().length && getComputedStyle(text).display !== "none").map(text => {
        const box = text.getBoundingClientRect();
        return { text: text.textContent, size: parseFloat(getComputedStyle(text).fontSize) * scale, out: box.left < left || box.right > right };
      });
    }));
    assert.ok(texts.length > 30, `${texts.length} texts`);
    assert.deepEqual(texts.filter(({ size, out }) => out || size < least), []);
    await close();
  });
}

test("every line of the text of a module has its box: no name leaves the box of the flow", async () => {
  const { page, close } = await open("/modules/schema/");
  const out = await page.locator(".stream a").evaluateAll(links => links.filter(link => {
    const [box, text] = [link.querySelector("rect").getBoundingClientRect(), link.querySelector("text").getBoundingClientRect()];
    return text.left < box.left || text.right > box.right || text.top < box.top || text.bottom > box.bottom;
  }).map(link => link.textContent));
  assert.deepEqual(out, []);
  assert.ok(await page.locator(".stream a").count() >= 10);
  await close();
});

test("the link of a section is copied; without a clipboard it is followed", async () => {
  const { page, context, close } = await open("/modules/casusregie/");
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const link = page.locator("#activiteiten .copy");
  const before = page.url();
  await link.click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${before}#activiteiten`);
  assert.equal(await page.locator(".copy-status").textContent(), "Gekopieerd");
  assert.equal(page.url(), before);
  const plain = await open("/modules/casusregie/", { javaScriptEnabled: false });
  await plain.page.locator("#activiteiten .copy").click();
  assert.equal(new URL(plain.page.url()).hash, "#activiteiten");
  await plain.close();
  await close();
});

test("relations are told on both pages", async () => {
  const { page, close } = await open("/modules/overbruggingshulp/", { javaScriptEnabled: false });
  const relations = () => page.locator("#samenhang > div > div").evaluateAll(groups => Object.fromEntries(
    groups.map(group => [group.querySelector("h3").textContent, [...group.querySelectorAll("a")].map(link => link.pathname)])));
  assert.deepEqual((await relations()).Gebruikt, ["/modules/crisisinterventie/"]);
  await page.goto(`${site.origin}/modules/crisisinterventie/`);
  assert.ok((await relations())["Wordt gebruikt bij"].includes("/modules/overbruggingshulp/"));
  await close();
});

test("a module explains its rare terms, leads to others like it and to those that share a value", async () => {
  const { page, close } = await open("/modules/casusregie-bij-tijdelijk-huisverbod/", { javaScriptEnabled: false });
  assert.ok((await page.locator("#begrippen dt").allTextContents()).includes("Hulpofficier van justitie"));
  assert.ok((await page.locator("#lees-ook a").allTextContents()).includes("Tijdelijk huisverbod"));
  await page.locator(".text dl a", { hasText: "nazorg" }).click();
  assert.equal(new URL(page.url()).pathname, "/modules/keten/nazorg/");
  await close();
});
