//! Every Rust suite, from the outside in.
//!
//! - `site`: the real content, as the command builds it;
//! - `pages`: `tests/fixtures/site/`, page by page against `expected/`;
//! - `broken`: one mistake per case in `tests/broken/`, the message pinned;
//! - `classroom`: the site as a zip that works without a network;
//! - `promises`: what visitors are promised, each promise broken once;
//! - `links`: where addresses lead, of the site and of others;
//! - `former`: records that got another name;
//! - `layers`: the content of a region over that of the country;
//! - `editing`: schemas for text editors, and new files;
//! - `guide`: every example in the guide of the editors;
//! - `data`: the site as data, as a book and as citations;
//! - `injection`: no text gets out of its place, whatever it holds (`attack` lays the
//!   texts, `shape` tells what is no text);
//! - `properties`: what holds for any input;
//! - `reproducible`: the same bytes wherever, whenever and by whomever it is built;
//! - `serve`: the preview server, over real sockets;
//! - `writing`: a build that is killed, refused or one of two leaves a whole site;
//! - `structure`: the rules of the repository itself.
//!
//! `UPDATE=1 cargo test` writes what is expected anew; read the difference
//! before committing it.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise and makes its own files"
)]

mod attack;
mod broken;
mod classroom;
mod data;
mod editing;
mod former;
mod guide;
mod injection;
mod layers;
mod links;
mod pages;
mod project;
mod promises;
mod properties;
mod reproducible;
mod serve;
mod shape;
mod sheets;
mod site;
mod structure;
mod writing;
