//! How a text is written.

super::rules! {
    LINE_BREAK = "line-break", Error, true;
    HEADING_HERE = "heading-here", Error, true;
    LIST_HERE = "list-here", Error, true;
    HEADING_LEVEL = "heading-level", Error, true;
    RAW_HTML = "raw-html", Error, true;
    IMAGE = "image", Error, true;
    NEVER_PUBLISH = "never-publish", Error, true;
    BAD_LINK = "bad-link", Error, true;
    UNKNOWN_LINK = "unknown-link", Error, true;
    UNKNOWN_ANCHOR = "unknown-anchor", Error, true;
    HARD_TO_READ = "hard-to-read", Error, false;
    LONG_SENTENCE = "long-sentence", Error, false;
    JARGON = "jargon", Error, false;
}
