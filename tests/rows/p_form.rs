//! P6: the consent form that is printed, and found again by its number.
#![cfg(feature = "form")]

use clientela::domain::consent::{Definition, DefinitionState, DefinitionText, FormNumber, Intent, Purpose, State};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::store::JournalQuery;
use clientela::{ErrorKind, FormRequest, PrintedForm};

use crate::shop::{NOW, Shop, broken, code, database, failed, said, yes};

/// All that somebody has who is printed.
const ANNA: [(Field, &str); 9] = [
    (Field::GivenName, "Anna"),
    (Field::FamilyName, "Kowalska"),
    (Field::Number, "10482"),
    (Field::Street, "Torstraße 125"),
    (Field::PostalCode, "53909"),
    (Field::City, "Zülpich"),
    (Field::BirthDate, "1984-05-17"),
    (Field::Email, "anna@example.org"),
    (Field::Phone, "+49 30 23125060"),
];

fn print(shop: &Shop, request: &FormRequest) -> PrintedForm {
    shop.desk().consent_form(request).unwrap()
}

/// The consents of a page, each with its section.
fn sections(html: &str) -> Vec<(&str, &str)> {
    let parts = html.split("<section class=\"consent\" data-definition=\"").skip(1);
    parts.map(|part| part.split("</section>").next().unwrap().split_once("\">").unwrap()).collect()
}

fn section<'a>(html: &'a str, definition: &str) -> &'a str {
    sections(html).into_iter().find(|(code, _)| *code == definition).unwrap().1
}

/// Whether the boxes for yes and no are ticked, and that each has a cross exactly then.
fn ticks(section: &str) -> (bool, bool) {
    let ticked = |name: &str| {
        let open = format!("<svg data-box=\"{name}\"");
        let rest = &section[section.find(&open).unwrap() + open.len()..];
        let svg = &rest[..rest.find("</svg>").unwrap()];
        assert_eq!(svg.starts_with(" data-ticked"), svg.contains("<path"), "{svg}");
        svg.starts_with(" data-ticked")
    };
    (ticked("yes"), ticked("no"))
}

/// The QR code of a page, drawn large and read.
fn scanned(html: &str) -> String {
    const SCALE: usize = 6;
    let svg = &html[html.find("<svg class=\"qr\"").unwrap()..];
    let svg = &svg[..svg.find("</svg>").unwrap()];
    let attribute = |name: &str| svg.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap();
    let side: usize = attribute("viewBox").rsplit(' ').next().unwrap().parse().unwrap();
    let module = |text: &str| -> (usize, usize) {
        let (x, y) = text.strip_suffix("h1v1h-1z").unwrap().split_once(' ').unwrap();
        (x.parse().unwrap(), y.parse().unwrap())
    };
    let dark: Vec<_> = attribute(" d").split('M').skip(1).map(module).collect();
    let pixel = |x: usize, y: usize| if dark.contains(&(x / SCALE, y / SCALE)) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side * SCALE, side * SCALE, pixel);
    image.detect_grids()[0].decode().unwrap().1
}

/// A definition in force with one text.
fn define(shop: &Shop, name: &str, language: &str, title: &str, body: &str) {
    let text = DefinitionText { language: language.into(), title: title.into(), body: body.into() };
    let draft = Definition::draft(code(name), Purpose::Processing);
    shop.erp().define(&Definition { state: DefinitionState::Active, texts: vec![text], ..draft }).unwrap();
}

#[test]
fn p6_the_boxes_are_ticked_as_the_consents_stand() {
    let shop = Shop::with_definitions();
    let (anna, desk) = (shop.add(&ANNA), shop.desk());
    desk.record(anna, &yes("newsletter-email")).unwrap();
    desk.record(anna, &said("offers-phone", Intent::Refuse)).unwrap();
    desk.record(anna, &yes("data-storage")).unwrap();
    desk.withdraw(anna, &code("data-storage")).unwrap();
    desk.record(anna, &said("offers-letter", Intent::Ask)).unwrap();
    let html = print(&shop, &FormRequest::of(anna)).html;
    let boxes = ["newsletter-email", "offers-phone", "data-storage", "offers-letter", "offers-sms"].map(|one| ticks(section(&html, one)));
    assert_eq!(boxes, [(true, false), (false, true), (false, true), (false, false), (false, false)]);
    for consent in desk.consents(anna).unwrap() {
        let state = consent.standing.state;
        let section = section(&html, consent.definition.code.as_str());
        assert_eq!(ticks(section), (state == State::Accepted, state == State::Refused), "{}", consent.definition.code);
        assert!(section.contains(&consent.text.unwrap().title), "its own text");
    }
}

