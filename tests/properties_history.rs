//! Laws of the transaction history, on random documents, lines and criteria.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, reason = "what a test takes for granted is there")]

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::fold::{fold, fold_variants};
use clientela::domain::history::{
    Criteria, Filtered, History, HistoryLine, LineKey, LineStatus, Sort, arb_criteria, arb_document, arb_documents, arb_history, arb_line,
    filter, lines_of,
};
use clientela::domain::id::DocumentId;
use clientela::domain::money::Quantity;

/// One filter that can be left aside: the statuses, or the values of one name.
#[derive(PartialEq)]
enum Aside<'a> {
    Nothing,
    Statuses,
    Values(&'a str),
}

fn pairs(line: &HistoryLine) -> BTreeSet<(&str, &str)> {
    line.properties.iter().chain(&line.attributes).collect()
}

/// Every text of a line in each of its folded forms.
fn forms(line: &HistoryLine) -> Vec<String> {
    let mut texts = vec![line.item_name.as_str(), &line.item_code, &line.ean, &line.number];
    texts.extend(line.sources.iter().chain(&line.source_barcodes).chain(&line.barcode).map(String::as_str));
    texts.extend(line.properties.iter().chain(&line.attributes).map(|(_, value)| value));
    texts.into_iter().flat_map(fold_variants).collect()
}

/// A line with its forms, made once.
struct Plain<'a> {
    line: &'a HistoryLine,
    forms: Vec<String>,
    pairs: BTreeSet<(&'a str, &'a str)>,
}

fn plain(lines: &[HistoryLine]) -> Vec<Plain<'_>> {
    lines.iter().map(|line| Plain { line, forms: forms(line), pairs: pairs(line) }).collect()
}

fn naively_matches(plain: &Plain<'_>, criteria: &Criteria, aside: &Aside<'_>) -> bool {
    let Plain { line, forms, pairs } = plain;
    let price = line.final_price.minor();
    let chosen = |(name, values): (&String, &BTreeSet<String>)| {
        values.is_empty() || *aside == Aside::Values(name) || values.iter().any(|value| pairs.contains(&(name.as_str(), value.as_str())))
    };
    fold(&criteria.text).split_whitespace().all(|word| forms.iter().any(|form| form.contains(word)))
        && (*aside == Aside::Statuses || criteria.statuses.is_empty() || criteria.statuses.contains(&line.status))
        && price >= criteria.price_from.unwrap_or(i64::MIN)
        && price <= criteria.price_to.unwrap_or(i64::MAX)
        && line.document_total >= criteria.total_from.unwrap_or(i64::MIN)
        && line.document_total <= criteria.total_to.unwrap_or(i64::MAX)
        && criteria.created_from.is_none_or(|from| line.created >= from)
        && criteria.created_before.is_none_or(|before| line.created < before)
        && (!criteria.defective_only || line.defective)
        && criteria.values.iter().all(chosen)
}

fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().map(str::to_owned).collect()
}

/// What puts a line into its place, after the value of the order asked for.
type NaivePlace = (Reverse<i64>, String, DocumentKind, u32, [u8; 16], LineStatus, u32);

fn same_place(a: &NaivePlace, b: &NaivePlace) -> bool {
    (a.0, &a.1, a.2, a.3, a.4, a.5) == (b.0, &b.1, b.2, b.3, b.4, b.5)
}

/// What a line is ordered by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
struct NaiveKey {
    price: i64,
    name: (Vec<String>, String),
    place: NaivePlace,
}

/// With how many lines before it have the same place.
fn naive_keys(lines: &[HistoryLine]) -> Vec<NaiveKey> {
    let mut keys: Vec<NaiveKey> = Vec::new();
    for line in lines {
        let created = Reverse(line.created.millis());
        let mut place = (created, line.number.clone(), line.kind, line.line, *line.document.bytes(), line.status, 0);
        place.6 = u32::try_from(keys.iter().filter(|key| same_place(&key.place, &place)).count()).unwrap();
        keys.push(NaiveKey { price: line.final_price.minor(), name: (words(&line.item_name), line.item_name.clone()), place });
    }
    keys
}

