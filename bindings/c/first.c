#include <clientela.h>
#include <stdio.h>

int main(void) {
    clientela_values values = CLIENTELA_NONE;
    clientela_error error = CLIENTELA_NONE;
    const char *text = NULL;

    if (clientela_abi() != CLIENTELA_ABI) return 2;
    if (clientela_values_new(&values, &error) != CLIENTELA_STATUS_OK ||
        clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, "luisg@example.org",
                                  CLIENTELA_NUL_TERMINATED, &error) != CLIENTELA_STATUS_OK ||
        clientela_values_text(values, CLIENTELA_FIELD_EMAIL, 0, &text, NULL, &error) != CLIENTELA_STATUS_OK) {
        if (clientela_error_text(error, &text, NULL) == CLIENTELA_STATUS_OK) printf("failed: %s\n", text);
        clientela_error_free(error);
        clientela_values_free(values);
        return 1;
    }
    printf("clientela %s: %s\n", clientela_version(), text);
    clientela_values_free(values); /* text is gone now */
    return 0;
}
