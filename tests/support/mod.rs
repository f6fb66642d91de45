//! Reads Rust source as text, closely enough to judge it: comments, literals and the unit tests are set apart.
#![allow(dead_code, reason = "each test that reads the source uses a part of this")]

use std::fs;
use std::path::{Path, PathBuf};

/// One file of `src/`.
pub struct Source {
    /// The path below `src/`, with slashes.
    pub path: String,
    /// The code without comments, with empty literals, without `#[cfg(test)]` items.
    pub code: String,
    /// The content of every string literal of that code.
    pub strings: Vec<String>,
    /// The text as it stands.
    pub text: String,
}

impl Source {
    /// Reads `text` as the file `path`.
    pub fn new(path: &str, text: &str) -> Self {
        let (whole, _) = lex(text);
        let shown = without_tests(text, &whole);
        let (code, strings) = lex(&shown);
        Self { path: path.to_owned(), code, strings, text: text.to_owned() }
    }

    /// The module's path in the crate: `["store", "sqlite"]` for `store/sqlite.rs` and `store/sqlite/mod.rs`.
    pub fn module(&self) -> Vec<&str> {
        let path = self.path.trim_end_matches(".rs");
        path.split('/').filter(|part| !matches!(*part, "mod" | "lib")).collect()
    }

    /// The top module, or `lib`.
    pub fn top(&self) -> &str {
        self.module().first().copied().unwrap_or("lib")
    }

    fn is_test(&self) -> bool {
        self.module().contains(&"tests")
    }
}

/// The root of the package.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file of `src/` but those that hold only unit tests.
pub fn sources() -> Vec<Source> {
    let top = root().join("src");
    let mut found: Vec<Source> = rust_files(&top)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&top).expect("below src").to_string_lossy().replace('\\', "/");
            Source::new(&name, &fs::read_to_string(&path).expect("a readable file"))
        })
        .filter(|source| !source.is_test())
        .collect();
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// Every Rust file below a folder.
pub fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for path in fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

/// Whether a character can stand in a name.
pub fn in_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// The places where `word` stands as a whole word.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        !before.is_some_and(in_name) && !after.is_some_and(in_name)
    })
}

/// Blanks comments and the content of literals, byte for byte, and gives the content of the strings.
pub fn lex(text: &str) -> (String, Vec<String>) {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut strings = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &text[at..];
        let (skip, kept) = token(rest, at > 0 && in_name(char::from(bytes[at - 1])));
        if let Some((from, to)) = kept {
            strings.push(rest[from..to].to_owned());
        }
        let blank = match kept {
            Some((from, to)) => at + from..at + to,
            None if skip > 1 => at..at + skip,
            None => at..at,
        };
        code[blank].iter_mut().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
        at += skip;
    }
    (String::from_utf8(code).expect("whole characters were blanked"), strings)
}

/// How long the token at the start is, and where the content of a string literal lies in it. Plain code advances by one character.
fn token(rest: &str, after_name: bool) -> (usize, Option<(usize, usize)>) {
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (block_comment(rest), None);
    }
    if !after_name && let Some(raw) = raw_string(rest) {
        return raw;
    }
    if rest.starts_with('"') {
        let end = string_end(rest);
        return (end, Some((1, end - 1)));
    }
    if rest.starts_with('\'')
        && let Some(length) = char_literal(rest)
    {
        return (length, None);
    }
    (rest.chars().next().map_or(1, char::len_utf8), None)
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        match &rest.as_bytes()[at..rest.len().min(at + 2)] {
            b"/*" => (depth, at) = (depth + 1, at + 2),
            b"*/" if depth == 1 => return at + 2,
            b"*/" => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &str) -> Option<(usize, Option<(usize, usize)>)> {
    let body = rest.strip_prefix("br").or_else(|| rest.strip_prefix("cr")).or_else(|| rest.strip_prefix('r'))?;
    let hashes = body.bytes().take_while(|byte| *byte == b'#').count();
    let text = body[hashes..].strip_prefix('"')?;
    let start = rest.len() - text.len();
    let close = format!("\"{}", "#".repeat(hashes));
    let length = text.find(&close).unwrap_or(text.len());
    Some(((start + length + close.len()).min(rest.len()), Some((start, start + length))))
}

fn string_end(rest: &str) -> usize {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

/// The length of a character literal; a lifetime is none.
fn char_literal(rest: &str) -> Option<usize> {
    let mut chars = rest.char_indices().skip(1);
    let (_, first) = chars.next()?;
    if first == '\\' {
        return rest[3..].find('\'').map(|end| end + 4);
    }
    chars.next().filter(|(_, close)| *close == '\'').map(|(at, _)| at + 1)
}

/// Cuts the items under `#[cfg(test)]`; `code` is the same text with blanks for comments and literals.
fn without_tests(text: &str, code: &str) -> String {
    const MARK: &str = "#[cfg(test)]";
    let mut kept = String::new();
    let mut from = 0;
    while let Some(start) = code[from..].find(MARK).map(|at| from + at) {
        kept.push_str(&text[from..start]);
        from = item_end(code, start + MARK.len());
    }
    kept.push_str(&text[from..]);
    kept
}

/// The end of the item that begins at `start`: after its `;` or its closing brace.
fn item_end(code: &str, start: usize) -> usize {
    let semicolon = code[start..].find(';').map_or(code.len(), |at| start + at + 1);
    match code[start..].find('{').map(|at| start + at) {
        Some(open) if open < semicolon => block_end(code, open),
        _ => semicolon,
    }
}

/// The place after the brace that closes the one at `open`.
pub fn block_end(code: &str, open: usize) -> usize {
    let mut depth = 0;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return at + 1,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    code.len()
}