#[test]
fn p6_a_filled_form_shows_whom_it_is_about_and_where_each_channel_leads() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let html = print(&shop, &FormRequest::of(anna).language("de")).html;
    for shown in
        ["Anna Kowalska", "10482", "Torstraße 125, 53909 Zülpich", "17.05.1984", "Gedruckt am 01.07.2026", "Ort, Datum", "Unterschrift"]
    {
        assert!(html.contains(shown), "{shown}");
    }
    for (definition, reach) in
        [("newsletter-email", "anna@example.org"), ("offers-phone", "+49 30 23125060"), ("offers-letter", "Torstraße 125, 53909 Zülpich")]
    {
        assert!(section(&html, definition).contains(reach), "{definition}");
    }
    assert!(!section(&html, "data-storage").contains("anna@"), "a consent without a channel leads nowhere");
}

#[test]
fn p6_a_blank_form_has_no_box_ticked_and_nothing_of_anybody() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    shop.desk().record(anna, &yes("newsletter-email")).unwrap();
    let (blank, filled) = (print(&shop, &FormRequest::blank()), print(&shop, &FormRequest::of(anna)));
    let shown = shop.desk().customer(anna).unwrap().stored.values;
    let found = |html: &str| ANNA.iter().filter(|(field, _)| html.contains(shown.get(*field).unwrap())).count();
    assert_eq!((found(&blank.html), found(&filled.html)), (0, ANNA.len()), "the filled one is the control");
    assert!(sections(&blank.html).iter().all(|(_, section)| ticks(section) == (false, false) && section.contains("</h2>")));
    assert!(sections(&filled.html).iter().any(|(_, section)| ticks(section).0));
    let kept = shop.desk().find_consent_form(&blank.number.to_string()).unwrap();
    assert_eq!(kept.subject, None);
    assert!(kept.texts.len() > 5 && kept.texts.iter().all(|text| text.state == State::Unknown));
}

#[test]
fn p6_a_form_has_the_customers_language_and_names_a_text_in_another_one() {
    let shop = Shop::with_definitions();
    define(&shop, "polish-only", "pl", "Zgoda", "Zgadzam się.");
    let anna = shop.add(&[(Field::FamilyName, "Lee"), (Field::Language, "de")]);
    let html = print(&shop, &FormRequest::of(anna)).html;
    let note = "In der gewünschten Sprache nicht vorhanden. Hier gedruckt auf: Polnisch";
    assert!(html.contains("<html lang=\"de\">") && section(&html, "polish-only").contains(note));
    assert!(section(&html, "newsletter-email").contains("lang=\"de\"") && html.matches("nicht vorhanden").count() == 1);
    let html = print(&shop, &FormRequest::of(anna).language("pl")).html;
    assert!(section(&html, "newsletter-email").contains("Wydrukowano w języku: angielskim") && html.contains("Podpis"));
    assert!(!section(&html, "polish-only").contains("Wydrukowano w języku"));
    let html = print(&shop, &FormRequest::blank().language("pt").about(code("newsletter-email"))).html;
    assert!(html.contains("Printed here in: English") && html.contains("lang=\"pt\">"), "its labels are not in Portuguese, and it says so");
    assert!(!section(&html, "newsletter-email").contains("Printed here in"), "its text is");
}

#[test]
fn p6_whatever_is_fed_is_printed_as_text() {
    let shop = Shop::empty();
    define(&shop, "odd", "en", "<script>alert(1)</script>", "a < b & \"c\"\n\n</section><img src=x>");
    let anna = shop.add(&[(Field::FamilyName, "<b>Lee</b>")]);
    let html = print(&shop, &FormRequest::of(anna)).html;
    assert!(html.contains("&lt;script&gt;alert(1)") && html.contains("&lt;b&gt;Lee"), "{html}");
    assert!(["<script", "<img", "<b>"].iter().all(|tag| !html.contains(tag)));
    let own = print(&shop, &FormRequest::of(anna).template("{% for one in form.consents %}{{ one.title }}{% endfor %}")).html;
    assert!(own.starts_with("&lt;script&gt;"), "the host's template escapes too: {own}");
}

