//! What the chain's settings say of a customer's values: which are shown where, and what may be changed how. Knows no SQL.

use std::collections::BTreeMap;

use crate::domain::card::{self, CardRules};
use crate::domain::change::FieldChange;
use crate::domain::comment::{self, CommentRules, Hand};
use crate::domain::field::Field;
use crate::domain::membership::{self, MembershipRules};
use crate::domain::rights::{Right, Rights};
use crate::domain::section::Section;
use crate::domain::setting::{Setting, Settings, Vantage};
use crate::domain::subject::Values;
use crate::domain::view::View;
use crate::engine::desk::Desk;
use crate::error::{Error, Result, Violation};

/// Where values are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Screen {
    /// Everything about one customer, and its draft.
    Details,
    /// Many customers: a list, a search.
    List,
}

/// The settings as they hold at a desk.
struct At<'a>(&'a Settings, Vantage);

impl At<'_> {
    fn flag(&self, setting: Setting) -> bool {
        self.0.flag(setting, &self.1)
    }

    fn says(&self, setting: Setting, word: &str) -> bool {
        self.0.text(setting, &self.1) == word
    }

    fn names(&self, setting: Setting, word: &str) -> bool {
        self.0.codes(setting, &self.1).iter().any(|code| code == word)
    }
}

impl Desk {
    /// What this operator sees on a screen.
    pub(crate) fn view(&self, screen: Screen, rights: Rights) -> Result<View> {
        let directory = self.engine.directory()?;
        let at = At(&directory.settings, directory.vantage(&self.seat().branch));
        let word = if screen == Screen::Details { "details" } else { "list" };
        let hidden = [
            (Field::ExternalNumber, at.says(Setting::ExternalNumber, "hidden")),
            (Field::CostBearer, !at.flag(Setting::CostBearerOnOverview)),
            (Field::InsuranceStatus, !at.flag(Setting::InsuranceStatusShown)),
            (Field::DoNotDun, !at.names(Setting::DoNotDunShown, word)),
        ];
        let hidden = hidden.into_iter().filter(|(_, is)| *is).map(|(field, _)| field).collect();
        // Whoever looks through many customers looks at nobody's health: who does is told in the journal.
        let rights = if screen == Screen::List { rights.without(Right::ReadHealth) } else { rights };
        Ok(View { rights, hidden })
    }

    /// The sections of a detail screen, as the settings have them.
    pub(crate) fn sections(&self, values: &Values) -> Result<BTreeMap<Section, Vec<u16>>> {
        let appointments = self.setting(Setting::CommentsWithAppointments)? == "true";
        let shown = |section: Section, slot: &u16| {
            appointments || section != Section::Comments || values.at(Field::CommentKind, *slot) != Some("appointment")
        };
        let slots = |section: Section| section.slots(values).into_iter().filter(|slot| shown(section, slot)).collect();
        Ok(Section::ALL.iter().map(|section| (*section, slots(*section))).collect())
    }

    /// Completes what was typed and refuses what the chain does not allow.
    pub(crate) fn house_rules(&self, base: &Values, values: &mut Values, typed: &[FieldChange]) -> Result<()> {
        let rights = self.rights()?;
        let (view, directory) = (self.view(Screen::Details, rights)?, self.engine.directory()?);
        let at = At(&directory.settings, directory.vantage(&self.seat().branch));
        let administrator = rights.has(Right::Administration);
        let mut broken: Vec<Violation> = typed.iter().filter_map(|change| refused(change, &view, &at, administrator)).collect();
        let hand = Hand { operator: &self.seat().operator, administrator, today: self.engine.now().date() };
        let comments =
            CommentRules { own_last_only: at.flag(Setting::CommentsOwnLastOnly), date_editable: at.flag(Setting::CommentDateEditable) };
        broken.extend(comment::settle(base, values, hand, comments).err().unwrap_or_default());
        let cards = CardRules { external: at.flag(Setting::CardsExternal), validity: at.flag(Setting::CardsWithValidity) };
        broken.extend(card::settle(base, values, cards).err().unwrap_or_default());
        let memberships = MembershipRules { programs: &directory.programs, need_card: at.flag(Setting::ProgramsNeedCard) };
        broken.extend(membership::settle(base, values, memberships).err().unwrap_or_default());
        if broken.is_empty() { Ok(()) } else { Err(Error::invalid(broken)) }
    }
}

/// Why a field may not be changed so.
fn refused(change: &FieldChange, view: &View, at: &At<'_>, administrator: bool) -> Option<Violation> {
    let rule = match change.field {
        field if view.hidden.contains(&field) => Some("field.hidden"),
        Field::ExternalNumber if at.says(Setting::ExternalNumber, "shown_fixed") => Some("field.fixed"),
        Field::CostBearer if change.old.is_some() => Some("cost_bearer.set_already"),
        Field::Responsible if !administrator && !at.flag(Setting::ResponsibleInScreen) => Some("responsible.by_administration"),
        _ => None,
    };
    rule.map(|rule| Violation::new(change.field.name(), rule).at(change.slot))
}
