// Scores sections and pages; the formula and its source stand in src/index/rank.rs. The operations come in the
// same order as there, so that both engines give the same order.

const K1 = 1.2;
const B = 0.75;

/** tantivy's table of lengths: exact to 40, then in steps that double every eight. */
const LENGTHS = Float64Array.from({ length: 256 }, (_, id) => (id < 40 ? id : 24 + (8 + (id & 7)) * 2 ** (((id - 40) >> 3) + 1)));

/**
 * @param {{groups: Map<number, number>[], without: Set<number>}} question @param {import("./store.js").Store} store
 * @param {Set<number>} exact pages whose title is the question @param {(section: number) => boolean} holds
 * @returns {{page: number, section: number, score: number}[]} best first
 */
export function rank({ groups, without }, store, exact, holds) {
  const { sections, pages, pageOf, weights } = store;
  const totals = new Float64Array(sections), cover = new Float64Array(sections), held = new Float64Array(pages.length);
  let whole = 0;
  for (const group of groups) {
    const { best, closest, close } = score(group, store);
    const idf = Math.log(1 + (sections - close + 0.5) / (close + 0.5));
    whole += idf;
    const page = new Float64Array(pages.length);
    for (let section = 0; section < sections; section++) {
      if (best[section] === 0) continue;
      totals[section] += idf * best[section];
      cover[section] += idf * closest[section];
      page[pageOf[section]] = Math.max(page[pageOf[section]], closest[section]);
    }
    page.forEach((weight, number) => { held[number] += idf * weight; });
  }
  const refused = new Set();
  for (const form of without) weights.fields.forEach((_, field) => store.postings(form, field, section => refused.add(pageOf[section])));

  const factors = new Map(weights.kinds);
  const found = [];
  for (let section = 0, page = 0; section < sections; page++) {
    let best = -1, first = 0, second = 0;
    for (; section < sections && pageOf[section] === page; section++) {
      const part = (cover[section] + weights.elsewhere * (held[page] - cover[section])) / whole;
      const value = totals[section] * part * part;
      if (totals[section] === 0 || part < weights.least || refused.has(page) || !holds(section)) continue;
      if (best < 0 || value > first) [best, second, first] = [section, first, value];
      else if (value > second) second = value;
    }
    if (best < 0) continue;
    found.push({
      page, section: exact.has(page) ? store.starts[page] : best,
      score: (first + weights.other_sections * second) * (factors.get(pages[page].kind) ?? 1),
    });
  }
  return found.sort((a, b) => Number(exact.has(b.page)) - Number(exact.has(a.page)) || b.score - a.score || a.page - b.page);
}

/**
 * The best score of a group in each section and the weight of its closest form there.
 * @param {Map<number, number>} group @param {import("./store.js").Store} store
 */
function score(group, { sections, weights, averages, postings }) {
  const best = new Float64Array(sections), closest = new Float64Array(sections), sums = new Float64Array(sections);
  let holding = 0, close = 0;
  for (const [form, weight] of [...group].sort(([a, x], [b, y]) => y - x || a - b)) {
    /** @type {number[]} */
    const touched = [];
    weights.fields.forEach((/** @type {number} */ boost, /** @type {number} */ field) => {
      postings(form, field, (section, count, length) => {
        const norm = K1 * (1 - B + B * LENGTHS[length] / averages[field]);
        if (sums[section] === 0) touched.push(section);
        sums[section] += boost * (count * (K1 + 1) / (count + norm));
      });
    });
    for (const section of touched) {
      if (best[section] === 0) {
        holding++;
        closest[section] = weight;
      }
      best[section] = Math.max(best[section], weight * sums[section]);
      sums[section] = 0;
    }
    if (weight >= weights.stem) close = holding;
  }
  return { best, closest, close: close || holding };
}
