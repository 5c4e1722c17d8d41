//! `compress`: each text of the site a second and a third time, as Brotli (`.br`,
//! RFC 7932) and as gzip (`.gz`, RFC 1952), for hosts that send files as they
//! stand.
//!
//! Brotli at its best takes a second for less than a megabyte, so it is spent on
//! what browsers keep for a year (`addresses::FOREVER`). What did not change since
//! the last build comes from a [`Cache`].
//!
//! A file of more than a mebibyte there is the search of a large site, which changes
//! with every text. Of the texts of 3,000 modules (7.1 MB) quality 9 makes 1.79 MB in
//! 0.8 s and 11 makes 1.62 MB in 10.4 s: too long to wait for 10 % after each change.

use std::collections::BTreeMap;
use std::io::{self, Write};

use flate2::{Compression, GzBuilder};
use rayon::prelude::*;

use crate::addresses::FOREVER;
use crate::tree::Tree;

/// Endings of files that are text, or, as the index of the search, as loose.
const TEXTS: [&str; 13] =
    ["bib", "bin", "css", "csv", "html", "js", "json", "jsonld", "ris", "svg", "txt", "webmanifest", "xml"];

/// A smaller file fits in one packet either way.
const LEAST: usize = 400;

/// To be raised when a compressor or a quality changes: what an older build kept
/// is made anew then.
const VERSION: u8 = 1;

type Key = [u8; blake3::OUT_LEN];

/// Key and results of an entry, and the bytes behind it.
type Entry<'b> = (Key, [&'b [u8]; 2], &'b [u8]);

/// What earlier builds compressed.
///
/// Its bytes are an entry for each text (the BLAKE3 of version, quality and text;
/// the lengths of both results, 4 bytes each, little end first; both results) and
/// the BLAKE3 of all of these. Damaged ones are an empty cache.
#[derive(Debug, Default, Eq, PartialEq)]
pub(crate) struct Cache {
    entries: BTreeMap<Key, [Vec<u8>; 2]>,
}

impl Cache {
    /// Reads what [`Cache::to_bytes`] wrote.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let whole = bytes.split_last_chunk().filter(|(entries, seal)| blake3::hash(entries).as_bytes() == *seal);
        let mut rest = whole.map_or(&[][..], |(entries, _)| entries);
        let mut cache = Self::default();
        while let Some((key, results, after)) = entry(rest) {
            cache.entries.insert(key, results.map(<[u8]>::to_vec));
            rest = after;
        }
        cache
    }

    /// As it is kept on the disk.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for (key, results) in &self.entries {
            bytes.extend(key);
            for result in results {
                bytes.extend(u32::try_from(result.len()).unwrap_or(u32::MAX).to_le_bytes());
            }
            bytes.extend(results.concat());
        }
        let seal = blake3::hash(&bytes);
        bytes.extend(seal.as_bytes());
        bytes
    }
}

/// The first entry of `bytes`, and what comes after it.
fn entry(bytes: &[u8]) -> Option<Entry<'_>> {
    let (key, rest) = bytes.split_first_chunk()?;
    let (brotli, rest) = rest.split_first_chunk()?;
    let (gzip, rest) = rest.split_first_chunk()?;
    let length = |bytes: &[u8; 4]| usize::try_from(u32::from_le_bytes(*bytes)).ok();
    let (brotli, rest) = rest.split_at_checked(length(brotli)?)?;
    let (gzip, rest) = rest.split_at_checked(length(gzip)?)?;
    Some((*key, [brotli, gzip], rest))
}