/// A key as its text says.
fn naive_key(key: &LineKey) -> NaiveKey {
    let (created, number, kind, line, document, status, price, name, same): (i64, String, String, u32, String, String, i64, String, u32) =
        serde_json::from_str(&key.to_string()).unwrap();
    let (kind, status) = (DocumentKind::from_name(&kind).unwrap(), LineStatus::from_name(&status).unwrap());
    let place = (Reverse(created), number, kind, line, *DocumentId::parse(&document).unwrap().bytes(), status, same);
    NaiveKey { price, name: (words(&name), name), place }
}

fn naive_order(sort: Sort, a: &NaiveKey, b: &NaiveKey) -> Ordering {
    let newest = a.place.cmp(&b.place);
    match sort {
        Sort::Oldest => newest.reverse(),
        Sort::Cheapest => a.price.cmp(&b.price).then(newest),
        Sort::Dearest => b.price.cmp(&a.price).then(newest),
        Sort::ItemName => a.name.cmp(&b.name).then(newest),
        _ => newest,
    }
}

fn naive_hits(lines: &[HistoryLine], criteria: &Criteria) -> Vec<usize> {
    let (plain, keys) = (plain(lines), naive_keys(lines));
    let mut hits: Vec<usize> = (0..lines.len()).filter(|at| naively_matches(&plain[*at], criteria, &Aside::Nothing)).collect();
    hits.sort_by(|a, b| naive_order(criteria.sort, &keys[*a], &keys[*b]));
    hits
}

/// The page asked for out of all hits.
fn naive_page(lines: &[HistoryLine], hits: Vec<usize>, criteria: &Criteria) -> Vec<usize> {
    let (keys, after) = (naive_keys(lines), criteria.after.as_ref().map(naive_key));
    let behind = |at: &usize| after.as_ref().is_none_or(|after| naive_order(criteria.sort, &keys[*at], after) == Ordering::Greater);
    hits.into_iter().filter(behind).take(criteria.limit.unwrap_or(usize::MAX)).collect()
}

/// All pages, each behind the one before.
fn all_pages(history: &History, criteria: &Criteria, limit: usize) -> Vec<usize> {
    let (mut hits, mut page) = (Vec::new(), Criteria { limit: Some(limit), after: None, ..criteria.clone() });
    loop {
        let found = filter(history, &page);
        assert!(found.hits.len() <= limit);
        hits.extend(found.hits);
        page.after = found.next.map(|key| LineKey::parse(&key.to_string()).unwrap());
        if page.after.is_none() {
            return hits;
        }
    }
}

type NaiveFacets = BTreeMap<String, BTreeMap<String, usize>>;

fn naive_facets(lines: &[HistoryLine], criteria: &Criteria) -> NaiveFacets {
    let plain = plain(lines);
    let known: BTreeSet<(&str, &str)> = lines.iter().flat_map(pairs).collect();
    let mut facets = NaiveFacets::new();
    for (name, value) in known {
        let counted = plain.iter().filter(|plain| plain.pairs.contains(&(name, value)));
        let count = counted.filter(|plain| naively_matches(plain, criteria, &Aside::Values(name))).count();
        if count > 0 || criteria.values.get(name).is_some_and(|chosen| chosen.contains(value)) {
            facets.entry(name.to_owned()).or_default().insert(value.to_owned(), count);
        }
    }
    facets
}

fn naive_statuses(lines: &[HistoryLine], criteria: &Criteria) -> Vec<(LineStatus, usize)> {
    let plain = plain(lines);
    let count = |status: LineStatus| {
        plain.iter().filter(|plain| plain.line.status == status && naively_matches(plain, criteria, &Aside::Statuses)).count()
    };
    let counted = LineStatus::ALL.iter().map(|status| (*status, count(*status)));
    counted.filter(|(status, count)| *count > 0 || criteria.statuses.contains(status)).collect()
}

