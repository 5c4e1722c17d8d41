//! Text fields and references, and the walk over them.
//!
//! The type of a field says what may stand in it: a [`Line`] is plain, an
//! [`Inline`] may hold Markdown without blocks, a [`Block`] any Markdown, a
//! [`Ref`] the id of a record of the kinds it names. [`Leaves`] visits all of them with
//! their path, so that a rule over texts or references is written once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Kind;

/// Plain text on one line.
#[derive(Clone, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Line(pub String);

/// Markdown without blocks: emphasis, links, code.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Inline(pub String);

/// Any Markdown: paragraphs, lists, tables, headings from the second level.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Block(pub String);

/// The id of a record that `T` stands for.
pub struct Ref<T> {
    /// The id as written.
    pub id: String,
    kind: PhantomData<fn() -> T>,
}

/// What others can refer to.
pub trait Target {
    /// The kinds it may be of.
    const KINDS: &'static [Kind];
}

macro_rules! text {
    ($($name:ident: $format:literal;)*) => {$(
        impl $name {
            /// The text as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "minLength": 1, "contentMediaType": $format })
            }
        }

        impl Leaves for $name {
            fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>) {
                visit(path, Leaf::$name(&self.0));
            }
        }
    )*};
}

text! {
    Line: "text/plain";
    Inline: "text/markdown; variant=inline";
    Block: "text/markdown";
}

impl<'de, T> Deserialize<'de> for Ref<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { id: String::deserialize(deserializer)?, kind: PhantomData })
    }
}

impl<T> Serialize for Ref<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(serializer)
    }
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), kind: PhantomData }
    }
}

impl<T> fmt::Debug for Ref<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "id:{}", self.id)
    }
}

impl<T: Target> JsonSchema for Ref<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Ref_{}", T::KINDS.iter().map(|kind| kind.id()).collect::<Vec<_>>().join("_")).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = json_schema!({ "type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" });
        // For editors; who reads the published data needs it not.
        if generator.contract().is_deserialize() {
            let kinds: Vec<&str> = T::KINDS.iter().map(|kind| kind.id()).collect();
            schema.insert("x-kinds".to_owned(), kinds.into());
        }
        schema
    }
}

impl<T: Target> Leaves for Ref<T> {
    fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>) {
        visit(path, Leaf::Ref(&self.id, T::KINDS));
    }

    fn rename(&mut self, names: &Names) {
        if let Some(name) = names.get(&self.id) {
            self.id.clone_from(name);
        }
    }
}

/// One step of a [`Path`].
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Step {
    /// The value of a key.
    Key(&'static str),
    /// An element of a list, from 0.
    Index(usize),
}

/// Where a value stands in its file.
pub type Path = Vec<Step>;

/// A value that rules look at.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'a> {
    /// A [`Line`].
    Line(&'a str),
    /// An [`Inline`].
    Inline(&'a str),
    /// A [`Block`].
    Block(&'a str),
    /// A [`Ref`] and the kinds it may name.
    Ref(&'a str, &'static [Kind]),
    /// A day.
    Date(Date),
}

/// Receives each leaf with its path.
pub type Visit<'a, 'f> = dyn FnMut(&Path, Leaf<'a>) + 'f;

/// Ids of today by those that records had before.
pub type Names = BTreeMap<String, String>;

/// A value whose leaves can be visited.
pub trait Leaves: Sync {
    /// Visits every leaf in the order of the fields.
    fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>);

    /// Lets references by a former id name the record of today.
    fn rename(&mut self, _: &Names) {}
}

impl Leaves for Date {
    fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>) {
        visit(path, Leaf::Date(*self));
    }
}

impl<T: Leaves> Leaves for Option<T> {
    fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>) {
        if let Some(value) = self {
            value.leaves(path, visit);
        }
    }

    fn rename(&mut self, names: &Names) {
        if let Some(value) = self {
            value.rename(names);
        }
    }
}

impl<T: Leaves> Leaves for Vec<T> {
    fn leaves<'a>(&'a self, path: &mut Path, visit: &mut Visit<'a, '_>) {
        for (index, value) in self.iter().enumerate() {
            path.push(Step::Index(index));
            value.leaves(path, visit);
            path.pop();
        }
    }

    fn rename(&mut self, names: &Names) {
        self.iter_mut().for_each(|value| value.rename(names));
    }
}

macro_rules! no_leaves {
    ($($name:ty),*) => {$(
        impl crate::record::Leaves for $name {
            fn leaves<'a>(&'a self, _: &mut crate::record::Path, _: &mut crate::record::Visit<'a, '_>) {}
        }
    )*};
}

no_leaves!(bool, i16, u8, u32);
pub(super) use no_leaves;
