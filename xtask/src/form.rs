//! `cargo xtask form`: the consent forms and document previews of the examples as HTML, PDF and pictures, for somebody who looks at the
//! layout.

use std::path::{Path, PathBuf};
use std::{env, fs};

use crate::sh;

/// What browsers that print are called, where the variable CHROME does not name one.
const BROWSERS: [&str; 6] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

/// How fine the pictures are, in dots an inch.
const DOTS: &str = "80";

/// The pages that the documentation shows: the example, the page and the picture without their endings, and more arguments of `pdftoppm`.
const SHOWN: [(&str, &str, &str, &[&str]); 3] = [
    ("form", "form-de-filled", "consent-form", &[]),
    ("preview", "letter", "document-preview-a4", &[]),
    ("preview", "receipt-80", "document-preview-receipt", &["-r", "140", "-H", "1255"]),
];

/// Prints every page into a folder of the target, and those that are shown into `docs/`.
pub fn print() -> Result<(), String> {
    let browser = browser()?;
    for example in ["form", "preview"] {
        let folder = sh::target().join(example);
        sh::run("cargo", &["run", "--quiet", "--locked", "--example", example, "--", &folder.to_string_lossy()])?;
        for page in pages(&folder)? {
            to_pdf(&browser, &page)?;
            pictures(&page)?;
        }
    }
    SHOWN.iter().try_for_each(|(example, page, picture, more)| {
        let (from, to) = (sh::target().join(example).join(page).with_extension("pdf"), sh::root().join("docs").join(picture));
        let ends = [&*from.to_string_lossy(), &*to.to_string_lossy()];
        sh::run("pdftoppm", &[&["-png", "-r", DOTS, "-f", "1", "-singlefile"], *more, &ends].concat())
    })
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
    if pages.is_empty() { Err(format!("{}: no page", folder.display())) } else { Ok(pages) }
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
