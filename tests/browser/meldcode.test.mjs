// The walk through the meldcode: the afwegingskader to each of its ends, checklists, sectors, the step card.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, launch, serve, visit } from "./site.mjs";

const START = "/meldcode/afwegingskader/";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** Answers that lead to an end, and the end. */
const WAYS = [
  ["Nee", "afsluiten"],
  ["Ja Ja", "melden"],
  ["Ja Nee Nee", "melden"],
  ["Ja Nee Ja Nee", "melden"],
  ["Ja Nee Ja Ja Nee", "melden"],
  ["Ja Nee Ja Ja Ja", "hulp-afsluiten"],
];

for (const [answers, end] of WAYS) {
  test(`by keyboard and without JavaScript, ${answers} leads to ${end}`, async () => {
    const { page, close } = await visit(browser, { javaScriptEnabled: false });
    await page.goto(site.origin + START);
    await follow(page, "Begin bij vraag 1");
    for (const [index, answer] of answers.split(" ").entries()) {
      assert.equal(new URL(page.url()).pathname, `${START}vraag-${index + 1}/`);
      assert.equal(await page.locator("#antwoorden li").count(), index, "what was answered stands there");
      await follow(page, answer);
    }
    assert.equal(new URL(page.url()).pathname, `${START}${end}/`);
    const last = answers.split(" ");
    const way = page.locator("#antwoorden li", { hasText: `Vraag ${last.length}:` });
    assert.match(await way.locator("b").textContent(), new RegExp(last.at(-1)));
    assert.ok(await page.locator("#wat-je-nu-doet li").count() >= 3, "the end says what to do");
    await close();
  });
}

test("an answer can be given anew", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(`${site.origin}${START}vraag-3/`);
  await page.locator("#antwoorden a", { hasText: "Vraag 2" }).click();
  await page.locator(".answers a", { hasText: "Ja" }).click();
  assert.equal(new URL(page.url()).pathname, `${START}melden/`);
  await close();
});

test("the figure leads to every question and end, and says the same as the list beside it", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + START);
  const links = await page.locator(".decision-figure a").evaluateAll(all => all.map(link => new URL(link.href.baseVal, document.baseURI).pathname));
  assert.deepEqual(links.map(path => path.slice(START.length)).sort(), ["afsluiten/", "hulp-afsluiten/", "melden/", "vraag-1/", "vraag-2/", "vraag-3/", "vraag-4/", "vraag-5/"]);
  const listed = await page.locator("#vragen .steps a").evaluateAll(all => all.map(link => new URL(link.href).pathname));
  assert.ok(listed.every(path => links.includes(path)) && listed.length === 5);
  // No text runs out of its box.
  const wide = await page.locator(".decision-figure a").evaluateAll(all => all.filter(link => {
    const box = link.querySelector("rect").getBoundingClientRect();
    return [...link.querySelectorAll("text")].some(text => text.getBoundingClientRect().right > box.right - 2 || text.getBoundingClientRect().bottom > box.bottom);
  }).map(link => link.textContent.trim()));
  assert.deepEqual(wide, []);
  await page.locator(".decision-figure .ending").nth(1).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(`**${START}melden/`);
  await close();
});

test("a checklist counts, wipes, and keeps nothing", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + KINDS.step, { waitUntil: "networkidle" });
  const list = page.locator(".checklist");
  const total = await list.locator("input").count();
  const status = () => list.locator("[role=status]").textContent();
  assert.equal(await status(), `0 van ${total} gedaan`);
  await list.locator("label").first().click();
  await list.locator("input").nth(1).focus();
  await page.keyboard.press("Space");
  assert.equal(await status(), `2 van ${total} gedaan`);
  assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length + document.cookie.length), 0);
  await page.reload({ waitUntil: "networkidle" });
  assert.equal(await list.locator("input:checked").count(), 0, "nothing is kept");
  await list.locator("label").first().click();
  await list.locator("[data-wipe]").click();
  assert.equal(await list.locator("input:checked").count(), 0);
  assert.equal(await status(), `0 van ${total} gedaan`);
  await close();
});

test("a checklist can be ticked without JavaScript, with no button that does nothing", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  for (const path of [KINDS.step, "/meldcode/kindcheck/", KINDS.conversation]) {
    await page.goto(site.origin + path);
    await page.locator(".checklist label").first().click();
    assert.equal(await page.locator(".checklist input:checked").count(), 1, path);
    assert.equal(await page.locator("button").filter({ visible: true }).count(), 0, path);
  }
  await close();
});

test("a checklist is printed with its ticks and without buttons", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + KINDS.step, { waitUntil: "networkidle" });
  await page.evaluate(() => { window.print = () => { document.body.dataset.printed = "yes"; }; });
  await page.locator("[data-print]").click();
  assert.equal(await page.locator("body").getAttribute("data-printed"), "yes");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".checklist input").first().isVisible());
  assert.equal(await page.locator("main button").filter({ visible: true }).count(), 0);
  assert.ok(await page.locator(".sectors").isHidden(), "no sector was chosen");
  await close();
});

