//! Finds duplicates in a table of persons, or between two tables: `cargo run --release --example duplicates -- --help`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::Write;

use clientela::domain::duplicate::{Model, Pair, Person, Score, Search, THRESHOLD};
use clientela::domain::field::Field;
use clientela::domain::subject::Values;
use csv::ByteRecord;

const HELP: &str = "\
Finds duplicates in a table of persons, or between two tables.

duplicates people.csv [other.csv] --id COLUMN --map COLUMN=FIELD,… [--truth pairs.csv] [--model model.json] [--why]

With one table everybody is compared with everybody else, with two each of the first with each of the second.
Standard output gets a line for each pair found, sorted, as CSV: id,id,score. The score is the logarithm to base 2 of the odds
that both are one person: at 0 as likely as not, at 10 a thousand to one. No pair below 0 is printed.

--id COLUMN          the column that names a row
--map COLUMN=FIELD   what a column holds, several with commas between them: given_name, family_name, company, birth_date, street,
                     postal_code, city, region, email, phone, card_number, vat_id, tax_number, … Columns of the same field are
                     joined by a blank in the order given. FIELD.1 is a second address, e-mail address or phone number.
                     A birth_date may be YYYY-MM-DD or YYYYMMDD; one that is impossible is compared digit by digit.
                     A national id goes to tax_number.
--truth PAIRS        a table of two columns of ids, with a header: precision, recall and F1 go to standard error
--model FILE         writes the parameters that were learned, as JSON
--why                adds to each line what each comparison says, in bits, and the third record where a pair follows from two others";

type Outcome<T> = Result<T, Box<dyn Error>>;

/// A field and its slot.
type Place = (Field, u16);

#[derive(Default)]
struct Arguments {
    tables: Vec<String>,
    id: String,
    map: Vec<(String, Place)>,
    truth: Option<String>,
    model: Option<String>,
    why: bool,
}

/// The rows of a table.
struct Table {
    ids: Vec<String>,
    persons: Vec<Person>,
}

/// The ids of one table or of two.
struct Ids {
    first: Vec<String>,
    second: Option<Vec<String>>,
}

fn main() -> Outcome<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() || given.iter().any(|argument| argument == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let arguments = arguments(&given)?;
    let (search, ids) = search(&arguments)?;
    let model = search.learn(&Model::default());
    if let Some(path) = &arguments.model {
        std::fs::write(path, serde_json::to_string_pretty(&model)?)?;
    }
    let mut found: Vec<(Named, Pair)> = search.pairs(&model, THRESHOLD).into_iter().map(|pair| (ids.of(&pair), pair)).collect();
    found.sort_by(|(one, _), (other, _)| one.cmp(other));
    print(&found, |pair| arguments.why.then(|| reasons(pair, &search.score(&model, pair.first, pair.second), &ids)))?;
    match &arguments.truth {
        Some(path) => compare(&found, &truth(path, &ids)?),
        None => Ok(()),
    }
}

fn search(arguments: &Arguments) -> Outcome<(Search, Ids)> {
    let mut tables = arguments.tables.iter().map(|path| table(path, arguments));
    let first = tables.next().ok_or("no table was named")??;
    Ok(match tables.next().transpose()? {
        Some(second) => (Search::between(first.persons, second.persons), Ids { first: first.ids, second: Some(second.ids) }),
        None => (Search::within(first.persons), Ids { first: first.ids, second: None }),
    })
}

/// A pair of ids: in one table the lesser first, of two that of the first table.
type Named = (String, String);

impl Ids {
    fn of(&self, pair: &Pair) -> Named {
        let second = self.second.as_ref().unwrap_or(&self.first);
        self.ordered(self.first[pair.first].clone(), second[pair.second].clone())
    }

    fn ordered(&self, one: String, other: String) -> Named {
        if self.second.is_some() || one <= other { (one, other) } else { (other, one) }
    }
}

fn arguments(given: &[String]) -> Outcome<Arguments> {
    let mut found = Arguments::default();
    let mut rest = given.iter();
    while let Some(argument) = rest.next() {
        let mut value = || rest.next().cloned().ok_or(format!("{argument} lacks its value"));
        match argument.as_str() {
            "--id" => found.id = value()?,
            "--map" => found.map.extend(mapping(&value()?)?),
            "--truth" => found.truth = Some(value()?),
            "--model" => found.model = Some(value()?),
            "--why" => found.why = true,
            option if option.starts_with("--") => return Err(format!("{option} is unknown: --help says more").into()),
            path => found.tables.push(path.to_owned()),
        }
    }
    match found.tables.len() {
        1 | 2 if !found.map.is_empty() && !found.id.is_empty() => Ok(found),
        _ => Err("one or two tables, --id and --map are needed: --help says more".into()),
    }
}

