// The engines that `search-peers` compares, each over the same pages of a built site and without a network.
//
// An engine answers a question with the addresses of at most ten pages, and has made ready what it shows of them. What a
// visitor fetches is counted after brotli, and as it is where that is less: Pagefind's files are gzip already.
// - Meldwijzer: its client as built.
// - Pagefind: the content of <main>, without what Pagefind leaves out itself (nav, forms, scripts), in Dutch. In a browser it
//   fetches its worker too. Our stop words are taken out of questions that have other words, and how often a page has a word
//   does not count: that did best of a dozen ways on the questions of `tune`.
// - MiniSearch: title, headings and text of <main>; accents folded, our stop words left out, any word, prefixes and typing
//   errors, with the boosts that did best of a dozen ways on the same questions. It has no texts to show: those would come on
//   top.

import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import MiniSearch from "minisearch";
import { parse } from "node-html-parser";
import * as pagefind from "pagefind";
import { parse as parseYaml } from "yaml";
import { DEPTH } from "./judge.mjs";
import { ROOT, median, weight } from "./measure.mjs";
import { files, opener, pagesOf } from "./search.mjs";

/**
 * @typedef {object} Engine
 * @property {string} name
 * @property {{script: number, index: number, texts: number, further: number}} bytes of the script, of what finds the first
 *   answer, of what shows it, and of both for each further question; what depends on the question as its median
 * @property {(question: string) => Promise<string[]>} search
 */

const stop = new Set(parseYaml(readFileSync(join(ROOT, "index/analysis.yaml"), "utf8")).stop_words);
const folded = (/** @type {string} */ word) => word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @param {Uint8Array} bytes */
const sent = bytes => Math.min(bytes.length, weight(bytes).brotli);
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);

/** Meldwijzer's client. @param {string} site @returns {Promise<Engine>} */
export async function meldwijzer(site) {
  const { script, index, text } = files(site);
  const size = (/** @type {string} */ file) => sent(readFileSync(file));
  const { search } = await (await opener(site))();
  return {
    name: "Meldwijzer",
    bytes: { script: sum(script.map(size)), index: size(index), texts: size(text), further: 0 },
    search: async question => (await search(question, { limit: DEPTH })).results.map(({ url }) => url.split("#")[0]),
  };
}

/** The pages of a site that Meldwijzer's client can show. @param {string} site */
const pages = async site =>
  (await pagesOf(site)).map(url => ({ url, content: readFileSync(join(site, url, "index.html"), "utf8") }));

/**
 * Pagefind, of which each question costs something.
 *
 * @param {string} site @param {string[]} questions what visitors ask @param {string} work an empty folder
 * @returns {Promise<Engine>}
 */
export async function pagefindEngine(site, questions, work) {
  const { index, errors } = await pagefind.createIndex({ rootSelector: "main", forceLanguage: "nl" });
  if (!index) throw new Error(errors.join("\n"));
  for (const page of await pages(site)) {
    const { errors } = await index.addHTMLFile(page);
    if (errors.length > 0) throw new Error(`${page.url}: ${errors.join("\n")}`);
  }
  await index.writeFiles({ outputPath: work });
  await pagefind.close();

  const read = (/** @type {string} */ address) => readFileSync(join(work, new URL(address, "file:///").pathname));
  /** @type {Map<string, number>} */
  const sizes = new Map();
  const size = (/** @type {string} */ address) => sizes.get(address) ?? (sizes.set(address, sent(read(address))), sizes.get(address));
  /** @type {string[]} */
  let fetched = [];
  const client = await import(join(work, "pagefind.js"));
  const open = async () => {
    globalThis.fetch = async address => {
      fetched.push(String(address));
      return new Response(read(String(address)));
    };
    const instance = client.createInstance({ basePath: "/", ranking: { termFrequency: 0 } });
    await instance.init();
    return instance;
  };
  const answer = async (/** @type {any} */ instance, /** @type {string} */ question) => {
    const words = question.split(/\s+/);
    const kept = words.filter(word => !stop.has(folded(word)));
    const { results } = await instance.search((kept.length > 0 ? kept : words).join(" "));
    const shown = await Promise.all(results.slice(0, DEPTH).map((/** @type {any} */ result) => result.data()));
    return shown.map(({ url }) => url.replace(/^\//, ""));
  };

  // Each question as that of a new visitor.
  const costs = [];
  for (const question of questions) {
    fetched = [];
    await answer(await open(), question);
    const bytes = (/** @type {(address: string) => boolean} */ chosen) => sum([...new Set(fetched)].filter(chosen).map(size));
    costs.push({
      code: bytes(address => /\/wasm\./.test(address)),
      start: bytes(address => /entry\.json|\.pf_meta/.test(address)),
      chunks: bytes(address => address.includes(".pf_index")),
      texts: bytes(address => address.includes(".pf_fragment")),
    });
  }
  const middle = (/** @type {(cost: typeof costs[0]) => number} */ of) => median(costs.map(of));
  const instance = await open();
  return {
    name: "Pagefind",
    bytes: {
      script: sum(["pagefind.js", "pagefind-worker.js"].map(name => size(`/${name}`))) + middle(({ code }) => code),
      index: middle(({ start, chunks }) => start + chunks),
      texts: middle(({ texts }) => texts),
      further: middle(({ chunks, texts }) => chunks + texts),
    },
    search: question => answer(instance, question),
  };
}

/** MiniSearch. @param {string} site @returns {Promise<Engine>} */
export async function miniSearch(site) {
  const config = {
    idField: "url",
    fields: ["title", "headings", "body"],
    storeFields: ["title"],
    processTerm: (/** @type {string} */ term) => (stop.has(folded(term)) ? null : folded(term)),
    searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2, headings: 1.5 } },
  };
  const index = new MiniSearch(config);
  index.addAll((await pages(site)).map(document));
  const json = JSON.stringify(index);
  const loaded = MiniSearch.loadJSON(json, config);
  const entry = fileURLToPath(import.meta.resolve("minisearch"));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, minify: true, format: "esm", write: false });
  return {
    name: "MiniSearch",
    bytes: { script: sent(outputFiles[0].contents), index: sent(Buffer.from(json)), texts: 0, further: 0 },
    search: async question => loaded.search(question).slice(0, DEPTH).map(({ id }) => id),
  };
}

/** A page as MiniSearch gets it. @param {{url: string, content: string}} page */
function document({ url, content }) {
  const main = parse(content).querySelector("main");
  if (!main) throw new Error(`${url} has no <main>`);
  for (const part of main.querySelectorAll("nav, script, style, form")) part.remove();
  const text = (/** @type {any} */ node) => [...texts(node)].join(" ").replace(/\s+/g, " ").trim();
  const title = main.querySelector("h1");
  return { url, title: title ? text(title) : "", headings: main.querySelectorAll("h2, h3, h4").map(text).join(". "), body: text(main) };
}

/** The texts within an element; tags part words. @param {any} node @returns {Generator<string>} */
function* texts(node) {
  if (node.nodeType === 3) yield node.text;
  for (const child of node.childNodes) yield* texts(child);
}
