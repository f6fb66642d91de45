//! A document of sections, written as it is made: JSON for machines, HTML for printing. Every text in it is escaped; the HTML holds no
//! script and needs nothing from elsewhere. Knows no store and nobody.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

use crate::domain::journal::PersonFormat;
use crate::domain::message::{Language, text};
use crate::engine::person::labels::{column_label, section_label};
use crate::error::{Error, ErrorKind, Result};

/// The style of the page: it is printed on paper.
const STYLE: &str = "body{font-family:sans-serif;font-size:10pt}table{border-collapse:collapse;width:100%;margin-bottom:1em}\
th,td{border:1px solid #999;padding:2px 4px;text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere}\
th{background:#eee}td td,td th{border-color:#ccc}";

/// The columns of a table, by their names in JSON.
pub(in crate::engine) type Columns = &'static [&'static str];

/// One place of a row.
pub(in crate::engine) enum Cell<'a> {
    /// Nothing.
    None,
    /// Text as it is.
    Text(Cow<'a, str>),
    /// A number.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// A word of a list: itself in JSON, its text in the language of the page.
    Word(&'a str, Cow<'a, str>),
    /// Bytes: base64 in JSON, their number on paper.
    Bytes(&'a [u8]),
    /// A table in the row, under it on paper.
    Rows(Columns, Vec<Vec<Cell<'a>>>),
}

impl<'a> Cell<'a> {
    /// A text that may be missing.
    pub(in crate::engine) fn maybe(text: Option<impl Into<Cow<'a, str>>>) -> Self {
        text.map_or(Self::None, |text| Self::Text(text.into()))
    }

    /// A text.
    pub(in crate::engine) fn of(text: impl Into<Cow<'a, str>>) -> Self {
        Self::Text(text.into())
    }

    /// A word of a list.
    pub(in crate::engine) fn word(namespace: &'a str, word: &'a str) -> Self {
        Self::Word(namespace, word.into())
    }
}

/// A row as an object, without what is missing.
struct Object<'a>(Columns, &'a [Cell<'a>]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.0.iter().zip(self.1).filter(|(_, cell)| !matches!(cell, Cell::None)) {
            map.serialize_entry(column, cell)?;
        }
        map.end()
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        match self {
            Self::None => serializer.serialize_none(),
            Self::Text(text) | Self::Word(_, text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Bytes(bytes) => serializer.serialize_str(&STANDARD.encode(bytes)),
            Self::Rows(columns, rows) => {
                let mut list = serializer.serialize_seq(Some(rows.len()))?;
                rows.iter().try_for_each(|row| list.serialize_element(&Object(columns, row)))?;
                list.end()
            }
        }
    }
}

/// The document while it is written.
pub(in crate::engine) struct Sheet<'w> {
    out: BufWriter<&'w mut dyn Write>,
    format: PersonFormat,
    language: Language,
    columns: Columns,
    /// How many rows the section has so far.
    rows: usize,
}

