// Without JavaScript everything can be read and reached.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, launch, serve, visit } from "./site.mjs";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

for (const [name, viewport] of [["desktop", { width: 1280, height: 800 }], ["phone", { width: 320, height: 568 }]]) {
  for (const kind of ["home", "module", "step", "contact", "search"]) {
    test(`without JavaScript: ${kind} can be read, its links work, ${name}`, async () => {
      const { page, close } = await visit(browser, { javaScriptEnabled: false, viewport });
      await page.goto(site.origin + KINDS[kind]);
      assert.ok(await page.locator("h1").isVisible());
      const text = await page.locator("main").innerText();
      assert.ok(text.length > (kind === "search" ? 100 : 800), `the text has ${text.length} signs`);
      assert.equal(await page.locator("main [hidden]:not(.filter, .search *, .tools, .sectors > p)").count(), 0, "text that only a script shows");

      // What is folded can be unfolded; after that every link is in sight.
      for (const summary of await page.locator("summary").filter({ visible: true }).all()) await summary.click();
      const links = await page.locator(":is(nav, header, footer) a:not(.search-panel *)").all();
      assert.ok(links.length > (kind === "contact" ? 1 : 10), `${links.length} links`);
      for (const link of links) {
        const href = await link.evaluate(element => element.href);
        assert.ok(await link.isVisible(), `${href} is out of reach`);
        if (!href.startsWith(site.origin)) continue;
        const { status } = await fetch(href);
        assert.equal(status, 200, href);
      }
      await close();
    });
  }
}

test("without JavaScript every link of the main menu leads to a page with that name", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + KINDS.module);
  const names = await page.locator(".menu-body > ul a").allTextContents();
  assert.ok(names.length >= 4, names.join());
  for (const name of names) {
    await page.goto(site.origin + KINDS.module);
    await page.locator(".menu-body > ul a", { hasText: new RegExp(`^${name}$`) }).click();
    assert.notEqual(new URL(page.url()).pathname, KINDS.module);
    assert.ok(await page.locator("h1").isVisible(), name);
  }
  await close();
});

test("without JavaScript the search page offers other ways and no box that does nothing", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + KINDS.search);
  assert.equal(await page.locator("input").filter({ visible: true }).count(), 0);
  for (const path of ["/a-z/", "/modules/", "/meldcode/", "/contact/"]) {
    const link = page.locator("main a").and(page.locator(`[href$="${path}"]`)).filter({ visible: true }).first();
    assert.equal(await link.count(), 1, path);
    await link.click();
    assert.equal(new URL(page.url()).pathname, path);
    await page.goBack();
  }
  await close();
});

test("with JavaScript the search page shows the box instead of the link to it", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + KINDS.search, { waitUntil: "networkidle" });
  assert.ok(await page.locator("#zoek").isVisible());
  assert.ok(await page.locator("main .search-plain").isHidden());
  assert.ok(!(await page.locator("main").innerText()).includes("alleen met JavaScript"));
  await close();
});

test("a part of the page whose script fails leaves the others at work", async () => {
  const { page, close } = await visit(browser);
  await page.route("**/catalogue.js", route => route.fulfill({ contentType: "text/javascript", body: "throw new Error('broken')" }));
  await page.route("**/skip.js", route => route.abort());
  await page.goto(site.origin + KINDS.modules, { waitUntil: "networkidle" });
  assert.ok(await page.locator(".module").first().isVisible());
  assert.equal(await page.locator(".facet input").count(), 0);
  await page.locator(".menu #zoek").pressSequentially("huisverbod");
  await page.locator(".search-results a").first().waitFor();
  await close();
});
