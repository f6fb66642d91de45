//! A shop with years of documents: written as the feed writes them, but straight into the tables, so that ten million lines take minutes.
//! Ids and numbers run with time: the documents of a customer lie scattered among those of all others.

use std::path::Path;
use std::sync::Arc;

use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::{Engine, Options, SystemClock};
use rusqlite::{Connection, params};

use crate::support::desk;

/// As many articles as a small music shop has.
const ARTICLES: usize = 3_503;
const ARTISTS: usize = 275;
const ALBUMS: usize = 347;
const LINES_PER_RECEIPT: usize = 3;
/// In a hundred documents, for fifteen of a hundred are about one line of another.
const LINES_PER_HUNDRED: usize = 270;
const DAY: i64 = 86_400_000;
/// Ten-thousandths of a minor unit in one.
const SCALE: i64 = 10_000;

/// The first customers bought most.
pub const GREAT: usize = 3;
pub const GOOD: usize = 200;
pub const GREAT_LINES: usize = 100_000;
pub const GOOD_LINES: usize = 1_000;

const WORDS: &[&str] =
    &["Rock", "Balls", "Wall", "Café", "Straße", "Restless", "Princess", "Dawn", "Rosa", "Über", "Night", "Salute", "About", "Live"];
const GENRES: &[&str] = &["Rock", "Jazz", "Metal", "Latin", "Blues", "Pop", "Classical", "Reggae", "Soundtrack", "Bossa Nova"];
const MEDIA: &[&str] = &["CD", "LP", "MP3", "AAC", "DVD"];

/// How many customers and how much they bought.
#[derive(Clone, Copy)]
pub struct Size {
    pub customers: usize,
    pub lines: usize,
}

pub fn open(path: &Path) -> Engine {
    Engine::open(path, Options::new(Arc::new(SystemClock::default()))).expect("the store opens")
}

/// The id of the customer with this number.
pub fn customer(number: usize) -> SubjectId {
    SubjectId::from_bytes(id(2, number))
}

fn id(kind: u8, number: usize) -> [u8; 16] {
    let mut id = [0; 16];
    id[0] = kind;
    id[8..].copy_from_slice(&(number as u64).to_be_bytes());
    id
}

/// Spreads neighbouring numbers.
fn spread(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b1) >> 7
}

impl Size {
    /// How many documents a customer has.
    fn documents(self, customer: usize) -> usize {
        match customer {
            0..GREAT => GREAT_LINES * 100 / LINES_PER_HUNDRED + 1,
            GREAT..GREAT_GOOD => GOOD_LINES * 100 / LINES_PER_HUNDRED + 1,
            _ => {
                let rest = self.lines.saturating_sub(GREAT * GREAT_LINES + GOOD * GOOD_LINES) * 100 / LINES_PER_HUNDRED;
                let others = self.customers.saturating_sub(GREAT_GOOD).max(1);
                rest / others + usize::from(spread(customer) % others < rest % others)
            }
        }
    }

    /// The place in time of a customer's document: in each round everybody comes who has not bought all yet.
    fn place(self, customer: usize, document: usize) -> usize {
        document * self.customers + customer
    }
}

const GREAT_GOOD: usize = GREAT + GOOD;

/// What a document is: of a hundred five are orders, five returns, five complaints, five invoices for the receipt before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Receipt,
    Invoice,
    Order,
    Correction,
    Complaint,
}

fn kind(customer: usize, document: usize) -> Kind {
    match spread(customer * 7 + document * 31) % 100 {
        _ if document == 0 => Kind::Receipt,
        0..5 => Kind::Order,
        5..10 => Kind::Correction,
        10..15 => Kind::Complaint,
        15..20 => Kind::Invoice,
        _ => Kind::Receipt,
    }
}

impl Kind {
    fn names(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::Receipt => ("receipt", "issued", "R"),
            Self::Invoice => ("invoice", "issued", "I"),
            Self::Order => ("order", "open", "O"),
            Self::Correction => ("correction", "issued", "C"),
            Self::Complaint => ("complaint", "open", "K"),
        }
    }

    /// Whether it is about the document before.
    fn is_about_another(self) -> bool {
        matches!(self, Self::Correction | Self::Complaint | Self::Invoice)
    }
}

fn number(size: Size, customer: usize, document: usize) -> String {
    format!("{}{:09}", kind(customer, document).names().2, size.place(customer, document))
}

fn word(seed: usize) -> &'static str {
    WORDS[seed % WORDS.len()]
}

/// Name, EAN, attributes and regular price of an article.
struct Article {
    code: String,
    name: String,
    ean: String,
    attributes: String,
    price: i64,
}

fn article(number: usize) -> Article {
    let (artist, album) = (number % ARTISTS, number % ALBUMS);
    Article {
        code: format!("A{number:05}"),
        name: format!("{} {} {} {number}", word(number), word(number / 14), word(number / 196)),
        ean: format!("40063{number:08}"),
        attributes: format!(
            r#"[["artist","{} {artist}"],["album","{} {} {album}"],["genre","{}"],["medium","{}"]]"#,
            word(artist / 3),
            word(album / 5),
            word(album),
            GENRES[number % GENRES.len()],
            MEDIA[number % MEDIA.len()]
        ),
        price: 99 + 50 * i64::try_from(number % 40).expect("small"),
    }
}

