// What the browser tests share: the built site, a server for it, a browser to look at it.
//
// SITE names the folder of the built site (dist/ unless set), CHROMIUM the browser.

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";

/** The folder of the built site. */
export const SITE = resolve(process.env.SITE ?? fileURLToPath(new URL("../../dist", import.meta.url)));

const TYPES = {
  ".bin": "application/octet-stream",
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".jsonld": "application/ld+json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".xml": "application/xml",
};

/** The paths of all files below `folder`, relative to it, sorted. @param {string} folder @returns {string[]} */
export function files(folder = SITE) {
  const found = readdirSync(folder, { recursive: true }).map(path => path.split(sep).join("/"));
  return found.filter(path => statSync(join(folder, path)).isFile()).sort();
}

/** The addresses of all pages, sorted. @param {string} folder @returns {string[]} */
export function pages(folder = SITE) {
  return files(folder).filter(path => path.endsWith(".html")).map(path => "/" + path.replace(/(^|\/)index\.html$/, "$1"));
}

/** The bytes of a file of the site. @param {string} path */
export const read = path => readFileSync(join(SITE, path));

/** The file of a page, within the site. @param {string} path */
export const fileOf = path => path.slice(1).replace(/(^|\/)$/, "$1index.html");

/** What a page is one of: itself, or those of its folder. @param {string} path */
export function kind(path) {
  const [folder, rest] = path.split("/").filter(Boolean);
  return rest ? `${folder}/*` : path;
}

/** The heaviest page of each kind. @returns {Map<string, string>} */
export function heaviest() {
  const found = new Map();
  const size = path => read(fileOf(path)).length;
  for (const path of pages()) {
    const known = found.get(kind(path));
    if (!known || size(known) < size(path)) found.set(kind(path), path);
  }
  return found;
}

/** Pages that the tests speak of. */
const NAMED = {
  home: "/",
  modules: "/modules/",
  facet: "/modules/functie/frontoffice/",
  scheme: "/modules/schema/",
  comparison: "/modules/vergelijken/",
  module: "/modules/casusregie-bij-tijdelijk-huisverbod/",
  meldcode: "/meldcode/",
  step: "/meldcode/stap-4/",
  weighing: "/meldcode/afwegingskader/",
  question: "/meldcode/afwegingskader/vraag-2/",
  ending: "/meldcode/afwegingskader/melden/",
  conversation: "/meldcode/gesprek/",
  card: "/meldcode/stappenkaart/",
  course: "/training/cursus-signaleren/",
  exercise: "/training/oefening-modulen-sorteren/",
  case: "/training/casus-noor/",
  quiz: "/training/toets-vijf-stappen/",
  contact: "/contact/",
  search: "/zoeken/",
  az: "/a-z/",
  sources: "/bronnen/",
  source: "/bronnen/movisie-2011/",
  about: "/over/",
  missing: "/bestaat/niet/",
};

/** One page of each kind, under the name that the tests print: a kind that is new is tested without a word here. */
export const KINDS = (() => {
  const known = new Set(["/404.html", ...Object.values(NAMED).map(kind)]);
  return { ...NAMED, ...Object.fromEntries([...heaviest()].filter(([name]) => !known.has(name))) };
})();

/**
 * Serves a folder on a free port of this machine and keeps what was asked for. Nothing may be cached, so that every
 * request of a page is seen. With `gzip` texts are sent as `build --compress` makes them.
 *
 * @param {string} folder @param {{gzip?: boolean}} options
 */
export async function serve(folder = SITE, { gzip = false } = {}) {
  /** @type {{path: string, status: number, bytes: Buffer, sent: number}[]} */
  const requests = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://site").pathname);
    let file = join(folder, path.endsWith("/") ? path + "index.html" : path);
    const found = file.startsWith(folder + sep) && existsSync(file) && statSync(file).isFile();
    if (!found) file = join(folder, "404.html");
    const bytes = readFileSync(file);
    const status = found ? 200 : 404;
    const body = gzip ? gzipSync(bytes, { level: 9 }) : bytes;
    requests.push({ path, status, bytes, sent: body.length });
    response.writeHead(status, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      ...gzip && { "Content-Encoding": "gzip" },
      "Content-Length": body.length,
      "Cache-Control": "no-store",
    });
    response.end(body);
  });
  await new Promise(done => server.listen(0, "127.0.0.1", () => done(undefined)));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () => {
    server.closeAllConnections();
    return new Promise(done => server.close(done));
  };
  return { origin, requests, close };
}

const executablePath = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync);
const args = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];
if (process.getuid?.() === 0) args.push("--no-sandbox");

/** Debian's Chromium, asking for nothing by itself. */
export const OPTIONS = { executablePath, args };

/** Starts it. @param {string[]} more further flags */
export function launch(...more) {
  if (!executablePath) throw new Error("there is no Chromium: install Debian's package chromium or set CHROMIUM");
  return chromium.launch({ executablePath, args: [...args, ...more] });
}

/**
 * A page in a profile of its own; what leaves the site is answered by a small page and noted in `outside`.
 *
 * @param {import("playwright-core").Browser} browser @param {import("playwright-core").BrowserContextOptions} options
 */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  /** @type {string[]} */
  const outside = [];
  await context.route(url => url.hostname !== "127.0.0.1", route => {
    outside.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Elders</title><p>Elders" });
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  return { context, page, outside, close: () => context.close() };
}

/** What went wrong in a page: errors on its console, errors of its scripts. @param {import("playwright-core").Page} page */
export function complaints(page) {
  /** @type {string[]} */
  const found = [];
  page.on("console", message => {
    if (["error", "warning"].includes(message.type())) found.push(`${new URL(page.url()).pathname}: ${message.text()}`);
  });
  page.on("pageerror", error => found.push(`${new URL(page.url()).pathname}: ${error.message}`));
  return found;
}
