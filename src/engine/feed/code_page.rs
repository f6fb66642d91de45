//! Code pages of old systems: bytes become text. Line ends, quotes and separators are the same byte in each of them.

use std::borrow::Cow;

use encoding_rs::{Encoding, ISO_8859_2, ISO_8859_15, WINDOWS_1250, WINDOWS_1252};
use oem_cp::code_table::{DECODING_TABLE_CP850, DECODING_TABLE_CP852};
use oem_cp::decode_string_complete_table;

use crate::domain::import::CodePage;
use crate::error::Violation;

/// The text. A byte that stands for nothing becomes a control character, which no field takes. `line.not_utf8` where UTF-8 was meant and
/// it is none.
pub(crate) fn decode(page: CodePage, bytes: &[u8]) -> Result<Cow<'_, str>, Violation> {
    let by = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0;
    Ok(match page {
        CodePage::Utf8 => {
            let text = std::str::from_utf8(bytes).map_err(|_| Violation::new("", "line.not_utf8"))?;
            Cow::Borrowed(text.strip_prefix('\u{feff}').unwrap_or(text))
        }
        _ if bytes.is_ascii() => Cow::Borrowed(std::str::from_utf8(bytes).unwrap_or_default()),
        CodePage::Windows1250 => by(WINDOWS_1250),
        CodePage::Windows1252 => by(WINDOWS_1252),
        CodePage::Iso8859d1 => encoding_rs::mem::decode_latin1(bytes),
        CodePage::Iso8859d2 => by(ISO_8859_2),
        CodePage::Iso8859d15 => by(ISO_8859_15),
        CodePage::Cp850 => Cow::Owned(decode_string_complete_table(bytes, &DECODING_TABLE_CP850)),
        CodePage::Cp852 => Cow::Owned(decode_string_complete_table(bytes, &DECODING_TABLE_CP852)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_page_reads_its_own_letters() {
        let read = |page, bytes| decode(page, bytes).map(Cow::into_owned).unwrap_or_default();
        assert_eq!(read(CodePage::Cp850, b"K\x94hler"), "Köhler");
        assert_eq!(read(CodePage::Cp852, b"\x9d\xa2d\xab"), "Łódź");
        assert_eq!(read(CodePage::Windows1250, b"\xa3\xf3d\x9f"), "Łódź");
        assert_eq!(read(CodePage::Iso8859d2, b"\xa3\xf3d\xbc"), "Łódź");
        assert_eq!(read(CodePage::Iso8859d1, b"Ren\xe9e"), "Renée");
        assert_eq!(read(CodePage::Iso8859d15, b"\xbdil"), "œil");
        assert_eq!(read(CodePage::Utf8, b"\xef\xbb\xbfid"), "id");
        assert!(decode(CodePage::Utf8, b"K\x94hler").is_err());
    }
}
