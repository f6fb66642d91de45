//! Previews of documents as files: a receipt on both rolls, and an invoice as a letter, with a bundle, discounts and signs that are markup.
//! They need no store. `cargo run --example preview -- FOLDER`; `cargo xtask form` prints them with a browser.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use clientela::domain::document::{Addressee, Bundle, Document, DocumentKind, DocumentState, Line};
use clientela::domain::id::{Code, DocumentId};
use clientela::domain::message::Language;
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::pairs::Pairs;
use clientela::domain::preview::{PageFormat, Preview};
use clientela::domain::pricing::{cash_rounding, make_gross};
use clientela::domain::time::Timestamp;

/// 1 July 2026, 10:00 in Berlin.
const NOW: i64 = 1_782_892_800_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = env::args().nth(1).ok_or("the folder for the pages is missing")?;
    fs::create_dir_all(&folder)?;
    let (receipt, invoice) = (receipt()?, invoice()?);
    let links = receipt.links_among(&[receipt.clone(), invoice.clone()]);
    let receipt = Preview::of(receipt.clone(), 120)?.linked(links).language(Language::German);
    let invoice = Preview::of(invoice, 120)?.language(Language::German);
    for (name, preview, format) in [
        ("receipt-58", &receipt, PageFormat::Receipt58),
        ("receipt-80", &receipt, PageFormat::Receipt80),
        ("letter", &invoice, PageFormat::A4),
        ("invoice-80", &invoice, PageFormat::Receipt80),
        ("receipt-letter", &receipt, PageFormat::A4),
    ] {
        let path = Path::new(&folder).join(format!("{name}.html"));
        fs::write(&path, preview.html(format)?)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// A line at a price in cents with so many off every unit.
fn line(name: &str, quantity: i64, cents: i64, off: i64, rate: u16) -> Line {
    Line {
        item_name: name.into(),
        quantity: Quantity::from_scaled(quantity),
        regular_price: Price::from_minor(cents),
        discount: Price::from_minor(off),
        final_price: Price::from_minor(cents - off),
        tax_rate: Some(rate),
        ..Line::default()
    }
}

/// What is on both documents: a record, a set of three, goods by the metre, a book, something that is defective.
fn lines() -> Vec<Line> {
    let set = |line: Line| Line { bundle: Some(Bundle { number: 1, name: "Einsteiger-Set Plattenspieler".into() }), ..line };
    let genre = Pairs::from([("Interpret", "AC/DC"), ("Genre", "Rock")]);
    let lines = vec![
        Line {
            item_code: "LP-1001".into(),
            ean: "5099751076513".into(),
            properties: [("Format", "LP 180 g")].into(),
            attributes: genre,
            ..line("For Those About To Rock <b>We Salute You</b>", 2_000, 2_499, 250, 1_900)
        },
        set(Line {
            item_code: "TT-500".into(),
            serial_number: "SN-2026-004711".into(),
            ..line("Plattenspieler TT 500", 1_000, 24_900, 2_000, 1_900)
        }),
        set(Line { item_code: "MM-95".into(), ..line("Tonabnehmer MM 95", 1_000, 4_990, 490, 1_900) }),
        Line { item_code: "KAB-2".into(), ..line("Lautsprecherkabel, Meterware", 7_500, 189, 0, 1_900) },
        Line { item_code: "BU-77".into(), ean: "9783161484100".into(), ..line("Das große Buch der Schallplatte", 1_000, 2_990, 0, 700) },
        set(line("Carbonbürste", 1_000, 1_490, 500, 1_900)),
        Line { item_code: "HPH-0500".into(), defective: true, ..line("Kopfhörer K 500, Vorführgerät", 1_000, 9_900, 4_000, 1_900) },
    ];
    (1..).zip(lines).map(|(number, line)| Line { number, ..line }).collect()
}

fn document(id: u8, kind: DocumentKind, number: &str, lines: Vec<Line>) -> Outcome<Document> {
    let blank = Document::new(DocumentId::from_bytes([id; 16]), kind, number, Timestamp::from_millis(NOW), Currency::parse("EUR")?);
    let [branch, station, operator] = ["berlin-mitte", "till-1", "jane"].map(Code::parse);
    Ok(Document {
        state: DocumentState::Issued,
        issuer: Some("Plattenladen am Markt GmbH, Marktplatz 1, 10178 Berlin".into()),
        branch: Some(branch?),
        station: Some(station?),
        operator: Some(operator?),
        total: lines.iter().map(Line::gross_amount).sum(),
        lines,
        ..blank
    })
}

fn receipt() -> Outcome<Document> {
    let receipt = document(1, DocumentKind::Receipt, "R-2026-0815", lines())?;
    Ok(Document { barcode: Some("2900012026081".into()), rounding: cash_rounding(receipt.total, 5), ..receipt })
}

/// Net, with shipping that no line explains.
fn invoice() -> Outcome<Document> {
    let mut lines = lines();
    make_gross(&mut lines)?;
    let invoice = document(2, DocumentKind::Invoice, "I-2026-0042", lines)?;
    let some = |text: &str| Some(text.to_owned());
    let addressee = Addressee {
        name: some("Tonstudio Beispielwerk GmbH"),
        street: some("Torstraße 125"),
        postal_code: some("10119"),
        city: some("Berlin"),
        region: None,
        country: some("DE"),
    };
    let (source, source_kind) = (some("R-2026-0815"), Some(DocumentKind::Receipt));
    Ok(Document { net: true, total: invoice.total + 590, state: DocumentState::Open, source, source_kind, addressee, ..invoice })
}
