//! A new file that nobody sees before it is whole: a backup, a restored or salvaged store.

use std::fs::{File, OpenOptions, hard_link, remove_file, rename};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::session::translate;
use super::{beside, holds_bytes, place};
use crate::error::{Error, ErrorKind, Result};

/// A file in the making. Dropped before it is finished, it leaves no trace.
pub(super) struct Whole {
    to: PathBuf,
    part: PathBuf,
}

impl Whole {
    /// Begins a file that must not be there yet. What a crash left of an earlier try is removed.
    pub(super) fn begin(to: &Path) -> Result<Self> {
        place::refuse_network_drive(to)?;
        if to.exists() || holds_bytes(&beside(to, "-wal")) {
            return Err(exists());
        }
        let whole = Self { to: to.to_owned(), part: beside(to, ".part") };
        whole.clear();
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options.open(&whole.part).map(drop).map_err(failed)?;
        Ok(whole)
    }

    /// A connection to write it with. It keeps no journal: a part of it is nothing.
    pub(super) fn connect(&self) -> Result<Connection> {
        let connection = Connection::open(&self.part).map_err(translate)?;
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;").map_err(translate)?;
        Ok(connection)
    }

    /// Gives the file its name.
    pub(super) fn finish(self) -> Result<()> {
        OpenOptions::new().write(true).open(&self.part).and_then(|file| file.sync_all()).map_err(failed)?;
        match hard_link(&self.part, &self.to) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Err(exists()),
            // Not every file system has links.
            Err(_) if self.to.exists() => return Err(exists()),
            Err(_) => rename(&self.part, &self.to).map_err(failed)?,
            Ok(()) => {}
        }
        let folder = self.to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    fn clear(&self) {
        for suffix in ["", "-journal", "-wal", "-shm"] {
            let _ = remove_file(beside(&self.part, suffix));
        }
    }
}

impl Drop for Whole {
    fn drop(&mut self) {
        self.clear();
    }
}

fn exists() -> Error {
    Error::new(ErrorKind::Conflict, "copy.exists").field("path")
}

pub(super) fn failed(error: io::Error) -> Error {
    let made = error.raw_os_error().into_iter().fold(Error::new(ErrorKind::Io, "copy.io"), Error::system);
    made.caused_by(error)
}
