//! The proposal: a whole plan, and for each part of it what else it may be, with samples by which a person chooses.

use std::collections::BTreeMap;
use std::fmt;
use std::io::BufRead;

use serde::{Serialize, Serializer};

use super::columns::{self, Column};
use super::pages::{self, Candidate};
use super::sample::Sample;
use super::shape::{self, Row};
use crate::domain::field::Field;
use crate::domain::import::{CodePage, Duplicates};
use crate::domain::time::Date;
use crate::engine::erp::Erp;
use crate::engine::feed::{Mapping, Source, Targets, decode, named_apart};
use crate::error::{Error, ErrorKind, Result};

/// What is asked about a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum Asked {
    /// How it spells its letters.
    CodePage,
    /// What stands between two cells.
    Separator,
    /// Whether its first line names the columns.
    Header,
    /// Which field a column is.
    Field,
    /// In which order the dates of a column are written.
    DateOrder,
    /// Whether numbers have a comma before their decimals.
    DecimalComma,
}

impl Asked {
    /// The word in the document, which is the key of the plan that it is about.
    pub fn name(self) -> &'static str {
        match self {
            Self::CodePage => "code_page",
            Self::Separator => "separator",
            Self::Header => "header",
            Self::Field => "columns",
            Self::DateOrder => "dates",
            Self::DecimalComma => "decimal_comma",
        }
    }
}

impl Serialize for Asked {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// One thing that a part of the plan may be.
///
/// ```
/// use clientela::Suggestion;
/// let page = Suggestion { value: "cp850".to_owned(), samples: vec!["Köhler".to_owned()] };
/// assert_eq!(format!("{page:?}"), "Suggestion(cp850, 1 samples)"); // never the values
/// ```
///
/// The samples are values of the file as they are then read: personal, and never in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What stands in the plan then; for a column, empty where it is read over.
    pub value: String,
    /// A few values as they are then read.
    pub samples: Vec<String>,
}

impl fmt::Debug for Suggestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Suggestion({}, {} samples)", self.value, self.samples.len())
    }
}

/// One question about the file.
///
/// ```
/// use clientela::{Asked, Choice};
/// let choice = Choice { of: Asked::Header, column: None, decided: true, lines: Vec::new(), suggestions: Vec::new() };
/// assert_eq!(choice.of.name(), "header"); // the key of the plan
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Choice {
    /// What is asked.
    pub of: Asked,
    /// About which column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// Whether the file itself decides it; otherwise a person has to look.
    pub decided: bool,
    /// The lines that decide, as far as lines do.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<u64>,
    /// What it may be; the first one is in the plan.
    pub suggestions: Vec<Suggestion>,
}

/// What a file of an old system seems to be.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::{Asked, domain::id::Code};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let erp = engine.erp(Code::parse("erp")?);
/// let mut file = std::io::Cursor::new(b"Kundennr;Name;Geburtsdatum\n7;K\xf6hler;03.04.1980\n".to_vec());
/// let proposal = erp.propose_import(&mut file)?;
/// let open: Vec<Asked> = proposal.choices.iter().filter(|choice| !choice.decided).map(|choice| choice.of).collect();
/// assert_eq!(open, [Asked::DateOrder]); // 3 April or 4 March? A person says.
/// let report = erp.import(&proposal.plan, &mut file, &mut |_| true)?;
/// assert_eq!((report.taken, report.refused), (1, 0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Proposal {
    /// The plan as it would be, to be changed and handed to [`Erp::rehearse_import`] and [`Erp::import`].
    pub plan: Mapping,
    /// Each part of it, and what else it may be.
    pub choices: Vec<Choice>,
}

impl Proposal {
    /// The proposal as a document.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// What a file seems to be, on a day.
    fn of(input: &mut (dyn BufRead + Send), today: Date) -> Result<Self> {
        let look = Look::at(input)?;
        let columns = Column::of(look.names.clone(), &look.rows);
        let found = columns::look(&columns, today);
        let (decimals, decimal_comma) = decimals(&columns);
        let mut choices = look.choices();
        choices.extend(found.choices);
        choices.extend(decimals);
        let targets = found.targets.into_iter().map(|(column, targets)| (column, as_targets(targets))).collect();
        let plan = Mapping {
            constants: constants(&targets),
            columns: targets,
            ignore: found.ignore,
            code_page: look.page(),
            separator: look.separator(),
            header: look.header,
            dates: found.dates,
            decimal_comma,
            duplicates: Some(Duplicates::Create),
            ..Mapping::of_same_names(std::iter::empty())
        };
        Ok(Self { plan, choices })
    }
}