test("without JavaScript each sector opens its differences on the page of the step", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + KINDS.step);
  assert.ok(await page.locator(".sectors select").isHidden());
  assert.equal(await page.locator(".sectors summary").filter({ visible: true }).count(), 6);
  const school = page.locator(".sectors details", { hasText: "het onderwijs" });
  assert.ok(await school.locator("h3", { hasText: "Twijfel telt als ja" }).isHidden());
  await school.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.ok(await school.locator("h3", { hasText: "Twijfel telt als ja" }).isVisible());
  await school.locator("a", { hasText: "Meldcode in het onderwijs" }).click();
  assert.equal(new URL(page.url()).pathname, "/meldcode/onderwijs/");
  await close();
});

test("with JavaScript one sector is chosen, shown in place, told, and not kept", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + KINDS.step, { waitUntil: "networkidle" });
  const shown = page.locator(".sectors details").filter({ visible: true });
  assert.equal(await shown.count(), 0);
  await page.locator("#sector-keuze").selectOption({ label: "het onderwijs" });
  assert.equal(await shown.count(), 1);
  assert.ok(await shown.locator("h3", { hasText: "Twijfel telt als ja" }).isVisible());
  assert.match(await page.locator(".sectors [role=status]").textContent(), /Twijfel telt als ja/);
  assert.equal(new URL(page.url()).hash + new URL(page.url()).search, "");
  await page.locator("#sector-keuze").selectOption({ label: "de zorg" });
  assert.equal(await shown.locator("summary").textContent().then(text => text.includes("de zorg")), true);
  assert.ok(await page.getByText("wordt niet bewaard").first().isVisible(), "it is said that nothing is kept");
  await page.reload({ waitUntil: "networkidle" });
  assert.equal(await page.locator("#sector-keuze").inputValue(), "");
  await close();
});

test("every difference of a sector stands in the walk", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  const missing = [];
  const walk = new Map();
  for (const path of ["/meldcode/", START, ...[1, 2, 3, 4, 5].map(step => `/meldcode/stap-${step}/`)]) {
    await page.goto(site.origin + path);
    for (const sector of await page.locator(".sectors details").all()) {
      const id = await sector.getAttribute("data-sector");
      const titles = await sector.locator("h3").allTextContents();
      walk.set(id, [...(walk.get(id) ?? []), ...titles]);
    }
  }
  assert.equal(walk.size, 6);
  for (const [id, titles] of walk) {
    await page.goto(`${site.origin}/meldcode/${id}/`);
    const all = await page.locator("#wat-anders-is h3").allTextContents();
    assert.ok(all.length > 2, id);
    missing.push(...all.filter(title => !titles.includes(title)).map(title => `${id}: ${title}`));
  }
  assert.deepEqual(missing, []);
  await close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the step card is printed on one A4, ${javaScriptEnabled ? "with" : "without"} JavaScript`, async () => {
    const { page, close } = await visit(browser, { javaScriptEnabled });
    await page.goto(site.origin + KINDS.card, { waitUntil: "networkidle" });
    const steps = await page.locator(".card ul").count();
    const items = await page.locator(".card ul li").count();
    assert.ok(steps === 5 && items >= 25, `${steps} steps, ${items} items`);
    for (const options of [{ preferCSSPageSize: true }, { format: "A4", margin: { top: "2cm", bottom: "2cm", left: "2cm", right: "2cm" } }]) {
      const pdf = (await page.pdf(options)).toString("latin1");
      assert.equal(pdf.match(/\/Type\s*\/Page\b/g).length, 1, "pages");
      const [width, height] = pdf.match(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/).slice(1).map(Number);
      assert.ok(Math.abs(width - 595) < 2 && Math.abs(height - 842) < 2, `${width} x ${height} points`);
    }
    await close();
  });
}

test("the help block stands below the text of every kind of page, the home page included", async () => {
  const { page, close } = await visit(browser);
  for (const path of Object.values(KINDS).filter(path => path !== KINDS.contact)) {
    await page.goto(site.origin + path);
    assert.equal(await page.locator("main + .help-block a[href^='tel:']").count(), 2, path);
  }
  await close();
});

/** Goes to a link by the Tab key and follows it. @param {import("playwright-core").Page} page @param {string} name */
async function follow(page, name) {
  for (let stop = 0; stop < 60; stop++) {
    await page.keyboard.press("Tab");
    const focused = page.locator("main a:focus");
    if (await focused.count() && (await focused.textContent()).split(",")[0].trim() === name) {
      const from = page.url();
      await page.keyboard.press("Enter");
      return page.waitForURL(url => url.href !== from);
    }
  }
  throw new Error(`no link “${name}” on ${page.url()}`);
}
