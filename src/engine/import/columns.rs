//! What each column of a file seems to be: by its name, by its values, and the order of its dates.

use std::collections::BTreeMap;

use super::proposal::{Asked, Choice, Suggestion};
use super::shape::Row;
use crate::domain::field::{Field, FieldType};
use crate::domain::import::{DateEvidence, DateOrder, field_of_header, recognise};
use crate::domain::time::Date;

/// How many values of a column are shown.
const SHOWN: usize = 3;

/// A column as it was looked at.
pub(super) struct Column<'a> {
    pub(super) name: String,
    values: Vec<(u64, &'a str)>,
}

impl<'a> Column<'a> {
    /// The columns of these records, by name.
    pub(super) fn of(names: Vec<String>, rows: &'a [Row]) -> Vec<Self> {
        let values = |at: usize| rows.iter().filter_map(move |(line, cells)| Some((*line, cells.get(at)?.as_str()))).collect();
        (0..).zip(names).map(|(at, name)| Self { name, values: values(at) }).collect()
    }

    fn shown(&self, mut read: impl FnMut(&str) -> Option<String>) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for (_, value) in self.values.iter().filter(|(_, value)| !value.trim().is_empty()) {
            let value = read(value).unwrap_or_default();
            if found.len() < SHOWN && !value.is_empty() && !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// The fields it may be, the likelier first: what its name says before what its values look like.
    fn fields(&self, today: Date) -> Vec<Field> {
        let values: Vec<&str> = self.values.iter().map(|(_, value)| *value).collect();
        let named = field_of_header(&self.name);
        let looks = recognise(&values, today).map(|found| found.field);
        let mut found: Vec<Field> = named.into_iter().collect();
        found.extend(looks.filter(|looks| named != Some(*looks) && named.is_none_or(|named| named.spec().kind != looks.spec().kind)));
        found
    }

    /// In which orders its dates can be read, and which lines decide.
    pub(super) fn dates(&self) -> DateEvidence {
        let mut evidence = DateEvidence::default();
        self.values.iter().for_each(|(line, value)| evidence.add(*line, value));
        evidence
    }

    fn is_iso(&self) -> bool {
        self.values.iter().all(|(_, value)| value.is_empty() || Date::parse(value).is_ok())
    }

    /// Whether the numbers of the column have a comma before their decimals; none where they have none.
    pub(super) fn decimal_comma(&self) -> Option<bool> {
        let after = |value: &str, mark: char| {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_digit() || matches!(sign, b'.' | b','));
            value
                .rsplit_once(mark)
                .is_some_and(|(whole, rest)| digits(whole.trim_start_matches('-')) && (1..=2).contains(&rest.len()) && digits(rest))
        };
        let numbers = |mark| self.values.iter().filter(|(_, value)| after(value, mark)).count();
        let (commas, points) = (numbers(','), numbers('.'));
        let half = self.values.len() / 2;
        (commas.max(points) > half).then_some(commas > points)
    }
}

/// What is proposed for the columns.
#[derive(Default)]
pub(super) struct Found {
    pub(super) targets: BTreeMap<String, Vec<String>>,
    pub(super) ignore: Vec<String>,
    pub(super) dates: BTreeMap<String, DateOrder>,
    pub(super) choices: Vec<Choice>,
}

/// Goes through the columns from the left; a second phone number is a second occurrence.
pub(super) fn look(columns: &[Column<'_>], today: Date) -> Found {
    let mut found = Found::default();
    let mut taken: BTreeMap<Field, u16> = BTreeMap::new();
    for column in columns {
        let fields = column.fields(today);
        let free = |field: &Field| field.spec().repeats || !taken.contains_key(field);
        let chosen = fields.iter().copied().find(free);
        found.choices.push(asked_field(column, &fields, chosen));
        let Some(field) = chosen else {
            found.ignore.push(column.name.clone());
            continue;
        };
        let slot = taken.entry(field).and_modify(|slot| *slot += 1).or_insert(0);
        let target = if *slot == 0 { field.name().to_owned() } else { format!("{}.{slot}", field.name()) };
        found.targets.insert(column.name.clone(), vec![target]);
        if matches!(field.spec().kind, FieldType::Date | FieldType::BirthDate) && !column.is_iso() {
            ask_for_dates(column, &mut found);
        }
    }
    known_by_number(&mut found);
    found
}

/// Where no column is an id, the customer number is one.
fn known_by_number(found: &mut Found) {
    let has = |field: Field| found.targets.values().flatten().any(|target| target == field.name());
    if !has(Field::SourceId) && has(Field::Number) {
        let number = found.targets.values_mut().find(|targets| targets.iter().any(|target| target == Field::Number.name()));
        number.into_iter().for_each(|targets| targets.insert(0, Field::SourceId.name().to_owned()));
    }
}

fn asked_field(column: &Column<'_>, fields: &[Field], chosen: Option<Field>) -> Choice {
    let suggestion = |value: &str| Suggestion { value: value.to_owned(), samples: column.shown(|text| Some(text.to_owned())) };
    let mut fields: Vec<Field> = fields.to_vec();
    fields.sort_by_key(|field| Some(*field) != chosen);
    let mut suggestions: Vec<Suggestion> = fields.iter().map(|field| suggestion(field.name())).collect();
    if chosen.is_none() {
        suggestions.insert(0, suggestion(""));
    }
    let decided = suggestions.len() == 1 && chosen.is_some();
    Choice { of: Asked::Field, column: Some(column.name.clone()), decided, lines: Vec::new(), suggestions }
}

fn ask_for_dates(column: &Column<'_>, found: &mut Found) {
    let evidence = column.dates();
    let orders = evidence.orders();
    let Some(first) = orders.first() else { return };
    found.dates.insert(column.name.clone(), *first);
    let read = |order: DateOrder| column.shown(|text| order.read(text).map(|date| date.to_string()));
    let suggestions = orders.iter().map(|order| Suggestion { value: order.name().to_owned(), samples: read(*order) }).collect();
    let (column, decided, lines) = (Some(column.name.clone()), orders.len() == 1, evidence.lines().to_vec());
    found.choices.push(Choice { of: Asked::DateOrder, column, decided, lines, suggestions });
}