fn facets_of(found: &Filtered<'_>) -> NaiveFacets {
    let values =
        |facet: &clientela::domain::history::Facet<'_>| facet.values.iter().map(|value| (value.value.to_owned(), value.count)).collect();
    found.facets.iter().map(|facet| (facet.name.to_owned(), values(facet))).collect()
}

/// Thousandths per status.
fn sums(lines: &[HistoryLine]) -> BTreeMap<LineStatus, i128> {
    let mut sums = BTreeMap::new();
    for line in lines {
        *sums.entry(line.status).or_default() += i128::from(line.quantity.scaled());
    }
    sums
}

/// Documents in which every reference is to one sale: a receipt's line, sometimes invoiced, returned and complained about.
fn arb_one_sale() -> impl Strategy<Value = (i64, Vec<Document>)> {
    let parts = (1_i64..10, proptest::option::of(1_i64..10), proptest::collection::vec((any::<bool>(), any::<bool>(), 1_i64..4), 0..5));
    (parts, proptest::collection::vec(arb_document(), 7)).prop_map(|((sold, invoiced, after), blanks)| {
        let mut blanks = blanks.into_iter();
        let mut documents = vec![paper(blanks.next(), DocumentKind::Receipt, "R", sold, None)];
        let invoice = invoiced.map(|part| part.min(sold));
        documents.extend(invoice.map(|part| paper(blanks.next(), DocumentKind::Invoice, "I", part, Some("R"))));
        for (place, (is_return, about_invoice, amount)) in after.into_iter().enumerate() {
            let (kind, amount) = if is_return { (DocumentKind::Correction, -amount) } else { (DocumentKind::Complaint, amount) };
            let source = if about_invoice && invoice.is_some() { "I" } else { "R" };
            documents.push(paper(blanks.next(), kind, &format!("X{place}"), amount, Some(source)));
        }
        (sold, documents)
    })
}

