use std::collections::{BTreeMap, BTreeSet};
use std::ffi::c_char;
use std::ptr::null_mut;

use proptest::prelude::*;

use crate::domain::document::{Document, Line};
use crate::domain::history::{Criteria, History, HistoryLine, LineStatus, Sort, arb_criteria, arb_documents, filter, lines_of};
use crate::domain::id::Code;
use crate::domain::pairs::Pairs;
use crate::domain::time::Timestamp;
use crate::ffi::criteria::{
    CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, CLIENTELA_CRITERIA_FIELD_CREATED_FROM, CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY,
    CLIENTELA_CRITERIA_FIELD_LIMIT, CLIENTELA_CRITERIA_FIELD_PRICE_FROM, CLIENTELA_CRITERIA_FIELD_PRICE_TO, CLIENTELA_CRITERIA_FIELD_SORT,
    CLIENTELA_CRITERIA_FIELD_TOTAL_FROM, CLIENTELA_CRITERIA_FIELD_TOTAL_TO, clientela_criteria, clientela_criteria_add_status,
    clientela_criteria_add_value, clientela_criteria_free, clientela_criteria_new, clientela_criteria_set_after,
    clientela_criteria_set_number, clientela_criteria_set_text,
};
use crate::ffi::document_list::{
    clientela_documents, clientela_documents_begin, clientela_documents_free, clientela_documents_new, clientela_documents_set_number,
    clientela_documents_set_text,
};
use crate::ffi::document_list_lines::{
    clientela_documents_add_property, clientela_documents_begin_line, clientela_documents_set_line_number,
    clientela_documents_set_line_source, clientela_documents_set_line_text,
};
use crate::ffi::document_words as d;
use crate::ffi::history::{
    CLIENTELA_HISTORY_FACT_ERP, CLIENTELA_HISTORY_FACT_LINES, clientela_facets, clientela_facets_free, clientela_facets_next,
    clientela_filtered, clientela_filtered_facets, clientela_filtered_free, clientela_filtered_lines, clientela_filtered_next_page,
    clientela_filtered_status_count, clientela_filtered_total, clientela_history, clientela_history_filter, clientela_history_free,
    clientela_history_new, clientela_history_number,
};
use crate::ffi::history_lines::{self as h, clientela_history_lines};
use crate::ffi::properties::{clientela_properties, clientela_properties_free, clientela_properties_next};
use crate::ffi::raw::{Plain, text};
use crate::ffi::record::int;
use crate::ffi::record_words::CLIENTELA_ERP_STATE_NOT_ASKED;
use crate::ffi::status::{CLIENTELA_STATUS_DONE, CLIENTELA_STATUS_OK, clientela_status};
use crate::ffi::texts::{clientela_texts, clientela_texts_free, clientela_texts_next};

fn ok(status: clientela_status) {
    assert_eq!(status, CLIENTELA_STATUS_OK);
}

fn at(text: &str) -> *const c_char {
    text.as_ptr().cast()
}

fn read(lent: *const c_char, len: usize) -> Option<String> {
    (!lent.is_null()).then(|| text(lent, len, "test").unwrap().to_owned())
}

fn given(documents: &[Document]) -> clientela_documents {
    let mut list = clientela_documents::ZERO;
    ok(clientela_documents_new(&raw mut list, null_mut()));
    documents.iter().for_each(|document| begin(list, document));
    list
}

fn begin(list: clientela_documents, document: &Document) {
    let (id, currency, number) = (document.id.to_string(), document.currency.as_str(), document.number.as_str());
    let (kind, state, created) = (document.kind as i32, document.state as i32, document.created.millis());
    let numbers = (at(number), number.len());
    ok(clientela_documents_begin(
        list,
        at(&id),
        id.len(),
        kind,
        state,
        numbers.0,
        numbers.1,
        created,
        at(currency),
        currency.len(),
        null_mut(),
    ));
    let texts = [
        (d::CLIENTELA_DOCUMENT_FIELD_SOURCE, document.source.as_deref()),
        (d::CLIENTELA_DOCUMENT_FIELD_BRANCH, document.branch.as_ref().map(Code::as_str)),
        (d::CLIENTELA_DOCUMENT_FIELD_BARCODE, document.barcode.as_deref()),
    ];
    for (field, text) in texts {
        let text = text.unwrap_or_default();
        ok(clientela_documents_set_text(list, field, at(text), text.len(), null_mut()));
    }
    ok(clientela_documents_set_number(list, d::CLIENTELA_DOCUMENT_FIELD_TOTAL, document.total, null_mut()));
    if let Some(kind) = document.source_kind {
        ok(clientela_documents_set_number(list, d::CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, kind as i64, null_mut()));
    }
    document.lines.iter().for_each(|line| begin_line(list, line));
}

