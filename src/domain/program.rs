//! Programs for customers: what each counts and whether it is open. Knows no store.

use std::collections::BTreeMap;

use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::domain::subject::Values;
use crate::domain::words::words;

words! {
    /// What a program counts.
    ProgramKind {
        /// Points, by the amount of a purchase.
        Points = "points",
        /// Stamps, one at a time.
        Stamps = "stamps",
        /// Money that was paid in.
        Credit = "credit",
        /// Vouchers, each with a number of its own.
        Voucher = "voucher",
    }
}

impl ProgramKind {
    /// Whether it is money that somebody paid for.
    pub fn is_money(self) -> bool {
        matches!(self, Self::Credit | Self::Voucher)
    }
}

/// A program.
///
/// ```
/// use clientela::domain::{id::Code, program::{Program, ProgramKind}};
/// let coffee = Program::new(Code::parse("coffee")?, ProgramKind::Stamps);
/// assert!(!coffee.closed && !coffee.kind.is_money());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Program {
    /// Its code, which a membership names.
    pub code: Code,
    /// Its name; empty where it has none.
    pub name: String,
    /// What it counts.
    pub kind: ProgramKind,
    /// The value that is loaded where programs are not editable, in minor units.
    pub preset: Option<i64>,
    /// Whether nobody joins and nothing is booked any more.
    pub closed: bool,
}

/// Every program, by its code.
pub type Programs = BTreeMap<Code, Program>;

impl Program {
    /// An open program without a name.
    pub fn new(code: Code, kind: ProgramKind) -> Self {
        Self { code, name: String::new(), kind, preset: None, closed: false }
    }

    /// A program as stored; none where it says not what it counts.
    pub fn of(code: Code, values: &Values) -> Option<Self> {
        Some(Self {
            name: values.get(Field::ProgramName).unwrap_or_default().to_owned(),
            preset: values.get(Field::ProgramPreset).and_then(|text| text.parse().ok()),
            closed: values.get(Field::ProgramClosed) == Some("yes"),
            ..Self::new(code, values.get(Field::ProgramKind).and_then(ProgramKind::from_name)?)
        })
    }
}
