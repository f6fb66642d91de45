//! The code pages that files of old systems are written in, by name; turning bytes into text is the engine's.

use crate::domain::words::words;

words! {
    /// How a file spells its letters.
    ///
    /// ```
    /// use clientela::domain::import::CodePage;
    /// assert_eq!(CodePage::from_name("cp852"), Some(CodePage::Cp852));
    /// ```
    CodePage {
        /// UTF-8.
        Utf8 = "utf-8",
        /// Windows, Western Europe.
        Windows1252 = "windows-1252",
        /// Windows, Central Europe.
        Windows1250 = "windows-1250",
        /// Latin 1.
        Iso8859d1 = "iso-8859-1",
        /// Latin 2.
        Iso8859d2 = "iso-8859-2",
        /// Latin 9.
        Iso8859d15 = "iso-8859-15",
        /// DOS, Western Europe.
        Cp850 = "cp850",
        /// DOS, Central Europe.
        Cp852 = "cp852",
    }
}
by_name!(CodePage);
