// The preview in a browser: a change loads the page anew where it was, a mistake is shown over the last good version.
//
// MELDWIJZER names the program (the debug build unless set). The project is a copy of the content and the theme.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { createInterface } from "node:readline";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { complaints, launch, visit } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PROGRAM = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");
const MODULE = "content/modules/casusregie-bij-tijdelijk-huisverbod.yaml";
const CONTACT = "content/contact.yaml";
const PAGE = "/modules/casusregie-bij-tijdelijk-huisverbod/";
const PANEL = "[data-preview]";

/** @type {string} */ let folder;
/** @type {import("node:child_process").ChildProcess} */ let program;
/** @type {string} */ let origin;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-serve-"));
  for (const name of ["content", "themes", "index"]) {
    cpSync(join(ROOT, name), join(folder, name), { recursive: true, filter: file => !["store", ".schema"].includes(basename(file)) });
  }
  program = spawn(PROGRAM, ["serve", "--port", "0", "--root", folder], { stdio: ["ignore", "ignore", "pipe"] });
  for await (const line of createInterface(program.stderr)) {
    origin = /http:\/\/[\d.:]+/.exec(line)?.[0] ?? "";
    if (origin) break;
  }
  program.stderr.resume();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  program?.kill();
  rmSync(folder, { recursive: true, force: true });
});

// What a test left, the next one does not find.
afterEach(() => {
  for (const name of [MODULE, CONTACT]) cpSync(join(ROOT, name), path(name));
});

const path = (/** @type {string} */ name) => join(folder, name);
const write = (/** @type {string} */ name, /** @type {string} */ text) => writeFileSync(path(name), text);
const read = (/** @type {string} */ name) => readFileSync(path(name), "utf8");

/** Replaces text in a file of the project, which must be there. */
function edit(/** @type {string} */ name, /** @type {string | RegExp} */ from, /** @type {string} */ to) {
  const text = read(name);
  assert.ok(text.search(from) >= 0, `${from} is not in ${name}`);
  write(name, text.replace(from, to));
}

/** A page of the preview, with what it complained of. */
async function open(/** @type {string} */ address) {
  const visitor = await visit(browser);
  const found = complaints(visitor.page);
  await visitor.page.goto(origin + address);
  return { ...visitor, found };
}

const heading = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ text) =>
  page.getByRole("heading", { level: 1, name: text, exact: true }).waitFor();

test("a saved file is on the page, which stays where it was", async () => {
  const { page, found, close } = await open(PAGE);
  const original = read(MODULE);
  await page.evaluate(() => scrollTo(0, 700));
  edit(MODULE, /^title: .*$/m, "title: Een andere titel");
  await heading(page, "Een andere titel");
  await page.waitForFunction(() => scrollY === 700);

  // From a heading that the address names, too.
  await page.goto(`${origin}${PAGE}#randvoorwaarden`);
  await page.evaluate(() => scrollTo(0, 400));
  write(MODULE, original);
  await page.getByRole("heading", { level: 1, name: "Een andere titel" }).waitFor({ state: "detached" });
  await page.waitForFunction(() => scrollY === 400);
  assert.deepEqual(found, []);
  await close();
});

test("a mistake lies over the last good version until it is mended", async () => {
  const { page, found, close } = await open(PAGE);
  const original = read(MODULE);
  const title = await page.getByRole("heading", { level: 1 }).textContent();
  edit(MODULE, /^title:/m, "titel:");
  const panel = page.locator(PANEL);
  await panel.getByRole("alert").waitFor();
  const mistakes = panel.getByRole("region", { name: "Er staan fouten" });
  assert.match(await mistakes.textContent() ?? "", new RegExp(`fout.*titel[^]*--> ${MODULE}:\\d+:\\d+`));
  assert.equal(await page.getByRole("heading", { level: 1 }).textContent(), title);

  // The mistakes are there on every page, can be read by everybody, and leave the page to be used.
  await page.getByRole("link", { name: "Modulen" }).first().click();
  await page.waitForURL("**/modules/");
  await panel.getByRole("alert").waitFor();
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run("[data-preview]"));
  assert.deepEqual(violations.map((/** @type {any} */ { id, nodes }) => [id, nodes.map((/** @type {any} */ { html }) => html)]), []);

  // Put away, it stays away until there is another mistake.
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  edit(MODULE, /^summary:/m, "sumary:");
  await panel.getByText("sumary").waitFor();
  await panel.getByRole("button", { name: "Sluiten" }).click();
  await panel.waitFor({ state: "detached" });
  edit(MODULE, /^sumary:/m, "summry:");
  await panel.getByText("summry").waitFor();

  write(MODULE, original);
  await panel.waitFor({ state: "detached" });
  assert.deepEqual(found, []);
  await close();
});

test("the contact page follows too, under a policy of its own", async () => {
  const { page, found, close } = await open("/contact/");
  const original = read(CONTACT);
  edit(CONTACT, /^title: .*$/m, "title: Anders");
  await page.waitForFunction(() => document.title === "Anders");
  write(CONTACT, original);
  await page.waitForFunction(() => document.title !== "Anders");
  assert.deepEqual(found, []);
  await close();
});

test("a file that is added, saved by a rename and removed comes and goes", async () => {
  const { page, close } = await open("/bronnen/een-nieuwe-bron/");
  await heading(page, "Deze pagina is er niet");
  const source = "content/sources/een-nieuwe-bron.yaml";
  const text = read("content/sources/movisie-2011.yaml").replace(/^title: .*$/m, "title: Een nieuwe bron").replace(/^aliases: .*\n/m, "");
  write(source, text);
  await heading(page, "Een nieuwe bron");
  write(`${source}.tmp`, text.replace("Een nieuwe bron", "Een nog nieuwere bron"));
  renameSync(path(`${source}.tmp`), path(source));
  await heading(page, "Een nog nieuwere bron");
  rmSync(path(source));
  await heading(page, "Deze pagina is er niet");
  await close();
});

test("the search finds what was changed", async () => {
  const { page, close } = await open(PAGE);
  edit(MODULE, /^title: .*$/m, "title: Zwaluwstaartverbinding");
  await heading(page, "Zwaluwstaartverbinding");
  await page.goto(`${origin}/zoeken/`);
  await page.locator("#zoek").fill("zwaluwstaartverbinding");
  await page.locator(".search-results a", { hasText: "Zwaluwstaartverbinding" }).first().waitFor();
  await close();
});