fn begin_line(list: clientela_documents, line: &Line) {
    ok(clientela_documents_begin_line(list, i32::try_from(line.number).unwrap(), null_mut()));
    let texts = [
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, &line.item_code),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, &line.item_name),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_EAN, &line.ean),
    ];
    for (field, text) in texts {
        ok(clientela_documents_set_line_text(list, field, at(text), text.len(), null_mut()));
    }
    let numbers = [
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, line.quantity.scaled()),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE, line.regular_price.scaled()),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT, line.discount.scaled()),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, line.final_price.scaled()),
        (d::CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, line.defective.into()),
    ];
    for (field, number) in numbers {
        ok(clientela_documents_set_line_number(list, field, number, null_mut()));
    }
    if let Some(source) = &line.source {
        let number = i32::try_from(source.line).unwrap();
        ok(clientela_documents_set_line_source(list, at(&source.document), source.document.len(), number, null_mut()));
        if let Some(kind) = source.kind {
            ok(clientela_documents_set_line_number(list, d::CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND, kind as i64, null_mut()));
        }
    }
    let both = line.properties.iter().map(|pair| (pair, 0)).chain(line.attributes.iter().map(|pair| (pair, 1)));
    for ((name, value), attribute) in both {
        ok(clientela_documents_add_property(list, at(name), name.len(), at(value), value.len(), attribute, null_mut()));
    }
}

fn asked(criteria: &Criteria) -> clientela_criteria {
    let mut made = clientela_criteria::ZERO;
    ok(clientela_criteria_new(&raw mut made, null_mut()));
    ok(clientela_criteria_set_text(made, at(&criteria.text), criteria.text.len(), null_mut()));
    let sort = [Sort::Newest, Sort::Oldest, Sort::Cheapest, Sort::Dearest, Sort::ItemName].iter().position(|sort| *sort == criteria.sort);
    let numbers = [
        (CLIENTELA_CRITERIA_FIELD_PRICE_FROM, criteria.price_from),
        (CLIENTELA_CRITERIA_FIELD_PRICE_TO, criteria.price_to),
        (CLIENTELA_CRITERIA_FIELD_TOTAL_FROM, criteria.total_from),
        (CLIENTELA_CRITERIA_FIELD_TOTAL_TO, criteria.total_to),
        (CLIENTELA_CRITERIA_FIELD_CREATED_FROM, criteria.created_from.map(Timestamp::millis)),
        (CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE, criteria.created_before.map(Timestamp::millis)),
        (CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY, Some(criteria.defective_only.into())),
        (CLIENTELA_CRITERIA_FIELD_SORT, sort.map(int)),
        (CLIENTELA_CRITERIA_FIELD_LIMIT, criteria.limit.map(int)),
    ];
    for (field, number) in numbers.into_iter().filter_map(|(field, number)| Some((field, number?))) {
        ok(clientela_criteria_set_number(made, field, number, null_mut()));
    }
    for status in &criteria.statuses {
        ok(clientela_criteria_add_status(made, *status as i32, null_mut()));
    }
    for (name, value) in criteria.values.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value))) {
        ok(clientela_criteria_add_value(made, at(name), name.len(), at(value), value.len(), null_mut()));
    }
    let after = criteria.after.as_ref().map(ToString::to_string).unwrap_or_default();
    ok(clientela_criteria_set_after(made, at(&after), after.len(), null_mut()));
    made
}

/// Every text and every number of a line, in the order of their constants.
type Shown = (Vec<Option<String>>, Vec<i64>, Vec<String>, Vec<(String, String, i32)>);

