//! A generated shop: customers with names as frequent as in life, the same on every run.
#![allow(dead_code, reason = "each bench uses a part of this")]

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use clientela::domain::id::Code;
use clientela::domain::rights::Rights;
use clientela::{Desk, Engine, Erp, Format, Options, Seat, SystemClock};

pub const GIVEN: &[&str] = &[
    "Maria",
    "Michael",
    "Ursula",
    "Peter",
    "Anna",
    "Thomas",
    "Sabine",
    "Andreas",
    "Petra",
    "Wolfgang",
    "Monika",
    "Klaus",
    "Renate",
    "Stefan",
    "Karin",
    "Jürgen",
    "Brigitte",
    "Christian",
    "Julia",
    "Daniel",
    "Laura",
    "João",
    "Ana",
    "José",
    "Luís",
    "Inês",
    "Tiago",
    "Zoë",
    "Łukasz",
    "Agnieszka",
    "Małgorzata",
    "Piotr",
    "Giulia",
    "Marco",
    "Francesca",
    "Émile",
    "Chloé",
    "François",
    "Hélène",
    "Søren",
    "Åsa",
    "Jiří",
    "Mehmet",
    "Ayşe",
    "Emre",
    "Lena",
    "Mia",
    "Ben",
    "Noah",
    "Emma",
    "Finn",
    "Jonas",
    "Leon",
    "Lukas",
    "Hannah",
    "Sophie",
    "Paul",
    "Felix",
];

const FAMILY: &[&str] = &[
    "Müller",
    "Schmidt",
    "Schneider",
    "Fischer",
    "Weber",
    "Meyer",
    "Wagner",
    "Becker",
    "Schulz",
    "Hoffmann",
    "Schäfer",
    "Koch",
    "Bauer",
    "Richter",
    "Klein",
    "Wolf",
    "Schröder",
    "Neumann",
    "Schwarz",
    "Zimmermann",
    "Braun",
    "Krüger",
    "Hofmann",
    "Hartmann",
    "Lange",
    "Schmitt",
    "Werner",
    "Schmitz",
    "Krause",
    "Meier",
    "Lehmann",
    "Schmid",
    "Schulze",
    "Maier",
    "Köhler",
    "Herrmann",
    "König",
    "Walter",
    "Mayer",
    "Huber",
    "Kaiser",
    "Fuchs",
    "Peters",
    "Lang",
    "Scholz",
    "Möller",
    "Weiß",
    "Jung",
    "Hahn",
    "Schubert",
    "Vogel",
    "Friedrich",
    "Keller",
    "Günther",
    "Frank",
    "Berger",
    "Winkler",
    "Roth",
    "Beck",
    "Lorenz",
    "Baumann",
    "Franke",
    "Albrecht",
    "Schuster",
    "Simon",
    "Ludwig",
    "Böhm",
    "Winter",
    "Kraus",
    "Martin",
    "Schumacher",
    "Krämer",
    "Vogt",
    "Stein",
    "Jäger",
    "Otto",
    "Sommer",
    "Groß",
    "Seidel",
    "Heinrich",
    "Brandt",
    "Haas",
    "Schreiber",
    "Graf",
    "Schulte",
    "Dietrich",
    "Ziegler",
    "Kuhn",
    "Kühn",
    "Pohl",
    "Engel",
    "Horn",
    "Busch",
    "Bergmann",
    "Thomas",
    "Voigt",
    "Sauer",
    "Arnold",
    "Wolff",
    "Pfeiffer",
    "Gonçalves",
    "Silva",
    "Santos",
    "Ferreira",
    "Pereira",
    "Nowak",
    "Kowalski",
    "Wiśniewski",
    "Rossi",
    "Russo",
    "Yılmaz",
    "Kaya",
    "Nguyen",
    "O'Brien",
    "Dupont",
    "Lefèvre",
];

const STARTS: &[&str] =
    &["Ber", "Hol", "Stein", "Wald", "Ro", "Kal", "Lin", "Mar", "Os", "Pfef", "Rei", "Sal", "Tann", "Ul", "Vier", "Wey", "Zell", "Dorn"];
const MIDDLES: &[&str] = &["", "en", "ing", "ers", "bach", "feld", "ler", "ow", "hof"];
const ENDS: &[&str] = &["mann", "er", "berg", "burg", "hauser", "ski", "stedt", "wald", "rieder", "ke", "brink"];
const CITIES: &[&str] = &["Berlin", "Hamburg", "München", "Köln", "Frankfurt", "Stuttgart", "Düsseldorf", "Leipzig", "Dortmund", "Essen"];
const STREETS: &[&str] =
    &["Hauptstraße", "Schulstraße", "Gartenstraße", "Bahnhofstraße", "Dorfstraße", "Bergstraße", "Birkenweg", "Lindenallee"];

const DEFINITION: &str = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"marketing","channel":"email","texts":[{"language":"en","title":"Newsletter","body":"Yes to the newsletter."}]}"#;

/// Numbers as good as random, the same on every run.
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end
    }

    /// A rank below `end`, by Zipf's law: the first is the most frequent.
    fn rank(&mut self, end: usize) -> usize {
        let share = f64::from(u32::try_from(self.next() >> 32).unwrap_or(0)) / f64::from(u32::MAX);
        let top = f64::from(u32::try_from(end).unwrap_or(u32::MAX));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and `end`")]
        let rank = (top + 1.0).powf(share) as usize - 1;
        rank.min(end - 1)
    }
}

/// A person as generated.
pub struct Person {
    pub given: String,
    pub family: String,
}

/// The person with this number.
pub fn person(i: usize) -> Person {
    let mut numbers = Numbers(i as u64);
    let given = GIVEN[numbers.rank(GIVEN.len())].to_owned();
    let all = FAMILY.len() + STARTS.len() * MIDDLES.len() * ENDS.len();
    let rank = numbers.rank(all);
    let family = FAMILY.get(rank).map_or_else(|| rare(rank - FAMILY.len()), |name| (*name).to_owned());
    Person { given, family }
}

/// One of the rare last names.
pub fn rare(rank: usize) -> String {
    let (start, rest) = (rank % STARTS.len(), rank / STARTS.len());
    format!("{}{}{}", STARTS[start], MIDDLES[rest % MIDDLES.len()], ENDS[rest / MIDDLES.len() % ENDS.len()])
}

/// The feed line of the customer with this number.
pub fn line(i: usize, text: &mut String) {
    let Person { given, family } = person(i);
    let mut numbers = Numbers((i as u64) << 20);
    let mail: String =
        format!("{given}.{family}").to_lowercase().chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '.').collect();
    let (street, house, city) = (STREETS[numbers.below(STREETS.len())], 1 + numbers.below(120), CITIES[numbers.rank(CITIES.len())]);
    let (code, phone) = (10_000 + numbers.below(89_000), 1_000_000 + numbers.below(8_999_999));
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    let visit = format!("20{}-{month:02}-{day:02}", 20 + numbers.below(6));
    let line = format!(
        r#"{{"feed":"customer","source_id":"c{i}","number":"{}","kind":"private","given_name":"{given}","family_name":"{family}","street":"{street} {house}","postal_code":"{code}","city":"{city}","country":"DE","email":"{mail}{}@example.de","phone":"+49 30 {phone}","birth_date":"19{}-{month:02}-{day:02}","language":"de","last_visit":"{visit}"}}"#,
        100_000 + i,
        i % 1000,
        40 + numbers.below(60),
    );
    writeln!(text, "{line}").expect("text");
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
