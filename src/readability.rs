//! How easy a Dutch text is to read.
//!
//! The measure is Flesch-Douma (W.H. Douma, *De leesbaarheid van
//! landbouwbladen*, 1960): 206.8 - 0.77 * syllables per 100 words - 0.93 * words
//! per sentence. Syllables come from the hyphenation patterns of `hypher`, so
//! they are an estimate. Items of lists are short by nature and would flatter a
//! text: they are measured apart. A formula cannot prove that a text is B1; it
//! shows when one is not.

use std::ops::Range;

use hypher::{Lang, hyphenate};

/// What was counted in a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Words with a letter or digit.
    pub words: usize,
    /// Sentences.
    pub sentences: usize,
    /// Syllables, by the places where a word may be broken.
    pub syllables: usize,
    /// The sentence with the most words, and how many.
    pub longest: (usize, String),
}

impl Reading {
    /// Counts in running text.
    pub(crate) fn of(text: &str) -> Self {
        let mut reading = Self::default();
        for (sentence, _) in sentences(text) {
            let words: Vec<&str> = words(sentence).collect();
            if words.is_empty() {
                continue;
            }
            reading.sentences += 1;
            reading.words += words.len();
            reading.syllables += words.iter().map(|word| syllables(word)).sum::<usize>();
            if words.len() > reading.longest.0 {
                reading.longest = (words.len(), sentence.to_owned());
            }
        }
        reading
    }

    /// Counts of two texts together.
    pub(crate) fn add(&mut self, other: Self) {
        self.words += other.words;
        self.sentences += other.sentences;
        self.syllables += other.syllables;
        if other.longest.0 > self.longest.0 {
            self.longest = other.longest;
        }
    }

    /// Words per sentence; 0 for an empty text.
    pub fn mean(&self) -> f64 {
        ratio(self.words, self.sentences)
    }

    /// Flesch-Douma: from about 0, very hard, to about 100, very easy.
    pub fn flesch_douma(&self) -> f64 {
        206.8 - 77.0 * ratio(self.syllables, self.words) - 0.93 * self.mean()
    }
}

#[allow(clippy::cast_precision_loss, reason = "numbers of words are far below 2^52")]
fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// The sentences of more than `most` words, each with its bytes in the text and how many
/// words it has.
pub(crate) fn long(text: &str, most: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let sentences = sentences(text).map(|(sentence, start)| (start..start + sentence.len(), words(sentence).count()));
    sentences.filter(move |(_, words)| *words > most)
}

/// What a reader takes for words: they have a letter or digit.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split_whitespace().filter(|word| word.contains(char::is_alphanumeric))
}

/// The sentences of a text, each with the byte that it starts at: each ends at a full stop, question or exclamation
/// mark before a space, or at a line break.
pub(crate) fn sentences(text: &str) -> impl Iterator<Item = (&str, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += text[at..].len() - text[at..].trim_start().len();
        let rest = &text[at..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let stops = line.bytes().enumerate().filter(|(_, sign)| matches!(sign, b'.' | b'?' | b'!'));
        let mut ends = stops.map(|(stop, _)| stop + 1);
        let end = ends.find(|end| line[*end..].starts_with(char::is_whitespace)).unwrap_or(line.len());
        let start = at;
        at += end;
        (!rest.is_empty()).then(|| (line[..end].trim_end(), start))
    })
}

/// The syllables of a word, at least one; a number counts as one.
fn syllables(word: &str) -> usize {
    let letters = word.split(|sign: char| !sign.is_alphabetic()).filter(|part| !part.is_empty());
    let count: usize = letters.map(|part| hyphenate(part, Lang::Dutch).count().max(1)).sum();
    count.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_words_and_syllables_are_counted() {
        let reading = Reading::of("Is er nu gevaar? Bel 112. Kijk op veiligthuis.nl of de chat open is.");
        assert_eq!((reading.sentences, reading.words, reading.longest.0), (3, 14, 8));
        assert_eq!(syllables("kindermishandeling"), 6);
        assert_eq!(syllables("0800-2000"), 1);
    }

    #[test]
    fn short_words_and_sentences_read_easier() {
        let easy = Reading::of("Bel ons als je bang bent. Je mag altijd bellen.");
        let hard = Reading::of(
            "De gedragswetenschappelijke consultatiemogelijkheden binnen samenwerkingsverbanden behoeven verduidelijking.",
        );
        assert!(easy.flesch_douma() > 80.0 && hard.flesch_douma() < 0.0, "{easy:?} {hard:?}");
    }
}
