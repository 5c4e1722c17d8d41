// The way out: by mouse, by keyboard, by Shift three times, without JavaScript; and what stays behind.
//
// The target is outside and is answered by a small page. The order is that of the measurements behind the design:
// somebody looks at the weather, opens one page of the site, and leaves.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { KINDS, complaints, launch, serve, visit } from "./site.mjs";

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** Opens another site and then a page of this one. @param {string} path @param {object} options */
async function arrive(path, options) {
  const visited = await visit(browser, options);
  const { page, outside } = visited;
  const errors = complaints(page);
  await page.goto("https://weer.example/");
  await page.goto(site.origin + path, { waitUntil: "networkidle" });
  outside.length = 0;
  const target = await page.locator(".exit-link").getAttribute("href");
  return { ...visited, errors, target, gone: () => page.waitForURL(target) };
}

/** The addresses in the history of a tab, back and forward. */
async function entries({ context, page }) {
  const session = await context.newCDPSession(page);
  const { entries } = await session.send("Page.getNavigationHistory");
  return entries.map(({ url }) => url).filter(url => url !== "about:blank");
}

const WAYS = {
  "by mouse": page => page.locator(".exit-link").click(),
  "by Shift three times": async page => {
    for (let press = 0; press < 3; press++) await page.keyboard.press("Shift");
  },
  "by keyboard": async (page, isHidden) => {
    // On most pages the second stop is a link that shows only while it has the focus; on /contact/ the way out is the first stop.
    for (let stop = 0; stop < (isHidden ? 2 : 1); stop++) await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), isHidden ? /exit-second/ : /exit-link/);
    await page.keyboard.press("Enter");
  },
};

for (const kind of ["contact", "home", "module"]) {
  for (const [way, leave] of Object.entries(WAYS)) {
    test(`${kind}, ${way}: the site is gone from the history of the tab`, async () => {
      const visited = await arrive(KINDS[kind]);
      await leave(visited.page, kind !== "contact");
      await visited.gone();
      assert.deepEqual(await entries(visited), ["https://weer.example/", visited.target]);
      assert.deepEqual(visited.outside, [visited.target]);
      await visited.page.goBack();
      assert.equal(visited.page.url(), "https://weer.example/");
      assert.equal(visited.context.pages().length, 1, "no new tab");
      assert.deepEqual(visited.errors, []);
    });
  }
}

test("after the skip link the site is gone from the history too", async () => {
  const visited = await arrive(KINDS.module);
  await visited.page.keyboard.press("Tab");
  await visited.page.keyboard.press("Enter");
  await WAYS["by mouse"](visited.page);
  await visited.gone();
  assert.deepEqual(await entries(visited), ["https://weer.example/", visited.target]);
});

test("after a search the site is gone from the history too", async () => {
  const visited = await arrive(KINDS.search);
  await visited.page.locator("#zoek").pressSequentially("huisverbod");
  await visited.page.locator(".search-results a").first().waitFor();
  await WAYS["by Shift three times"](visited.page);
  await visited.gone();
  assert.deepEqual(await entries(visited), ["https://weer.example/", visited.target]);
});

for (const kind of ["contact", "home"]) {
  test(`${kind}: the screen is blank at once, also while the target is slow`, async () => {
    const { page, target, gone } = await arrive(KINDS[kind]);
    let release;
    const held = new Promise(done => { release = done; });
    await page.route(target, async route => { await held; await route.fulfill({ contentType: "text/html", body: "<title>Elders</title>" }); });
    const state = await page.evaluate(() => {
      document.querySelector(".exit-link").click();
      const seen = [...document.querySelectorAll("body *")].filter(element => element.offsetHeight > 0 && getComputedStyle(element).visibility === "visible");
      return { text: seen.map(element => element.textContent).join(), title: document.title };
    });
    assert.deepEqual(state, { text: "Laden.", title: "Laden." });
    release();
    await gone();
  });

  test(`${kind}: a page that comes back is not blank`, async () => {
    const { page, target } = await arrive(KINDS[kind]);
    await page.route(target, route => route.abort("aborted"));
    const title = await page.title();
    await page.locator(".exit-link").click();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    assert.ok(await page.locator("h1").isVisible());
    assert.equal(await page.title(), title);
    assert.equal(await page.locator("[role=alert]").count(), 0);
  });

  test(`${kind}, without JavaScript: the link leaves`, async () => {
    const { page, gone, context } = await arrive(KINDS[kind], { javaScriptEnabled: false });
    await page.locator(".exit-link").click();
    await gone();
    assert.equal(context.pages().length, 1);
  });
}

test("without JavaScript the hidden link leaves", async () => {
  const { page, gone } = await arrive(KINDS.home, { javaScriptEnabled: false });
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.ok(await page.locator(".exit-second").isVisible());
  await page.keyboard.press("Enter");
  await gone();
});

test("Shift counts only by itself, three times within five seconds, and says how many are left", async () => {
  const { page, outside, gone } = await arrive(KINDS.contact);
  await page.clock.install();
  const status = () => page.locator(".exit-status").textContent();
  await page.keyboard.press("Shift");
  assert.match(await status(), /nog 2 keer/);
  await page.keyboard.press("Shift");
  assert.match(await status(), /nog 1 keer/);
  await page.keyboard.press("a");
  await page.keyboard.press("Shift");
  assert.match(await status(), /nog 2 keer/, "another key starts it anew");
  await page.keyboard.press("Shift");
  await page.clock.runFor(5_100);
  assert.match(await status(), /gestopt/, "too late");
  for (const key of ["Shift+Tab", "Shift+A", "Shift", "Shift"]) await page.keyboard.press(key);
  assert.deepEqual(outside, []);
  assert.ok(page.url().startsWith(site.origin));
  await page.clock.runFor(10_200);
  assert.equal(await status(), "", "the message goes away");
  await WAYS["by Shift three times"](page);
  await gone();
});

test("every kind of page has the way out, to the same place and in the same words", async () => {
  const { page } = await visit(browser, { javaScriptEnabled: false });
  const seen = new Set();
  for (const path of Object.values(KINDS)) {
    await page.goto(site.origin + path);
    if (await page.locator("html").getAttribute("lang") !== "nl") continue;
    const link = page.locator(".exit-link");
    seen.add(JSON.stringify([await link.getAttribute("href"), (await link.textContent()).trim(), await link.getAttribute("rel")]));
  }
  assert.equal(seen.size, 1, [...seen].join());
  assert.match([...seen][0], /Noodknop: Verlaat deze site.*noreferrer/);
});

test("the way out is not on paper", async () => {
  const { page } = await visit(browser);
  for (const path of [KINDS.contact, KINDS.module]) {
    await page.goto(site.origin + path);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".exit-link").isHidden(), path);
    assert.ok(await page.locator("h1").isVisible(), path);
    await page.emulateMedia({ media: null });
  }
});

test("from one citizen page to the next adds nothing to the history, and the exit takes it all away", async () => {
  const visited = await arrive("/contact/");
  const { page } = visited;
  for (const path of ["/sporen/", "/contact/", "/regio/"]) {
    await page.locator(`a[href="../${path.slice(1)}"]:visible`).first().click();
    await page.waitForURL(site.origin + path);
    assert.deepEqual(await entries(visited), ["https://weer.example/", site.origin + path]);
  }
  await WAYS["by mouse"](page);
  await visited.gone();
  assert.deepEqual(await entries(visited), ["https://weer.example/", visited.target]);
});
