// The page that puts a course together: what it makes of a choice, and that nobody hears of it.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { complaints, launch, read, serve, visit } from "./site.mjs";

const PATH = "/training/samenstellen/", TEXTS = "/lezen/training/index.html";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");
const catalogue = JSON.parse(read("data/catalogue.json"));
const offered = [...catalogue.modules, ...catalogue.steps, ...catalogue.exercises, ...catalogue.cases, ...catalogue.quizzes];

/** Two of each: with a time of their own and without. */
const CHOICE = ["crisisinterventie", "stap-4", "oefening-kindcheck", "casus-noor", "toets-signaleren"];
const MINUTES = 45 + 45 + 20;

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

async function open(options = {}) {
  const visited = await visit(browser, options);
  const errors = complaints(visited.page);
  await visited.page.goto(site.origin + PATH, { waitUntil: "networkidle" });
  return { ...visited, errors };
}

const box = (page, id) => page.locator(`input[value="${id}"]`);
const made = page => page.locator(".basket-page");

/** Makes the page of a choice. */
async function compose(page, ids = CHOICE) {
  for (const id of ids) await box(page, id).check();
  await page.getByRole("button", { name: "Maak de pagina" }).click();
  await page.locator(".basket-page .chapter").nth(ids.length - 1).waitFor();
}

test("everything that a course can be made of is there to choose, with its time where that is known", async () => {
  const { page, close } = await open();
  const found = await page.locator("[type=checkbox]").evaluateAll(boxes => boxes.map(({ value, dataset }) => [value, Number(dataset.minutes ?? 0)]));
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(offered.map(({ id, minutes }) => [id, minutes ?? 0])));
  await page.goto(`${site.origin}/training/`);
  await page.getByRole("main").getByRole("link", { name: "Stel je eigen cursus samen" }).click();
  assert.equal(page.url(), site.origin + PATH);
  await close();
});

test("the page has the contents, the whole texts and the minutes of what was chosen, in the order of the lists", async () => {
  const { page, errors, close } = await open();
  await page.getByLabel("Naam van je cursus").fill("Onze middag");
  await compose(page, [...CHOICE].reverse());
  assert.equal(await made(page).locator("h2").textContent(), "Onze middag");
  assert.deepEqual(await made(page).locator(".chapter").evaluateAll(chapters => chapters.map(({ id }) => id)), CHOICE);
  assert.equal(await made(page).locator("[data-contents] a").count(), CHOICE.length);
  assert.match(await made(page).locator("[data-total]").textContent(), new RegExp(`^5 onderdelen gekozen, samen ${MINUTES} minuten\\. Bij 2 daarvan`));
  const text = (await made(page).textContent()).replace(/\s+/g, "");
  const noor = catalogue.cases.find(({ id }) => id === "casus-noor");
  for (const { question, answer } of noor.questions) assert.ok(text.includes(question.replace(/\s+/g, "")), `${question} ${answer}`);
  const step = catalogue.steps.find(({ id }) => id === "stap-4");
  assert.ok(text.includes(step.summary.replace(/\s+/g, "")));
  assert.ok(await made(page).evaluate(element => element === document.activeElement), "the focus goes to the page that was made");
  await box(page, "stap-4").uncheck();
  await page.waitForFunction(count => document.querySelectorAll(".basket-page .chapter").length === count, CHOICE.length - 1);
  assert.deepEqual(errors, []);
  await close();
});

test("links in the texts lead to a chapter that was chosen, or to the page of the site", async () => {
  const { page, close } = await open();
  const ids = [...CHOICE, "casusregie-bij-tijdelijk-huisverbod"];
  await compose(page, ids);
  const links = await made(page).locator(".chapter a").evaluateAll(links => links.map(link => [link.getAttribute("href"), link.href]));
  let near = 0;
  for (const [raw, full] of links) {
    if (raw.startsWith("#")) {
      near++;
      assert.ok(ids.includes(raw.slice(1).split("--")[0]), raw);
      assert.equal(await page.locator(`[id="${raw.slice(1)}"]`).count(), 1, raw);
    } else if (full.startsWith(site.origin)) {
      const { pathname, hash } = new URL(full);
      const target = read(`${pathname.slice(1)}index.html`).toString();
      assert.ok(!hash || target.includes(`id="${hash.slice(1)}"`), full);
    }
  }
  assert.ok(near > 0 && links.length > 20, `${near} of ${links.length}`);
  await close();
});

test("nobody hears what was chosen: one request, the same for everybody, and nothing in the address", async () => {
  const { page, context, outside, close } = await open();
  const { length } = site.requests;
  const rows = await page.evaluate(() => history.length);
  await compose(page);
  await page.locator("[data-contents] a").nth(2).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), CHOICE[2]);
  await compose(page, ["casus-yara"]);
  assert.deepEqual(site.requests.slice(length).map(({ path }) => path), [TEXTS]);
  assert.equal(page.url(), site.origin + PATH);
  assert.equal(await page.evaluate(() => history.length), rows);
  assert.deepEqual(outside, []);
  const { cookies, origins } = await context.storageState({ indexedDB: true });
  assert.deepEqual([cookies, origins], [[], []]);
  await page.reload({ waitUntil: "networkidle" });
  assert.equal(await page.locator(":checked").count(), 0);
  await page.getByRole("button", { name: "Maak de pagina" }).isDisabled();
  await close();
});

