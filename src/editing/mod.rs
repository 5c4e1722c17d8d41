//! `editing`: what the program gives to those who write the content. All of it is
//! made from the structs of [`record`](crate::record) and their Dutch words.
//!
//! - `schemas`: JSON Schemas by which text editors complete and check while
//!   somebody types;
//! - `draft`: a new file of any kind, filled in but for its texts;
//! - `shape`: what `draft` knows of a kind of file.

mod draft;
mod schemas;
mod shape;

pub use draft::Draft;
pub(crate) use draft::draft;
pub use schemas::{named, schemas};
