// The citizen pages for somebody in a hurry, with bad sight, an old browser, or somebody else at the same device.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, serve, visit } from "./site.mjs";

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
