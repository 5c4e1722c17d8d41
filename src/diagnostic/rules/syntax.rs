//! What a file is and holds.

super::rules! {
    NOT_UTF8 = "not-utf8", Error, true;
    FILE_TOO_LARGE = "file-too-large", Error, true;
    EMPTY_FILE = "empty-file", Error, true;
    YAML_SYNTAX = "yaml-syntax", Error, true;
    ALIAS_EXPANSION = "alias-expansion", Error, true;
    TOO_DEEP = "too-deep", Error, true;
    DUPLICATE_KEY = "duplicate-key", Error, true;
    UNKNOWN_KEY = "unknown-key", Error, true;
    MISSING_KEY = "missing-key", Error, true;
    WRONG_TYPE = "wrong-type", Error, true;
    UNKNOWN_WORD = "unknown-word", Error, true;
    EMPTY_TEXT = "empty-text", Error, true;
    UNKNOWN_FOLDER = "unknown-folder", Error, true;
    UNKNOWN_FILE = "unknown-file", Error, true;
    BAD_HIDE = "bad-hide", Error, true;
    NOTHING_TO_HIDE = "nothing-to-hide", Error, true;
    MISSING_FILE = "missing-file", Error, true;
}
