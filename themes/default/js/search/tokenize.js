// Words of a text, as src/index/tokenize.rs finds them; tests/fixtures/tokenize.json holds both to it.

const RUN = /[\p{Alphabetic}\p{N}\p{M}]+(?:[-.'\u2019][\p{Alphabetic}\p{N}\p{M}]+)*/gu;
const JOINT = /[-.'\u2019]/u;

/** Lower case, without marks and without signs that no word has. @param {string} part */
export const fold = part =>
  [...part.normalize("NFKD")].map(sign => sign.toLowerCase()).join("").replace(/\p{M}|[^\p{Alphabetic}\p{N}]/gu, "");

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
