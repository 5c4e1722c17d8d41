//! What a question asks: words, phrases in quotes, and words that must not be
//! there.

use super::tokenize::tokens;

/// A question has at most this many words of each sort; the rest is passed over.
const WORDS_MAX: usize = 32;

/// A question, in words as they are indexed.
#[derive(Debug, Default, Eq, PartialEq)]
pub(super) struct Query {
    /// The words, in order.
    pub(super) words: Vec<String>,
    /// Words that must follow each other.
    pub(super) phrases: Vec<Vec<String>>,
    /// Words that a page must not have.
    pub(super) without: Vec<String>,
    /// Whether the last word may not be finished.
    pub(super) is_typing: bool,
}

/// Reads a question. Between quotes stand phrases; a quote that is not closed
/// yet reaches to the end. A word behind a `-` that stands by itself is left out.
pub(super) fn parse(question: &str) -> Query {
    let words = |text: &str| tokens(text).into_iter().filter_map(|mut token| token.forms.pop()).collect::<Vec<_>>();
    let mut query = Query::default();
    for (number, part) in question.split(['"', '“', '”', '„']).enumerate() {
        query.is_typing = false;
        if number % 2 == 1 {
            query.phrases.push(words(part));
            continue;
        }
        let mut rest = String::new();
        for chunk in part.split_whitespace() {
            match chunk.strip_prefix('-').map(words).filter(|without| !without.is_empty()) {
                Some(without) => query.without.extend(without),
                None => {
                    rest.push_str(chunk);
                    rest.push(' ');
                }
            }
        }
        query.words.extend(words(&rest));
        let excluded = part.split_whitespace().next_back().is_some_and(|chunk| chunk.starts_with('-'));
        query.is_typing = !excluded && part.chars().next_back().is_some_and(char::is_alphanumeric);
    }
    query.is_typing &= query.words.len() <= WORDS_MAX;
    query.words.truncate(WORDS_MAX);
    query.without.truncate(WORDS_MAX);
    query.phrases.iter_mut().for_each(|phrase| phrase.truncate(WORDS_MAX));
    query.phrases.retain(|phrase| !phrase.is_empty());
    query.phrases.truncate(WORDS_MAX);
    query
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strings(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn words_phrases_and_what_must_not_be_there() {
        let query = parse("begeleiding “Veilig Thuis” -beleid 0800-2000 kin");
        assert_eq!(query.words, strings(&["begeleiding", "08002000", "kin"]));
        assert_eq!(query.phrases, [strings(&["veilig", "thuis"])]);
        assert_eq!(query.without, strings(&["beleid"]));
        assert!(query.is_typing);
    }

    #[test]
    fn an_open_quote_reaches_to_the_end() {
        let query = parse("melden \"niet pluis");
        assert_eq!((query.words, query.phrases), (strings(&["melden"]), vec![strings(&["niet", "pluis"])]));
        assert!(!query.is_typing);
    }

    #[test]
    fn signs_without_words_ask_nothing() {
        for question in ["", " - ", "\"\"", "-", "\" \" -- ..."] {
            assert_eq!(Query { is_typing: false, ..parse(question) }, Query::default(), "{question}");
        }
    }
}
