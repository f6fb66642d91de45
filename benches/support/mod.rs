//! A generated shop: customers with names as frequent as in life, the same on every run.
#![allow(dead_code, reason = "each bench uses a part of this")]

pub mod names;

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientela::domain::id::Code;
use clientela::domain::rights::Rights;
pub use names::{Numbers, Person};

use clientela::{Desk, Engine, Erp, Format, Options, Seat, SystemClock};

const DEFINITION: &str = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"marketing","channel":"email","texts":[{"language":"en","title":"Newsletter","body":"Yes to the newsletter."}]}"#;

/// The person with this number.
pub fn person(i: usize) -> Person {
    names::person(&mut Numbers(i as u64))
}

/// What a table of customers has of each, in this order.
pub const COLUMNS: [&str; 16] = [
    "source_id",
    "number",
    "card_number",
    "given_name",
    "family_name",
    "birth_date",
    "street",
    "postal_code",
    "city",
    "country",
    "email",
    "phone",
    "language",
    "last_visit",
    "branch",
    "status",
];

/// The customer with this number, by [`COLUMNS`].
pub fn customer(i: usize) -> [String; COLUMNS.len()] {
    let Person { language, given, family } = person(i);
    let mut numbers = Numbers((i as u64) << 20);
    let plain = |text: &str| clientela::domain::fold::fold(text).replace(|sign: char| !sign.is_ascii_alphanumeric(), "");
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    let visit = format!("20{}-{month:02}-{day:02}", 20 + numbers.below(6));
    let born = format!("19{}-{:02}-{:02}", 40 + numbers.below(60), 1 + numbers.below(12), 1 + numbers.below(28));
    let mail = format!("{}.{}{}@example.{}", plain(&given), plain(&family), i % 1000, language.code);
    let (street, city) = (language.streets[numbers.below(language.streets.len())], language.cities[numbers.rank(language.cities.len())]);
    [
        format!("c{i}"),
        format!("{}", 100_000 + i),
        format!("27{:011}", i * 7),
        given,
        family,
        born,
        format!("{street} {}", 1 + numbers.below(120)),
        format!("{}", 10_000 + numbers.below(89_000)),
        city.to_owned(),
        language.country.to_owned(),
        mail,
        format!("{} {} {}", language.phone, 10 + numbers.below(89), 1_000_000 + numbers.below(8_999_999)),
        language.code.to_owned(),
        visit,
        format!("branch-{}", numbers.rank(20)),
        if numbers.below(20) == 0 { "inactive" } else { "active" }.to_owned(),
    ]
}

/// The feed line of the customer with this number.
pub fn line(i: usize, text: &mut String) {
    let mut line: serde_json::Map<String, serde_json::Value> =
        COLUMNS.iter().zip(customer(i)).map(|(name, value)| ((*name).to_owned(), value.into())).collect();
    line.extend([("feed", "customer"), ("kind", "private")].map(|(name, value)| (name.to_owned(), value.into())));
    writeln!(text, "{}", serde_json::Value::Object(line)).expect("text");
}

pub fn open(folder: &tempfile::TempDir) -> Engine {
    let options = Options::new(Arc::new(SystemClock::default()));
    Engine::open(folder.path().join("shop.db"), options).expect("the store opens")
}

pub fn erp(engine: &Engine) -> Erp {
    engine.erp(Code::parse("erp").expect("a code"))
}

pub fn desk(engine: &Engine) -> Desk {
    let [branch, station, operator] = ["berlin", "till-1", "jane"].map(|text| Code::parse(text).expect("a code"));
    engine.desk(Seat { branch, station, operator, rights: Rights::all() }).expect("a desk")
}

/// Feeds the definition and so many customers; says how long it took.
pub fn fill(engine: &Engine, customers: usize) -> Duration {
    let mut text = format!("{DEFINITION}\n");
    (0..customers).for_each(|i| line(i, &mut text));
    let start = Instant::now();
    let report = erp(engine).feed(&Format::JsonLines, &mut text.as_bytes()).expect("fed");
    assert_eq!(report.refused, 0, "{:?}", report.failures.first());
    start.elapsed()
}

/// The percentiles of some durations.
pub struct Spread(Vec<Duration>);

impl Spread {
    pub fn of(mut durations: Vec<Duration>) -> Self {
        durations.sort_unstable();
        Self(durations)
    }

    pub fn at(&self, percent: usize) -> Duration {
        self.0[(self.0.len() * percent / 100).min(self.0.len() - 1)]
    }

    pub fn print(&self, name: &str) {
        println!("{name:<44} p50 {:>9.1?}  p90 {:>9.1?}  p99 {:>9.1?}  max {:>9.1?}", self.at(50), self.at(90), self.at(99), self.at(100));
    }
}

/// How long something takes.
pub fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

/// How many times `a` takes what `b` takes.
pub fn ratio(a: Duration, b: Duration) -> f64 {
    a.as_secs_f64() / b.as_secs_f64()
}
