//! The spellings of one value: as characters, and as bytes of them.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::domain::{fold, phone};

/// One spelling.
pub(super) struct Spelled {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    /// How many characters it spells.
    pub(super) chars: usize,
    /// Whether a column could hold it as its value.
    pub(super) plain: bool,
}

type Encoding = fn(&str) -> Vec<Vec<u8>>;

/// Names `characters/encoding` at compile time.
macro_rules! names {
    ($characters:literal) => {
        [
            concat!($characters, "/utf-8"),
            concat!($characters, "/utf-16le"),
            concat!($characters, "/utf-16be"),
            concat!($characters, "/hex"),
            concat!($characters, "/base64"),
            concat!($characters, "/url"),
            concat!($characters, "/json"),
        ]
    };
}

const ENCODINGS: [Encoding; 7] = [
    |text| vec![text.as_bytes().to_vec()],
    |text| vec![text.encode_utf16().flat_map(u16::to_le_bytes).collect()],
    |text| vec![text.encode_utf16().flat_map(u16::to_be_bytes).collect()],
    hex,
    base64,
    url,
    json,
];

/// How many of the encodings a column could hold as its plain value.
const PLAIN: usize = 3;

/// Every spelling of a value; the digits too where it is a phone number.
pub(super) fn all(text: &str, phone: bool) -> Vec<Spelled> {
    let mut spelled = Vec::new();
    for (names, text) in characters(text, phone) {
        let text = Zeroizing::new(text);
        let chars = text.chars().count();
        for (index, (name, encode)) in names.into_iter().zip(ENCODINGS).enumerate() {
            spelled.extend(encode(&text).into_iter().map(|bytes| Spelled { name, bytes, chars, plain: index < PLAIN }));
        }
    }
    spelled
}

fn characters(text: &str, phone: bool) -> Vec<([&'static str; 7], String)> {
    let mut found = vec![
        (names!("as is"), text.to_owned()),
        (names!("nfc"), text.nfc().collect()),
        (names!("nfd"), text.nfd().collect()),
        (names!("lower"), text.to_lowercase()),
        (names!("upper"), text.to_uppercase()),
    ];
    found.extend(folded(text).into_iter().map(|form| (names!("fold"), form)));
    if phone {
        found.extend(phone::forms(text).into_iter().map(|digits| (names!("digits"), digits)));
    } else {
        found.extend(folded(text).into_iter().map(|form| (names!("joined"), joined(&form))));
    }
    found
}

/// As the index folds it.
pub(super) fn folded(text: &str) -> Vec<String> {
    fold::fold_variants(text)
}

/// A folded text as one word.
pub(super) fn joined(folded: &str) -> String {
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn hex(text: &str) -> Vec<Vec<u8>> {
    let spelled = |digits: &[u8; 16]| text.bytes().flat_map(|b| [digits[usize::from(b >> 4)], digits[usize::from(b & 15)]]).collect();
    vec![spelled(b"0123456789abcdef"), spelled(b"0123456789ABCDEF")]
}

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The signs that the value alone decides, at each of the three offsets at which it may stand in what was encoded, in both alphabets.
fn base64(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for lead in 0..3 {
        let bytes: Vec<u8> = std::iter::repeat_n(0, lead).chain(text.bytes()).collect();
        let (first, last) = ((lead * 8).div_ceil(6), bytes.len() * 8 / 6);
        let standard: Vec<u8> = (first..last).map(|sign| BASE64[six_bits(&bytes, sign)]).collect();
        let url_safe = standard
            .iter()
            .map(|b| {
                if *b == b'+' {
                    b'-'
                } else if *b == b'/' {
                    b'_'
                } else {
                    *b
                }
            })
            .collect();
        found.extend([standard, url_safe]);
    }
    found
}

fn six_bits(bytes: &[u8], sign: usize) -> usize {
    let (at, shift) = (sign * 6 / 8, sign * 6 % 8);
    let pair = u16::from_be_bytes([bytes[at], bytes.get(at + 1).copied().unwrap_or(0)]);
    usize::from(pair >> (10 - shift) & 63)
}

/// Percent-encoded with capital and small digits, blanks as `%20` and as `+`.
fn url(text: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    for digits in [b"0123456789ABCDEF", b"0123456789abcdef"] {
        for blank in [&b"%20"[..], b"+"] {
            found.push(text.bytes().flat_map(|b| percent(b, digits, blank)).collect());
        }
    }
    found
}

fn percent(byte: u8, digits: &[u8; 16], blank: &[u8]) -> Vec<u8> {
    match byte {
        b' ' => blank.to_vec(),
        b'-' | b'.' | b'_' | b'~' => vec![byte],
        _ if byte.is_ascii_alphanumeric() => vec![byte],
        _ => vec![b'%', digits[usize::from(byte >> 4)], digits[usize::from(byte & 15)]],
    }
}

/// As the inside of a JSON text: what is not ASCII as it is, and with `\u` escapes.
fn json(text: &str) -> Vec<Vec<u8>> {
    let quoted = serde_json::Value::from(text).to_string();
    let raw = quoted[1..quoted.len() - 1].to_owned();
    let mut escaped = String::with_capacity(raw.len());
    for c in raw.chars() {
        if c.is_ascii() {
            escaped.push(c);
        } else {
            escaped.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    vec![raw.into_bytes(), escaped.into_bytes()]
}
