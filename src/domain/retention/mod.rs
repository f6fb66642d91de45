//! Retention: how long what stays, by which law, and what goes. Rules are data: a pack for each country, and the host's own. Pure: no
//! clock, no storage. The packs are engineering defaults, no legal advice.

mod evaluate;
mod explain;
mod forecast;
mod hold;
mod keeping;
mod read;
mod rule;
mod rules;
mod why;
mod words;

pub use evaluate::{DocumentFacts, Evaluation, Facts, Kept, Latest, Stay, evaluate};
pub use forecast::{Forecast, ForecastMonth};
pub use hold::{Hold, KeptHold, Lifted};
pub use keeping::{Keeping, keepings};
pub use rule::{Bound, Limit, Period, RetentionRule, Rounding, Start};
pub use rules::{PACKS, Retention, SkippedRule};
pub use why::{WhyNotYet, why_not_yet};
pub use words::{HoldKind, RetentionClass, RetentionData, RetentionStay};
