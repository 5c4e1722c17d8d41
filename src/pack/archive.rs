//! A zip file whose bytes depend on what is in it, and on nothing else.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::Error;

/// A zip file that is being made. Its files have no time (1 January 1980, the
/// first day that the format knows).
pub(crate) struct Archive {
    zip: ZipWriter<Cursor<Vec<u8>>>,
}

impl Archive {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { zip: ZipWriter::new(Cursor::default()) }
    }

    /// Adds a file, compressed.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) -> crate::Result<()> {
        self.put(name, bytes, CompressionMethod::Deflated)
    }

    /// Adds a file as it is: one that is compressed already, or one that a reader
    /// must find at a known place.
    pub(crate) fn store(&mut self, name: &str, bytes: &[u8]) -> crate::Result<()> {
        self.put(name, bytes, CompressionMethod::Stored)
    }

    fn put(&mut self, name: &str, bytes: &[u8], method: CompressionMethod) -> crate::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.zip.start_file(name, options).map_err(failed)?;
        self.zip.write_all(bytes).map_err(|error| failed(error.into()))
    }

    /// The bytes of the whole.
    pub(crate) fn finish(self) -> crate::Result<Vec<u8>> {
        Ok(self.zip.finish().map_err(failed)?.into_inner())
    }
}

fn failed(error: zip::result::ZipError) -> Error {
    Error::Export(format!("a zip file: {error}"))
}