fn mapping(text: &str) -> Outcome<Vec<(String, Place)>> {
    text.split(',')
        .map(|pair| {
            let (column, field) = pair.split_once('=').ok_or(format!("{pair} is not COLUMN=FIELD"))?;
            let (name, slot) = field.split_once('.').unwrap_or((field, "0"));
            let field = Field::from_name(name).ok_or(format!("{name} is no field"))?;
            Ok((column.to_owned(), (field, slot.parse()?)))
        })
        .collect()
}

fn table(path: &str, arguments: &Arguments) -> Outcome<Table> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let headers = reader.byte_headers()?.clone();
    let column = |name: &str| (0..headers.len()).find(|at| cell(&headers, *at) == name).ok_or(format!("{path} has no column {name}"));
    let id = column(&arguments.id)?;
    let map = arguments.map.iter().map(|(name, place)| Ok((column(name)?, *place))).collect::<Outcome<Vec<_>>>()?;
    let mut table = Table { ids: Vec::new(), persons: Vec::new() };
    for record in reader.into_byte_records() {
        let record = record?;
        table.ids.push(cell(&record, id));
        table.persons.push(person(&record, &map));
    }
    Ok(table)
}

fn cell(record: &ByteRecord, at: usize) -> String {
    String::from_utf8_lossy(record.get(at).unwrap_or_default()).trim().to_owned()
}

fn person(record: &ByteRecord, map: &[(usize, Place)]) -> Person {
    let mut texts: BTreeMap<Place, Vec<String>> = BTreeMap::new();
    for (column, place) in map {
        texts.entry(*place).or_default().extend(Some(cell(record, *column)).filter(|text| !text.is_empty()));
    }
    let mut values = Values::default();
    for ((field, slot), parts) in texts {
        let text = parts.join(" ");
        values.set(field, slot, if field == Field::BirthDate { date(&text) } else { text });
    }
    Person::new(&values)
}

/// YYYYMMDD as YYYY-MM-DD; anything else stays.
fn date(text: &str) -> String {
    match (text.len(), text.bytes().all(|byte| byte.is_ascii_digit())) {
        (8, true) => format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]),
        _ => text.to_owned(),
    }
}

fn print(found: &[(Named, Pair)], why: impl Fn(&Pair) -> Option<String>) -> Outcome<()> {
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(std::io::stdout().lock());
    for ((one, other), pair) in found {
        let bits = format!("{:.2}", pair.bits);
        out.write_record([one, other, &bits].into_iter().chain(&why(pair)))?;
    }
    Ok(out.flush()?)
}

/// What each comparison says, in bits.
fn reasons(pair: &Pair, score: &Score, ids: &Ids) -> String {
    let of_each = score.reasons.iter().map(|reason| format!("{} {} {:+.1}", reason.comparison.name(), reason.level.name(), reason.weight));
    let around = [format!("start {:+.1}", score.start), format!("household {:+.1}", score.household)];
    let via = pair.via.map(|via| format!("as both are {}", ids.first[via]));
    of_each.chain(around).chain(via).collect::<Vec<_>>().join("; ")
}

fn truth(path: &str, ids: &Ids) -> Outcome<BTreeSet<Named>> {
    let first: BTreeSet<&String> = ids.first.iter().collect();
    let named = |record: &ByteRecord| {
        let (one, other) = (cell(record, 0), cell(record, 1));
        if first.contains(&one) { ids.ordered(one, other) } else { ids.ordered(other, one) }
    };
    let reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    reader.into_byte_records().map(|record| Ok(named(&record?))).collect()
}

fn compare(found: &[(Named, Pair)], truth: &BTreeSet<Named>) -> Outcome<()> {
    let right = found.iter().filter(|(named, _)| truth.contains(named)).count();
    let share = |of: usize| if of == 0 { 1.0 } else { count(right) / count(of) };
    let (precision, recall) = (share(found.len()), share(truth.len()));
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let counts = format!("found {}, right {right}, true {}", found.len(), truth.len());
    Ok(writeln!(std::io::stderr(), "precision {precision:.5} recall {recall:.5} F1 {f1:.5} ({counts})")?)
}

fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}
