// The parts of a Dutch compound, as src/index/compound.rs finds them.

export const LINKS = ["", "s", "e", "n", "en"];

/**
 * @param {string} word @param {(part: string) => boolean} isPart
 * @returns {string[] | null}
 */
export function parts(word, isPart) {
  if (!/^[a-z]{1,60}$/.test(word)) return null;
  /** @type {([number, number, number] | undefined)[]} number of parts, end of the first, begin of the second */
  const best = [];
  for (let from = word.length - 1; from >= 0; from--) {
    for (let to = word.length; to > from; to--) {
      if (from === 0 && to === word.length || !isPart(word.slice(from, to))) continue;
      if (to === word.length) {
        best[from] = [1, to, to];
        continue;
      }
      for (const link of LINKS) {
        const next = to + link.length, rest = best[next];
        if (rest && word.startsWith(link, to) && !(best[from]?.[0] <= rest[0] + 1)) best[from] = [rest[0] + 1, to, next];
      }
    }
  }
  const found = [];
  for (let from = 0; from < word.length;) {
    if (!best[from]) return null;
    const [, to, next] = best[from];
    found.push(word.slice(from, to));
    from = next;
  }
  return found;
}
