//! Whether it is the person who asks: a code that is sent to them and said back, or what was seen. A try is counted first, then hashed
//! outside any transaction, then settled. Knows no SQL.

use std::fmt;

use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

use crate::domain::change::Context;
use crate::domain::consent::Secret;
use crate::domain::id::{RequestId, SubjectId};
use crate::domain::request::{Act, IdentityProof, Request, RequestCode};
use crate::domain::rights::Right;
use crate::domain::time::Timestamp;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::passwords::stretch;
use crate::engine::requests::{acted, found};
use crate::error::{Error, ErrorKind, Result, Violation};

/// No code is longer.
const LONGEST: usize = 64;

/// A code to be sent to the person: by whoever sends, to an address that was on file before, and shown to nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestMessage {
    /// Who asks.
    pub subject: SubjectId,
    /// The code.
    pub secret: Secret,
    /// From when on it is of no use.
    pub until: Timestamp,
}

impl fmt::Debug for RequestMessage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestMessage({})", self.subject)
    }
}

impl Desk {
    /// Says the code that the person reads aloud.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`]; [`ErrorKind::Invalid`] with
    /// `request.wrong_code`: after the third the request is closed; [`ErrorKind::State`] with `request.no_code`, `request.code_expired`,
    /// `request.tries_used_up`, `request.not_now`.
    pub fn say_request_code(&self, id: RequestId, code: &str) -> Result<Request> {
        self.require(Right::EditCustomers)?;
        say(&self.engine, &self.context(), id, code)
    }

    /// Says that an identity document was seen. Nothing of it is kept.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`]; [`ErrorKind::State`].
    pub fn identify_request(&self, id: RequestId) -> Result<Request> {
        self.require(Right::EditCustomers)?;
        acted(&self.engine, &self.context(), id, &Act::Identify(IdentityProof::Document))
    }
}

impl Erp {
    /// Makes a code for a request, for the host to send; the library sends nothing. It lives ten minutes; one that was made before is of no
    /// use any more.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`]; [`ErrorKind::State`] with `request.tries_used_up`, `request.not_now`.
    pub fn make_request_code(&self, id: RequestId) -> Result<RequestMessage> {
        let request = found(&mut self.engine.store().read()?, id)?;
        let (salt, secret) = (self.engine.draw()?, Secret::code(*Zeroizing::new(self.engine.draw()?)));
        let digest = request.code_digest(&salt, &stretch(&salt, secret.text())?);
        let request = acted(&self.engine, &self.context(), id, &Act::MakeCode { salt, digest })?;
        let until = request.code.map_or(self.engine.now().at, |code| code.until);
        Ok(RequestMessage { subject: request.subject, secret, until })
    }

    /// As [`Desk::say_request_code`], for a portal.
    ///
    /// # Errors
    /// As there.
    pub fn say_request_code(&self, id: RequestId, code: &str) -> Result<Request> {
        say(&self.engine, &self.context(), id, code)
    }
}

fn say(engine: &Engine, context: &Context, id: RequestId, code: &str) -> Result<Request> {
    let secret = Secret::typed(code);
    if secret.text().len() > LONGEST {
        return Err(Violation::new("code", "too_long").with("max", LONGEST).into());
    }
    let request = acted(engine, context, id, &Act::Try)?;
    let right = match &request.code {
        Some(code) => holds(&request, code, &secret)?,
        None => false,
    };
    // Another code may have been sent meanwhile: the one that was said is not it.
    let right = right && found(&mut engine.store().read()?, id)?.code == request.code;
    let after = acted(engine, context, id, &Act::Said { right })?;
    if right { Ok(after) } else { Err(Error::new(ErrorKind::Invalid, "request.wrong_code").field("code")) }
}

fn holds(request: &Request, code: &RequestCode, secret: &Secret) -> Result<bool> {
    let said = request.code_digest(&code.salt, &stretch(&code.salt, secret.text())?);
    Ok(said.ct_eq(&code.digest).into())
}
