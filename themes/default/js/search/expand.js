// Widens a question as src/index/rank.rs does.

import { tokens } from "./tokenize.js";

const PREFIX_MAX = 40;
const PREFIX_MIN = 2;
const count = (/** @type {string} */ word) => [...word].length;

/** The first form that is not before `word` in the order of the bytes. @param {string[]} forms @param {string} word */
function lowerBound(forms, word) {
  let from = 0, to = forms.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(forms[middle], word) < 0) from = middle + 1; else to = middle;
  }
  return from;
}

/** Code point order, which is the order of UTF-8. @param {string} a @param {string} b */
function compare(a, b) {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return (x[i].codePointAt(0) ?? 0) - (y[i].codePointAt(0) ?? 0);
  }
  return x.length - y.length;
}

/**
 * @param {string} question @param {import("./store.js").Store} store
 * @returns {Map<number, number>[]} for each word its forms with their weights
 */
export function widen(question, store) {
  const { weights } = store;
  const stop = (/** @type {string} */ word) => weights.stop_words.includes(word);
  let words = tokens(question).map(token => token.forms[token.forms.length - 1]);
  const last = /[\p{Alphabetic}\p{N}]$/u.test(question) ? words[words.length - 1] : undefined;
  if (words.some(word => !stop(word))) words = words.filter(word => !stop(word));
  words = words.filter((word, index) => word !== words[index - 1]);
  return words.map(word => group(word, word === last, store));
}

/** @param {string} word @param {boolean} isLast @param {import("./store.js").Store} store */
function group(word, isLast, { forms, classes, classesOf, weights }) {
  /** @type {Map<number, number>} */
  const found = new Map();
  const add = (/** @type {number} */ form, /** @type {number} */ weight) => found.set(form, Math.max(found.get(form) ?? weight, weight));
  const from = lowerBound(forms, word);
  if (forms[from] === word) {
    add(from, 1);
    for (const index of classesOf.get(from) ?? []) for (const other of classes[index]) add(other, weights.stem);
  }
  if (isLast && count(word) >= PREFIX_MIN) {
    const longer = [];
    for (let form = from; form < forms.length && forms[form].startsWith(word); form++) longer.push(form);
    longer.sort((a, b) => count(forms[a]) - count(forms[b]) || a - b);
    for (const form of longer.slice(0, PREFIX_MAX)) add(form, weights.prefix);
  }
  return new Map([...found].sort(([a], [b]) => a - b));
}
