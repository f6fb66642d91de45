/* The second opt-in, through the built library: who asks for it, what is sent, and who confirms. */
#include "shop_people.h"

#define RAFFLE "raffle"
#define ASKS "{\"feed\":\"definition\",\"state\":\"active\",\"purpose\":\"marketing\",\"version\":\"1.0\",\"code\":\"" RAFFLE "\","                 \
             "\"channel\":\"email\",\"confirmation\":true,\"texts\":[{\"language\":\"en\",\"title\":\"Raffle\",\"body\":\"May we?\"}]}\n"

/* What is sent: the address, and the secret, which only the person gets. */
typedef struct sent {
    char address[64], secret[80];
    int64_t until;
} sent;

static void copy_text(clientela_confirmations messages, clientela_confirmation_field field, char *to, size_t room) {
    const char *text = NULL;
    size_t len = 0;
    OK(clientela_confirmations_text(messages, field, &text, &len, NULL));
    CHECK(text != NULL && len < room);
    memcpy(to, text, len + 1);
}

/* Takes the one message that there is. */
static sent take(shop *it, clientela_confirmation_kind wanted) {
    clientela_confirmations messages = CLIENTELA_NONE;
    sent found;
    int64_t kind = -1;
    OK(clientela_erp_take_confirmations(it->erp, 10, &messages, NULL));
    OK(clientela_confirmations_next(messages, NULL));
    OK(clientela_confirmations_number(messages, CLIENTELA_CONFIRMATION_FIELD_KIND, &kind, NULL));
    CHECK(kind == wanted);
    OK(clientela_confirmations_number(messages, CLIENTELA_CONFIRMATION_FIELD_UNTIL, &found.until, NULL));
    copy_text(messages, CLIENTELA_CONFIRMATION_FIELD_ADDRESS, found.address, sizeof found.address);
    copy_text(messages, CLIENTELA_CONFIRMATION_FIELD_SECRET, found.secret, sizeof found.secret);
    CHECK(clientela_confirmations_next(messages, NULL) == CLIENTELA_STATUS_DONE);
    clientela_confirmations_free(messages);
    OK(clientela_erp_take_confirmations(it->erp, 10, &messages, NULL));
    CHECK(clientela_confirmations_next(messages, NULL) == CLIENTELA_STATUS_DONE);
    clientela_confirmations_free(messages);
    return found;
}

static key open_waiting(shop *it) {
    key luis;
    open_stocked(it);
    fed(it, ASKS);
    luis = id_by_number(it, "1");
    record(it, luis, yes(RAFFLE), CLIENTELA_CONSENT_DETAIL_PENDING);
    return luis;
}

/* What stands after a confirmation, which is freed. */
static int64_t confirmed(clientela_given given) {
    int64_t detail = -1;
    OK(clientela_given_number(given, CLIENTELA_CONSENT_FIELD_DETAIL, &detail, NULL));
    clientela_given_free(given);
    return detail;
}

