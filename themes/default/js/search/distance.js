// The number of typing errors between two words, as src/index/distance.rs counts them.

/** How many errors a word of this many signs may have. @param {number} signs */
export const allowed = signs => (signs < 4 ? 0 : signs < 8 ? 1 : 2);

/**
 * @param {string[]} typed @param {string[]} word @param {number} most @param {boolean} isPrefix
 * @returns {number} more than `most` where there are too many
 */
export function distance(typed, word, most, isPrefix) {
  if (typed.length > word.length + most || !isPrefix && word.length > typed.length + most) return most + 1;
  const width = Math.min(word.length, typed.length + most);
  let before = [], last = Array.from({ length: width + 1 }, (_, column) => column);
  for (let row = 0; row < typed.length; row++) {
    const line = [row + 1];
    let least = row + 1;
    for (let column = 0; column < width; column++) {
      let value = Math.min(last[column] + (typed[row] === word[column] ? 0 : 1), last[column + 1] + 1, line[column] + 1);
      if (row && column && typed[row] === word[column - 1] && typed[row - 1] === word[column]) value = Math.min(value, before[column - 1] + 1);
      line.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return least;
    [before, last] = [last, line];
  }
  return isPrefix ? Math.min(...last) : last[width];
}
