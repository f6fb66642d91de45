//! What is missing of a customer when a transaction begins, and whether to ask now (A17, A18). Knows no store and no clock.

use crate::domain::field::Field;
use crate::domain::subject::Values;
use crate::domain::time::Date;

/// What the chain wants to know, and how often it asks.
///
/// ```
/// use clientela::domain::{field::Field, missing::Hint, subject::Values, time::Date};
/// let hint = Hint { wanted: vec!["email".into(), "address".into()], months: 24 };
/// let (today, mut values) = (Date::parse("2026-07-01")?, Values::default());
/// values.set(Field::PostalCode, 0, "10115");
/// assert_eq!(hint.missing(&values), [Field::Email, Field::City]);
/// assert!(hint.asks(&values, today));
/// values.set(Field::DataDeferred, 0, "2026-06-01");
/// assert!(!hint.asks(&values, today));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Hint {
    /// `given_name`, `address` (postal code and city), `email`, `phone`, `birth_date`.
    pub wanted: Vec<String>,
    /// After how many months somebody who did not want to say is asked again.
    pub months: u32,
}

impl Hint {
    /// The wanted fields that the customer has not. A business has neither a first name nor a birthday.
    pub fn missing(&self, values: &Values) -> Vec<Field> {
        let wanted = self.wanted.iter().flat_map(|word| fields_of(word)).copied();
        let of_a_person = |field| matches!(field, Field::GivenName | Field::BirthDate);
        wanted.filter(|field| values.all(*field).next().is_none() && !(values.is_business() && of_a_person(*field))).collect()
    }

    /// Whether to ask now: something is missing, and the customer was not asked within those months.
    pub fn asks(&self, values: &Values, today: Date) -> bool {
        !self.missing(values).is_empty() && self.silent_until(values).is_none_or(|until| until <= today)
    }

    /// From which day on the customer is asked again; none where they never deferred.
    pub fn silent_until(&self, values: &Values) -> Option<Date> {
        let deferred = values.get(Field::DataDeferred).and_then(|text| Date::parse(text).ok())?;
        Some(deferred.plus_months(self.months))
    }
}

/// The postal code and city without which no address is complete.
pub const ADDRESS: &[Field] = &[Field::PostalCode, Field::City];

fn fields_of(word: &str) -> &'static [Field] {
    match word {
        "given_name" => &[Field::GivenName],
        "address" => ADDRESS,
        "email" => &[Field::Email],
        "phone" => &[Field::Phone],
        "birth_date" => &[Field::BirthDate],
        _ => &[],
    }
}
