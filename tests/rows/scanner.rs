//! A residue scanner of the tests' own, which shares no code with the library's: plain byte search in every spelling.

use std::path::Path;

use rusqlite::Connection;

use crate::shop::files;

/// Where a value was found: file and spelling.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone)]
pub struct Found {
    pub file: String,
    pub value: String,
    pub spelling: &'static str,
}

/// Searches every file of a folder whose store is closed, and the words of its index.
pub fn scan(folder: &Path, values: &[&str]) -> Vec<Found> {
    let mut found = scan_files(folder, values);
    found.extend(scan_index(folder, values));
    found
}

/// Searches every file of a folder.
pub fn scan_files(folder: &Path, values: &[&str]) -> Vec<Found> {
    let mut found = Vec::new();
    for (file, bytes) in files(folder) {
        for value in values {
            for (spelling, needle) in spellings(value) {
                if needle.len() >= 5 && memchr::memmem::find(&bytes, &needle).is_some() {
                    found.push(Found { file: file.clone(), value: (*value).to_owned(), spelling });
                }
            }
        }
    }
    found
}

/// The words of the full-text index: its pages hold them shortened.
fn scan_index(folder: &Path, values: &[&str]) -> Vec<Found> {
    let Ok(connection) = Connection::open(folder.join("shop.db")) else { return Vec::new() };
    connection.execute_batch("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'search', 'row')").unwrap();
    let mut statement = connection.prepare("SELECT term FROM temp.words").unwrap();
    let terms: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    // The first sign of a word is the mark of its class.
    let terms: Vec<String> = terms.iter().filter_map(|term| term.get(1..)).map(str::to_owned).collect();
    let mut found = Vec::new();
    for value in values {
        let words = plain(value);
        let mut wanted = words.split(|c: char| !c.is_alphanumeric()).map(str::to_owned).collect::<Vec<_>>();
        wanted.push(words.chars().filter(|c| c.is_alphanumeric()).collect());
        for word in wanted.into_iter().filter(|word| word.len() >= 5 && terms.contains(word)) {
            found.push(Found { file: format!("index: {word}"), value: (*value).to_owned(), spelling: "word" });
        }
    }
    found
}

/// A value as it might lie in a file.
fn spellings(value: &str) -> Vec<(&'static str, Vec<u8>)> {
    let mut all = Vec::new();
    let forms = [
        ("as is", value.to_owned()),
        ("lower", value.to_lowercase()),
        ("upper", value.to_uppercase()),
        ("plain", plain(value)),
        ("joined", plain(value).chars().filter(|c| c.is_alphanumeric()).collect()),
        ("digits", digits(value)),
    ];
    for (name, form) in forms {
        if name != "digits" || form.len() >= 6 {
            all.push((name, form.as_bytes().to_vec()));
            all.push((name, form.encode_utf16().flat_map(u16::to_le_bytes).collect()));
            all.push((name, form.encode_utf16().flat_map(u16::to_be_bytes).collect()));
            all.push((name, form.bytes().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect()));
            all.push((name, form.bytes().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect()));
        }
    }
    all
}

/// The digits of a phone number without country code and trunk zero; of other values none.
fn digits(value: &str) -> String {
    if !value.chars().all(|c| c.is_ascii_digit() || "+()-/ ".contains(c)) {
        return String::new();
    }
    let all: String = value.chars().filter(char::is_ascii_digit).collect();
    all.get(3..).unwrap_or_default().to_owned()
}

/// Lower case without accents.
fn plain(value: &str) -> String {
    let letter = |c: char| match c {
        'á' | 'à' | 'â' | 'ã' | 'å' => "a".to_owned(),
        'ä' | 'æ' => "ae".to_owned(),
        'ç' => "c".to_owned(),
        'é' | 'è' | 'ê' | 'ë' => "e".to_owned(),
        'í' | 'ì' | 'î' | 'ï' => "i".to_owned(),
        'ñ' => "n".to_owned(),
        'ó' | 'ò' | 'ô' | 'õ' | 'ø' => "o".to_owned(),
        'ö' => "oe".to_owned(),
        'ú' | 'ù' | 'û' => "u".to_owned(),
        'ü' => "ue".to_owned(),
        'ß' => "ss".to_owned(),
        'ł' => "l".to_owned(),
        other => other.to_string(),
    };
    value.to_lowercase().chars().map(letter).collect()
}

#[test]
fn the_scanner_finds_every_spelling_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let write = |text: &[u8]| std::fs::write(folder.path().join("shop.db-wal"), text).unwrap();
    let found = |value| scan_files(folder.path(), &[value]).into_iter().map(|found| found.spelling).collect::<Vec<_>>();
    write("…Størmthal…".as_bytes());
    assert!(found("Størmthal").contains(&"as is"));
    write(b"..stormthal..");
    assert_eq!(found("Størmthal"), ["plain", "joined"]);
    write(&"Størmthal".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    assert_eq!(found("Størmthal"), ["as is"]);
    write(b"x 066473918264 x");
    assert_eq!(found("+43 (0) 664 7391 8264"), ["digits"]);
    write(b"somebody else");
    assert_eq!(found("Størmthal"), [] as [&str; 0]);
}