test("the course as a file is one that the generator takes, but for what is still to be written", async () => {
  const { page, context, close } = await open();
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: site.origin });
  await page.getByLabel("Naam van je cursus").fill('Onze "eigen" middag: deel 1');
  await compose(page);
  await page.getByRole("button", { name: "Kopieer de tekst" }).click();
  await page.getByText("De tekst is gekopieerd").waitFor();
  const course = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(course, await page.locator(".basket-file code").textContent());
  const project = mkdtempSync(join(tmpdir(), "meldwijzer-"));
  for (const folder of ["content", "themes", "index"]) cpSync(join(ROOT, folder), join(project, folder), { recursive: true, filter: path => !path.endsWith("index/store") });
  const codes = text => {
    writeFileSync(join(project, "content/training/courses/cursus-eigen.yaml"), text);
    const { stdout } = spawnSync(PROGRAM, ["check", "--format", "json"], { cwd: project, encoding: "utf8" });
    return [...new Set(JSON.parse(stdout).map(({ code }) => code))];
  };
  assert.deepEqual(codes(course), ["todo"], "what must still be written is all that is wrong");
  const whole = course.replace(/"TODO: ([^"]*)"/g, (_, text) => JSON.stringify(`${text[0].toUpperCase()}${text.slice(1)}`)).replace(/ # TODO.*/g, "");
  assert.deepEqual(codes(whole), []);
  assert.deepEqual(codes(whole.replace("uses: [stap-4]", "uses: [stap-6]")), ["unknown-reference"]);
  assert.match(course, /^title: "Onze \\"eigen\\" middag: deel 1"$/m);
  assert.match(course, new RegExp(`^minutes: ${MINUTES + 30}$`, "m"));
  assert.ok(course.match(/TODO/g).length > 10);
  rmSync(project, { recursive: true });
  await close();
});

test("by keyboard: choose, make, read, and wipe", async () => {
  const { page, close } = await open();
  await box(page, "stap-1").focus();
  await page.keyboard.press("Space");
  assert.ok(await box(page, "stap-1").isChecked());
  assert.match(await page.locator("[data-sum]").textContent(), /^1 onderdeel gekozen/);
  await page.getByRole("button", { name: "Maak de pagina" }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".basket-page .chapter").waitFor();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Druk deze pagina af");
  await page.getByRole("button", { name: "Wis mijn keuze" }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(":checked").count(), 0);
  assert.ok(await made(page).isHidden());
  assert.equal(await page.evaluate(() => document.activeElement.id), "cursusnaam");
  await close();
});

test("a word narrows the lists, and what was chosen stays chosen", async () => {
  const { page, close } = await open();
  await box(page, "stap-1").check();
  await page.getByLabel("Zoek in de lijsten").fill("huisverbod");
  const shown = await page.locator(".basket li label").filter({ visible: true }).allTextContents();
  assert.ok(shown.length > 0 && shown.every(text => /huisverbod/i.test(text)), shown.join());
  assert.equal(await page.locator("[data-found]").textContent(), `${shown.length} regels`);
  assert.ok(await box(page, "stap-1").isChecked());
  await close();
});

test("texts that do not come are said, and asked for again", async () => {
  const { page, close } = await open();
  await page.route(`**${TEXTS}`, route => route.abort());
  await box(page, "stap-1").check();
  const make = page.getByRole("button", { name: "Maak de pagina" });
  await make.click();
  await page.locator("[data-sum]").getByText("konden niet worden opgehaald").waitFor();
  await page.unroute(`**${TEXTS}`);
  await make.click();
  await page.locator(".basket-page .chapter").waitFor();
  await close();
});

for (const options of [{}, { colorScheme: "dark" }, { viewport: { width: 320, height: 700 } }]) {
  test(`axe finds nothing, before and after, and nothing sticks out: ${JSON.stringify(options)}`, async () => {
    const { page, close } = await open(options);
    const faults = async () => {
      await page.evaluate(axe.source);
      const { violations } = await page.evaluate(() => window.axe.run(document));
      assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target}`)), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing sticks out");
    };
    await faults();
    await compose(page);
    await faults();
    await close();
  });
}

test("without JavaScript the lists are links, nothing is there that does nothing, and all texts stand on one page", async () => {
  const { page, close } = await open({ javaScriptEnabled: false });
  assert.equal(await page.locator("main :is(input, button)").filter({ visible: true }).count(), 0);
  assert.equal(await page.locator("main fieldset a").filter({ visible: true }).count(), offered.length);
  await page.getByRole("link", { name: "alles voor een training op één pagina" }).click();
  assert.deepEqual(await page.locator(".chapter").evaluateAll(chapters => chapters.map(({ id }) => id).sort()), offered.map(({ id }) => id).sort());
  await close();
});

test("on paper stands the page that was made and nothing to choose", async () => {
  const { page, close } = await open();
  await compose(page);
  const pdf = await page.pdf({ format: "A4" });
  const text = execFileSync("pdftotext", ["-raw", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1e8 });
  for (const word of ["Jouw cursus", "samen 110 minuten", "Noor"]) assert.ok(text.includes(word), word);
  for (const word of ["Zoek in de lijsten", "Wis mijn keuze", "TODO", "Druk deze pagina af", "Meneer El Amrani"]) assert.ok(!text.includes(word), word);
  await close();
});
