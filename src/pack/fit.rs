//! What fits where on a slide: there is no page to go on with. Texts are measured
//! with the widest of the letters that a program may put in the place of those of
//! the theme, so that they fit with the others too.

use crate::markdown::blocks::Run;

/// A place for text, in points.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// The sizes that letters may have, the largest first.
pub(super) type Sizes = [u32; 4];

/// The one of them for texts that take more than one slide.
pub(super) const SHARED: usize = 2;

/// How high a line is, and what stands between paragraphs, in sizes of the letters.
const LINE: f64 = 1.22;
const BETWEEN: f64 = 9.0;

/// How wide a sign is, in sizes of the letters.
fn width(sign: char) -> f64 {
    match sign {
        'i' | 'j' | 'l' | ' ' | '.' | ',' | ':' | ';' | '\'' | '!' | '|' => 0.33,
        'f' | 'r' | 't' | 'I' | '(' | ')' | '-' => 0.43,
        'c' | 'k' | 's' | 'z' => 0.57,
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '…' | '—' => 1.0,
        'A'..='Z' => 0.72,
        '\u{1100}'.. => 1.1,
        _ => 0.64,
    }
}

/// How many lines a text takes at a size, its words broken where they are wider than
/// a line.
pub(super) fn lines(text: &str, size: f64, room: f64) -> usize {
    let room = (room / size).max(1.0);
    let (mut lines, mut at) = (1, 0.0);
    for word in text.split_inclusive(' ') {
        let whole: f64 = word.trim_end().chars().map(width).sum();
        if at > 0.0 && at + whole > room {
            lines += 1;
            at = 0.0;
        }
        for sign in word.chars() {
            if at + width(sign) > room && sign != ' ' {
                lines += 1;
                at = 0.0;
            }
            at += width(sign);
        }
    }
    lines
}

/// How high a text is at a size.
pub(super) fn height(text: &str, size: f64, room: f64) -> f64 {
    // At most some thousands.
    #[expect(clippy::cast_precision_loss, reason = "no text has that many lines")]
    let lines = lines(text, size, room) as f64;
    lines * size * LINE
}

/// The first of the sizes at which a text fits, or the last one.
pub(super) fn size(text: &str, frame: Frame, sizes: &[u32]) -> u32 {
    let fits = |size: &&u32| height(text, f64::from(**size), frame.width) <= frame.height;
    sizes.iter().find(fits).or(sizes.last()).copied().unwrap_or_default()
}

/// As much of a text as fits at the last of the sizes, with a sign that something
/// is left out.
pub(super) fn cut(text: &str, frame: Frame, sizes: &[u32]) -> String {
    let Some(size) = sizes.last() else { return text.to_owned() };
    let fits = |text: &str| height(text, f64::from(*size), frame.width) <= frame.height;
    let (mut kept, mut count) = (text.to_owned(), text.chars().count());
    while count > 0 && !fits(&kept) {
        count = count * 9 / 10;
        kept = text.chars().take(count).collect::<String>().trim_end().to_owned() + "…";
    }
    kept
}

