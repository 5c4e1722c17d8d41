// The site as data: what other programs make of its files. A validator that is not ours reads the JSON, LibreOffice the
// table, epubcheck the book, Chromium the data blocks.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { KINDS, SITE, complaints, files, launch, pages, read, serve, visit } from "./site.mjs";

const catalogue = JSON.parse(read("data/catalogue.json"));

/** The lists of records in the catalogue. */
const lists = Object.entries(catalogue).filter(([, value]) => Array.isArray(value));

let site, browser, folder;
before(async () => {
  browser = await launch();
  site = await serve();
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-"));
});
after(async () => { await browser?.close(); await site?.close(); rmSync(folder, { recursive: true, force: true }); });

/** A validator of the published schema. */
function validator() {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  formats.default(ajv);
  for (const [format, [least, most]] of Object.entries({ uint8: [0, 255], uint32: [0, 2 ** 32 - 1], int16: [-32768, 32767] })) {
    ajv.addFormat(format, { type: "number", validate: number => Number.isInteger(number) && number >= least && number <= most });
  }
  return ajv.compile(JSON.parse(read(`data/${catalogue.$schema}`)));
}

/** The rows of a CSV text (RFC 4180). @param {string} text @returns {string[][]} */
function table(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ",") rows.push([]);
  }
  return rows.filter(row => row.some(cell => cell));
}

test("every record of the catalogue is as its schema says", t => {
  const valid = validator();
  assert.ok(valid(catalogue), JSON.stringify(valid.errors?.slice(0, 5), null, 1));
  t.diagnostic(lists.map(([name, list]) => `${list.length} ${name}`).join(", "));
});

test("the schema sees a record that is wrong", () => {
  const valid = validator();
  for (const spoil of [
    module => { delete module.goals; },
    module => { module.bound = "both"; },
    module => { module.extra = 1; },
    module => { module.updated = "gisteren"; },
    module => { module.duration.contacts = { min: -1, max: 2 }; },
  ]) {
    const copy = structuredClone(catalogue);
    spoil(copy.modules[0]);
    assert.ok(!valid(copy), String(spoil));
  }
});

test("every record of the catalogue is on the site, and every record of the site is in it", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  const ids = new Map();
  const missing = [];
  for (const [name, list] of lists) {
    for (const record of list) {
      const path = "/" + record.address;
      if (!ids.has(path)) {
        const answer = await page.goto(site.origin + path, { waitUntil: "domcontentloaded" });
        ids.set(path, answer.ok() ? await page.evaluate(() => [...document.querySelectorAll("[id]")].map(({ id }) => id)) : undefined);
      }
      if (!ids.get(path)) missing.push(`${name} ${record.id}: ${path}`);
      for (const { id } of record.entries ?? []) if (!ids.get(path)?.includes(id)) missing.push(`${name} ${record.id}: ${path}#${id}`);
    }
  }
  assert.deepEqual(missing, []);

  // A page whose body says that it shows a record must be the address of one; entries stand on the page of their list.
  const addresses = new Set(lists.flatMap(([, list]) => list.map(({ address }) => "/" + address)));
  const unknown = [];
  for (const path of pages().filter(path => !path.startsWith("/en/"))) {
    const html = read(path.slice(1).replace(/(^|\/)$/, "$1index.html")).toString();
    const kind = html.match(/<body class="page-([a-z]+)"/)?.[1] ?? "contact";
    const made = kind === "page" || path === "/meldcode/afwegingskader/";
    if (!made && !addresses.has(path)) unknown.push(`${path} (${kind})`);
    const entries = [...html.matchAll(/<article class="entry" id="([^"]+)"/g)].map(([, id]) => id);
    const known = new Set(lists.flatMap(([, list]) => list.filter(({ address }) => "/" + address === path).flatMap(({ entries }) => entries ?? [])).map(({ id }) => id));
    unknown.push(...entries.filter(id => !known.has(id)).map(id => `${path}#${id}`));
  }
  assert.deepEqual(unknown, []);
  await close();
});

