// The page on which the content can be edited, with the editor that it is made for: its configuration against the
// editor's own schema and against every record, and the page in Chromium.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { Ajv } from "ajv";
import { parse } from "yaml";
import { SITE, complaints, launch, serve, visit } from "./site.mjs";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const CMS = join(ROOT, "tests/browser/node_modules/@sveltia/cms");
const MELDWIJZER = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");

let folder, config;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-admin-"));
  for (const name of ["content", "index", "themes"]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  mkdirSync(join(folder, "themes/default/admin"));
  cpSync(join(CMS, "dist/sveltia-cms.js"), join(folder, "themes/default/admin/sveltia-cms.js"));
  const icons = readdirSync(join(CMS, "npm/assets")).find(name => /^material-symbols-outlined.*\.woff2$/.test(name)) ?? "";
  cpSync(join(CMS, "npm/assets", icons), join(folder, "themes/default/admin/icons.woff2"));
  appendFileSync(join(folder, "content/site.yaml"), "\nadmin: { backend: test-repo, connect: [] }\n");
  execFileSync(MELDWIJZER, ["build", "--root", folder], { stdio: "pipe" });
  config = parse(readFileSync(join(folder, "dist/admin/config.yml"), "utf8"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The files below a folder. @param {string} folder */
const files = folder => readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();

test("the editor knows every setting of the configuration", () => {
  const valid = new Ajv({ allErrors: true, strict: false, validateFormats: false })
    .compile(JSON.parse(readFileSync(join(CMS, "schema/sveltia-cms.json"), "utf8")));
  assert.ok(valid(config), JSON.stringify(valid.errors?.filter(error => error.keyword !== "anyOf").slice(0, 8), null, 1));
});

/** What does not agree between a value and the field that edits it. @param {any} field @param {any} value @param {string} path @returns {string[]} */
function differences(field, value, path) {
  const wrong = [`${path}: ${JSON.stringify(value)} in ${field.widget}`];
  if (field.multiple) return Array.isArray(value) ? value.flatMap((one, n) => differences({ ...field, multiple: false }, one, `${path}.${n}`)) : wrong;
  switch (field.widget) {
    case "list":
      if (!Array.isArray(value)) return wrong;
      return value.flatMap((one, n) => field.field ? differences(field.field, one, `${path}.${n}`) : keys(field.fields, one, `${path}.${n}`));
    case "object": return value && typeof value === "object" ? keys(field.fields, value, path) : wrong;
    case "select": return field.options.some(option => option.value === value) ? [] : wrong;
    case "boolean": return typeof value === "boolean" ? [] : wrong;
    case "number": return Number.isInteger(value) && value >= field.min && value <= field.max ? [] : wrong;
    case "datetime": return /^\d{4}-\d{2}-\d{2}$/.test(value) ? [] : wrong;
    case "relation": case "string": return typeof value === "string" && !value.includes("\n") ? [] : wrong;
    case "text": case "markdown": return typeof value === "string" ? [] : wrong;
    default: return [`${path}: the widget ${field.widget}`];
  }
}

/** @param {any[]} fields @param {any} record @param {string} path @returns {string[]} */
function keys(fields, record, path) {
  const missing = fields.filter(field => field.required !== false && !(field.name in record)).map(field => `${path}: without ${field.name}`);
  return [...missing, ...Object.entries(record).flatMap(([key, value]) => {
    const field = fields.find(({ name }) => name === key);
    return field ? differences(field, value, `${path}.${key}`) : [`${path}.${key} has no field`];
  })];
}

test("every key of every record is edited with what fits it", t => {
  const wrong = [];
  let records = 0;
  for (const { folder: path, files: named, fields } of config.collections) {
    const own = named ?? files(join(ROOT, path)).filter(file => file.endsWith(".yaml")).map(file => ({ file: `${path}/${file}`, fields }));
    for (const { file, fields } of own) {
      records += 1;
      wrong.push(...keys(fields, parse(readFileSync(join(ROOT, file), "utf8")), file));
    }
  }
  assert.deepEqual(wrong, []);
  assert.ok(records > 250, String(records));
  t.diagnostic(`${records} files, ${config.collections.length} collections`);
});

test("every reference is to a collection, and every field has a Dutch name and hint", () => {
  const names = config.collections.map(({ name }) => name);
  const wrong = [];
  /** @param {any} field @param {string} path */
  const walk = (field, path) => {
    if (!field.label || !field.hint) wrong.push(`${path}: silent`);
    if (field.widget === "relation" && !names.includes(field.collection)) wrong.push(`${path}: ${field.collection}`);
    for (const one of field.fields ?? []) walk(one, `${path}.${one.name}`);
  };
  for (const collection of config.collections) {
    for (const one of collection.files ?? [collection]) for (const field of one.fields) walk(field, `${one.name}.${field.name}`);
  }
  assert.deepEqual(wrong, []);
});

test("a site with the page has four files more, and nothing else of it knows", () => {
  const [plain, edited] = [files(SITE), files(join(folder, "dist"))];
  assert.deepEqual(edited.filter(file => file.startsWith("admin/")), ["admin/config.yml", "admin/icons.woff2", "admin/index.html", "admin/sveltia-cms.js"]);
  assert.ok(!plain.some(file => file.startsWith("admin/")), "without the setting there is no such page");
  for (const file of edited.filter(file => /\.(html|xml|txt)$/.test(file) && !file.startsWith("admin/"))) {
    assert.doesNotMatch(readFileSync(join(folder, "dist", file), "utf8"), /(href|src)="[^"]*admin\/|<loc>[^<]*\/admin\//, file);
  }
  assert.match(readFileSync(join(folder, "dist/admin/index.html"), "utf8"), /<meta name="robots" content="noindex">/);
});

test("the editor shows the collections, in a page that asks nobody else for anything", async () => {
  const browser = await launch();
  const site = await serve(join(folder, "dist"));
  const { page, outside, close } = await visit(browser);
  try {
    const found = complaints(page);
    await page.goto(`${site.origin}/admin/`);
    await page.getByRole("button").first().click({ timeout: 30_000 });
    await page.getByText("Afwegingsvraag", { exact: true }).first().waitFor({ timeout: 30_000 });
    if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
    assert.deepEqual(outside, []);
    // The editor wants fonts and its newest version from elsewhere: the policy stops that, and nothing else is wrong.
    assert.deepEqual(found.filter(complaint => !/Content Security Policy/.test(complaint)), []);
    // An icon is a word in a font that turns it into one: as wide as it is high.
    const icon = await page.locator(".material-symbols-outlined, .icon").first().boundingBox();
    assert.ok(icon && icon.width < 1.5 * icon.height, JSON.stringify(icon));
  } finally {
    await close();
    await site.close();
    await browser.close();
  }
});
