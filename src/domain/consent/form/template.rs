//! Templates of forms: the library's own, or one of the host, which can neither hang nor eat the memory of a till.

use minijinja::value::Serde;
use minijinja::{ErrorKind as Cause, context};
use serde::Serialize;

use crate::domain::consent::form::bounds;
use crate::domain::page;
use crate::error::{Error, ErrorKind, Result, Violation};

/// The library's own template.
const OWN: &str = include_str!("form.html");

/// The longest template, in bytes.
const LONGEST: usize = 256 * 1024;

/// What a template may cost: an instruction costs 1, and so do 64 bytes that it makes. A form of six consents costs some thousands.
const FUEL: u64 = 1_000_000;

/// Renders a page. Whatever stands in it is escaped; only what a template itself marks as safe is not.
pub(super) fn render(template: Option<&str>, form: &impl Serialize) -> Result<String> {
    let source = template.unwrap_or(OWN);
    if source.len() > LONGEST {
        return Err(Violation::new("template", "too_long").with("max", LONGEST).into());
    }
    if !bounds::fits(source) {
        return Err(too_costly());
    }
    let rendered = page::hosts(source, context! { form => Serde(form) }, FUEL).map_err(|cause| told(&cause).caused_by(cause))?;
    // What is found only with the values may quote them: the cause stays here.
    rendered.map_err(|cause| told(&cause))
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
