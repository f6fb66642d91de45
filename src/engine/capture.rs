//! Captures: what a person answered, on one occasion and with one proof.

use crate::domain::consent::{Authority, FormNumber, Intent, Method, ReferenceKind, Scope, Signature};
use crate::domain::id::{Code, SubjectId};

/// One answer of a person, or several that were given together, as a desk records them.
///
/// ```
/// use clientela::{Capture, domain::{consent::{Intent, Method}, id::Code}};
/// let answer = Capture::new(Code::parse("newsletter-email")?, Intent::Give, Method::Paper).reference("form 4711");
/// // The same form has another tick.
/// let both = answer.and(Code::parse("newsletter-letter")?, Intent::Refuse);
/// assert_eq!(both.definitions().count(), 2);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone)]
pub struct Capture {
    pub(super) answers: Vec<(Code, Intent)>,
    /// Of those whose text was shown, the version of it.
    pub(super) shown: Vec<(Code, (u32, u32))>,
    pub(super) method: Method,
    pub(super) scope: Scope,
    pub(super) language: Option<String>,
    pub(super) signature: Option<Signature>,
    pub(super) reference: Option<String>,
    pub(super) reference_kind: ReferenceKind,
    pub(super) form: Option<FormNumber>,
    pub(super) reason: Option<String>,
    pub(super) receipt: Option<Code>,
    pub(super) guardian: Option<SubjectId>,
}

impl std::fmt::Debug for Capture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let answers: Vec<(&str, &str)> = self.answers.iter().map(|(code, intent)| (code.as_str(), intent.name())).collect();
        write!(f, "Capture({answers:?})")
    }
}

impl Capture {
    /// What happened to this definition, and how.
    pub fn new(definition: Code, intent: Intent, method: Method) -> Self {
        Self {
            answers: vec![(definition, intent)],
            shown: Vec::new(),
            method,
            scope: Scope::Definition,
            language: None,
            signature: None,
            reference: None,
            reference_kind: ReferenceKind::Note,
            form: None,
            reason: None,
            receipt: None,
            guardian: None,
        }
    }

    /// Another definition that was answered in the same way, on the same occasion: on the same form, with the same signature.
    pub fn and(mut self, definition: Code, intent: Intent) -> Self {
        self.answers.push((definition, intent));
        self
    }

    /// The codes of the definitions that were answered, in the order in which they were named.
    pub fn definitions(&self) -> impl Iterator<Item = &Code> {
        self.answers.iter().map(|(definition, _)| definition)
    }

    /// The version of the text that the person saw (major, minor), as [`Desk::to_ask`](crate::Desk::to_ask) and
    /// [`Desk::consents`](crate::Desk::consents) tell it: where another one applies by now, nothing is recorded.
    pub fn shown(mut self, definition: Code, version: (u32, u32)) -> Self {
        self.shown.push((definition, version));
        self
    }

    /// Whether this is the version that was shown, where anybody said.
    pub(super) fn has_shown(&self, definition: &Code, version: (u32, u32)) -> bool {
        self.shown.iter().filter(|(code, _)| code == definition).all(|(_, shown)| *shown == version)
    }

    /// Those that were agreed to.
    pub(super) fn granted(&self) -> impl Iterator<Item = &Code> {
        self.answers.iter().filter(|(_, intent)| *intent == Intent::Give).map(|(definition, _)| definition)
    }

    /// What an objection binds beyond this definition.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// The language of the text that was shown; the customer's, else the till's, where it is not said.
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// The signature: of strokes, of an image, or the SHA-256 digest that the host made of either. Every answer is bound to it by a digest
    /// of its own ([`Signature::bound_to`]); nothing else of it is kept. The same answer given again with a signature adds one that was missing.
    pub fn signature(mut self, signature: impl Into<Signature>) -> Self {
        self.signature = Some(signature.into());
        self
    }

    /// Where a proof is, as somebody notes it; it stands for no signature. Erased with the person, its digest stays. Of this, a signature
    /// elsewhere and a form the last that is said counts.
    pub fn reference(self, reference: &str) -> Self {
        self.refers(reference, ReferenceKind::Note, None)
    }

    /// The reference of a signature that is registered in another system: it stands for the signature.
    pub fn signed_elsewhere(self, reference: &str) -> Self {
        self.refers(reference, ReferenceKind::External, None)
    }

    /// The number of a signed form that was printed here ([`KeptForm`](crate::domain::consent::KeptForm)): it stands for the signature, and
    /// what stood on the paper, version, language and text, is what was answered.
    pub fn form(self, number: FormNumber) -> Self {
        self.refers(&number.to_string(), ReferenceKind::Form, Some(number))
    }

    fn refers(mut self, reference: &str, kind: ReferenceKind, form: Option<FormNumber>) -> Self {
        (self.reference, self.reference_kind, self.form) = (Some(reference.to_owned()), kind, form);
        self
    }

    /// Why an operator corrects what was recorded.
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }

    /// The receipt on whose occasion it happened.
    pub fn receipt(mut self, receipt: Code) -> Self {
        self.receipt = Some(receipt);
        self
    }

    /// The parent or guardian who answered for the person (X19). To agree they must be one on that day, for that definition.
    pub fn by_guardian(mut self, guardian: SubjectId) -> Self {
        self.guardian = Some(guardian);
        self
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Staff relaying the customer's words write as the subject; a correction and a question are the operator's own. So are a confirmation
    /// and a grant by form or link: those reach the library without a desk when they are the person's. Who ends a consent or declares it void
    /// speaks for the controller.
    pub(super) fn authority(&self, intent: Intent) -> Authority {
        let elsewhere = matches!(self.method, Method::Form | Method::Link | Method::Transfer);
        match intent {
            _ if self.method == Method::Correction => Authority::User,
            Intent::Confirm | Intent::Ask | Intent::Defer => Authority::User,
            Intent::Revoke | Intent::Invalidate => Authority::Admin,
            Intent::Give if elsewhere => Authority::User,
            _ => Authority::Subject,
        }
    }
}
