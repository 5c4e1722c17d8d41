// The page for people who may be in danger: one file, the numbers at once, nothing that leaves more traces than need be.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, pages, read, serve, visit } from "./site.mjs";

/** The page in each language. */
const PAGES = pages().filter(path => path.endsWith("/contact/"));

/** Titles that say nothing of the subject. */
const NEUTRAL = ["Informatie en contact", "Information and contact"];

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

test("there is such a page", () => assert.ok(PAGES.includes("/contact/")));

for (const path of PAGES) {
  /** The page, opened as the first of a profile. @param {object} options */
  const open = async options => {
    const visited = await visit(browser, options);
    site.requests.length = 0;
    await visited.page.goto(site.origin + path, { waitUntil: "networkidle" });
    return visited;
  };

  test(`${path}: it is one request of at most 30 kB`, async () => {
    const { page, outside, context } = await open();
    const asked = [];
    context.on("request", request => asked.push(request.url()));
    // Neither reading it to the end nor coming back to it asks for more.
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await page.waitForTimeout(300);
    assert.deepEqual(site.requests.map(({ path }) => path), [path]);
    assert.deepEqual([...asked, ...outside], []);
    const { length } = read(path.slice(1) + "index.html");
    assert.ok(length <= 30_000, `${length} bytes`);
  });

  test(`${path}: it names no file: style, script and icon stand in it`, async () => {
    const { page } = await open();
    const named = await page.evaluate(() => [...document.querySelectorAll("[src], link[href]:not([rel=canonical], [rel=alternate])")]
      .map(element => element.getAttribute("src") ?? element.getAttribute("href"))
      .filter(address => !address.startsWith("data:")));
    assert.deepEqual(named, []);
    assert.ok(await page.locator('link[rel="icon"][href^="data:"]').count(), "without an icon a browser asks for /favicon.ico");
  });

  for (const javaScriptEnabled of [true, false]) {
    test(`${path}: the first screen of a small phone holds 112 and 0800-2000, JavaScript ${javaScriptEnabled ? "on" : "off"}`, async () => {
      const viewport = { width: 320, height: 568 };
      const { page } = await open({ viewport, javaScriptEnabled });
      for (const [number, href] of [["112", "tel:112"], ["0800-2000", "tel:08002000"]]) {
        const link = page.locator(`a[href="${href}"]`).first();
        assert.ok((await link.innerText()).includes(number));
        const { y, height } = await link.boundingBox();
        assert.ok(y >= 0 && y + height <= viewport.height, `${number} stands from ${y} to ${y + height}`);
        assert.ok(height >= 44, `${number} is ${height} high`);
      }
      const text = await page.locator("main").innerText();
      assert.ok(text.indexOf("112") < text.indexOf("0800-2000") && text.indexOf("112") < 60, "112 comes first, before any explanation");
    });
  }

  test(`${path}: its telephone links call the number that is shown`, async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const links = await page.locator('a[href^="tel:"]').all();
    assert.ok(links.length >= 5, `${links.length} links`);
    for (const link of links) {
      const [href, number] = [await link.getAttribute("href"), await link.locator("b").innerText()];
      assert.equal(href, "tel:" + number.replace(/[^0-9+]/g, ""));
    }
  });

  test(`${path}: it has no link within the page, no field and no mail link`, async () => {
    const { page } = await open();
    assert.equal(await page.locator('[href*="#"], form, input, textarea, iframe, [href^="mailto:"], [download], [target]').count(), 0);
  });

  test(`${path}: its title and address say nothing of the subject`, async () => {
    const { page } = await open();
    assert.ok(NEUTRAL.includes(await page.title()), await page.title());
    assert.doesNotMatch(path, /geweld|mishandel|meld|hulp|violence|abuse/);
  });

  test(`${path}: without JavaScript all of it can be read, and the way out is a link`, async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const hidden = await page.locator("main *, footer *").filter({ visible: false }).evaluateAll(list => list.filter(element => element.textContent.trim()).map(element => element.outerHTML));
    assert.deepEqual(hidden, []);
    assert.match(await page.locator(".exit-link").getAttribute("href"), /^https:/);
    assert.equal(await page.locator(".exit-link").getAttribute("target"), null);
  });

  test(`${path}: its policy lets nothing in and nothing out`, async () => {
    const { page } = await open();
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
    assert.match(policy, /default-src 'none'/);
    assert.doesNotMatch(policy, /'self'|unsafe|https?:|\*/);
    assert.equal(await page.locator('meta[name="referrer"]').getAttribute("content"), "no-referrer");
    const leaks = await page.evaluate(() => [...document.querySelectorAll('a[href^="http"]')]
      .filter(link => !link.relList.contains("noreferrer")).map(link => link.href));
    assert.deepEqual(leaks, []);
  });
}
