//! The code pages that files of old systems are written in, by name; turning bytes into text is the engine's.

use serde::{Deserialize, Serialize};

use crate::domain::words::words;

words! {
    /// How a file spells its letters.
    #[derive(Serialize, Deserialize)]
    #[serde(into = "&'static str", try_from = "String")]
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

impl From<CodePage> for &'static str {
    fn from(page: CodePage) -> Self {
        page.name()
    }
}

impl TryFrom<String> for CodePage {
    type Error = &'static str;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        Self::from_name(&name).ok_or("no code page")
    }
}