/* An operator passes on what the person reads aloud, and makes up nothing. */
static void p4_a_code(void) {
    shop it;
    clientela_given given = CLIENTELA_NONE;
    key luis = open_waiting(&it);
    sent message;
    char wrong[80];
    OK(clientela_desk_request_confirmation(it.desk, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_CODE, NULL));
    message = take(&it, CLIENTELA_CONFIRMATION_KIND_CODE);
    CHECK(same(message.address, "luisg@embraer.com.br") && strlen(message.secret) == 6);
    CHECK(message.until == NOW + 2 * A_DAY);
    strcpy(wrong, message.secret);
    wrong[5] = wrong[5] == '0' ? '1' : '0';
    FAILS(clientela_desk_confirm(it.desk, luis.text, Z, RAFFLE, Z, wrong, Z, &given, &error), CLIENTELA_STATUS_INVALID, "confirmation.wrong", NULL);
    FAILS(clientela_erp_confirm_code(it.erp, luis.text, Z, RAFFLE, Z, wrong, Z, &given, &error), CLIENTELA_STATUS_INVALID, "confirmation.wrong",
          NULL);
    OK(clientela_desk_confirm(it.desk, luis.text, Z, RAFFLE, Z, message.secret, Z, &given, NULL));
    CHECK(confirmed(given) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    CHECK(contact(&it, luis, CLIENTELA_CHANNEL_EMAIL, RAFFLE) == CLIENTELA_CONTACT_REASON_ALLOWED);
    close_shop(&it);
}

/* Opening a link changes nothing; a second call confirms; after its hours it is over. */
static void p4_a_link(void) {
    shop it;
    clientela_confirmable about = CLIENTELA_NONE;
    clientela_given given = CLIENTELA_NONE;
    const char *title = NULL;
    int64_t done = -1;
    key luis = open_waiting(&it);
    sent message;
    OK(clientela_erp_request_confirmation(it.erp, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_LINK, NULL));
    message = take(&it, CLIENTELA_CONFIRMATION_KIND_LINK);
    CHECK(strlen(message.secret) == 64);
    OK(clientela_erp_look_at_confirmation(it.erp, message.secret, Z, &about, NULL));
    OK(clientela_confirmable_text(about, CLIENTELA_CONFIRMATION_FIELD_TITLE, &title, NULL, NULL));
    OK(clientela_confirmable_number(about, CLIENTELA_CONFIRMATION_FIELD_CONFIRMED, &done, NULL));
    CHECK(same(title, "Raffle") && done == 0);
    clientela_confirmable_free(about);
    CHECK(stands(&it, luis, RAFFLE) == CLIENTELA_CONSENT_DETAIL_PENDING);
    OK(clientela_erp_confirm_link(it.erp, message.secret, Z, &given, NULL));
    CHECK(confirmed(given) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    OK(clientela_erp_confirm_link(it.erp, message.secret, Z, &given, NULL));
    CHECK(confirmed(given) == CLIENTELA_CONSENT_DETAIL_GIVEN);
    FAILS(clientela_erp_confirm_link(it.erp, "0", Z, &given, &error), CLIENTELA_STATUS_INVALID, "confirmation.wrong", NULL);
    it.now = message.until;
    FAILS(clientela_erp_confirm_link(it.erp, message.secret, Z, &given, &error), CLIENTELA_STATUS_STATE, "confirmation.expired", NULL);
    close_shop(&it);
}

/* So many tries, and none for a person who withdrew or whose address is another. */
static void p4_dead(void) {
    shop it;
    clientela_given given = CLIENTELA_NONE;
    key luis = open_waiting(&it);
    sent message;
    OK(clientela_erp_set_setting(it.erp, "consents.confirmation_tries", Z, "chain", Z, "1", Z, NULL));
    OK(clientela_desk_request_confirmation(it.desk, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_CODE, NULL));
    message = take(&it, CLIENTELA_CONFIRMATION_KIND_CODE);
    FAILS(clientela_desk_confirm(it.desk, luis.text, Z, RAFFLE, Z, "none", Z, &given, &error), CLIENTELA_STATUS_INVALID, "confirmation.wrong", NULL);
    FAILS(clientela_desk_confirm(it.desk, luis.text, Z, RAFFLE, Z, message.secret, Z, &given, &error), CLIENTELA_STATUS_STATE,
          "confirmation.tries_used_up", NULL);
    OK(clientela_desk_request_confirmation(it.desk, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_LINK, NULL));
    message = take(&it, CLIENTELA_CONFIRMATION_KIND_LINK);
    change(&it, luis, CLIENTELA_FIELD_EMAIL, "luis@example.com");
    FAILS(clientela_erp_confirm_link(it.erp, message.secret, Z, &given, &error), CLIENTELA_STATUS_STATE, "confirmation.address_changed", NULL);
    FAILS(clientela_desk_request_confirmation(it.desk, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_LINK, &error), CLIENTELA_STATUS_STATE,
          "confirmation.no_address", "email");
    record(&it, luis, spoken(RAFFLE, CLIENTELA_INTENT_WITHDRAW), CLIENTELA_CONSENT_DETAIL_WITHDRAWN);
    FAILS(clientela_desk_request_confirmation(it.desk, luis.text, Z, RAFFLE, Z, CLIENTELA_CONFIRMATION_KIND_LINK, &error), CLIENTELA_STATUS_STATE,
          "consent.nothing_to_confirm", NULL);
    close_shop(&it);
}

int main(void) {
    row_now = "P4";
    p4_a_code();
    p4_a_link();
    p4_dead();
    return ended("P4");
}
