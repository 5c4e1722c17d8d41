// Widens a question as src/index/expand.rs does; what each edge is stands there.

import { LINKS, parts } from "./compound.js";
import { allowed, distance } from "./distance.js";

const TERM_MAX = 4;
const PART_MIN = 4;
const PREFIX_MAX = 40;
const PREFIX_MIN = 2;
const PREFIX_TYPO_MIN = 5;
const TYPO_WORD_MAX = 60;
const TYPOS_MAX = 8;
const ALSO_MAX = 4;
const SURROGATE = /[\ud800-\udfff]/;

/** @typedef {Map<number, number>} Group forms with their weights */
/** @typedef {import("./store.js").Store} Store */

/** Code point order, which is that of the dictionary. @param {string} a @param {string} b */
function compare(a, b) {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i++) {
    if (x[i] !== y[i]) return (x[i].codePointAt(0) ?? 0) - (y[i].codePointAt(0) ?? 0);
  }
  return x.length - y.length;
}

/** @param {Group} group @param {number} form @param {number} weight */
const widen = (group, form, weight) => void group.set(form, Math.max(group.get(form) ?? weight, weight));

/** A form, and the other forms of its word for less. @param {Group} group @param {number} form @param {number} weight @param {Store} store */
function withClass(group, form, weight, store) {
  widen(group, form, weight);
  for (const other of store.classOf[form] ?? []) if (other !== form) widen(group, other, weight * store.weights.stem);
}

/** @param {ReturnType<typeof import("./query.js").parse>} query @param {Store} store */
export function expand(query, store) {
  const { ids, forms, names, stop, classOf } = store;
  let units = unitsOf(query.words, ids);
  if (units.some(unit => !stop.has(unit.text))) units = units.filter(unit => !stop.has(unit.text));
  units = units.filter((unit, at) => units.findIndex(other => other.text === unit.text) === at);

  let danger = isDanger(query.words, store);
  const corrected = [...query.words];
  /** @type {Set<number>} */
  const also = new Set();
  const groups = units.map(unit => {
    const found = word(unit.text, query.isTyping && unit.to === query.words.length, store);
    if (found.meant !== undefined) {
      corrected[unit.from] = forms[found.meant];
      danger ||= store.danger.has(corrected[unit.from]);
    }
    found.also.forEach(form => also.add(form));
    return found.group;
  });
  for (let from = 0; from < query.words.length; from++) {
    for (let to = from + 2; to <= Math.min(query.words.length, from + TERM_MAX); to++) {
      for (const link of to === from + 2 ? LINKS : LINKS.slice(0, 1)) {
        const form = ids.get(query.words.slice(from, to).join(link));
        if (form === undefined) continue;
        units.forEach((unit, at) => { if (unit.from >= from && unit.to <= to) withClass(groups[at], form, 1, store); });
      }
    }
  }
  for (const text of query.phrases.flat()) if (!stop.has(text)) groups.push(new Map(ids.has(text) ? [[ids.get(text), 1]] : []));
  const without = new Set(query.without.flatMap(text => (ids.has(text) ? [ids.get(text), ...classOf[ids.get(text)] ?? []] : [])));
  const meant = corrected.join(" ");
  return {
    groups, without, danger,
    also: [...also].slice(0, ALSO_MAX).map(form => names.get(form) ?? forms[form]),
    meant: meant === query.words.join(" ") ? null : meant,
  };
}

/** The words of a question, the terms among them as one, the longest first. @param {string[]} words @param {Map<string, number>} ids */
function unitsOf(words, ids) {
  const units = [];
  for (let from = 0; from < words.length;) {
    let to = Math.min(words.length, from + TERM_MAX);
    while (to > from + 1 && !ids.has(words.slice(from, to).join(" "))) to--;
    units.push({ from, to, text: words.slice(from, to).join(" ") });
    from = to;
  }
  return units;
}

