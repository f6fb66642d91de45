//! The sections of a detail screen: which things of a customer stand in each, and in which order. Knows no store.

use crate::domain::field::{Field, Whole};
use crate::domain::subject::Values;
use crate::domain::words::words;

words! {
    /// A section of a detail screen that lists several things of one customer.
    Section {
        /// Addresses, in the order in which they were given.
        Addresses = "addresses",
        /// Bank accounts, in the order in which they were given.
        BankAccounts = "bank_accounts",
        /// Cards, those in use first.
        Cards = "cards",
        /// Comments, the pinned ones first, then the latest.
        Comments = "comments",
        /// Coupons, those that were not redeemed first.
        Coupons = "coupons",
        /// Memberships in programs, in the order in which they were given.
        Memberships = "memberships",
    }
}

impl Section {
    /// The slots of the section in the order in which a screen shows them. A value of one of them is read by its field and slot.
    ///
    /// ```
    /// use clientela::domain::{field::Field, section::Section, subject::Values};
    /// let mut values = Values::default();
    /// for (slot, text, pinned) in [(0, "first", "yes"), (1, "second", ""), (2, "third", "")] {
    ///     values.set(Field::CommentText, slot, text);
    ///     values.set(Field::CommentPinned, slot, pinned);
    /// }
    /// assert_eq!(Section::Comments.slots(&values), [0, 2, 1]);
    /// ```
    pub fn slots(self, values: &Values) -> Vec<u16> {
        let mut slots = values.slots(self.whole());
        match self {
            Self::Addresses | Self::BankAccounts | Self::Memberships => {}
            Self::Cards => slots.sort_by_key(|slot| values.at(Field::CardState, *slot) != Some("active")),
            Self::Coupons => slots.sort_by_key(|slot| values.at(Field::CouponRedeemed, *slot).is_some()),
            Self::Comments => slots.sort_by_key(|slot| (values.at(Field::CommentPinned, *slot) != Some("yes"), std::cmp::Reverse(*slot))),
        }
        slots
    }

    /// What it lists.
    pub fn whole(self) -> Whole {
        match self {
            Self::Addresses => Whole::Address,
            Self::BankAccounts => Whole::Bank,
            Self::Cards => Whole::Card,
            Self::Comments => Whole::Comment,
            Self::Coupons => Whole::Coupon,
            Self::Memberships => Whole::Membership,
        }
    }
}
