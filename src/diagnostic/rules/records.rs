//! What records say, alone and together.

super::rules! {
    BAD_ID = "bad-id", Error, true;
    DUPLICATE_ID = "duplicate-id", Error, true;
    FORMER_WITHOUT_PAGE = "former-without-page", Error, true;
    FORMER_IN_USE = "former-in-use", Error, true;
    FORMER_TWICE = "former-twice", Error, true;
    UNKNOWN_REFERENCE = "unknown-reference", Error, true;
    WRONG_KIND = "wrong-kind", Error, true;
    EMPTY_LIST = "empty-list", Error, true;
    NO_SOURCE = "no-source", Error, false;
    FUTURE_DATE = "future-date", Error, false;
    DUPLICATE_NUMBER = "duplicate-number", Error, true;
    NUMBER_AND_NAME = "number-and-name", Error, true;
    NUMBER_GAP = "number-gap", Error, true;
    WEIGHING_PATH = "weighing-path", Error, true;
    MISSING_ENDING = "missing-ending", Error, true;
    UNKNOWN_ENDING = "unknown-ending", Error, true;
    CONTACT_STATUS = "contact-status", Error, true;
    BAD_NUMBER = "bad-number", Error, true;
    URGENT_CONTACT = "urgent-contact", Error, true;
    BAD_PATH = "bad-path", Error, true;
    NOT_TRANSLATED = "not-translated", Error, true;
    UNKNOWN_LANGUAGE = "unknown-language", Error, true;
    BAD_GROUP = "bad-group", Error, true;
    NO_TIME = "no-time", Error, true;
    MINUTES = "minutes", Error, false;
    FEW_ANSWERS = "few-answers", Error, true;
    NO_RIGHT_ANSWER = "no-right-answer", Error, true;
    RIGHT_ANSWERS = "right-answers", Error, true;
    TWO_GRADES = "two-grades", Error, false;
    WRONG_TAG = "wrong-tag", Error, false;
}