#[test]
fn p6_a_form_needs_nothing_from_elsewhere_and_is_made_for_paper() {
    let shop = Shop::with_definitions();
    let html = print(&shop, &FormRequest::blank()).html;
    assert!(["http:", "https:", "src=", "<link", "url(", "@import"].iter().all(|way| !html.contains(way)));
    assert!(["size: A4", "counter(page)", "counter(pages)", "break-inside: avoid"].iter().all(|part| html.contains(part)));
}

#[test]
fn p6_the_hosts_template_is_used_and_sees_the_whole_form() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    shop.desk().record(anna, &yes("newsletter-email")).unwrap();
    let template = "{{ form.number }}|{{ form.blank }}|{{ form.person.name }}|{{ form.labels.signature }}|\
                    {% for one in form.consents if one.yes %}{{ one.definition }} {{ one.version }} {{ one.reach[0] }}{% endfor %}";
    let form = print(&shop, &FormRequest::of(anna).template(template));
    assert_eq!(form.html, format!("{}|False|Anna Kowalska|Signature|newsletter-email 2.0 anna@example.org", form.number));
}

#[test]
fn p6_a_template_that_hangs_or_is_wrong_is_an_error_and_nothing_is_kept() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let before = shop.engine.verify_journal().unwrap().entries;
    let with = |template: &str| shop.desk().consent_form(&FormRequest::of(anna).template(template));
    let endless = "{% for a in range(100000) %}{% for b in range(100000) %}{{ b }}{% endfor %}{% endfor %}";
    let growing = format!("{{% set x = 'xxxxxxxx' %}}{}", "{% set x = x ~ x %}".repeat(64));
    let counting = "{% for a in range(100000) %}{{ range(100000)|length }}{{ range(100000)|join }}{% endfor %}";
    let large = "{% for a in range(1000) %}{{ 'x' * 99999999 }}{% endfor %}";
    // What is read or dropped by calls within calls would overflow the stack.
    let deep = [("-", "1"), ("not ", "1"), ("a.", "b"), ("1+", "1"), ("[", "")]
        .map(|(sign, end)| format!("{{{{ {}{end} }}}}", sign.repeat(50_000)));
    let steps = format!("{{% if 0 %}}{}{{% endif %}}", "{% elif 0 %}".repeat(20_000));
    let nested = "{% set x = [x] %}".repeat(15_000);
    for template in [endless, &growing, counting, large, &steps, &nested].into_iter().chain(deep.iter().map(String::as_str)) {
        assert_eq!(failed(with(template)), (ErrorKind::Limit, "form.template_too_costly", Some("template")), "{}", &template[..40]);
    }
    let as_deep_as_fits =
        format!("{{% set x = 1 %}}{}{{{{ x }}}}", format!("{{% set x = {}x{} %}}", "[".repeat(70), "]".repeat(70)).repeat(20));
    let nested = shop.desk().find_consent_form(&with(&as_deep_as_fits).unwrap().number.to_string()).unwrap();
    let before = before + 1;
    assert_eq!(nested.subject, Some(anna));
    for (template, line) in [
        ("\n{% for %}", "2"),
        ("a\n\n{{ form.persn.name }}", "3"),
        ("{{ form.number|unheard_of }}", "1"),
        ("{{ unheard_of() }}", "1"),
        ("{% set n = namespace() %}{% set n.x = n %}{{ n }}", "1"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "1"),
        ("{% include 'another' %}", "1"),
    ] {
        let error = with(template).unwrap_err();
        assert_eq!(
            (error.kind(), error.code(), error.field_name()),
            (ErrorKind::Invalid, "form.template_invalid", Some("template")),
            "{template}"
        );
        assert_eq!(error.args(), [("line", line.to_owned())], "{template}");
    }
    let error = with("{{ form.person.name + 1 }}").unwrap_err();
    assert_eq!(error.code(), "form.template_invalid");
    assert!(!format!("{error:?}").contains("Kowalska"), "an error holds no personal value: {error:?}");
    assert_eq!(broken(with(&" ".repeat(300_000))), [("template", "too_long")]);
    assert_eq!(shop.engine.verify_journal().unwrap().entries, before);
}

#[test]
fn p6_the_qr_code_on_the_paper_is_its_number() {
    let shop = Shop::with_definitions();
    for _ in 0..5 {
        let form = print(&shop, &FormRequest::blank());
        assert_eq!(scanned(&form.html), form.number.to_string());
        assert_eq!(form.html.matches(&form.number.to_string()).count(), 3, "in the title, beside the code and at the foot of each page");
    }
}

