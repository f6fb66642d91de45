//! Templates of forms: the library's own, or one of the host, which can neither hang nor eat the memory of a till.

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, ErrorKind as Cause, UndefinedBehavior, context, filters, functions, tests};
use serde::Serialize;

use crate::domain::consent::form::bounds;
use crate::error::{Error, ErrorKind, Result, Violation};

/// The library's own template.
const OWN: &str = include_str!("form.html");

/// The longest template, in bytes.
const LONGEST: usize = 256 * 1024;

/// What a template may cost: an instruction costs 1, and so do 64 bytes that it makes. A form of six consents costs some thousands.
const FUEL: u64 = 1_000_000;

/// How deep macros may call each other.
const DEPTH: usize = 100;

/// Renders a page. Whatever stands in it is escaped; only what a template itself marks as safe is not.
pub(super) fn render(template: Option<&str>, page: &impl Serialize) -> Result<String> {
    let source = template.unwrap_or(OWN);
    if source.len() > LONGEST {
        return Err(Violation::new("template", "too_long").with("max", LONGEST).into());
    }
    if !bounds::fits(source) {
        return Err(too_costly());
    }
    let engine = engine();
    let parsed = engine.template_from_named_str("form", source).map_err(|cause| told(&cause).caused_by(cause))?;
    // What is found only with the values may quote them: the cause stays here.
    parsed.render(context! { form => Serde(page) }).map_err(|cause| told(&cause))
}

/// Only what a form needs, and nothing that keeps values from step to step: what holds itself has no end when it is shown.
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
    bounded(&mut engine);
    engine
}

fn bounded(engine: &mut Environment<'_>) {
    engine.set_auto_escape_callback(|_| AutoEscape::Html);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(DEPTH);
}

fn told(cause: &minijinja::Error) -> Error {
    if cause.kind() == Cause::OutOfFuel {
        return too_costly();
    }
    Error::from(Violation::new("template", "form.template_invalid").with("line", cause.line().unwrap_or(1)))
}

fn too_costly() -> Error {
    Error::new(ErrorKind::Limit, "form.template_too_costly").field("template")
}
