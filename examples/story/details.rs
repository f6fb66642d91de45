//! What a shop assistant reads about a customer: who he is, where he lives, what was noted, what he agreed to.

use clientela::domain::field::{Field, Whole};
use clientela::domain::id::SubjectId;
use clientela::domain::section::Section;
use clientela::{Customer, Desk};

use super::{Outcome, heading, line};

/// Jane gives him a card and notes something, then opens his details.
pub fn details(desk: &Desk, id: SubjectId) -> Outcome {
    heading("4  A card and a note for him, then his details");
    let mut draft = desk.edit(id)?;
    let (card, note) = (draft.free_slot(Whole::Card), draft.free_slot(Whole::Comment));
    draft.set_at(Field::CardNumber, card, "4711").set_at(Field::CommentText, note, "prefers first pressings");
    desk.save(&mut draft)?;
    let customer = desk.customer(id)?;
    let values = &customer.stored.values;
    let text = |field| values.get(field).unwrap_or("");
    println!("   {}, {}, {}", values.display_name(), text(Field::Kind), text(Field::Status));
    for field in [Field::Number, Field::Company, Field::Phone, Field::Fax, Field::Email] {
        line(field.name(), text(field));
    }
    addresses(&customer);
    notes(&customer);
    for related in &customer.related {
        line(&related.role, &related.person.values.display_name());
    }
    line("documents", &customer.documents.to_string());
    consents(&customer);
    Ok(())
}

fn addresses(customer: &Customer) {
    for slot in customer.section(Section::Addresses) {
        let text = |field| customer.stored.values.at(field, *slot).unwrap_or("");
        line("address", text(Field::Street));
        line("", &format!("{} {}, {}", text(Field::PostalCode), text(Field::City), text(Field::Country)));
    }
}

fn notes(customer: &Customer) {
    let text = |field, slot| customer.stored.values.at(field, slot).unwrap_or("");
    for slot in customer.section(Section::Cards) {
        line("card", &format!("{}, {}, {}", text(Field::CardNumber, *slot), text(Field::CardKind, *slot), text(Field::CardState, *slot)));
    }
    for slot in customer.section(Section::Comments) {
        let said = format!("{} ({})", text(Field::CommentText, *slot), text(Field::CommentAuthor, *slot));
        line(&format!("note of {}", text(Field::CommentDate, *slot)), &said);
    }
}

fn consents(customer: &Customer) {
    println!("   consents");
    for consent in &customer.consents {
        let title = consent.text.as_ref().map_or_else(|| consent.definition.code.to_string(), |text| text.title.clone());
        println!("     {title}: {} ({})", consent.standing.state.name(), consent.standing.detail.name());
    }
}
