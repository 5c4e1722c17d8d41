//! The macros that declare what a YAML file holds.
//!
//! [`record!`] declares the struct of a file, with the keys that every record
//! has; [`part!`] a struct within it; [`choice!`] a fixed set of words. All
//! refuse unknown keys, carry their documentation into the JSON Schema and
//! implement [`Leaves`](super::Leaves).

/// A struct within a record.
macro_rules! part {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        #[serde(deny_unknown_fields)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)* }

        impl crate::record::Leaves for $name {
            fn leaves<'a>(
                &'a self,
                path: &mut crate::record::Path,
                visit: &mut crate::record::Visit<'a, '_>,
            ) {
                $(
                    path.push(crate::record::Step::Key(stringify!($field).trim_start_matches("r#")));
                    self.$field.leaves(path, visit);
                    path.pop();
                )*
            }

            fn rename(&mut self, names: &crate::record::Names) {
                $(self.$field.rename(names);)*
            }
        }
    };
}

/// A record: a file of its own, with the keys that every record has.
macro_rules! record {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident: $type:ty,)* }) => {
        crate::record::shape::part! {
            $(#[$meta])*
            $name {
                /// The name, as the field says it.
                title: crate::record::Line,
                /// What it is and for whom, in one plain sentence.
                summary: crate::record::Line,
                /// Other names a reader may search for.
                #[serde(default)]
                aliases: Vec<crate::record::Line>,
                /// Ids that it had before: links and references to them still lead here, and
                /// so does the address of each.
                #[serde(default)]
                former: Vec<crate::record::Line>,
                /// Where the facts come from.
                #[serde(default)]
                sources: Vec<crate::record::Citation>,
                /// The day the text was last changed or checked.
                updated: jiff::civil::Date,
                /// The time that the text describes, where that is the past.
                #[serde(default)]
                period: Option<crate::record::Line>,
                $($(#[$field_meta])* $field: $type,)*
            }
        }

        impl crate::record::Target for $name {
            const KINDS: &'static [crate::record::Kind] = &[crate::record::Kind::$name];
        }

        impl crate::record::Record for $name {
            fn kind(&self) -> crate::record::Kind {
                crate::record::Kind::$name
            }

            fn head(&self) -> crate::record::Head<'_> {
                crate::record::Head {
                    title: self.title.as_str(),
                    summary: self.summary.as_str(),
                    aliases: &self.aliases,
                    former: &self.former,
                    sources: &self.sources,
                    updated: self.updated,
                    period: self.period.as_ref().map(crate::record::Line::as_str),
                }
            }
        }
    };
}

/// A fixed set of words, written in YAML in the given spelling.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd, serde::Deserialize, serde::Serialize, schemars::JsonSchema,
        )]
        pub enum $name { $($(#[$variant_meta])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// Every value, in the order of the site.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word as written in YAML.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }
        }

        crate::record::text::no_leaves!($name);
    };
}

pub(super) use {choice, part, record};
