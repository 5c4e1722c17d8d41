//! What the finished site must keep to.

super::rules! {
    RESERVED_PATH = "reserved-path", Error, true;
    SAME_PATH = "same-path", Error, true;
    THIRD_PARTY = "third-party", Error, true;
    REFERRER = "referrer", Error, true;
    SCRIPT = "script", Error, true;
    INLINE_SCRIPT = "inline-script", Error, true;
    INLINE_STYLE = "inline-style", Error, true;
    DATA_BLOCK = "data-block", Error, true;
    NO_POLICY = "no-policy", Error, true;
    CONTACT_ANCHOR = "contact-anchor", Error, true;
    CONTACT_WEIGHT = "contact-weight", Error, true;
}
