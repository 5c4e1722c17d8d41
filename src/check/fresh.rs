//! What is said of today was checked of late, and the past is called so.

use jiff::civil::Date;

use super::Checker;
use crate::diagnostic::rules;
use crate::record::{Freshness, Step};
use crate::said;

pub(super) fn check(checker: &mut Checker<'_>) {
    let sources = checker.sources;
    let records = &sources.records;
    let freshness = sources.settings.as_ref().map(|settings| settings.freshness.clone()).unwrap_or_default();
    if freshness.warn >= freshness.error {
        let message = said!(
            "`warn` is fewer days than `error`, or nobody is warned",
            "`warn` is minder dagen dan `error`, anders wordt niemand gewaarschuwd",
        );
        let file = checker.settings_file();
        checker.say(rules::BAD_FRESHNESS, file, &vec![Step::Key("freshness"), Step::Key("warn")], None, message);
        checker.hint(said!(
            "such as `freshness: {{ warn: 180, error: 400 }}`",
            "zoals `freshness: {{ warn: 180, error: 400 }}`"
        ));
    }
    for entry in &records.contacts {
        checked(checker, entry.file, entry.value.checked.on, &freshness);
    }
    for entry in &records.regions {
        checked(checker, entry.file, entry.value.checked.on, &freshness);
    }
    for entry in &records.modules {
        if !entry.value.since.is_empty() && entry.value.period.is_none() {
            no_period(checker, entry.file, &vec![Step::Key("since")], "since");
        }
    }
    for entry in records.registers.iter().filter(|entry| entry.value.period.is_none()) {
        for (index, instrument) in entry.value.entries.iter().enumerate() {
            if instrument.state.is_some() && instrument.period.is_none() {
                let path = vec![Step::Key("entries"), Step::Index(index), Step::Key("state")];
                no_period(checker, entry.file, &path, "state");
            }
        }
    }
}

/// A contact was read at its source not too long ago.
fn checked(checker: &mut Checker<'_>, file: usize, on: Date, freshness: &Freshness) {
    let days = on.until(checker.today).map_or(0, |span| span.get_days());
    let after = |limit: u32| i64::from(days) > i64::from(limit);
    let (rule, limit) = match () {
        () if after(freshness.error) => (rules::EXPIRED_CONTACT, freshness.error),
        () if after(freshness.warn) => (rules::STALE_CONTACT, freshness.warn),
        () => return,
    };
    let message = said!(
        "this was checked {days} days ago, and that holds for {limit}",
        "dit is {days} dagen geleden nagekeken, en dat geldt {limit} dagen",
    );
    checker.say(rule, file, &vec![Step::Key("checked"), Step::Key("on")], None, message);
    checker.hint(said!(
        "read it again at its source, and write that day here",
        "lees het opnieuw bij de bron, en schrijf die dag hier",
    ));
}

/// What says what became of something says which time the rest is about.
fn no_period(checker: &mut Checker<'_>, file: usize, path: &crate::record::Path, key: &str) {
    let message = said!(
        "`{key}` says what changed, and no `period` says since when",
        "`{key}` zegt wat er veranderde, en geen `period` zegt sinds wanneer",
    );
    checker.say(rules::NO_PERIOD, file, path, None, message);
    checker.hint(said!(
        "add the time that the text describes, such as `period: \"2011\"`",
        "voeg de tijd toe waar de tekst over gaat, zoals `period: \"2011\"`",
    ));
}
