// What the benchmarks of the search share: the client of a built site, and questions to ask it.

import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { MELDWIJZER, ROOT } from "./measure.mjs";

/** @typedef {{ask: string, tag: string, split: string, answers: Record<string, number>}} Question with the grade of each page */

/**
 * The files of the search, as the site serves them: the script that finds, without the box that shows, and the two parts.
 *
 * @param {string} site its folder
 */
export function files(site) {
  const only = (/** @type {string} */ folder, /** @type {string} */ start) => {
    const found = readdirSync(join(site, folder)).filter(file => file.startsWith(start) && !/\.(br|gz)$/.test(file));
    if (found.length !== 1) throw new Error(`${found.length} files are called ${folder}/${start}*`);
    return join(site, folder, found[0]);
  };
  const folder = join(only("assets", ""), "js/search");
  const script = readdirSync(folder).filter(file => file.endsWith(".js")).map(file => join(folder, file));
  return { script, index: only("search", "index."), text: only("search", "text.") };
}

/** A module of the script. @param {string} site @param {string} name */
async function module(site, name) {
  const file = files(site).script.find(file => basename(file) === name);
  if (!file) throw new Error(`the script of the search has no ${name}`);
  return import(pathToFileURL(file).href);
}

/**
 * The client of a site, over its files and without a network.
 *
 * @param {string} site
 * @returns {Promise<() => Promise<{search: (question: string, options?: {limit: number}) => Promise<{results: {url: string}[]}>}>>} opens it anew
 */
export async function opener(site) {
  const { index, text } = files(site);
  const parts = { index: readFileSync(index), text: readFileSync(text) };
  const { open } = await module(site, "client.js");
  return () => {
    globalThis.fetch = async name => new Response(parts[/** @type {"index" | "text"} */ (name)]);
    return open({ index: "index", text: "text" });
  };
}

/** The pages that the client can show, by address; they are what peers get to index. @param {string} site @returns {Promise<string[]>} */
export async function pagesOf(site) {
  const { decode } = await module(site, "store.js");
  return decode(new Uint8Array(readFileSync(files(site).index)).buffer).pages.map((/** @type {{url: string}} */ page) => page.url);
}

/** The judged questions of the project. @returns {Question[]} */
export const questions = () =>
  JSON.parse(execFileSync(MELDWIJZER, ["eval", "--questions", "--root", ROOT], { encoding: "utf8", maxBuffer: 1 << 26 }));
