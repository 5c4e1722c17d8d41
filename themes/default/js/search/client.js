// The search of the site, on the visitor's own device: one file is fetched whole when the box gets the focus, the texts
// once after the first result, and then nothing. No question leaves the page or enters the address.

import { excerpt } from "./excerpt.js";
import { widen } from "./expand.js";
import { rank } from "./rank.js";
import { decode } from "./store.js";

/** @param {string} url */
async function load(url) {
  const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
}

/** @param {{index: string, text: string}} files addresses of the two files */
export async function open(files) {
  const store = decode(await (await load(files.index)).arrayBuffer());
  /** @type {Promise<string[]> | undefined} */
  let texts;

  /** @param {string} question */
  async function search(question, { limit = 10 } = {}) {
    const groups = widen(question, store);
    const ranked = groups.length ? rank(groups, store) : [];
    if (ranked.length) texts ??= load(files.text).then(response => response.text()).then(text => text.split("\n"));
    // Without the texts the results have no snippets; the next question tries again.
    const lines = await texts?.catch(() => void (texts = undefined));
    const forms = new Set(groups.flatMap(group => [...group.keys()].map(form => store.forms[form])));
    const results = ranked.slice(0, limit).map(({ page, section, score }) => {
      const { url, title, kind, crumb } = store.pages[page];
      const anchor = store.anchors[section];
      return {
        title, kind, crumb, score,
        url: anchor ? `${url}#${anchor}` : url,
        section: store.headings[section] || null,
        snippet: excerpt(lines?.[section] ?? "", forms),
      };
    });
    return { results, total: ranked.length, also: [] };
  }
  return { search };
}
