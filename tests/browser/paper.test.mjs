// What comes out of a printer: the text of every field, the number of pages, nothing that belongs to the screen.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, test } from "node:test";
import { KINDS, launch, read, serve, visit } from "./site.mjs";

const { modules } = JSON.parse(read("data/catalogue.json"));

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** The text within the margins of each page of a page of the site, printed on A4. @param {string} path */
async function print(path) {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + path, { waitUntil: "networkidle" });
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true, outline: true, tagged: true });
  await close();
  // 595 by 842 points; running heads and page numbers stand in the outer 45.
  const text = execFileSync("pdftotext", ["-raw", "-x", "0", "-y", "45", "-W", "595", "-H", "752", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1e8 });
  return { pdf, sheets: text.split("\f").slice(0, -1) };
}

/** Letters and digits alone: lines break and words are hyphenated where the paper ends. @param {string} text */
const letters = text => text.normalize("NFKC").replace(/\[([^\]]*)\]\((https:[^)]*)?[^)]*\)/g, "$1 $2").replace(/[^\p{L}\p{N}]/gu, "");

/** Every text of a module that a reader must be able to read. */
const texts = module => [
  module.title, module.summary, module.target_group.text, module.duration.text, module.setting.text,
  ...module.approach.split(/\n\n+/), ...module.goals, ...module.additional,
  ...[...module.activities, ...module.preconditions, ...module.since].map(({ text }) => text),
];

test("a module on paper has every field, on few sheets, none of them empty", async t => {
  for (const id of ["casusregie-bij-tijdelijk-huisverbod", "crisisinterventie", "registreren"]) {
    const module = modules.find(module => module.id === id);
    const { sheets } = await print(`/modules/${id}/`);
    const printed = letters(sheets.join(" "));
    const missing = texts(module).filter(text => !printed.includes(letters(text)));
    assert.deepEqual(missing, [], id);
    for (const word of ["Doelgroep", "Randvoorwaarden", "Bronnen", `paragraaf ${module.number}`, "Bijgewerkt op", "112"]) {
      assert.ok(printed.includes(letters(word)), `${id}: ${word}`);
    }
    t.diagnostic(`${id}: ${sheets.length} sheets`);
    assert.ok(sheets.length >= 2 && sheets.length <= 5, `${id} takes ${sheets.length} sheets`);
    assert.deepEqual(sheets.map(letters).filter(text => text.length < 150), [], `${id} has a sheet with next to nothing`);
    for (const word of ["Verlaat deze site", "Menu en zoeken", "Kopieer de link", "Op deze pagina"]) {
      assert.ok(!printed.includes(letters(word)), `${id}: “${word}” is for the screen`);
    }
  }
});

test("the reader on paper has a cover, contents and every module from a sheet of its own", async t => {
  const { pdf, sheets } = await print("/lezen/");
  const printed = sheets.map(letters);
  assert.ok(printed[0].includes("Allesinéénboek") && printed[0].length < 500, `the cover says ${sheets[0]}`);
  assert.ok(printed[1].startsWith("Inhoud"), sheets[1]);
  for (const module of modules) {
    const heading = letters(`${module.number} ${module.title}`);
    assert.equal(printed.filter(text => text.startsWith(heading)).length + Number(printed.some(text => text.startsWith("Modulen") && text.includes(heading))), 1, module.id);
  }
  const all = printed.join("");
  assert.deepEqual(modules.flatMap(texts).filter(text => !all.includes(letters(text))), []);
  assert.deepEqual(printed.filter(text => text.length < 60), [], "a sheet with next to nothing");
  for (const word of ["Verlaat deze site", "Menu en zoeken", "Kies Afdrukken"]) assert.ok(!all.includes(letters(word)), word);
  t.diagnostic(`${sheets.length} sheets, ${pdf.length} bytes`);

  // Chromium knows the margins: a running head and a number on each sheet but the cover.
  const margins = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1e8 }).split("\f");
  assert.match(margins[4], /^\s*Modulen, meldcode en begrippen\s+5\n/);
  assert.doesNotMatch(margins[0], /Modulen, meldcode en begrippen/);
});

test("the page about the data is legible on paper too", async () => {
  const { sheets } = await print("/data/");
  const printed = letters(sheets.join(" "));
  for (const word of ["catalogue.json", "json.load(file)", "target_group_tags"]) assert.ok(printed.includes(letters(word)), word);
});

test("print leaves out the same things on every kind of page", async () => {
  for (const [kind, path] of Object.entries(KINDS).filter(([kind]) => ["module", "step", "weighing", "about"].includes(kind))) {
    const { sheets } = await print(path);
    const printed = letters(sheets.join(" "));
    for (const word of ["Verlaat deze site", "Menu en zoeken"]) assert.ok(!printed.includes(letters(word)), `${kind}: ${word}`);
  }
});
