/* X28: texts for people in the shop's language, by the domain alone. */
#include "check.h"

static const char *const LANGUAGES[] = {"en", "de", "fr", "it", "pl"};

/* Whether this code has this text in this language. */
static int says(const char *code, const char *language, const char *expected) {
    clientela_message message = CLIENTELA_NONE;
    const char *text = NULL;
    int right;
    OK(clientela_message_new(code, Z, language, Z, &message, NULL));
    OK(clientela_message_text(message, &text, NULL, NULL));
    right = same(text, expected);
    OK(clientela_message_free(message));
    return right;
}

static void x28_a_state_has_a_text_in_every_language(void) {
    row_now = "X28";
    CHECK(says("consent_state.refused", "en", "Refused"));
    CHECK(says("consent_state.refused", "de", "Abgelehnt"));
    CHECK(says("consent_state.refused", "fr", "Refus\xC3\xA9"));
    CHECK(says("consent_state.refused", "it", "Rifiutato"));
    CHECK(says("consent_state.refused", "pl", "Odmowa"));
    CHECK(says("line_status.awaiting_pickup", "de-AT", "Abholbereit"));
    CHECK(says("erp_search.nothing_found", "PL", "Nic nie znaleziono w systemie ERP."));
    CHECK(says("consent.signature_missing", "it_CH", "Manca la firma del cliente."));
    CHECK(says("right_name.edit_customers", "en-GB", "Edit customers"));
    CHECK(says("intent.withdraw", "pl", "Wycofa\xC4\x87"));
    CHECK(says("guardian.legal_guardian", "de", "Vormund"));
    CHECK(says("erasure_action.keep", "fr", "Reste"));
    CHECK(says("setting.customer.default_kind", "de", "Art neuer Kunden"));
}

static void x28_arguments_stand_in_their_places_and_a_text_that_was_read_stays(void) {
    clientela_message message = CLIENTELA_NONE;
    const char *before = NULL, *minute = NULL, *two = NULL;
    size_t length = 0;
    row_now = "X28";
    OK(clientela_message_new("sign_in.locked", Z, "de", Z, &message, NULL));
    OK(clientela_message_text(message, &before, NULL, NULL));
    OK(clientela_message_set_arg(message, "seconds", Z, "60", Z, NULL));
    OK(clientela_message_set_arg(message, "nothing", Z, "1", Z, NULL));
    OK(clientela_message_text(message, &minute, &length, NULL));
    OK(clientela_message_set_arg(message, "seconds", Z, "120", Z, NULL));
    OK(clientela_message_text(message, &two, NULL, NULL));
    CHECK(same(before, "Gesperrt. Neuer Versuch in \xE2\x80\xA6 s."));
    CHECK(same(minute, "Gesperrt. Neuer Versuch in 60 s.") && length == strlen(minute));
    CHECK(same(two, "Gesperrt. Neuer Versuch in 120 s."));
    OK(clientela_message_free(message));
}

/* The error of values of a private customer with this name and address. */
static clientela_error broken(const char *family_name, const char *email) {
    clientela_values values = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    OK(clientela_values_new(&values, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_KIND, 0, "private", Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_FAMILY_NAME, 0, family_name, Z, NULL));
    OK(clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, email, Z, NULL));
    CHECK(clientela_values_check(values, CLIENTELA_DESCRIBED_CUSTOMER, "2024-06-01", Z, &error) == CLIENTELA_STATUS_INVALID);
    OK(clientela_values_free(values));
    return error;
}

static void x28_an_error_names_field_and_rule_a_line_each(void) {
    clientela_error error = broken("Hansen", "b.hansen");
    const char *french = NULL, *german = NULL, *again = NULL, *text = NULL;
    size_t length = 0;
    int at;
    row_now = "X28";
    OK(clientela_error_message(error, "fr-CA", Z, &french, &length));
    OK(clientela_error_message(error, "de", Z, &german, NULL));
    OK(clientela_error_message(error, "fr", Z, &again, NULL));
    CHECK(same(french, "E-mail\xC2\xA0: Adresse e-mail non valable.") && length == strlen(french) && again == french);
    CHECK(same(german, "E-Mail: Keine g\xC3\xBCltige E-Mail-Adresse."));
    OK(clientela_error_free(error));
    error = broken("", "b.hansen");
    OK(clientela_error_message(error, "en", Z, &text, NULL));
    CHECK(same(text, "Last name: Please fill this in.\nE-mail: This is not an e-mail address."));
    for (at = 0; at < 5; at++) {
        OK(clientela_error_message(error, LANGUAGES[at], Z, &text, NULL));
        CHECK(strchr(text, '\n') != NULL && strchr(text, '{') == NULL);
    }
    OK(clientela_error_free(error));
}

static void x28_a_fault_of_a_program_shows_its_code(void) {
    clientela_error error = CLIENTELA_NONE;
    const char *text = NULL;
    row_now = "X28";
    CHECK(clientela_values_new(NULL, &error) == CLIENTELA_STATUS_MISUSE);
    OK(clientela_error_message(error, "pl", Z, &text, NULL));
    CHECK(same(text, "Wyst\xC4\x85pi\xC5\x82 b\xC5\x82\xC4\x85" "d (argument.null)."));
    OK(clientela_error_free(error));
}

static void x28_an_unknown_code_or_language_is_a_status(void) {
    clientela_message message = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE, other = CLIENTELA_NONE;
    const char *code = NULL, *text = NULL;
    row_now = "X28";
    CHECK(clientela_message_new("required", Z, "pt", Z, &message, &error) == CLIENTELA_STATUS_INVALID);
    CHECK(message == CLIENTELA_NONE);
    OK(clientela_error_code(error, &code, NULL));
    CHECK(same(code, "language.unknown"));
    CHECK(clientela_error_message(error, "pt", Z, &text, NULL) == CLIENTELA_STATUS_INVALID && text == NULL);
    CHECK(clientela_error_message(error, "", Z, &text, NULL) == CLIENTELA_STATUS_INVALID && text == NULL);
    CHECK(clientela_message_new("never.heard_of", Z, "en", Z, &message, &other) == CLIENTELA_STATUS_NOT_FOUND);
    OK(clientela_error_message(other, "en", Z, &text, NULL));
    CHECK(same(text, "There is no text for this."));
    OK(clientela_error_free(error));
    OK(clientela_error_free(other));
}

int main(void) {
    x28_a_state_has_a_text_in_every_language();
    x28_arguments_stand_in_their_places_and_a_text_that_was_read_stays();
    x28_an_error_names_field_and_rule_a_line_each();
    x28_a_fault_of_a_program_shows_its_code();
    x28_an_unknown_code_or_language_is_a_status();
    return ended("X28");
}
