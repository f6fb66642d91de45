//! `cargo xtask form`: the consent forms of the example as HTML, PDF and pictures, for somebody who looks at the layout.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::sh;

/// What browsers that print are called, where the variable CHROME does not name one.
const BROWSERS: [&str; 6] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

/// The page that the documentation shows, without its ending, and how fine it is.
const SHOWN: &str = "form-de-filled";
const DOTS: &str = "80";

/// Prints every form into the folder `form` of the target, and the one that is shown into `docs/`.
pub fn print() -> Result<(), String> {
    let folder = sh::target().join("form");
    sh::run("cargo", &["run", "--quiet", "--locked", "--example", "form", "--", &folder.to_string_lossy()])?;
    let browser = browser()?;
    for page in pages(&folder)? {
        to_pdf(&browser, &page)?;
        pictures(&page)?;
    }
    let (from, to) = (folder.join(SHOWN).with_extension("pdf"), sh::root().join("docs/consent-form"));
    let arguments = ["-png", "-r", DOTS, "-f", "1", "-singlefile", &from.to_string_lossy(), &to.to_string_lossy()];
    sh::run("pdftoppm", &arguments)
}

fn browser() -> Result<String, String> {
    let named = env::var("CHROME").ok().filter(|name| !name.is_empty());
    let found = named.into_iter().chain(BROWSERS.map(str::to_owned)).find(|name| sh::works(name, &["--version"]));
    found.ok_or_else(|| format!("no browser: set CHROME, or install one of {}", BROWSERS.join(", ")))
}

fn pages(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut pages: Vec<_> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    pages.retain(|path| path.extension().is_some_and(|end| end == "html"));
    pages.sort();
    if pages.is_empty() { Err(format!("{}: no form", folder.display())) } else { Ok(pages) }
}

/// A root in a container has no sandbox; the page has no script and loads nothing.
fn to_pdf(browser: &str, page: &Path) -> Result<(), String> {
    let to = format!("--print-to-pdf={}", page.with_extension("pdf").display());
    let from = format!("file://{}", page.display());
    sh::capture(browser, &["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", &to, &from]).map(drop)
}

/// A picture of each sheet, beside the page.
fn pictures(page: &Path) -> Result<(), String> {
    let (from, to) = (page.with_extension("pdf"), page.with_extension(""));
    sh::run("pdftoppm", &["-png", "-r", DOTS, &from.to_string_lossy(), &to.to_string_lossy()])
}
