//! `content/site.yaml`: what holds for the whole site.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

use super::shape::{choice, part};
use super::text::no_leaves;
use super::{Inline, Line};
use crate::diagnostic::{Language, Rule, rules};

part! {
    /// The settings of a site.
    SiteSettings {
        /// Its name.
        title: Line,
        /// What it is, in a few words.
        tagline: Line,
        /// The language in which the program speaks to the editors of this site.
        #[serde(default)]
        lang: Language,
        /// Where it is published, such as `https://example.org/`; without it no
        /// sitemap with absolute addresses can be made.
        #[serde(default)]
        base_url: Option<Line>,
        /// Where the exit control leads: quick, public, nothing personal.
        exit_url: Line,
        /// Where a reader can report a mistake.
        #[serde(default)]
        feedback: Option<Feedback>,
        /// The entries of the main navigation, at most six.
        navigation: Vec<NavItem>,
        /// The three doors of the home page.
        doors: Vec<Door>,
        /// The introduction of the catalogue.
        modules_intro: Inline,
        /// The introduction of the meldcode.
        meldcode_intro: Inline,
        /// The introduction of the afwegingskader.
        weighing_intro: Inline,
        /// The introduction of the list of training: for whom it is.
        training_intro: Inline,
        /// The introduction of the list of sources.
        sources_intro: Inline,
        /// Whether the site offers itself as a zip that works without a network. It
        /// weighs about a third of the site, and takes a build as long as half of it.
        #[serde(default)]
        classroom: bool,
        /// How the content can be edited on the web; without it there is no page for that.
        #[serde(default)]
        admin: Option<Admin>,
        /// Words of the field that a citizen page does not use without a link to
        /// what they mean.
        #[serde(default)]
        jargon: Vec<Line>,
        /// Abbreviations that every reader knows, or that are names.
        #[serde(default)]
        abbreviations: Vec<Line>,
        /// For how long the check of a contact holds.
        #[serde(default)]
        freshness: Freshness,
        /// How bad it is to break a rule, where this site judges otherwise.
        #[serde(default)]
        rules: Levels,
    }
}

no_leaves!(Language, Levels);

part! {
    /// How many days after its check a contact is not trusted any more.
    Freshness {
        /// After so many days the check is asked for again.
        warn: u32,
        /// After so many days the site is not built.
        error: u32,
    }
}

impl Default for Freshness {
    fn default() -> Self {
        Self { warn: 180, error: 400 }
    }
}

choice! {
    /// How bad it is to break a rule.
    Level {
        /// Nothing is said.
        Off = "off",
        /// The site is built; `--deny-warnings` makes it an error.
        Warn = "warn",
        /// The site is not built.
        Error = "error",
    }
}

/// Levels by the codes of rules, none of them firm.
#[derive(Clone, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct Levels(BTreeMap<&'static str, Level>);

impl Levels {
    /// The level of a rule, where it is set.
    pub fn of(&self, rule: &Rule) -> Option<Level> {
        self.0.get(rule.code()).copied()
    }
}

impl<'de> Deserialize<'de> for Levels {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let given: BTreeMap<String, Level> = BTreeMap::deserialize(deserializer)?;
        let known = given.into_iter().map(|(code, level)| match rules::find(&code) {
            Some(rule) if !rule.is_firm() => Ok((rule.code(), level)),
            _ => Err(D::Error::custom(format_args!("the rule `{code}` cannot be set"))),
        });
        known.collect::<Result<_, _>>().map(Self)
    }
}

impl JsonSchema for Levels {
    fn schema_name() -> Cow<'static, str> {
        "Levels".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut level = |rule: &Rule| {
            let mut schema = generator.subschema_for::<Level>();
            schema.insert("description".to_owned(), rule.about(Language::English).into());
            schema.insert("x-label".to_owned(), rule.code().into());
            schema.insert("x-hint".to_owned(), rule.about(Language::Dutch).into());
            (rule.code().to_owned(), schema.to_value())
        };
        let keys: Map<String, Value> = rules::all().filter(|rule| !rule.is_firm()).map(&mut level).collect();
        let firm: Vec<&str> = rules::all().filter(|rule| rule.is_firm()).map(Rule::code).collect();
        json_schema!({
            "type": "object",
            "properties": keys,
            "propertyNames": { "not": { "enum": firm } },
            "additionalProperties": false,
        })
    }
}

part! {
    /// A page on which the content can be edited.
    Admin {
        /// Where the content is kept.
        backend: Forge,
        /// The repository, such as `organisatie/site`.
        #[serde(default)]
        repo: Option<Line>,
        /// Its branch.
        #[serde(default)]
        branch: Option<Line>,
        /// The address of the service by which editors sign in.
        #[serde(default)]
        sign_in: Option<Line>,
        /// The addresses that the page may ask for anything; the site is one of them.
        connect: Vec<Line>,
    }
}

choice! {
    /// Where the content is kept.
    Forge {
        /// GitHub.
        Github = "github",
        /// GitLab.
        Gitlab = "gitlab",
        /// Gitea or Forgejo.
        Gitea = "gitea",
        /// Nowhere: what is written is gone when the page is closed.
        Test = "test-repo",
    }
}

part! {
    /// Where a reader can report a mistake.
    Feedback {
        /// What the link says.
        label: Line,
        /// An `https:` or `mailto:` address.
        url: Line,
    }
}

part! {
    /// An entry of the main navigation.
    NavItem {
        /// What it says.
        title: Line,
        /// A path of this site, such as `/modules/`.
        path: Line,
    }
}

part! {
    /// A door of the home page.
    Door {
        /// What it says.
        title: Line,
        /// What is behind it.
        text: Line,
        /// A path of this site, such as `/contact/`.
        path: Line,
    }
}