#[test]
fn p6_a_signed_form_is_found_again_by_the_number_typed_or_scanned() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().record(luis, &yes("newsletter-email")).unwrap();
    let form = print(&shop, &FormRequest::of(luis).about(code("offers-sms")).about(code("newsletter-email")).language("pt"));
    let shop = shop.reopened();
    let desk = shop.desk();
    let kept = desk.find_consent_form(&scanned(&form.html)).unwrap();
    assert_eq!((kept.subject, kept.number, kept.language.as_str(), kept.at.millis()), (Some(luis), form.number, "pt", NOW));
    assert_eq!((kept.station.as_str(), kept.operator.as_str()), ("till-1", "jane"));
    let texts: Vec<_> = kept.texts.iter().map(|text| (text.definition.as_str(), text.version, text.state)).collect();
    assert_eq!(texts, [("offers-sms", (1, 0), State::Unknown), ("newsletter-email", (2, 0), State::Accepted)]);
    let definition = desk.consents(luis).unwrap().into_iter().find(|one| one.definition.code == code("offers-sms")).unwrap().definition;
    assert_eq!((kept.texts[0].digest, kept.texts[0].language.as_str()), (definition.text("pt").unwrap().digest(), "pt"));
    for typed in [form.number.to_string().to_lowercase(), form.number.to_string().replace('-', ""), format!(" {} ", form.number)] {
        assert_eq!(desk.find_consent_form(&typed).unwrap(), kept, "{typed}");
    }
}

#[test]
fn p6_a_wrong_number_says_what_is_wrong() {
    let shop = Shop::with_definitions();
    let form = print(&shop, &FormRequest::blank());
    let desk = shop.desk();
    let mut signs: Vec<char> = form.number.to_string().chars().collect();
    signs[0] = if signs[0] == '7' { '8' } else { '7' };
    let mistyped: String = signs.into_iter().collect();
    assert_eq!(broken(desk.find_consent_form(&mistyped)), [("number", "form.number_mistyped")]);
    assert_eq!(broken(desk.find_consent_form("form 4711")), [("number", "form.number_malformed")]);
    let another = FormNumber::make([1; 8]).to_string();
    assert_eq!(failed(desk.find_consent_form(&another)), (ErrorKind::NotFound, "form.unknown", None));
}

#[test]
fn p6_the_form_of_an_erased_person_is_gone_with_its_number_and_others_stay() {
    let shop = Shop::with_definitions();
    let (anna, bo) = (shop.add(&ANNA), shop.add(&[(Field::FamilyName, "Bo")]));
    let [gone, stays, blank] =
        [FormRequest::of(anna), FormRequest::of(bo), FormRequest::blank()].map(|request| print(&shop, &request).number);
    shop.erp().anonymize(anna).unwrap();
    shop.erp().purge().unwrap();
    let desk = shop.desk();
    assert_eq!(failed(desk.find_consent_form(&gone.to_string())), (ErrorKind::NotFound, "form.unknown", None));
    assert_eq!(desk.find_consent_form(&stays.to_string()).unwrap().subject, Some(bo));
    assert!(desk.find_consent_form(&blank.to_string()).is_ok());
    assert_eq!(failed(desk.consent_form(&FormRequest::of(anna))).0, ErrorKind::Erased);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    drop(desk);
    let folder = shop.close();
    let bytes = std::fs::read(folder.path().join("shop.db")).unwrap();
    let holds = |number: FormNumber| bytes.windows(11).any(|window| window == number.to_string().as_bytes());
    assert_eq!([gone, stays, blank].map(holds), [false, true, true]);
}

#[test]
fn p6_the_number_of_an_erased_persons_form_is_nowhere_though_it_proved_an_answer() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let number = print(&shop, &FormRequest::of(anna)).number.to_string();
    shop.desk().record(anna, &yes("newsletter-email").reference(&number)).unwrap();
    let mut sought = shop.erp().sought(anna).unwrap();
    let before = shop.erp().scan(&mut sought).unwrap().residues;
    assert!(before.iter().any(|residue| residue.place == "consent_form.number" && residue.field == Field::EvidenceReference), "{before:?}");
    shop.erp().anonymize(anna).unwrap();
    shop.erp().purge().unwrap();
    assert_eq!(shop.erp().scan(&mut sought).unwrap().residues, []);
}

