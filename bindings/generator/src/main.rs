//! Reads src/ffi once and writes what other languages need: `include/clientela.h` and `bindings/api.json`.
//! Of the table of settings it writes `docs/settings.md` and `docs/settings.schema.json`.
//! With `--check` it writes nothing and fails where a file is stale.

mod header;
mod json;
mod model;
mod parse;
mod prose;
mod settings;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

type Result<T> = std::result::Result<T, String>;

fn main() -> ExitCode {
    let check = std::env::args().skip(1).any(|argument| argument == "--check");
    match run(&root(), check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn run(root: &Path, check: bool) -> Result<()> {
    let api = parse::api(root)?;
    let program = fs::read_to_string(root.join("bindings/c/first.c")).map_err(|error| format!("bindings/c/first.c: {error}"))?;
    let files = [
        ("include/clientela.h", header::write(&api, &program)),
        ("bindings/api.json", json::write(&api)?),
        ("docs/settings.md", settings::reference()),
        ("docs/settings.schema.json", settings::schema()?),
    ];
    let stale: Vec<_> = files.iter().filter(|(path, text)| fs::read_to_string(root.join(path)).ok().as_ref() != Some(text)).collect();
    for (path, text) in &stale {
        if check {
            eprintln!("{path} is stale: run `cargo run -p generator`");
        } else {
            fs::write(root.join(path), text).map_err(|error| format!("{path}: {error}"))?;
            println!("wrote {path}");
        }
    }
    if check && !stale.is_empty() { Err("generated files are not current".to_owned()) } else { Ok(()) }
}
