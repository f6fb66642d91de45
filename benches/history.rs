//! The history of one customer: text, filters and all facets in one call, over 1,000 and 100,000 lines.
//! Run with `cargo bench --no-default-features --bench history`.

use divan::{Bencher, black_box};

use clientela::domain::document::DocumentKind;
use clientela::domain::history::{Criteria, History, HistoryLine, LineStatus, Sort, filter};
use clientela::domain::id::DocumentId;
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::time::Timestamp;

const SIZES: &[usize] = &[1_000, 100_000];

/// As many articles as a small music shop has.
const ARTICLES: usize = 3_503;
const LINES_PER_RECEIPT: usize = 3;
const DAY: i64 = 86_400_000;
const WORDS: &[&str] =
    &["Rock", "Balls", "Wall", "Café", "Straße", "Restless", "Princess", "Dawn", "Rosa", "Über", "Night", "Salute", "About", "Live"];
const GENRES: &[&str] = &["Rock", "Jazz", "Metal", "Latin", "Blues", "Pop", "Classical", "Reggae", "Soundtrack", "Bossa Nova"];

fn main() {
    divan::main();
}

fn word(seed: usize) -> &'static str {
    WORDS[seed % WORDS.len()]
}

/// Spreads neighbouring numbers.
fn spread(number: usize) -> usize {
    number.wrapping_mul(0x9e37_79b1) >> 7
}

fn line(number: usize) -> HistoryLine {
    let (receipt, article) = (number / LINES_PER_RECEIPT, spread(number) % ARTICLES);
    let pair = |name: &str, value: String| (name.to_owned(), value);
    let mut properties = vec![pair("size", (36 + spread(number) % 12).to_string())];
    if number.is_multiple_of(10) {
        properties.push(pair("reference number", format!("RN{number:07}")));
    }
    let price = 99 + 50 * i64::try_from(article % 40).unwrap_or(0);
    HistoryLine {
        document: DocumentId::from_bytes([0; 16]),
        kind: DocumentKind::Receipt,
        number: format!("R{receipt:07}"),
        line: u32::try_from(number % LINES_PER_RECEIPT).unwrap_or(0) + 1,
        sources: Vec::new(),
        created: Timestamp::from_millis(1_700_000_000_000 - i64::try_from(receipt).unwrap_or(0) * DAY / 8),
        status: match spread(number) % 20 {
            0 => LineStatus::Returned,
            1 => LineStatus::ComplaintInProgress,
            2 => LineStatus::Ordered,
            _ => LineStatus::Sold,
        },
        quantity: Quantity::from_pieces(1),
        item_code: format!("A{article:05}"),
        item_name: format!("{} {} {} {article}", word(article), word(article / 14), word(article / 196)),
        ean: format!("40063{article:08}"),
        properties,
        attributes: vec![
            pair("artist", format!("Artist {}", article % 275)),
            pair("album", format!("{} {}", word(article / 5), article % 347)),
            pair("genre", GENRES[article % GENRES.len()].to_owned()),
            pair("medium", ["CD", "LP", "MP3", "DVD"][article % 4].to_owned()),
        ],
        regular_price: Price::from_minor(price + 100),
        discount: Price::from_minor(100),
        final_price: Price::from_minor(price),
        currency: Currency::parse("EUR").expect("EUR is three capital letters"),
        document_total: price * 3,
        barcode: Some(format!("99{receipt:010}")),
        source_barcodes: Vec::new(),
        defective: number.is_multiple_of(50),
        branch: None,
    }
}

fn lines(count: usize) -> Vec<HistoryLine> {
    (0..count).map(line).collect()
}

fn page() -> Criteria {
    Criteria { limit: Some(20), ..Criteria::default() }
}

fn run(bencher: Bencher<'_, '_>, size: usize, criteria: &Criteria) {
    let history = History::new(lines(size));
    assert!(filter(&history, criteria).total > 0);
    bencher.bench_local(|| black_box(filter(&history, black_box(criteria))).total);
}

#[divan::bench(args = SIZES)]
fn no_filter_all_facets(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, size, &page());
}

#[divan::bench(args = SIZES)]
fn one_word(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, size, &Criteria { text: "strasse".into(), ..page() });
}

#[divan::bench(args = SIZES)]
fn one_letter(bencher: Bencher<'_, '_>, size: usize) {
    run(bencher, size, &Criteria { text: "r".into(), ..page() });
}

#[divan::bench(args = SIZES)]
fn text_and_all_filters(bencher: Bencher<'_, '_>, size: usize) {
    let criteria = Criteria { text: "rock ca".into(), price_from: Some(100), price_to: Some(1_999), total_from: Some(200), ..page() };
    let criteria = Criteria { created_from: Some(Timestamp::from_millis(0)), sort: Sort::Dearest, ..criteria };
    run(
        bencher,
        size,
        &criteria.status(LineStatus::Sold).value("genre", "Rock").value("genre", "Jazz").value("size", "42").value("size", "43"),
    );
}

#[divan::bench(args = SIZES)]
fn filters_without_text_by_name(bencher: Bencher<'_, '_>, size: usize) {
    let criteria = Criteria { sort: Sort::ItemName, ..page() };
    run(bencher, size, &criteria.status(LineStatus::Sold).value("genre", "Rock").value("medium", "CD"));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn prepare(bencher: Bencher<'_, '_>, size: usize) {
    bencher.with_inputs(|| lines(size)).bench_local_values(History::new);
}