test("the table opens in LibreOffice with the same modules, and no text of it is a formula", () => {
  // A profile of its own: another LibreOffice that runs does not matter.
  execFileSync("soffice", [
    `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`, "--headless", "--infilter=CSV:44,34,76,1",
    "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,true", "--outdir", folder, join(SITE, "data/modules.csv"),
  ], { stdio: "pipe", timeout: 180_000 });
  const ours = table(read("data/modules.csv").toString().replace(/^\ufeff/, ""));
  const theirs = table(readFileSync(join(folder, "modules.csv"), "utf8").replace(/^\ufeff/, ""));
  const column = (rows, name) => rows.slice(1).map(row => row[rows[0].indexOf(name)]);
  assert.equal(theirs.length, 1 + 21);
  assert.deepEqual(theirs[0], ours[0]);
  // Dates, numbers and truth values may be written in the manner of the program; text may not change.
  const typed = ["period", "updated", "contacts_min", "contacts_max", "continuous"];
  for (const name of ours[0].filter(name => !typed.includes(name))) {
    assert.deepEqual(column(theirs, name), column(ours, name), name);
  }
  assert.deepEqual(column(theirs, "id"), catalogue.modules.map(({ id }) => id));
  assert.deepEqual(column(theirs, "number"), catalogue.modules.map(({ number }) => `§ ${number}`));
});

test("epubcheck finds nothing in the book, and the book has every module and step", () => {
  const jar = "/usr/share/java/epubcheck.jar";
  const book = join(SITE, "lezen/meldwijzer.epub");
  const report = JSON.parse(execFileSync("java", ["-jar", jar, book, "--json", "-", "--quiet"], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }));
  assert.deepEqual(report.messages, []);
  const [major] = String(report.publication.ePubVersion).split(".");
  assert.equal(major, "3");
  const inside = report.items.map(({ fileName }) => fileName.replace(/^.*\//, ""));
  for (const { id } of [...catalogue.modules, ...catalogue.steps]) assert.ok(inside.includes(`${id}.xhtml`), id);
});

test("data blocks are data to Chromium: valid, not run, not stopped by the policy", async () => {
  const { page, close } = await visit(browser);
  const errors = complaints(page);
  await page.addInitScript(() => document.addEventListener("securitypolicyviolation", event => console.error(event.violatedDirective)));
  const types = new Set();
  for (const path of [...Object.values(KINDS).filter(path => path !== KINDS.missing), "/organisaties/veilig-thuis-organisatie/"]) {
    await page.goto(site.origin + path);
    const blocks = await page.evaluate(() =>
      [...document.querySelectorAll('script[type="application/ld+json"]')].map(element => JSON.parse(element.textContent)));
    for (const block of blocks) {
      assert.equal(block["@context"], "https://schema.org");
      for (const thing of block["@graph"]) for (const type of [thing["@type"]].flat()) types.add(type);
    }
    // Every address of the block is a page of the site, or of its own site for a service.
    const addresses = JSON.stringify(blocks).matchAll(/"(?:@id|url|item|mainEntityOfPage|inDefinedTermSet)":"([^"]+)"/g);
    for (const [, address] of addresses) {
      const { origin, pathname } = new URL(address, site.origin + path);
      if (origin === site.origin) assert.ok(files().includes(`${pathname.slice(1)}index.html`), `${path} names ${address}`);
    }
  }
  for (const type of ["WebPage", "BreadcrumbList", "DefinedTerm", "CreativeWork", "DefinedTermSet", "GovernmentService"]) {
    assert.ok(types.has(type), `${type} is on no page: ${[...types]}`);
  }
  assert.deepEqual(errors, []);
  await close();
});

test("the citation of a page can be had without JavaScript, in words and as files", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + KINDS.module);
  const text = await page.locator(".sources").innerText();
  assert.match(text, /Meldwijzer \(20\d\d, \d+ [a-z]+\)\. Casusregie bij tijdelijk huisverbod \(module 4\.8\)\./);
  assert.match(text, /paragraaf 4\.8/);
  for (const [ending, start] of [["bib", "@misc{"], ["ris", "TY  - ELEC\r\n"]]) {
    const link = page.locator(`.sources a[href$=".${ending}"]`);
    const waiting = page.waitForEvent("download");
    await link.click();
    const download = await waiting;
    assert.ok(download.suggestedFilename().endsWith(`.${ending}`), download.suggestedFilename());
    const bytes = readFileSync(await download.path(), "utf8");
    assert.ok(bytes.startsWith(start) && bytes.includes("Casusregie bij tijdelijk huisverbod"), bytes);
  }
  await close();
});