/** @param {string} text @param {boolean} isLast @param {Store} store */
function word(text, isLast, store) {
  const { ids, weights, stop, holders, related, heads } = store;
  /** @type {Group} */
  const base = new Map();
  const signs = [...text];
  const prefixed = isLast && signs.length >= PREFIX_MIN ? starting(text, store.forms) : [];
  const exact = ids.get(text);
  let meant;
  if (exact !== undefined) withClass(base, exact, 1, store);
  else {
    const split = parts(text, part => ids.has(part) && (part.length >= PART_MIN && !store.noParts.has(part) || store.parts.has(part)));
    if (split) for (const part of split) withClass(base, ids.get(part), weights.split, store);
    else if (!prefixed.length) {
      const found = corrections(signs, isLast, store);
      meant = found[0]?.[0];
      for (const [form, errors] of found) withClass(base, form, weights.typos[errors - 1], store);
    }
  }

  /** @type {Group} */
  const group = new Map(base);
  /** @type {number[]} */
  const also = [];
  for (const [form, weight] of sorted(base)) {
    for (const [compound, isHead] of holders.get(form) ?? []) widen(group, compound, weight * (isHead ? weights.head : weights.part));
    for (const other of related.get(form) ?? []) {
      withClass(group, other, weight * weights.synonym, store);
      if (!base.has(other)) also.push(other);
    }
  }
  if (heads.has(exact)) withClass(group, heads.get(exact), weights.whole, store);
  if (text.includes(" ")) {
    for (const part of text.split(" ")) if (!stop.has(part) && ids.has(part)) withClass(group, ids.get(part), weights.split, store);
  }
  for (const form of prefixed) widen(group, form, weights.prefix);
  return { group, also, meant };
}

/** @param {Group} group @returns {[number, number][]} by form */
const sorted = group => [...group].sort(([a], [b]) => a - b);

/** Forms that begin with a word, the shortest first. @param {string} text @param {string[]} forms */
function starting(text, forms) {
  let from = 0, to = forms.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    if (compare(forms[middle], text) < 0) from = middle + 1; else to = middle;
  }
  const longer = [];
  for (let form = from; form < forms.length && forms[form].startsWith(text); form++) longer.push(form);
  const length = (/** @type {number} */ form) => [...forms[form]].length;
  return longer.sort((a, b) => length(a) - length(b) || a - b).slice(0, PREFIX_MAX);
}

/**
 * Forms with the fewest typing errors, the most used first. Numbers are never corrected.
 * @param {string[]} typed @param {boolean} isLast @param {Store} store @returns {[number, number][]} forms with their errors
 */
function corrections(typed, isLast, { forms, used }) {
  const most = allowed(typed.length);
  if (!most || typed.length > TYPO_WORD_MAX || typed.some(sign => sign >= "0" && sign <= "9")) return [];
  const within = (/** @type {boolean} */ isPrefix) => {
    /** @type {[number, number][]} */
    const found = [];
    forms.forEach((form, id) => {
      const over = form.length - typed.length;
      if (over < -most || over > most && !isPrefix && !SURROGATE.test(form) || form.includes(" ")) return;
      const errors = distance(typed, [...form], most, isPrefix);
      if (errors <= most) found.push([id, errors]);
    });
    return found;
  };
  let found = within(false);
  if (!found.length && isLast && typed.length >= PREFIX_TYPO_MIN) found = within(true);
  const least = Math.min(...found.map(([, errors]) => errors));
  return found.filter(([, errors]) => errors === least).sort(([a], [b]) => used(b) - used(a) || a - b).slice(0, TYPOS_MAX);
}

/** Whether any words that follow each other are a term of danger. @param {string[]} words @param {Store} store */
const isDanger = (words, { danger }) =>
  words.some((_, from) => Array.from({ length: TERM_MAX }, (_, more) => words.slice(from, from + more + 1).join(" ")).some(term => danger.has(term)));
