// The search of the site, on the visitor's own device: one file is fetched whole when the box gets the focus, the texts
// once after the first result, and then nothing. No question leaves the page or enters the address.

import { excerpt } from "./excerpt.js";
import { expand } from "./expand.js";
import { parse, words } from "./query.js";
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
  const { pages, pageOf, stop } = store;
  const titles = pages.map(page => words(page.title).join(" "));
  /** @type {Promise<string[][]> | undefined} */
  let texts;
  let isThere = false;
  // Anchor, heading and text of each section. Without them results lead to the page; the next question tries again.
  const lines = () => (texts ??= load(files.text).then(response => response.text()).then(text => {
    isThere = true;
    return text.split("\n").map(line => line.split("\t"));
  })).catch(() => void (texts = undefined));
  const line = (/** @type {string[][] | undefined} */ known, /** @type {number} */ section) => known?.[section] ?? ["", "", ""];

  /**
   * With `wait` unset an answer comes at once, and is not `whole` where the texts are still on their way.
   * @param {string} question
   */
  async function search(question, { limit = 10, kind = "", wait = true } = {}) {
    const query = parse(question);
    const expanded = expand(query, store);
    const title = words(expanded.meant ?? question).join(" ");
    const exact = new Set(titles.flatMap((text, page) => (text === title ? [page] : [])));
    const known = query.phrases.length ? await lines() : [];
    const holds = (/** @type {number} */ section) => {
      const [, heading, body] = line(known, section);
      const held = [pages[pageOf[section]].title, heading, body].map(text => ` ${words(text).join(" ")} `);
      return query.phrases.every(phrase => held.some(text => text.includes(` ${phrase.join(" ")} `)));
    };
    const ranked = expanded.groups.length ? rank(expanded, store, exact, query.phrases.length ? holds : () => true) : [];
    if (expanded.danger) bringContacts(ranked, store);
    /** @type {Record<string, number>} */
    const kinds = {};
    for (const { page } of ranked) kinds[pages[page].kind] = (kinds[pages[page].kind] ?? 0) + 1;
    const shown = kind ? ranked.filter(({ page }) => pages[page].kind === kind) : ranked;

    const coming = ranked.length ? lines() : [];
    const whole = wait || isThere || !ranked.length;
    const all = whole ? await coming : [];
    const forms = new Set(expanded.groups.flatMap(group => [...group.keys()].flatMap(form => store.forms[form].split(" "))).filter(form => !stop.has(form)));
    const results = shown.slice(0, limit).map(({ page, section, score }) => {
      const [anchor, heading, body] = line(all, section);
      const { url } = pages[page];
      return { ...pages[page], score, url: anchor ? `${url}#${anchor}` : url, section: heading, snippet: excerpt(body, forms) };
    });
    const { also, meant, danger } = expanded;
    return { results, total: shown.length, kinds, also, meant, danger, whole };
  }
  return { search };
}

/** Whoever speaks of danger finds the contact page first or second. @param {ReturnType<typeof rank>} ranked @param {import("./store.js").Store} store */
function bringContacts(ranked, { pages, starts }) {
  const page = pages.findIndex(({ kind }) => kind === "contact");
  if (page < 0) return;
  const at = ranked.findIndex(scored => scored.page === page);
  const [scored] = at < 0 ? [{ page, section: starts[page], score: 0 }] : ranked.splice(at, 1);
  ranked.splice(at === 0 ? 0 : 1, 0, scored);
}
