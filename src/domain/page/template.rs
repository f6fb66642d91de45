//! The engine of templates: of the library's own, and of a host's, which can neither hang nor eat the memory of a till.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, filters, functions, tests};

use crate::error::{Error, ErrorKind};

/// How deep macros may call each other.
const DEPTH: usize = 100;

/// Renders a template of the library's own, which a test has shown to be right.
pub(crate) fn own(template: &'static str, values: Value) -> crate::Result<String> {
    let broken = |_| Error::new(ErrorKind::Internal, "internal.page");
    engine().render_named_str("page", template, values).map_err(broken)
}

/// Renders a template that may be a host's. What is wrong in itself is the first error; what is found only with the values is the second,
/// and may quote them.
#[cfg(feature = "form")]
pub(crate) fn hosts(template: &str, values: Value, fuel: u64) -> Result<Result<String, minijinja::Error>, minijinja::Error> {
    let mut engine = engine();
    engine.set_fuel(Some(fuel));
    Ok(engine.template_from_named_str("form", template)?.render(values))
}

/// Only what a page needs, and nothing that keeps values from step to step: what holds itself has no end when it is shown. Whatever stands
/// in a page is escaped; only what a template itself marks as safe is not.
fn engine<'source>() -> Environment<'source> {
    let mut engine = Environment::empty();
    engine.add_filter("safe", filters::safe);
    engine.add_filter("escape", filters::escape);
    engine.add_filter("upper", filters::upper);
    engine.add_filter("lower", filters::lower);
    engine.add_filter("title", filters::title);
    engine.add_filter("capitalize", filters::capitalize);
    engine.add_filter("trim", filters::trim);
    engine.add_filter("join", filters::join);
    engine.add_filter("default", filters::default);
    engine.add_filter("length", filters::length);
    engine.add_test("defined", tests::is_defined);
    engine.add_test("none", tests::is_none);
    engine.add_test("odd", tests::is_odd);
    engine.add_function("range", functions::range);
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_recursion_limit(DEPTH);
    engine
}
