//! Dutch compounds: the parts of "kindermishandeling" and "veiligheidsplan".

/// What may stand between two parts.
pub(super) const LINKS: [&str; 5] = ["", "s", "e", "n", "en"];

/// A longer word is no word.
const WORD_MAX: usize = 60;

/// The parts of a compound, each with where it begins and ends, in bytes: the
/// division into the fewest parts, of equals the one with the longest first part;
/// `None` where it is no compound.
///
/// `beginnings` gives the lengths of the parts that a text begins with, the shortest
/// first. Only words of the letters a to z are divided. The client does the same in
/// `compound.js`.
pub(super) fn parts(word: &str, beginnings: &dyn Fn(&str) -> Vec<usize>) -> Option<Vec<(usize, usize)>> {
    if word.is_empty() || word.len() > WORD_MAX || !word.bytes().all(|sign| sign.is_ascii_lowercase()) {
        return None;
    }
    // For each place the best division of the rest: its number of parts, the end
    // of its first part and the beginning of its second.
    let mut best: Vec<Option<(usize, usize, usize)>> = vec![None; word.len() + 1];
    for from in (0..word.len()).rev() {
        for to in beginnings(&word[from..]).into_iter().rev().map(|length| from + length) {
            if (from, to) == (0, word.len()) {
                continue;
            }
            if to == word.len() {
                best[from] = Some((1, to, to));
                continue;
            }
            for link in LINKS.iter().filter(|link| word[to..].starts_with(**link)) {
                let next = to + link.len();
                let Some((count, ..)) = best[next] else { continue };
                if best[from].is_none_or(|(least, ..)| count + 1 < least) {
                    best[from] = Some((count + 1, to, next));
                }
            }
        }
    }
    let mut parts = Vec::new();
    let mut from = 0;
    while from < word.len() {
        let (_, to, next) = best[from]?;
        parts.push((from, to));
        from = next;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split<'a>(word: &'a str, known: &[&str]) -> Option<Vec<&'a str>> {
        let beginnings = |text: &str| (1..=text.len()).filter(|end| known.contains(&&text[..*end])).collect();
        let found = parts(word, &beginnings)?;
        Some(found.into_iter().map(|(from, to)| &word[from..to]).collect())
    }

    #[test]
    fn the_fewest_parts_with_or_without_a_link() {
        let known = ["veiligheid", "veilig", "plan", "huis", "huisarts", "arts", "praktijk", "groep", "verbod", "heid"];
        assert_eq!(split("huisverbod", &known).unwrap(), ["huis", "verbod"]);
        assert_eq!(split("veiligheidsplan", &known).unwrap(), ["veiligheid", "plan"]);
        assert_eq!(split("huisartsenpraktijk", &known).unwrap(), ["huisarts", "praktijk"]);
        assert_eq!(split("groepsplan", &known).unwrap(), ["groep", "plan"]);
    }

    #[test]
    fn no_division_where_a_piece_is_left() {
        let known = ["huis", "verbod", "plan"];
        for word in ["huis", "huisverbodx", "xhuisverbod", "huisxplan", "", "café", "huis verbod"] {
            assert_eq!(split(word, &known), None, "{word}");
        }
    }
}
