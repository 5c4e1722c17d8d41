// What a question asks, as src/index/query.rs reads it.

import { tokens } from "./tokenize.js";

const WORDS_MAX = 32;

/** The words of a text, compounds whole. @param {string} text @returns {string[]} */
export const words = text => tokens(text).map(token => token.forms[token.forms.length - 1]);

/** @param {string} question */
export function parse(question) {
  const query = { words: [], phrases: [], without: [], isTyping: false };
  question.split(/["“”„]/u).forEach((part, number) => {
    query.isTyping = false;
    if (number % 2) return query.phrases.push(words(part));
    const chunks = part.split(/\p{White_Space}+/u).filter(Boolean);
    const isWithout = (/** @type {string} */ chunk) => chunk.startsWith("-") && words(chunk).length > 0;
    query.without.push(...chunks.filter(isWithout).flatMap(words));
    query.words.push(...words(chunks.filter(chunk => !isWithout(chunk)).join(" ")));
    query.isTyping = !chunks[chunks.length - 1]?.startsWith("-") && /[\p{Alphabetic}\p{N}]$/u.test(part);
  });
  const some = (/** @type {any[]} */ list) => list.slice(0, WORDS_MAX);
  query.isTyping &&= query.words.length <= WORDS_MAX;
  query.phrases = some(query.phrases.map(some).filter(phrase => phrase.length));
  return { ...query, words: some(query.words), without: some(query.without) };
}
