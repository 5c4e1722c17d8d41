//! The number of typing errors between two words.

/// How many errors a word of this many signs may have.
pub(super) fn allowed(signs: usize) -> usize {
    match signs {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

/// Insertions, deletions, replacements and swaps of neighbours (optimal string
/// alignment) that make `typed` from `word`, or from the beginning of `word`
/// where `is_prefix`; `None` for more than `most`.
pub(super) fn distance(typed: &[char], word: &[char], most: usize, is_prefix: bool) -> Option<usize> {
    if typed.len() > word.len() + most || !is_prefix && word.len() > typed.len() + most {
        return None;
    }
    let word = &word[..word.len().min(typed.len() + most)];
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=word.len()).collect();
    for (row, sign) in typed.iter().enumerate() {
        let mut line = vec![row + 1];
        for (column, other) in word.iter().enumerate() {
            let mut least = (last[column] + usize::from(sign != other)).min(last[column + 1] + 1).min(line[column] + 1);
            if row > 0 && column > 0 && *sign == word[column - 1] && typed[row - 1] == *other {
                least = least.min(before[column - 1] + 1);
            }
            line.push(least);
        }
        if line.iter().all(|least| *least > most) {
            return None;
        }
        before = std::mem::replace(&mut last, line);
    }
    let found = if is_prefix { last.iter().min().copied() } else { last.last().copied() };
    found.filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(typed: &str, word: &str, is_prefix: bool) -> Option<usize> {
        let signs = |text: &str| text.chars().collect::<Vec<_>>();
        distance(&signs(typed), &signs(word), 2, is_prefix)
    }

    #[test]
    fn a_swap_is_one_error() {
        assert_eq!(between("meldocde", "meldcode", false), Some(1));
        assert_eq!(between("huisverbot", "huisverbod", false), Some(1));
        assert_eq!(between("huisvrbot", "huisverbod", false), Some(2));
        assert_eq!(between("huis", "huisverbod", false), None);
        assert_eq!(between("", "ab", false), Some(2));
        assert_eq!(between("same", "same", false), Some(0));
    }

    #[test]
    fn the_beginning_of_a_word_may_be_meant() {
        assert_eq!(between("kindremish", "kindermishandeling", true), Some(1));
        assert_eq!(between("kindremish", "kindermishandeling", false), None);
    }
}