/// A file as it looks before its columns are looked at.
struct Look {
    pages: Vec<Candidate>,
    /// What may stand between cells, and how many cells a line then has.
    separators: Vec<(char, usize)>,
    header: bool,
    /// Whether the file says so itself.
    header_sure: bool,
    names: Vec<String>,
    rows: Vec<Row>,
}

impl Look {
    fn at(input: &mut (dyn BufRead + Send)) -> Result<Self> {
        let sample = Sample::of(input)?;
        let pages = pages::candidates(&sample);
        let (separators, rows) = (Vec::new(), Vec::new());
        let mut look = Self { pages, separators, header: true, header_sure: false, names: Vec::new(), rows };
        let text = text_of(&sample, look.page());
        look.separators = shape::separators(&text);
        look.rows = shape::rows(&text, look.separator());
        if look.rows.is_empty() {
            return Err(Error::new(ErrorKind::Invalid, "import.empty").field("file"));
        }
        (look.header, look.header_sure) = shape::header(&look.rows);
        let cells = look.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        look.names = if look.header { named_apart(look.rows.remove(0).1) } else { (1..=cells).map(|at| at.to_string()).collect() };
        Ok(look)
    }

    fn page(&self) -> CodePage {
        self.pages.first().map_or(CodePage::Utf8, |candidate| candidate.page)
    }

    fn separator(&self) -> char {
        self.separators.first().map_or(',', |(separator, _)| *separator)
    }

    fn choices(&self) -> Vec<Choice> {
        let page = |page: &Candidate| Suggestion { value: page.page.name().to_owned(), samples: page.samples.clone() };
        let separator = |(sign, cells): &(char, usize)| Suggestion { value: sign.to_string(), samples: vec![cells.to_string()] };
        vec![
            Choice::of(Asked::CodePage, self.pages.len() == 1, self.pages.iter().map(page).collect()),
            Choice::of(Asked::Separator, self.separators.len() == 1, self.separators.iter().map(separator).collect()),
            Choice::of(Asked::Header, self.header_sure, yes_or_no(self.header)),
        ]
    }
}

/// The beginning of the file; a line that is none in this code page is shown as well as it can be.
fn text_of(sample: &Sample, page: CodePage) -> String {
    let lines = sample.beginning.split_inclusive(|byte| *byte == b'\n');
    lines.map(|line| decode(page, line).unwrap_or_else(|_| String::from_utf8_lossy(line))).collect()
}

fn yes_or_no(likely: bool) -> Vec<Suggestion> {
    [likely, !likely].map(|yes| Suggestion { value: yes.to_string(), samples: Vec::new() }).into()
}

impl Choice {
    fn of(of: Asked, decided: bool, suggestions: Vec<Suggestion>) -> Self {
        Self { of, column: None, decided, lines: Vec::new(), suggestions }
    }
}

/// Whether numbers have a comma, as far as there are numbers.
fn decimals(columns: &[Column<'_>]) -> (Option<Choice>, bool) {
    let seen: Vec<bool> = columns.iter().filter_map(Column::decimal_comma).collect();
    let comma = seen.iter().filter(|comma| **comma).count() * 2 > seen.len();
    let sure = seen.iter().all(|one| *one == comma);
    ((!seen.is_empty()).then(|| Choice::of(Asked::DecimalComma, sure, yes_or_no(comma))), comma)
}

fn as_targets(mut targets: Vec<String>) -> Targets {
    if targets.len() == 1 { Targets::One(targets.remove(0)) } else { Targets::Several(targets) }
}

/// Where no column says so, everybody is a private person.
fn constants(targets: &BTreeMap<String, Targets>) -> BTreeMap<String, String> {
    let says = targets.values().flat_map(Targets::as_slice).any(|target| target == Field::Kind.name());
    if says { BTreeMap::new() } else { BTreeMap::from([(Field::Kind.name().to_owned(), "private".to_owned())]) }
}

impl Erp {
    /// Looks at a file of an old system and proposes how to import it. Nothing is written.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `import.empty` where it holds nothing; [`ErrorKind::Io`] where it cannot be read.
    pub fn propose_import(&self, input: &mut dyn Source) -> Result<Proposal> {
        Proposal::of(as_lines(input), self.engine.now().date())
    }
}

fn as_lines(input: &mut dyn Source) -> &mut (dyn BufRead + Send) {
    input
}
