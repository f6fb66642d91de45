//! What a cell of a CSV says so that no spreadsheet takes it, or a part of it, for a formula. Knows no log.

use std::borrow::Cow;

/// What the document begins with, so that a spreadsheet reads it as UTF-8.
pub(super) const BOM: &[u8] = "\u{feff}".as_bytes();

/// A cell without a formula, wherever a spreadsheet cuts it: some cut at `;` or a tab instead of the comma, and do not heed quotation marks
/// then. An apostrophe stands before every sign that would begin a formula at the beginning of the cell or of a part of it, and before a tab or
/// the end of a line at the beginning of the cell.
pub(super) fn no_formula(cell: Cow<'_, str>) -> Cow<'_, str> {
    let mut guarded = String::new();
    let (mut copied, mut begins) = (0, true);
    for (at, sign) in cell.char_indices() {
        if (begins && starts_formula(sign)) || (at == 0 && is_control(sign)) {
            guarded.push_str(&cell[copied..at]);
            guarded.push('\'');
            copied = at;
        }
        begins = cuts(sign) || (begins && is_passed_over(sign));
    }
    if guarded.is_empty() { cell } else { Cow::from(guarded + &cell[copied..]) }
}

/// Whether a formula begins with it, of full width (as East Asian keyboards write it) too.
fn starts_formula(sign: char) -> bool {
    matches!(sign, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Whether some spreadsheet begins a cell, or a line of cells, behind it.
fn cuts(sign: char) -> bool {
    matches!(sign, ';' | ',') || is_control(sign)
}

fn is_control(sign: char) -> bool {
    matches!(sign, '\t' | '\r' | '\n')
}

/// Whether it may stand before the first sign of a formula.
fn is_passed_over(sign: char) -> bool {
    sign == '"' || sign.is_whitespace() || sign.is_control() || matches!(sign, '\u{feff}' | '\u{200b}'..='\u{200f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn before_every_sign_that_would_begin_a_formula_stands_an_apostrophe() {
        let cases = [
            ("=1+1", "'=1+1"),
            (";=1+1", ";'=1+1"),
            ("Lee;@a,-b\t+c", "Lee;'@a,'-b\t'+c"),
            ("a; \"=1", "a; \"'=1"),
            ("a;;=1", "a;;'=1"),
            ("a\r\n=1", "a\r\n'=1"),
            ("a;＝1,＋2;－3;＠4", "a;'＝1,'＋2;'－3;'＠4"),
            (" =1", " '=1"),
            ("\u{feff}=1", "\u{feff}'=1"),
            ("\t=1", "'\t'=1"),
            ("\rLee", "'\rLee"),
            ("=", "'="),
            ("+49 30 5060", "'+49 30 5060"),
        ];
        for (cell, wanted) in cases {
            assert_eq!(no_formula(Cow::from(cell)), wanted, "{cell:?}");
        }
    }

    #[test]
    fn whatever_begins_no_formula_is_left_alone() {
        for cell in ["", "Lee", "a=b", "b@example.com", "12-14", "a;b,c\td", "'=1", "Weg 3; Hof", "\"x\""] {
            assert_eq!(no_formula(Cow::from(cell)), cell);
        }
    }
}
