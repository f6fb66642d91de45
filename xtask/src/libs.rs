//! `cargo xtask libs`: the C libraries, one crate type at a time, because a mixed list switches link-time optimisation off.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::sh;

/// The number in the shared library's name; it moves with the ABI.
const SONAME: &str = "libclientela.so.0";

/// Which of the two libraries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// With the store.
    Full,
    /// The domain alone, without SQLite.
    Domain,
}

/// Both.
pub const ALL: &[Kind] = &[Kind::Full, Kind::Domain];

impl Kind {
    /// What it is called.
    pub fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Domain => "domain's",
        }
    }

    /// Where the library is put.
    pub fn folder(self) -> PathBuf {
        sh::target().join(match self {
            Self::Full => "c",
            Self::Domain => "c-domain",
        })
    }

    /// The shared library.
    pub fn shared(self) -> PathBuf {
        self.folder().join(SONAME)
    }

    /// The static library.
    pub fn fixed(self) -> PathBuf {
        self.folder().join("libclientela.a")
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Full => &["--features", "capi,seal"],
            Self::Domain => &["--no-default-features", "--features", "capi"],
        }
    }
}

/// Builds the shared and the static library of each kind, with further features as cargo takes them.
pub fn build(kinds: &[Kind], features: &[&str]) -> Result<(), String> {
    for kind in kinds {
        let soname = format!("link-arg=-Wl,-soname,{SONAME}");
        cargo(*kind, "cdylib", &[features, &["--", "-C", &soname]].concat())?;
        place("libclientela.so", &kind.shared())?;
        link(SONAME, &kind.folder().join("libclientela.so"))?;
        cargo(*kind, "staticlib", features)?;
        place("libclientela.a", &kind.fixed())?;
        println!("built {} and {}", kind.shared().display(), kind.fixed().display());
    }
    Ok(())
}

fn cargo(kind: Kind, crate_type: &str, rest: &[&str]) -> Result<(), String> {
    let words = ["rustc", "--locked", "--release", "--lib", "--crate-type", crate_type];
    sh::run("cargo", &[&words, kind.features(), rest].concat())
}

/// Copies what cargo built: its own file is replaced by the next kind.
fn place(built: &str, to: &Path) -> Result<(), String> {
    let from = sh::target().join("release").join(built);
    let folder = to.parent().unwrap_or(to);
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let _ = fs::remove_file(to);
    fs::copy(&from, to).map(drop).map_err(|error| format!("{} to {}: {error}", from.display(), to.display()))
}

fn link(name: &str, at: &Path) -> Result<(), String> {
    let _ = fs::remove_file(at);
    symlink(name, at).map_err(|error| format!("{}: {error}", at.display()))
}
