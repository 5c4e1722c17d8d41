// The part of a text that shows why it was found, as src/index/excerpt.rs cuts it.

import { tokens } from "./tokenize.js";

const WORDS = 28;
const BEFORE = 6;

/** @param {string} text @param {Set<string>} forms @returns {{text: string, mark: boolean}[]} */
export function excerpt(text, forms) {
  const words = tokens(text);
  const hits = words.map(word => word.forms.some(form => forms.has(form)));
  let first = -1, most = 0;
  hits.forEach((hit, at) => {
    if (!hit) return;
    const window = words.slice(at, at + WORDS - BEFORE).filter((_, next) => hits[at + next]);
    const different = new Set(window.map(word => word.forms[word.forms.length - 1])).size;
    if (different > most) [first, most] = [at, different];
  });
  const from = Math.max(0, first - BEFORE);
  const to = Math.min(from + WORDS, words.length);
  if (from === to) return [];

  /** @type {{text: string, mark: boolean}[]} */
  const fragments = [];
  const push = (/** @type {string} */ part, /** @type {boolean} */ mark) => { if (part) fragments.push({ text: part, mark }); };
  let at = from === 0 ? 0 : words[from].start;
  if (from > 0) push("… ", false);
  for (let index = from; index < to; index++) {
    if (!hits[index]) continue;
    push(text.slice(at, words[index].start), false);
    push(text.slice(words[index].start, words[index].end), true);
    at = words[index].end;
  }
  push(text.slice(at, to === words.length ? text.length : words[to - 1].end), false);
  if (to < words.length) push(" …", false);
  return fragments;
}
