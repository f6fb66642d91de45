//! Which codes need a text: `src/` is read as text for what errors and states can say, and the tables are walked.

use std::collections::{BTreeMap, BTreeSet};

use clientela::domain::field::{FIELDS, FieldType, RecordKind};
use clientela::domain::rights::Right;
use clientela::domain::setting::SETTINGS;

#[path = "../../support/mod.rs"]
mod support;

use support::{Source, block_end, sources};

/// Codes that the steps to come will raise.
const LATER: [&str; 8] = [
    "complaint.customer_anonymized",
    "consent.signature_missing",
    "erp_search.could_not_save",
    "erp_search.no_connection",
    "erp_search.no_local_result",
    "erp_search.no_precise_result",
    "erp_search.nothing_found",
    "erp_search.too_many",
];

/// What only a programmer causes: it is told by the text of `error.general`. A name with a point at its end means all that begin so.
const FOR_PROGRAMMERS: [&str; 10] = [
    "argument.",
    "handle.",
    "internal.",
    "walk.",
    "document.not_begun",
    "line.not_begun",
    "password.parameters",
    "setting.not_set",
    "store.internal",
    "store.session_over",
];

/// Literals that look like codes and are none: a file system, the format of a document, a column, a file.
const NO_CODES: [&str; 5] = ["fuse.sshfs", "clientela.settings", "clientela.heads.1", "search.text", "form.html"];

/// Words that nobody reads on a screen or that are names themselves: algorithms, languages, code pages.
const NOT_SHOWN: [&str; 3] = ["Scheme", "Language", "CodePage"];

/// The words of these are codes by themselves: they are rules that block.
const RULES: [&str; 2] = ["BlockerReason", "MergeBlockerReason"];

/// A string literal of the code.
struct Literal {
    text: String,
    /// Whether it stands where an error or a broken rule has its code.
    raised: bool,
    /// Whether it stands where they have their field.
    named: bool,
}

/// The literals of a file; in its code every second part between quotation marks is the place of one.
fn literals(source: &Source) -> Vec<Literal> {
    let mut at = 0;
    let mut found = Vec::new();
    for (part, code) in source.code.split('"').enumerate() {
        if part % 2 == 1 {
            let (before, after) = (&source.code[..at - 1], &source.code[at + code.len() + 1..]);
            let argument = |call, place| argument_of(before, call) == Some(place);
            let raised = argument("Violation::new(", 1) || argument("Error::new(", 1);
            let named = argument("Violation::new(", 0) || (argument(".field(", 0) && after.starts_with(')'));
            found.push(Literal { text: source.strings[part / 2].clone(), raised, named });
        }
        at += code.len() + 1;
    }
    found
}

/// Which argument of the call comes next, where code that ends here is in the middle of one.
fn argument_of(before: &str, call: &str) -> Option<usize> {
    let begun = &before[before.rfind(call)? + call.len()..];
    let (mut depth, mut commas) = (0, 0);
    for sign in begun.chars() {
        match sign {
            '(' | '{' => depth += 1,
            ')' | '}' if depth == 0 => return None,
            ')' | '}' => depth -= 1,
            ',' if depth == 0 => commas += 1,
            _ => {}
        }
    }
    let begins = begun.trim_end().ends_with(',') || begun.trim().is_empty();
    (depth == 0 && begins).then_some(commas)
}

/// Names with points between them, as codes are written.
fn has_points(text: &str) -> bool {
    let name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    text.contains('.') && text.starts_with(|c: char| c.is_ascii_lowercase()) && text.split('.').all(name)
}

impl Literal {
    fn is_code(&self) -> bool {
        let is_key = SETTINGS.iter().any(|spec| spec.key == self.text);
        self.raised || (has_points(&self.text) && !is_key && !NO_CODES.contains(&self.text.as_str()))
    }

    fn code(self) -> Option<String> {
        let is = |known: &&str| self.text == **known || (known.ends_with('.') && self.text.starts_with(*known));
        let for_programmers = FOR_PROGRAMMERS.iter().any(is);
        (self.is_code() && !for_programmers).then_some(self.text)
    }
}

/// The lists of words in a file: the name and the words of each.
fn lists(source: &Source) -> Vec<(String, Vec<String>)> {
    let mut told = String::new();
    for (part, code) in source.code.split('"').enumerate() {
        told.push_str(if part % 2 == 0 { code } else { &source.strings[part / 2] });
        told.push('"');
    }
    let list = |(at, _): (usize, &str)| {
        let block = &told[at..block_end(&told, at)];
        let name = block.split_whitespace().nth(2).unwrap_or_default();
        (name.to_owned(), block.split('"').skip(1).step_by(2).map(str::to_owned).collect())
    };
    told.match_indices("words! {").map(list).collect()
}

/// The table of namespaces that opens the module: namespaces by the name of their enumeration.
fn namespaces(sources: &[Source]) -> BTreeMap<String, String> {
    let module = sources.iter().find(|source| source.path == "domain/message.rs").expect("the module");
    let cells = |line: &str| line.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let rows = module.text.lines().filter(|line| line.starts_with("//! | `"));
    rows.map(cells).filter_map(|cells| Some((cells.get(1)?.clone(), cells[0].clone()))).collect()
}

