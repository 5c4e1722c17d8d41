//! `editing`: what the program gives to those who write the content. All of it is
//! made from the structs of [`record`](crate::record) and their Dutch words.
//!
//! - `schemas`: JSON Schemas by which text editors complete and check while
//!   somebody types;
//! - `draft`: a new file of any kind, filled in but for its texts;
//! - `admin`: a page that edits the content on the web;
//! - `shape`: what `draft` and `admin` know of a kind of file.

mod admin;
mod draft;
mod schemas;
mod shape;

pub(crate) use admin::admin;
pub use draft::Draft;
pub(crate) use draft::draft;
pub(crate) use schemas::is_there;
pub use schemas::{layer_schemas, named, schemas};