#[test]
fn p6_printing_is_an_entry_of_the_journal_and_a_form_put_in_or_changed_past_it_is_noticed() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let form = print(&shop, &FormRequest::of(anna));
    let query = JournalQuery { kinds: vec![EntryKind::Printed], limit: 9, ..JournalQuery::default() };
    let log = shop.desk().journal(&query).unwrap().entries;
    assert_eq!(log.len(), 1);
    let entry = &log[0].entry;
    assert_eq!((entry.record, entry.subject, entry.key.contains(&form.number.to_string())), (RecordKind::ConsentForm, Some(anna), false));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    let folder = shop.close();
    let spoil = [
        "UPDATE consent_form_text SET state = 'accepted' WHERE position = 0",
        "DELETE FROM consent_form_text; DELETE FROM consent_form",
        "UPDATE consent_form SET number = '22222-22222'",
        "INSERT INTO consent_form SELECT randomblob(16), '22222-22222', subject, language, at, station, operator, salt FROM consent_form",
    ];
    for sql in spoil {
        let copy = crate::shop::copy_of(folder.path());
        database(copy.path()).execute_batch(sql).unwrap();
        let shop = Shop::open_in(copy).unwrap();
        assert_eq!(shop.engine.verify_journal().unwrap().findings.len(), 1, "{sql}");
    }
}

#[test]
fn p6_a_related_person_has_a_form_and_one_who_was_merged_leads_to_who_stays() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let luis = shop.customer("1");
    let beatriz = desk.customer(luis).unwrap().related[0].person.id;
    let form = print(&shop, &FormRequest::of(beatriz));
    assert!(form.html.contains("Beatriz Moreira"));
    assert_eq!(desk.find_consent_form(&form.number.to_string()).unwrap().subject, Some(beatriz));
    let (one, other) = (shop.add(&ANNA[..2]), shop.add(&ANNA[..2]));
    let form = print(&shop, &FormRequest::of(other));
    desk.merge(&desk.merge_preview(one, other).unwrap(), "").unwrap();
    assert_eq!(desk.find_consent_form(&form.number.to_string()).unwrap().subject, Some(one));
}

#[test]
fn p6_six_consents_stand_in_the_order_that_was_asked_and_what_cannot_be_printed_is_said() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let six = ["recall-notices", "offers-sms", "offers-phone", "offers-letter", "newsletter-email", "data-storage"];
    let request = six.into_iter().fold(FormRequest::of(anna), |request, one| request.about(code(one)));
    let html = print(&shop, &request).html;
    assert!(sections(&html).iter().map(|(code, _)| *code).eq(six));
    let desk = shop.desk();
    let one = |name: &str| failed(desk.consent_form(&FormRequest::of(anna).about(code(name))));
    assert_eq!(one("unheard-of"), (ErrorKind::NotFound, "definition.unknown", None));
    let silent = Definition { state: DefinitionState::Active, ..Definition::draft(code("silent"), Purpose::Processing) };
    shop.erp().define(&silent).unwrap();
    assert_eq!(one("silent"), (ErrorKind::State, "form.text_missing", None));
    shop.erp().define(&Definition::draft(code("draft"), Purpose::Processing)).unwrap();
    assert_eq!(one("draft"), (ErrorKind::State, "definition.not_in_force", None));
    assert!(sections(&print(&shop, &FormRequest::blank()).html).iter().all(|(code, _)| !["silent", "draft"].contains(code)));
    assert_eq!(failed(Shop::empty().desk().consent_form(&FormRequest::blank())), (ErrorKind::State, "form.nothing_to_ask", None));
}

#[test]
fn p6_it_takes_the_right_to_see_consents_and_shows_nothing_that_the_operator_may_not_see() {
    let shop = Shop::with_definitions();
    let anna = shop.add(&ANNA);
    let form = print(&shop, &FormRequest::of(anna));
    let no_consents = shop.desk_of("tom", Rights::all().without(Right::ReadConsents));
    let only_consents = shop.desk_of("kim", Rights::none().with(Right::ReadConsents));
    let refused = (ErrorKind::NotPermitted, "right.read_consents", None);
    assert_eq!(failed(no_consents.consent_form(&FormRequest::blank())), refused);
    assert_eq!(failed(no_consents.find_consent_form(&form.number.to_string())), refused);
    assert_eq!(failed(only_consents.consent_form(&FormRequest::of(anna))), (ErrorKind::NotPermitted, "right.read_customers", None));
    assert!(only_consents.consent_form(&FormRequest::blank()).is_ok() && only_consents.find_consent_form(&form.number.to_string()).is_ok());
    assert_eq!(format!("{form:?}"), format!("PrintedForm({})", form.number));
}