fn expected(line: &HistoryLine) -> Shown {
    let texts = [
        Some(line.document.to_string()),
        Some(line.kind.name().into()),
        Some(line.number.clone()),
        Some(line.status.name().into()),
        Some(line.item_code.clone()),
        Some(line.item_name.clone()),
        Some(line.ean.clone()),
        Some(line.currency.as_str().into()),
        line.barcode.clone(),
        line.branch.as_ref().map(|branch| branch.as_str().to_owned()),
    ];
    let numbers = [
        line.kind as i64,
        line.line.into(),
        line.created.millis(),
        line.status as i64,
        line.quantity.scaled(),
        line.regular_price.scaled(),
        line.discount.scaled(),
        line.final_price.scaled(),
        line.document_total,
        line.defective.into(),
    ];
    let pairs =
        |pairs: &Pairs, attribute| -> Vec<_> { pairs.iter().map(|(name, value)| (name.to_owned(), value.to_owned(), attribute)).collect() };
    (texts.into(), numbers.into(), line.sources.clone(), [pairs(&line.properties, 0), pairs(&line.attributes, 1)].concat())
}

fn shown(lines: clientela_history_lines) -> Shown {
    let texts = [
        h::CLIENTELA_HISTORY_FIELD_DOCUMENT,
        h::CLIENTELA_HISTORY_FIELD_KIND,
        h::CLIENTELA_HISTORY_FIELD_NUMBER,
        h::CLIENTELA_HISTORY_FIELD_STATUS,
        h::CLIENTELA_HISTORY_FIELD_ITEM_CODE,
        h::CLIENTELA_HISTORY_FIELD_ITEM_NAME,
        h::CLIENTELA_HISTORY_FIELD_EAN,
        h::CLIENTELA_HISTORY_FIELD_CURRENCY,
        h::CLIENTELA_HISTORY_FIELD_BARCODE,
        h::CLIENTELA_HISTORY_FIELD_BRANCH,
    ];
    let numbers = [
        h::CLIENTELA_HISTORY_FIELD_KIND,
        h::CLIENTELA_HISTORY_FIELD_LINE,
        h::CLIENTELA_HISTORY_FIELD_CREATED,
        h::CLIENTELA_HISTORY_FIELD_STATUS,
        h::CLIENTELA_HISTORY_FIELD_QUANTITY,
        h::CLIENTELA_HISTORY_FIELD_REGULAR_PRICE,
        h::CLIENTELA_HISTORY_FIELD_DISCOUNT,
        h::CLIENTELA_HISTORY_FIELD_FINAL_PRICE,
        h::CLIENTELA_HISTORY_FIELD_DOCUMENT_TOTAL,
        h::CLIENTELA_HISTORY_FIELD_DEFECTIVE,
    ];
    let text = |field| {
        let (mut lent, mut len) = (std::ptr::null(), 0);
        ok(h::clientela_history_lines_text(lines, field, &raw mut lent, &raw mut len, null_mut()));
        read(lent, len)
    };
    let number = |field| {
        let mut number = -1;
        ok(h::clientela_history_lines_number(lines, field, &raw mut number, null_mut()));
        number
    };
    (texts.map(text).into(), numbers.map(number).into(), sources(lines), pairs(lines))
}

fn sources(lines: clientela_history_lines) -> Vec<String> {
    let (mut walk, mut lent, mut len, mut all) = (clientela_texts::ZERO, std::ptr::null(), 0, Vec::new());
    ok(h::clientela_history_lines_sources(lines, &raw mut walk, null_mut()));
    while clientela_texts_next(walk, &raw mut lent, &raw mut len, null_mut()) == CLIENTELA_STATUS_OK {
        all.extend(read(lent, len));
    }
    ok(clientela_texts_free(walk));
    all
}

/// One step of a walk over names, values and a number.
type Step<N> = dyn Fn(*mut *const c_char, *mut usize, *mut *const c_char, *mut usize, *mut N) -> clientela_status;

fn walked<N: Copy + Default>(step: &Step<N>) -> Vec<(String, String, N)> {
    let mut all = Vec::new();
    let (mut name, mut name_len, mut value, mut value_len, mut with) = (std::ptr::null(), 0, std::ptr::null(), 0, N::default());
    while step(&raw mut name, &raw mut name_len, &raw mut value, &raw mut value_len, &raw mut with) == CLIENTELA_STATUS_OK {
        all.push((read(name, name_len).unwrap(), read(value, value_len).unwrap(), with));
    }
    all
}

fn pairs(lines: clientela_history_lines) -> Vec<(String, String, i32)> {
    let mut walk = clientela_properties::ZERO;
    ok(h::clientela_history_lines_properties(lines, &raw mut walk, null_mut()));
    let all = walked(&move |name, name_len, value, value_len, attribute| {
        clientela_properties_next(walk, name, name_len, value, value_len, attribute, null_mut())
    });
    ok(clientela_properties_free(walk));
    all
}