/// The codes of words, or the name of a list that is in no table.
fn words(sources: &[Source]) -> Result<BTreeSet<String>, String> {
    let namespaces = namespaces(sources);
    let mut found = BTreeSet::new();
    for (list, words) in sources.iter().flat_map(lists).filter(|(list, _)| !NOT_SHOWN.contains(&list.as_str())) {
        match namespaces.get(&list) {
            _ if RULES.contains(&list.as_str()) => found.extend(words),
            Some(namespace) => found.extend(words.iter().map(|word| format!("{namespace}.{word}"))),
            None => return Err(list),
        }
    }
    found.extend(RecordKind::ALL.map(|kind| format!("{}.{}", namespaces["RecordKind"], kind.name())));
    Ok(found)
}

/// Fields, the choices of a customer's fields, settings and rights, with what an error names as a field besides.
fn tables(literals: &[Literal]) -> BTreeSet<String> {
    let named = literals.iter().filter(|literal| literal.named && !literal.text.is_empty()).map(|literal| literal.text.as_str());
    let fields = FIELDS.iter().map(|spec| spec.name).chain(named).chain(["operator"]).map(|name| format!("field.{name}"));
    let of_a_customer = |kind| matches!(kind, RecordKind::Subject | RecordKind::Address | RecordKind::Part | RecordKind::Relation);
    let choices = FIELDS.iter().filter(|spec| of_a_customer(spec.record));
    let choices = choices.flat_map(|spec| match spec.kind {
        FieldType::Choice(words) => words.iter().map(|word| format!("{}.{word}", spec.name)).collect(),
        _ => Vec::new(),
    });
    let settings = SETTINGS.iter().map(|spec| format!("setting.{}", spec.key));
    fields.chain(choices).chain(settings).chain(Right::ALL.map(|right| format!("right_name.{}", right.name()))).collect()
}

/// Every code that must have a text.
pub fn needed() -> Result<BTreeSet<String>, String> {
    let sources = sources();
    let literals: Vec<Literal> = sources.iter().flat_map(literals).collect();
    let mut found = words(&sources)?;
    found.extend(tables(&literals));
    found.extend(LATER.map(str::to_owned));
    found.extend(literals.into_iter().filter_map(Literal::code));
    Ok(found)
}

/// What is made of a namespace and a word: the words of each namespace.
pub fn by_namespace() -> BTreeMap<String, BTreeSet<String>> {
    let sources = sources();
    let literals: Vec<Literal> = sources.iter().flat_map(literals).collect();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for code in words(&sources).expect("a list of words that is in no table of namespaces").into_iter().chain(tables(&literals)) {
        if let Some((namespace, word)) = code.split_once('.') {
            found.entry(namespace.to_owned()).or_default().insert(word.to_owned());
        }
    }
    found
}

/// The namespaces that the documentation of a module lists, each with what stands beside it.
pub fn listed(path: &str) -> BTreeMap<String, String> {
    let module = sources().into_iter().find(|source| source.path == path).expect("the module");
    let row = |line: &str| {
        let of_table = line.strip_prefix("//! | `").and_then(|row| row.split_once("` | "));
        let (namespace, of) = of_table.or_else(|| line.strip_prefix("//! - ")?.split_once(": "))?;
        Some((namespace.to_owned(), of.trim_end_matches(" |").to_owned()))
    };
    module.text.lines().filter_map(row).collect()
}

/// Codes with the argument that a file which raises them does not give.
pub fn not_given<'a>(places: impl Iterator<Item = (&'a str, &'a [&'a str])>) -> Vec<String> {
    let texts = |source: &Source| literals(source).into_iter().map(|literal| literal.text).collect::<BTreeSet<_>>();
    let sources: Vec<_> = sources().into_iter().map(|source| (texts(&source), source)).collect();
    let mut found = Vec::new();
    for (code, arguments) in places {
        for (_, source) in sources.iter().filter(|(texts, _)| texts.contains(code)) {
            let missing = arguments.iter().filter(|argument| !source.text.contains(&format!(".with(\"{argument}\"")));
            found.extend(missing.map(|argument| format!("{}: {code} without {argument}", source.path)));
        }
    }
    found
}

#[test]
fn the_place_of_a_literal_is_told_by_the_code_before_it() {
    let text = r#"fn f() { Violation::new(name(1, 2), "rule").with("a", 1); Error::new(Kind::A, "code.a").field("b"); d.field("c", 1); g("x.y", "no"); "shop.Db" }"#;
    let found = literals(&Source::new("a.rs", text));
    let said = |which: fn(&Literal) -> bool| found.iter().filter(|one| which(one)).map(|one| one.text.as_str()).collect::<Vec<_>>();
    assert_eq!(said(Literal::is_code), ["rule", "code.a", "x.y"]);
    assert_eq!(said(|one| one.named), ["b"]);
    let lists = lists(&Source::new("a.rs", "words! {\n  /// A list.\n  Colour { /// Red.\n Red = \"red\", Blue = \"dark_blue\" }\n}"));
    assert_eq!(lists, [("Colour".to_owned(), vec!["red".to_owned(), "dark_blue".to_owned()])]);
}
