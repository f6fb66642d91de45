//! The raw bytes of the store's files. A descriptor of the database is opened once per process and never closed:
//! closing it would drop the locks SQLite holds through the process's other descriptors.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::error::{Error, ErrorKind, Result};
use crate::store::sql::EachPiece;

/// How much is read at once.
const PIECE: usize = 1 << 20;

/// How much of one piece is seen again at the start of the next, so that nothing is cut in two.
const OVERLAP: usize = 4096;

/// The files of stores this process has looked into, by path and identity.
static OPEN: Mutex<BTreeMap<(PathBuf, u64), Arc<File>>> = Mutex::new(BTreeMap::new());

/// Reads every file whose name begins with the database's name.
pub(super) fn walk(path: &Path, each: EachPiece<'_>) -> Result<()> {
    files(path)?.iter().try_for_each(|file| read(file, each))
}

/// How many bytes these files have; one that goes meanwhile has none.
pub(super) fn size(path: &Path) -> Result<u64> {
    Ok(files(path)?.iter().filter_map(|file| std::fs::metadata(file).ok()).map(|meta| meta.len()).sum())
}

fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files: Vec<PathBuf> = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let file = entry.map_err(io)?;
        if file.file_name().to_string_lossy().starts_with(&name) {
            files.push(file.path());
        }
    }
    files.sort();
    Ok(files)
}

/// Copies the bytes of one file into another.
pub(super) fn copy(path: &Path, to: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut copy = options.open(to).map_err(io)?;
    read(path, &mut |_, start, bytes| copy.seek(SeekFrom::Start(start)).and_then(|_| copy.write_all(bytes)).map_err(io))
}

fn read(path: &Path, each: EachPiece<'_>) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let file = opened(path)?;
    let mut buffer = vec![0; PIECE + OVERLAP];
    let (mut start, mut kept) = (0_u64, 0);
    loop {
        let read = read_at(&file, &mut buffer[kept..], start + kept as u64).map_err(io)?;
        if read == 0 {
            return Ok(());
        }
        let filled = kept + read;
        each(&name, start, &buffer[..filled])?;
        let keep = filled.min(OVERLAP);
        buffer.copy_within(filled - keep..filled, 0);
        start += (filled - keep) as u64;
        kept = keep;
    }
}

/// The descriptor of a file, shared by all who read it: none has a place of its own in it, and nobody waits while another's host is told.
fn opened(path: &Path) -> Result<Arc<File>> {
    let key = (path.to_owned(), identity(path)?);
    let mut files = OPEN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(file) = files.get(&key) {
        return Ok(Arc::clone(file));
    }
    let file = Arc::new(File::open(path).map_err(io)?);
    files.insert(key, Arc::clone(&file));
    Ok(file)
}

#[cfg(unix)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> std::io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, offset)
}

#[cfg(windows)]
fn read_at(file: &File, buffer: &mut [u8], offset: u64) -> std::io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, offset)
}

/// Tells a file that took another's name from the one before.
#[cfg(unix)]
fn identity(path: &Path) -> Result<u64> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).map(|meta| meta.ino()).map_err(io)
}

/// Where descriptors hold no locks of the process, the path is enough.
#[cfg(not(unix))]
fn identity(_: &Path) -> Result<u64> {
    Ok(0)
}

fn io(error: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "store.io").caused_by(error)
}
