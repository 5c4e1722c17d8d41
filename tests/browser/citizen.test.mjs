// The citizen pages for somebody in a hurry, with bad sight, an old browser, or somebody else at the same device.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "playwright-core";
import { launch, OPTIONS, serve, visit } from "./site.mjs";

const PAGES = ["/contact/", "/sporen/", "/regio/", "/en/contact/"];

let site, browser;
before(async () => { browser = await launch(); site = await serve(); });
after(async () => { await browser?.close(); await site?.close(); });

/** @param {string} path @param {object} options */
async function open(path, options) {
  const visited = await visit(browser, options);
  await visited.page.goto(site.origin + path, { waitUntil: "networkidle" });
  return visited.page;
}

/** What the browser's list of its history says: elements within elements, each with a tree of its own. */
async function listed(context) {
  const list = await context.newPage();
  await list.goto("chrome://history/");
  const read = () => list.evaluate(() => {
    const deep = node => node.nodeType === Node.TEXT_NODE ? node.data
      : ["STYLE", "SCRIPT"].includes(node.tagName) ? ""
      : [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(deep).join(" ");
    return deep(document.body).replace(/\s+/g, " ");
  });
  let text = await read();
  // The list is filled after the page; the site that was there before is always in it.
  for (let turn = 0; turn < 60 && !text.includes("weer.example"); turn++) {
    await list.waitForTimeout(250);
    text = await read();
  }
  await list.close();
  assert.match(text, /weer\.example/, "the list was not filled");
  return text;
}

test("after the exit the page is not in the list of the browser's history either", async () => {
  const profile = mkdtempSync(join(tmpdir(), "profile-"));
  const context = await chromium.launchPersistentContext(profile, OPTIONS);
  try {
    await context.route(url => url.hostname !== "127.0.0.1" && url.protocol.startsWith("http"),
      route => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Het weer</title>" }));
    const page = context.pages()[0] ?? await context.newPage();
    const press = async (...keys) => { for (const key of keys) await page.keyboard.press(key); };
    for (const leave of [() => page.locator(".exit-link").click(), () => press("Tab", "Enter"), () => press("Shift", "Shift", "Shift")]) {
      await page.goto("https://weer.example/");
      await page.goto(site.origin + "/contact/");
      await leave();
      await page.waitForURL(/^https:/);
      assert.doesNotMatch(await listed(context), /Informatie en contact|127\.0\.0\.1/);
    }
    // What was not left through the exit does stand there: the test sees what it looks for.
    await page.goto(site.origin + "/over/");
    await page.goto("https://weer.example/");
    assert.match(await listed(context), /127\.0\.0\.1/);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
});

for (const path of PAGES) {
  test(`${path}: with more space between letters, words and lines nothing is clipped (WCAG 1.4.12)`, async () => {
    const page = await open(path, { viewport: { width: 320, height: 800 }, bypassCSP: true });
    await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }" });
    const clipped = await page.evaluate(() => {
      const wide = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
      const cut = [...document.querySelectorAll("main *")].filter(element => {
        const style = getComputedStyle(element);
        return style.overflow !== "visible" && style.position !== "absolute" && element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0;
      });
      return [...wide, ...cut.map(element => element.outerHTML.slice(0, 80))];
    });
    assert.deepEqual(clipped, []);
  });

  test(`${path}: without its style it can be read from top to bottom, 112 first`, async () => {
    const page = await open(path, { javaScriptEnabled: false, bypassCSP: true });
    const text = await page.evaluate(() => {
      document.querySelectorAll("style, link[rel=stylesheet]").forEach(element => element.remove());
      return document.body.innerText;
    });
    assert.ok(text.indexOf("112") >= 0 && text.indexOf("112") < text.indexOf("0800-2000"), text.slice(0, 400));
    assert.ok(text.length > 800);
  });
}

test("/contact/: what can be pressed is large enough to hit", async () => {
  const page = await open("/contact/", { viewport: { width: 360, height: 800 } });
  const small = await page.evaluate(() => [...document.querySelectorAll(".urgent a, .way[href], .exit-link, .traces, footer a")]
    .map(element => ({ text: element.textContent.trim(), ...element.getBoundingClientRect().toJSON() }))
    .filter(({ width, height }) => width < 44 || height < 44)
    .map(({ text, width, height }) => `${text}: ${Math.round(width)} x ${Math.round(height)}`));
  assert.deepEqual(small, []);
});