fn paper(blank: Option<Document>, kind: DocumentKind, number: &str, pieces: i64, of: Option<&str>) -> Document {
    let state = if kind == DocumentKind::Complaint { DocumentState::Open } else { DocumentState::Issued };
    let source = of.map(|document| LineRef::new(document, 1));
    let line = Line { number: 1, quantity: Quantity::from_pieces(pieces), source, ..Line::default() };
    Document { kind, state, number: number.into(), source: None, lines: vec![line], ..blank.unwrap() }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn p17_p18_the_filter_finds_what_a_naive_filter_finds(history in arb_history(), criteria in arb_criteria()) {
        let found = filter(&history, &criteria);
        let expected = naive_hits(history.lines(), &criteria);
        prop_assert_eq!(found.total, expected.len());
        let more = criteria.limit.is_some_and(|limit| naive_page(history.lines(), expected.clone(), &Criteria { limit: None, ..criteria.clone() }).len() > limit);
        let page = naive_page(history.lines(), expected, &criteria);
        prop_assert_eq!(&found.hits, &page);
        prop_assert_eq!(found.next.is_some(), more && !page.is_empty());
        prop_assert_eq!(found.next.as_ref().map(naive_key), page.last().filter(|_| more).map(|at| naive_keys(history.lines())[*at].clone()));
        let plain = plain(history.lines());
        prop_assert!(found.hits.iter().all(|hit| naively_matches(&plain[*hit], &criteria, &Aside::Nothing)));
        prop_assert_eq!(found.hits.iter().collect::<BTreeSet<_>>().len(), found.hits.len());
    }

    #[test]
    fn p18_page_behind_page_is_the_whole(history in arb_history(), criteria in arb_criteria(), limit in 1_usize..9) {
        prop_assert_eq!(all_pages(&history, &criteria, limit), naive_hits(history.lines(), &criteria));
    }

    #[test]
    fn p18_lines_that_come_or_go_between_pages_move_no_other(
        (before, after) in prop::collection::vec(arb_line(), 0..30).prop_flat_map(|lines| {
            let (least, most) = (0..=lines.len(), lines.len());
            let left = prop::sample::subsequence(lines.clone(), least.clone());
            (Just(lines), left, prop::collection::vec(arb_line(), 0..=most.min(10)))
        }).prop_map(|(mut lines, mut left, new)| {
            // Each of its own place, as the lines of documents are.
            for (at, line) in lines.iter_mut().enumerate() { line.line = u32::try_from(at).unwrap(); }
            let mut kept = Vec::new();
            for line in &lines { if let Some(at) = left.iter().position(|one| HistoryLine { line: line.line, ..one.clone() } == *line) { left.remove(at); kept.push(line.clone()); } }
            let new = new.into_iter().zip(1_000..).map(|(line, number)| HistoryLine { line: number, ..line });
            let after = kept.into_iter().chain(new).collect::<Vec<_>>();
            (lines, after)
        }),
        criteria in arb_criteria(),
        limit in 1_usize..9,
    ) {
        let criteria = Criteria { after: None, ..criteria };
        let (then, now) = (History::new(before.clone()), History::new(after.clone()));
        let first = filter(&then, &Criteria { limit: Some(limit), ..criteria.clone() });
        let seen: Vec<u32> = first.hits.iter().map(|hit| before[*hit].line).collect();
        let Some(next) = first.next else { return Ok(()) };
        let rest = filter(&now, &Criteria { after: Some(next), limit: None, ..criteria.clone() });
        let rest: Vec<u32> = rest.hits.iter().map(|hit| after[*hit].line).collect();
        prop_assert!(rest.iter().all(|line| !seen.contains(line)), "nothing twice");
        let stayed = |line: &u32| after.iter().any(|one| one.line == *line);
        let not_seen = naive_hits(&before, &criteria).into_iter().map(|at| before[at].line).filter(|line| stayed(line) && !seen.contains(line));
        let shown: Vec<u32> = rest.iter().copied().filter(|line| *line < 1_000).collect();
        prop_assert_eq!(shown, not_seen.collect::<Vec<_>>(), "nothing left out");
    }

    #[test]
    fn p18_what_is_no_key_is_refused(text in any::<String>(), line in arb_line()) {
        prop_assert_eq!(LineKey::parse(&text).unwrap_err().rule, "position.malformed");
        let written = filter(&History::new(vec![line.clone(), line]), &Criteria { limit: Some(1), ..Criteria::default() }).next.unwrap();
        prop_assert_eq!(&LineKey::parse(&written.to_string()).unwrap(), &written);
        let cut: String = written.to_string().chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
        prop_assert!(LineKey::parse(&cut).is_err());
    }

    #[test]
    fn x27_counts_are_what_choosing_the_value_would_show(history in arb_history(), criteria in arb_criteria()) {
        let found = filter(&history, &criteria);
        prop_assert_eq!(facets_of(&found), naive_facets(history.lines(), &criteria));
        prop_assert_eq!(found.statuses, naive_statuses(history.lines(), &criteria));
    }

    #[test]
    fn more_names_than_a_word_has_bits_are_filtered_alike(count in 60_usize..140, without in any::<prop::sample::Index>(), blank in arb_document()) {
        let name = |at: usize| (format!("name {at:03}"), "yes".to_owned());
        let line = Line { properties: (0..count).map(name).collect(), ..Line::default() };
        let without = without.index(count);
        let fewer = line.properties.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, pair)| pair);
        let poorer = Line { number: 2, properties: fewer.collect(), ..line.clone() };
        let mut document = paper(Some(blank), DocumentKind::Receipt, "R", 1, None);
        document.lines = [line, poorer].into_iter().map(|line| Line { quantity: Quantity::from_pieces(1), ..line }).collect();
        let history = History::new(lines_of(&[document]));
        let criteria = (0..count).fold(Criteria::default(), |criteria, at| criteria.value(&name(at).0, "yes"));
        let found = filter(&history, &criteria);
        prop_assert_eq!(found.hits, [0]);
        prop_assert_eq!(facets_of(&filter(&history, &criteria)), naive_facets(history.lines(), &criteria));
    }

    #[test]
    fn the_order_of_documents_does_not_matter(
        (documents, shuffled) in arb_documents().prop_flat_map(|documents| (Just(documents.clone()), Just(documents).prop_shuffle())),
    ) {
        prop_assert_eq!(lines_of(&documents), lines_of(&shuffled));
    }

    #[test]
    fn no_quantity_is_nought_or_less_and_no_status_exceeds_its_documents(documents in arb_documents()) {
        let lines = lines_of(&documents);
        prop_assert!(lines.iter().all(|line| line.quantity > Quantity::default()));
        for line in &lines {
            let document = documents.iter().find(|document| document.id == line.document && document.kind == line.kind).unwrap();
            let own = document.lines.iter().find(|own| own.number == line.line).unwrap();
            prop_assert!(line.quantity.scaled() <= own.quantity.scaled().saturating_abs());
        }
    }

    #[test]
    fn p20_no_line_comes_from_what_is_not_valid(documents in arb_documents()) {
        use DocumentState::{Cancelled, Draft, Initialised, NotApproved, Rejected};
        let out = |state| matches!(state, Cancelled | Draft | Initialised | NotApproved | Rejected);
        let shown: BTreeSet<_> = lines_of(&documents).iter().map(|line| line.document).collect();
        let left_out: BTreeSet<_> = documents.iter().filter(|document| out(document.state)).map(|document| document.id).collect();
        prop_assert!(shown.is_disjoint(&left_out));
    }

    #[test]
    fn of_one_sale_sold_returned_and_in_complaint_add_up((sold, documents) in arb_one_sale()) {
        let sums = sums(&lines_of(&documents));
        let of = |status| sums.get(&status).copied().unwrap_or(0);
        let returned: i128 = documents.iter().filter(|document| document.kind == DocumentKind::Correction)
            .map(|document| -i128::from(document.lines[0].quantity.scaled())).sum();
        prop_assert_eq!(of(LineStatus::Returned), returned);
        let all = of(LineStatus::Sold) + of(LineStatus::Returned) + of(LineStatus::ComplaintInProgress);
        prop_assert_eq!(all, i128::from(sold * 1000).max(returned));
    }

    #[test]
    fn whatever_is_typed_gets_an_answer(history in arb_history(), text in any::<String>(), times in 1_usize..200) {
        let criteria = Criteria { text: text.repeat(times), ..Criteria::default() };
        prop_assert!(filter(&history, &criteria).total <= history.lines().len());
    }
}

#[test]
fn ten_thousand_characters_blanks_nul_and_emoji_are_answered() {
    let mut runner = TestRunner::deterministic();
    let blank = arb_document().new_tree(&mut runner).unwrap().current();
    let mut document = paper(Some(blank), DocumentKind::Receipt, "R", 1, None);
    let line = |name: &str| Line { item_name: name.into(), ..document.lines[0].clone() };
    document.lines = vec![line("🧦 socks"), line("a\0b"), line("hat")];
    let history = History::new(lines_of(&[document]));
    let total = |text: &str| filter(&history, &Criteria { text: text.into(), ..Criteria::default() }).total;
    assert_eq!(total(&" \t\u{a0}\n".repeat(2_500)), 3);
    assert_eq!(total(&"x".repeat(10_000)), 0);
    assert_eq!(total(&"hat ".repeat(2_500)), 1);
    let distinct: Vec<String> = (0..2_000).map(|number| format!("{number:04}")).collect();
    assert_eq!(total(&distinct.join(" ")), 0);
    assert_eq!((total("\0"), total("🧦"), total("🧦 \0")), (1, 1, 0));
}
