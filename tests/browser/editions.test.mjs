// The edition of a region, as its visitors see it, and addresses of before. Built here from the content of the site and
// the layer in tests/fixtures/layers/.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { launch, serve, visit } from "./site.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LAYER = "tests/fixtures/layers/zuid-limburg";
const PROGRAM = process.env.MELDWIJZER ?? join(ROOT, "target/debug/meldwijzer");

let folder, site, browser;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "edition-"));
  execFileSync(PROGRAM, ["build", "--layer", LAYER, "--out", folder], { cwd: ROOT, stdio: "pipe" });
  browser = await launch();
  site = await serve(folder);
});
after(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A custom property of the page as its style sheets give it. */
const token = (page, name) => page.evaluate(name => getComputedStyle(document.documentElement).getPropertyValue(name).trim(), name);

test("an edition shows its own name, contacts and map", async () => {
  const { page, close } = await visit(browser);
  await page.goto(`${site.origin}/contact/`);
  assert.match(await page.locator("main").innerText(), /Veilig Thuis Zuid-Limburg/);
  assert.equal(await page.locator('a[href="tel:08002000"]').count() > 0, true, "the number is that of the country");
  await page.goto(site.origin);
  assert.match(await page.title(), /Meldwijzer Zuid-Limburg/);
  await page.getByRole("link", { name: "Sociale kaart", exact: true }).first().click();
  assert.equal(await page.locator("h1").innerText(), "Sociale kaart van Zuid-Limburg");
  await close();
});

for (const colorScheme of ["light", "dark"]) {
  test(`the colours of an edition can be read: ${colorScheme}`, async () => {
    const { page, close } = await visit(browser, { colorScheme });
    for (const path of ["/contact/", "/", "/sociale-kaart/", "/modules/crisisinterventie/"]) {
      await page.goto(site.origin + path);
      assert.equal(await token(page, "--apricot"), "#f3cf6b", `${path} has the colours of another edition`);
      await page.evaluate(axe.source);
      const { violations, passes } = await page.evaluate(() => window.axe.run(document, { runOnly: ["color-contrast"] }));
      assert.equal(passes.length, 1, `axe compared no colours of ${path}`);
      assert.deepEqual(violations.flatMap(({ nodes }) => nodes.map(({ target, failureSummary }) => `${path} ${target}: ${failureSummary}`)), []);
    }
    await close();
  });
}

for (const [from, to] of [["/adressen/", "/sociale-kaart/"], ["/regio/parkstad/", "/regio/zuid-limburg/"]]) {
  test(`an address of before leads on, without a row in the history: ${from}`, async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, outside, close } = await visit(browser, { javaScriptEnabled });
      await page.goto(`${site.origin}/zoeken/`);
      await page.goto(site.origin + from, { waitUntil: "commit" });
      await page.waitForURL(site.origin + to);
      assert.equal((await page.locator("h1").innerText()).length > 0, true);
      await page.goBack();
      assert.equal(new URL(page.url()).pathname, "/zoeken/", "the old address is not in the history");
      assert.deepEqual(outside, []);
      await close();
    }
  });
}

test("an address of before is a page that can be read and left where nothing moves by itself", async () => {
  const { page, close } = await visit(browser);
  // As a browser shows it that does not follow a refresh.
  await page.route("**/regio/parkstad/", async route => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/<meta http-equiv="refresh"[^>]*>/, "");
    await route.fulfill({ response, body });
  });
  await page.goto(`${site.origin}/regio/parkstad/`);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => window.axe.run(document));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`), []);
  assert.equal(await page.locator("script").count(), 0);
  assert.equal(await page.locator('a[href="tel:112"]').isVisible(), true);
  if (process.env.SHOT) await page.screenshot({ path: process.env.SHOT });
  await page.getByRole("link", { name: "Zuid-Limburg", exact: true }).click();
  assert.equal(new URL(page.url()).pathname, "/regio/zuid-limburg/");
  await close();
});
