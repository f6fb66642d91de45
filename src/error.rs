//! What can go wrong, said without a personal value: one opaque error with a kind, a code, a field and arguments.

use std::error::Error as StdError;
use std::fmt;

/// The result of every fallible call.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of failure it was; a host decides by this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A value breaks a rule of its field; [`Error::violations`] lists each.
    Invalid,
    /// No such record.
    NotFound,
    /// Somebody else changed the record in between.
    Conflict,
    /// The operator lacks the right named in [`Error::code`].
    NotPermitted,
    /// Nobody is signed in here, or no longer: [`Error::code`] says why.
    SignIn,
    /// Only the ERP may do this.
    ErpOnly,
    /// The person was anonymized.
    Erased,
    /// Something prevents it for now; the violations say what.
    Blocked,
    /// The record's state does not allow it (an issued document, an archived definition).
    State,
    /// Another process holds the store longer than we wait.
    Busy,
    /// The file is not a store of clientela.
    NotAStore,
    /// The store's file is damaged.
    Damaged,
    /// The store was written by a newer version.
    TooNew,
    /// The operating system refused.
    Io,
    /// A commit failed and may have happened; repeating is safe with an idempotency key.
    Unknown,
    /// The call was cancelled by its token.
    Cancelled,
    /// A stated limit was exceeded.
    Limit,
    /// The call itself was wrong (a handle, a number, a missing argument).
    Misuse,
    /// A fault of this library.
    Internal,
}

/// One broken rule: which field, which rule, and its arguments. Never the value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub struct Violation {
    /// The field's name as in the table of fields.
    pub field: &'static str,
    /// Which occurrence of a field that may occur several times; 0 is the first.
    pub slot: u16,
    /// The rule's stable code, such as `required` or `too_long`.
    pub rule: &'static str,
    /// Numbers and names a message needs, such as `max` = `100`.
    pub args: Vec<(&'static str, String)>,
}

impl Violation {
    /// A broken rule of a field's first occurrence.
    pub fn new(field: &'static str, rule: &'static str) -> Self {
        Self { field, slot: 0, rule, args: Vec::new() }
    }

    /// The same for the occurrence `slot`.
    pub fn at(mut self, slot: u16) -> Self {
        self.slot = slot;
        self
    }

    /// Adds an argument for the message.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

/// An error: a kind to branch on, a stable code for messages, the field, and arguments. It never holds personal data.
///
/// ```
/// use clientela::{Error, ErrorKind};
/// let error = Error::new(ErrorKind::NotFound, "customer.unknown");
/// assert_eq!(error.kind(), ErrorKind::NotFound);
/// assert_eq!(error.to_string(), "customer.unknown");
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    code: &'static str,
    field: Option<&'static str>,
    args: Vec<(&'static str, String)>,
    violations: Vec<Violation>,
    system: Option<i32>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error of this kind with its stable message code.
    pub fn new(kind: ErrorKind, code: &'static str) -> Self {
        Self(Box::new(Inner { kind, code, field: None, args: Vec::new(), violations: Vec::new(), system: None, cause: None }))
    }

    /// One or more broken rules of fields.
    pub fn invalid(violations: Vec<Violation>) -> Self {
        let mut error = Self::new(ErrorKind::Invalid, "field.invalid");
        error.0.field = violations.first().map(|v| v.field);
        if let [only] = violations.as_slice() {
            error.0.code = only.rule;
            error.0.args.clone_from(&only.args);
        }
        error.0.violations = violations;
        error
    }

    /// Names the field.
    pub fn field(mut self, field: &'static str) -> Self {
        self.0.field = Some(field);
        self
    }

    /// Adds an argument for the message.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.0.args.push((name, value.to_string()));
        self
    }

    /// Adds what stands in the way, rule by rule.
    pub fn because(mut self, violations: Vec<Violation>) -> Self {
        self.0.violations = violations;
        self
    }

    /// Adds the system's own number (an errno, an extended result code of SQLite).
    pub fn system(mut self, number: i32) -> Self {
        self.0.system = Some(number);
        self
    }

    /// Adds the cause below.
    pub fn caused_by(mut self, cause: impl StdError + Send + Sync + 'static) -> Self {
        self.0.cause = Some(Box::new(cause));
        self
    }

    /// The same without its cause, which may quote what was read: for whoever keeps an error.
    pub fn without_cause(mut self) -> Self {
        self.0.cause = None;
        self
    }

    /// What kind of failure it was.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The stable code of the message.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The field concerned, by its name in the table of fields.
    pub fn field_name(&self) -> Option<&'static str> {
        self.0.field
    }

    /// The message's arguments.
    pub fn args(&self) -> &[(&'static str, String)] {
        &self.0.args
    }

    /// Every broken rule, where several were found at once.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The system's own number, where there is one.
    pub fn system_code(&self) -> Option<i32> {
        self.0.system
    }

    /// Whether the same call may simply be made again.
    pub fn repeatable(&self) -> bool {
        matches!(self.0.kind, ErrorKind::Busy | ErrorKind::Unknown | ErrorKind::Cancelled)
    }
}

impl From<Violation> for Error {
    fn from(violation: Violation) -> Self {
        Self::invalid(vec![violation])
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.field {
            Some(field) => write!(f, "{field}: {}", self.0.code)?,
            None => f.write_str(self.0.code)?,
        }
        for (name, value) in &self.0.args {
            write!(f, ", {name} {value}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { kind, code, field, args, violations, system, cause } = &*self.0;
        f.debug_struct("Error")
            .field("kind", kind)
            .field("code", code)
            .field("field", field)
            .field("args", args)
            .field("violations", violations)
            .field("system", system)
            .field("cause", &cause.is_some())
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.cause.as_deref().map(|cause| cause as _)
    }
}
