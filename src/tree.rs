//! The output in memory: an ordered map from path to bytes.

use std::collections::BTreeMap;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// Files to be written, by path relative to the output folder, with `/`.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// Adds a file; a second one under the same path replaces the first.
    pub fn insert(&mut self, path: impl Into<String>, bytes: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), bytes.into());
    }

    /// Takes out a file, if it is there.
    pub fn remove(&mut self, path: &str) {
        self.files.remove(path);
    }

    /// Adds every file of `other`.
    pub fn extend(&mut self, other: Self) {
        self.files.extend(other.files);
    }

    /// The bytes of one file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Paths and bytes in the order of the paths.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// How many bytes all files have together.
    pub fn bytes(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// The SHA-256 of paths and bytes: equal where two trees are, whoever made them
    /// on whatever machine. It is the SHA-256 of a list with a line for each file in
    /// the byte order of the paths: the SHA-256 of its bytes in hexadecimal, two
    /// blanks, its path, a line feed. `sha256sum` prints the same list:
    ///
    /// ```text
    /// find * -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
    /// ```
    pub fn digest(&self) -> String {
        let files: Vec<(&String, &Vec<u8>)> = self.files.iter().collect();
        let line = |(path, bytes): &(&String, &Vec<u8>)| format!("{}  {path}\n", sha256(bytes));
        sha256(files.par_iter().map(line).collect::<String>().as_bytes())
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Tree {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        Self { files: files.into_iter().map(|(path, bytes)| (path.into(), bytes.into())).collect() }
    }
}

/// The SHA-256 of `bytes` in hexadecimal.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A short name for `bytes` in file names that change when the bytes do.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex()[..10].to_owned()
}
