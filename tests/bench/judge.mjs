// How good answers are, against the judged questions; the measures are those of `meldwijzer eval`, see src/index/eval.rs.
//
// The gain of a page is 2^grade - 1; the best possible answer has the judged pages in the order of their grades. A question
// that nothing answers has 1 in every measure for an empty answer, and 0 for any other.

import { mean } from "./measure.mjs";

/** How far down an answer is read. */
export const DEPTH = 10;
const GOOD = 2;

/** The measures, as they are called in tables. */
export const MEASURES = /** @type {const} */ (["MRR", "nDCG@10", "success@1", "success@3"]);
/** @typedef {Record<typeof MEASURES[number], number>} Quality each from 0 to 1 */

/** Discounted cumulative gain. @param {number[]} grades by rank */
const gain = grades => grades.reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

/** @param {import("./search.mjs").Question} question @param {string[]} answer addresses of pages, best first @returns {Quality} */
export function judge({ answers }, answer) {
  const ideal = Object.values(answers).sort((a, b) => b - a).slice(0, DEPTH);
  if (ideal.length === 0) {
    const value = Number(answer.length === 0);
    return { "MRR": value, "nDCG@10": value, "success@1": value, "success@3": value };
  }
  const grades = answer.slice(0, DEPTH).map(url => answers[url] ?? 0);
  const first = grades.findIndex(grade => grade >= GOOD);
  return {
    "MRR": first < 0 ? 0 : 1 / (first + 1),
    "nDCG@10": gain(grades) / gain(ideal),
    "success@1": Number(first === 0),
    "success@3": Number(first >= 0 && first < 3),
  };
}

/** The mean of each measure. @param {Quality[]} all @returns {Quality} */
export const meanQuality = all =>
  /** @type {Quality} */ (Object.fromEntries(MEASURES.map(measure => [measure, mean(all.map(one => one[measure]))])));