impl<'w> Sheet<'w> {
    /// Begins the document with its title and what it says of itself.
    pub(in crate::engine) fn open(
        out: &'w mut dyn Write,
        format: PersonFormat,
        language: Language,
        title: &'static str,
        (columns, head): (Columns, &[Cell<'_>]),
    ) -> Result<Self> {
        let mut sheet = Self { out: BufWriter::new(out), format, language, columns, rows: 0 };
        sheet.begin(title, head).map_err(unwritable)?;
        Ok(sheet)
    }

    fn begin(&mut self, title: &'static str, head: &[Cell<'_>]) -> io::Result<()> {
        if self.format == PersonFormat::Html {
            let (language, title) = (self.language.name(), section_label(title, self.language));
            write!(self.out, "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">")?;
            write!(self.out, "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">")?;
            write!(self.out, "<title>{0}</title><style>{STYLE}</style></head><body>\n<h1>{0}</h1>\n", escaped(&title))?;
            self.heading()?;
            self.table_row(head)?;
            return self.out.write_all(b"</tbody></table>\n");
        }
        self.out.write_all(b"{")?;
        for (at, (column, cell)) in self.columns.iter().zip(head).enumerate() {
            write!(self.out, "{}\"{column}\":", if at > 0 { "," } else { "" })?;
            serde_json::to_writer(&mut self.out, cell)?;
        }
        Ok(())
    }

    /// Writes a section; `fill` gives its rows one by one.
    pub(in crate::engine) fn section(
        &mut self,
        name: &'static str,
        columns: Columns,
        fill: &mut dyn FnMut(&mut Self) -> Result<()>,
    ) -> Result<()> {
        (self.columns, self.rows) = (columns, 0);
        match self.format {
            PersonFormat::Json => write!(self.out, ",\n\"{name}\":[").map_err(unwritable)?,
            PersonFormat::Html => {
                let title = section_label(name, self.language);
                writeln!(self.out, "<h2>{}</h2>", escaped(&title)).map_err(unwritable)?;
            }
        }
        fill(self)?;
        self.end_section().map_err(unwritable)
    }

    fn end_section(&mut self) -> io::Result<()> {
        match self.format {
            PersonFormat::Json => self.out.write_all(b"]"),
            PersonFormat::Html if self.rows == 0 => writeln!(self.out, "<p>{}</p>", escaped(&section_label("nothing", self.language))),
            PersonFormat::Html => self.out.write_all(b"</tbody></table>\n"),
        }
    }

    /// Writes a row of the present section: a cell for each column.
    pub(in crate::engine) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        debug_assert_eq!(cells.len(), self.columns.len());
        self.put(cells).map_err(unwritable)?;
        self.rows += 1;
        Ok(())
    }

    fn put(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        if self.format == PersonFormat::Json {
            self.out.write_all(if self.rows > 0 { b",\n" } else { b"\n" })?;
            return Ok(serde_json::to_writer(&mut self.out, &Object(self.columns, cells))?);
        }
        if self.rows == 0 {
            self.heading()?;
        }
        self.table_row(cells)
    }

    /// The beginning of the section's table. What is a table in a row has no place in its heading.
    fn heading(&mut self) -> io::Result<()> {
        self.out.write_all(heading(self.columns, self.language).as_bytes())
    }

    fn table_row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let mut html = String::new();
        table_row(&mut html, self.columns, cells, self.language);
        self.out.write_all(html.as_bytes())
    }

    /// Ends the document.
    pub(in crate::engine) fn close(mut self) -> Result<()> {
        let end: &[u8] = if self.format == PersonFormat::Json { b"}\n" } else { b"</body></html>\n" };
        self.out.write_all(end).and_then(|()| self.out.flush()).map_err(unwritable)
    }
}

/// Columns whose cells are tables stand under the row, not in it.
const UNDER: [&str; 4] = ["values", "fields", "lines", "texts"];

fn heading(columns: Columns, language: Language) -> String {
    let mut html = String::from("<table><thead><tr>");
    for column in columns.iter().filter(|column| !UNDER.contains(column)) {
        html.extend(["<th>", &escaped(&column_label(column, language)), "</th>"]);
    }
    html + "</tr></thead><tbody>\n"
}

fn table_row(html: &mut String, columns: Columns, cells: &[Cell<'_>], language: Language) {
    html.push_str("<tr>");
    for cell in cells.iter().filter(|cell| !matches!(cell, Cell::Rows(..))) {
        html.extend(["<td>", &escaped(&shown(cell, language)), "</td>"]);
    }
    html.push_str("</tr>\n");
    let width = columns.iter().filter(|column| !UNDER.contains(column)).count();
    for cell in cells {
        let Cell::Rows(inner, rows) = cell else { continue };
        if !rows.is_empty() {
            html.extend([format!("<tr><td colspan=\"{width}\">"), heading(inner, language)]);
            rows.iter().for_each(|row| table_row(html, inner, row, language));
            html.push_str("</tbody></table></td></tr>\n");
        }
    }
}

fn shown<'c>(cell: &'c Cell<'_>, language: Language) -> Cow<'c, str> {
    match cell {
        Cell::None | Cell::Rows(..) => Cow::default(),
        Cell::Text(text) => Cow::from(text.as_ref()),
        Cell::Number(number) => number.to_string().into(),
        Cell::Flag(flag) => section_label(if *flag { "yes" } else { "no" }, language).into(),
        Cell::Word(namespace, word) => {
            text(&format!("{namespace}.{word}"), &[], language).map_or_else(|| Cow::from(word.as_ref()), Cow::from)
        }
        Cell::Bytes(bytes) => format!("{} B", bytes.len()).into(),
    }
}

/// Text that can stand anywhere in a page.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(sign),
        }
    }
    escaped
}

fn unwritable(cause: impl Into<io::Error>) -> Error {
    let cause = cause.into();
    let error = Error::new(ErrorKind::Io, "export.unwritable");
    cause.raw_os_error().into_iter().fold(error, Error::system).caused_by(cause)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_ends_its_place() {
        assert_eq!(escaped("<a b='c' d=\"e\">&"), "&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;");
    }
}