/// The words of some runs.
pub(super) fn words(runs: &[Run]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

/// Paragraphs on as few slides as hold them: the size of the letters, and how many
/// paragraphs each slide has. Where all of them fit on one at one of the sizes,
/// the first such size is that; otherwise the last but one is that of all slides. A
/// paragraph that is alone too high for a slide must be [`broken`] before.
pub(super) fn share(paragraphs: &[Vec<Run>], frame: Frame, sizes: Sizes) -> (u32, Vec<usize>) {
    let tall = |size: u32, paragraph: &Vec<Run>| height(&words(paragraph), f64::from(size), frame.width) + BETWEEN;
    let all = |size: u32| paragraphs.iter().map(|paragraph| tall(size, paragraph)).sum::<f64>() - BETWEEN;
    if let Some(size) = sizes.iter().find(|size| all(**size) <= frame.height) {
        return (*size, vec![paragraphs.len()]);
    }
    let size = sizes[SHARED];
    let greedy = |room: f64| {
        let (mut counts, mut at) = (vec![0], 0.0);
        for paragraph in paragraphs {
            let tall = tall(size, paragraph);
            let count = counts.len() - 1;
            if counts[count] > 0 && at + tall > room {
                counts.push(0);
                at = 0.0;
            }
            at += tall;
            if let Some(last) = counts.last_mut() {
                *last += 1;
            }
        }
        counts
    };
    // As even as it gets without one slide more.
    let least = greedy(frame.height);
    let even = (1..=20).map(|step| greedy(frame.height * f64::from(step) / 20.0));
    let even = even.into_iter().find(|counts| counts.len() == least.len());
    (size, even.unwrap_or(least))
}

/// A paragraph in pieces that each fit into a frame at a size.
pub(super) fn broken(runs: Vec<Run>, frame: Frame, size: u32) -> Vec<Vec<Run>> {
    let fits = |text: &str| height(text, f64::from(size), frame.width) + BETWEEN <= frame.height;
    if fits(&words(&runs)) {
        return vec![runs];
    }
    let (mut pieces, mut piece, mut said) = (Vec::new(), Vec::new(), String::new());
    for run in runs {
        let mut open = Run { text: String::new(), ..run.clone() };
        for word in run.text.split_inclusive(' ').flat_map(short) {
            if !said.is_empty() && !fits(&format!("{said}{word}")) {
                piece.push(std::mem::replace(&mut open, Run { text: String::new(), ..run.clone() }));
                pieces.push(std::mem::take(&mut piece));
                said.clear();
            }
            said.push_str(&word);
            open.text.push_str(&word);
        }
        piece.push(open);
    }
    pieces.push(piece);
    pieces.iter_mut().for_each(|piece| piece.retain(|run| !run.text.is_empty()));
    pieces
}

/// The longest piece of a word that stays whole.
const WORD: usize = 40;

/// A word in pieces that are short.
fn short(word: &str) -> Vec<String> {
    let signs: Vec<char> = word.chars().collect();
    signs.chunks(WORD).map(|chunk| chunk.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Frame = Frame { width: 400.0, height: 200.0 };

    fn paragraphs(count: usize, text: &str) -> Vec<Vec<Run>> {
        vec![vec![Run::plain(text)]; count]
    }

    #[test]
    fn words_that_are_wider_than_a_line_are_broken() {
        assert_eq!(lines("", 20.0, 400.0), 1);
        assert_eq!(lines("een twee", 20.0, 400.0), 1);
        assert_eq!(lines(&"a".repeat(100), 20.0, 400.0), 4);
    }

    #[test]
    fn letters_shrink_before_a_slide_is_added_and_slides_are_even() {
        assert_eq!(share(&paragraphs(2, "kort"), FRAME, [32, 28, 24, 20]), (32, vec![2]));
        assert_eq!(share(&paragraphs(6, "kort"), FRAME, [32, 28, 24, 20]), (20, vec![6]));
        assert_eq!(share(&paragraphs(8, "kort"), FRAME, [32, 28, 24, 20]), (24, vec![4, 4]));
    }

    #[test]
    fn a_paragraph_that_is_too_long_is_broken_and_nothing_of_it_is_lost() {
        for text in ["woord ".repeat(300), "x".repeat(2000)] {
            let pieces = broken(vec![Run::bold(text.as_str()), Run::plain("einde")], FRAME, 24);
            assert!(pieces.len() > 3, "{}", pieces.len());
            assert!(pieces.iter().all(|piece| height(&words(piece), 24.0, FRAME.width) <= FRAME.height));
            assert_eq!(pieces.iter().map(|piece| words(piece)).collect::<String>(), text + "einde");
        }
    }

    #[test]
    fn a_title_shrinks_and_then_is_cut() {
        assert_eq!(size("kort", FRAME, &[32, 12]), 32);
        assert_eq!(size(&"lang ".repeat(60), FRAME, &[32, 12]), 12);
        let cut = cut(&"lang ".repeat(900), FRAME, &[32, 12]);
        assert!(cut.ends_with("lang…") || cut.ends_with('…'), "{cut}");
        assert!(height(&cut, 12.0, FRAME.width) <= FRAME.height);
    }
}
