// Words of a text, as src/index/tokenize.rs finds them; tests/fixtures/tokenize.json holds both to it.

const RUN = /[\p{Alphabetic}\p{N}\p{M}\xad\u200b-\u200d\u2060\ufeff]+(?:[-\u2010\u2011.'\u2019][\p{Alphabetic}\p{N}\p{M}\xad\u200b-\u200d\u2060\ufeff]+)*/gu;
const JOINT = /[-\u2010\u2011.'\u2019]/u;

/** Lower case, without marks and without signs that no word has. @param {string} part */
export const fold = part =>
  [...part.normalize("NFKD")].map(sign => sign.toLowerCase()).join("").replaceAll("ς", "σ").replace(/\p{M}|[^\p{Alphabetic}\p{N}]/gu, "");

/**
 * @param {string} text
 * @returns {{start: number, end: number, forms: string[]}[]} each word with its parts and then the whole
 */
export function tokens(text) {
  const found = [];
  for (const match of text.matchAll(RUN)) {
    const parts = match[0].split(JOINT).map(fold);
    const whole = parts.join("");
    if (!whole) continue;
    const forms = parts.length === 1 ? [whole] : [...parts.filter(part => [...part].length > 1), whole];
    found.push({ start: match.index, end: match.index + match[0].length, forms });
  }
  return found;
}
