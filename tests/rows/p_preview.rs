//! P: the preview of a whole document, with bundles grouped, as data and as a page.

use clientela::ErrorKind;
use clientela::domain::document::{Addressee, Bundle, Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::id::DocumentId;
use clientela::domain::message::Language;
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::pairs::Pairs;
use clientela::domain::preview::{PageFormat, Preview};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::time::Timestamp;

use crate::shop::{NOW, Shop, failed};

fn document(kind: DocumentKind, currency: &str, lines: Vec<Line>) -> Document {
    let lines: Vec<Line> = (1..).zip(lines).map(|(number, line)| Line { number, ..line }).collect();
    let total = lines.iter().map(Line::gross_amount).sum();
    let blank =
        Document::new(DocumentId::from_bytes([7; 16]), kind, "D-1", Timestamp::from_millis(NOW), Currency::parse(currency).unwrap());
    Document { state: DocumentState::Issued, total, lines, ..blank }
}

fn line(name: &str, pieces: i64, cents: i64) -> Line {
    let price = Price::from_minor(cents);
    Line { item_name: name.into(), quantity: Quantity::from_pieces(pieces), regular_price: price, final_price: price, ..Line::default() }
}

fn in_set(number: u32, name: &str, line: Line) -> Line {
    Line { bundle: Some(Bundle { number, name: name.into() }), ..line }
}

fn previewed(document: Document) -> Preview {
    Preview::of(document, 120).unwrap().language(Language::German)
}

fn pages(preview: &Preview) -> Vec<String> {
    PageFormat::ALL.iter().map(|format| preview.html(*format).unwrap()).collect()
}

/// The page as it is read: without style and tags, blanks as one.
fn read(html: &str) -> String {
    let body = &html[html.find("<body>").unwrap()..];
    let mut text = String::new();
    for part in body.split('<').skip(1) {
        text.push(' ');
        text.push_str(part.split_once('>').unwrap().1);
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// On every page.
fn shows(preview: &Preview, what: &str) {
    pages(preview).iter().for_each(|page| assert!(read(page).contains(what), "{what}: {}", read(page)));
}

fn shows_not(preview: &Preview, what: &str) {
    pages(preview).iter().for_each(|page| assert!(!page.contains(what), "{what}: {}", read(page)));
}

/// Number, name and sum of each group, with the numbers of its lines.
fn grouped(preview: &Preview) -> Vec<(u32, &str, Vec<u32>, i64)> {
    let group = |group: &'_ _| -> Vec<u32> { preview.lines(group).map(|line| line.number).collect() };
    let bundle = |bundle: &'_ Option<Bundle>| bundle.as_ref().map_or(0, |bundle| bundle.number);
    let groups = preview.groups.iter();
    groups.map(|one| (bundle(&one.bundle), one.bundle.as_ref().map_or("", |bundle| &bundle.name), group(one), one.amount)).collect()
}

#[test]
fn p15_a_bundle_is_grouped_with_its_sum_where_its_first_line_stands() {
    let lines = vec![
        line("Hat", 1, 100),
        in_set(1, "", line("Socks", 2, 250)),
        line("Scarf", 1, 300),
        in_set(2, "Tea set", line("Pot", 1, 1_000)),
        in_set(1, "Gift set", line("Box", 1, 50)),
    ];
    let receipt = document(DocumentKind::Receipt, "EUR", lines);
    let preview = previewed(receipt.clone());
    assert_eq!(
        grouped(&preview),
        [(0, "", vec![1], 100), (1, "Gift set", vec![2, 5], 550), (0, "", vec![3], 300), (2, "Tea set", vec![4], 1_000)]
    );
    assert_eq!(preview.document.lines, receipt.lines, "the document's own lines stay as they are");
    shows(&preview, "Gift set 5,50");
    for page in pages(&preview) {
        let order = ["Hat", "Gift set", "Socks", "Box", "Scarf", "Tea set", "Pot"].map(|name| page.find(&format!(">{name}<")).unwrap());
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(page.matches("data-bundle-sum").count(), 2);
        assert_eq!(page.matches("data-line=").count(), 5);
    }
    let alone = Document { lines: receipt.lines.into_iter().map(|line| Line { bundle: None, ..line }).collect(), ..preview.document };
    assert!(pages(&previewed(alone)).iter().all(|page| !page.contains("data-bundle-sum")), "the control");
}

#[test]
fn p15_a_bundle_without_a_name_is_called_by_its_number() {
    let receipt = document(DocumentKind::Receipt, "EUR", vec![in_set(3, "", line("Socks", 1, 100))]);
    shows(&previewed(receipt), "Set 3 1,00");
}

#[test]
fn p21_a_line_shows_everything_that_is_known_of_it() {
    let full = Line {
        item_code: "WS-1".into(),
        ean: "4006381333931".into(),
        serial_number: "SN 77".into(),
        quantity: Quantity::from_scaled(1_500),
        regular_price: Price::from_minor(1_000),
        discount: Price::from_minor(101),
        final_price: Price::from_scaled(8_991_234),
        amount: Some(1_349),
        tax_rate: Some(1_900),
        defective: true,
        source: Some(LineRef { kind: Some(DocumentKind::Order), ..LineRef::new("O-7", 2) }),
        properties: Pairs::from([("Größe", "42")]),
        attributes: Pairs::from([("Marke", "FALKE")]),
        ..line("Wollsocken", 1, 0)
    };
    let preview = previewed(document(DocumentKind::Invoice, "EUR", vec![full, line("Hat", 1, 200)]));
    for what in ["Wollsocken", "1,5", "8,991234", "10,00", "Rabatt 1,01", "13,49", "19 %", "Defekt"] {
        shows(&preview, what);
    }
    for what in ["EAN: 4006381333931", "Art.-Nr.: WS-1", "Serien-Nr.: SN 77", "Größe: 42", "Marke: FALKE"] {
        shows(&preview, what);
    }
    shows(&preview, "Ausgangsbeleg: Auftrag O-7, Zeile 2");
    assert!(pages(&preview).iter().all(|page| page.matches("<div data-regular").count() == 1), "only what was reduced has a regular price");
}

#[test]
fn p21_the_sums_are_the_documents_total_and_what_no_line_explains_is_a_row_of_its_own() {
    let receipt = Document { total: 1_250, ..document(DocumentKind::Receipt, "EUR", vec![line("Hat", 2, 500), line("Socks", 1, 200)]) };
    let preview = previewed(receipt.clone());
    let groups: i64 = preview.groups.iter().map(|group| group.amount).sum();
    assert_eq!((groups, preview.lines_amount, preview.difference, preview.payable), (1_200, 1_200, 50, 1_250));
    assert_eq!(groups + preview.difference, preview.document.total);
    shows(&preview, "Summe der Zeilen 12,00");
    shows(&preview, "Nicht in den Zeilen 0,50");
    shows(&preview, "Summe 12,50 EUR");
    shows_not(&previewed(Document { total: 1_200, ..receipt }), "Nicht in den Zeilen");
}

#[test]
fn p21_cash_rounding_and_what_is_paid_stand_below_the_total() {
    let receipt = Document { rounding: -2, ..document(DocumentKind::Receipt, "EUR", vec![line("Hat", 1, 1_997)]) };
    let preview = previewed(receipt.clone());
    assert_eq!((preview.document.total, preview.payable), (1_997, 1_995));
    shows(&preview, "Summe 19,97 EUR Bargeldrundung -0,02 Zu zahlen 19,95 EUR");
    shows_not(&previewed(Document { rounding: 0, ..receipt }), "Zu zahlen");
}

#[test]
fn p21_a_net_invoice_shows_each_rate_with_net_tax_and_gross() {
    let at = |rate, line: Line| Line { tax_rate: Some(rate), ..line };
    let lines = vec![at(1_900, line("Hat", 1, 11_900)), at(700, line("Book", 2, 1_070)), line("Voucher", 1, 500)];
    let invoice = Document { net: true, ..document(DocumentKind::Invoice, "EUR", lines) };
    let preview = previewed(invoice.clone());
    let taxes: Vec<_> = preview.taxes.iter().map(|tax| (tax.rate, tax.net, tax.tax, tax.gross)).collect();
    assert_eq!(taxes, [(700, 2_000, 140, 2_140), (1_900, 10_000, 1_900, 11_900)]);
    shows(&preview, "7 % 20,00 1,40 21,40 19 % 100,00 19,00 119,00");
    shows(&preview, "Die Steuer ist auf Nettobeträge gerechnet.");
    shows_not(&previewed(Document { net: false, ..invoice }), "Nettobeträge");
}

#[test]
fn p21_what_is_taken_back_is_negative() {
    let back = Line { tax_rate: Some(1_900), ..line("Hat", -2, 1_190) };
    let preview = previewed(document(DocumentKind::Correction, "EUR", vec![back, in_set(1, "Set", line("Box", -1, 100))]));
    assert_eq!((preview.payable, preview.groups[1].amount, preview.taxes[0].tax), (-2_480, -100, -380));
    shows(&preview, "-2");
    shows(&preview, "-23,80");
    shows(&preview, "Set -1,00");
    shows(&preview, "Summe -24,80 EUR");
}

#[test]
fn p21_an_amount_has_the_decimals_of_its_currency_and_the_form_of_the_language() {
    let of = |currency: &str, language| {
        let preview = previewed(document(DocumentKind::Receipt, currency, vec![line("Hat", 1, 1_234_567)])).language(language);
        read(&preview.html(PageFormat::Receipt80).unwrap()).replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert!(of("JPY", Language::English).contains("Total 1,234,567 JPY"));
    assert!(of("KWD", Language::English).contains("Total 1,234.567 KWD"));
    assert!(of("EUR", Language::English).contains("Total 12,345.67 EUR"));
    assert!(of("EUR", Language::French).contains("Total 12 345,67 EUR"));
    assert!(of("EUR", Language::Italian).contains("Totale 12.345,67 EUR"));
    assert!(of("EUR", Language::Polish).contains("Razem 12 345,67 EUR"));
}

#[test]
fn p21_every_language_has_its_own_words() {
    let preview = previewed(document(DocumentKind::Receipt, "EUR", vec![line("Hat", 1, 100)]));
    let heads = ["Receipt", "Kassenbon", "Ticket de caisse", "Scontrino", "Paragon"];
    for (language, head) in Language::ALL.iter().zip(heads) {
        let page = preview.clone().language(*language).html(PageFormat::Receipt58).unwrap();
        assert!(page.contains(&format!("<h1>{head}</h1>")) && page.contains(&format!("<html lang=\"{}\">", language.name())));
    }
}

#[test]
fn p21_nothing_that_stands_on_a_document_is_markup() {
    let evil = "<b>\"x' onload=alert(1)</b></style><script>\0\u{1b}\u{202e}&amp;";
    let pair = Pairs::from([(evil, evil)]);
    let bad = Line {
        item_code: evil.into(),
        ean: evil.into(),
        serial_number: evil.into(),
        properties: pair.clone(),
        attributes: pair,
        source: Some(LineRef::new(evil, 1)),
        ..in_set(1, evil, line(evil, 1, 100))
    };
    let some = Some(evil.to_owned());
    let addressee = Addressee {
        name: some.clone(),
        street: some.clone(),
        postal_code: some.clone(),
        city: some.clone(),
        region: some.clone(),
        country: some.clone(),
    };
    let base = document(DocumentKind::Invoice, "EUR", vec![bad]);
    let preview = previewed(Document { number: evil.into(), issuer: some.clone(), source: some.clone(), barcode: some, addressee, ..base });
    let harmless = previewed(document(DocumentKind::Invoice, "EUR", vec![in_set(1, "Set", line("Hat", 1, 100))]));
    for (page, plain) in pages(&preview).iter().zip(pages(&harmless)) {
        assert!(page.matches("&lt;b&gt;").count() > 10);
        for mark in ["<b>", "<script", "\"x'"] {
            assert!(!page.contains(mark), "{mark}");
        }
        assert_eq!(page.matches("</style>").count(), plain.matches("</style>").count());
        assert!(!page.chars().any(|sign| (sign.is_control() && sign != '\n') || sign == '\u{202e}'));
    }
}

#[test]
fn p21_a_page_needs_nothing_from_elsewhere_and_runs_nothing() {
    for page in pages(&previewed(document(DocumentKind::Receipt, "EUR", vec![line("Hat", 1, 100)]))) {
        assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'"));
        for outside in ["http://", "https://", "url(", "src=", "href=", "@import", "<script", "<link", " onload"] {
            assert!(!page.split("<body>").nth(1).unwrap().contains(outside), "{outside}");
        }
        assert!(page.contains("@page") && page.contains("overflow-wrap: anywhere"));
    }
}

#[test]
fn p21_ten_thousand_lines_and_very_long_words_make_a_page() {
    let many = (0..10_000).map(|at| in_set(at / 3 + 1, "Set", line(&"W".repeat(200), 1, 1))).collect();
    let preview = previewed(document(DocumentKind::Receipt, "EUR", many));
    assert_eq!((preview.groups.len(), preview.payable), (3_334, 10_000));
    assert_eq!(preview.html(PageFormat::A4).unwrap().matches("data-line=").count(), 10_000);
}

#[test]
fn p21_a_draft_or_a_cancelled_document_says_so_large() {
    let of = |state| previewed(Document { state, ..document(DocumentKind::Receipt, "EUR", vec![line("Hat", 1, 100)]) });
    for state in [DocumentState::Draft, DocumentState::Cancelled, DocumentState::Rejected] {
        assert!(pages(&of(state)).iter().all(|page| page.contains("class=\"void\"")));
    }
    assert!(pages(&of(DocumentState::Issued)).iter().all(|page| !page.contains("class=\"void\"")));
}

/// A receipt to Ann Lee with a signed payload, and the invoice made from it, both of the feed.
const FED: &str = r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","given_name":"Ann","family_name":"Lee"}
{"feed":"document","kind":"receipt","number":"R-1","state":"issued","customer":"1","created":"2026-06-30T23:30:00Z","currency":"EUR","total":200,"issuer":"Plattenladen","branch":"berlin-mitte","station":"till-2","operator":"jane","barcode":"29001","addressee_street":"Torstr. 125","addressee_postal_code":"10119","addressee_city":"Berlin","payload":"c2VjcmV0LXBheWxvYWQ=","payload_keep_until":"2036-12-31","payload_ground":"AO 147","lines":[{"line":1,"name":"Hat","quantity":1,"final_price":200}]}
{"feed":"document","kind":"invoice","number":"I-1","state":"open","customer":"1","created":"2026-07-01","currency":"EUR","total":200,"source":"R-1","lines":[{"line":1,"name":"Hat","quantity":1,"final_price":200,"source_document":"R-1","source_line":1}]}"#;

fn fed() -> (Shop, DocumentId) {
    let shop = Shop::empty();
    shop.fed(FED);
    let id = shop.desk().document_by_number(DocumentKind::Receipt, "R-1").unwrap().id;
    (shop, id)
}

#[test]
fn p21_the_desk_shows_a_whole_document_with_what_it_is_linked_to() {
    let (shop, id) = fed();
    let preview = shop.desk().preview(id).unwrap();
    assert_eq!((preview.offset_minutes, preview.language), (120, Language::English));
    assert!(preview.document.payload.is_none(), "the payload is not shown");
    assert_eq!(preview.links.results.iter().map(|link| link.number.as_str()).collect::<Vec<_>>(), ["I-1"]);
    for what in ["2026-07-01 01:30 (+02:00)", "Ann Lee", "Torstr. 125", "10119 Berlin", "Plattenladen", "berlin-mitte", "till-2", "jane"] {
        shows(&preview, what);
    }
    for what in ["29001", "Issued", "Later document Invoice I-1 (2026-07-01)", "Total 2.00 EUR"] {
        shows(&preview, what);
    }
    shows_not(&preview, "secret-payload");
    shows_not(&preview, "c2VjcmV0");
    let invoice = shop.desk().document_by_number(DocumentKind::Invoice, "I-1").unwrap().id;
    shows(&shop.desk().preview(invoice).unwrap(), "Source document Receipt R-1 (2026-07-01)");
}

#[test]
fn p21_it_takes_the_right_to_see_the_history() {
    let (shop, id) = fed();
    let tom = shop.desk_of("tom", Rights::all().without(Right::ReadHistory));
    assert_eq!(failed(tom.preview(id)), (ErrorKind::NotPermitted, "right.read_history", None));
    let unknown = DocumentId::from_bytes([9; 16]);
    assert_eq!(failed(shop.desk().preview(unknown)), (ErrorKind::NotFound, "document.unknown", None));
}

#[test]
fn p21_of_an_erased_customer_the_page_shows_nothing_personal_and_says_why() {
    let (shop, id) = fed();
    let before = shop.desk().preview(id).unwrap();
    shows(&before, "Ann Lee");
    shows_not(&before, "data-anonymized");
    let invoice = r#"{"feed":"document","kind":"invoice","number":"I-1","state":"issued","customer":"1","created":"2026-07-01","currency":"EUR","total":200}"#;
    shop.fed(invoice);
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let preview = shop.desk().preview(id).unwrap();
    assert!(preview.document.anonymized && preview.document.customer.is_none());
    for personal in ["Ann", "Lee", "Torstr", "10119", "Berlin<"] {
        shows_not(&preview, personal);
    }
    shows(&preview, "Customer anonymized");
    shows(&preview, "Total 2.00 EUR");
    let of_a_host = Document { anonymized: true, ..before.document };
    assert_eq!(Preview::of(of_a_host, 0).unwrap().document.addressee, Addressee::default(), "whatever a host passes");
}

#[test]
fn p21_a_document_without_a_customer_is_of_customer_undefined() {
    let shop = Shop::empty();
    let preview = shop.desk().preview(shop.receipt("R-1", None)).unwrap();
    let letter = preview.html(PageFormat::A4).unwrap();
    assert!(letter.contains("Customer not defined") && !letter.contains("data-anonymized"));
    assert!(preview.groups.is_empty() && preview.html(PageFormat::Receipt58).unwrap().contains("<h1>Receipt</h1>"));
}