/// The store with everything in it; says how many lines there are.
pub fn fill(path: &Path, size: Size) -> usize {
    let engine = open(path);
    let desk = desk(&engine);
    let mut draft = desk.new_customer("private").expect("a draft");
    draft.set(Field::GivenName, "Luís").set(Field::FamilyName, "Gonçalves");
    let first = desk.save(&mut draft).expect("saved").id;
    drop((desk, engine));
    let connection = Connection::open(path).expect("a file");
    connection
        .execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN IMMEDIATE")
        .expect("a file of our own");
    customers(&connection, first, size);
    documents(&connection, size);
    let lines = lines(&connection, size);
    connection.execute_batch("COMMIT; ANALYZE; PRAGMA journal_mode = WAL").expect("written");
    lines
}

fn customers(connection: &Connection, first: SubjectId, size: Size) {
    let mut columns = connection.prepare("SELECT name FROM pragma_table_info('subject')").expect("a statement");
    let names = columns.query_map([], |row| row.get::<_, String>(0)).expect("rows").map(|name| name.expect("a name"));
    let columns: Vec<String> = names.map(|name| if name == "id" { "?2".to_owned() } else { name }).collect();
    let sql = format!("INSERT INTO subject SELECT {} FROM subject WHERE id = ?1", columns.join(", "));
    let mut insert = connection.prepare(&sql).expect("a statement");
    for number in 0..size.customers {
        insert.execute(params![first.bytes(), customer(number).bytes()]).expect("a customer");
    }
}

/// In the order of time.
fn documents(connection: &Connection, size: Size) {
    connection.execute_batch("DROP INDEX document_customer; DROP INDEX document_number").expect("an index");
    let sql = "INSERT INTO document (id, kind, number, state, customer, anonymized, source, created, branch, station, operator, barcode, \
               currency, total) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, 'berlin', 'till-1', 'jane', ?8, 'EUR', ?9)";
    let mut insert = connection.prepare(sql).expect("a statement");
    let mut buying: Vec<usize> = (0..size.customers).collect();
    for document in 0.. {
        buying.retain(|customer| document < size.documents(*customer));
        if buying.is_empty() {
            break;
        }
        for customer in &buying {
            let place = size.place(*customer, document);
            let (kind_name, state, _) = kind(*customer, document).names();
            let source = kind(*customer, document).is_about_another().then(|| number(size, *customer, document - 1));
            let created = 1_500_000_000_000 + i64::try_from(document).expect("small") * DAY / 4;
            let total = i64::try_from(300 + spread(place) % 9_000).expect("small");
            insert
                .execute(params![
                    id(3, place),
                    kind_name,
                    number(size, *customer, document),
                    state,
                    self::customer(*customer).bytes(),
                    source,
                    created,
                    format!("99{place:010}"),
                    total
                ])
                .expect("a document");
        }
    }
    let indexes = "CREATE UNIQUE INDEX document_number ON document (kind, number); \
                   CREATE INDEX document_customer ON document (customer) WHERE customer IS NOT NULL";
    connection.execute_batch(indexes).expect("an index");
}

/// In the order of customers, as the table is.
fn lines(connection: &Connection, size: Size) -> usize {
    let sql = "INSERT INTO line (customer, document, number, item_code, item_name, ean, quantity, regular_price, discount, final_price, \
               source_document, source_line, defective, properties, attributes) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let mut insert = connection.prepare(sql).expect("a statement");
    let articles: Vec<Article> = (0..ARTICLES).map(article).collect();
    let mut count = 0;
    for customer in 0..size.customers {
        for document in 0..size.documents(customer) {
            let about = kind(customer, document).is_about_another();
            // What is about a line is about the very article of it.
            let goods = if about { document - 1 } else { document };
            let pieces = if kind(customer, document) == Kind::Correction { -1 } else { 1 };
            for line in 1..=if about { 1 } else { LINES_PER_RECEIPT } {
                let seed = spread(size.place(customer, goods) * LINES_PER_RECEIPT + line);
                let article = &articles[seed % ARTICLES];
                let quantity = if about { 1 } else { i64::try_from(1 + seed / 7 % 12).expect("small") };
                let discount = if seed.is_multiple_of(4) { article.price / 10 } else { 0 };
                let source = about.then(|| number(size, customer, document - 1));
                let reference =
                    if seed.is_multiple_of(10) { format!(r#",["reference number","RN{:07}"]"#, seed % 9_999_999) } else { String::new() };
                insert
                    .execute(params![
                        self::customer(customer).bytes(),
                        id(3, size.place(customer, document)),
                        i64::try_from(line).expect("small"),
                        article.code,
                        article.name,
                        article.ean,
                        pieces * quantity * 1000,
                        article.price * SCALE,
                        discount * SCALE,
                        (article.price - discount) * SCALE,
                        source,
                        about.then_some(1),
                        i64::from(seed.is_multiple_of(50)),
                        format!(r#"[["size","{}"]{reference}]"#, 36 + seed % 12),
                        article.attributes
                    ])
                    .expect("a line");
                count += 1;
            }
        }
    }
    count
}