/// The compressed files of a site, and the cache for the next build: it holds
/// what this site needs and no more.
///
/// # Errors
/// Where a compressor fails.
pub(crate) fn compress<'s>(site: &'s Tree, cache: &Cache) -> io::Result<(Tree, Cache)> {
    let texts: Vec<(&'s str, &[u8])> =
        site.iter().filter(|(path, bytes)| is_text(path) && bytes.len() >= LEAST).collect();
    let made = |(path, bytes): (&'s str, &[u8])| {
        let quality = quality(path, bytes.len());
        let key = *blake3::Hasher::new().update(&[VERSION, quality]).update(bytes).finalize().as_bytes();
        let results = match cache.entries.get(&key) {
            Some(results) => results.clone(),
            None => [brotli(bytes, quality)?, gzip(bytes)?],
        };
        Ok((path, key, results))
    };
    let made: Vec<(&'s str, Key, [Vec<u8>; 2])> = texts.into_par_iter().map(made).collect::<io::Result<_>>()?;
    let mut tree = Tree::default();
    let mut next = Cache::default();
    for (path, key, results) in made {
        for (ending, result) in ["br", "gz"].iter().zip(&results) {
            tree.insert(format!("{path}.{ending}"), result.as_slice());
        }
        next.entries.insert(key, results);
    }
    Ok((tree, next))
}

fn is_text(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| TEXTS.contains(&ending))
}

/// The quality of Brotli for a file of `size` bytes.
fn quality(path: &str, size: usize) -> u8 {
    let forever = FOREVER.iter().any(|folder| path.starts_with(folder));
    match (forever, size) {
        (true, ..=0x10_0000) => 11,
        (true, _) => 9,
        (false, _) => 5,
    }
}

fn brotli(bytes: &[u8], quality: u8) -> io::Result<Vec<u8>> {
    let params =
        brotli::enc::BrotliEncoderParams { quality: quality.into(), size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}

/// Without a name and a time: the same text gives the same bytes.
fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzBuilder::new().write(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    fn site() -> Tree {
        let page = "<p>Een tekst die zich herhaalt.</p>".repeat(100);
        let files =
            [("index.html", page.as_str()), ("assets/a.css", &page), ("lezen/x.epub", &page), ("robots.txt", "x")];
        files.into_iter().collect()
    }

    #[test]
    fn what_is_compressed_reads_back_as_it_was() {
        let site = site();
        let (files, _) = compress(&site, &Cache::default()).unwrap();
        let paths: Vec<&str> = files.iter().map(|(path, _)| path).collect();
        assert_eq!(paths, ["assets/a.css.br", "assets/a.css.gz", "index.html.br", "index.html.gz"]);
        for (path, bytes) in files.iter() {
            let (mut text, (plain, ending)) = (Vec::new(), path.rsplit_once('.').unwrap());
            match ending {
                "br" => drop(brotli::Decompressor::new(bytes, 4096).read_to_end(&mut text).unwrap()),
                _ => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut text).unwrap()),
            }
            assert_eq!(Some(text.as_slice()), site.get(plain), "{path}");
            assert!(bytes.len() < text.len() / 10, "{path}");
        }
    }

    #[test]
    fn the_cache_is_asked_and_holds_what_is_needed() {
        let (files, cache) = compress(&site(), &Cache::default()).unwrap();
        let mut marked = Cache::from_bytes(&cache.to_bytes());
        assert_eq!(marked, cache);
        for results in marked.entries.values_mut() {
            results[0] = b"kept".to_vec();
        }
        let (again, _) = compress(&site(), &marked).unwrap();
        assert_eq!(again.get("index.html.br"), Some(&b"kept"[..]), "the text was compressed again");
        assert_eq!(again.get("index.html.gz"), files.get("index.html.gz"));
        let (_, emptied) = compress(&Tree::default(), &marked).unwrap();
        assert_eq!(emptied, Cache::default());
    }

    #[test]
    fn a_damaged_cache_is_an_empty_one() {
        let (_, cache) = compress(&site(), &Cache::default()).unwrap();
        let bytes = cache.to_bytes();
        for at in [0, 40, bytes.len() / 2, bytes.len() - 1] {
            let mut damaged = bytes.clone();
            damaged[at] ^= 1;
            assert_eq!(Cache::from_bytes(&damaged), Cache::default(), "byte {at}");
        }
        assert_eq!(Cache::from_bytes(&bytes[..bytes.len() / 2]), Cache::default());
        assert_eq!(Cache::from_bytes(b""), Cache::default());
    }
}
