//! What somebody sees of a person's values: rights mask, settings leave out. Knows no store.

use crate::domain::field::Field;
use crate::domain::rights::Rights;
use crate::domain::subject::Values;

/// The view of one operator on one screen.
///
/// ```
/// use clientela::domain::{field::Field, rights::{Right, Rights}, subject::Values, view::View};
/// let mut values = Values::default();
/// values.set(Field::Iban, 0, "DE02120300000000202051");
/// values.set(Field::DoNotDun, 0, "yes");
/// let view = View { rights: Rights::none().with(Right::ReadCustomers), hidden: vec![Field::DoNotDun] };
/// let shown = view.of(values);
/// assert_eq!((shown.get(Field::Iban), shown.get(Field::DoNotDun)), (Some("…2051"), None));
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct View {
    /// What the operator may see.
    pub rights: Rights,
    /// What the settings leave out here.
    pub hidden: Vec<Field>,
}

impl View {
    /// Whether a field is shown as it is.
    pub fn shows(&self, field: Field) -> bool {
        self.rights.has(field.spec().sees) && !self.hidden.contains(&field)
    }

    /// The values as this view shows them: masked, or left out.
    pub fn of(&self, values: Values) -> Values {
        values.without(|field| self.hidden.contains(&field)).visible_to(self.rights)
    }

    /// Only the values that it shows as they are.
    pub fn only(&self, values: Values) -> Values {
        values.without(|field| !self.shows(field))
    }

    /// Values of this view with what it does not show taken from others.
    pub fn over(&self, shown: &Values, others: &Values) -> Values {
        let mut whole = others.clone().without(|field| self.shows(field));
        shown.iter().for_each(|(field, slot, text)| whole.set(field, slot, text));
        whole
    }
}
