//! Finds duplicates in a table of persons, or between two tables: `cargo run --release --example duplicates -- --help`.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::io::{BufWriter, Write};

use clientela::domain::duplicate::{Model, Pair, Person, Score, Search, THRESHOLD};
use clientela::domain::field::Field;
use clientela::domain::subject::Values;

const HELP: &str = "\
Finds duplicates in a table of persons, or between two tables.

duplicates people.csv [other.csv] --id COLUMN --map COLUMN=FIELD,… [--truth pairs.csv] [--model model.json] [--why]

With one table everybody is compared with everybody else, with two each of the first with each of the second.
Standard output gets a line for each pair found, sorted: id,id,score. The score is the logarithm to base 2 of the odds
that both are one person: at 0 as likely as not, at 10 a thousand to one. No pair below 0 is printed.

--id COLUMN          the column that names a row
--map COLUMN=FIELD   what a column holds, several with commas between them: given_name, family_name, company, birth_date, street,
                     postal_code, city, region, email, phone, card_number, vat_id, tax_number, … Columns of the same field are
                     joined by a blank in the order given. FIELD.1 is a second address, e-mail address or phone number.
                     A birth_date may be YYYY-MM-DD or YYYYMMDD; one that is impossible is compared digit by digit.
                     A national id goes to tax_number.
--truth PAIRS        a table of two columns of ids, with a header: precision, recall and F1 go to standard error
--model FILE         writes the parameters that were learned, as JSON
--why                adds to each line what each comparison says, in bits";

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

fn main() -> Outcome<()> {
    let given: Vec<String> = std::env::args().skip(1).collect();
    if given.is_empty() || given.iter().any(|argument| argument == "--help") {
        println!("{HELP}");
        return Ok(());
    }
    let arguments = arguments(&given)?;
    let mut tables = arguments.tables.iter().map(|path| table(path, &arguments));
    let first = tables.next().ok_or("no table was named")??;
    let second = tables.next().transpose()?;
    let (search, ids, others) = match second {
        Some(second) => (Search::between(first.persons, second.persons), first.ids, Some(second.ids)),
        None => (Search::within(first.persons), first.ids, None),
    };
    let others = others.as_ref().unwrap_or(&ids);
    let model = search.learn(&Model::default());
    if let Some(path) = &arguments.model {
        std::fs::write(path, serde_json::to_string_pretty(&model)?)?;
    }
    let pairs = search.pairs(&model, THRESHOLD);
    let named: Vec<(&str, &str, Pair)> = pairs.iter().map(|pair| (ids[pair.first].as_str(), others[pair.second].as_str(), *pair)).collect();
    print(&named, |pair| arguments.why.then(|| search.score(&model, pair.first, pair.second)))?;
    match &arguments.truth {
        Some(path) => compare(&named, &truth(path)?),
        None => Ok(()),
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
    let headers = reader.headers()?.clone();
    let column = |name: &str| headers.iter().position(|header| header.trim() == name).ok_or(format!("{path} has no column {name}"));
    let id = column(&arguments.id)?;
    let map = arguments.map.iter().map(|(name, place)| Ok((column(name)?, *place))).collect::<Outcome<Vec<_>>>()?;
    let mut table = Table { ids: Vec::new(), persons: Vec::new() };
    for record in reader.into_records() {
        let record = record?;
        table.ids.push(record.get(id).unwrap_or_default().trim().to_owned());
        table.persons.push(person(&record, &map));
    }
    Ok(table)
}

fn person(record: &csv::StringRecord, map: &[(usize, Place)]) -> Person {
    let mut texts: BTreeMap<Place, Vec<&str>> = BTreeMap::new();
    for (column, place) in map {
        texts.entry(*place).or_default().extend(record.get(*column).map(str::trim).filter(|text| !text.is_empty()));
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

fn print(named: &[(&str, &str, Pair)], why: impl Fn(&Pair) -> Option<Score>) -> Outcome<()> {
    let mut lines: Vec<_> = named.iter().collect();
    lines.sort_by_key(|(one, other, _)| (*one, *other));
    let mut out = BufWriter::new(std::io::stdout().lock());
    for (one, other, pair) in lines {
        let reasons = why(pair).map_or_else(String::new, |score| reasons(&score));
        writeln!(out, "{one},{other},{:.2}{reasons}", pair.bits)?;
    }
    Ok(out.flush()?)
}

fn reasons(score: &Score) -> String {
    let of_each = score.reasons.iter().map(|reason| format!(" {} {} {:+.1}", reason.comparison.name(), reason.level.name(), reason.weight));
    format!(",start {:+.1} household {:+.1}{}", score.start, score.household, of_each.collect::<String>())
}

fn truth(path: &str) -> Outcome<BTreeSet<(String, String)>> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_path(path)?;
    let ids = |record: csv::StringRecord| {
        let id = |at| record.get(at).unwrap_or_default().trim().to_owned();
        ordered(id(0), id(1))
    };
    Ok(reader.records().map(|record| record.map(ids)).collect::<Result<_, _>>()?)
}

fn ordered(one: String, other: String) -> (String, String) {
    if one <= other { (one, other) } else { (other, one) }
}

fn compare(named: &[(&str, &str, Pair)], truth: &BTreeSet<(String, String)>) -> Outcome<()> {
    let found: BTreeSet<_> = named.iter().map(|(one, other, _)| ordered((*one).to_owned(), (*other).to_owned())).collect();
    let right = found.intersection(truth).count();
    let share =
        |of: usize| if of == 0 { 1.0 } else { f64::from(u32::try_from(right).unwrap_or(0)) / f64::from(u32::try_from(of).unwrap_or(0)) };
    let (precision, recall) = (share(found.len()), share(truth.len()));
    let f1 = if right == 0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) };
    let counts = format!("found {} right {right} true {}", found.len(), truth.len());
    Ok(writeln!(std::io::stderr(), "precision {precision:.5} recall {recall:.5} F1 {f1:.5} ({counts})")?)
}
