// What axe does not see: narrow screens, where the focus is, the skip link.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, launch, pages, serve, visit } from "./site.mjs";

/** Stops of the Tab key looked at on a page: a list of hundreds of links looks the same further down. */
const MOST = 150;
const PHONE = { width: 320, height: 568 };

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

test("no page scrolls sideways at 320 pixels, nothing is cut off (WCAG 1.4.10)", async () => {
  const { page, close } = await visit(browser, { viewport: PHONE });
  const wide = [];
  for (const path of [...pages(), KINDS.missing]) {
    await page.goto(site.origin + path);
    wide.push(...(await page.evaluate(outOfSight)).map(what => `${path} ${what}`));
  }
  assert.deepEqual(wide, []);
  await close();
});

test("no page scrolls sideways with letters of twice the size (WCAG 1.4.4)", async t => {
  const large = await launch("--blink-settings=defaultFontSize=32");
  t.after(() => large.close());
  const { page } = await visit(large, { viewport: { width: 640, height: 800 } });
  const wide = [];
  for (const path of Object.values(KINDS)) {
    await page.goto(site.origin + path);
    wide.push(...(await page.evaluate(outOfSight)).map(what => `${path} ${what}`));
  }
  assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize), "32px");
  assert.deepEqual(wide, []);
});

test("the way out stays in sight and leaves room for the text on a small screen", async () => {
  for (const viewport of [PHONE, { width: 320, height: 256 }]) {
    const { page, close } = await visit(browser, { viewport });
    for (const path of [KINDS.home, KINDS.module, KINDS.contact]) {
      await page.goto(site.origin + path);
      await page.evaluate(() => scrollTo(0, 1000));
      const way = `${path} at ${viewport.width}x${viewport.height}`;
      const link = await page.locator(".exit-link").boundingBox();
      assert.ok(link.y >= 0 && link.y < 60, `${way}: the way out stands at ${link.y}`);
      // At 256 pixels (a screen of 1280x1024 at 400 %) the button alone may take 15 %, elsewhere the whole bar; but no
      // target of the contact page is lower than 44 pixels.
      const bar = await page.locator(".bar").boundingBox();
      const height = viewport === PHONE ? bar.height : link.height;
      assert.ok(height <= Math.max(0.15 * viewport.height, path === KINDS.contact ? 44 : 0), `${way}: takes ${height} of ${viewport.height} pixels`);
    }
    await close();
  }
});

for (const [screen, viewport] of [["desktop", undefined], ["phone", PHONE]]) {
  for (const [kind, path] of Object.entries(KINDS)) {
    test(`the focus is in sight at every stop: ${kind}, ${screen}`, async () => {
      const { page, close } = await visit(browser, viewport && { viewport });
      await page.goto(site.origin + path, { waitUntil: "networkidle" });
      const { stops, faults } = await tabThrough(page);
      assert.deepEqual(faults, []);
      // Not a page without any, nor one that holds the focus in a loop.
      assert.ok(stops >= 5, `${stops} stops`);
      await close();
    });
  }
}

for (const [screen, viewport] of [["desktop", undefined], ["phone", PHONE]]) {
  test(`the focus is in sight on the way back, under no sticky bar: ${screen} (WCAG 2.4.11)`, async () => {
    const { page, close } = await visit(browser, viewport && { viewport });
    await page.goto(site.origin + KINDS.az, { waitUntil: "networkidle" });
    await page.locator("main a").nth(60).focus();
    const { stops, faults } = await tabThrough(page, "Shift+Tab");
    assert.deepEqual(faults, []);
    assert.ok(stops > 50, `${stops} stops`);
    await close();
  });
}

test("the skip link moves the focus and leaves the address and the history alone", async () => {
  const { page, close } = await visit(browser);
  await page.goto(site.origin + KINDS.module, { waitUntil: "networkidle" });
  const before = [page.url(), await page.evaluate(() => history.length)];
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#inhoud");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "inhoud");
  assert.deepEqual([page.url(), await page.evaluate(() => history.length)], before);
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)), "the next stop is in the text");
  await close();
});

test("the skip link works without JavaScript", async () => {
  const { page, close } = await visit(browser, { javaScriptEnabled: false });
  await page.goto(site.origin + KINDS.module);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(new URL(page.url()).hash, "#inhoud");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
  await close();
});

test("a page that is not there has the look and the links of the site", async () => {
  const { page, close } = await visit(browser);
  const response = await page.goto(site.origin + KINDS.missing, { waitUntil: "networkidle" });
  assert.equal(response.status(), 404);
  const failed = site.requests.filter(({ path, status }) => status === 404 && path !== KINDS.missing).map(({ path }) => path);
  assert.deepEqual(failed, []);
  await page.locator("main a", { hasText: "modulen" }).click();
  assert.equal(new URL(page.url()).pathname, "/modules/");
  await close();
});

/** Runs in the page: what makes it wider than the screen, or stands beyond its edge. */
function outOfSight() {
  const width = document.documentElement.clientWidth;
  const found = [];
  if (document.documentElement.scrollWidth > width) found.push(`is ${document.documentElement.scrollWidth} wide`);
  for (const element of document.querySelectorAll("h1, h2, h3, p, li, dt, dd, a, b, code, input, summary, label, table")) {
    const { right, width: own, height } = element.getBoundingClientRect();
    // A table may scroll in a box of its own.
    if (own > 1 && height > 1 && right > width + 1 && !element.closest("table, pre")) {
      found.push(`${element.tagName} “${element.textContent.trim().slice(0, 40)}” ends at ${Math.round(right)}`);
    }
  }
  return found;
}

/** Goes through a page by keyboard. @param {import("playwright-core").Page} page @param {string} key */
async function tabThrough(page, key = "Tab") {
  const faults = [];
  let stops = 0;
  for (; stops < MOST; stops++) {
    await page.keyboard.press(key);
    const fault = await page.evaluate(async () => {
      await new Promise(requestAnimationFrame);
      const element = document.activeElement;
      if (!element || element === document.body || element.dataset.seen) return null;
      element.dataset.seen = "yes";
      const name = `${element.tagName} “${(element.textContent.trim() || element.id).slice(0, 40)}”`;
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return `${name} has no ring`;
      if (/, 0\)$/.test(outlineColor)) return `${name} has a ring that cannot be seen`;
      // A link over two lines is a box a line: one that can be seen is enough.
      const boxes = [...element.getClientRects()];
      // Of a shape in a figure any point counts: the middle of the box round it may lie in another shape.
      const grid = [.1, .3, .5, .7, .9];
      const within = box => grid.some(x => grid.some(y => element.contains(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height))));
      const inSight = element instanceof SVGElement ? boxes.some(within) : boxes.some(box => {
        // Of something larger than the screen, such as a wide table that scrolls, the part on the screen counts.
        const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
        const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
        const [width, height, x, y] = [right - left, bottom - top, (left + right) / 2, (top + bottom) / 2];
        const seen = document.elementFromPoint(x, y);
        return width > 2 && height > 2 && seen && (element.contains(seen) || seen.contains(element) && !["sticky", "fixed"].includes(getComputedStyle(seen).position));
      });
      return inSight ? "" : `${name} is covered or outside the screen`;
    });
    if (fault === null) break;
    if (fault) faults.push(fault);
  }
  return { stops, faults };
}
