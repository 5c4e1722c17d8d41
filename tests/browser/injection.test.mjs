// The site with vectors in every text, as the Rust suite makes it (tests/suite/injection.rs), in a browser: nothing runs,
// nothing leaves, with the policy of the pages and, which is harder, without it.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL, fileURLToPath } from "node:url";
import { after, before, test } from "node:test";
import { complaints, files, launch, pages, serve, visit } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const VECTORS = JSON.parse(readFileSync(join(ROOT, "tests/fixtures/vectors.json"), "utf8"));
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/g;

let folder, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "meldwijzer-"));
  execFileSync("cargo", ["test", "--locked", "--test", "suite", "--", "--exact", "injection::every_vector_is_somewhere_on_the_site"], {
    cwd: ROOT, env: { ...process.env, ATTACKED: join(folder, "strict") }, stdio: "pipe", timeout: 900_000,
  });
  cpSync(join(folder, "strict"), join(folder, "bare"), { recursive: true });
  for (const path of files(join(folder, "bare")).filter(path => path.endsWith("html"))) {
    const file = join(folder, "bare", path);
    writeFileSync(file, readFileSync(file, "utf8").replace(POLICY, ""));
  }
  browser = await launch();
});
after(async () => { await browser?.close(); rmSync(folder, { recursive: true, force: true }); });

/** A page that tells what vectors do: run, ask, leave. @param {string} name the folder of the site */
async function watch(name) {
  const site = await serve(join(folder, name));
  const { page, outside, context, close } = await visit(browser);
  const hits = [];
  const at = () => new URL(page.url()).pathname;
  await context.exposeFunction("hit", () => { hits.push(`${at()}: a vector ran`); });
  page.on("dialog", dialog => { hits.push(`${at()}: ${dialog.message()}`); dialog.dismiss(); });
  page.on("popup", popup => { hits.push(`${at()}: opens ${popup.url()}`); });
  const errors = complaints(page);
  const end = async () => { await close(); await site.close(); };
  return { site, page, outside, hits, errors, end };
}

/** What in a page is made by a text, if it is: runs in the page. */
function made() {
  const odd = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/.test(name) || (/^(href|src|action|formaction|data)$/.test(name) && /^\s*(javascript|vbscript|data:text)/i.test(value))) odd.push(`${element.tagName} ${name}=${value}`);
    }
  }
  odd.push(...[...document.querySelectorAll("base, iframe, object, embed, form[action], img, video, math, xmp, plaintext, template:not([data-course])")].map(({ outerHTML }) => outerHTML.slice(0, 80)));
  for (const details of document.querySelectorAll("details")) details.open = true;
  for (const block of document.querySelectorAll("script[type='application/ld+json']")) JSON.parse(block.textContent);
  return odd;
}

for (const name of ["strict", "bare"]) {
  test(`no text runs on any page, ${name === "strict" ? "and no policy has to stop it" : "nor would it without a policy"}`, async t => {
    const { site, page, outside, hits, errors, end } = await watch(name);
    const odd = [], moved = [], paths = pages(join(folder, name));
    for (const path of paths) {
      await page.goto(site.origin + path, { waitUntil: "load" });
      odd.push(...(await page.evaluate(made)).map(what => `${path}: ${what}`));
      if (new URL(page.url()).pathname !== path) moved.push(path);
    }
    await end();
    t.diagnostic(`${paths.length} pages`);
    assert.ok(paths.length > 60 && paths.some(path => path.startsWith("/packs/")), `${paths.length} pages`);
    assert.deepEqual({ hits, outside, odd, errors, moved }, { hits: [], outside: [], odd: [], errors: [], moved: [] });
  });
}

test("no question and no result of the search runs", async () => {
  const { site, page, outside, hits, errors, end } = await watch("bare");
  await page.goto(`${site.origin}/zoeken/`, { waitUntil: "networkidle" });
  const address = page.url(), odd = [], input = page.locator("#zoek"), results = page.locator(".search-results li");
  let shown = 0;
  for (const question of [...VECTORS.plain, ...VECTORS.start, ...VECTORS.refused, "gesprek", "script hit", "img", "onerror", "proef", "vraag", "gevaar", "evil example", "\"script\""]) {
    await input.fill(question);
    await page.waitForFunction(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(true)))));
    await page.waitForFunction(() => !document.querySelector(".search-status").textContent.endsWith("…"));
    shown += await results.count();
    odd.push(...await page.evaluate(made));
  }
  assert.equal(page.url(), address, "no question is in the address");
  assert.ok(shown > 100, `${shown} results`);
  await end();
  assert.deepEqual({ hits, outside, odd, errors }, { hits: [], outside: [], odd: [], errors: [] });
});

test("the test sees a text that runs", async () => {
  const { site, page, outside, hits, end } = await watch("bare");
  await page.goto(`${site.origin}/over/`, { waitUntil: "networkidle" });
  await page.evaluate(vectors => { document.querySelector("main").innerHTML = vectors.join(""); }, VECTORS.plain.slice(2, 3));
  await page.waitForTimeout(200);
  assert.equal(hits.length, 1);
  assert.equal((await page.evaluate(made)).length, 2);
  await page.evaluate(() => { document.body.innerHTML = "<img src=//evil.example/pixel.gif>"; });
  await page.waitForTimeout(200);
  assert.equal(outside.length, 1);
  await end();
});

test("LibreOffice reads every cell of the attacked table as text", () => {
  execFileSync("soffice", [
    `-env:UserInstallation=${pathToFileURL(join(folder, "profile"))}`, "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", "fods",
    "--outdir", folder, join(folder, "strict/formulas.csv"),
  ], { stdio: "pipe", timeout: 180_000 });
  const table = readFileSync(join(folder, "formulas.fods"), "utf8");
  assert.match(table, /<table:table-cell[^>]*office:value-type="string"[^>]*>\s*<text:p>(?:'|&apos;)[=+@-]/);
  assert.ok(!/table:formula=/.test(table));
});