fn facets(found: clientela_filtered) -> BTreeMap<(String, String), i64> {
    let mut walk = clientela_facets::ZERO;
    ok(clientela_filtered_facets(found, &raw mut walk, null_mut()));
    let rows = walked(&move |name, name_len, value, value_len, count| {
        clientela_facets_next(walk, name, name_len, value, value_len, count, null_mut())
    });
    ok(clientela_facets_free(walk));
    let (count, all) = (rows.len(), rows.into_iter().map(|(name, value, count)| ((name, value), count)).collect::<BTreeMap<_, _>>());
    assert_eq!(all.len(), count, "each once");
    all
}

fn lines_of_page(found: clientela_filtered) -> Vec<Shown> {
    let (mut walk, mut all) = (clientela_history_lines::ZERO, Vec::new());
    ok(clientela_filtered_lines(found, &raw mut walk, null_mut()));
    while h::clientela_history_lines_next(walk, null_mut()) == CLIENTELA_STATUS_OK {
        all.push(shown(walk));
    }
    assert_eq!(h::clientela_history_lines_next(walk, null_mut()), CLIENTELA_STATUS_DONE);
    ok(h::clientela_history_lines_free(walk));
    all
}

fn without_nul(mut document: Document) -> Document {
    document.lines.iter_mut().for_each(|line| line.item_name = line.item_name.replace('\0', "·"));
    document
}

fn history_of(documents: &[Document]) -> clientela_history {
    let (list, mut history) = (given(documents), clientela_history::ZERO);
    ok(clientela_history_new(list, &raw mut history, null_mut()));
    ok(clientela_documents_free(list));
    history
}

fn number_of(history: clientela_history, fact: i32) -> i64 {
    let mut number = -1;
    ok(clientela_history_number(history, fact, &raw mut number, null_mut()));
    number
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn p17_p18_x27_c_shows_every_line_count_and_page_that_the_filter_finds(documents in arb_documents(), criteria in arb_criteria(), seen in 0_usize..6) {
        let documents: Vec<Document> = documents.into_iter().map(without_nul).collect();
        let rust = History::new(lines_of(&documents));
        // A name without values cannot be said in C, and allows every line; no text of C holds a NUL.
        let values = criteria.values.clone().into_iter().filter(|(_, values)| !values.is_empty()).collect();
        let text = criteria.text.replace('\0', "·");
        let criteria = Criteria { text, values, after: None, ..criteria };
        let after = filter(&rust, &Criteria { limit: Some(seen), ..criteria.clone() }).next;
        let criteria = Criteria { after, ..criteria };
        let wanted = filter(&rust, &criteria);
        let (history, made, mut found) = (history_of(&documents), asked(&criteria), clientela_filtered::ZERO);
        prop_assert_eq!(number_of(history, CLIENTELA_HISTORY_FACT_LINES), int(rust.lines().len()));
        prop_assert_eq!(number_of(history, CLIENTELA_HISTORY_FACT_ERP), i64::from(CLIENTELA_ERP_STATE_NOT_ASKED));
        ok(clientela_history_filter(history, made, &raw mut found, null_mut()));
        ok(clientela_history_free(history));
        ok(clientela_criteria_free(made));

        let mut total = -1;
        ok(clientela_filtered_total(found, &raw mut total, null_mut()));
        prop_assert_eq!(total, int(wanted.total));
        let hits: Vec<Shown> = wanted.hits.iter().map(|hit| expected(&rust.lines()[*hit])).collect();
        prop_assert_eq!(lines_of_page(found), hits);
        let (mut next, mut len) = (std::ptr::null(), 0);
        ok(clientela_filtered_next_page(found, &raw mut next, &raw mut len, null_mut()));
        prop_assert_eq!(read(next, len), wanted.next.as_ref().map(ToString::to_string));
        for status in LineStatus::ALL {
            let mut count = -1;
            ok(clientela_filtered_status_count(found, *status as i32, &raw mut count, null_mut()));
            prop_assert_eq!(count, wanted.statuses.iter().find(|(one, _)| one == status).map_or(0, |(_, count)| int(*count)));
        }
        let values: BTreeSet<_> = wanted.facets.iter().flat_map(|facet| {
            facet.values.iter().map(|value| ((facet.name.to_owned(), value.value.to_owned()), int(value.count)))
        }).collect();
        prop_assert_eq!(facets(found).into_iter().collect::<BTreeSet<_>>(), values);
        ok(clientela_filtered_free(found));
    }
}
