//! Redeeming a coupon: once, in its days, on a document of the customer. Knows no SQL.

use crate::domain::change::{Change, FieldChange};
use crate::domain::document::{Document, DocumentState};
use crate::domain::field::{Field, Whole};
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::present;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;

impl Desk {
    /// Redeems a coupon of a customer on a document that is being written for them. The document's number is kept with the coupon.
    ///
    /// # Errors
    /// [`ErrorKind::State`] with `coupon.redeemed`, `coupon.not_yet`, `coupon.over`, `document.final`; [`ErrorKind::Invalid`] with
    /// `coupon.unknown` or `document.of_another_customer`; [`ErrorKind::NotFound`], [`ErrorKind::Erased`]; [`ErrorKind::NotPermitted`]
    /// without the right to edit documents.
    pub fn redeem_coupon(&self, customer: SubjectId, coupon: &Code, document: DocumentId) -> Result<()> {
        self.require(Right::EditDocuments)?;
        let mut writer = self.engine.store().write()?;
        let stored = present(&mut writer, customer)?;
        let number = match writer.document(document)? {
            None => return Err(Error::new(ErrorKind::NotFound, "document.unknown")),
            Some(document) if document.state != DocumentState::Draft => return Err(Error::new(ErrorKind::State, "document.final")),
            Some(document) if !is_of(&mut writer, &document, stored.id)? => {
                return Err(Violation::new("document", "document.of_another_customer").into());
            }
            Some(document) => document.number,
        };
        let slot = redeemable(&stored.values, coupon, self.engine.now().date())?;
        let fields = vec![FieldChange { field: Field::CouponRedeemed, slot, old: None, new: Some(number) }];
        let change = Change::Subject { id: stored.id, expected: Some(stored.version), customer: stored.customer, fields };
        writer.apply(&self.context(), &[change])?;
        writer.commit()
    }
}

/// Whether a document is this customer's, or of somebody merged with it.
fn is_of(writer: &mut Writer<'_>, document: &Document, customer: SubjectId) -> Result<bool> {
    Ok(document.customer.map(|of| writer.survivor_of(of)).transpose()? == Some(customer))
}

/// The slot of a coupon that may be redeemed on a day.
fn redeemable(values: &Values, coupon: &Code, today: Date) -> Result<u16> {
    let same = |slot: &u16| values.at(Field::CouponCode, *slot) == Some(coupon.as_str());
    let all: Vec<u16> = values.slots(Whole::Coupon).into_iter().filter(same).collect();
    let open = all.iter().copied().find(|slot| values.at(Field::CouponRedeemed, *slot).is_none());
    let day = |field, slot| values.at(field, slot).and_then(|text| Date::parse(text).ok());
    let state = |code| Err(Error::new(ErrorKind::State, code).field(Field::CouponCode.name()));
    match open {
        None if all.is_empty() => Err(Violation::new(Field::CouponCode.name(), "coupon.unknown").into()),
        None => state("coupon.redeemed"),
        Some(slot) if day(Field::CouponFrom, slot).is_some_and(|from| from > today) => state("coupon.not_yet"),
        Some(slot) if day(Field::CouponUntil, slot).is_some_and(|until| until < today) => state("coupon.over"),
        Some(slot) => Ok(slot),
    }
}
