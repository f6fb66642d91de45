/* clientela.h - customers, their consents, their history and their data's end, for the software of shops.
 *
 * Version 0.1.0, binary interface 0. Written by a generator from the library's source: do not edit.
 *
 * FIRST PROGRAM
 *
 *     #include <clientela.h>
 *     #include <stdio.h>
 *
 *     int main(void) {
 *         clientela_values values = CLIENTELA_NONE;
 *         clientela_error error = CLIENTELA_NONE;
 *         const char *text = NULL;
 *
 *         if (clientela_abi() != CLIENTELA_ABI) return 2;
 *         if (clientela_values_new(&values, &error) != CLIENTELA_STATUS_OK ||
 *             clientela_values_set_text(values, CLIENTELA_FIELD_EMAIL, 0, "luisg@example.org",
 *                                       CLIENTELA_NUL_TERMINATED, &error) != CLIENTELA_STATUS_OK ||
 *             clientela_values_text(values, CLIENTELA_FIELD_EMAIL, 0, &text, NULL, &error) != CLIENTELA_STATUS_OK) {
 *             if (clientela_error_text(error, &text, NULL) == CLIENTELA_STATUS_OK) printf("failed: %s\n", text);
 *             clientela_error_free(error);
 *             clientela_values_free(values);
 *             return 1;
 *         }
 *         printf("clientela %s: %s\n", clientela_version(), text);
 *         clientela_values_free(values); // text is gone now
 *         return 0;
 *     }
 *
 * LINKING
 *
 *   Linux    cc program.c -lclientela        the library's own name is libclientela.so.0
 *   Windows  cl program.c clientela.dll.lib  or link against clientela.dll directly (MinGW)
 *   static   define CLIENTELA_STATIC; the static library also brings the symbols of SQLite along, and is
 *            the second choice for that
 *
 *   On load compare clientela_abi() with CLIENTELA_ABI and refuse to go on when they differ. 0 may change with
 *   every version; from 1 on, within one number, things are only added.
 *
 * THE RULES
 *
 *  1 Names. Functions are clientela_<noun>_<verb>, types clientela_<noun>, constants
 *    CLIENTELA_<KIND>_<VALUE>.
 *
 *  2 Statuses. Every call that can fail returns a clientela_status: 0 (CLIENTELA_STATUS_OK) is success,
 *    1 (CLIENTELA_STATUS_DONE) says that a list has no further row, everything else is an error. A number keeps
 *    its meaning for ever. Functions and callbacks follow the C calling convention (CLIENTELA_CALL).
 *
 *  3 Order. A handle first, then inputs, then out_..., then out_error. Outputs are 0 or NULL after a failure
 *    (and after DONE), whatever stood there before; nothing is read from them. An out-pointer must not be NULL
 *    unless its text says so: the status is CLIENTELA_STATUS_MISUSE then, and nothing has been done.
 *
 *  4 Errors. A call that fails stores an error in *out_error when out_error is not NULL. The error tells status,
 *    a stable code with arguments, a text for people in five languages, the field, every broken rule, whether
 *    repeating is safe, and the system's own number. It never holds personal data. Free it with
 *    clientela_error_free. Nothing is kept per thread, there is no "last error".
 *
 *  5 Handles. A handle is a number of 64 bits, never an address: nothing is read where it "points". 0
 *    (CLIENTELA_NONE) is no handle. A handle that is none, was freed, is of another kind, comes from another
 *    process or was never one, is CLIENTELA_STATUS_BAD_HANDLE at every function: never a crash. What a function
 *    gives in an out_<noun> is yours: free it with clientela_<noun>_free. Freeing 0 is allowed and does nothing.
 *    Any order of freeing is safe: what is still needed by others stays until they are freed.
 *    A child that was made by fork holds none of its parent's handles, and must leave them alone: it opens the
 *    store anew. Where the parent had threads, it calls exec first.
 *
 *  6 Texts. UTF-8 everywhere. In: a pointer and the length in bytes, or CLIENTELA_NUL_TERMINATED as length; no
 *    NUL inside; at most 1 MiB, heads, settings and rules of retention too (a longer one is
 *    CLIENTELA_STATUS_LIMIT, argument.too_long); only the ledger of clientela_erp_take_ledger may have 256 MiB.
 *    The library copies what it keeps. Out: a borrowed pointer, ended by a NUL, with its length (pass NULL when
 *    you do not need that). It lives, unchanged, until the handle it was read from is freed. Never free a text.
 *    A value that is absent is NULL with length 0, and the status is OK.
 *
 *  7 Scalars. Only integers, pointers and handles cross the boundary: no struct, no bool (0 and 1 in an
 *    int32_t), no floating point. A constant that the library does not know is CLIENTELA_STATUS_MISUSE.
 *
 *  8 Values. Instants are milliseconds since 1970-01-01 UTC in an int64_t. Calendar dates are texts,
 *    YYYY-MM-DD. Money is an int64_t in minor units (cents) with its ISO 4217 currency. Prices of single units
 *    count ten-thousandths of a minor unit, quantities thousandths of a piece.
 *
 *  9 Fields. Records have few functions and many fields: clientela_values_text(values,
 *    CLIENTELA_FIELD_EMAIL, 0, ...). A new field is a new constant.
 *
 * 10 Lists. A list is walked by its _next function: OK gives a row, DONE says that there is none. Callbacks
 *    come as (function, user_data, drop_user_data), are called on the thread of the call, must not raise, throw
 *    or longjmp, and return a status. Inside a callback, what the running call uses answers
 *    CLIENTELA_STATUS_IN_USE.
 *
 * 11 Threads. Stated at each type. A handle "from one thread at a time" answers CLIENTELA_STATUS_IN_USE when two
 *    threads use it at once. Errors and texts belong to their handle, not to a thread.
 *
 * 12 Faults. NULL, bad UTF-8, wrong handles, over-long input and faults of the library itself
 *    (CLIENTELA_STATUS_INTERNAL) are statuses: the host is not ended. Two things no library can check: a pointer
 *    that is not NULL must point to what is said here, and memory that is shorter than the length given is not
 *    noticed. When a small allocation fails because the machine has no memory left at all, the process ends.
 *    Hosts that unmask floating-point exceptions (Delphi) need not do anything: every function that reaches the
 *    store masks them on entry and restores the host's setting before it returns; the others do no
 *    floating-point arithmetic.
 *
 * 13 Silence. The library prints nothing, reads no environment and opens no socket. It starts a thread only inside
 *    a feed or an import, to read ahead and to prepare the index, and inside a check or a purge, which it can
 *    interrupt so. Callbacks come on the thread of the call all the same, and when it returns, no thread is left.
 */

#ifndef CLIENTELA_H
#define CLIENTELA_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define CLIENTELA_CALL __cdecl
#else
#define CLIENTELA_CALL
#endif

#if defined(_WIN32) && !defined(CLIENTELA_STATIC)
#define CLIENTELA_API __declspec(dllimport)
#else
#define CLIENTELA_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define CLIENTELA_VERSION "0.1.0"

/* No handle. */
#define CLIENTELA_NONE 0

/* As the length of a text: it ends with a NUL. */
#define CLIENTELA_NUL_TERMINATED SIZE_MAX

/* -- Handles --------------------------------------------------------------------------------------- */

/* Where pointers have 64 bits, each kind of handle is a pointer type of its own, so that the compiler
   tells kinds apart. It points to nothing. Elsewhere a handle is a number of 64 bits. */
#if UINTPTR_MAX > 0xFFFFFFFF
#define CLIENTELA_HANDLE(name) typedef struct name##_object *name
#else
#define CLIENTELA_HANDLE(name) typedef int64_t name
#endif

/* An error. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_error);

/* A message whose arguments are being filled in. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_message);

/* Customer values that are being filled in. Use them from one thread at a time; they may move
 * between threads. */
CLIENTELA_HANDLE(clientela_values);

/* A walk over the values that were there when it began. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_entries);

/* A walk over clashes. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_clashes);

/* A walk over texts. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_texts);

/* A walk over fields. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_fields);

/* One version of a definition that is being filled in. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_definition);

/* Definitions in all their versions. Use them from one thread at a time; they may move between
 * threads. */
CLIENTELA_HANDLE(clientela_definitions);

/* A signature. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_signature);

/* A consent event that is being filled in. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_event);

/* All consent events of one person, in any order. Use them from one thread at a time; they may move
 * between threads. */
CLIENTELA_HANDLE(clientela_events);

/* What stands. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_standing);

/* What is to be recorded. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_act);

/* A question. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_question);

/* An answer. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_answer);

/* An occasion on which somebody may be asked, and what the chain decided. Use it from one thread at
 * a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_situation);

/* A dialog. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_dialog);

/* A walk over the items of a dialog; its present item is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_dialog_items);

/* A walk over what the person may answer to an item. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_dialog_choices);

/* A walk over proven consent events; its present event is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_proven);

/* Documents that are being filled in. Use them from one thread at a time; they may move between
 * threads. */
CLIENTELA_HANDLE(clientela_documents);

/* A walk over the priced lines of a document; its present row is read field by field. Use it from
 * one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_prices);

/* A walk over what each rate of tax comes to, lowest first. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_taxes);

/* A document. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_document);

/* A walk over the lines of a document; its present row is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_document_lines);

/* A walk over the documents around one; its present row is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_document_links);

/* A document as it is printed. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_preview);

/* A walk over the groups of a preview; its present row is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_preview_groups);

/* Criteria that are being filled in. Use them from one thread at a time; they may move between
 * threads. */
CLIENTELA_HANDLE(clientela_criteria);

/* A history. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_history);

/* What a filter found. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_filtered);

/* A walk over the values that could be chosen. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_facets);

/* A walk over lines; its present line is read field by field. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_history_lines);

/* A walk over the properties of a line. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_properties);

/* What may be done with the lines of documents. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_actions);

/* A walk over what may be done with one line; its present row is read field by field. Use it from
 * one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_allowed);

/* A person whose anonymization is to be planned. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_erasure);

/* A plan. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_plan);

/* A walk over what a plan does, and over what stands in its way; its present row is read field by
 * field. Whatever begins a walk says which fields its rows have; another one is
 * CLIENTELA_STATUS_MISUSE, argument.unknown_constant. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_plan_rows);

/* A walk over the values of an opened box. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_unsealed);

/* Rules of retention. Use them from one thread at a time; they may move between threads. */
CLIENTELA_HANDLE(clientela_retention);

/* What is kept of a person. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_retention_facts);

/* An explanation; its present line is read field by field. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_retention_lines);

/* A walk over the table of settings; its present row is read field by field. Use it from one thread
 * at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_setting_table);

/* A document as text. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_buffer);

/* Options of a store. Use them from one thread at a time; they may move between threads. */
CLIENTELA_HANDLE(clientela_options);

/* An open store. Any number of threads may use it. */
CLIENTELA_HANDLE(clientela_engine);

/* What verifying found. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_verification);

/* A walk over the heads of the chains. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_heads);

/* A walk over findings. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_findings);

/* What a check found. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_check);

/* What came of putting a store back or salvaging it, and a walk over the tables that lost rows; it
 * is not the store. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_restored);

/* A seat. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_seat);

/* The door of an operator. Any number of threads may use it. */
CLIENTELA_HANDLE(clientela_desk);

/* A person or company. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_person);

/* What a list shows. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_query);

/* A walk over the customer list; it reads on from the store page by page. Use it from one thread at
 * a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_customers);

/* A search being described. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_search);

/* A walk over what a search found, the best first. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_hits);

/* A walk over why a customer is a hit, a row for each word of the query. Use it from one thread at
 * a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_matches);

/* Somebody whom another branch knows. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_elsewhere);

/* A customer in detail. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_customer);

/* A walk over related persons. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_related);

/* A walk over the things of a section. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_slots);

/* A draft. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_draft);

/* An answer of a person. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_capture);

/* What is missing. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_missing);

/* A walk over the customers who may be the one of a draft. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_possible_duplicates);

/* A walk over pairs of customers who are probably one. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_duplicate_pairs);

/* A walk over what speaks for and against a pair. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_duplicate_reasons);

/* A walk over decisions about a customer and others. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_duplicate_decisions);

/* A walk over consents; its present row is read field by field. Use it from one thread at a time;
 * it may move between threads. */
CLIENTELA_HANDLE(clientela_consents);

/* What recording did. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_given);

/* A walk over messages that are to be sent. It holds secrets: show it to nobody, log nothing of it,
 * free it when all are sent. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_confirmations);

/* What a link is about, for the page that it opens; nothing about the person. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_confirmable);

/* The text of a consent. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_consent_text);

/* A walk over consents without their signature. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_missing_signatures);

/* A walk over consent events that are kept; its present event is read field by field. Use it from
 * one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_kept_events);

/* A walk over uses; its present use is read field by field. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_uses);

/* Until when a proof is kept, and why. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_proof_period);

/* Which form is printed. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_form_request);

/* A form, ready to be printed. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_form);

/* What is kept of a form, and a walk over what stood on it. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_kept_form);

/* A walk over everybody who may be contacted. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_contacts);

/* A document to be started. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_document_draft);

/* An id that a call gave. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_id);

/* What the central system is asked for. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_history_request);

/* A document to be started from lines. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_follow_up);

/* A query of the journal that is being described. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_log_query);

/* A walk over entries of the journal; its present entry is read field by field. Use it from one
 * thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_log);

/* A walk over the values of an entry. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_changes);

/* A desk that follows what others write. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_follower);

/* A walk over news; its present row is read field by field. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_news);

/* A callback's stay at a store. Any number of threads may use it. */
CLIENTELA_HANDLE(clientela_watch);

/* The door of the central system. Any number of threads may use it. */
CLIENTELA_HANDLE(clientela_erp);

/* Documents to be sent. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_outbox);

/* A walk over statuses. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_statuses);

/* A walk over groups. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_groups);

/* A walk over bank accounts. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_accounts);

/* A walk over programs. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_programs);

/* A walk over bookings. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_bookings);

/* A walk over accounts of programs. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_balances);

/* A walk over conflicts of bookings. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_conflicts);

/* What merging two customers would do, with what is chosen. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_merge);

/* A walk over the fields in which two customers differ. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_merge_fields);

/* A walk over what the merged customer has several of. Use it from one thread at a time; it may
 * move between threads. */
CLIENTELA_HANDLE(clientela_merge_things);

/* A walk over what stands in the way of a merge. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_merge_blockers);

/* What taking a merge back did. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_unmerged);

/* A walk over what was edited after a merge. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_undo_conflicts);

/* A walk over accounts that hold less than nothing. Use it from one thread at a time; it may move
 * between threads. */
CLIENTELA_HANDLE(clientela_overdrawn);

/* The value of a setting when it was asked. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_setting);

/* All settings as one JSON document. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_settings_document);

/* Cancels a long call from another thread. Any number of threads may use it. */
CLIENTELA_HANDLE(clientela_cancel);

/* What a feed did. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_report);

/* A walk over lines that were left out. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_failures);

/* What a file of an old system seems to be. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_proposal);

/* A walk over the questions of a proposal. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_choices);

/* A walk over recipients; its present row is read field by field. Use it from one thread at a time;
 * it may move between threads. */
CLIENTELA_HANDLE(clientela_recipients);

/* A walk over the months of a forecast. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_retention_months);

/* What a part of a run did; its present customer is read field by field. Use it from one thread at
 * a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_retention_report);

/* A request as it stood when it was read. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_request);

/* A walk over requests; the present one is read field by field. Use it from one thread at a time;
 * it may move between threads. */
CLIENTELA_HANDLE(clientela_requests);

/* A code to be sent to the person and shown to nobody else: log nothing of it, free it when it is
 * sent, which wipes the library's copy. Use it from one thread at a time; it may move between
 * threads. */
CLIENTELA_HANDLE(clientela_request_code);

/* A walk over what a run did; its present request is read field by field. Use it from one thread at
 * a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_request_runs);

/* A walk over holds; the present one is read field by field. Use it from one thread at a time; it
 * may move between threads. */
CLIENTELA_HANDLE(clientela_holds);

/* What a scan looks for. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_sought);

/* What a scan found. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_scan);

/* A walk over findings of a scan. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_residues);

/* A walk over anonymizations that a system has not answered; its present one is read field by
 * field. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_pending_erasures);

/* A walk over sealed boxes. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_seals);

/* A document that was started. Use it from one thread at a time; it may move between threads. */
CLIENTELA_HANDLE(clientela_started);
#undef CLIENTELA_HANDLE

/* -- Constants ------------------------------------------------------------------------------------- */

/* What a call returns. 0 is success, 1 says that a list has no further row; everything else is an
 * error. Numbers keep their meaning for ever. A newer library may return one that this header does
 * not name: treat it as an error. */
typedef int32_t clientela_status;
/* It worked. */
#define CLIENTELA_STATUS_OK 0
/* A cursor has no further row. Not an error. */
#define CLIENTELA_STATUS_DONE 1
/* An argument is wrong: NULL, text that is not UTF-8, a number that is no constant of its kind or
 * out of range. */
#define CLIENTELA_STATUS_MISUSE 100
/* A handle is none, was freed, is of another kind or was never one. */
#define CLIENTELA_STATUS_BAD_HANDLE 101
/* The handle is in use: by another thread, twice in one call, or by the call that this callback
 * belongs to. */
#define CLIENTELA_STATUS_IN_USE 102
/* A stated limit was exceeded (the length of a text, the number of handles). */
#define CLIENTELA_STATUS_LIMIT 110
/* One or more values break a rule of their field; the error lists each. */
#define CLIENTELA_STATUS_INVALID 200
/* There is no such record. */
#define CLIENTELA_STATUS_NOT_FOUND 210
/* Somebody else changed the record in between. */
#define CLIENTELA_STATUS_CONFLICT 220
/* The person was anonymized. */
#define CLIENTELA_STATUS_ERASED 230
/* Something prevents it for now; the error says what. */
#define CLIENTELA_STATUS_BLOCKED 240
/* The record's state does not allow it. */
#define CLIENTELA_STATUS_STATE 250
/* The operator lacks the right that the error's code names. */
#define CLIENTELA_STATUS_NOT_PERMITTED 300
/* Only the central system (ERP) may do this. */
#define CLIENTELA_STATUS_ERP_ONLY 310
/* Nobody is signed in at this desk, or no longer; the error's code says why. */
#define CLIENTELA_STATUS_SIGN_IN 320
/* Another process holds the store longer than we wait. The call may be repeated. */
#define CLIENTELA_STATUS_BUSY 400
/* The file is not a store of this library. It was not touched. */
#define CLIENTELA_STATUS_NOT_A_STORE 410
/* The store's file is damaged. */
#define CLIENTELA_STATUS_DAMAGED 420
/* The store was written by a newer version of this library. It was not touched. */
#define CLIENTELA_STATUS_TOO_NEW 430
/* The operating system refused; the error has its number. */
#define CLIENTELA_STATUS_IO 440
/* A commit failed and may have happened all the same. Saving the same draft again is safe: it is
 * not written twice. Anything else: look whether it is there. */
#define CLIENTELA_STATUS_UNKNOWN 450
/* The call was cancelled by its callback. */
#define CLIENTELA_STATUS_CANCELLED 500
/* A fault of this library. The error says where; the handles of the call may only be freed. */
#define CLIENTELA_STATUS_INTERNAL 900

/* The number of the binary interface that this header describes. 0 may change with every version;
 * from 1 on, within a number, functions and constants are only added. */
#define CLIENTELA_ABI 0

/* A field of a customer, an address, a contact, a document. */
typedef int32_t clientela_field;
/* `private` or `business`. */
#define CLIENTELA_FIELD_KIND 1
/* The customer number. */
#define CLIENTELA_FIELD_NUMBER 2
/* The id in the system that feeds the customer. */
#define CLIENTELA_FIELD_SOURCE_ID 3
/* A code of the list of statuses. */
#define CLIENTELA_FIELD_STATUS 4
/* The responsible branch. */
#define CLIENTELA_FIELD_BRANCH 5
/* The last visit, a date. */
#define CLIENTELA_FIELD_LAST_VISIT 6
/* First name. */
#define CLIENTELA_FIELD_GIVEN_NAME 7
/* Last name. */
#define CLIENTELA_FIELD_FAMILY_NAME 8
/* Company. */
#define CLIENTELA_FIELD_COMPANY 9
/* Date of birth. */
#define CLIENTELA_FIELD_BIRTH_DATE 10
/* The customer's language. */
#define CLIENTELA_FIELD_LANGUAGE 11
/* The groups that the central system put the customer into, by code. */
#define CLIENTELA_FIELD_GROUPS 12
/* The number that the customer had in an old system. */
#define CLIENTELA_FIELD_EXTERNAL_NUMBER 13
/* Who bears the cost by default: an insurer. */
#define CLIENTELA_FIELD_COST_BEARER 14
/* How the customer is insured: `statutory`, `private` or `none`. */
#define CLIENTELA_FIELD_INSURANCE_STATUS 15
/* Whether no reminder of a payment is sent: `yes` or `no`. */
#define CLIENTELA_FIELD_DO_NOT_DUN 16
/* The employee who is responsible, by code. */
#define CLIENTELA_FIELD_RESPONSIBLE 17
/* The day on which the customer did not want to say missing data. */
#define CLIENTELA_FIELD_DATA_DEFERRED 18
/* Whether the person has an account at the portal, as the central system says: `yes` or `no`. */
#define CLIENTELA_FIELD_HAS_ACCOUNT 19
/* Street and number. */
#define CLIENTELA_FIELD_STREET 20
/* Postal code. */
#define CLIENTELA_FIELD_POSTAL_CODE 21
/* City. */
#define CLIENTELA_FIELD_CITY 22
/* State or region. */
#define CLIENTELA_FIELD_REGION 23
/* Country. */
#define CLIENTELA_FIELD_COUNTRY 24
/* What the address is for: `billing`, `delivery` or `private`. */
#define CLIENTELA_FIELD_ADDRESS_USE 25
/* The first day of the address. */
#define CLIENTELA_FIELD_ADDRESS_FROM 26
/* The last day of the address. */
#define CLIENTELA_FIELD_ADDRESS_UNTIL 27
/* Whether the data may only be kept, and looked at for a reason: `yes`. */
#define CLIENTELA_FIELD_RESTRICTED 28
/* E-mail address. */
#define CLIENTELA_FIELD_EMAIL 30
/* Phone number. */
#define CLIENTELA_FIELD_PHONE 31
/* Fax number. */
#define CLIENTELA_FIELD_FAX 32
/* What an e-mail address is for: `billing`, `delivery` or `private`. */
#define CLIENTELA_FIELD_EMAIL_USE 33
/* The first day of an e-mail address. */
#define CLIENTELA_FIELD_EMAIL_FROM 34
/* The last day of an e-mail address. */
#define CLIENTELA_FIELD_EMAIL_UNTIL 35
/* What a phone number is for: `billing`, `delivery` or `private`. */
#define CLIENTELA_FIELD_PHONE_USE 36
/* The first day of a phone number. */
#define CLIENTELA_FIELD_PHONE_FROM 37
/* The last day of a phone number. */
#define CLIENTELA_FIELD_PHONE_UNTIL 38
/* An address or number at which nothing arrives, as it is written among the others. */
#define CLIENTELA_FIELD_UNDELIVERABLE 39
/* What the related person is to the customer: `contact` or `family`. */
#define CLIENTELA_FIELD_ROLE 40
/* The first day of the relation. */
#define CLIENTELA_FIELD_RELATION_FROM 41
/* The last day of the relation. */
#define CLIENTELA_FIELD_RELATION_UNTIL 42
/* On what ground the related person decides for the other: `parent`, `legal_guardian` or
 * `adult_guardianship`. */
#define CLIENTELA_FIELD_GUARDIAN 43
/* For what the related person decides: `all`, purposes or codes of definitions; absent: all. */
#define CLIENTELA_FIELD_GUARDIAN_FOR 44
/* What the customer authorized the related person to receive: `all`, purposes or codes of
 * definitions. */
#define CLIENTELA_FIELD_AUTHORIZED_FOR 45
/* The addressee's name as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_NAME 50
/* The addressee's street as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_STREET 51
/* The addressee's postal code as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_POSTAL_CODE 52
/* The addressee's city as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_CITY 53
/* The addressee's region as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_REGION 54
/* The addressee's country as issued. */
#define CLIENTELA_FIELD_ADDRESSEE_COUNTRY 55
/* The signed payload of a document, opaque. */
#define CLIENTELA_FIELD_PAYLOAD 56
/* A reference to the evidence of a consent (form number, external id). */
#define CLIENTELA_FIELD_EVIDENCE_REFERENCE 60
/* The reason that somebody gave for a change, a read, an export or what was decided about a
 * request: a value of the journal's entry of it (clientela_log_changes). */
#define CLIENTELA_FIELD_REASON 61
/* The name of a branch. */
#define CLIENTELA_FIELD_BRANCH_NAME 70
/* Whether the branch is the head office: `yes` or `no`. */
#define CLIENTELA_FIELD_HEAD_OFFICE 71
/* Whether the branch is closed: `yes` or `no`. */
#define CLIENTELA_FIELD_BRANCH_CLOSED 72
/* The branch that a station belongs to. */
#define CLIENTELA_FIELD_STATION_BRANCH 73
/* Whether the station is out of use: `yes` or `no`. */
#define CLIENTELA_FIELD_STATION_CLOSED 74
/* The rights of a role, by name. */
#define CLIENTELA_FIELD_ROLE_RIGHTS 75
/* The first of the numbers that a station gives to new customers. */
#define CLIENTELA_FIELD_NUMBER_FROM 76
/* The last of these numbers. */
#define CLIENTELA_FIELD_NUMBER_UNTIL 77
/* The name an operator signs in with. */
#define CLIENTELA_FIELD_USER_NAME 80
/* The slow hash of an operator's password. */
#define CLIENTELA_FIELD_PASSWORD 81
/* The digest of the hash as it was fed. */
#define CLIENTELA_FIELD_PASSWORD_SOURCE 82
/* An operator's roles. */
#define CLIENTELA_FIELD_OPERATOR_ROLES 83
/* The rights an operator has besides those of the roles, by name. */
#define CLIENTELA_FIELD_OPERATOR_RIGHTS 84
/* Whether the operator was locked by the central system: `yes` or `no`. */
#define CLIENTELA_FIELD_OPERATOR_LOCKED 85
/* Whether the operator left: `yes` or `no`. */
#define CLIENTELA_FIELD_OPERATOR_REMOVED 86
/* The value of a setting, as text. */
#define CLIENTELA_FIELD_SETTING_VALUE 90
/* The name of a status. */
#define CLIENTELA_FIELD_STATUS_NAME 91
/* What a status means: `active`, `inactive`, `blocked` or `deceased`. */
#define CLIENTELA_FIELD_STATUS_MEANING 92
/* The name of a group. */
#define CLIENTELA_FIELD_GROUP_NAME 93
/* The name of a program. */
#define CLIENTELA_FIELD_PROGRAM_NAME 94
/* What a program counts: `points`, `stamps`, `credit` or `voucher`. */
#define CLIENTELA_FIELD_PROGRAM_KIND 95
/* The value that is loaded where programs are not editable, in minor units. */
#define CLIENTELA_FIELD_PROGRAM_PRESET 96
/* Whether a program is closed: `yes` or `no`. */
#define CLIENTELA_FIELD_PROGRAM_CLOSED 97
/* Where a request of a person stands, as CLIENTELA_REQUEST_STATE_.... */
#define CLIENTELA_FIELD_REQUEST_STATE 98
/* What was decided about two records that may be of one person: `same`, `different` or `later`. */
#define CLIENTELA_FIELD_DUPLICATE_DECISION 99
/* The number of a bank account. */
#define CLIENTELA_FIELD_IBAN 100
/* The holder of a bank account. */
#define CLIENTELA_FIELD_BANK_HOLDER 101
/* The day on which a bank account was last used. */
#define CLIENTELA_FIELD_BANK_LAST_USE 102
/* The day of the last direct debit from a bank account. */
#define CLIENTELA_FIELD_BANK_LAST_DEBIT 103
/* The number of a customer card. */
#define CLIENTELA_FIELD_CARD_NUMBER 105
/* What a card carries: `chip`, `nfc` or `external` (neither). */
#define CLIENTELA_FIELD_CARD_KIND 106
/* The last day of a card. */
#define CLIENTELA_FIELD_CARD_VALID_UNTIL 107
/* Where a card stands: `active`, `lost` or `replaced`. */
#define CLIENTELA_FIELD_CARD_STATE 108
/* The text of a comment that is not about health. */
#define CLIENTELA_FIELD_COMMENT_TEXT 110
/* The text of a comment about health. */
#define CLIENTELA_FIELD_COMMENT_HEALTH 111
/* What a comment is: `other`, `allergy`, `care` or `appointment`. */
#define CLIENTELA_FIELD_COMMENT_KIND 112
/* Who wrote a comment, by the operator's code. */
#define CLIENTELA_FIELD_COMMENT_AUTHOR 113
/* The day of a comment. */
#define CLIENTELA_FIELD_COMMENT_DATE 114
/* Whether a comment is shown before others: `yes` or `no`. */
#define CLIENTELA_FIELD_COMMENT_PINNED 115
/* The code of a coupon. */
#define CLIENTELA_FIELD_COUPON_CODE 120
/* What a coupon is for. */
#define CLIENTELA_FIELD_COUPON_TITLE 121
/* The first day of a coupon. */
#define CLIENTELA_FIELD_COUPON_FROM 122
/* The last day of a coupon. */
#define CLIENTELA_FIELD_COUPON_UNTIL 123
/* What a coupon takes off: an amount with its currency (`5.00 EUR`) or a percentage (`10 %`). */
#define CLIENTELA_FIELD_COUPON_VALUE 124
/* The document on which a coupon was redeemed, by its number. */
#define CLIENTELA_FIELD_COUPON_REDEEMED 125
/* The program that a customer is a member of, by its code. */
#define CLIENTELA_FIELD_MEMBER_PROGRAM 126
/* The card to which a membership is assigned, by its number. */
#define CLIENTELA_FIELD_MEMBER_CARD 127
/* The VAT number of a business, with its country. */
#define CLIENTELA_FIELD_VAT_ID 130
/* The Italian tax code (codice fiscale) of a person or a business. */
#define CLIENTELA_FIELD_CODICE_FISCALE 131
/* The code by which an Italian business gets electronic invoices (codice destinatario). */
#define CLIENTELA_FIELD_SDI_CODE 132
/* The Polish tax number of a business (NIP). */
#define CLIENTELA_FIELD_NIP 133
/* The number of a French business (SIREN). */
#define CLIENTELA_FIELD_SIREN 134
/* The number of an establishment of a French business (SIRET). */
#define CLIENTELA_FIELD_SIRET 135
/* The German tax number (Steuernummer) of a person or a business. */
#define CLIENTELA_FIELD_TAX_NUMBER 136

/* A right of an operator. */
typedef int32_t clientela_right;
/* Read the customer file. */
#define CLIENTELA_RIGHT_READ_CUSTOMERS 1
/* Add and edit customers. */
#define CLIENTELA_RIGHT_EDIT_CUSTOMERS 2
/* See consents to personal data processing. */
#define CLIENTELA_RIGHT_READ_CONSENTS 3
/* Record and withdraw consents to personal data processing. */
#define CLIENTELA_RIGHT_RECORD_CONSENTS 4
/* Read the transaction history. */
#define CLIENTELA_RIGHT_READ_HISTORY 5
/* Put customers on documents and issue them. */
#define CLIENTELA_RIGHT_EDIT_DOCUMENTS 6
/* Read the change log. */
#define CLIENTELA_RIGHT_READ_JOURNAL 7
/* Settings and whatever else an administrator does. */
#define CLIENTELA_RIGHT_ADMINISTRATION 8
/* Unlock operators after wrong tries. */
#define CLIENTELA_RIGHT_SUPERVISE 9
/* See and edit data about health: allergies, insurance (Art. 9 GDPR). */
#define CLIENTELA_RIGHT_READ_HEALTH 10
/* See and edit bank details, set the flag against reminders. */
#define CLIENTELA_RIGHT_ACCOUNTING 11
/* Write and edit comments. */
#define CLIENTELA_RIGHT_EDIT_COMMENTS 12
/* Add programs and change them. */
#define CLIENTELA_RIGHT_CHANGE_PROGRAMS 13
/* Merge two customers, and take that back. */
#define CLIENTELA_RIGHT_MERGE_CUSTOMERS 14
/* Write out everything about a person, for them. */
#define CLIENTELA_RIGHT_EXPORT_PERSONS 15
/* See, with a reason, what a restriction or the lack of another right hides. */
#define CLIENTELA_RIGHT_SEE_RESTRICTED 16

/* What the data would be used for. */
typedef int32_t clientela_purpose;
/* Storing and processing the customer's data. */
#define CLIENTELA_PURPOSE_PROCESSING 0
/* Advertising of any kind. */
#define CLIENTELA_PURPOSE_MARKETING 1
/* Product recalls and contract matters: no marketing objection binds them. */
#define CLIENTELA_PURPOSE_MANDATORY_NOTICE 2

/* A way to reach somebody. */
typedef int32_t clientela_channel;
#define CLIENTELA_CHANNEL_NONE   0   /* None: bound to no channel. */
#define CLIENTELA_CHANNEL_EMAIL  1   /* E-mail. */
#define CLIENTELA_CHANNEL_PHONE  2   /* A phone call. */
#define CLIENTELA_CHANNEL_SMS    3   /* A short message to a phone number. */
#define CLIENTELA_CHANNEL_LETTER 4   /* A letter. */

/* Where a version of a consent definition stands in its life. */
typedef int32_t clientela_definition_state;
#define CLIENTELA_DEFINITION_STATE_DRAFT    0   /* Being written; nobody is asked. */
#define CLIENTELA_DEFINITION_STATE_ACTIVE   1   /* In force. */
#define CLIENTELA_DEFINITION_STATE_ARCHIVED 2   /* No longer asked. */

/* What happened to a consent. */
typedef int32_t clientela_event_kind;
#define CLIENTELA_EVENT_KIND_ASKED       0   /* The person was asked. */
#define CLIENTELA_EVENT_KIND_DEFERRED    1   /* The question was closed without an answer. */
#define CLIENTELA_EVENT_KIND_GIVEN       2   /* The person agreed. */
#define CLIENTELA_EVENT_KIND_REFUSED     3   /* The person declined. */
#define CLIENTELA_EVENT_KIND_WITHDRAWN   4   /* The person took an earlier agreement back. */
#define CLIENTELA_EVENT_KIND_RENEWED     5   /* The person agreed again. */
#define CLIENTELA_EVENT_KIND_OBJECTED    6   /* The person objected. */
#define CLIENTELA_EVENT_KIND_CONFIRMED   7   /* The second opt-in arrived. */
#define CLIENTELA_EVENT_KIND_REVOKED     8   /* The controller ended it. */
#define CLIENTELA_EVENT_KIND_INVALIDATED 9   /* It was declared void. */
#define CLIENTELA_EVENT_KIND_IMPORTED    10  /* A plain "on" came from another system. */

/* Who stands behind a consent event, lowest first. */
typedef int32_t clientela_authority;
#define CLIENTELA_AUTHORITY_MACHINE 0   /* A program: an import, a sync of plain values. */
#define CLIENTELA_AUTHORITY_USER    1   /* An operator on their own account. */
#define CLIENTELA_AUTHORITY_ADMIN   2   /* An administrator. */
#define CLIENTELA_AUTHORITY_SUBJECT 3   /* The person concerned, also when staff relay the words with evidence. */

/* How an answer was given. */
typedef int32_t clientela_method;
#define CLIENTELA_METHOD_SPOKEN     0   /* Said to an operator. */
#define CLIENTELA_METHOD_PAPER      1   /* Signed on paper. */
#define CLIENTELA_METHOD_SCREEN     2   /* Signed on a screen. */
#define CLIENTELA_METHOD_FORM       3   /* Ticked in a form. */
#define CLIENTELA_METHOD_LINK       4   /* By a link or code. */
#define CLIENTELA_METHOD_CORRECTION 5   /* Corrected by an operator. */
#define CLIENTELA_METHOD_TRANSFER   6   /* Taken over from another system. */

/* Where a consent event comes from. */
typedef int32_t clientela_origin;
#define CLIENTELA_ORIGIN_TILL       0   /* A till. */
#define CLIENTELA_ORIGIN_PORTAL     1   /* A portal. */
#define CLIENTELA_ORIGIN_IMPORT     2   /* An import. */
#define CLIENTELA_ORIGIN_PAPER_FORM 3   /* A paper form. */
#define CLIENTELA_ORIGIN_ERP        4   /* The ERP. */

/* What a consent event binds. */
typedef int32_t clientela_scope;
#define CLIENTELA_SCOPE_DEFINITION  0   /* The event's definition only. */
#define CLIENTELA_SCOPE_MARKETING   1   /* All marketing. */
#define CLIENTELA_SCOPE_RESTRICTION 2   /* All but mandatory notices (a statutory restriction). */
#define CLIENTELA_SCOPE_EVERYTHING  3   /* Everything. */

/* The three states of a consent. */
typedef int32_t clientela_consent_state;
#define CLIENTELA_CONSENT_STATE_UNKNOWN  0   /* Neither agreed nor declined, or no longer relevant. */
#define CLIENTELA_CONSENT_STATE_ACCEPTED 1   /* Agreed, and it counts. */
#define CLIENTELA_CONSENT_STATE_REFUSED  2   /* Declined, taken back, objected, ended or void. */

/* Where a screen shows a consent. */
typedef int32_t clientela_consent_section;
#define CLIENTELA_CONSENT_SECTION_DETAILS 0   /* With the details of the customer: it is bound to no channel. */
#define CLIENTELA_CONSENT_SECTION_CHANNEL 1   /* With the addresses and numbers of its channel. */

/* Why the state is what it is. */
typedef int32_t clientela_consent_detail;
#define CLIENTELA_CONSENT_DETAIL_NEVER_ASKED 0   /* Nobody ever asked. */
#define CLIENTELA_CONSENT_DETAIL_ASKED       1   /* Asked, no answer yet. */
#define CLIENTELA_CONSENT_DETAIL_DEFERRED    2   /* The question was closed without an answer. */
#define CLIENTELA_CONSENT_DETAIL_PENDING     3   /* Given, but its confirmation is outstanding. */
#define CLIENTELA_CONSENT_DETAIL_GIVEN       4   /* Given, and confirmed where that is needed. */
#define CLIENTELA_CONSENT_DETAIL_RENEWED     5   /* Given again while it stood. */
#define CLIENTELA_CONSENT_DETAIL_REFUSED     6   /* Declined. */
#define CLIENTELA_CONSENT_DETAIL_WITHDRAWN   7   /* Taken back by the person. */
#define CLIENTELA_CONSENT_DETAIL_REVOKED     8   /* Ended by the controller. */
#define CLIENTELA_CONSENT_DETAIL_EXPIRED     9   /* Its validity is over: ask again. */
#define CLIENTELA_CONSENT_DETAIL_OUTDATED    10  /* The text changed in a way that matters: ask again. */
#define CLIENTELA_CONSENT_DETAIL_VOID        11  /* Declared void. */
#define CLIENTELA_CONSENT_DETAIL_OBJECTED    12  /* The person objected. */

/* How well an answer is proven, the least first. */
typedef int32_t clientela_evidence_grade;
/* By nothing: nobody answered, or another system says plainly *on*. */
#define CLIENTELA_EVIDENCE_GRADE_NOTHING 0
/* Somebody says that the person said so. */
#define CLIENTELA_EVIDENCE_GRADE_SAID 1
/* Somebody wrote down where a proof is. Whether there is one, nobody looked. */
#define CLIENTELA_EVIDENCE_GRADE_REFERENCED 2
/* A signature is registered in another system, under a reference. */
#define CLIENTELA_EVIDENCE_GRADE_REGISTERED 3
/* A paper was signed that was printed here: its number leads to the text that stood on it. */
#define CLIENTELA_EVIDENCE_GRADE_FORM 4
/* The person did it: by a link or code, or behind a sign-in of their own. */
#define CLIENTELA_EVIDENCE_GRADE_CONFIRMED 5
/* A signature is bound to the very text, its language, operator, station and receipt. */
#define CLIENTELA_EVIDENCE_GRADE_SIGNED 6

/* What the reference of a consent event leads to. */
typedef int32_t clientela_reference_kind;
#define CLIENTELA_REFERENCE_KIND_NOTE     0   /* What somebody wrote down. */
#define CLIENTELA_REFERENCE_KIND_EXTERNAL 1   /* A signature that is registered in another system. */
#define CLIENTELA_REFERENCE_KIND_FORM     2   /* A paper form that was printed here, by its number. */

/* What somebody wants to record. */
typedef int32_t clientela_intent;
#define CLIENTELA_INTENT_ASK        0   /* The person is asked. */
#define CLIENTELA_INTENT_DEFER      1   /* The question is closed without an answer. */
#define CLIENTELA_INTENT_GIVE       2   /* Agree, or agree again. */
#define CLIENTELA_INTENT_REFUSE     3   /* Decline. */
#define CLIENTELA_INTENT_WITHDRAW   4   /* Take back. */
#define CLIENTELA_INTENT_OBJECT     5   /* Object; the act's scope says to what. */
#define CLIENTELA_INTENT_CONFIRM    6   /* The second opt-in. */
#define CLIENTELA_INTENT_REVOKE     7   /* The controller ends it. */
#define CLIENTELA_INTENT_INVALIDATE 8   /* Declare void. */
#define CLIENTELA_INTENT_ON         9   /* A plain *on* of a source that knows only on and off. */
#define CLIENTELA_INTENT_OFF        10  /* A plain *off* of such a source: no refusal. */
#define CLIENTELA_INTENT_CLEAR      11  /* Go back to unknown. */

/* The life of a person's data, as far as it decides what may be done. */
typedef int32_t clientela_subject_state;
/* In use. */
#define CLIENTELA_SUBJECT_STATE_NORMAL 0
/* Blocked for all but what the law demands. */
#define CLIENTELA_SUBJECT_STATE_RESTRICTED 1
/* Anonymized. */
#define CLIENTELA_SUBJECT_STATE_ERASED 2
/* The person died. */
#define CLIENTELA_SUBJECT_STATE_DECEASED 3
/* Erasures are known elsewhere that this store has not seen: the person may be one of the erased. */
#define CLIENTELA_SUBJECT_STATE_UNCONFIRMED 4

/* On what ground somebody decides for another person. */
typedef int32_t clientela_guardian;
#define CLIENTELA_GUARDIAN_PARENT             0   /* As a parent, until the child decides. */
#define CLIENTELA_GUARDIAN_LEGAL_GUARDIAN     1   /* As the guardian of a minor, until the minor decides. */
#define CLIENTELA_GUARDIAN_ADULT_GUARDIANSHIP 2   /* As the guardian of an adult, as long as the guardianship lasts. */

/* A ground to contact somebody until they object. A chain says which it uses; none applies by
 * itself. */
typedef int32_t clientela_ground;
/* Germany: letters, until the person objects. */
#define CLIENTELA_GROUND_DE_LETTER 0
/* Germany: e-mail to own customers about similar goods. */
#define CLIENTELA_GROUND_DE_EMAIL 1
/* France: e-mail to own customers about similar goods. */
#define CLIENTELA_GROUND_FR_EMAIL 2
/* France, until 10 August 2026: calls to numbers that the opposition register does not list. */
#define CLIENTELA_GROUND_FR_PHONE 3
/* Italy: e-mail to own customers about similar goods. */
#define CLIENTELA_GROUND_IT_EMAIL 4
/* Italy: calls to numbers that the opposition register does not list. */
#define CLIENTELA_GROUND_IT_PHONE 5
/* Everywhere: recalls and contract matters, which a duty demands. */
#define CLIENTELA_GROUND_NOTICE 6

/* Why the answer is what it is. */
typedef int32_t clientela_contact_reason;
/* Everything is in order. */
#define CLIENTELA_CONTACT_REASON_ALLOWED 0
/* The person was anonymized. */
#define CLIENTELA_CONTACT_REASON_ERASED 1
/* The person's data is restricted. */
#define CLIENTELA_CONTACT_REASON_RESTRICTED 2
/* No definition is about this purpose and channel. */
#define CLIENTELA_CONTACT_REASON_NO_DEFINITION 3
/* A definition is, but none that is in force today. */
#define CLIENTELA_CONTACT_REASON_DEFINITION_NOT_IN_FORCE 4
/* The person objected. */
#define CLIENTELA_CONTACT_REASON_OBJECTED 5
/* There is no address (number) for this channel. */
#define CLIENTELA_CONTACT_REASON_NO_ADDRESS 6
/* What was sent there came back. */
#define CLIENTELA_CONTACT_REASON_BOUNCED 7
/* The consent is bound to another address. */
#define CLIENTELA_CONTACT_REASON_OTHER_ADDRESS 8
/* Which address the consent is bound to can no longer be told. */
#define CLIENTELA_CONTACT_REASON_ADDRESS_UNKNOWN 9
/* Nobody ever asked. */
#define CLIENTELA_CONTACT_REASON_NEVER_ASKED 10
/* Asked, no answer yet. */
#define CLIENTELA_CONTACT_REASON_ASKED 11
/* The question was closed without an answer. */
#define CLIENTELA_CONTACT_REASON_DEFERRED 12
/* The confirmation is outstanding. */
#define CLIENTELA_CONTACT_REASON_PENDING 13
/* Declined. */
#define CLIENTELA_CONTACT_REASON_REFUSED 14
/* Taken back. */
#define CLIENTELA_CONTACT_REASON_WITHDRAWN 15
/* Ended by the controller. */
#define CLIENTELA_CONTACT_REASON_REVOKED 16
/* The validity is over. */
#define CLIENTELA_CONTACT_REASON_EXPIRED 17
/* The text changed in a way that matters. */
#define CLIENTELA_CONTACT_REASON_OUTDATED 18
/* Declared void. */
#define CLIENTELA_CONTACT_REASON_VOID 19
/* The signature that the definition requires is missing. */
#define CLIENTELA_CONTACT_REASON_SIGNATURE_MISSING 20
/* The definition above is not known or not in force. */
#define CLIENTELA_CONTACT_REASON_PARENT_UNKNOWN 21
/* The definition above is not accepted; the answer names it. */
#define CLIENTELA_CONTACT_REASON_PARENT_NOT_ACCEPTED 22
/* The guardian did not agree. */
#define CLIENTELA_CONTACT_REASON_GUARDIAN_MISSING 23
/* What stood on that day can no longer be told: the person was merged with another, or parted
 * again, or a guardian was erased, since then. */
#define CLIENTELA_CONTACT_REASON_UNCLEAR 24
/* A ground allows it without consent; the answer names it. */
#define CLIENTELA_CONTACT_REASON_ALLOWED_BY_GROUND 25
/* A ground would allow it, but nobody said that the opposition register does not list the number. */
#define CLIENTELA_CONTACT_REASON_REGISTER_UNKNOWN 26
/* Only a guardian agreed, and the person decides now. */
#define CLIENTELA_CONTACT_REASON_GUARDIAN_OVER 27
/* The customer did not authorize this person to receive it. */
#define CLIENTELA_CONTACT_REASON_AUTHORIZATION_MISSING 28
/* The person has no account, which the definition asks for. */
#define CLIENTELA_CONTACT_REASON_ACCOUNT_MISSING 29
/* The person died: nobody is written to, not even of what a duty demands. */
#define CLIENTELA_CONTACT_REASON_DECEASED 30
/* Erasures are known elsewhere that this store has not seen: nobody is contacted until it has. */
#define CLIENTELA_CONTACT_REASON_UNCONFIRMED 31

/* What would make it allowed. */
typedef int32_t clientela_contact_remedy;
/* Nothing is needed. */
#define CLIENTELA_CONTACT_REMEDY_NOTHING 0
/* Ask for the consent the answer names. */
#define CLIENTELA_CONTACT_REMEDY_ASK_FOR_CONSENT 1
/* Ask for it again. */
#define CLIENTELA_CONTACT_REMEDY_ASK_AGAIN 2
/* The person confirms by the link or code they were sent. */
#define CLIENTELA_CONTACT_REMEDY_CONFIRM 3
/* Fill in the channel's data. */
#define CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_DATA 4
/* Correct the channel's data. */
#define CLIENTELA_CONTACT_REMEDY_CORRECT_THE_DATA 5
/* Have the form signed, or register the signature. */
#define CLIENTELA_CONTACT_REMEDY_GET_THE_SIGNATURE 6
/* Ask the guardian. */
#define CLIENTELA_CONTACT_REMEDY_ASK_THE_GUARDIAN 7
/* The ERP puts a definition in force. */
#define CLIENTELA_CONTACT_REMEDY_DEFINE_THE_CONSENT 8
/* Only the person may change it, of their own accord. */
#define CLIENTELA_CONTACT_REMEDY_UP_TO_THE_PERSON 9
/* There is nothing to be done. */
#define CLIENTELA_CONTACT_REMEDY_NOT_POSSIBLE 10
/* Look the number up in the opposition register, or ask for the consent. */
#define CLIENTELA_CONTACT_REMEDY_CHECK_THE_REGISTER 11
/* Ask the person, who decides now. */
#define CLIENTELA_CONTACT_REMEDY_ASK_THE_PERSON 12
/* Ask the customer to authorize the person. */
#define CLIENTELA_CONTACT_REMEDY_ASK_THE_CUSTOMER 13
/* The person opens an account. */
#define CLIENTELA_CONTACT_REMEDY_OPEN_AN_ACCOUNT 14
/* The central system sends the erasures that are missing, or says that none is. */
#define CLIENTELA_CONTACT_REMEDY_COMPLETE_THE_ERASURES 15

/* What a person gets to confirm a consent with. */
typedef int32_t clientela_confirmation_kind;
#define CLIENTELA_CONFIRMATION_KIND_CODE 0   /* Six digits, to be typed or read aloud. */
#define CLIENTELA_CONFIRMATION_KIND_LINK 1   /* The end of a link. */

/* On which occasion a customer may be asked. */
typedef int32_t clientela_occasion;
#define CLIENTELA_OCCASION_CARD_READ  0   /* Their card is read. */
#define CLIENTELA_OCCASION_CASH_SALE  1   /* A cash sale is put on their name. */
#define CLIENTELA_OCCASION_LAST_VISIT 2   /* The day of their last visit is set to today. */
#define CLIENTELA_OCCASION_CREATION   3   /* They are new. */
#define CLIENTELA_OCCASION_PORTAL     4   /* They are signed in to the portal. */

/* When in a dialog something is asked. */
typedef int32_t clientela_turn;
/* At once. */
#define CLIENTELA_TURN_NOW 0
/* In the same dialog, once what it waits for was agreed to; until then none of it is offered. */
#define CLIENTELA_TURN_THEN 1
/* Not in this dialog. */
#define CLIENTELA_TURN_NOT_NOW 2

/* Why something is asked, or is not. */
typedef int32_t clientela_asking_reason;
/* Asked: nobody ever did. */
#define CLIENTELA_ASKING_REASON_NEVER_ASKED 0
/* Asked: there was no answer yet. */
#define CLIENTELA_ASKING_REASON_UNANSWERED 1
/* Asked: it was declined long enough ago. */
#define CLIENTELA_ASKING_REASON_REFUSED_BEFORE 2
/* Asked: the shop ended it or declared it void. */
#define CLIENTELA_ASKING_REASON_ENDED 3
/* Asked: its validity is over. */
#define CLIENTELA_ASKING_REASON_EXPIRED 4
/* Asked: the text changed in a way that matters. */
#define CLIENTELA_ASKING_REASON_OUTDATED 5
/* Asked: the address or number is another one now. */
#define CLIENTELA_ASKING_REASON_OTHER_ADDRESS 6
/* Asked: what was agreed to needs these data. */
#define CLIENTELA_ASKING_REASON_DATA_NEEDED 7
/* Not asked: it was agreed to. */
#define CLIENTELA_ASKING_REASON_AGREED 8
/* Not asked: the confirmation is outstanding. */
#define CLIENTELA_ASKING_REASON_PENDING 9
/* Not asked: the person took it back or objected; only they begin anew. */
#define CLIENTELA_ASKING_REASON_UP_TO_THE_PERSON 10
/* Not asked: it was declined or left open not long enough ago. */
#define CLIENTELA_ASKING_REASON_COOL_DOWN 11
/* Not asked: there was a dialog on this day already. */
#define CLIENTELA_ASKING_REASON_ASKED_TODAY 12
/* Not asked: another consent comes first. */
#define CLIENTELA_ASKING_REASON_WAITS_FOR_CONSENT 13
/* Not asked: not on this occasion. */
#define CLIENTELA_ASKING_REASON_OTHER_OCCASION 14
/* Not asked: the chain only shows where it stands. */
#define CLIENTELA_ASKING_REASON_INDICATOR_ONLY 15
/* Not asked: there is no address or number for it. */
#define CLIENTELA_ASKING_REASON_NO_ADDRESS 16
/* Not asked: nothing that was agreed to needs these data. */
#define CLIENTELA_ASKING_REASON_NOT_NEEDED 17
/* Not asked: the data are restricted or erased. */
#define CLIENTELA_ASKING_REASON_CLOSED 18
/* Asked: only a guardian agreed, and the person decides now. */
#define CLIENTELA_ASKING_REASON_GUARDIAN_OVER 19
/* Asked: it was agreed to without the signature that it needs. */
#define CLIENTELA_ASKING_REASON_SIGNATURE_MISSING 20
/* Not asked: a guardian decides, and has to agree. */
#define CLIENTELA_ASKING_REASON_GUARDIAN_MISSING 21

/* Where the consent to the storage of data stands, as an indicator shows it. */
typedef int32_t clientela_storage_consent;
#define CLIENTELA_STORAGE_CONSENT_NO_SELECTION 0   /* Nobody ever asked. */
#define CLIENTELA_STORAGE_CONSENT_OPEN         1   /* Asked, or asked again, without an answer that counts. */
#define CLIENTELA_STORAGE_CONSENT_AGREED       2   /* Agreed. */
#define CLIENTELA_STORAGE_CONSENT_WITHDRAWN    3   /* Declined, taken back or ended. */

/* What kind of document it is. */
typedef int32_t clientela_document_kind;
/* A till receipt. */
#define CLIENTELA_DOCUMENT_KIND_RECEIPT 0
/* A sales invoice. */
#define CLIENTELA_DOCUMENT_KIND_INVOICE 1
/* A customer's order. */
#define CLIENTELA_DOCUMENT_KIND_ORDER 2
/* A correction of a receipt or invoice. */
#define CLIENTELA_DOCUMENT_KIND_CORRECTION 3
/* A complaint. */
#define CLIENTELA_DOCUMENT_KIND_COMPLAINT 4
/* An offer to the customer. */
#define CLIENTELA_DOCUMENT_KIND_QUOTATION 5
/* What goods go with when they are handed over. */
#define CLIENTELA_DOCUMENT_KIND_DELIVERY_NOTE 6
/* An order of the shop's own, with the customer as supplier. */
#define CLIENTELA_DOCUMENT_KIND_PURCHASE_ORDER 7
/* Money that the customer paid or got back. */
#define CLIENTELA_DOCUMENT_KIND_PAYMENT 8
/* Money drawn from the customer's account. The bank can return it for 13 months. */
#define CLIENTELA_DOCUMENT_KIND_DIRECT_DEBIT 9
/* A contract under which the customer is served and invoiced. */
#define CLIENTELA_DOCUMENT_KIND_SERVICE_CONTRACT 10

/* Where a document stands. */
typedef int32_t clientela_document_state;
#define CLIENTELA_DOCUMENT_STATE_DRAFT           0   /* Being written at a desk. */
#define CLIENTELA_DOCUMENT_STATE_NOT_APPROVED    1   /* Waits for approval. */
#define CLIENTELA_DOCUMENT_STATE_INITIALISED     2   /* Begun, not yet complete. */
#define CLIENTELA_DOCUMENT_STATE_CANCELLED       3   /* Cancelled. */
#define CLIENTELA_DOCUMENT_STATE_REJECTED        4   /* Rejected. */
#define CLIENTELA_DOCUMENT_STATE_OPEN            5   /* An order or complaint in progress. */
#define CLIENTELA_DOCUMENT_STATE_AWAITING_PICKUP 6   /* An order whose goods wait for the customer. */
#define CLIENTELA_DOCUMENT_STATE_ISSUED          7   /* Issued: final. */
#define CLIENTELA_DOCUMENT_STATE_REALISED        8   /* An order that became a sale. */
#define CLIENTELA_DOCUMENT_STATE_CLOSED          9   /* Closed. */

/* What became of the goods of a line. */
typedef int32_t clientela_line_status;
#define CLIENTELA_LINE_STATUS_SOLD                  0   /* Sold, and still with the customer. */
#define CLIENTELA_LINE_STATUS_RETURNED              1   /* Taken back. */
#define CLIENTELA_LINE_STATUS_COMPLAINT_IN_PROGRESS 2   /* The customer complained, and it is not settled yet. */
#define CLIENTELA_LINE_STATUS_ORDERED               3   /* Ordered, not delivered yet. */
#define CLIENTELA_LINE_STATUS_AWAITING_PICKUP       4   /* Ordered and arrived, the customer has not fetched it yet. */

/* Whether the central system's part of a history is there. */
typedef int32_t clientela_erp_state;
#define CLIENTELA_ERP_STATE_NOT_ASKED       0   /* The setting asks for local documents only. */
#define CLIENTELA_ERP_STATE_NOT_CONNECTED   1   /* It should have been asked, but the host gave no connection to it. */
#define CLIENTELA_ERP_STATE_ANSWERED        2   /* It answered. */
#define CLIENTELA_ERP_STATE_CONNECTION_LOST 3   /* The connection was lost. */
#define CLIENTELA_ERP_STATE_REFUSED         4   /* It refused to answer. */
#define CLIENTELA_ERP_STATE_CANCELLED       5   /* The question was cancelled. */

/* Why a person cannot be anonymized yet. Each name is a message too, such as `open_order`. */
typedef int32_t clientela_blocker_reason;
#define CLIENTELA_BLOCKER_REASON_OPEN_ORDER       0   /* An order in progress. */
#define CLIENTELA_BLOCKER_REASON_OPEN_COMPLAINT   1   /* A complaint in progress. */
#define CLIENTELA_BLOCKER_REASON_OPEN_DOCUMENT    2   /* Another document in progress. */
#define CLIENTELA_BLOCKER_REASON_DRAFT_DOCUMENT   3   /* A document being written. */
#define CLIENTELA_BLOCKER_REASON_ACTIVE_OPERATOR  4   /* An operator who was not removed upstream. */
#define CLIENTELA_BLOCKER_REASON_LEGAL_HOLD       5   /* Somebody put it on hold: a claim, a court. */
#define CLIENTELA_BLOCKER_REASON_TAX_AUDIT        6   /* The tax office looks at it. */
#define CLIENTELA_BLOCKER_REASON_UNPAID_BALANCE   7   /* An invoice that is not paid. */
#define CLIENTELA_BLOCKER_REASON_RUNNING_CONTRACT 8   /* A service contract that runs. */
#define CLIENTELA_BLOCKER_REASON_STORED_VALUE     9   /* Money that the person paid in: a credit, a voucher. */

/* What happens to a value or record. */
typedef int32_t clientela_erasure_action;
#define CLIENTELA_ERASURE_ACTION_REMOVE  0   /* It goes. */
#define CLIENTELA_ERASURE_ACTION_REPLACE 1   /* A word takes its place. */
#define CLIENTELA_ERASURE_ACTION_KEEP    2   /* It stays. */
#define CLIENTELA_ERASURE_ACTION_UNLINK  3   /* Two records are no longer tied. */
#define CLIENTELA_ERASURE_ACTION_UNSALT  4   /* The salts of the event's digests go: they say nothing any more. */

/* What becomes of the values that an anonymization takes away. */
typedef int32_t clientela_erasure_mode;
#define CLIENTELA_ERASURE_MODE_ERASE 0   /* They are lost. */
#define CLIENTELA_ERASURE_MODE_SEAL  1   /* They are sealed to a key of the central system first. */

/* What another system says of somebody who was erased here. In the JSON of a certificate the names
 * stand in `systems`, as `answer`: `waiting`, `erased`, `unknown`, `needed`, `silent`. */
typedef int32_t clientela_erasure_answer;
#define CLIENTELA_ERASURE_ANSWER_WAITING 0   /* Nothing yet: it is waited for. */
#define CLIENTELA_ERASURE_ANSWER_ERASED  1   /* It erased them too. */
#define CLIENTELA_ERASURE_ANSWER_UNKNOWN 2   /* It knows nobody by that id. */
#define CLIENTELA_ERASURE_ANSWER_NEEDED  3   /* It still needs them. */
#define CLIENTELA_ERASURE_ANSWER_SILENT  4   /* Nothing, and it is waited for no longer. */

/* How far the bytes of somebody who was erased are gone. Only the JSON of a certificate says it, as
 * `purge`: `replaced` or `purged`. */
typedef int32_t clientela_purge_state;
#define CLIENTELA_PURGE_STATE_REPLACED 0   /* Their rows are replaced; copies may still lie in the files. */
#define CLIENTELA_PURGE_STATE_PURGED   1   /* Nothing of them is left in the files. */

/* What an entry tells. */
typedef int32_t clientela_entry_kind;
/* A record was made. */
#define CLIENTELA_ENTRY_KIND_CREATED 0
/* A record was changed. */
#define CLIENTELA_ENTRY_KIND_CHANGED 1
/* A consent event was recorded. */
#define CLIENTELA_ENTRY_KIND_RECORDED 2
/* A person was anonymized. */
#define CLIENTELA_ENTRY_KIND_ERASED 3
/* An operator signed in with their password. */
#define CLIENTELA_ENTRY_KIND_SIGNED_IN 4
/* An operator signed out, or another one took over the desk. */
#define CLIENTELA_ENTRY_KIND_SIGNED_OUT 5
/* Too many wrong tries locked an operator or a station, or used up a code or link. */
#define CLIENTELA_ENTRY_KIND_LOCKED_OUT 6
/* Somebody took such a lock away. */
#define CLIENTELA_ENTRY_KIND_UNLOCKED 7
/* Entries of the journal were written out: values may have left the store. */
#define CLIENTELA_ENTRY_KIND_EXPORTED 8
/* Something was booked to a program. */
#define CLIENTELA_ENTRY_KIND_BOOKED 9
/* A branch asked the responsible one for a customer. */
#define CLIENTELA_ENTRY_KIND_TAKE_OVER_REQUESTED 10
/* Two customers became one: told of the one who stays with what changed, and of the other. */
#define CLIENTELA_ENTRY_KIND_MERGED 11
/* That was taken back. */
#define CLIENTELA_ENTRY_KIND_UNMERGED 12
/* A consent form was printed. */
#define CLIENTELA_ENTRY_KIND_PRINTED 13
/* The second opt-in was asked for: a code or link is to be sent. */
#define CLIENTELA_ENTRY_KIND_CONFIRMATION_REQUESTED 14
/* The code or link was handed out to be sent. */
#define CLIENTELA_ENTRY_KIND_CONFIRMATION_SENT 15
/* Uses of consents were recorded. */
#define CLIENTELA_ENTRY_KIND_USED 16
/* Somebody looked at data about health, or at what is hidden from them: the fields without their
 * values, and why. */
#define CLIENTELA_ENTRY_KIND_READ 17
/* A system said what it did about somebody who was erased. */
#define CLIENTELA_ENTRY_KIND_ACKNOWLEDGED 18
/* The sealed boxes of somebody were destroyed: nobody can open them any more. */
#define CLIENTELA_ENTRY_KIND_DESTROYED 19
/* Somebody registered anew who looks like one of the erased. */
#define CLIENTELA_ENTRY_KIND_REGISTERED_ANEW 20
/* The central system said that every erasure is known here. */
#define CLIENTELA_ENTRY_KIND_ERASURES_CONFIRMED 21
/* Free text was cleaned of somebody who was anonymized, or what the journal held of bank details
 * that were deleted long ago went: the fields without their values. */
#define CLIENTELA_ENTRY_KIND_SCRUBBED 22

/* A part of a store that is checked. */
typedef int32_t clientela_check_part;
/* The pages of the file, its cells and its indexes; counted are things found wrong, a thousand at
 * most. */
#define CLIENTELA_CHECK_PART_PAGES 0
/* What rows refer to; counted are rows that refer to nothing. */
#define CLIENTELA_CHECK_PART_REFERENCES 1
/* The tables as this library makes them; counted are tables and indexes that are otherwise, missing
 * or too many. */
#define CLIENTELA_CHECK_PART_SCHEMA 2
/* The journal and what it commits to; counted are findings, those of
 * clientela_engine_verify_journal. 1 where it cannot be read. */
#define CLIENTELA_CHECK_PART_JOURNAL 3
/* The ledger of erasures beside the file; counted are persons whose erasure only one of ledger and
 * store knows. 1 where it cannot be read. */
#define CLIENTELA_CHECK_PART_LEDGER 4

/* Whether the values of a journal entry are told. */
typedef int32_t clientela_hidden;
#define CLIENTELA_HIDDEN_NO       0   /* They are told. */
#define CLIENTELA_HIDDEN_ERASED   1   /* They were erased with the person. */
#define CLIENTELA_HIDDEN_WITHHELD 2   /* They exist, but the operator may not see them. */
#define CLIENTELA_HIDDEN_MASKED   3   /* They are told as the field's mask shows them. */

/* The form of an exported log. */
typedef int32_t clientela_log_format;
/* CSV by RFC 4180 with a header line, one line for each value that changed. Every value stands in
 * it as it is. */
#define CLIENTELA_LOG_FORMAT_CSV 0
/* One JSON object a line, one for each entry with the list of its changes. */
#define CLIENTELA_LOG_FORMAT_JSON_LINES 1
/* As CSV, to be opened in a spreadsheet by a person: it begins with a byte order mark of UTF-8, and
 * every cell stands in quotation marks. Where a cell, or a part of it behind `;`, a comma, a tab or
 * the end of a line, begins with `=`, `+`, `-` or `@` (of full width too), an apostrophe stands
 * before that sign, so that it is no formula; before a tab or the end of a line that begins a cell
 * too. Phone numbers get one. Nobody can tell such an apostrophe from one that the value has: for
 * machines there is CLIENTELA_LOG_FORMAT_CSV. */
#define CLIENTELA_LOG_FORMAT_SPREADSHEET 2

/* The form of an export of everything about a person, and of a certificate. */
typedef int32_t clientela_person_format;
/* One JSON document for machines; docs/schemas/person-export.schema.json describes it, of a
 * certificate docs/schemas/erasure-certificate.schema.json. */
#define CLIENTELA_PERSON_FORMAT_JSON 0
/* A page to be printed, HTML. */
#define CLIENTELA_PERSON_FORMAT_HTML 1

/* What is wrong with a journal. */
typedef int32_t clientela_finding;
#define CLIENTELA_FINDING_SEQUENCE 0   /* An entry is missing, doubled or out of order. */
#define CLIENTELA_FINDING_CHAIN    1   /* An entry does not name the digest of the one before. */
#define CLIENTELA_FINDING_ENTRY    2   /* An entry's content does not give the digest stored with it. */
#define CLIENTELA_FINDING_VALUE    3   /* A value does not match what the entry commits to. */
#define CLIENTELA_FINDING_MISSING  4   /* A value is gone although its person was not erased. */
#define CLIENTELA_FINDING_CONTENT  5   /* A record does not match the content the entry commits to. */
#define CLIENTELA_FINDING_ANCHOR   6   /* An entry is not the one that was anchored elsewhere. */
#define CLIENTELA_FINDING_CUT_OFF  7   /* A chain is shorter than it was when it was anchored: its end was cut off. */

/* Through which door somebody came. */
typedef int32_t clientela_door;
#define CLIENTELA_DOOR_DESK     0   /* An operator at a station. */
#define CLIENTELA_DOOR_ERP      1   /* The central system. */
#define CLIENTELA_DOOR_LIBRARY  2   /* The library itself (a replay after a restored backup). */
#define CLIENTELA_DOOR_ASSERTED 3   /* An operator at a station whom the host signed in itself. */

/* A kind of record. */
typedef int32_t clientela_record_kind;
#define CLIENTELA_RECORD_KIND_SUBJECT        0   /* A person or a company. */
#define CLIENTELA_RECORD_KIND_ADDRESS        1   /* One address of a subject. */
#define CLIENTELA_RECORD_KIND_PART           2   /* One phone number, e-mail address or the like of a subject. */
#define CLIENTELA_RECORD_KIND_RELATION       3   /* Who belongs to whom. */
#define CLIENTELA_RECORD_KIND_DEFINITION     4   /* A definition of a consent. */
#define CLIENTELA_RECORD_KIND_CONSENT_EVENT  5   /* A consent event. */
#define CLIENTELA_RECORD_KIND_DOCUMENT       6   /* A sales document. */
#define CLIENTELA_RECORD_KIND_ITEM           7   /* An item of the assortment. */
#define CLIENTELA_RECORD_KIND_JOURNAL        8   /* An entry of the journal. */
#define CLIENTELA_RECORD_KIND_BRANCH         9   /* A shop. */
#define CLIENTELA_RECORD_KIND_STATION        10  /* A till. */
#define CLIENTELA_RECORD_KIND_ROLE           11  /* Rights that go together. */
#define CLIENTELA_RECORD_KIND_OPERATOR       12  /* Somebody who signs in. */
#define CLIENTELA_RECORD_KIND_SETTING        13  /* A setting at one level. */
#define CLIENTELA_RECORD_KIND_STATUS         14  /* A status that a customer may have. */
#define CLIENTELA_RECORD_KIND_CUSTOMER_GROUP 15  /* A group that the central system puts customers into. */
#define CLIENTELA_RECORD_KIND_PROGRAM        16  /* A program for customers: points, stamps, credit, vouchers. */
#define CLIENTELA_RECORD_KIND_BOOKING        17  /* A booking of a program. */
#define CLIENTELA_RECORD_KIND_DUPLICATE      18  /* What was decided about two records that may be of one person. */
#define CLIENTELA_RECORD_KIND_CONSENT_FORM   19  /* A printed consent form. */
#define CLIENTELA_RECORD_KIND_CONFIRMATION   20  /* A second opt-in that somebody was asked for. */
#define CLIENTELA_RECORD_KIND_CONSENT_USE    21  /* Uses of consents that were recorded together. */
#define CLIENTELA_RECORD_KIND_REQUEST        22  /* A request of a person about their data. */
#define CLIENTELA_RECORD_KIND_HOLD           23  /* A legal hold or tax audit. */

/* What saving a draft did. */
typedef int32_t clientela_outcome;
/* It was written. */
#define CLIENTELA_OUTCOME_WRITTEN 0
/* This draft was saved before: nothing was written now. */
#define CLIENTELA_OUTCOME_REPEATED 1
/* It stands together with what somebody else saved in between, and nothing was written where the
 * draft changed nothing: read the draft's values anew. */
#define CLIENTELA_OUTCOME_MERGED 2

/* Whose values hold where two people changed the same. */
typedef int32_t clientela_side;
#define CLIENTELA_SIDE_MINE   0   /* Those of whoever edits here. */
#define CLIENTELA_SIDE_THEIRS 1   /* Those that somebody else saved in between. */

/* A section of a detail screen that lists several things of one customer. */
typedef int32_t clientela_section;
#define CLIENTELA_SECTION_ADDRESSES     0   /* Addresses. */
#define CLIENTELA_SECTION_BANK_ACCOUNTS 1   /* Bank accounts. */
#define CLIENTELA_SECTION_CARDS         2   /* Cards, those in use first. */
#define CLIENTELA_SECTION_COMMENTS      3   /* Comments, the pinned ones first, then the latest. */
#define CLIENTELA_SECTION_COUPONS       4   /* Coupons, those that were not redeemed first. */
#define CLIENTELA_SECTION_MEMBERSHIPS   5   /* Memberships in programs. */

/* What a status of the list means. */
typedef int32_t clientela_meaning;
#define CLIENTELA_MEANING_ACTIVE   0   /* The customer buys here. */
#define CLIENTELA_MEANING_INACTIVE 1   /* The customer no longer comes. */
#define CLIENTELA_MEANING_BLOCKED  2   /* Nothing is sold to this customer. */
#define CLIENTELA_MEANING_DECEASED 3   /* The customer died. */

/* What a program counts. */
typedef int32_t clientela_program_kind;
#define CLIENTELA_PROGRAM_KIND_POINTS  0   /* Points, by the amount of a purchase. */
#define CLIENTELA_PROGRAM_KIND_STAMPS  1   /* Stamps, one at a time. */
#define CLIENTELA_PROGRAM_KIND_CREDIT  2   /* Money that was paid in. */
#define CLIENTELA_PROGRAM_KIND_VOUCHER 3   /* Vouchers, each with a number of its own. */

/* What went wrong between stations that booked without knowing of each other. */
typedef int32_t clientela_conflict_kind;
#define CLIENTELA_CONFLICT_KIND_OVERDRAWN      0   /* More was spent than the account held. */
#define CLIENTELA_CONFLICT_KIND_REDEEMED_TWICE 1   /* A voucher or another reference was redeemed more than once. */

/* How good what a search found is: the order of the hits. */
typedef int32_t clientela_stage;
/* A full number or card. */
#define CLIENTELA_STAGE_NUMBER 0
/* A phone number that begins with what was typed. */
#define CLIENTELA_STAGE_PHONE 1
/* Every word begins a word of the name, as it is written. */
#define CLIENTELA_STAGE_NAME 2
/* Every word begins a word of any field, one of them of the name, whatever its accents and case. */
#define CLIENTELA_STAGE_FOLDED 3
/* Every word begins a word of any field. */
#define CLIENTELA_STAGE_ANYWHERE 4
/* A name sounds like what was typed. */
#define CLIENTELA_STAGE_SOUND 5
/* One letter is too many, missing, wrong or swapped with its neighbour. */
#define CLIENTELA_STAGE_TYPO 6

/* How a word of a query matched. */
typedef int32_t clientela_how;
#define CLIENTELA_HOW_EXACT  0   /* It is a whole word, or a whole number, as it is written. */
#define CLIENTELA_HOW_PREFIX 1   /* A word begins with it, as it is written. */
#define CLIENTELA_HOW_DIGITS 2   /* Its digits are there, grouped otherwise. */
#define CLIENTELA_HOW_FOLDED 3   /* A word begins with it but for accents and spelling. */
#define CLIENTELA_HOW_SOUND  4   /* A name sounds like it. */
#define CLIENTELA_HOW_TYPO   5   /* One letter is too many, missing, wrong or swapped. */

/* Whose value stays where two customers are merged. */
typedef int32_t clientela_keep;
#define CLIENTELA_KEEP_SURVIVOR 0   /* That of the customer who stays. */
#define CLIENTELA_KEEP_MERGED   1   /* That of the customer who is merged into the other. */

/* Why two customers cannot be merged. */
typedef int32_t clientela_merge_blocker;
/* One is a private customer, the other a business. */
#define CLIENTELA_MERGE_BLOCKER_OTHER_KIND 0
/* One is only a related person. */
#define CLIENTELA_MERGE_BLOCKER_NOT_A_CUSTOMER 1
/* One is an operator. */
#define CLIENTELA_MERGE_BLOCKER_IS_OPERATOR 2
/* An account holds less than nothing: what both hold cannot be summed before that is settled. */
#define CLIENTELA_MERGE_BLOCKER_ACCOUNT_OVERDRAWN 3
/* A voucher or another reference was redeemed more than once: that has to be settled before. */
#define CLIENTELA_MERGE_BLOCKER_REFERENCE_REDEEMED_TWICE 4
/* Together they have more of something (addresses, comments) than a customer may have. */
#define CLIENTELA_MERGE_BLOCKER_TOO_MANY_TOGETHER 5
/* The erasure of one was asked for: that is answered before. */
#define CLIENTELA_MERGE_BLOCKER_ERASURE_REQUESTED 6

/* On what paper a document is printed. */
typedef int32_t clientela_page_format;
#define CLIENTELA_PAGE_FORMAT_RECEIPT_58 0   /* A receipt on a narrow roll, 58 mm. */
#define CLIENTELA_PAGE_FORMAT_RECEIPT_80 1   /* A receipt on a roll of 80 mm. */
#define CLIENTELA_PAGE_FORMAT_A4         2   /* A letter on A4, with the address where the window of an envelope is. */

/* What of two persons is compared. */
typedef int32_t clientela_comparison;
#define CLIENTELA_COMPARISON_GIVEN_NAME  0   /* First names. */
#define CLIENTELA_COMPARISON_FAMILY_NAME 1   /* Last names. */
#define CLIENTELA_COMPARISON_COMPANY     2   /* Companies. */
#define CLIENTELA_COMPARISON_BIRTH_DATE  3   /* Dates of birth. */
#define CLIENTELA_COMPARISON_POSTAL_CODE 4   /* Postal codes. */
#define CLIENTELA_COMPARISON_CITY        5   /* Cities. */
#define CLIENTELA_COMPARISON_REGION      6   /* States or regions. */
#define CLIENTELA_COMPARISON_STREET      7   /* Streets without their number. */
#define CLIENTELA_COMPARISON_HOUSE       8   /* House numbers. */
#define CLIENTELA_COMPARISON_EMAIL       9   /* E-mail addresses. */
#define CLIENTELA_COMPARISON_PHONE       10  /* Phone and fax numbers. */
#define CLIENTELA_COMPARISON_CARD_NUMBER 11  /* Numbers of customer cards. */
#define CLIENTELA_COMPARISON_IDENTIFIER  12  /* Tax numbers and others that a state gives. */

/* How two values compare, best first. */
typedef int32_t clientela_comparison_level;
/* One of them is missing: it says nothing. */
#define CLIENTELA_COMPARISON_LEVEL_MISSING 0
/* Equal once folded. */
#define CLIENTELA_COMPARISON_LEVEL_EXACT 1
/* Equal in another order: first for last name, day for month, words of a street. */
#define CLIENTELA_COMPARISON_LEVEL_SWAPPED 2
/* One slip of the pen apart. */
#define CLIENTELA_COMPARISON_LEVEL_NEAR 3
/* A beginning or an initial, the same sound, two parts of a date, the part of an e-mail address
 * before the @. */
#define CLIENTELA_COMPARISON_LEVEL_SIMILAR 4
/* A part in common: a first name that is the other's last, the year of a date, some words of a
 * street, the beginning of a postal code. */
#define CLIENTELA_COMPARISON_LEVEL_PARTLY 5
/* Nothing of this. */
#define CLIENTELA_COMPARISON_LEVEL_DIFFERENT 6

/* What somebody decided about two records. */
typedef int32_t clientela_duplicate_decision;
#define CLIENTELA_DUPLICATE_DECISION_SAME      0   /* They are of one person. */
#define CLIENTELA_DUPLICATE_DECISION_DIFFERENT 1   /* They are of two persons. */
#define CLIENTELA_DUPLICATE_DECISION_LATER     2   /* It cannot be said now. */

/* Whom checked values describe. */
typedef int32_t clientela_described;
#define CLIENTELA_DESCRIBED_CUSTOMER 0   /* A customer: a private person or a business. */
#define CLIENTELA_DESCRIBED_RELATED  1   /* A person related to a customer: a contact person, a family member. */

/* A field of a definition. */
typedef int32_t clientela_definition_field;
/* Text: the code of the definition above, which must be accepted too. */
#define CLIENTELA_DEFINITION_FIELD_PARENT 0
/* Text: the first day on which it is in force, YYYY-MM-DD. */
#define CLIENTELA_DEFINITION_FIELD_FROM 1
/* Text: the last day on which it is in force, YYYY-MM-DD. */
#define CLIENTELA_DEFINITION_FIELD_UNTIL 2
/* Number: the major version; a new one makes older answers outdated. At first 1. */
#define CLIENTELA_DEFINITION_FIELD_MAJOR 3
/* Number: the minor version; a new one keeps older answers. At first 0. */
#define CLIENTELA_DEFINITION_FIELD_MINOR 4
/* Number: CLIENTELA_DEFINITION_STATE_..., at first DRAFT. */
#define CLIENTELA_DEFINITION_FIELD_STATE 5
/* Number: CLIENTELA_CHANNEL_..., at first NONE. */
#define CLIENTELA_DEFINITION_FIELD_CHANNEL 6
/* Number: 1 when an answer needs the person's signature. */
#define CLIENTELA_DEFINITION_FIELD_SIGNATURE 7
/* Number: 1 when a second opt-in is needed before it counts. */
#define CLIENTELA_DEFINITION_FIELD_CONFIRMATION 8
/* Number: for how many days an answer is valid; -1, as at first, without end. */
#define CLIENTELA_DEFINITION_FIELD_VALID_DAYS 9
/* Number: 1 when somebody who receives it for a customer needs an account. */
#define CLIENTELA_DEFINITION_FIELD_ACCOUNT 10

/* A field of a consent event. Of an event that is kept, a digest is read as text, 64 hexadecimal
 * digits. An event that is proven is read like one that is kept. */
typedef int32_t clientela_event_field;
/* Text: the code of the definition; empty, or NULL when read, for a denial with a wider scope, and
 * where missing data were asked for. */
#define CLIENTELA_EVENT_FIELD_DEFINITION 0
/* Text: the language of the wording shown. */
#define CLIENTELA_EVENT_FIELD_LANGUAGE 1
/* Text: the code of the operator who recorded it. */
#define CLIENTELA_EVENT_FIELD_OPERATOR 2
/* Text: the code of the station. */
#define CLIENTELA_EVENT_FIELD_STATION 3
/* Text: on the occasion of which receipt. */
#define CLIENTELA_EVENT_FIELD_RECEIPT 4
/* Number: the major version of the definition when it was asked. */
#define CLIENTELA_EVENT_FIELD_MAJOR 5
/* Number: the minor version. */
#define CLIENTELA_EVENT_FIELD_MINOR 6
/* CLIENTELA_SCOPE_... as number, at first DEFINITION; of an event that is kept, its name as text. */
#define CLIENTELA_EVENT_FIELD_SCOPE 7
/* CLIENTELA_METHOD_... as number, at first SPOKEN; of an event that is kept, its name as text. */
#define CLIENTELA_EVENT_FIELD_METHOD 8
/* CLIENTELA_ORIGIN_... as number, at first TILL; of an event that is kept, its name as text. */
#define CLIENTELA_EVENT_FIELD_ORIGIN 9
/* Number: when it was recorded, in milliseconds since 1970 UTC; at first when it happened. */
#define CLIENTELA_EVENT_FIELD_RECORDED 10
/* Digest: of the wording shown, SHA-256 over language, title and body, each behind its length as 8
 * bytes, high byte first. */
#define CLIENTELA_EVENT_FIELD_WORDING 11
/* Digest: of a signature, bound to the event: `clientela_event_sign` makes it. */
#define CLIENTELA_EVENT_FIELD_EVIDENCE 12
/* Bound: a form number or external id; of an event that is kept, its text, or NULL after an
 * anonymization. */
#define CLIENTELA_EVENT_FIELD_REFERENCE 13
/* Bound: the phone number or e-mail address that the answer is for. */
#define CLIENTELA_EVENT_FIELD_ADDRESS 14
/* Text, of an event that is kept: its id. */
#define CLIENTELA_EVENT_FIELD_ID 15
/* Of an event that is kept, what happened: CLIENTELA_EVENT_KIND_... as number, its name as text. */
#define CLIENTELA_EVENT_FIELD_KIND 16
/* Of an event that is kept, who stands behind it: CLIENTELA_AUTHORITY_... as number, its name as
 * text. */
#define CLIENTELA_EVENT_FIELD_AUTHORITY 17
/* Number, of an event that is kept: when it happened, in milliseconds since 1970 UTC. */
#define CLIENTELA_EVENT_FIELD_AT 18
/* Text, of an event that is proven: the id of the person. */
#define CLIENTELA_EVENT_FIELD_SUBJECT 19
/* Text, of an event that is proven: the title of the wording shown, or NULL. */
#define CLIENTELA_EVENT_FIELD_TITLE 20
/* Text, of an event that is proven: the body of the wording shown, or NULL. */
#define CLIENTELA_EVENT_FIELD_BODY 21
/* Text, of an event that is proven: the station or server whose chain of the journal tells of it. */
#define CLIENTELA_EVENT_FIELD_CHAIN 22
/* Number, of an event that is proven: the place of its entry in that chain, from 1. */
#define CLIENTELA_EVENT_FIELD_SEQUENCE 23
/* What the reference leads to: CLIENTELA_REFERENCE_KIND_... as number, at first NOTE; of an event
 * that is kept, its name as text. */
#define CLIENTELA_EVENT_FIELD_REFERENCE_KIND 30
/* How well it is proven, of an event that is kept: CLIENTELA_EVIDENCE_GRADE_... as number, its name
 * as text. */
#define CLIENTELA_EVENT_FIELD_GRADE 31
/* Text: the id of the guardian who answered for the person; empty, or NULL when read, where the
 * person did. */
#define CLIENTELA_EVENT_FIELD_BY 24

/* A field of what stands. */
typedef int32_t clientela_standing_field;
/* CLIENTELA_CONSENT_STATE_... as number, its name as text. */
#define CLIENTELA_STANDING_FIELD_STATE 0
/* CLIENTELA_CONSENT_DETAIL_... as number, its name as text. */
#define CLIENTELA_STANDING_FIELD_DETAIL 1
/* Text: the term of the W3C Data Privacy Vocabulary, such as `ConsentGiven`. */
#define CLIENTELA_STANDING_FIELD_DPV 2
/* Number: the major version that was agreed to; -1 when there is no grant. */
#define CLIENTELA_STANDING_FIELD_MAJOR 3
/* Number: the minor version that was agreed to; -1 when there is no grant. */
#define CLIENTELA_STANDING_FIELD_MINOR 4
/* Who may grant next, at least: CLIENTELA_AUTHORITY_... as number, its name as text. */
#define CLIENTELA_STANDING_FIELD_GRANTABLE_BY 5
/* Number: 1 when a grant waits for its confirmation. */
#define CLIENTELA_STANDING_FIELD_PENDING 6
/* Number: 1 when a no of the person themself stands, over which no guardian grants. */
#define CLIENTELA_STANDING_FIELD_OWN_NO 9
/* How well it is proven: CLIENTELA_EVIDENCE_GRADE_... as number, its name as text. */
#define CLIENTELA_STANDING_FIELD_GRADE 7
/* Number: 1 when it is accepted without the signature that the definition requires. */
#define CLIENTELA_STANDING_FIELD_SIGNATURE_MISSING 8

/* A field of an act. */
typedef int32_t clientela_act_field;
/* What an objection binds, CLIENTELA_SCOPE_..., at first DEFINITION. */
#define CLIENTELA_ACT_FIELD_SCOPE 0
/* 1 when evidence comes with it (a signature, a scan, a form number). */
#define CLIENTELA_ACT_FIELD_EVIDENCE 1
/* 1 when the operator named a reason. */
#define CLIENTELA_ACT_FIELD_REASON 2
/* 1 when there is a value for the definition's channel. */
#define CLIENTELA_ACT_FIELD_REACHABLE 3
/* The life of the person's data, CLIENTELA_SUBJECT_STATE_..., at first NORMAL. */
#define CLIENTELA_ACT_FIELD_SUBJECT_STATE 4
/* 1 when a guardian answers for the person, who may do so. */
#define CLIENTELA_ACT_FIELD_BY_GUARDIAN 5

/* A field of a question. */
typedef int32_t clientela_question_field;
/* The life of the person's data, CLIENTELA_SUBJECT_STATE_..., at first NORMAL. */
#define CLIENTELA_QUESTION_FIELD_SUBJECT_STATE 0
/* 1 when a consent counts whose signature is missing; at first 0. */
#define CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED 1
/* 1 when the message is about goods of one's own that are similar to what the person bought; at
 * first 0. */
#define CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS 2
/* 1 when the person bought something as a customer; at first 0. */
#define CLIENTELA_QUESTION_FIELD_BUYER 3
/* 1 when people decide from majority on, and not from the age of digital consent on; at first 0. */
#define CLIENTELA_QUESTION_FIELD_MAJORITY 4
/* 1 when somebody without a birthday is taken for a minor; at first 0. */
#define CLIENTELA_QUESTION_FIELD_UNKNOWN_IS_MINOR 5

/* A field of an answer. */
typedef int32_t clientela_answer_field;
/* Number: 1 when the person may be contacted. */
#define CLIENTELA_ANSWER_FIELD_ALLOWED 0
/* Why: CLIENTELA_CONTACT_REASON_... as number, its name as text. */
#define CLIENTELA_ANSWER_FIELD_REASON 1
/* What would make it allowed: CLIENTELA_CONTACT_REMEDY_... as number, its name as text. */
#define CLIENTELA_ANSWER_FIELD_REMEDY 2
/* Text: the code of the definition that decided, or NULL. */
#define CLIENTELA_ANSWER_FIELD_DEFINITION 3
/* Number: its major version, or -1. */
#define CLIENTELA_ANSWER_FIELD_MAJOR 4
/* Number: its minor version, or -1. */
#define CLIENTELA_ANSWER_FIELD_MINOR 5
/* Number: which of the question's addresses may be used, from 0 in the order they were added; -1
 * for none. */
#define CLIENTELA_ANSWER_FIELD_VALUE 6
/* The ground that allows it without consent: CLIENTELA_GROUND_... as number, -1 for none; its name
 * as text, or NULL. */
#define CLIENTELA_ANSWER_FIELD_GROUND 7

/* A field of a dialog. */
typedef int32_t clientela_dialog_field;
/* Number: 1 when there is something to ask now, else 0. */
#define CLIENTELA_DIALOG_FIELD_ASKS 0
/* Where the consent to storage stands: CLIENTELA_STORAGE_CONSENT_... as number, its name as text;
 * -1 and NULL where none is in force. */
#define CLIENTELA_DIALOG_FIELD_STORAGE 1
/* Number: 1 where a request of erasure is to be offered: the person declined or took back the
 * consent to storage. */
#define CLIENTELA_DIALOG_FIELD_OFFERS_ERASURE 2

/* A field of an item of a dialog. */
typedef int32_t clientela_dialog_item_field;
/* Text: the code of the consent that is asked for or that needs the data; NULL for data that no
 * consent needs. */
#define CLIENTELA_DIALOG_ITEM_FIELD_DEFINITION 0
/* Number: the definition's version, major; -1 without a definition. */
#define CLIENTELA_DIALOG_ITEM_FIELD_MAJOR 1
/* Number: the definition's version, minor; -1 without a definition. */
#define CLIENTELA_DIALOG_ITEM_FIELD_MINOR 2
/* Text: the language of title and body, another one where there is none in the customer's; NULL
 * without a text. */
#define CLIENTELA_DIALOG_ITEM_FIELD_LANGUAGE 3
/* Text: the heading; NULL without a text. */
#define CLIENTELA_DIALOG_ITEM_FIELD_TITLE 4
/* Text: the words that the person agrees to; NULL without a text. */
#define CLIENTELA_DIALOG_ITEM_FIELD_BODY 5
/* The channel: CLIENTELA_CHANNEL_... as number, its name as text, NULL where it has none. */
#define CLIENTELA_DIALOG_ITEM_FIELD_CHANNEL 6
/* Number: 1 where data are asked for, 0 where the consent is. */
#define CLIENTELA_DIALOG_ITEM_FIELD_DATA 7
/* When: CLIENTELA_TURN_... as number, its name as text. */
#define CLIENTELA_DIALOG_ITEM_FIELD_TURN 8
/* Why, or why not: CLIENTELA_ASKING_REASON_... as number, its name as text. */
#define CLIENTELA_DIALOG_ITEM_FIELD_REASON 9
/* Text: from which day on it may be asked again, YYYY-MM-DD; NULL where that is not known. */
#define CLIENTELA_DIALOG_ITEM_FIELD_UNTIL 10
/* Text: the code of the consent that must be agreed to first, or NULL. */
#define CLIENTELA_DIALOG_ITEM_FIELD_AFTER 11
/* Number: 1 where it is shown as switched on by the shop. That is nobody's answer: record none
 * while nobody touches it. */
#define CLIENTELA_DIALOG_ITEM_FIELD_PRESET 12
/* Number: 1 where one answer is for this and all others that say so: record it for each,
 * clientela_capture_add_answer. */
#define CLIENTELA_DIALOG_ITEM_FIELD_TOGETHER 13
/* Number: 1 where agreeing needs a signature. */
#define CLIENTELA_DIALOG_ITEM_FIELD_SIGNATURE 14

/* A field of a document. */
typedef int32_t clientela_document_field;
/* Text: its id. */
#define CLIENTELA_DOCUMENT_FIELD_ID 0
/* CLIENTELA_DOCUMENT_KIND_... as number, its name as text. */
#define CLIENTELA_DOCUMENT_FIELD_KIND 1
/* Text: its number, unique per kind. */
#define CLIENTELA_DOCUMENT_FIELD_NUMBER 2
/* CLIENTELA_DOCUMENT_STATE_... as number, its name as text. */
#define CLIENTELA_DOCUMENT_FIELD_STATE 3
/* Text: who issued it, shop or company; NULL when that is not known. */
#define CLIENTELA_DOCUMENT_FIELD_ISSUER 4
/* Text: the customer's id; NULL for *undefined*. */
#define CLIENTELA_DOCUMENT_FIELD_CUSTOMER 5
/* Number: 1 when its customer was anonymized: nothing can be made from it any more. */
#define CLIENTELA_DOCUMENT_FIELD_ANONYMIZED 6
/* Text: the number of the document it was made from, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_SOURCE 7
/* Number: when it was created, in milliseconds since 1970 UTC. */
#define CLIENTELA_DOCUMENT_FIELD_CREATED 8
/* Text: the branch, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_BRANCH 9
/* Text: the station, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_STATION 10
/* Text: the operator, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_OPERATOR 11
/* Text: the barcode printed on it, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_BARCODE 12
/* Text: the currency of its amounts, ISO 4217. */
#define CLIENTELA_DOCUMENT_FIELD_CURRENCY 13
/* Number: the gross total in minor units. */
#define CLIENTELA_DOCUMENT_FIELD_TOTAL 14
/* Number: how many lines it has. */
#define CLIENTELA_DOCUMENT_FIELD_LINES 15
/* Text: the ground on which its signed payload is kept, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_PAYLOAD_GROUND 16
/* Text: the last day on which its signed payload is kept, or NULL. */
#define CLIENTELA_DOCUMENT_FIELD_PAYLOAD_UNTIL 17
/* CLIENTELA_DOCUMENT_KIND_... of the document it was made from as number, its name as text; -1 and
 * NULL when it is not known. */
#define CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND 18
/* Number: 1 when tax was computed on net amounts. Prices and amounts of lines are gross all the
 * same. */
#define CLIENTELA_DOCUMENT_FIELD_NET 19
/* Number: what cash rounding added to the total, or took off it, in minor units. It is not in the
 * total. */
#define CLIENTELA_DOCUMENT_FIELD_ROUNDING 20
/* Number, of a document that was given: what no line explains of the total, in minor units. */
#define CLIENTELA_DOCUMENT_FIELD_DIFFERENCE 21

/* A field of a document's line. */
typedef int32_t clientela_document_line_field;
/* Number: counts from 1 within the document. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_LINE 0
/* Text: the item's code. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE 1
/* Text: the item's name as sold. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME 2
/* Text: the item's EAN (GTIN), empty where it has none. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_EAN 3
/* Number: how many, in thousandths. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY 4
/* Number: the regular price. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE 5
/* Number: the discount. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT 6
/* Number: the price paid. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE 7
/* Text: the number of the document whose line this one corrects or was made from, or NULL. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_DOCUMENT 8
/* Number: that line's number, or 0. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_LINE 9
/* Number: 1 when the item is marked defective. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE 10
/* CLIENTELA_DOCUMENT_KIND_... of the document whose line this one was made from as number, its name
 * as text; -1 and NULL when it is not known. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND 11
/* Text: the serial number of this piece, empty where it has none. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER 12
/* Number: the bundle or set it belongs to, from 1 within the document; 0: none. Lines of one bundle
 * have the same number. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE 13
/* Text: the name of the bundle or set, or NULL. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE_NAME 14
/* Number: the gross amount of the whole line in minor units. When none was set it is quantity ×
 * final price, rounded half away from 0. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT 15
/* Number: the rate of tax in hundredths of a percent, 0 to 10000; -1 when it is not known. */
#define CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE 16

/* A field of a document that another one refers to, or that refers to it. */
typedef int32_t clientela_document_link_field;
/* Number: 1 when it was made from the document or refers to it, 0 when the document was made from
 * it. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_RESULT 0
/* Text: its id. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_ID 1
/* CLIENTELA_DOCUMENT_KIND_... as number, its name as text. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_KIND 2
/* Text: its number, unique per kind. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER 3
/* CLIENTELA_DOCUMENT_STATE_... as number, its name as text. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_STATE 4
/* Number: when it was created, in milliseconds since 1970 UTC. */
#define CLIENTELA_DOCUMENT_LINK_FIELD_CREATED 5

/* A field of a priced line. */
typedef int32_t clientela_price_field;
/* Number: the line's number in its document. */
#define CLIENTELA_PRICE_FIELD_LINE 0
/* Number: the regular price. */
#define CLIENTELA_PRICE_FIELD_REGULAR_PRICE 1
/* Number: the discount; regular price less discount is the final price. */
#define CLIENTELA_PRICE_FIELD_DISCOUNT 2
/* Number: the price paid. */
#define CLIENTELA_PRICE_FIELD_FINAL_PRICE 3
/* Number: the gross amount of the whole line in minor units. All amounts add up to the total. */
#define CLIENTELA_PRICE_FIELD_AMOUNT 4

/* A field of what one rate of tax comes to. Amounts are minor units. */
typedef int32_t clientela_tax_field;
#define CLIENTELA_TAX_FIELD_RATE  0   /* Number: the rate in hundredths of a percent. */
#define CLIENTELA_TAX_FIELD_NET   1   /* Number: without the tax. */
#define CLIENTELA_TAX_FIELD_TAX   2   /* Number: the tax. */
#define CLIENTELA_TAX_FIELD_GROSS 3   /* Number: with the tax. */

/* A field of a document's preview. Amounts are minor units. */
typedef int32_t clientela_preview_field;
/* Number: how far the branch's time is from UTC, in minutes east. */
#define CLIENTELA_PREVIEW_FIELD_OFFSET_MINUTES 0
/* Number: how many decimals the amounts of its currency have. */
#define CLIENTELA_PREVIEW_FIELD_DECIMALS 1
/* Number: how many groups it has: bundles and sets, and lines that stand alone. */
#define CLIENTELA_PREVIEW_FIELD_GROUPS 2
/* Number: what the lines come to. */
#define CLIENTELA_PREVIEW_FIELD_LINES_AMOUNT 3
/* Number: what no line explains of the total. */
#define CLIENTELA_PREVIEW_FIELD_DIFFERENCE 4
/* Number: the gross total, without the cash rounding. */
#define CLIENTELA_PREVIEW_FIELD_TOTAL 5
/* Number: what cash rounding added to the total, or took off it. */
#define CLIENTELA_PREVIEW_FIELD_ROUNDING 6
/* Number: the total with the cash rounding. */
#define CLIENTELA_PREVIEW_FIELD_PAYABLE 7
/* Text: the language of a page for which none is named, ISO 639-1. */
#define CLIENTELA_PREVIEW_FIELD_LANGUAGE 8

/* A field of a group of lines. */
typedef int32_t clientela_preview_group_field;
/* Number: the bundle or set, from 1 within the document; 0: a line that stands alone. */
#define CLIENTELA_PREVIEW_GROUP_FIELD_BUNDLE 0
/* Text: the name of the bundle or set, or NULL. */
#define CLIENTELA_PREVIEW_GROUP_FIELD_NAME 1
/* Number: what its lines come to, gross, in minor units. */
#define CLIENTELA_PREVIEW_GROUP_FIELD_AMOUNT 2
/* Number: how many lines it has. */
#define CLIENTELA_PREVIEW_GROUP_FIELD_LINES 3

/* A field of what may be done. */
typedef int32_t clientela_allowed_field;
/* CLIENTELA_LINE_ACTION_... as number, its name as text. */
#define CLIENTELA_ALLOWED_FIELD_ACTION 0
/* Number: with how much of the line, in thousandths of a piece; 0 when it may not be done. */
#define CLIENTELA_ALLOWED_FIELD_OPEN 1
/* CLIENTELA_ACTION_REASON_... as number, its name as text; -1 and NULL when it may be done. The
 * text for people is that of the code `action_reason.` and the name: clientela_message_new. */
#define CLIENTELA_ALLOWED_FIELD_REASON 2

/* What may be done with a line of the history. */
typedef int32_t clientela_line_action;
#define CLIENTELA_LINE_ACTION_COMPLAINT  0   /* Start a complaint about what was sold. */
#define CLIENTELA_LINE_ACTION_CORRECTION 1   /* Start a correction that takes back what was sold or is in complaint. */
#define CLIENTELA_LINE_ACTION_SALE       2   /* Make the sales document of what awaits pickup. */

/* Why something may not be done with a line. */
typedef int32_t clientela_action_reason;
/* It was taken back. */
#define CLIENTELA_ACTION_REASON_RETURNED 0
/* It has not arrived yet. */
#define CLIENTELA_ACTION_REASON_STILL_ORDERED 1
/* It waits to be picked up: nothing was sold yet. */
#define CLIENTELA_ACTION_REASON_NOT_SOLD 2
/* It was sold: there is a sales document. */
#define CLIENTELA_ACTION_REASON_ALREADY_SOLD 3
/* The customer complained about it already. */
#define CLIENTELA_ACTION_REASON_IN_COMPLAINT 4
/* Nothing of the line is left: taken back, delivered or shown on an invoice; or its document does
 * not count. */
#define CLIENTELA_ACTION_REASON_NOTHING_LEFT 5
/* Its customer was anonymized. */
#define CLIENTELA_ACTION_REASON_ANONYMIZED 6
/* The operator may not make documents. */
#define CLIENTELA_ACTION_REASON_NOT_PERMITTED 7
/* The customer's status is one to which nothing is sold. */
#define CLIENTELA_ACTION_REASON_CUSTOMER_BLOCKED 8
/* The customer died. */
#define CLIENTELA_ACTION_REASON_CUSTOMER_DECEASED 9
/* The customer's address is needed and missing. */
#define CLIENTELA_ACTION_REASON_ADDRESS_MISSING 10
/* The order belongs to another branch. */
#define CLIENTELA_ACTION_REASON_OTHER_BRANCH 11
/* The complaint is tied to no receipt and no invoice. */
#define CLIENTELA_ACTION_REASON_NOT_TIED 12
/* Documents that are being made hold all that is left. */
#define CLIENTELA_ACTION_REASON_IN_DRAFTS 13

/* A number of criteria. */
typedef int32_t clientela_criteria_field;
/* Final price of a single unit at least, in minor units as shown (rounded). */
#define CLIENTELA_CRITERIA_FIELD_PRICE_FROM 0
/* Final price of a single unit at most, in minor units as shown (rounded). */
#define CLIENTELA_CRITERIA_FIELD_PRICE_TO 1
/* Document created at this instant or later, in milliseconds since 1970 UTC. */
#define CLIENTELA_CRITERIA_FIELD_CREATED_FROM 2
/* Document created before this instant, in milliseconds since 1970 UTC. */
#define CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE 3
/* Document total at least, in minor units. */
#define CLIENTELA_CRITERIA_FIELD_TOTAL_FROM 4
/* Document total at most, in minor units. */
#define CLIENTELA_CRITERIA_FIELD_TOTAL_TO 5
/* 1: only items marked defective. */
#define CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY 6
/* The order of the hits, CLIENTELA_HISTORY_SORT_..., at first NEWEST. */
#define CLIENTELA_CRITERIA_FIELD_SORT 7
/* How many hits to give at most; at first all. */
#define CLIENTELA_CRITERIA_FIELD_LIMIT 8

/* In which order the hits come. Lines that are equal in it are newest first. */
typedef int32_t clientela_history_sort;
#define CLIENTELA_HISTORY_SORT_NEWEST    0   /* Newest document first, then by document number and line. */
#define CLIENTELA_HISTORY_SORT_OLDEST    1   /* Oldest document first. */
#define CLIENTELA_HISTORY_SORT_CHEAPEST  2   /* Lowest final price first. */
#define CLIENTELA_HISTORY_SORT_DEAREST   3   /* Highest final price first. */
#define CLIENTELA_HISTORY_SORT_ITEM_NAME 4   /* By item name; case and accents do not matter. */

/* What can be asked of a history as a number. */
typedef int32_t clientela_history_fact;
/* How many lines it has. */
#define CLIENTELA_HISTORY_FACT_LINES 0
/* Whether the central system's part is there, CLIENTELA_ERP_STATE_... */
#define CLIENTELA_HISTORY_FACT_ERP 1
/* When the oldest document of this store was created, in milliseconds since 1970 UTC; INT64_MAX:
 * there is none. */
#define CLIENTELA_HISTORY_FACT_LOCAL_SINCE 2
/* How many documents the central system gave that are not shown: another's, of somebody who was
 * anonymized, or malformed. */
#define CLIENTELA_HISTORY_FACT_LEFT_OUT 3

/* A field of a line of the history. */
typedef int32_t clientela_history_field;
/* Text: the document's id. */
#define CLIENTELA_HISTORY_FIELD_DOCUMENT 0
/* The document's kind: CLIENTELA_DOCUMENT_KIND_... as number, its name as text. */
#define CLIENTELA_HISTORY_FIELD_KIND 1
/* Text: the document's number. */
#define CLIENTELA_HISTORY_FIELD_NUMBER 2
/* Number: the line's number in its document. */
#define CLIENTELA_HISTORY_FIELD_LINE 3
/* Number: when the document was created, in milliseconds since 1970 UTC. */
#define CLIENTELA_HISTORY_FIELD_CREATED 4
/* What became of the goods: CLIENTELA_LINE_STATUS_... as number, its name as text. */
#define CLIENTELA_HISTORY_FIELD_STATUS 5
/* Number: how many have this status. */
#define CLIENTELA_HISTORY_FIELD_QUANTITY 6
/* Text: the item's code. */
#define CLIENTELA_HISTORY_FIELD_ITEM_CODE 7
/* Text: the item's name as sold. */
#define CLIENTELA_HISTORY_FIELD_ITEM_NAME 8
/* Text: the item's EAN (GTIN), empty where it has none. */
#define CLIENTELA_HISTORY_FIELD_EAN 9
/* Number: the regular price. */
#define CLIENTELA_HISTORY_FIELD_REGULAR_PRICE 10
/* Number: the discount. */
#define CLIENTELA_HISTORY_FIELD_DISCOUNT 11
/* Number: the price paid. */
#define CLIENTELA_HISTORY_FIELD_FINAL_PRICE 12
/* Text: the currency of all amounts, ISO 4217. */
#define CLIENTELA_HISTORY_FIELD_CURRENCY 13
/* Number: the document's gross total in minor units. */
#define CLIENTELA_HISTORY_FIELD_DOCUMENT_TOTAL 14
/* Text: the barcode printed on the document, or NULL. */
#define CLIENTELA_HISTORY_FIELD_BARCODE 15
/* Number: 1 when the item is marked defective. */
#define CLIENTELA_HISTORY_FIELD_DEFECTIVE 16
/* Text: the branch, or NULL. */
#define CLIENTELA_HISTORY_FIELD_BRANCH 17

/* A field of a plan. */
typedef int32_t clientela_plan_field;
/* Number: how many things stand in the way; 0: it can be done. */
#define CLIENTELA_PLAN_FIELD_BLOCKERS 0
/* Text: the first day on which nothing stands in the way any more, YYYY-MM-DD; NULL when nothing
 * does, or when the end of anything that does is not known. */
#define CLIENTELA_PLAN_FIELD_POSSIBLE_FROM 1
/* Number: how many values of the journal go, with their salts. */
#define CLIENTELA_PLAN_FIELD_JOURNAL_VALUES 2
/* Number: how many values and records it is about: the rows of clientela_plan_items. */
#define CLIENTELA_PLAN_FIELD_ITEMS 3
/* Number: how many places there are where others' free text mentions the person, and will not any
 * more. */
#define CLIENTELA_PLAN_FIELD_SCRUBS 4
/* Number: how much of the history stays and still points at fewer than three people; 0: no warning. */
#define CLIENTELA_PLAN_FIELD_SINGLED_OUT 5

/* A field of a row of a plan. */
typedef int32_t clientela_plan_row_field;
/* The kind of record: CLIENTELA_RECORD_KIND_... as number, its name as text. */
#define CLIENTELA_PLAN_ROW_FIELD_RECORD 0
/* Text: the record's id, of a relation `customer/person`; of a blocker the document's id, NULL when
 * it is no document. */
#define CLIENTELA_PLAN_ROW_FIELD_ID 1
/* CLIENTELA_FIELD_... as number, its name as text; 0 and NULL when it is about the record as such. */
#define CLIENTELA_PLAN_ROW_FIELD_FIELD 2
/* Number: the field's occurrence, from 0. */
#define CLIENTELA_PLAN_ROW_FIELD_SLOT 3
/* What happens: CLIENTELA_ERASURE_ACTION_... as number, its name as text. */
#define CLIENTELA_PLAN_ROW_FIELD_ACTION 4
/* Text: of what stays, why: a law or contract, in the words of the rules or, of a payload, of its
 * feed, for people to read; or one of two codes: `names_nobody`, it says nothing about a person,
 * and `recognises_the_erased`, so that nobody is taken in again. Their messages are
 * `certificate.names_nobody` and `certificate.recognises_the_erased`. NULL of what does not stay. */
#define CLIENTELA_PLAN_ROW_FIELD_GROUND 5
/* Text: of what is replaced, the word that takes its place; NULL of what is not. */
#define CLIENTELA_PLAN_ROW_FIELD_WORD 6
/* Text: the last day on which it stays, stands in the way or is waited for, YYYY-MM-DD; NULL of
 * what goes, of what stays for good, and where nobody knows when it stops standing in the way. */
#define CLIENTELA_PLAN_ROW_FIELD_UNTIL 7
/* Why it stands in the way: CLIENTELA_BLOCKER_REASON_... as number, its name as text. */
#define CLIENTELA_PLAN_ROW_FIELD_REASON 8
/* Text: the document's number. Of a blocker that is none the code of the operator or program; empty
 * of a hold on more than one document. Of what a law keeps NULL where it is not told. */
#define CLIENTELA_PLAN_ROW_FIELD_NUMBER 9
/* Text: who can lift it: the author of a hold; of a document the operator who wrote it, or whom
 * clientela_erasure_add_document named; NULL when nobody knows. */
#define CLIENTELA_PLAN_ROW_FIELD_OWNER 10
/* Text: a system that is asked whether it erased the person too. */
#define CLIENTELA_PLAN_ROW_FIELD_SYSTEM 30
/* Number: of a place to be cleaned, how many mentions there are. */
#define CLIENTELA_PLAN_ROW_FIELD_COUNT 11
/* Text: of what still points at somebody, its day, YYYY-MM-DD. */
#define CLIENTELA_PLAN_ROW_FIELD_DAY 12
/* Text: its branch; NULL when it has none. */
#define CLIENTELA_PLAN_ROW_FIELD_BRANCH 13
/* Text: its item, the code or else the name. */
#define CLIENTELA_PLAN_ROW_FIELD_ITEM 14
/* Number: how many people it fits, the person among them. */
#define CLIENTELA_PLAN_ROW_FIELD_PEOPLE 15

/* What a person asks for. */
typedef int32_t clientela_request_kind;
#define CLIENTELA_REQUEST_KIND_ACCESS        0   /* What is kept about them. */
#define CLIENTELA_REQUEST_KIND_RECTIFICATION 1   /* That something wrong is put right. */
#define CLIENTELA_REQUEST_KIND_ERASURE       2   /* That their data go. */
#define CLIENTELA_REQUEST_KIND_RESTRICTION   3   /* That their data are kept and not used. */
#define CLIENTELA_REQUEST_KIND_PORTABILITY   4   /* Their data, to take them elsewhere. */
#define CLIENTELA_REQUEST_KIND_OBJECTION     5   /* That something is no longer done with their data. */

/* Where a request stands. */
typedef int32_t clientela_request_state;
/* Somebody asked. */
#define CLIENTELA_REQUEST_STATE_REQUESTED 0
/* Who asked has to be shown: a code was made, to be sent to them. */
#define CLIENTELA_REQUEST_STATE_UNVERIFIED 1
/* It is the person themselves. */
#define CLIENTELA_REQUEST_STATE_VERIFIED 2
/* What an erasure would do was looked at. */
#define CLIENTELA_REQUEST_STATE_PLANNED 3
/* Something stands in the way for now. */
#define CLIENTELA_REQUEST_STATE_BLOCKED 4
/* Nothing stands in the way; of other requests, somebody took it on. */
#define CLIENTELA_REQUEST_STATE_APPROVED 5
/* The erasure has its time; until then it can be called off. */
#define CLIENTELA_REQUEST_STATE_SCHEDULED 6
/* The erasure runs. */
#define CLIENTELA_REQUEST_STATE_RUNNING 7
/* The person is gone but for what a law keeps, shown to nobody. */
#define CLIENTELA_REQUEST_STATE_RESTRICTED 8
/* It is done. */
#define CLIENTELA_REQUEST_STATE_COMPLETED 9
/* It was denied, on a ground. */
#define CLIENTELA_REQUEST_STATE_DENIED 10
/* Nobody showed that it was the person. */
#define CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED 11
/* The person took it back. */
#define CLIENTELA_REQUEST_STATE_CANCELLED 12
/* The erasure did not succeed, however often it was tried: somebody has to look. It still wants its
 * answer. */
#define CLIENTELA_REQUEST_STATE_FAILED 13

/* On which ground a request is denied. */
typedef int32_t clientela_denial_ground;
/* Who asks cannot be told to be the person (Art. 11(2), 12(2)). */
#define CLIENTELA_DENIAL_GROUND_NOT_IDENTIFIABLE 0
/* It is manifestly unfounded (Art. 12(5)). */
#define CLIENTELA_DENIAL_GROUND_UNFOUNDED 1
/* It is asked again and again (Art. 12(5)). */
#define CLIENTELA_DENIAL_GROUND_EXCESSIVE 2
/* It would take rights of others (Art. 15(4), 20(4)). */
#define CLIENTELA_DENIAL_GROUND_RIGHTS_OF_OTHERS 3
/* The data are right as they are (Art. 16). */
#define CLIENTELA_DENIAL_GROUND_DATA_ARE_RIGHT 4
/* None of the cases is there that the article names (Art. 17(1), 18(1), 20(1)). */
#define CLIENTELA_DENIAL_GROUND_NO_CASE 5
/* A law demands that the data stay (Art. 17(3)(b)). */
#define CLIENTELA_DENIAL_GROUND_LEGAL_OBLIGATION 6
/* The data are needed for legal claims (Art. 17(3)(e), 21(1)). */
#define CLIENTELA_DENIAL_GROUND_LEGAL_CLAIMS 7
/* There are compelling grounds that outweigh the person's (Art. 21(1)). */
#define CLIENTELA_DENIAL_GROUND_COMPELLING_GROUNDS 8

/* Why an answer takes two months longer (Art. 12(3)). */
typedef int32_t clientela_extension_reason;
#define CLIENTELA_EXTENSION_REASON_COMPLEXITY 0   /* It is complex. */
#define CLIENTELA_EXTENSION_REASON_NUMBER     1   /* There are many requests. */

/* How it was shown that it is the person. */
typedef int32_t clientela_identity_proof;
#define CLIENTELA_IDENTITY_PROOF_CODE     0   /* They knew the code that was sent to them. */
#define CLIENTELA_IDENTITY_PROOF_DOCUMENT 1   /* An identity document was seen; nothing of it is kept. */
#define CLIENTELA_IDENTITY_PROOF_ACCOUNT  2   /* They were signed in to their account. */

/* What a document is to the law. */
typedef int32_t clientela_retention_class;
/* A receipt of a sale. */
#define CLIENTELA_RETENTION_CLASS_RECEIPT 0
/* An invoice or voucher: corrections, payments and direct debits too. */
#define CLIENTELA_RETENTION_CLASS_INVOICE 1
/* Books and annual accounts. */
#define CLIENTELA_RETENTION_CLASS_BOOK 2
/* A business letter: orders, quotations, delivery notes, complaints, contracts. */
#define CLIENTELA_RETENTION_CLASS_LETTER 3
/* What only the tax office needs. */
#define CLIENTELA_RETENTION_CLASS_TAX_DOCUMENT 4

/* Data of a person that are kept, or go, together. */
typedef int32_t clientela_retention_data;
#define CLIENTELA_RETENTION_DATA_NAME          0   /* First name, last name, company. */
#define CLIENTELA_RETENTION_DATA_ADDRESS       1   /* Street, postal code, city, region, country. */
#define CLIENTELA_RETENTION_DATA_PRINTED       2   /* Of a document, what was printed or sent: its signed payload. */
#define CLIENTELA_RETENTION_DATA_EMAIL         3   /* E-mail addresses. */
#define CLIENTELA_RETENTION_DATA_PHONE         4   /* Numbers of phones and faxes. */
#define CLIENTELA_RETENTION_DATA_BIRTH_DATE    5   /* The birthday. */
#define CLIENTELA_RETENTION_DATA_BANK          6   /* Bank details. */
#define CLIENTELA_RETENTION_DATA_PHONE_CONSENT 7   /* The proof of a consent to calls. */
#define CLIENTELA_RETENTION_DATA_OTHER         8   /* What else is known of the person. */

/* Whether something stays. */
typedef int32_t clientela_retention_stay;
/* No law keeps it: it goes today, if the person asks. */
#define CLIENTELA_RETENTION_STAY_GOES 0
/* To the end of a day. */
#define CLIENTELA_RETENTION_STAY_UNTIL 1
/* Until somebody lifts a hold, and in any case to the end of the day, where there is one. */
#define CLIENTELA_RETENTION_STAY_HELD 2

/* Why something may not go, whatever the period. */
typedef int32_t clientela_hold_kind;
#define CLIENTELA_HOLD_KIND_LEGAL_HOLD 0   /* A claim or a court: everything it names stays. */
#define CLIENTELA_HOLD_KIND_TAX_AUDIT  1   /* The tax office looks at the documents: their periods do not end. */

/* A day that periods are counted from. */
typedef int32_t clientela_retention_day;
/* The last time the person themselves turned to the shop. */
#define CLIENTELA_RETENTION_DAY_LAST_CONTACT 0
/* The last use of the bank details. */
#define CLIENTELA_RETENTION_DAY_BANK_USE 1
/* The last direct debit. */
#define CLIENTELA_RETENTION_DAY_DIRECT_DEBIT 2
/* The last time the person agreed to calls, or was called by that consent. */
#define CLIENTELA_RETENTION_DAY_PHONE_CONSENT 3
/* Of the document added last: the last entry in or about it. */
#define CLIENTELA_RETENTION_DAY_LAST_ENTRY 4
/* Of the document added last: when the tax for it fell due. */
#define CLIENTELA_RETENTION_DAY_TAX_DUE 5

/* A field of a line. */
typedef int32_t clientela_retention_line_field;
/* Which data: CLIENTELA_RETENTION_DATA_... as number, its name as text. */
#define CLIENTELA_RETENTION_LINE_FIELD_DATA 0
/* Of which document: CLIENTELA_RETENTION_CLASS_... as number, its name as text; -1 and NULL of the
 * person. */
#define CLIENTELA_RETENTION_LINE_FIELD_CLASS 1
/* Text: the document's number; NULL of the person. */
#define CLIENTELA_RETENTION_LINE_FIELD_NUMBER 2
/* Whether it stays: CLIENTELA_RETENTION_STAY_... as number, its name as text. */
#define CLIENTELA_RETENTION_LINE_FIELD_STAY 3
/* Text: the last day on which it stays, YYYY-MM-DD; NULL when there is none. */
#define CLIENTELA_RETENTION_LINE_FIELD_UNTIL 4
/* Text: the rule by which it stays, or would have; NULL when no rule is about it. */
#define CLIENTELA_RETENTION_LINE_FIELD_RULE 5
/* Text: the law, for people to read, no code; NULL when no rule is about it. */
#define CLIENTELA_RETENTION_LINE_FIELD_GROUND 6
/* What holds it: CLIENTELA_HOLD_KIND_... as number, its name as text; -1 and NULL when nothing
 * does. */
#define CLIENTELA_RETENTION_LINE_FIELD_HOLD 7
/* Text: the last day on which it may be there though nobody asked, YYYY-MM-DD; NULL when no rule
 * says so. */
#define CLIENTELA_RETENTION_LINE_FIELD_LATEST 8
/* Text: the rule that says so; NULL when none does. */
#define CLIENTELA_RETENTION_LINE_FIELD_LATEST_RULE 9

/* What a value of a setting looks like. */
typedef int32_t clientela_setting_type;
/* Yes or no: `true` or `false`. */
#define CLIENTELA_SETTING_TYPE_FLAG 0
/* A whole number within bounds. */
#define CLIENTELA_SETTING_TYPE_NUMBER 1
/* One of the words that the table lists. */
#define CLIENTELA_SETTING_TYPE_CHOICE 2
/* Codes, a blank between two: of the words that the table lists, or any where it lists none. */
#define CLIENTELA_SETTING_TYPE_CODES 3

/* A field of a row of the table of settings. */
typedef int32_t clientela_setting_field;
/* Text: its key, which the other functions ask for. Its label for people is the message `setting.`
 * and this key. */
#define CLIENTELA_SETTING_FIELD_KEY 0
/* CLIENTELA_SETTING_TYPE_... as number, its name as text. */
#define CLIENTELA_SETTING_FIELD_TYPE 1
/* Text: what holds where nobody set it. */
#define CLIENTELA_SETTING_FIELD_DEFAULT 2
/* Text: of a choice or codes, the words, separated by blanks; else NULL. */
#define CLIENTELA_SETTING_FIELD_CHOICES 3
/* Number: of a number, the smallest; of codes, how few; else 0. */
#define CLIENTELA_SETTING_FIELD_MIN 4
/* Number: of a number, the largest; of codes, how many; else 0. */
#define CLIENTELA_SETTING_FIELD_MAX 5
/* Text: where it may be set, separated by blanks: `chain`, `head_office`, `branch`, `station`. */
#define CLIENTELA_SETTING_FIELD_LEVELS 6
/* Text: the version of the library that has it first. */
#define CLIENTELA_SETTING_FIELD_SINCE 7
/* Text: what it is, in one English sentence. */
#define CLIENTELA_SETTING_FIELD_ABOUT 8
/* Text: what it changes, in one English sentence. */
#define CLIENTELA_SETTING_FIELD_CHANGES 9

/* A number of a verification. */
typedef int32_t clientela_verification_field;
#define CLIENTELA_VERIFICATION_FIELD_ENTRIES       0   /* How many entries were read. */
#define CLIENTELA_VERIFICATION_FIELD_ERASED_VALUES 1   /* How many values were erased with their persons. */
#define CLIENTELA_VERIFICATION_FIELD_HEADS         2   /* How many chains there are. */
#define CLIENTELA_VERIFICATION_FIELD_FINDINGS      3   /* How many findings there are; 0: the journal holds. */

/* A text of a seat. */
typedef int32_t clientela_seat_field;
#define CLIENTELA_SEAT_FIELD_BRANCH   0   /* The branch's code. */
#define CLIENTELA_SEAT_FIELD_STATION  1   /* The station's code. */
#define CLIENTELA_SEAT_FIELD_OPERATOR 2   /* The operator's code. */

/* By what a list is sorted. */
typedef int32_t clientela_sort;
#define CLIENTELA_SORT_NAME       0   /* By name, without regard to case and accents. */
#define CLIENTELA_SORT_NUMBER     1   /* By customer number. */
#define CLIENTELA_SORT_LAST_VISIT 2   /* By last visit, the latest first. */

/* A part of a search. */
typedef int32_t clientela_search_field;
/* What was typed: several words in any order, a number, a card; none: whom the other parts want;
 * without any part nobody. */
#define CLIENTELA_SEARCH_FIELD_TEXT 0
/* This status too, beside those that were set; none: any status. */
#define CLIENTELA_SEARCH_FIELD_STATUS 1
/* This branch is responsible; none: any branch. */
#define CLIENTELA_SEARCH_FIELD_BRANCH 2
/* `private` or `business`; none: both. */
#define CLIENTELA_SEARCH_FIELD_KIND 3
/* In this group, by its code. */
#define CLIENTELA_SEARCH_FIELD_GROUP 4
/* The last visit was on this day, YYYY-MM-DD, or later. */
#define CLIENTELA_SEARCH_FIELD_VISITED_FROM 5
/* The last visit was on this day, YYYY-MM-DD, or before. */
#define CLIENTELA_SEARCH_FIELD_VISITED_TO 6
/* Has a birthday on this day, YYYY-MM-DD, or after it, up to BIRTHDAY_TO; it alone: on this day. */
#define CLIENTELA_SEARCH_FIELD_BIRTHDAY_FROM 7
/* The last day of the birthdays, YYYY-MM-DD; set BIRTHDAY_FROM first. It alone: on this day. */
#define CLIENTELA_SEARCH_FIELD_BIRTHDAY_TO 8

/* A field of what is missing. */
typedef int32_t clientela_missing_field;
/* Number: 1 to ask now, 0 not to: nothing is missing, or the customer did not want to say. */
#define CLIENTELA_MISSING_FIELD_ASK 0
/* Number: 1 when no document can be made before there is a postal code and city, else 0. */
#define CLIENTELA_MISSING_FIELD_BLOCKS 1
/* Text: from which day on to ask again, or NULL where the customer did not decline. */
#define CLIENTELA_MISSING_FIELD_SILENT_UNTIL 2
/* Number: how many consents to e-mail advertising clientela_desk_withdraw_email_advertising would
 * withdraw; 0 where the setting `missing.withdraw_email` is off. */
#define CLIENTELA_MISSING_FIELD_EMAIL_ADVERTISING 3

/* A field of a consent. */
typedef int32_t clientela_consent_field;
/* Text: the definition's code. */
#define CLIENTELA_CONSENT_FIELD_DEFINITION 0
/* Number: the definition's version, major. */
#define CLIENTELA_CONSENT_FIELD_MAJOR 1
/* Number: the definition's version, minor. */
#define CLIENTELA_CONSENT_FIELD_MINOR 2
/* Text: the language of title and body; NULL when the definition has no text. */
#define CLIENTELA_CONSENT_FIELD_LANGUAGE 3
/* Text: the heading, in the customer's or the till's language where there is one; NULL without a
 * text. */
#define CLIENTELA_CONSENT_FIELD_TITLE 4
/* Text: the words that the person agrees to; NULL without a text. */
#define CLIENTELA_CONSENT_FIELD_BODY 5
/* CLIENTELA_CONSENT_STATE_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_STATE 6
/* CLIENTELA_CONSENT_DETAIL_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_DETAIL 7
/* Text, of what recording did: the event's id, or NULL where nothing had to be written. */
#define CLIENTELA_CONSENT_FIELD_EVENT 8
/* Where a screen shows it: CLIENTELA_CONSENT_SECTION_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_SECTION 9
/* The definition's channel: CLIENTELA_CHANNEL_... as number, its name as text, NULL where it has
 * none. */
#define CLIENTELA_CONSENT_FIELD_CHANNEL 10
/* Number: 1 where it may be used now. Accepted is not enough where the address was changed or
 * removed since, where the signature is missing or the definition above is not accepted. */
#define CLIENTELA_CONSENT_FIELD_USABLE 11
/* Why it may or may not be used: CLIENTELA_CONTACT_REASON_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_REASON 12
/* What would make it usable: CLIENTELA_CONTACT_REMEDY_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_REMEDY 13
/* How well it is proven: CLIENTELA_EVIDENCE_GRADE_... as number, its name as text. */
#define CLIENTELA_CONSENT_FIELD_GRADE 20
/* Number: 1 where it is accepted without the signature that the definition requires, whether or not
 * a setting lets it count. */
#define CLIENTELA_CONSENT_FIELD_SIGNATURE_MISSING 21

/* A field of a confirmation. */
typedef int32_t clientela_confirmation_field;
/* Text: the definition's code. */
#define CLIENTELA_CONFIRMATION_FIELD_DEFINITION 0
/* CLIENTELA_CHANNEL_... as number, its name as text; of a message how it is sent, of a link how the
 * person would be contacted. */
#define CLIENTELA_CONFIRMATION_FIELD_CHANNEL 1
/* Text: the language of the title; NULL of a link whose definition has no text. */
#define CLIENTELA_CONFIRMATION_FIELD_LANGUAGE 2
/* Text: the heading of the definition; NULL where it has no text. */
#define CLIENTELA_CONFIRMATION_FIELD_TITLE 3
/* Number: from when on it is of no use, in milliseconds since 1970-01-01 UTC. */
#define CLIENTELA_CONFIRMATION_FIELD_UNTIL 4
/* Text, of a message: the person's id. */
#define CLIENTELA_CONFIRMATION_FIELD_PERSON 5
/* Of a message: CLIENTELA_CONFIRMATION_KIND_... as number, its name as text. */
#define CLIENTELA_CONFIRMATION_FIELD_KIND 6
/* Text, of a message: the address or number; of a letter the street. */
#define CLIENTELA_CONFIRMATION_FIELD_ADDRESS 7
/* Text, of a message: the code, or what stands at the end of the link. Only the person may see it. */
#define CLIENTELA_CONFIRMATION_FIELD_SECRET 8
/* Number, of a link: the definition's version, major. */
#define CLIENTELA_CONFIRMATION_FIELD_MAJOR 9
/* Number, of a link: the definition's version, minor. */
#define CLIENTELA_CONFIRMATION_FIELD_MINOR 10
/* Text, of a link: the words that the person agreed to; NULL where the definition has no text. */
#define CLIENTELA_CONFIRMATION_FIELD_BODY 11
/* Number, of a link: 1 where it was confirmed already. */
#define CLIENTELA_CONFIRMATION_FIELD_CONFIRMED 12

/* A field of the text of a consent. */
typedef int32_t clientela_consent_text_field;
/* Text: the definition's code. */
#define CLIENTELA_CONSENT_TEXT_FIELD_DEFINITION 0
/* Number: the version, major. */
#define CLIENTELA_CONSENT_TEXT_FIELD_MAJOR 1
/* Number: the version, minor. */
#define CLIENTELA_CONSENT_TEXT_FIELD_MINOR 2
/* Number: 1 where that version is in force, or was on the day that was asked for. */
#define CLIENTELA_CONSENT_TEXT_FIELD_IN_FORCE 3
/* Text: the language that was asked for, ISO 639-1. */
#define CLIENTELA_CONSENT_TEXT_FIELD_ASKED_LANGUAGE 4
/* Text: the language of title and body. */
#define CLIENTELA_CONSENT_TEXT_FIELD_LANGUAGE 5
/* Text: the language in which it is given instead of the one that was asked for, or NULL where it
 * is that. */
#define CLIENTELA_CONSENT_TEXT_FIELD_INSTEAD 6
/* Text: the heading. */
#define CLIENTELA_CONSENT_TEXT_FIELD_TITLE 7
/* Text: the words that the person agrees to. */
#define CLIENTELA_CONSENT_TEXT_FIELD_BODY 8
/* Text: the SHA-256 digest of language, title and body, in hex: the one that events carry. */
#define CLIENTELA_CONSENT_TEXT_FIELD_WORDING 9

/* A field of a consent without its signature. */
typedef int32_t clientela_missing_signature_field;
/* Text: the person's id; of customers who were merged that of the one who stays. */
#define CLIENTELA_MISSING_SIGNATURE_FIELD_PERSON 0
/* Text: the definition's code. */
#define CLIENTELA_MISSING_SIGNATURE_FIELD_DEFINITION 1
/* Text: the id of the last answer, which has none. */
#define CLIENTELA_MISSING_SIGNATURE_FIELD_EVENT 2

/* A field of a use. */
typedef int32_t clientela_use_field;
/* Number: its place in the order in which uses were recorded; of the last one it is the cursor of
 * the next page. */
#define CLIENTELA_USE_FIELD_PLACE 0
/* Text: the person's id. */
#define CLIENTELA_USE_FIELD_PERSON 1
/* CLIENTELA_PURPOSE_... as number, its name as text. */
#define CLIENTELA_USE_FIELD_PURPOSE 2
/* CLIENTELA_CHANNEL_... as number, its name as text, NULL of a use without contact. */
#define CLIENTELA_USE_FIELD_CHANNEL 3
/* Text: the definition that decided; NULL where none is about this purpose and channel. */
#define CLIENTELA_USE_FIELD_DEFINITION 4
/* Text: the campaign, or NULL. */
#define CLIENTELA_USE_FIELD_CAMPAIGN 5
/* Number: when it was used, in milliseconds since 1970-01-01 UTC. */
#define CLIENTELA_USE_FIELD_AT 6
/* Number: when it was recorded, in milliseconds since 1970-01-01 UTC. */
#define CLIENTELA_USE_FIELD_RECORDED 7
/* Text: the system that used it. */
#define CLIENTELA_USE_FIELD_SYSTEM 8
/* Text: that system's own key. */
#define CLIENTELA_USE_FIELD_KEY 9
/* Number: 1 when it was allowed at that time. */
#define CLIENTELA_USE_FIELD_ALLOWED 10
/* Why: CLIENTELA_CONTACT_REASON_... as number, its name as text. */
#define CLIENTELA_USE_FIELD_REASON 11
/* Text: the ids of the events that the answer rests on, a blank between two; empty where there is
 * none. */
#define CLIENTELA_USE_FIELD_EVIDENCE 12

/* A field of the period of a proof. */
typedef int32_t clientela_proof_period_field;
/* Text: the last day on which the proof is kept, YYYY-MM-DD; NULL where nobody granted or no period
 * is known. */
#define CLIENTELA_PROOF_PERIOD_FIELD_UNTIL 0
/* Text: the law, or NULL. */
#define CLIENTELA_PROOF_PERIOD_FIELD_GROUND 1

/* A field of a form that is kept. */
typedef int32_t clientela_form_field;
/* Text: the number on the paper. */
#define CLIENTELA_FORM_FIELD_NUMBER 0
/* Text: the id of the person whose form it is, or NULL of a blank one. */
#define CLIENTELA_FORM_FIELD_PERSON 1
/* Text: the language that was asked for, ISO 639-1. */
#define CLIENTELA_FORM_FIELD_LANGUAGE 2
/* Number: when it was printed, in milliseconds since 1970 UTC. */
#define CLIENTELA_FORM_FIELD_AT 3
/* Text: the station at which it was printed. */
#define CLIENTELA_FORM_FIELD_STATION 4
/* Text: the operator who printed it. */
#define CLIENTELA_FORM_FIELD_OPERATOR 5
/* Text, of the present consent: the definition's code. */
#define CLIENTELA_FORM_FIELD_DEFINITION 10
/* Number, of the present consent: the definition's version, major. */
#define CLIENTELA_FORM_FIELD_MAJOR 11
/* Number, of the present consent: the definition's version, minor. */
#define CLIENTELA_FORM_FIELD_MINOR 12
/* Text, of the present consent: the language in which it was printed, ISO 639-1. */
#define CLIENTELA_FORM_FIELD_TEXT_LANGUAGE 13
/* Text, of the present consent: the SHA-256 digest of the text that was printed, in hex. */
#define CLIENTELA_FORM_FIELD_WORDING 14
/* Of the present consent, what was ticked in print: CLIENTELA_CONSENT_STATE_... as number, its name
 * as text. Unknown: neither box. */
#define CLIENTELA_FORM_FIELD_STATE 15

/* A field of somebody who may be contacted. */
typedef int32_t clientela_contact_field;
/* Text: the person's id; of customers who were merged that of the one who stays. */
#define CLIENTELA_CONTACT_FIELD_PERSON 0
/* Text: the address or number to use; NULL where the question names no channel. */
#define CLIENTELA_CONTACT_FIELD_ADDRESS 1

/* A field of a request. */
typedef int32_t clientela_history_request_field;
/* Text: the customer's id. */
#define CLIENTELA_HISTORY_REQUEST_FIELD_CUSTOMER 0
/* Text: the customer's number, or NULL. */
#define CLIENTELA_HISTORY_REQUEST_FIELD_NUMBER 1
/* Text: the customer's id in the central system, or NULL. */
#define CLIENTELA_HISTORY_REQUEST_FIELD_SOURCE_ID 2
/* Number: only documents created before this instant are needed, in milliseconds since 1970 UTC;
 * INT64_MAX: all are. */
#define CLIENTELA_HISTORY_REQUEST_FIELD_BEFORE 3

/* A condition of a query of the journal. */
typedef int32_t clientela_log_query_field;
/* Text: only entries about the person with this id and the documents whose customer they are. */
#define CLIENTELA_LOG_QUERY_FIELD_PERSON 0
/* Text: only entries of this local calendar date, YYYY-MM-DD, or later. */
#define CLIENTELA_LOG_QUERY_FIELD_FROM 1
/* Text: only entries of this local calendar date, YYYY-MM-DD, or earlier. */
#define CLIENTELA_LOG_QUERY_FIELD_TO 2
/* Text: only entries by this operator. */
#define CLIENTELA_LOG_QUERY_FIELD_OPERATOR 3
/* Text: only entries at this station. */
#define CLIENTELA_LOG_QUERY_FIELD_STATION 4
/* Text: only entries in this branch. */
#define CLIENTELA_LOG_QUERY_FIELD_BRANCH 5
/* Text: only entries behind this position, as `clientela_log_after` gives it. */
#define CLIENTELA_LOG_QUERY_FIELD_AFTER 6
/* Number: only entries that change this field, CLIENTELA_FIELD_...; 0: any field or none. */
#define CLIENTELA_LOG_QUERY_FIELD_CHANGED 7
/* Number: how many entries a page has at most, 1 to 1000, at first 100; what lies outside is taken
 * as the nearest of these. */
#define CLIENTELA_LOG_QUERY_FIELD_LIMIT 8
/* Added number: entries of this kind of record too, CLIENTELA_RECORD_KIND_...; without any, of
 * every kind. */
#define CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND 9
/* Added number: entries that tell this too, CLIENTELA_ENTRY_KIND_...; without any, whatever they
 * tell. */
#define CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND 10

/* A field of an entry of the journal. */
typedef int32_t clientela_log_field;
/* Number: when, in milliseconds since 1970 UTC. */
#define CLIENTELA_LOG_FIELD_AT 0
/* Text: the local calendar date. */
#define CLIENTELA_LOG_FIELD_DATE 1
/* CLIENTELA_DOOR_... as number, its name as text. */
#define CLIENTELA_LOG_FIELD_DOOR 2
/* Text: the operator, or NULL. */
#define CLIENTELA_LOG_FIELD_OPERATOR 3
/* Text: the station, or NULL. */
#define CLIENTELA_LOG_FIELD_STATION 4
/* Text: the branch, or NULL. */
#define CLIENTELA_LOG_FIELD_BRANCH 5
/* CLIENTELA_ENTRY_KIND_... as number, its name as text. */
#define CLIENTELA_LOG_FIELD_KIND 6
/* CLIENTELA_RECORD_KIND_... as number, its name as text, such as `subject`, `consent_event`,
 * `document`. */
#define CLIENTELA_LOG_FIELD_RECORD 7
/* Text: which record, an opaque id or a code. */
#define CLIENTELA_LOG_FIELD_KEY 8
/* Text: the id of the person whom it is about, or NULL. */
#define CLIENTELA_LOG_FIELD_SUBJECT 9
/* Text: the chain that the entry belongs to. */
#define CLIENTELA_LOG_FIELD_ORIGIN 10
/* Number: the entry's place in its chain, from 1. */
#define CLIENTELA_LOG_FIELD_SEQUENCE 11

/* A field of a piece of news. */
typedef int32_t clientela_news_field;
/* Text: the chain, which is the station or server that wrote. */
#define CLIENTELA_NEWS_FIELD_ORIGIN 0
/* Number: the entry's place in its chain, from 1. */
#define CLIENTELA_NEWS_FIELD_SEQUENCE 1
/* CLIENTELA_ENTRY_KIND_... as number, its name as text. */
#define CLIENTELA_NEWS_FIELD_KIND 2
/* CLIENTELA_RECORD_KIND_... as number, its name as text, such as `subject` or `setting`. */
#define CLIENTELA_NEWS_FIELD_RECORD 3
/* Text: which record, an opaque id or a code. */
#define CLIENTELA_NEWS_FIELD_KEY 4
/* Text: the id of the person whom it is about, or NULL. */
#define CLIENTELA_NEWS_FIELD_SUBJECT 5

/* Where the purge of the bytes stands. */
typedef int32_t clientela_purged;
/* Nothing of the erased is left in the files. */
#define CLIENTELA_PURGED_DONE 0
/* A call in progress that reads or writes stood in the way: the bytes may still be there. The
 * status is CLIENTELA_STATUS_OK all the same; call again. */
#define CLIENTELA_PURGED_PENDING 1

/* What of bank details goes. */
typedef int32_t clientela_account_part;
#define CLIENTELA_ACCOUNT_PART_DETAILS 0   /* The account itself; the change log tells of it. */
#define CLIENTELA_ACCOUNT_PART_HISTORY 1   /* What the change log held of an account that was deleted before. */

/* The form of a feed. */
typedef int32_t clientela_format;
#define CLIENTELA_FORMAT_JSON_LINES 0   /* One JSON object a line. */
#define CLIENTELA_FORMAT_CSV        1   /* CSV by RFC 4180 with one header line, read by a mapping. */

/* A number of a feed's report. */
typedef int32_t clientela_report_field;
/* Lines that were taken, changed or not. */
#define CLIENTELA_REPORT_FIELD_TAKEN 0
/* Among them, lines that changed nothing. */
#define CLIENTELA_REPORT_FIELD_UNCHANGED 1
/* Values that were brought into canonical form. */
#define CLIENTELA_REPORT_FIELD_NORMALISED 2
/* Lines that were left out. */
#define CLIENTELA_REPORT_FIELD_REFUSED 3
/* New customers whose name and birthday a customer had already: left out or taken, as the plan
 * says. */
#define CLIENTELA_REPORT_FIELD_DUPLICATES 4
/* The line at which an import that was broken off before went on; 0 where it began at the
 * beginning. */
#define CLIENTELA_REPORT_FIELD_RESUMED_AT 5

/* A field of a recipient. */
typedef int32_t clientela_recipient_field;
/* Text: the person's id. */
#define CLIENTELA_RECIPIENT_FIELD_PERSON 0
/* Text: how they belong to the customer, `contact` or `family`; NULL of the customer. */
#define CLIENTELA_RECIPIENT_FIELD_ROLE 1
/* Number: 1 when they may receive it. */
#define CLIENTELA_RECIPIENT_FIELD_ALLOWED 2
/* Why: CLIENTELA_CONTACT_REASON_... as number, its name as text. */
#define CLIENTELA_RECIPIENT_FIELD_REASON 3
/* What would make it allowed: CLIENTELA_CONTACT_REMEDY_... as number, its name as text. */
#define CLIENTELA_RECIPIENT_FIELD_REMEDY 4
/* Text: the address or number to use, or NULL. */
#define CLIENTELA_RECIPIENT_FIELD_ADDRESS 5
/* Text: everything they lack, names of CLIENTELA_CONTACT_REASON_... with a blank between two, in
 * this order: the customer's authorization, their own consent, an account; empty when nothing. */
#define CLIENTELA_RECIPIENT_FIELD_LACKS 6

/* How an export is written. */
typedef int32_t clientela_export_form;
#define CLIENTELA_EXPORT_FORM_PLAIN  0   /* UTF-8. */
#define CLIENTELA_EXPORT_FORM_MARKED 1   /* UTF-8 with a mark at the beginning, by which some programs know it. */

/* A field of a customer of a run. */
typedef int32_t clientela_retention_row_field;
/* Text: the customer's id. */
#define CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER 0
/* Number: what the run does, CLIENTELA_RETENTION_STEP_.... */
#define CLIENTELA_RETENTION_ROW_FIELD_STEP 1
/* Text: when the customer last turned to the shop themselves, YYYY-MM-DD. */
#define CLIENTELA_RETENTION_ROW_FIELD_LAST_CONTACT 2
/* Text: the last day on which the customer may be kept, YYYY-MM-DD. */
#define CLIENTELA_RETENTION_ROW_FIELD_LATEST 3
/* Text: the rule that says so. */
#define CLIENTELA_RETENTION_ROW_FIELD_RULE 4
/* Text: its law, for people to read; no code. */
#define CLIENTELA_RETENTION_ROW_FIELD_GROUND 5
/* Number: 1 when the customer was anonymized now, else 0. */
#define CLIENTELA_RETENTION_ROW_FIELD_DONE 6
/* Text: of a step CLIENTELA_RETENTION_STEP_FAILED the code of the error, as in `store.damaged`. */
#define CLIENTELA_RETENTION_ROW_FIELD_PROBLEM 7

/* What a run of retention does with a customer. */
typedef int32_t clientela_retention_step;
/* The time ends within the days of grace. */
#define CLIENTELA_RETENTION_STEP_WARNED 0
/* It is over: the customer goes. */
#define CLIENTELA_RETENTION_STEP_DUE 1
/* It is over, but something blocks (clientela_erp_why_not_yet says what), or the person's data are
 * restricted. */
#define CLIENTELA_RETENTION_STEP_BLOCKED 2
/* The customer could not be judged or erased and stays; the others go on. Of the fields only
 * CUSTOMER, STEP and PROBLEM are set. */
#define CLIENTELA_RETENTION_STEP_FAILED 3

/* A field of a request. */
typedef int32_t clientela_request_field;
/* Text: its id. */
#define CLIENTELA_REQUEST_FIELD_ID 0
/* Text: who asks, the person's id. */
#define CLIENTELA_REQUEST_FIELD_PERSON 1
/* What for: CLIENTELA_REQUEST_KIND_... as number, its name as text. */
#define CLIENTELA_REQUEST_FIELD_KIND 2
/* Where it stands: CLIENTELA_REQUEST_STATE_... as number, its name as text. */
#define CLIENTELA_REQUEST_FIELD_STATE 3
/* Text: the day on which it came, YYYY-MM-DD. */
#define CLIENTELA_REQUEST_FIELD_RECEIVED 4
/* Text: the last day for the answer, YYYY-MM-DD. */
#define CLIENTELA_REQUEST_FIELD_DUE 5
/* Text: the day on which it was answered, YYYY-MM-DD, or NULL. */
#define CLIENTELA_REQUEST_FIELD_ANSWERED 6
/* Why the answer takes longer: CLIENTELA_EXTENSION_REASON_... as number, its name as text; -1 and
 * NULL when it does not. */
#define CLIENTELA_REQUEST_FIELD_EXTENDED 7
/* Text: the day on which the person objected to the answer, YYYY-MM-DD, or NULL. */
#define CLIENTELA_REQUEST_FIELD_CONTESTED 8
/* On which ground it was denied: CLIENTELA_DENIAL_GROUND_... as number, its name as text; -1 and
 * NULL when it was not. */
#define CLIENTELA_REQUEST_FIELD_GROUND 9
/* How it was shown that it is the person: CLIENTELA_IDENTITY_PROOF_... as number, its name as text;
 * -1 and NULL when it was not. */
#define CLIENTELA_REQUEST_FIELD_PROOF 10
/* Number: how often a code may still be said, over all codes; 3 at first, and again once the person
 * objected to the answer. */
#define CLIENTELA_REQUEST_FIELD_TRIES 11
/* Number: how often the erasure was begun. */
#define CLIENTELA_REQUEST_FIELD_ATTEMPTS 12
/* Text: while it is blocked the last day on which it is, while it is restricted the last day on
 * which anything stays, YYYY-MM-DD; NULL where nobody knows. */
#define CLIENTELA_REQUEST_FIELD_UNTIL 13
/* Number: when it is looked at again by itself, in milliseconds since 1970-01-01 UTC; -1 when it is
 * not. */
#define CLIENTELA_REQUEST_FIELD_NEXT 14
/* Text: where it stood, one after the other, a blank between two: the state, `@`, and milliseconds
 * since 1970-01-01 UTC. */
#define CLIENTELA_REQUEST_FIELD_STEPS 15
/* Text: its key in a list; of the last one it is where the next page begins. */
#define CLIENTELA_REQUEST_FIELD_KEY 16

/* A field of a code. */
typedef int32_t clientela_request_code_field;
/* Text: the person's id. clientela_desk_customer tells where they are reached. */
#define CLIENTELA_REQUEST_CODE_FIELD_PERSON 0
/* Text: the code. Only the person may see it. */
#define CLIENTELA_REQUEST_CODE_FIELD_CODE 1
/* Number: from when on it is of no use, in milliseconds since 1970-01-01 UTC. */
#define CLIENTELA_REQUEST_CODE_FIELD_UNTIL 2

/* A field of a request that a run took up. */
typedef int32_t clientela_request_run_field;
/* Text: its id. */
#define CLIENTELA_REQUEST_RUN_FIELD_ID 0
/* Where it stands now: CLIENTELA_REQUEST_STATE_... as number, its name as text. */
#define CLIENTELA_REQUEST_RUN_FIELD_STATE 1
/* Text: the code of what went wrong, or NULL. */
#define CLIENTELA_REQUEST_RUN_FIELD_PROBLEM 2

/* What is decided about a request, and from which states (CLIENTELA_REQUEST_STATE_...); from
 * another one it is CLIENTELA_STATUS_STATE, request.not_now. A request is answered once it is
 * RESTRICTED, COMPLETED, DENIED, CLOSED_UNVERIFIED or CANCELLED. */
typedef int32_t clientela_request_decision;
/* It was shown that it is the person, but not by a code; with a CLIENTELA_IDENTITY_PROOF_..., that
 * of the code excepted (CLIENTELA_STATUS_INVALID, request.proof_is_the_code). From REQUESTED or
 * UNVERIFIED to VERIFIED. */
#define CLIENTELA_REQUEST_DECISION_IDENTIFY 0
/* Nobody showed it: that is the answer. From REQUESTED or UNVERIFIED to CLOSED_UNVERIFIED. */
#define CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED 1
/* A request that is no erasure is taken on; of an erasure CLIENTELA_STATUS_STATE,
 * request.not_an_erasure. It changes the request only. From VERIFIED to APPROVED. */
#define CLIENTELA_REQUEST_DECISION_APPROVE 2
/* The erasure is scheduled: after the days of grace (the setting `request.grace_days`)
 * clientela_erp_run_requests runs it; of other kinds CLIENTELA_STATUS_STATE,
 * request.only_an_erasure. From APPROVED or FAILED to SCHEDULED. */
#define CLIENTELA_REQUEST_DECISION_SCHEDULE 3
/* A request that is no erasure is done. It changes the request only: the host did what was asked
 * before, by clientela_erp_restrict, clientela_erp_export_person and others. From VERIFIED or
 * APPROVED to COMPLETED. An erasure is completed by its run; by this only one that is RESTRICTED,
 * once its last day is over and what was kept is gone (before, or while it is on hold,
 * CLIENTELA_STATUS_STATE, request.kept_until). */
#define CLIENTELA_REQUEST_DECISION_COMPLETE 4
/* The answer is no; with a CLIENTELA_DENIAL_GROUND_.... From every state that is not answered,
 * RUNNING excepted, to DENIED. */
#define CLIENTELA_REQUEST_DECISION_DENY 5
/* The answer takes two months longer; with a CLIENTELA_EXTENSION_REASON_.... In every state that is
 * not answered, once (request.extended_already), and not behind the last day for the answer
 * (request.too_late_to_extend). The state stays. */
#define CLIENTELA_REQUEST_DECISION_EXTEND 6
/* The person takes it back. From every state that is not answered, RUNNING excepted, to CANCELLED. */
#define CLIENTELA_REQUEST_DECISION_CANCEL 7
/* The person objects to the answer: it is decided anew, within a month anew. From DENIED or
 * CLOSED_UNVERIFIED, once (request.contested_already), to VERIFIED where it was shown before that
 * it is the person, else to REQUESTED. */
#define CLIENTELA_REQUEST_DECISION_CONTEST 8

/* A field of a hold. */
typedef int32_t clientela_hold_field;
/* Text: its id. */
#define CLIENTELA_HOLD_FIELD_ID 0
/* What it is: CLIENTELA_HOLD_KIND_... as number, its name as text. */
#define CLIENTELA_HOLD_FIELD_KIND 1
/* Text: the id of the person whom it is about, or NULL: everybody. */
#define CLIENTELA_HOLD_FIELD_PERSON 2
/* Documents of which class: CLIENTELA_RETENTION_CLASS_... as number, its name as text; -1 and NULL:
 * of every class. */
#define CLIENTELA_HOLD_FIELD_CLASS 3
/* Text: the number of the document that it is about, or NULL: every one. */
#define CLIENTELA_HOLD_FIELD_DOCUMENT 4
/* Text: since when, YYYY-MM-DD. */
#define CLIENTELA_HOLD_FIELD_SINCE 5
/* Text: the last day, YYYY-MM-DD; NULL where nobody knows. */
#define CLIENTELA_HOLD_FIELD_UNTIL 6
/* Text: who ordered it, and can lift it. */
#define CLIENTELA_HOLD_FIELD_AUTHOR 7
/* Text: why; empty once the person was anonymized. */
#define CLIENTELA_HOLD_FIELD_REASON 8
/* Text: when it was lifted, YYYY-MM-DD, or NULL: it stands. */
#define CLIENTELA_HOLD_FIELD_LIFTED 9
/* Text: by whom, or NULL. */
#define CLIENTELA_HOLD_FIELD_LIFTED_BY 10
/* Text: why, or NULL. */
#define CLIENTELA_HOLD_FIELD_LIFTED_REASON 11

/* A number of a scan. */
typedef int32_t clientela_scan_field;
/* How many findings there are; 0: nothing of the person is left but what a law keeps and what
 * others have too. */
#define CLIENTELA_SCAN_FIELD_RESIDUES 0
/* How many columns were read. */
#define CLIENTELA_SCAN_FIELD_COLUMNS 1
/* How many bytes of files were read. */
#define CLIENTELA_SCAN_FIELD_BYTES 2
/* How many values were left out because somebody else, or the assortment, has them too. */
#define CLIENTELA_SCAN_FIELD_SHARED 3
/* How many values a law keeps; they are no findings. */
#define CLIENTELA_SCAN_FIELD_KEPT 4

/* A field of an anonymization that waits for an answer. */
typedef int32_t clientela_pending_erasure_field;
/* Number: its place among the erasures of the store; of the last one it is the cursor of the next
 * page. */
#define CLIENTELA_PENDING_ERASURE_FIELD_EPOCH 0
/* Text: the id of the person here. */
#define CLIENTELA_PENDING_ERASURE_FIELD_PERSON 1
/* Text: the id in the feeding system, or NULL. */
#define CLIENTELA_PENDING_ERASURE_FIELD_SOURCE_ID 2
/* Text: the customer number, or NULL. */
#define CLIENTELA_PENDING_ERASURE_FIELD_NUMBER 3
/* Number: when it was done, in milliseconds since 1970-01-01 UTC. */
#define CLIENTELA_PENDING_ERASURE_FIELD_AT 4
/* Whether the values are lost or sealed: CLIENTELA_ERASURE_MODE_... as number, its name as text. */
#define CLIENTELA_PENDING_ERASURE_FIELD_MODE 5
/* Text: the last day on which the system is waited for, YYYY-MM-DD. */
#define CLIENTELA_PENDING_ERASURE_FIELD_WAIT_UNTIL 6

/* A field of a document that was started. */
typedef int32_t clientela_started_field;
/* Text: its id, 36 characters. */
#define CLIENTELA_STARTED_FIELD_DOCUMENT 0
/* Text: what the operator should be told, as the code of its text: `complaint.customer_anonymized`;
 * NULL: nothing. */
#define CLIENTELA_STARTED_FIELD_NOTICE 1
/* Text: the same in the language of the till, in English where it has no texts; NULL: nothing. */
#define CLIENTELA_STARTED_FIELD_NOTICE_TEXT 2

/* -- Callback --------------------------------------------------------------------------------------
 * Callbacks: functions of the host that a call calls, on the thread of that call. A callback must
 * not raise, throw or jump out. It may read errors and use handles of its own; what the running
 * call uses, and any door, answers CLIENTELA_STATUS_IN_USE. It must not wait for another thread
 * that is in a call of the same store. `user_data` comes back as it was given; `drop_user_data`
 * frees it when it is no longer needed, also when the call fails; either may be NULL. */

/* Is told how far a long call has come. Any result but CLIENTELA_STATUS_OK cancels the call.
 *   user_data  as given with the callback
 *   done       how much is done
 *   total      of how much; 0 when that is not known */
typedef clientela_status (CLIENTELA_CALL *clientela_progress)(void *user_data, int64_t done, int64_t total);

/* Frees the host's data behind a callback.
 *   user_data  as given with the callback */
typedef void (CLIENTELA_CALL *clientela_drop_user_data)(void *user_data);

/* Tells what time it is. Any result but CLIENTELA_STATUS_OK says that it is not known.
 *   user_data           as given with the callback
 *   out_millis          the instant, in milliseconds since 1970 UTC
 *   out_offset_minutes  how far local time is from UTC, in minutes east */
typedef clientela_status (CLIENTELA_CALL *clientela_clock)(
    void *user_data,
    int64_t *out_millis,
    int32_t *out_offset_minutes);

/* -- History port ----------------------------------------------------------------------------------
 * The host's connection to the central system, asked for the documents of a customer where the
 * setting `history.source` says so. What it gives is shown and never stored. */

/* Fills in the documents that the central system knows of a customer; each names the customer, by
 * CLIENTELA_DOCUMENT_FIELD_CUSTOMER. Its answer is CLIENTELA_STATUS_OK;
 * CLIENTELA_STATUS_NOT_PERMITTED: it refused; CLIENTELA_STATUS_CANCELLED: somebody cancelled; any
 * other: the connection was lost. It may use the request and the documents.
 *   user_data  as given with the callback
 *   request    what is asked for; free it
 *   documents  where they are filled in; the library's, gone when the callback returns */
typedef clientela_status (CLIENTELA_CALL *clientela_history_port)(
    void *user_data,
    clientela_history_request request,
    clientela_documents documents);

/* -- News ------------------------------------------------------------------------------------------
 * News: that a record changed, where and how, but not what it holds. A desk follows what other
 * stations write; a host is told what this process writes. */

/* Is told what this process wrote. The walk is the library's: it is gone when the callback returns.
 * Any result but CLIENTELA_STATUS_OK ends the watch.
 *   user_data  as given with the callback
 *   news       what was written, before the first row */
typedef clientela_status (CLIENTELA_CALL *clientela_on_news)(void *user_data, clientela_news news);

/* -- Status ----------------------------------------------------------------------------------------
 * Statuses: what every call returns. Branch on them; the error object says the rest. */

/* The word for a status, such as `not_found`: for logs and tests. A number that is no status is
 * `unnamed`. The text is a constant: it is never freed and lives for ever.
 *   status  what a call returned */
CLIENTELA_API const char *CLIENTELA_CALL clientela_status_name(clientela_status status);

/* -- Library ---------------------------------------------------------------------------------------
 * The library itself: its version and what it holds. Compare both on load and refuse a mismatch. */

/* The version of the library that is loaded, such as `1.2.3`. The text is a constant: it is never
 * freed. */
CLIENTELA_API const char *CLIENTELA_CALL clientela_version(void);

/* The binary interface of the library that is loaded. Refuse to go on when it is not CLIENTELA_ABI. */
CLIENTELA_API int32_t CLIENTELA_CALL clientela_abi(void);

/* How many handles of this process are not freed: what is left at the end was forgotten. For tests;
 * leak checkers cannot see it, because the library still knows every one of them.
 *   out_count  the number of handles */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_library_handles(int64_t *out_count, clientela_error *out_error);

/* -- Error -----------------------------------------------------------------------------------------
 * Errors: what went wrong, without any personal data. A call stores one in its `out_error` when it
 * fails; free it. The functions of an error have no `out_error` of their own. */

/* The status that the failed call returned.
 *   error       the error
 *   out_status  one of the constants CLIENTELA_STATUS_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_status(clientela_error error, clientela_status *out_status);

/* The stable code of the message, such as `argument.null`: for words of your own. Others stand in
 * clientela_error_message.
 *   error     the error
 *   out_code  the code; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_code(
    clientela_error error,
    const char **out_code,
    size_t *out_code_len);

/* Code, field and arguments in one line of English, for logs. It holds no personal data.
 *   error     the error
 *   out_text  the line; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_text(
    clientela_error error,
    const char **out_text,
    size_t *out_text_len);

/* What is wrong, for a person to read: the field in front, and a line for each rule that is broken.
 * It holds no personal data. A fault that only a program can cause shows its code. A language that
 * has no texts is CLIENTELA_STATUS_INVALID.
 *   error     the error
 *   language  en, de, fr, it or pl; a tag such as de-AT counts by its first part
 *   out_text  the text; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_message(
    clientela_error error,
    const char *language,
    size_t language_len,
    const char **out_text,
    size_t *out_text_len);

/* The field that the error is about.
 *   error      the error
 *   out_field  the field's name, or NULL when it is about no field; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_field(
    clientela_error error,
    const char **out_field,
    size_t *out_field_len);

/* How many arguments the message has.
 *   error      the error
 *   out_count  the number of arguments */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_arg_count(clientela_error error, int32_t *out_count);

/* One argument of the message: its name, such as `max`, and its value, such as `100`. Where an
 * argument of the call was wrong, `argument` names it.
 *   error      the error
 *   index      which one, from 0
 *   out_name   the argument's name; lives until the error is freed
 *   out_value  the argument's value; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_arg(
    clientela_error error,
    int32_t index,
    const char **out_name,
    size_t *out_name_len,
    const char **out_value,
    size_t *out_value_len);

/* How many broken rules the error lists: all that were found, not only the first.
 *   error      the error
 *   out_count  the number of broken rules */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_violation_count(clientela_error error, int32_t *out_count);

/* One broken rule: which field, which of its occurrences, which rule. Never the value.
 *   error      the error
 *   index      which one, from 0
 *   out_field  the field's name; lives until the error is freed
 *   out_slot   the occurrence of a field that may occur several times; 0 is the first
 *   out_rule   the rule's stable code, such as `required`; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_violation(
    clientela_error error,
    int32_t index,
    const char **out_field,
    size_t *out_field_len,
    int32_t *out_slot,
    const char **out_rule,
    size_t *out_rule_len);

/* How many arguments a broken rule has.
 *   error      the error
 *   index      which broken rule, from 0
 *   out_count  the number of its arguments */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_violation_arg_count(clientela_error error, int32_t index, int32_t *out_count);

/* One argument of a broken rule: its name, such as `max`, and its value, such as `100`.
 *   error      the error
 *   index      which broken rule, from 0
 *   arg        which of its arguments, from 0
 *   out_name   the argument's name; lives until the error is freed
 *   out_value  the argument's value; lives until the error is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_violation_arg(
    clientela_error error,
    int32_t index,
    int32_t arg,
    const char **out_name,
    size_t *out_name_len,
    const char **out_value,
    size_t *out_value_len);

/* Whether the same call may simply be made again.
 *   error           the error
 *   out_repeatable  1 for yes, 0 for no */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_repeatable(clientela_error error, int32_t *out_repeatable);

/* The system's own number for the failure: an errno, or an extended result code of the database.
 *   error       the error
 *   out_number  the number; 0 when there is none */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_system(clientela_error error, int32_t *out_number);

/* Frees an error. Texts read from it are gone too. No error (0) is allowed.
 *   error  the error */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_error_free(clientela_error error);

/* -- Message ---------------------------------------------------------------------------------------
 * Messages: texts for people in English, German, French, Italian and Polish, by the code of an
 * error, a state or a field. An error has its own: clientela_error_message; its code, and that of a
 * broken rule, is the code of its text. Of a CLIENTELA_BLOCKER_REASON_... the word alone is the
 * code, such as open_order, with the argument `number`; of a CLIENTELA_MERGE_BLOCKER_... too, such
 * as other_kind. Every other code is a namespace and a word, such as consent_state.accepted or
 * right_name.edit_customers; the word is the end of the constant's name in small letters, and the
 * one that the noun's own functions give. It needs no store. The namespaces are
 * - action_reason: CLIENTELA_ACTION_REASON_...
 * - address_use: the values of CLIENTELA_FIELD_ADDRESS_USE
 * - asking_reason: CLIENTELA_ASKING_REASON_...
 * - authority: CLIENTELA_AUTHORITY_...
 * - booking_conflict: CLIENTELA_CONFLICT_KIND_...
 * - card_kind: the values of CLIENTELA_FIELD_CARD_KIND
 * - card_state: the values of CLIENTELA_FIELD_CARD_STATE
 * - channel: CLIENTELA_CHANNEL_...
 * - check_part: CLIENTELA_CHECK_PART_...
 * - comment_kind: the values of CLIENTELA_FIELD_COMMENT_KIND
 * - comment_pinned: the values of CLIENTELA_FIELD_COMMENT_PINNED
 * - comparison: CLIENTELA_COMPARISON_...
 * - comparison_level: CLIENTELA_COMPARISON_LEVEL_...
 * - confirmation_kind: CLIENTELA_CONFIRMATION_KIND_...
 * - consent_detail: CLIENTELA_CONSENT_DETAIL_...
 * - consent_event: CLIENTELA_EVENT_KIND_...
 * - consent_section: CLIENTELA_CONSENT_SECTION_...
 * - consent_state: CLIENTELA_CONSENT_STATE_...
 * - contact_reason: CLIENTELA_CONTACT_REASON_...
 * - date_order: the words of a mapping's `dates`
 * - definition_state: CLIENTELA_DEFINITION_STATE_...
 * - denial_ground: CLIENTELA_DENIAL_GROUND_...
 * - do_not_dun: the values of CLIENTELA_FIELD_DO_NOT_DUN
 * - document_kind: CLIENTELA_DOCUMENT_KIND_...
 * - document_state: CLIENTELA_DOCUMENT_STATE_...
 * - door: CLIENTELA_DOOR_...
 * - duplicate_decision: CLIENTELA_DUPLICATE_DECISION_...
 * - duplicates: the words of a mapping's `duplicates`
 * - email_use: the values of CLIENTELA_FIELD_EMAIL_USE
 * - entry: CLIENTELA_ENTRY_KIND_...
 * - erasure_action: CLIENTELA_ERASURE_ACTION_...
 * - erasure_answer: CLIENTELA_ERASURE_ANSWER_...
 * - erasure_mode: CLIENTELA_ERASURE_MODE_...
 * - erp_state: CLIENTELA_ERP_STATE_...
 * - evidence_grade: CLIENTELA_EVIDENCE_GRADE_...
 * - extension_reason: CLIENTELA_EXTENSION_REASON_...
 * - field: CLIENTELA_FIELD_..., and what else an error names as its field
 * - finding: CLIENTELA_FINDING_...
 * - ground: CLIENTELA_GROUND_...
 * - guardian: CLIENTELA_GUARDIAN_...
 * - has_account: the values of CLIENTELA_FIELD_HAS_ACCOUNT
 * - hidden: CLIENTELA_HIDDEN_...
 * - hold: CLIENTELA_HOLD_KIND_...
 * - how: CLIENTELA_HOW_...
 * - identity_proof: CLIENTELA_IDENTITY_PROOF_...
 * - insurance_status: the values of CLIENTELA_FIELD_INSURANCE_STATUS
 * - intent: CLIENTELA_INTENT_...
 * - keep: CLIENTELA_KEEP_...
 * - kind: the values of CLIENTELA_FIELD_KIND
 * - level: the words of CLIENTELA_SETTING_FIELD_LEVELS
 * - line_action: CLIENTELA_LINE_ACTION_...
 * - line_status: CLIENTELA_LINE_STATUS_...
 * - log_format: CLIENTELA_LOG_FORMAT_...
 * - method: CLIENTELA_METHOD_...
 * - occasion: CLIENTELA_OCCASION_...
 * - origin: CLIENTELA_ORIGIN_...
 * - outcome: CLIENTELA_OUTCOME_...
 * - page_format: CLIENTELA_PAGE_FORMAT_...
 * - person_format: CLIENTELA_PERSON_FORMAT_...
 * - phone_use: the values of CLIENTELA_FIELD_PHONE_USE
 * - program_kind: CLIENTELA_PROGRAM_KIND_...
 * - proof: what clientela_verify_proof finds: the ends of its codes
 * - purpose: CLIENTELA_PURPOSE_...
 * - purge_state: CLIENTELA_PURGE_STATE_...
 * - record_kind: CLIENTELA_RECORD_KIND_...
 * - reference_kind: CLIENTELA_REFERENCE_KIND_...
 * - remedy: CLIENTELA_CONTACT_REMEDY_...
 * - request_kind: CLIENTELA_REQUEST_KIND_...
 * - request_state: CLIENTELA_REQUEST_STATE_...
 * - retention_class: CLIENTELA_RETENTION_CLASS_...
 * - retention_data: CLIENTELA_RETENTION_DATA_...
 * - retention_stay: CLIENTELA_RETENTION_STAY_...
 * - restricted: the values of CLIENTELA_FIELD_RESTRICTED
 * - right_name: CLIENTELA_RIGHT_...
 * - role: the values of CLIENTELA_FIELD_ROLE
 * - scope: CLIENTELA_SCOPE_...
 * - section: CLIENTELA_SECTION_...
 * - setting: the keys of settings, CLIENTELA_SETTING_FIELD_KEY: their labels
 * - side: CLIENTELA_SIDE_...
 * - stage: CLIENTELA_STAGE_...
 * - status_meaning: CLIENTELA_MEANING_...
 * - storage_consent: CLIENTELA_STORAGE_CONSENT_...
 * - subject_state: CLIENTELA_SUBJECT_STATE_...
 * - turn: CLIENTELA_TURN_... */

/* Makes the message of a code. A code that has no text is CLIENTELA_STATUS_NOT_FOUND, a language
 * that has none CLIENTELA_STATUS_INVALID.
 *   code         the code, such as sign_in.locked or consent_state.accepted
 *   language     en, de, fr, it or pl; a tag such as de-AT counts by its first part
 *   out_message  the new message; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_message_new(
    const char *code,
    size_t code_len,
    const char *language,
    size_t language_len,
    clientela_message *out_message,
    clientela_error *out_error);

/* Sets an argument of the message. One that the text has no place for changes nothing.
 *   message  the message
 *   name     the argument's name, such as seconds
 *   value    its value, such as 60; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_message_set_arg(
    clientela_message message,
    const char *name,
    size_t name_len,
    const char *value,
    size_t value_len,
    clientela_error *out_error);

/* Reads the text, with the arguments in their places; one that was not set is shown as three dots
 * (U+2026).
 *   message   the message
 *   out_text  the text; lives until the message is freed, even when an argument is set anew */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_message_text(
    clientela_message message,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a message. Texts read from it are gone too. No message (0) is allowed.
 *   message  the message */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_message_free(clientela_message message);

/* -- Values ----------------------------------------------------------------------------------------
 * Customer values: a bag of texts by field and occurrence, to be filled in, checked and read. It
 * needs no store. A field that may occur several times has slots: the first e-mail address is slot
 * 0, the second slot 1; street, postal code, city, region and country of one address share a slot. */

/* Makes empty values.
 *   out_values  the new values; free them */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_new(clientela_values *out_values, clientela_error *out_error);

/* Sets one value. Empty text removes it. Nothing is checked yet.
 *   values  the values
 *   field   which field, CLIENTELA_FIELD_...
 *   slot    which occurrence, from 0
 *   text    the value; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_set_text(
    clientela_values values,
    clientela_field field,
    int32_t slot,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Reads one value.
 *   values    the values
 *   field     which field, CLIENTELA_FIELD_...
 *   slot      which occurrence, from 0
 *   out_text  the value, or NULL when there is none; lives until the values are freed, even when it
 *             is set anew */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_text(
    clientela_values values,
    clientela_field field,
    int32_t slot,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over all values, by field and slot.
 *   values       the values; they may be changed or freed during the walk, it keeps what it found
 *   out_entries  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_entries(
    clientela_values values,
    clientela_entries *out_entries,
    clientela_error *out_error);

/* Checks every value, and that what is required is there. When all is well the values are brought
 * into canonical form: edges trimmed, a country in capitals, the domain of an e-mail address in
 * lower case. Else the status is CLIENTELA_STATUS_INVALID, the error lists every broken rule, and
 * nothing is changed.
 *   values     the values
 *   described  whom they describe, CLIENTELA_DESCRIBED_...
 *   today      the day of the check, YYYY-MM-DD: nobody is born after it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_check(
    clientela_values values,
    clientela_described described,
    const char *today,
    size_t today_len,
    clientela_error *out_error);

/* Begins a walk over the values that the last check brought into another form.
 *   values       the values; they may be changed or freed during the walk, it keeps what it found
 *   out_entries  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_normalised(
    clientela_values values,
    clientela_entries *out_entries,
    clientela_error *out_error);

/* The name as a list or a document shows it: the company of a business, else first and last name.
 *   values    the values
 *   out_name  the name, or NULL when there is none; lives until the values are freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_name(
    clientela_values values,
    const char **out_name,
    size_t *out_name_len,
    clientela_error *out_error);

/* Frees values. Texts read from them are gone too. No values (0) are allowed.
 *   values  the values */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_free(clientela_values values);

/* Steps to the next value and reads it. CLIENTELA_STATUS_DONE: there is none.
 *   entries    the walk
 *   out_field  which field, CLIENTELA_FIELD_...
 *   out_slot   which occurrence, from 0
 *   out_text   the value; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_entries_next(
    clientela_entries entries,
    clientela_field *out_field,
    int32_t *out_slot,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   entries  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_entries_free(clientela_entries entries);

/* -- Clashes ---------------------------------------------------------------------------------------
 * Clashes: what two people changed differently at the same time, field by field: the value at which
 * both began, mine, and theirs. A name and an address are one thing each: they clash as a whole. */

/* Puts two edits of the same values together that began at the same state: what only one side
 * changed is taken. Where both changed a field, a name or an address differently, the result has
 * mine, and it is among the clashes.
 *   base         the values at which both began
 *   mine         the values as edited here
 *   theirs       the values as somebody else saved them in between
 *   out_values   the values put together; free them
 *   out_clashes  the walk over clashes, before its first; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_values_merge(
    clientela_values base,
    clientela_values mine,
    clientela_values theirs,
    clientela_values *out_values,
    clientela_clashes *out_clashes,
    clientela_error *out_error);

/* Steps to the next clash. CLIENTELA_STATUS_DONE: there is none.
 *   clashes     the walk
 *   out_field   which field, CLIENTELA_FIELD_...
 *   out_slot    which occurrence, from 0
 *   out_base    the value at which both began, or NULL; lives until the walk is freed
 *   out_mine    my value, or NULL; lives until the walk is freed
 *   out_theirs  the value that somebody else saved, or NULL; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_clashes_next(
    clientela_clashes clashes,
    clientela_field *out_field,
    int32_t *out_slot,
    const char **out_base,
    size_t *out_base_len,
    const char **out_mine,
    size_t *out_mine_len,
    const char **out_theirs,
    size_t *out_theirs_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   clashes  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_clashes_free(clientela_clashes clashes);

/* -- Texts -----------------------------------------------------------------------------------------
 * Walks over texts of one kind: ids of consent events, ids of persons, numbers of documents. */

/* Steps to the next text and reads it. CLIENTELA_STATUS_DONE: there is none.
 *   texts     the walk
 *   out_text  the text; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_texts_next(
    clientela_texts texts,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   texts  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_texts_free(clientela_texts texts);

/* -- Fields ----------------------------------------------------------------------------------------
 * Walks over fields: which data are missing. */

/* Steps to the next field. CLIENTELA_STATUS_DONE: there is none.
 *   fields     the walk
 *   out_field  which field, CLIENTELA_FIELD_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_fields_next(
    clientela_fields fields,
    clientela_field *out_field,
    clientela_error *out_error);

/* Frees a walk. No walk (0) is allowed.
 *   fields  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_fields_free(clientela_fields fields);

/* -- Phone -----------------------------------------------------------------------------------------
 * Phone numbers: the form in which they are dialled from abroad. It needs no store. */

/* The international form (ITU-T E.164) of a phone number as people wrote it: + and digits, without
 * an extension. The walk has one text, and none where the number cannot be dialled from abroad: a
 * service number such as 110, one without its area, one too long or too short for its country.
 *   number     the number, such as 030 23125060
 *   country    the country of the address, or the shop's, ISO 3166-1 alpha-2; numbers in national
 *              spelling are understood in DE, AT, CH, FR, IT and PL, numbers that begin with + or
 *              00 everywhere
 *   out_texts  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_phone_international(
    const char *number,
    size_t number_len,
    const char *country,
    size_t country_len,
    clientela_texts *out_texts,
    clientela_error *out_error);

/* -- Definition ------------------------------------------------------------------------------------
 * Definitions of consents: what is asked, for what, by which channel, in which words. They need no
 * store. */

/* Makes a draft of version 1.0, bound to no channel, valid without end.
 *   code            its code, the same for all its versions: 1 to 64 visible ASCII characters
 *                   without blanks
 *   purpose         what for, CLIENTELA_PURPOSE_...
 *   out_definition  the new definition; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definition_new(
    const char *code,
    size_t code_len,
    clientela_purpose purpose,
    clientela_definition *out_definition,
    clientela_error *out_error);

/* Sets a text. Empty text removes it.
 *   definition  the definition
 *   field       which field, CLIENTELA_DEFINITION_FIELD_...
 *   text        the text; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definition_set_text(
    clientela_definition definition,
    clientela_definition_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a number.
 *   definition  the definition
 *   field       which field, CLIENTELA_DEFINITION_FIELD_...
 *   number      the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definition_set_number(
    clientela_definition definition,
    clientela_definition_field field,
    int64_t number,
    clientela_error *out_error);

/* Adds the wording in one language.
 *   definition  the definition
 *   language    the language, ISO 639-1, such as `de`
 *   title       a short heading
 *   body        the full text the person agrees to */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definition_add_wording(
    clientela_definition definition,
    const char *language,
    size_t language_len,
    const char *title,
    size_t title_len,
    const char *body,
    size_t body_len,
    clientela_error *out_error);

/* Frees a definition. No definition (0) is allowed.
 *   definition  the definition */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definition_free(clientela_definition definition);

/* Makes an empty list of definitions.
 *   out_definitions  the new list; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definitions_new(
    clientela_definitions *out_definitions,
    clientela_error *out_error);

/* Adds a copy of a definition as it is now.
 *   definitions  the list
 *   definition   the definition; it may be changed or freed afterwards */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definitions_add(
    clientela_definitions definitions,
    clientela_definition definition,
    clientela_error *out_error);

/* Frees a list of definitions. No list (0) is allowed.
 *   definitions  the list */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_definitions_free(clientela_definitions definitions);

/* -- Signature -------------------------------------------------------------------------------------
 * Signatures: strokes of a pad, an image, or a digest that the host made. They need no store. Only
 * a digest is kept of one, bound to the event it was given for: to the very text and its language,
 * to operator, station and receipt. Whoever keeps the strokes or the image proves with them later
 * that they belong to the event. */

/* Begins a signature of strokes.
 *   out_signature  the new signature, without any stroke; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_new(
    clientela_signature *out_signature,
    clientela_error *out_error);

/* Begins a stroke: the pen goes down.
 *   signature  a signature of strokes */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_begin_stroke(clientela_signature signature, clientela_error *out_error);

/* Adds a point to the last stroke; without any one begins. At most 20,000 points:
 * CLIENTELA_STATUS_INVALID beyond.
 *   signature  a signature of strokes
 *   x          to the right, in the units of the pad
 *   y          downwards
 *   at         milliseconds since the signature began
 *   pressure   how hard the pen was pressed, 0 to 65535; -1 where the pad does not tell */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_add_point(
    clientela_signature signature,
    int32_t x,
    int32_t y,
    int64_t at,
    int32_t pressure,
    clientela_error *out_error);

/* Makes a signature of an image or a scan: its digest is the SHA-256 of the bytes.
 *   image          the bytes of the file, at most 4 MiB; they are not kept
 *   out_signature  the new signature; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_of_image(
    const uint8_t *image,
    size_t image_len,
    clientela_signature *out_signature,
    clientela_error *out_error);

/* Makes a signature of a digest that the host made, such as the SHA-256 of an image.
 *   digest         the digest
 *   out_signature  the new signature; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_of_digest(
    const uint8_t *digest,
    size_t digest_len,
    clientela_signature *out_signature,
    clientela_error *out_error);

/* Frees a signature. No signature (0) is allowed.
 *   signature  the signature */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_signature_free(clientela_signature signature);

/* -- Event -----------------------------------------------------------------------------------------
 * Consent events: what happened, by whom, when, and which events were known then. They need no
 * store. An event holds no personal data: a value it refers to is bound as a digest, SHA-256 over
 * 16 bytes of salt and the value. */

/* Makes an event about a version of a definition, spoken at a till, recorded as it happened, having
 * seen nothing.
 *   definition  the definition as it was asked; it is copied
 *   id          the event's id, a UUID of 36 characters
 *   subject     the id of the person, a UUID of 36 characters
 *   kind        what happened, CLIENTELA_EVENT_KIND_...
 *   authority   who stands behind it, CLIENTELA_AUTHORITY_...
 *   at          when it happened, in milliseconds since 1970 UTC
 *   out_event   the new event; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_new(
    clientela_definition definition,
    const char *id,
    size_t id_len,
    const char *subject,
    size_t subject_len,
    clientela_event_kind kind,
    clientela_authority authority,
    int64_t at,
    clientela_event *out_event,
    clientela_error *out_error);

/* Sets a text. Empty text removes it.
 *   event  the event
 *   field  which field, CLIENTELA_EVENT_FIELD_...
 *   text   the text; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_set_text(
    clientela_event event,
    clientela_event_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a number.
 *   event   the event
 *   field   which field, CLIENTELA_EVENT_FIELD_...
 *   number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_set_number(
    clientela_event event,
    clientela_event_field field,
    int64_t number,
    clientela_error *out_error);

/* Sets a digest.
 *   event   the event
 *   field   which field, CLIENTELA_EVENT_FIELD_WORDING or CLIENTELA_EVENT_FIELD_EVIDENCE
 *   digest  the digest, SHA-256 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_set_digest(
    clientela_event event,
    clientela_event_field field,
    const uint8_t *digest,
    size_t digest_len,
    clientela_error *out_error);

/* Binds the event to a value without holding it.
 *   event  the event
 *   field  which field, CLIENTELA_EVENT_FIELD_REFERENCE or CLIENTELA_EVENT_FIELD_ADDRESS
 *   value  the value, in the canonical form that clientela_values_check gives
 *   salt   bytes made by chance for this event */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_bind(
    clientela_event event,
    clientela_event_field field,
    const char *value,
    size_t value_len,
    const uint8_t *salt,
    size_t salt_len,
    clientela_error *out_error);

/* Binds the event to a value by the digest that was kept of it.
 *   event   the event
 *   field   which field, CLIENTELA_EVENT_FIELD_REFERENCE or CLIENTELA_EVENT_FIELD_ADDRESS
 *   digest  SHA-256 over salt and value
 *   salt    the salt; may be NULL: it was erased */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_bind_digest(
    clientela_event event,
    clientela_event_field field,
    const uint8_t *digest,
    size_t digest_len,
    const uint8_t *salt,
    size_t salt_len,
    clientela_error *out_error);

/* Names an event that was known as one of the last when this one was recorded.
 *   event  the event
 *   seen   the id of the other, a UUID of 36 characters */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_see(
    clientela_event event,
    const char *seen,
    size_t seen_len,
    clientela_error *out_error);

/* Signs the event: its digest of the signature is bound to everything else that it says. Set all of
 * that before; what is changed afterwards makes that the signature does not belong to it.
 *   event      the event
 *   signature  the signature; it may be freed or used again */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_sign(
    clientela_event event,
    clientela_signature signature,
    clientela_error *out_error);

/* Tells whether the event was signed with a signature: how it is proven later that a signature
 * which was kept belongs to it.
 *   event        the event
 *   signature    the signature
 *   out_belongs  1 when it belongs to the event, else 0 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_signed_by(
    clientela_event event,
    clientela_signature signature,
    int32_t *out_belongs,
    clientela_error *out_error);

/* Tells how well the event is proven.
 *   event      the event
 *   out_grade  CLIENTELA_EVIDENCE_GRADE_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_grade(
    clientela_event event,
    clientela_evidence_grade *out_grade,
    clientela_error *out_error);

/* Frees an event. No event (0) is allowed.
 *   event  the event */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_event_free(clientela_event event);

/* Makes an empty list of events.
 *   out_events  the new list; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_events_new(clientela_events *out_events, clientela_error *out_error);

/* Adds a copy of an event as it is now.
 *   events  the list
 *   event   the event; it may be changed or freed afterwards */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_events_add(
    clientela_events events,
    clientela_event event,
    clientela_error *out_error);

/* Frees a list of events. No list (0) is allowed.
 *   events  the list */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_events_free(clientela_events events);

/* -- Standing --------------------------------------------------------------------------------------
 * What stands for one definition and one person, derived from all that happened. Clocks never
 * decide which event counts: only which event has seen which does. */

/* Derives what stands for a definition. Events about other definitions are passed over.
 *   events        all events of the person, in any order
 *   definition    the definition
 *   now           now, in milliseconds since 1970 UTC
 *   out_standing  what stands; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_events_standing(
    clientela_events events,
    clientela_definition definition,
    int64_t now,
    clientela_standing *out_standing,
    clientela_error *out_error);

/* Reads a number.
 *   standing    what stands
 *   field       which field, CLIENTELA_STANDING_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_standing_number(
    clientela_standing standing,
    clientela_standing_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text.
 *   standing  what stands
 *   field     which field, CLIENTELA_STANDING_FIELD_...
 *   out_text  the text; lives until what stands is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_standing_text(
    clientela_standing standing,
    clientela_standing_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over the ids of the events that it rests on.
 *   standing      what stands; it may be freed during the walk
 *   out_evidence  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_standing_evidence(
    clientela_standing standing,
    clientela_texts *out_evidence,
    clientela_error *out_error);

/* Begins a walk over the ids of the last events: a new event names these as seen.
 *   standing   what stands; it may be freed during the walk
 *   out_heads  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_standing_heads(
    clientela_standing standing,
    clientela_texts *out_heads,
    clientela_error *out_error);

/* Frees what stands. Texts read from it are gone too. None (0) is allowed.
 *   standing  what stands */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_standing_free(clientela_standing standing);

/* -- Act -------------------------------------------------------------------------------------------
 * What somebody wants to record about a consent, and whether it may be recorded. Denials always
 * may, from any source. */

/* Makes an act without evidence, reason and channel data, about one definition only.
 *   intent     what is to be recorded, CLIENTELA_INTENT_...
 *   authority  who stands behind it, CLIENTELA_AUTHORITY_...; staff relaying the customer's words
 *              write as the subject
 *   method     how, CLIENTELA_METHOD_...
 *   out_act    the new act; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_act_new(
    clientela_intent intent,
    clientela_authority authority,
    clientela_method method,
    clientela_act *out_act,
    clientela_error *out_error);

/* Sets a number.
 *   act     the act
 *   field   which field, CLIENTELA_ACT_FIELD_...
 *   number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_act_set_number(
    clientela_act act,
    clientela_act_field field,
    int64_t number,
    clientela_error *out_error);

/* Decides what an act writes over what stands. The host stores the event. CLIENTELA_STATUS_DONE:
 * nothing is to be stored, it would change nothing. An error says which rule forbids it.
 *   act             what is to be recorded
 *   definition      the definition, in the version that is asked now
 *   events          all events of the person, in any order
 *   now             now, in milliseconds since 1970 UTC
 *   offset_minutes  how far the branch's time is east of UTC
 *   out_kind        the kind of the event to store, CLIENTELA_EVENT_KIND_...
 *   out_seen        a walk over the ids of the events that it has seen; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_act_write(
    clientela_act act,
    clientela_definition definition,
    clientela_events events,
    int64_t now,
    int32_t offset_minutes,
    clientela_event_kind *out_kind,
    clientela_texts *out_seen,
    clientela_error *out_error);

/* Frees an act. No act (0) is allowed.
 *   act  the act */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_act_free(clientela_act act);

/* -- Question --------------------------------------------------------------------------------------
 * May we contact? One question with all that is known about the person. Whatever is unknown means
 * no. */

/* Makes a question about a person whose data are neither restricted nor erased, with no address
 * yet.
 *   purpose         what for, CLIENTELA_PURPOSE_...
 *   channel         by which channel, CLIENTELA_CHANNEL_...; NONE asks about use without contact
 *   now             now, in milliseconds since 1970 UTC
 *   offset_minutes  how far the branch's time is east of UTC
 *   out_question    the new question; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_new(
    clientela_purpose purpose,
    clientela_channel channel,
    int64_t now,
    int32_t offset_minutes,
    clientela_question *out_question,
    clientela_error *out_error);

/* Asks about one definition only, instead of all of the purpose and channel, of which the least
 * permissive decides.
 *   question  the question
 *   code      the definition's code */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_set_definition(
    clientela_question question,
    const char *code,
    size_t code_len,
    clientela_error *out_error);

/* Sets a number.
 *   question  the question
 *   field     which field, CLIENTELA_QUESTION_FIELD_...
 *   number    the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_set_number(
    clientela_question question,
    clientela_question_field field,
    int64_t number,
    clientela_error *out_error);

/* Adds an address or number of the channel.
 *   question  the question
 *   value     the address or number, in the form in which consents were bound to it
 *   bounced   1 when what was sent there came back, else 0 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_add_value(
    clientela_question question,
    const char *value,
    size_t value_len,
    int32_t bounced,
    clientela_error *out_error);

/* Says when the person was born.
 *   question  the question
 *   day       the day of birth, YYYY-MM-DD */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_set_birthday(
    clientela_question question,
    const char *day,
    size_t day_len,
    clientela_error *out_error);

/* Adds a country that the person lives in. Grounds of a country apply where it is the only one; of
 * several the highest age counts.
 *   question  the question
 *   country   the country, ISO 3166-1 alpha-2, such as `DE` */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_add_country(
    clientela_question question,
    const char *country,
    size_t country_len,
    clientela_error *out_error);

/* Adds a ground that is used. Without any only consent allows contact.
 *   question  the question
 *   ground    the ground, CLIENTELA_GROUND_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_add_ground(
    clientela_question question,
    clientela_ground ground,
    clientela_error *out_error);

/* Adds a phone number that the country's opposition register was asked about and does not list.
 *   question  the question
 *   number    the number, as it is among the channel's values */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_add_unlisted(
    clientela_question question,
    const char *number,
    size_t number_len,
    clientela_error *out_error);

/* Adds somebody who decides for the person.
 *   question  the question
 *   guardian  the guardian's id, a UUID of 36 characters
 *   ground    on what ground, CLIENTELA_GUARDIAN_...
 *   scope     for what: `all`, purposes or codes of definitions, a blank between two
 *   from      the first day, YYYY-MM-DD; may be NULL
 *   until     the last day, YYYY-MM-DD; may be NULL */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_add_guardian(
    clientela_question question,
    const char *guardian,
    size_t guardian_len,
    clientela_guardian ground,
    const char *scope,
    size_t scope_len,
    const char *from,
    size_t from_len,
    const char *until,
    size_t until_len,
    clientela_error *out_error);

/* Asks whether the person may be contacted. Looked at in this order: the person's data, a
 * definition in force, objections, the channel's data, what stands, the signature, the definitions
 * above, the guardian.
 *   question     the question
 *   definitions  all versions of all definitions; those above are looked up here too
 *   events       all events of the person, in any order
 *   out_answer   the answer; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_may_contact(
    clientela_question question,
    clientela_definitions definitions,
    clientela_events events,
    clientela_answer *out_answer,
    clientela_error *out_error);

/* Frees a question. No question (0) is allowed.
 *   question  the question */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_question_free(clientela_question question);

/* -- Answer ----------------------------------------------------------------------------------------
 * The answer whether somebody may be contacted: with its reason, its proof and what would change
 * it. */

/* Reads a number.
 *   answer      the answer
 *   field       which field, CLIENTELA_ANSWER_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_answer_number(
    clientela_answer answer,
    clientela_answer_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text.
 *   answer    the answer
 *   field     which field, CLIENTELA_ANSWER_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the answer is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_answer_text(
    clientela_answer answer,
    clientela_answer_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over the ids of the events that it rests on.
 *   answer        the answer; it may be freed during the walk
 *   out_evidence  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_answer_evidence(
    clientela_answer answer,
    clientela_texts *out_evidence,
    clientela_error *out_error);

/* Frees an answer. Texts read from it are gone too. No answer (0) is allowed.
 *   answer  the answer */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_answer_free(clientela_answer answer);

/* -- Situation -------------------------------------------------------------------------------------
 * What to ask somebody whose events and data lie in a database of your own: the policy of the
 * desks, without a store. Settings are those of the table of settings by their keys; what is not
 * set has its default. */

/* Makes a situation of somebody whose data are neither restricted nor erased, with every setting at
 * its default and texts in English.
 *   occasion        on which occasion, CLIENTELA_OCCASION_...
 *   now             now, in milliseconds since 1970 UTC
 *   offset_minutes  how far the branch's time is east of UTC
 *   out_situation   the new situation; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_situation_new(
    clientela_occasion occasion,
    int64_t now,
    int32_t offset_minutes,
    clientela_situation *out_situation,
    clientela_error *out_error);

/* Sets a setting: `asking....`, `advertising....`, `missing....`, `consents.shown`,
 * `consents.unsigned_allowed`, `consents.deciding_age`, `consents.unknown_birthday`. Others are of
 * no meaning here.
 *   situation  the situation
 *   key        the setting's key
 *   value      its value as text */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_situation_set_setting(
    clientela_situation situation,
    const char *key,
    size_t key_len,
    const char *value,
    size_t value_len,
    clientela_error *out_error);

/* Sets the language in which the texts are wanted.
 *   situation  the situation
 *   language   ISO 639-1, such as `de` */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_situation_set_language(
    clientela_situation situation,
    const char *language,
    size_t language_len,
    clientela_error *out_error);

/* Sets the life of the person's data.
 *   situation      the situation
 *   subject_state  CLIENTELA_SUBJECT_STATE_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_situation_set_subject_state(
    clientela_situation situation,
    clientela_subject_state subject_state,
    clientela_error *out_error);

/* Says what to ask this person, and why; what is not asked, and why not. There is one dialog a day
 * at most, at whichever till: whether and when somebody was asked follows from the events. Whether
 * the person decides or a guardian follows from their birthday and countries, and from the events:
 * who has no birthday and for whom a guardian answered is taken for a minor.
 *   situation    the situation
 *   definitions  all versions of all definitions
 *   events       all events of the person, of every till, in any order
 *   values       the person's present data
 *   out_dialog   the dialog; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_to_ask(
    clientela_situation situation,
    clientela_definitions definitions,
    clientela_events events,
    clientela_values values,
    clientela_dialog *out_dialog,
    clientela_error *out_error);

/* Frees a situation. No situation (0) is allowed.
 *   situation  the situation */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_situation_free(clientela_situation situation);

/* -- Dialog ----------------------------------------------------------------------------------------
 * A dialog: what to ask a customer, in order, and what not to, each with its reason; a screen can
 * show it as it is. Show the items of CLIENTELA_TURN_NOW; those of CLIENTELA_TURN_THEN follow in
 * the same dialog once what they wait for was agreed to, and are not offered before. Reasons and
 * choices have texts: the messages asking_reason and intent. */

/* Reads a number of the dialog as a whole.
 *   dialog      the dialog
 *   field       which field, CLIENTELA_DIALOG_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_number(
    clientela_dialog dialog,
    clientela_dialog_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the dialog as a whole.
 *   dialog    the dialog
 *   field     which field, CLIENTELA_DIALOG_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the dialog is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_text(
    clientela_dialog dialog,
    clientela_dialog_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over the codes of the e-mail advertising that may be withdrawn in this dialog:
 * where the setting `missing.withdraw_email` is on, clientela_desk_withdraw_email_advertising
 * withdraws all of it.
 *   dialog            the dialog; it may be freed during the walk
 *   out_withdrawable  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_withdrawable(
    clientela_dialog dialog,
    clientela_texts *out_withdrawable,
    clientela_error *out_error);

/* Begins a walk over the items of one turn, in the order in which they are shown.
 *   dialog            the dialog; it may be freed during the walk
 *   turn              which turn, CLIENTELA_TURN_...
 *   out_dialog_items  the walk, before its first item; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_begin_items(
    clientela_dialog dialog,
    clientela_turn turn,
    clientela_dialog_items *out_dialog_items,
    clientela_error *out_error);

/* Frees a dialog. Texts read from it are gone too. No dialog (0) is allowed.
 *   dialog  the dialog */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_free(clientela_dialog dialog);

/* -- Dialog items ----------------------------------------------------------------------------------
 * The items of a dialog, one by one, with the missing data and the choices of each. */

/* Steps to the next item. CLIENTELA_STATUS_DONE: there is none.
 *   dialog_items  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_next(
    clientela_dialog_items dialog_items,
    clientela_error *out_error);

/* Reads a number of the present item.
 *   dialog_items  the walk
 *   field         which field, CLIENTELA_DIALOG_ITEM_FIELD_...
 *   out_number    the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_number(
    clientela_dialog_items dialog_items,
    clientela_dialog_item_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the present item.
 *   dialog_items  the walk
 *   field         which field, CLIENTELA_DIALOG_ITEM_FIELD_...
 *   out_text      the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_text(
    clientela_dialog_items dialog_items,
    clientela_dialog_item_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over the missing data of the present item: of a consent those without which nobody
 * can agree.
 *   dialog_items  the walk; it may be freed during the other
 *   out_fields    the walk over the fields, before its first; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_fields(
    clientela_dialog_items dialog_items,
    clientela_fields *out_fields,
    clientela_error *out_error);

/* Begins a walk over what the person may answer to the present item, in the order of buttons. There
 * is none where it is not asked. Data are answered by saving them; CLIENTELA_INTENT_DEFER is "not
 * now" and stands for clientela_desk_dialog_closed.
 *   dialog_items        the walk; it may be freed during the other
 *   out_dialog_choices  the walk over the choices, before its first; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_choices(
    clientela_dialog_items dialog_items,
    clientela_dialog_choices *out_dialog_choices,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   dialog_items  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_items_free(clientela_dialog_items dialog_items);

/* Steps to the next choice. CLIENTELA_STATUS_DONE: there is none.
 *   dialog_choices  the walk
 *   out_intent      what is recorded when it is chosen, CLIENTELA_INTENT_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_choices_next(
    clientela_dialog_choices dialog_choices,
    clientela_intent *out_intent,
    clientela_error *out_error);

/* Frees a walk. No walk (0) is allowed.
 *   dialog_choices  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_dialog_choices_free(clientela_dialog_choices dialog_choices);

/* -- Proof -----------------------------------------------------------------------------------------
 * Proofs of consent events, verified without the store that made them: a document, and heads of the
 * journal that were kept elsewhere. Whoever changed a byte of it, or wrote it anew with all its
 * digests, does not come to those heads. */

/* Verifies a proof and begins a walk over the events that it proves, by their ids. Each chain of
 * the proof must end at one of the heads. CLIENTELA_STATUS_INVALID: nothing is proven, and the code
 * of the error says why: proof.malformed, the document is none; proof.commitment, a disclosed
 * reference or address is not the one that was bound; proof.event, an event, its wording, its
 * signature or its entry was changed; proof.chain, a part of a chain is missing; proof.unanchored,
 * no head is given at which a chain ends; proof.anchor, a chain is another one than was kept;
 * heads.malformed, the heads are none. That a person said nothing else is not proven.
 *   proof       the document, UTF-8, as `clientela_desk_consent_proof` wrote it
 *   heads       the heads, as `clientela_engine_export_heads` wrote them once and somebody else
 *               kept them
 *   out_proven  the walk, before its first event; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_verify_proof(
    const uint8_t *proof,
    size_t proof_len,
    const char *heads,
    size_t heads_len,
    clientela_proven *out_proven,
    clientela_error *out_error);

/* Steps to the next proven event. CLIENTELA_STATUS_DONE: there is none.
 *   proven  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proven_next(clientela_proven proven, clientela_error *out_error);

/* Reads a text of the present event.
 *   proven    the walk
 *   field     which field, CLIENTELA_EVENT_FIELD_...; REFERENCE and ADDRESS are there where they
 *             were disclosed
 *   out_text  the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proven_text(
    clientela_proven proven,
    clientela_event_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present event.
 *   proven      the walk
 *   field       which field, CLIENTELA_EVENT_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proven_number(
    clientela_proven proven,
    clientela_event_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Tells whether the present event was signed with a signature that somebody kept.
 *   proven       the walk
 *   signature    the signature
 *   out_belongs  1 when it belongs to the event, else 0 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proven_signed_by(
    clientela_proven proven,
    clientela_signature signature,
    int32_t *out_belongs,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   proven  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proven_free(clientela_proven proven);

/* -- Document list ---------------------------------------------------------------------------------
 * Documents of one customer, to be made into a history or looked at by the plan of an
 * anonymization. They need no store. A document is begun and filled in, then its lines are; what is
 * set belongs to the document, and the line, begun last. */

/* Makes an empty list of documents.
 *   out_documents  the new list; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_new(
    clientela_documents *out_documents,
    clientela_error *out_error);

/* Begins a document: what is set from now on belongs to it.
 *   documents  the list
 *   id         its id, a UUID of 36 characters
 *   kind       its kind, CLIENTELA_DOCUMENT_KIND_...
 *   state      where it stands, CLIENTELA_DOCUMENT_STATE_...
 *   number     its number, unique per kind
 *   created    when it was created, in milliseconds since 1970 UTC
 *   currency   the currency of its amounts, ISO 4217 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_begin(
    clientela_documents documents,
    const char *id,
    size_t id_len,
    clientela_document_kind kind,
    clientela_document_state state,
    const char *number,
    size_t number_len,
    int64_t created,
    const char *currency,
    size_t currency_len,
    clientela_error *out_error);

/* Sets a text of the document begun last. Empty text removes it.
 *   documents  the list
 *   field      which field, CLIENTELA_DOCUMENT_FIELD_... from ISSUER to BARCODE
 *   text       the text; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_text(
    clientela_documents documents,
    clientela_document_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a number of the document begun last.
 *   documents  the list
 *   field      which field: CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, TOTAL, SOURCE_KIND, NET or
 *              ROUNDING
 *   number     the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_number(
    clientela_documents documents,
    clientela_document_field field,
    int64_t number,
    clientela_error *out_error);

/* Sets name and address, as issued, of the document begun last. Empty text removes it.
 *   documents  the list
 *   field      which field, CLIENTELA_FIELD_ADDRESSEE_...
 *   text       the text; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_addressee(
    clientela_documents documents,
    clientela_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets the signed payload of the document begun last. It is never read.
 *   documents  the list
 *   payload    the bytes; they are copied
 *   ground     the law or contract that demands keeping it; empty: it goes with the person
 *   until      the last day on which it is kept, YYYY-MM-DD; without a ground it is not looked at */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_payload(
    clientela_documents documents,
    const uint8_t *payload,
    size_t payload_len,
    const char *ground,
    size_t ground_len,
    const char *until,
    size_t until_len,
    clientela_error *out_error);

/* Frees a list of documents. No list (0) is allowed.
 *   documents  the list */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_free(clientela_documents documents);

/* -- Document list lines ---------------------------------------------------------------------------
 * The lines of documents that are being filled in. Prices are gross and of a single unit, in
 * ten-thousandths of a minor unit; quantities are thousandths of a piece, negative on a correction
 * that takes goods back. */

/* Begins a line of the document begun last: what is set for a line from now on belongs to it. At
 * first its quantity is 0.
 *   documents  the list
 *   number     its number, from 1 within the document */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_begin_line(
    clientela_documents documents,
    int32_t number,
    clientela_error *out_error);

/* Sets a text of the line begun last.
 *   documents  the list
 *   field      which field: CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, ITEM_NAME, EAN or
 *              SERIAL_NUMBER
 *   text       the text; it is copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_line_text(
    clientela_documents documents,
    clientela_document_line_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a number of the line begun last.
 *   documents  the list
 *   field      which field: CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, DEFECTIVE, AMOUNT, TAX_RATE,
 *              one of the prices, or, when its source was set, SOURCE_KIND
 *   number     the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_line_number(
    clientela_documents documents,
    clientela_document_line_field field,
    int64_t number,
    clientela_error *out_error);

/* Takes so much off the regular price of the line begun last, which is set before: discount and
 * final price follow from it.
 *   documents  the list
 *   rate       hundredths of a percent, 0 to 10000 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_line_discount_rate(
    clientela_documents documents,
    int32_t rate,
    clientela_error *out_error);

/* Says which line of another document the line begun last corrects, complains about or was made
 * from.
 *   documents  the list
 *   document   the other document's number
 *   line       the line's number in it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_line_source(
    clientela_documents documents,
    const char *document,
    size_t document_len,
    int32_t line,
    clientela_error *out_error);

/* Says to which bundle or set the line begun last belongs. Lines of one bundle have the same
 * number.
 *   documents  the list
 *   number     the bundle's number, from 1 within the document; 0: it belongs to none
 *   name       its name, as sold */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_set_line_bundle(
    clientela_documents documents,
    int32_t number,
    const char *name,
    size_t name_len,
    clientela_error *out_error);

/* Adds a property or attribute to the line begun last.
 *   documents  the list
 *   name       its name, such as `size`
 *   value      its value, such as `42`
 *   attribute  1 for an attribute of the item (brand, genre), 0 for a property of this piece (size,
 *              reference number) */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_add_property(
    clientela_documents documents,
    const char *name,
    size_t name_len,
    const char *value,
    size_t value_len,
    int32_t attribute,
    clientela_error *out_error);

/* -- Prices ----------------------------------------------------------------------------------------
 * Prices of a document that is being filled in: gross and of a single unit, in ten-thousandths of a
 * minor unit, with amounts that add up to the total. No store is needed. */

/* Prices the lines of the document begun last; the document stays as it is. When
 * CLIENTELA_DOCUMENT_FIELD_NET is 1 its prices and amounts are net and every line needs its rate of
 * tax; else they are gross. An amount that was set stays, and the final price follows from it (3
 * for 10.00). CLIENTELA_STATUS_INVALID: a rate is missing, or an amount is too large.
 *   documents   the list
 *   out_prices  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_price(
    clientela_documents documents,
    clientela_prices *out_prices,
    clientela_error *out_error);

/* Gives the gross total in minor units: the sum of the lines' amounts, without cash rounding.
 *   prices     the walk
 *   out_total  the total */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_total(
    clientela_prices prices,
    int64_t *out_total,
    clientela_error *out_error);

/* Gives what cash rounding adds to the total, or takes off it, in minor units. It is no part of the
 * total.
 *   prices        the walk
 *   step          the smallest coin in minor units, such as 5 for 0.05; 1: nothing is rounded
 *   out_rounding  what is added */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_cash_rounding(
    clientela_prices prices,
    int32_t step,
    int64_t *out_rounding,
    clientela_error *out_error);

/* Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
 *   prices  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_next(clientela_prices prices, clientela_error *out_error);

/* Reads a number of the present line.
 *   prices      the walk
 *   field       which field, CLIENTELA_PRICE_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_number(
    clientela_prices prices,
    clientela_price_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over what each rate of tax comes to, lowest first. Lines whose rate is not known
 * are in none.
 *   prices     the walk over lines
 *   out_taxes  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_taxes(
    clientela_prices prices,
    clientela_taxes *out_taxes,
    clientela_error *out_error);

/* Steps to the next rate. CLIENTELA_STATUS_DONE: there is none.
 *   taxes  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_taxes_next(clientela_taxes taxes, clientela_error *out_error);

/* Reads a number of the present rate.
 *   taxes       the walk
 *   field       which field, CLIENTELA_TAX_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_taxes_number(
    clientela_taxes taxes,
    clientela_tax_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk over rates. No walk (0) is allowed.
 *   taxes  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_taxes_free(clientela_taxes taxes);

/* Frees a walk over priced lines. No walk (0) is allowed.
 *   prices  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_prices_free(clientela_prices prices);

/* -- Document --------------------------------------------------------------------------------------
 * A document with its lines, as it stood when the handle was given: of a store, or of a preview. Of
 * an anonymized customer it shows no personal data. */

/* Reads a text.
 *   document  the document
 *   field     which field, CLIENTELA_DOCUMENT_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the document is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_text(
    clientela_document document,
    clientela_document_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number.
 *   document    the document
 *   field       which field, CLIENTELA_DOCUMENT_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_number(
    clientela_document document,
    clientela_document_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads name and address as issued.
 *   document  the document
 *   field     which field, CLIENTELA_FIELD_ADDRESSEE_...
 *   out_text  the text, or NULL when there is none: the customer is undefined; lives until the
 *             document is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_addressee(
    clientela_document document,
    clientela_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Gives the signed payload to the byte.
 *   document     the document
 *   out_payload  the bytes, or NULL when there are none; they live until the document is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_payload(
    clientela_document document,
    const uint8_t **out_payload,
    size_t *out_payload_len,
    clientela_error *out_error);

/* Begins a walk over the lines.
 *   document            the document
 *   out_document_lines  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_begin_lines(
    clientela_document document,
    clientela_document_lines *out_document_lines,
    clientela_error *out_error);

/* Frees a document. Texts read from it are gone too. No document (0) is allowed.
 *   document  the document */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_free(clientela_document document);

/* -- Document lines --------------------------------------------------------------------------------
 * The lines of a document. Prices are gross and of a single unit, in ten-thousandths of a minor
 * unit; quantities are thousandths of a piece, negative on a correction that takes goods back. */

/* Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
 *   document_lines  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_lines_next(
    clientela_document_lines document_lines,
    clientela_error *out_error);

/* Reads a text of the present line.
 *   document_lines  the walk
 *   field           which field, CLIENTELA_DOCUMENT_LINE_FIELD_...
 *   out_text        the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_lines_text(
    clientela_document_lines document_lines,
    clientela_document_line_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present line.
 *   document_lines  the walk
 *   field           which field, CLIENTELA_DOCUMENT_LINE_FIELD_...
 *   out_number      the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_lines_number(
    clientela_document_lines document_lines,
    clientela_document_line_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the properties (size, reference number) and attributes (brand, genre) of the
 * present line.
 *   document_lines  the walk over lines
 *   out_properties  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_lines_properties(
    clientela_document_lines document_lines,
    clientela_properties *out_properties,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   document_lines  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_lines_free(clientela_document_lines document_lines);

/* -- Document links --------------------------------------------------------------------------------
 * What a document was made from, and what was made from it. Nothing in it says anything about a
 * person. */

/* Steps to the next document. CLIENTELA_STATUS_DONE: there is none.
 *   document_links  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_links_next(
    clientela_document_links document_links,
    clientela_error *out_error);

/* Reads a text of the present document.
 *   document_links  the walk
 *   field           which field, CLIENTELA_DOCUMENT_LINK_FIELD_...
 *   out_text        the text; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_links_text(
    clientela_document_links document_links,
    clientela_document_link_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present document.
 *   document_links  the walk
 *   field           which field, CLIENTELA_DOCUMENT_LINK_FIELD_...
 *   out_number      the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_links_number(
    clientela_document_links document_links,
    clientela_document_link_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   document_links  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_links_free(clientela_document_links document_links);

/* -- Preview ---------------------------------------------------------------------------------------
 * A whole document as it is printed: its header, its lines with bundles and sets grouped, what each
 * rate of tax comes to, what is paid, and a page of HTML that needs nothing from elsewhere and runs
 * nothing. The signed payload is never in it, and of an anonymized customer nothing personal. A
 * host with documents of its own needs no store. */

/* Gives the document begun last as it is printed. What it is linked to is looked for among the
 * documents of the list. In English, until a page names its language.
 *   documents       the list; it may be freed afterwards
 *   offset_minutes  how far the branch's time is from UTC, in minutes east, at most 24 hours
 *   out_preview     the preview; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_documents_preview(
    clientela_documents documents,
    int32_t offset_minutes,
    clientela_preview *out_preview,
    clientela_error *out_error);

/* Reads a number.
 *   preview     the preview
 *   field       which field, CLIENTELA_PREVIEW_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_number(
    clientela_preview preview,
    clientela_preview_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text.
 *   preview   the preview
 *   field     which field, CLIENTELA_PREVIEW_FIELD_...
 *   out_text  the text; lives until the preview is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_text(
    clientela_preview preview,
    clientela_preview_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Gives the document itself: header, name and address as issued, and its lines in their own order.
 * It has no payload.
 *   preview       the preview; it may be freed afterwards
 *   out_document  the document; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_document(
    clientela_preview preview,
    clientela_document *out_document,
    clientela_error *out_error);

/* Begins a walk over what it was made from, then over what was made from it.
 *   preview             the preview; it may be freed afterwards
 *   out_document_links  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_links(
    clientela_preview preview,
    clientela_document_links *out_document_links,
    clientela_error *out_error);

/* Begins a walk over what each rate of tax comes to, lowest first. Lines whose rate is not known
 * are in none.
 *   preview    the preview; it may be freed afterwards
 *   out_taxes  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_taxes(
    clientela_preview preview,
    clientela_taxes *out_taxes,
    clientela_error *out_error);

/* Begins a walk over the groups: bundles and sets, and lines that stand alone, each where its first
 * line stands.
 *   preview             the preview; it may be freed afterwards
 *   out_preview_groups  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_begin_groups(
    clientela_preview preview,
    clientela_preview_groups *out_preview_groups,
    clientela_error *out_error);

/* Makes a page of HTML in UTF-8 that needs nothing from elsewhere and runs nothing. Whatever stands
 * in it is escaped. Give it to a browser or to whatever prints HTML.
 *   preview   the preview
 *   format    the paper, CLIENTELA_PAGE_FORMAT_...
 *   language  ISO 639-1, such as `de`; may be NULL or empty: that of the preview
 *   out_html  the page; lives until the preview is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_html(
    clientela_preview preview,
    clientela_page_format format,
    const char *language,
    size_t language_len,
    const char **out_html,
    size_t *out_html_len,
    clientela_error *out_error);

/* Frees a preview. Texts read from it are gone too. No preview (0) is allowed.
 *   preview  the preview */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_free(clientela_preview preview);

/* Steps to the next group. CLIENTELA_STATUS_DONE: there is none.
 *   preview_groups  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_groups_next(
    clientela_preview_groups preview_groups,
    clientela_error *out_error);

/* Reads a text of the present group.
 *   preview_groups  the walk
 *   field           which field, CLIENTELA_PREVIEW_GROUP_FIELD_...
 *   out_text        the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_groups_text(
    clientela_preview_groups preview_groups,
    clientela_preview_group_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present group.
 *   preview_groups  the walk
 *   field           which field, CLIENTELA_PREVIEW_GROUP_FIELD_...
 *   out_number      the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_groups_number(
    clientela_preview_groups preview_groups,
    clientela_preview_group_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the lines of the present group, in the order of the document.
 *   preview_groups      the walk over groups; it may be freed afterwards
 *   out_document_lines  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_groups_lines(
    clientela_preview_groups preview_groups,
    clientela_document_lines *out_document_lines,
    clientela_error *out_error);

/* Frees a walk over groups. Texts read from it are gone too. No walk (0) is allowed.
 *   preview_groups  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_preview_groups_free(clientela_preview_groups preview_groups);

/* -- Criteria --------------------------------------------------------------------------------------
 * What a person at the till wants to see of a history. Everything that is not set allows every
 * line. */

/* Makes criteria that allow every line.
 *   out_criteria  the new criteria; free them */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_new(clientela_criteria *out_criteria, clientela_error *out_error);

/* Sets the words that must all occur, each anywhere in item name, item code, EAN, property and
 * attribute values, document numbers (own and source) and barcodes. Case, accents and the words'
 * order do not matter: `a` and `ae` both find `ä`.
 *   criteria  the criteria
 *   text      the words; empty text allows every line */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_set_text(
    clientela_criteria criteria,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a number.
 *   criteria  the criteria
 *   field     which number, CLIENTELA_CRITERIA_FIELD_...
 *   number    the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_set_number(
    clientela_criteria criteria,
    clientela_criteria_field field,
    int64_t number,
    clientela_error *out_error);

/* Begins behind a line: the last one of the page before. Lines that came or went meanwhile move no
 * other line to another page. CLIENTELA_STATUS_INVALID with position.malformed: the text is no such
 * key.
 *   criteria  the criteria
 *   key       the line's key, as clientela_filtered_next_page gave it; empty text: the first page */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_set_after(
    clientela_criteria criteria,
    const char *key,
    size_t key_len,
    clientela_error *out_error);

/* Allows only documents created from the first to the last day, both included.
 *   criteria        the criteria
 *   first           the first day, YYYY-MM-DD
 *   last            the last day, YYYY-MM-DD
 *   offset_minutes  how far the branch's time is east of UTC */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_set_days(
    clientela_criteria criteria,
    const char *first,
    size_t first_len,
    const char *last,
    size_t last_len,
    int32_t offset_minutes,
    clientela_error *out_error);

/* Allows a status too. Without any, every status is allowed.
 *   criteria  the criteria
 *   status    the status, CLIENTELA_LINE_STATUS_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_add_status(
    clientela_criteria criteria,
    clientela_line_status status,
    clientela_error *out_error);

/* Allows a value of a property or attribute too. For each property named, a line has one of its
 * values.
 *   criteria  the criteria
 *   name      the property's or attribute's name, such as `size`
 *   value     the value, such as `42` */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_add_value(
    clientela_criteria criteria,
    const char *name,
    size_t name_len,
    const char *value,
    size_t value_len,
    clientela_error *out_error);

/* Frees criteria. None (0) are allowed.
 *   criteria  the criteria */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_criteria_free(clientela_criteria criteria);

/* -- History ---------------------------------------------------------------------------------------
 * The transaction history of one customer: what was bought and what became of it, line by line,
 * prepared once and filtered many times; and what a filter found. */

/* Makes the history of these documents. Receipts, invoices, orders in progress, corrections that
 * take something back and open complaints count. Quantities per status add up: of three sold one is
 * returned, so two are sold and one is returned.
 *   documents    all documents of the customer, in any order; they may be freed afterwards
 *   out_history  the history; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_new(
    clientela_documents documents,
    clientela_history *out_history,
    clientela_error *out_error);

/* Reads a number of a history. One that was made of documents was not asked for anywhere, and has
 * no documents of this store.
 *   history    the history
 *   fact       which one, CLIENTELA_HISTORY_FACT_...
 *   out_value  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_number(
    clientela_history history,
    clientela_history_fact fact,
    int64_t *out_value,
    clientela_error *out_error);

/* Filters the lines and counts what could be chosen.
 *   history       the history; it may be freed afterwards
 *   criteria      what is wanted
 *   out_filtered  what was found; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_filter(
    clientela_history history,
    clientela_criteria criteria,
    clientela_filtered *out_filtered,
    clientela_error *out_error);

/* Frees a history. What was found in it stays. No history (0) is allowed.
 *   history  the history */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_free(clientela_history history);

/* How many lines there are on all pages.
 *   filtered   what was found
 *   out_total  the number of lines */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_total(
    clientela_filtered filtered,
    int64_t *out_total,
    clientela_error *out_error);

/* Reads where the next page begins, for clientela_criteria_set_after: the key of this page's last
 * line.
 *   filtered  what was found
 *   out_key   the key, or NULL after the last page; lives until what was found is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_next_page(
    clientela_filtered filtered,
    const char **out_key,
    size_t *out_key_len,
    clientela_error *out_error);

/* Begins a walk over the lines of the page asked for, in the order asked for.
 *   filtered           what was found; it may be freed during the walk
 *   out_history_lines  the walk, before its first line; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_lines(
    clientela_filtered filtered,
    clientela_history_lines *out_history_lines,
    clientela_error *out_error);

/* How many lines of a status every other filter allows.
 *   filtered   what was found
 *   status     the status, CLIENTELA_LINE_STATUS_...
 *   out_count  the number of lines */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_status_count(
    clientela_filtered filtered,
    clientela_line_status status,
    int64_t *out_count,
    clientela_error *out_error);

/* Begins a walk over the values that could be chosen, by name and value: those with lines, and
 * those chosen.
 *   filtered    what was found; it may be freed during the walk
 *   out_facets  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_facets(
    clientela_filtered filtered,
    clientela_facets *out_facets,
    clientela_error *out_error);

/* Frees what was found. Walks over it stay. None (0) is allowed.
 *   filtered  what was found */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_filtered_free(clientela_filtered filtered);

/* Steps to the next value and reads it. CLIENTELA_STATUS_DONE: there is none.
 *   facets     the walk
 *   out_name   the name of the property or attribute; lives until the walk is freed
 *   out_value  the value; lives until the walk is freed
 *   out_count  how many lines have it, of those that every other filter allows */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_facets_next(
    clientela_facets facets,
    const char **out_name,
    size_t *out_name_len,
    const char **out_value,
    size_t *out_value_len,
    int64_t *out_count,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   facets  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_facets_free(clientela_facets facets);

/* -- History lines ---------------------------------------------------------------------------------
 * The lines of a history as they are shown. Prices are gross and of a single unit whatever the
 * quantity, in ten-thousandths of a minor unit; quantities are thousandths of a piece, never
 * negative. */

/* Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
 *   history_lines  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_next(
    clientela_history_lines history_lines,
    clientela_error *out_error);

/* Reads a text of the present line.
 *   history_lines  the walk
 *   field          which field, CLIENTELA_HISTORY_FIELD_...
 *   out_text       the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_text(
    clientela_history_lines history_lines,
    clientela_history_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present line.
 *   history_lines  the walk
 *   field          which field, CLIENTELA_HISTORY_FIELD_...
 *   out_number     the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_number(
    clientela_history_lines history_lines,
    clientela_history_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over properties and attributes of the present line.
 *   history_lines   the walk over lines; it may go on or be freed meanwhile
 *   out_properties  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_properties(
    clientela_history_lines history_lines,
    clientela_properties *out_properties,
    clientela_error *out_error);

/* Begins a walk over the numbers of the documents that the present line came from, nearest first:
 * of a correction its invoice and the receipt behind that.
 *   history_lines  the walk over lines; it may go on or be freed meanwhile
 *   out_sources    the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_sources(
    clientela_history_lines history_lines,
    clientela_texts *out_sources,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   history_lines  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_lines_free(clientela_history_lines history_lines);

/* -- Properties ------------------------------------------------------------------------------------
 * Properties of a line (size, reference number) and attributes of its item (brand, genre). */

/* Steps to the next property and reads it. CLIENTELA_STATUS_DONE: there is none.
 *   properties     the walk
 *   out_name       its name; lives until the walk is freed
 *   out_value      its value; lives until the walk is freed
 *   out_attribute  1 for an attribute of the item, 0 for a property of this piece */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_properties_next(
    clientela_properties properties,
    const char **out_name,
    size_t *out_name_len,
    const char **out_value,
    size_t *out_value_len,
    int32_t *out_attribute,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   properties  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_properties_free(clientela_properties properties);

/* -- Actions ---------------------------------------------------------------------------------------
 * What may be done with a line of the history now, how much of it is open for that, and if nothing
 * may be done, why. A host with documents of its own looks at them without a store; a desk has
 * clientela_desk_line_actions. */

/* Looks at what may be done with the lines of documents: a complaint or correction of what was
 * sold; a correction of what is in complaint when a receipt or invoice is behind it; the sales
 * document of what awaits pickup, in the branch of its order, everywhere when the order names none.
 * What lies in documents that are still being made (drafts, initialised or not approved ones) is
 * not open.
 *   documents      all documents of one customer, or all that have to do with one document; they
 *                  may be freed afterwards
 *   branch         the branch in which somebody asks; empty: none
 *   permitted      1 when they may make documents, else 0
 *   meaning        what the customer's status means, CLIENTELA_MEANING_...; -1: there is no
 *                  customer
 *   lacks_address  1 when the customer lacks an address that documents need, else 0
 *   out_actions    what may be done; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_actions_new(
    clientela_documents documents,
    const char *branch,
    size_t branch_len,
    int32_t permitted,
    clientela_meaning meaning,
    int32_t lacks_address,
    clientela_actions *out_actions,
    clientela_error *out_error);

/* Begins a walk over what may be done with a line: one row for each CLIENTELA_LINE_ACTION_..., in
 * their order. Of a line that is not there nothing is left.
 *   actions      what may be done
 *   document     the document's id
 *   line         the line's number in it
 *   out_allowed  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_actions_of_line(
    clientela_actions actions,
    const char *document,
    size_t document_len,
    int32_t line,
    clientela_allowed *out_allowed,
    clientela_error *out_error);

/* Frees what may be done. Walks over it stay. None (0) is allowed.
 *   actions  what may be done */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_actions_free(clientela_actions actions);

/* Steps to the next action. CLIENTELA_STATUS_DONE: there is none.
 *   allowed  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_allowed_next(clientela_allowed allowed, clientela_error *out_error);

/* Reads a text of the present action.
 *   allowed   the walk
 *   field     which field, CLIENTELA_ALLOWED_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_allowed_text(
    clientela_allowed allowed,
    clientela_allowed_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present action.
 *   allowed     the walk
 *   field       which field, CLIENTELA_ALLOWED_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_allowed_number(
    clientela_allowed allowed,
    clientela_allowed_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   allowed  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_allowed_free(clientela_allowed allowed);

/* -- Erasure ---------------------------------------------------------------------------------------
 * What the plan of an anonymization needs to know of a person. It changes nothing: the host does
 * what the plan says, in its own database. */

/* Makes a person without relations, documents and events.
 *   values       the values; they are copied
 *   id           the id of the person, a UUID of 36 characters
 *   out_erasure  the person; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_new(
    clientela_values values,
    const char *id,
    size_t id_len,
    clientela_erasure *out_erasure,
    clientela_error *out_error);

/* Adds somebody related to the person: a contact person of a business, a family member.
 *   erasure  the person
 *   values   the values of the other; they are copied
 *   id       the id of the other, a UUID of 36 characters
 *   stays    1 when they are a customer themselves, or related to anybody else; 0: they go too */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_add_related(
    clientela_erasure erasure,
    clientela_values values,
    const char *id,
    size_t id_len,
    int32_t stays,
    clientela_error *out_error);

/* Adds a customer to whom the person is related.
 *   erasure   the person
 *   customer  the customer's id, a UUID of 36 characters */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_add_customer(
    clientela_erasure erasure,
    const char *customer,
    size_t customer_len,
    clientela_error *out_error);

/* Adds a document whose customer is the person.
 *   erasure    the person
 *   documents  documents; what the plan needs of one is copied
 *   index      which of them, from 0 in the order they were begun
 *   owner      who can finish it, a branch or station; empty when nobody knows
 *   ends       the day on which it ends by itself, YYYY-MM-DD; empty when it does not */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_add_document(
    clientela_erasure erasure,
    clientela_documents documents,
    int32_t index,
    const char *owner,
    size_t owner_len,
    const char *ends,
    size_t ends_len,
    clientela_error *out_error);

/* Adds a consent event of the person.
 *   erasure    the person
 *   id         the event's id, a UUID of 36 characters
 *   salted     1 when a salt is kept for it: then its digests can be compared with a value
 *   reference  1 when a reference to evidence is kept for it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_add_event(
    clientela_erasure erasure,
    const char *id,
    size_t id_len,
    int32_t salted,
    int32_t reference,
    clientela_error *out_error);

/* Adds what stands in the way besides documents: a hold, money that was paid in, whatever your own
 * database knows of.
 *   erasure  the person
 *   reason   why, CLIENTELA_BLOCKER_REASON_...
 *   number   of what, a number or code; empty when it has none
 *   owner    who can lift it; empty when nobody knows
 *   until    the last day on which it stands in the way, YYYY-MM-DD; empty when nobody knows */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_add_blocker(
    clientela_erasure erasure,
    clientela_blocker_reason reason,
    const char *number,
    size_t number_len,
    const char *owner,
    size_t owner_len,
    const char *until,
    size_t until_len,
    clientela_error *out_error);

/* Says by which rules documents keep name, address and payload; the day of a document is that in
 * UTC. Without, only payloads stay, as long as they say themselves. What the rules have on hold
 * does not block the plan: add it by clientela_erasure_add_blocker.
 *   erasure    the person
 *   retention  the rules; they are copied */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_set_retention(
    clientela_erasure erasure,
    clientela_retention retention,
    clientela_error *out_error);

/* Says how many old and new values of the person a journal holds.
 *   erasure  the person
 *   count    how many; at first 0 */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_set_journal_values(
    clientela_erasure erasure,
    int64_t count,
    clientela_error *out_error);

/* Plans the anonymization: what goes, what stays, why and until when, and what stands in the way.
 *   erasure   the person; it may be freed afterwards
 *   today     the day, YYYY-MM-DD
 *   word      what stands where the name was, in the till's language
 *   out_plan  the plan; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_plan(
    clientela_erasure erasure,
    const char *today,
    size_t today_len,
    const char *word,
    size_t word_len,
    clientela_plan *out_plan,
    clientela_error *out_error);

/* Frees a person. No person (0) is allowed.
 *   erasure  the person */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erasure_free(clientela_erasure erasure);

/* -- Plan ------------------------------------------------------------------------------------------
 * The plan of an anonymization: value by value what happens, and what stands in the way. It names
 * records and fields, never a value. A plan that blocks has its items all the same: what would
 * happen once nothing blocks. */

/* Reads a number.
 *   plan        the plan
 *   field       which field, CLIENTELA_PLAN_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_number(
    clientela_plan plan,
    clientela_plan_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text.
 *   plan      the plan
 *   field     which field, CLIENTELA_PLAN_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the plan is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_text(
    clientela_plan plan,
    clientela_plan_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over what happens, in this order: the person, who goes too, relations, documents,
 * consent events. RECORD, ID, FIELD, SLOT, ACTION, GROUND, WORD and UNTIL of each: GROUND and UNTIL
 * are set where it stays, WORD where it is replaced.
 *   plan           the plan; it may be freed during the walk
 *   out_plan_rows  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_items(
    clientela_plan plan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Begins a walk over what stands in the way: REASON, ID, NUMBER, OWNER and UNTIL of each.
 *   plan           the plan; it may be freed during the walk
 *   out_plan_rows  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_blockers(
    clientela_plan plan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Begins a walk over the places where others' free text mentions the person: RECORD, ID, FIELD,
 * SLOT and COUNT of each. A part of somebody else (`part`) is named by their id, a decision about
 * two persons by `one/other`, a value of the journal by `chain/place`. Of the lines of a document,
 * and of a hold (who put and lifted it, and why), FIELD is 0.
 *   plan           the plan; it may be freed during the walk
 *   out_plan_rows  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_scrubs(
    clientela_plan plan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Begins a walk over what stays of the history and fits so few people that it still points at the
 * person: DAY, BRANCH, ITEM and PEOPLE of each. It is a warning and blocks nothing.
 *   plan           the plan; it may be freed during the walk
 *   out_plan_rows  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_singled_out(
    clientela_plan plan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Begins a walk over the ids of related persons who go too: they belong to nobody else and are no
 * customers.
 *   plan         the plan; it may be freed during the walk
 *   out_related  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_related(
    clientela_plan plan,
    clientela_texts *out_related,
    clientela_error *out_error);

/* Begins a walk over the systems that are asked whether they erased the person too:
 * CLIENTELA_PLAN_ROW_FIELD_SYSTEM and CLIENTELA_PLAN_ROW_FIELD_UNTIL, the last day on which each is
 * waited for. They delay only. Without a store there are none.
 *   plan           the plan; it may be freed during the walk
 *   out_plan_rows  the walk, before its first system; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_asked(
    clientela_plan plan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Frees a plan. Walks over it stay. No plan (0) is allowed.
 *   plan  the plan */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_free(clientela_plan plan);

/* Steps to the next row. CLIENTELA_STATUS_DONE: there is none.
 *   plan_rows  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_rows_next(clientela_plan_rows plan_rows, clientela_error *out_error);

/* Reads a number of the present row. CLIENTELA_STATUS_STATE: walk.no_row, before the first step and
 * behind the last row. CLIENTELA_STATUS_MISUSE: the rows of this walk have no such field, or it is
 * a text only (argument.not_a_number).
 *   plan_rows   the walk
 *   field       which field, CLIENTELA_PLAN_ROW_FIELD_...
 *   out_number  the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_rows_number(
    clientela_plan_rows plan_rows,
    clientela_plan_row_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the present row. CLIENTELA_STATUS_STATE: walk.no_row, before the first step and
 * behind the last row. CLIENTELA_STATUS_MISUSE: the rows of this walk have no such field, or it is
 * a number only (argument.not_a_text).
 *   plan_rows  the walk
 *   field      which field, CLIENTELA_PLAN_ROW_FIELD_...
 *   out_text   the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_rows_text(
    clientela_plan_rows plan_rows,
    clientela_plan_row_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   plan_rows  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_plan_rows_free(clientela_plan_rows plan_rows);

/* -- Unsealed --------------------------------------------------------------------------------------
 * Opening what an anonymization sealed, with the private key of the central system. It needs no
 * store. A library that was built without sealing says CLIENTELA_STATUS_MISUSE with
 * seal.unsupported. */

/* Opens a box, and begins a walk over the values of one column of a person.
 * CLIENTELA_STATUS_INVALID: seal.not_opened, the key is another one or the box was changed, or is
 * none; seal.of_another_place, it does not belong to this person, table and column.
 *   person        the id of the person, a UUID of 36 characters
 *   table         the table, as clientela_seals_next gave it
 *   column        the column, as clientela_seals_next gave it
 *   box_bytes     the box
 *   private_key   the private key, 32 bytes (else CLIENTELA_STATUS_MISUSE, argument.out_of_range);
 *                 it is not kept
 *   out_unsealed  the walk, before its first value; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unseal(
    const char *person,
    size_t person_len,
    const char *table,
    size_t table_len,
    const char *column,
    size_t column_len,
    const uint8_t *box_bytes,
    size_t box_bytes_len,
    const uint8_t *private_key,
    size_t private_key_len,
    clientela_unsealed *out_unsealed,
    clientela_error *out_error);

/* Steps to the next value. CLIENTELA_STATUS_DONE: there is none.
 *   unsealed     the walk
 *   out_key      the record it belonged to: empty of the person, the id of a document or consent
 *                event, the code of an operator; of the journal (table journal_value)
 *                `chain/place/field`: the station or server whose chain it is, the entry's place in
 *                it from 1, and the name of the field, as in `till-1/27/email`. Read it from the
 *                end: the code of a station may hold a `/`, the others do not. It lives until the
 *                walk is freed
 *   out_slot     the field's occurrence, from 0
 *   out_value    the value as it was: text as UTF-8, without a NUL at the end; else the bytes
 *                themselves (a payload, salts), not in hex or base64; lives until the walk is freed
 *   out_is_text  1 for text, 0 for bytes */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unsealed_next(
    clientela_unsealed unsealed,
    const char **out_key,
    size_t *out_key_len,
    int32_t *out_slot,
    const uint8_t **out_value,
    size_t *out_value_len,
    int32_t *out_is_text,
    clientela_error *out_error);

/* Frees a walk. What was read from it is gone too. No walk (0) is allowed.
 *   unsealed  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unsealed_free(clientela_unsealed unsealed);

/* -- Retention -------------------------------------------------------------------------------------
 * Rules of retention: a country's pack, a host's own rules, and what is on hold. The packs are
 * engineering defaults, no legal advice. docs/retention.md lists their rules, and says how a host
 * writes its own. */

/* The rules of a pack and those that hold everywhere. CLIENTELA_STATUS_INVALID:
 * retention.pack_unknown.
 *   pack           `DE`, `FR`, `IT`, `PL` or `neutral`
 *   out_retention  the rules; free them */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_new(
    const char *pack,
    size_t pack_len,
    clientela_retention *out_retention,
    clientela_error *out_error);

/* Adds a host's own rules. A rule that is not understood is left out as a whole and told.
 * CLIENTELA_STATUS_INVALID: retention.malformed, it is no such document; retention.below_floor or
 * retention.above_ceiling, with the rule of the law that one would break. Then none of them holds.
 *   retention    the rules
 *   json         a JSON object with a list `rules`, as docs/retention.md describes it
 *   out_skipped  a walk over what was left out, before its first text: the place from 1, the name,
 *                why, and the word or key, a blank between two, such as `2 own.moon
 *                retention.word_unknown moonshine`; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_add_rules(
    clientela_retention retention,
    const char *json,
    size_t json_len,
    clientela_texts *out_skipped,
    clientela_error *out_error);

/* Puts something on hold.
 *   retention  the rules
 *   kind       what it is, CLIENTELA_HOLD_KIND_...
 *   since      since when, YYYY-MM-DD
 *   until      the last day, YYYY-MM-DD; empty when nobody knows
 *   author     who ordered it, and can lift it
 *   reason     why
 *   document   only the document of this number, which blocks whoever has it; empty: everything */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_add_hold(
    clientela_retention retention,
    clientela_hold_kind kind,
    const char *since,
    size_t since_len,
    const char *until,
    size_t until_len,
    const char *author,
    size_t author_len,
    const char *reason,
    size_t reason_len,
    const char *document,
    size_t document_len,
    clientela_error *out_error);

/* Puts every document of a class on hold.
 *   retention  the rules
 *   kind       what it is, CLIENTELA_HOLD_KIND_...
 *   class_of   the class, CLIENTELA_RETENTION_CLASS_...
 *   since      since when, YYYY-MM-DD
 *   until      the last day, YYYY-MM-DD; empty when nobody knows
 *   author     who ordered it, and can lift it
 *   reason     why */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_add_class_hold(
    clientela_retention retention,
    clientela_hold_kind kind,
    clientela_retention_class class_of,
    const char *since,
    size_t since_len,
    const char *until,
    size_t until_len,
    const char *author,
    size_t author_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Says with which month business years end; at first with December.
 *   retention  the rules
 *   month      1 to 12; what lies outside is taken as the nearest of these */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_set_business_year(
    clientela_retention retention,
    int32_t month,
    clientela_error *out_error);

/* Lets customers go who did not turn up for so many months. CLIENTELA_STATUS_INVALID:
 * retention.above_ceiling, a law allows less.
 *   retention  the rules
 *   months     how many */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_set_inactive(
    clientela_retention retention,
    int32_t months,
    clientela_error *out_error);

/* Frees rules. No rules (0) are allowed.
 *   retention  the rules */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_free(clientela_retention retention);

/* -- Retention facts -------------------------------------------------------------------------------
 * What rules of retention need to know of a person whose data lie in a database of your own. */

/* Makes a person of whom nothing is kept.
 *   out_retention_facts  the person; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_new(
    clientela_retention_facts *out_retention_facts,
    clientela_error *out_error);

/* Says that something is kept of the person beside documents.
 *   retention_facts  the person
 *   data             what, CLIENTELA_RETENTION_DATA_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_add_data(
    clientela_retention_facts retention_facts,
    clientela_retention_data data,
    clientela_error *out_error);

/* Adds a document that was issued. What of the person is on it is said afterwards.
 *   retention_facts  the person
 *   kind             what it is to the law, CLIENTELA_RETENTION_CLASS_...
 *   number           its number
 *   date             its day, YYYY-MM-DD
 *   total            its gross total in minor units
 *   currency         the currency of the total, such as EUR */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_add_document(
    clientela_retention_facts retention_facts,
    clientela_retention_class kind,
    const char *number,
    size_t number_len,
    const char *date,
    size_t date_len,
    int64_t total,
    const char *currency,
    size_t currency_len,
    clientela_error *out_error);

/* Says that something of the person is on the document that was added last.
 *   retention_facts  the person
 *   data             what, CLIENTELA_RETENTION_DATA_... */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_add_document_data(
    clientela_retention_facts retention_facts,
    clientela_retention_data data,
    clientela_error *out_error);

/* Says a day that periods are counted from.
 *   retention_facts  the person
 *   which            which day, CLIENTELA_RETENTION_DAY_...
 *   day              the day, YYYY-MM-DD; empty when nobody knows */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_set_day(
    clientela_retention_facts retention_facts,
    clientela_retention_day which,
    const char *day,
    size_t day_len,
    clientela_error *out_error);

/* Explains what of the person stays, until when and on which ground.
 *   retention_facts      the person; it may be freed afterwards
 *   retention            the rules; they may be freed afterwards
 *   today                the day, YYYY-MM-DD
 *   out_retention_lines  the explanation, before its first line; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_explain(
    clientela_retention_facts retention_facts,
    clientela_retention retention,
    const char *today,
    size_t today_len,
    clientela_retention_lines *out_retention_lines,
    clientela_error *out_error);

/* Frees a person. No person (0) is allowed.
 *   retention_facts  the person */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_facts_free(clientela_retention_facts retention_facts);

/* -- Retention lines -------------------------------------------------------------------------------
 * What of a person stays, until when and on which ground, line by line. It names data, never a
 * value. */

/* Says the whole as one English sentence.
 *   retention_lines  the explanation
 *   out_text         the sentence; lives until the explanation is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_said(
    clientela_retention_lines retention_lines,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* The first day on which nothing has to stay any more.
 *   retention_lines  the explanation
 *   out_text         the day, YYYY-MM-DD, or NULL when nobody knows; lives until the explanation is
 *                    freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_complete_from(
    clientela_retention_lines retention_lines,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
 *   retention_lines  the explanation */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_next(
    clientela_retention_lines retention_lines,
    clientela_error *out_error);

/* Reads a number of the present line.
 *   retention_lines  the explanation
 *   field            which field, CLIENTELA_RETENTION_LINE_FIELD_...
 *   out_number       the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_number(
    clientela_retention_lines retention_lines,
    clientela_retention_line_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the present line.
 *   retention_lines  the explanation
 *   field            which field, CLIENTELA_RETENTION_LINE_FIELD_...
 *   out_text         the text, or NULL when there is none; lives until the explanation is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_text(
    clientela_retention_lines retention_lines,
    clientela_retention_line_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees an explanation. Texts read from it are gone too. No explanation (0) is allowed.
 *   retention_lines  the explanation */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_lines_free(clientela_retention_lines retention_lines);

/* -- Setting table ---------------------------------------------------------------------------------
 * The table of settings: what can be set, where, and what it changes. It needs no store. */

/* Begins a walk over the table of settings.
 *   out_setting_table  the walk, before its first row; free it */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_table_new(
    clientela_setting_table *out_setting_table,
    clientela_error *out_error);

/* Steps to the next setting. CLIENTELA_STATUS_DONE: there is none.
 *   setting_table  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_table_next(
    clientela_setting_table setting_table,
    clientela_error *out_error);

/* Reads a number of the present setting.
 *   setting_table  the walk
 *   field          which field, CLIENTELA_SETTING_FIELD_...
 *   out_number     the number */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_table_number(
    clientela_setting_table setting_table,
    clientela_setting_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the present setting.
 *   setting_table  the walk
 *   field          which field, CLIENTELA_SETTING_FIELD_...
 *   out_text       the text, or NULL when there is none; lives until the walk is freed */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_table_text(
    clientela_setting_table setting_table,
    clientela_setting_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   setting_table  the walk */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_table_free(clientela_setting_table setting_table);

/* -- Buffer ----------------------------------------------------------------------------------------
 * Documents that a call wrote into memory: exports, heads of the journal. */

/* Reads the text of a document, UTF-8.
 *   buffer    the document
 *   out_text  the text; lives until the document is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_buffer_text(
    clientela_buffer buffer,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a document. Texts read from it are gone too. No document (0) is allowed.
 *   buffer  the document
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_buffer_free(clientela_buffer buffer);

/* -- Options ---------------------------------------------------------------------------------------
 * Options: what the host decides once, before it opens a store. */

/* Makes options: the system's clock in UTC, texts in English, five seconds of patience with other
 * processes.
 *   out_options  the new options; free them
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_new(clientela_options *out_options, clientela_error *out_error);

/* Takes the system's clock, at a place of this offset from UTC.
 *   options         the options
 *   offset_minutes  minutes east of UTC, such as 60 for Berlin in winter
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_clock_system(
    clientela_options options,
    int32_t offset_minutes,
    clientela_error *out_error);

/* Takes a clock that stands: for tests, replays and stories.
 *   options         the options
 *   millis          the instant, in milliseconds since 1970 UTC
 *   offset_minutes  minutes east of UTC
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_clock_standing(
    clientela_options options,
    int64_t millis,
    int32_t offset_minutes,
    clientela_error *out_error);

/* Takes the host's own clock. It is asked at once: a clock that fails is not taken
 * (CLIENTELA_STATUS_IO). Where it fails later, the instant that it told last stands. It is asked by
 * one thread at a time, and belongs to the options and to the stores opened with them:
 * `drop_user_data` is called when the last of them is gone, or at once when the call fails.
 *   options         the options
 *   clock           the function that tells the time
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data`; may be NULL
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_clock(
    clientela_options options,
    clientela_clock clock,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_error *out_error);

/* Sets the till's language: of consent texts where the customer's is not known, and of the word
 * that takes the place of an erased name.
 *   options   the options
 *   language  ISO 639-1, such as `de`
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_language(
    clientela_options options,
    const char *language,
    size_t language_len,
    clientela_error *out_error);

/* Sets how long a call waits for another process before it answers CLIENTELA_STATUS_BUSY.
 *   options  the options
 *   millis   milliseconds, 0 or more
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_wait_millis(
    clientela_options options,
    int32_t millis,
    clientela_error *out_error);

/* Sets the epoch of erasures that the host kept elsewhere (clientela_engine_epoch). A store that
 * has seen fewer is an older folder that was restored: it is unconfirmed, and nobody may be
 * contacted.
 *   options  the options
 *   epoch    how many erasures are known elsewhere, 0 or more
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_anchored_epoch(
    clientela_options options,
    int64_t epoch,
    clientela_error *out_error);

/* Sets the key by which somebody erased is recognised who arrives again under another id: by name
 * and birthday, of which only a keyed hash stays. The key is never stored; whom an erasure without
 * it concerned is recognised by source id and number only.
 *   options  the options
 *   key      at least 32 bytes of chance, the same at every opening; they are copied.
 *            CLIENTELA_STATUS_INVALID with guard_key.too_short: fewer. Another key is not noticed:
 *            whom the one before marked is no longer recognised by name
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_guard_key(
    clientela_options options,
    const uint8_t *key,
    size_t key_len,
    clientela_error *out_error);

/* Frees options. Stores opened with them stay open. No options (0) are allowed.
 *   options  the options
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_free(clientela_options options);

/* -- Engine ----------------------------------------------------------------------------------------
 * The store: one file on this machine, opened once and entered through doors: desks for operators,
 * the ERP's for the central system.
 *
 * The files of the store `shop.db` are `shop.db`, its ledger of erasures `shop.db.ledger`, and its
 * log: `shop.db-wal` and `shop.db-shm`, which are there while anybody has it open, and after a
 * crash. The log holds what was written last: never move or delete it apart from `shop.db`. Move
 * all four together, while nobody has the store open. `shop.db.part` and `shop.db.ledger-new` are
 * nothing but what a crash left of a file that was being written. */

/* Opens or creates the store in a file. A file that is not a store of this library, is damaged or
 * was written by a newer version is refused and left untouched. Opening takes in what the ledger
 * knows better than a restored file.
 *   path        the file, such as `shop.db`
 *   options     the options; they may be freed or used again
 *   out_engine  the open store; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_open(
    const char *path,
    size_t path_len,
    clientela_options options,
    clientela_engine *out_engine,
    clientela_error *out_error);

/* Takes what the host should know since it last asked: `ledger.rebuilt` (the ledger was lost and
 * was written anew from the store), `ledger.replayed` (the file was older than the ledger: erasures
 * were done again), `ledger.unconfirmed` (erasures are known elsewhere that this store has not
 * seen).
 *   engine       the store
 *   out_notices  a walk over the codes, before the first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_take_notices(
    clientela_engine engine,
    clientela_texts *out_notices,
    clientela_error *out_error);

/* Verifies the journal: every chain, every value that still exists, every record that an entry
 * commits to. A chain that was removed altogether, or whose end was cut off, is found only by
 * clientela_engine_verify_against.
 *   engine            the store
 *   progress          is told how many entries of how many are verified: 0 first, and all in the
 *                     end; may be NULL
 *   user_data         given back to the callback; may be NULL
 *   drop_user_data    frees `user_data` when the call is over; may be NULL
 *   cancel            cancels it; may be CLIENTELA_NONE
 *   out_verification  what was found; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_verify_journal(
    clientela_engine engine,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_verification *out_verification,
    clientela_error *out_error);

/* Verifies the journal and compares it with heads that were kept elsewhere: a chain whose end was
 * cut off, or that was written anew, is found only so. CLIENTELA_STATUS_INVALID: the document is
 * none.
 *   engine            the store
 *   heads             the heads, as `clientela_engine_export_heads` wrote them once
 *   progress          is told how many entries of how many are verified: 0 first, and all in the
 *                     end; may be NULL
 *   user_data         given back to the callback; may be NULL
 *   drop_user_data    frees `user_data` when the call is over; may be NULL
 *   cancel            cancels it; may be CLIENTELA_NONE
 *   out_verification  what was found; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_verify_against(
    clientela_engine engine,
    const char *heads,
    size_t heads_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_verification *out_verification,
    clientela_error *out_error);

/* Begins a walk over the heads of the chains as they are now, without verifying them: it costs
 * little, however long they are.
 *   engine     the store
 *   out_heads  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_heads(
    clientela_engine engine,
    clientela_heads *out_heads,
    clientela_error *out_error);

/* Writes the heads as they are now as a small JSON document. Keep it elsewhere, on a closing report
 * or at the ERP; `clientela_engine_verify_against` takes it.
 *   engine      the store
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_export_heads(
    clientela_engine engine,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Frees the handle of a store. The file is closed when its doors and walks are freed too. No store
 * (0) is allowed.
 *   engine  the store
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_free(clientela_engine engine);

/* -- Verification ----------------------------------------------------------------------------------
 * What verifying the journal found. Keep the heads elsewhere, on paper or at the ERP, to notice
 * later that an end was cut off. */

/* Reads a number.
 *   verification  what verifying found
 *   field         which, CLIENTELA_VERIFICATION_FIELD_...
 *   out_number    the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_verification_number(
    clientela_verification verification,
    clientela_verification_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the heads of the chains: one chain for each station and server.
 *   verification  what verifying found; it may be freed during the walk
 *   out_heads     the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_verification_heads(
    clientela_verification verification,
    clientela_heads *out_heads,
    clientela_error *out_error);

/* Begins a walk over what is wrong.
 *   verification  what verifying found; it may be freed during the walk
 *   out_findings  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_verification_findings(
    clientela_verification verification,
    clientela_findings *out_findings,
    clientela_error *out_error);

/* Frees what verifying found. No verification (0) is allowed.
 *   verification  what verifying found
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_verification_free(clientela_verification verification);

/* Steps to the next head. CLIENTELA_STATUS_DONE: there is none.
 *   heads       the walk
 *   out_origin  the station or server whose chain it is; lives until the walk is freed
 *   out_length  how many entries the chain has
 *   out_digest  the digest of its last entry, 64 hexadecimal digits; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_heads_next(
    clientela_heads heads,
    const char **out_origin,
    size_t *out_origin_len,
    int64_t *out_length,
    const char **out_digest,
    size_t *out_digest_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   heads  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_heads_free(clientela_heads heads);

/* Steps to the next finding. CLIENTELA_STATUS_DONE: there is none.
 *   findings      the walk
 *   out_origin    the chain; lives until the walk is freed
 *   out_sequence  the entry's place in its chain, from 1
 *   out_finding   what is wrong: `sequence`, `chain`, `entry`, `value`, `missing`, `content`,
 *                 `anchor`, `cut_off`; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_findings_next(
    clientela_findings findings,
    const char **out_origin,
    size_t *out_origin_len,
    int64_t *out_sequence,
    const char **out_finding,
    size_t *out_finding_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   findings  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_findings_free(clientela_findings findings);

/* -- Ledger ----------------------------------------------------------------------------------------
 * Erasures that other places know of: the epoch to anchor elsewhere, a copy of the ledger, and a
 * store that is unconfirmed because it is older than what is known. Nobody may be contacted from
 * there until it has caught up. */

/* Says how many erasures the store has seen: it counts every person who went, also those who went
 * by the same order. Keep it elsewhere, on a closing report or at the ERP: an older folder that is
 * restored is recognised by it (clientela_options_set_anchored_epoch).
 *   engine     the store
 *   out_epoch  how many
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_epoch(
    clientela_engine engine,
    int64_t *out_epoch,
    clientela_error *out_error);

/* Whether erasures are known elsewhere that the store has not seen. Until it has, nobody may be
 * contacted: CLIENTELA_CONTACT_REASON_UNCONFIRMED. It has when it took in a copy of the ledger
 * (clientela_erp_take_ledger), or when the central system says so (clientela_erp_confirm_erasures):
 * whoever is erased here meanwhile may be somebody else.
 *   engine           the store
 *   out_unconfirmed  1 for yes, 0 for no
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_is_unconfirmed(
    clientela_engine engine,
    int32_t *out_unconfirmed,
    clientela_error *out_error);

/* Writes the ledger of erasures as text: opaque ids, no names. A copy kept elsewhere brings a
 * restored folder up to date (clientela_erp_take_ledger); written to a file byte for byte it is
 * what `ledger` of clientela_engine_restore names. The file `.ledger` beside the store is such a
 * copy too and may be copied at any time, also while others write: a last line that is not whole
 * counts as nothing, and no call has succeeded by it yet.
 *   engine      the store
 *   out_buffer  the ledger; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_export_ledger(
    clientela_engine engine,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Takes in a copy of the store's ledger: whom it knows and the store does not is erased now,
 * whatever stands in the way, a hold too. Twice is success. Call clientela_erp_purge afterwards.
 * CLIENTELA_STATUS_DAMAGED: ledger.damaged, it was changed; ledger.of_another_store. Nothing is
 * taken in then.
 *   erp        the ERP's door
 *   ledger     the copy, as clientela_engine_export_ledger wrote it; one erasure takes 130 to 200
 *              bytes
 *   out_epoch  how many erasures the store has seen then
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_take_ledger(
    clientela_erp erp,
    const char *ledger,
    size_t ledger_len,
    int64_t *out_epoch,
    clientela_error *out_error);

/* Says how many erasures the central system counted for this store, as a feed does
 * ("feed":"erasures"). A store that has seen fewer is unconfirmed from now on; fewer than said
 * before change nothing. Give what out_epoch of the last anonymization said, never a count of your
 * own orders: by one order several persons may go.
 *   erp              the ERP's door
 *   count            how many, 0 or more
 *   out_unconfirmed  1 when some are missing here, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_expect_erasures(
    clientela_erp erp,
    int64_t count,
    int32_t *out_unconfirmed,
    clientela_error *out_error);

/* Says that every erasure is known here, whatever was anchored: after the central system ordered
 * again what it has, say. The journal tells who said so and why. Anchor the present epoch
 * afterwards.
 *   erp     the ERP's door
 *   reason  why; must not be empty (CLIENTELA_STATUS_INVALID, required)
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_confirm_erasures(
    clientela_erp erp,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Says until when any backup still holds anybody who was erased since; it is about the whole store,
 * not one person. Counted are the backups that clientela_engine_backup took of this store before
 * the last erasure, each kept as many days as the setting `erasure.backup_days` (30 where none is
 * set) says. Copies made otherwise are not known, nor is whether a backup was deleted earlier or
 * kept longer.
 *   erp         the ERP's door
 *   out_millis  the last millisecond of the last day, that day read as one in UTC, in milliseconds
 *               since 1970-01-01; 0 when no such backup holds anybody
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_backups_until(
    clientela_erp erp,
    int64_t *out_millis,
    clientela_error *out_error);

/* -- Backup ----------------------------------------------------------------------------------------
 * Copies of a store: a backup while people sell, a backup put back, a check, and what a damaged
 * file still holds. The ledger of erasures is never rolled back: whoever was erased since stays
 * erased. Nothing is ever written over. A copy that fails or is cancelled
 * (CLIENTELA_STATUS_CANCELLED, store.cancelled) leaves no file; a failing disk is
 * CLIENTELA_STATUS_IO. Restoring and salvaging need no open store: they write a file, and
 * clientela_engine_open opens it.
 *
 * Before a backup of `shop.db` is put back into its place, everybody closes the store; then move
 * `shop.db`, `shop.db-wal` and `shop.db-shm` to another folder, together, with a copy of
 * `shop.db.ledger`: clientela_engine_salvage may still read them there. Leave `shop.db.ledger`
 * itself where it is: it knows who was erased since the backup. */

/* Copies the store as it is now into a new file, with its ledger beside it (`.ledger` added to the
 * name), while others read and write. One snapshot is copied: what is written meanwhile is not in
 * it. CLIENTELA_STATUS_CONFLICT: copy.exists, the file or its ledger is there already.
 *   engine          the store
 *   to              the new file, in a folder that is there
 *   progress        is told how many pages of how many are copied; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the backup; may be CLIENTELA_NONE
 *   out_epoch       how many erasures the backup has seen at least: what clientela_engine_epoch
 *                   said when it began
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_backup(
    clientela_engine engine,
    const char *to,
    size_t to_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    int64_t *out_epoch,
    clientela_error *out_error);

/* Looks at every page of the file, every reference, the tables, the journal and the ledger. Others
 * may read and write meanwhile. What is wrong is counted, not failed on; nothing is mended.
 *   engine          the store
 *   progress        is asked every 50 ms whether to go on, with 0 of 0, and in the journal is told
 *                   how many entries of how many are verified; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the check (CLIENTELA_STATUS_CANCELLED); may be CLIENTELA_NONE
 *   out_check       what was found; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_check(
    clientela_engine engine,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_check *out_check,
    clientela_error *out_error);

/* Says how much is wrong with a part of the store.
 *   check      what a check found
 *   part       which part, CLIENTELA_CHECK_PART_...
 *   out_wrong  how much, counted as the part says; 0: it is sound
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_check_wrong(
    clientela_check check,
    clientela_check_part part,
    int64_t *out_wrong,
    clientela_error *out_error);

/* Frees what a check found. Nothing (0) is allowed.
 *   check  what a check found
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_check_free(clientela_check check);

/* Puts a backup into a place where no store is, and says what came of it; open it there afterwards.
 * The ledger that lies there already is the store's own and stays. Where there is none, `ledger`
 * says where the host kept it; with neither, the one beside the backup is taken and the store is
 * unconfirmed. Erasures that the backup has not seen are done when it is opened, before the first
 * read. CLIENTELA_STATUS_CONFLICT: copy.exists, a store is there, or its log (`-wal`) with anything
 * in it, or a ledger though another is named; an empty `-wal` and a `-shm` that were left do no
 * harm. CLIENTELA_STATUS_DAMAGED: the backup is (store.damaged; clientela_engine_salvage reads what
 * is left of it), or a ledger (ledger.damaged, ledger.of_another_store).
 * CLIENTELA_STATUS_NOT_A_STORE: store.not_ours. CLIENTELA_STATUS_IO: copy.io, among others where
 * there is no backup.
 *   from            the backup's file, which is only read
 *   to              the file that the store shall be
 *   ledger          the file of a ledger, whose text is that of clientela_engine_export_ledger; it
 *                   is copied; may be NULL
 *   progress        is told how many pages of how many are copied; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the call; may be CLIENTELA_NONE
 *   out_restored    whether it is unconfirmed; a walk without a row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_restore(
    const char *from,
    size_t from_len,
    const char *to,
    size_t to_len,
    const char *ledger,
    size_t ledger_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_restored *out_restored,
    clientela_error *out_error);

/* Copies what can be read of a damaged file into a place where no store is. The damaged file and
 * its log are only read; the ledger beside it is taken along, and without one the new store is
 * unconfirmed. Verify the journal after opening: entries that are lost are findings.
 * CLIENTELA_STATUS_DAMAGED: salvage.unreadable, not even the list of tables can be read.
 * CLIENTELA_STATUS_CONFLICT: copy.exists, a store or a ledger is there. Free the store's own
 * handles first where that is possible: what is written while its bytes are copied may be missing.
 *   from            the damaged file, which is only read
 *   to              the file that the store shall be
 *   progress        is told how many tables of how many are read; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the call; may be CLIENTELA_NONE
 *   out_restored    whether it is unconfirmed, and a walk over the tables that lost rows, before
 *                   its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_salvage(
    const char *from,
    size_t from_len,
    const char *to,
    size_t to_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_restored *out_restored,
    clientela_error *out_error);

/* Whether erasures may be missing that nobody here knows: clientela_engine_is_unconfirmed says so
 * of the store once it is open.
 *   restored         what was put back
 *   out_unconfirmed  1 for yes, 0 for no
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_restored_is_unconfirmed(
    clientela_restored restored,
    int32_t *out_unconfirmed,
    clientela_error *out_error);

/* Steps to the next table that lost rows. CLIENTELA_STATUS_DONE: there is none; a store that was
 * put back has none.
 *   restored  what was salvaged
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_restored_next(clientela_restored restored, clientela_error *out_error);

/* Reads the present table. CLIENTELA_STATUS_STATE: walk.no_row.
 *   restored    what was salvaged
 *   out_table   its name; lives until the walk is freed
 *   out_copied  how many rows are in the new file
 *   out_lost    how many rows were lost, as far as what is left tells
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_restored_read(
    clientela_restored restored,
    const char **out_table,
    size_t *out_table_len,
    int64_t *out_copied,
    int64_t *out_lost,
    clientela_error *out_error);

/* Frees what was put back or salvaged; the store stays. Nothing (0) is allowed.
 *   restored  what was put back
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_restored_free(clientela_restored restored);

/* -- Seat ------------------------------------------------------------------------------------------
 * Seats: who works where. A host that signs its people in itself says here who they are and what
 * they may do. */

/* Makes a seat without any right. Codes are 1 to 64 visible ASCII characters without blanks.
 *   branch         the branch
 *   station        the station, such as `till-1`; its entries form one chain of the journal
 *   operator_code  the operator
 *   out_seat       the new seat; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seat_new(
    const char *branch,
    size_t branch_len,
    const char *station,
    size_t station_len,
    const char *operator_code,
    size_t operator_code_len,
    clientela_seat *out_seat,
    clientela_error *out_error);

/* Gives the operator a right.
 *   seat   the seat
 *   right  which right, CLIENTELA_RIGHT_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seat_allow(
    clientela_seat seat,
    clientela_right right,
    clientela_error *out_error);

/* Gives the operator every right, those of later versions too.
 *   seat  the seat
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seat_allow_all(clientela_seat seat, clientela_error *out_error);

/* Reads who works where.
 *   seat      the seat
 *   field     which text, CLIENTELA_SEAT_FIELD_...
 *   out_text  the code; lives until the seat is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seat_text(
    clientela_seat seat,
    clientela_seat_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a seat. Desks opened with it stay open. No seat (0) is allowed.
 *   seat  the seat
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seat_free(clientela_seat seat);

/* -- Desk ------------------------------------------------------------------------------------------
 * The desk: the door of an operator at a station. Everything staff do is checked against the
 * operator's rights; what only the ERP may do answers CLIENTELA_STATUS_ERP_ONLY here. */

/* Opens the door of an operator at a station whom the host signed in itself, where the chain allows
 * it (the setting `sign_in.assertion`). The journal says so. Somebody whom the central system knows
 * has at most the rights it gives. `clientela_engine_sign_in` opens it by user name and password.
 *   engine    the store; it may be freed, the desk keeps it open
 *   seat      who works where; it may be freed or used again
 *   out_desk  the desk; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_open(
    clientela_engine engine,
    clientela_seat seat,
    clientela_desk *out_desk,
    clientela_error *out_error);

/* A till cannot define a consent: always CLIENTELA_STATUS_ERP_ONLY.
 *   desk        the desk
 *   definition  the definition
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_define(
    clientela_desk desk,
    clientela_definition definition,
    clientela_error *out_error);

/* A till cannot delete or archive a definition: always CLIENTELA_STATUS_ERP_ONLY.
 *   desk        the desk
 *   definition  the definition's code
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_delete_definition(
    clientela_desk desk,
    const char *definition,
    size_t definition_len,
    clientela_error *out_error);

/* A till cannot order an anonymization: always CLIENTELA_STATUS_ERP_ONLY.
 *   desk      the desk
 *   customer  the customer's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_anonymize(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_error *out_error);

/* Frees the handle of a desk. No desk (0) is allowed.
 *   desk  the desk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_free(clientela_desk desk);

/* -- Sign in ---------------------------------------------------------------------------------------
 * Signing in by user name and password, taking over a desk, unlocking. */

/* Opens the door of an operator who types user name and password at a station. It works offline:
 * the central system feeds operators with the hashes of their passwords. The password is taken as
 * typed.
 *
 * CLIENTELA_STATUS_SIGN_IN: `sign_in.refused` for a wrong password, a name that nobody has, and
 * somebody who was locked or removed upstream; `sign_in.locked` with the arguments `seconds` and
 * `what` (`operator` or `station`, whichever is locked longer) after five wrong tries, for a
 * minute, then for twice as long with each further one, up to fifteen minutes; `station.unknown`,
 * `station.closed`, `branch.closed`. Five wrong tries of one name lock that name everywhere, five
 * at one station lock the station for everybody: clientela_desk_unlock and
 * clientela_desk_unlock_station take the locks away.
 *
 * Sessions at one station do not know of each other: sign out, or let clientela_desk_switch end the
 * one when the other begins.
 *   engine     the store; it may be freed, the desk keeps it open
 *   station    the station's code
 *   user_name  the user name, in capitals or not
 *   password   the password, at most 1024 bytes; it is not kept
 *   out_desk   the desk; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_sign_in(
    clientela_engine engine,
    const char *station,
    size_t station_len,
    const char *user_name,
    size_t user_name_len,
    const char *password,
    size_t password_len,
    clientela_desk *out_desk,
    clientela_error *out_error);

/* Lets another operator take over the station by user name and password. The session here ends when
 * they are in; it goes on where they are refused, as by `clientela_engine_sign_in`. Drafts stay
 * their author's.
 *   desk       the desk
 *   user_name  the user name, in capitals or not
 *   password   the password, at most 1024 bytes; it is not kept
 *   out_desk   the other operator's desk; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_switch(
    clientela_desk desk,
    const char *user_name,
    size_t user_name_len,
    const char *password,
    size_t password_len,
    clientela_desk *out_desk,
    clientela_error *out_error);

/* Lets another operator whom the host signed in itself take over the station. The session here ends
 * when they are in.
 *   desk      the desk
 *   seat      the other operator at the same branch and station; it may be freed or used again
 *   out_desk  the other operator's desk; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_switch_to(
    clientela_desk desk,
    clientela_seat seat,
    clientela_desk *out_desk,
    clientela_error *out_error);

/* Ends the session: every further call at this desk is CLIENTELA_STATUS_SIGN_IN. The handle still
 * has to be freed.
 *   desk  the desk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_sign_out(clientela_desk desk, clientela_error *out_error);

/* Says who works at a desk, and where.
 *   desk      the desk
 *   out_seat  branch, station and operator, with the rights as they are now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_seat(
    clientela_desk desk,
    clientela_seat *out_seat,
    clientela_error *out_error);

/* Whether the operator has a right at this moment. Asking is no use of the session: a screen may
 * ask each second, and the session ends by idleness all the same. CLIENTELA_STATUS_SIGN_IN: the
 * session is over.
 *   desk         the desk
 *   right        which right, CLIENTELA_RIGHT_...
 *   out_allowed  1 for yes, 0 for no
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_has_right(
    clientela_desk desk,
    clientela_right right,
    int32_t *out_allowed,
    clientela_error *out_error);

/* Takes away the lock of an operator after wrong tries. It needs the right
 * CLIENTELA_RIGHT_SUPERVISE.
 *   desk           the desk
 *   operator_code  whose lock
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_unlock(
    clientela_desk desk,
    const char *operator_code,
    size_t operator_code_len,
    clientela_error *out_error);

/* Takes away the lock of a station after wrong tries. It needs the right CLIENTELA_RIGHT_SUPERVISE.
 *   desk     the desk
 *   station  whose lock
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_unlock_station(
    clientela_desk desk,
    const char *station,
    size_t station_len,
    clientela_error *out_error);

/* -- Person ----------------------------------------------------------------------------------------
 * Persons: a row of the customer list, a hit of a search, somebody related to a customer, with the
 * values as they stood when the handle was given. */

/* The person's id, 36 characters: what other functions ask for.
 *   person  the person
 *   out_id  the id; lives until the person is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_person_id(
    clientela_person person,
    const char **out_id,
    size_t *out_id_len,
    clientela_error *out_error);

/* The name as a list shows it: first and last name, or the company.
 *   person    the person
 *   out_name  the name, empty when there is none; lives until the person is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_person_name(
    clientela_person person,
    const char **out_name,
    size_t *out_name_len,
    clientela_error *out_error);

/* Reads one value.
 *   person    the person
 *   field     which field, CLIENTELA_FIELD_...
 *   slot      which occurrence, from 0
 *   out_text  the value, or NULL when there is none; lives until the person is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_person_text(
    clientela_person person,
    clientela_field field,
    int32_t slot,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* How often the person's data were changed; a stale edit is refused by it.
 *   person       the person
 *   out_version  counts the changes
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_person_version(
    clientela_person person,
    int64_t *out_version,
    clientela_error *out_error);

/* Frees a person. Texts read from it are gone too. No person (0) is allowed.
 *   person  the person
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_person_free(clientela_person person);

/* -- Customers -------------------------------------------------------------------------------------
 * The customer list. Anonymized customers are not in it. */

/* Makes a query for every customer, by name, 100 rows a page.
 *   out_query  the new query; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_new(clientela_query *out_query, clientela_error *out_error);

/* Shows customers of this status, beside those of other statuses that were named.
 *   query   the query
 *   status  such as `active`
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_add_status(
    clientela_query query,
    const char *status,
    size_t status_len,
    clientela_error *out_error);

/* Shows customers of this branch only.
 *   query   the query
 *   branch  the branch; may be NULL: any
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_set_branch(
    clientela_query query,
    const char *branch,
    size_t branch_len,
    clientela_error *out_error);

/* Sets the order.
 *   query  the query
 *   sort   the order, CLIENTELA_SORT_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_set_sort(
    clientela_query query,
    clientela_sort sort,
    clientela_error *out_error);

/* Sets how many rows are read from the store at once; the walk goes over all pages.
 *   query  the query
 *   rows   1 to 1000; 0 is taken as 1, more as 1000
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_set_page(
    clientela_query query,
    int32_t rows,
    clientela_error *out_error);

/* Frees a query. No query (0) is allowed.
 *   query  the query
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_query_free(clientela_query query);

/* Begins a walk over the customer list.
 *   desk           the desk; it may be freed, the walk keeps the store open
 *   query          what the list shows; it may be freed or used again
 *   out_customers  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_customers(
    clientela_desk desk,
    clientela_query query,
    clientela_customers *out_customers,
    clientela_error *out_error);

/* Steps to the next customer. CLIENTELA_STATUS_DONE: there is none.
 *   customers   the walk
 *   out_person  the customer with the columns of the list among its values; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customers_next(
    clientela_customers customers,
    clientela_person *out_person,
    clientela_error *out_error);

/* Frees a walk. Persons given by it stay. No walk (0) is allowed.
 *   customers  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customers_free(clientela_customers customers);

/* -- Search ----------------------------------------------------------------------------------------
 * The search: what is typed, by what it is narrowed, the hits and why each is one. Anonymized
 * customers are in none. */

/* Makes a search as the chain wants it to begin: with these statuses and this branch, 20 hits a
 * page.
 *   desk        the desk
 *   out_search  the new search; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_new_search(
    clientela_desk desk,
    clientela_search *out_search,
    clientela_error *out_error);

/* Sets a part of a search; it begins at its first page again.
 *   search  the search
 *   field   which part, CLIENTELA_SEARCH_FIELD_...
 *   text    what it says; may be NULL: the part is taken away
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_search_set_text(
    clientela_search search,
    clientela_search_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets how many hits a page has.
 *   search  the search
 *   hits    1 to 1000; 0 is taken as 1, more as 1000
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_search_set_page(
    clientela_search search,
    int32_t hits,
    clientela_error *out_error);

/* Lets another thread cancel the search.
 *   search  the search
 *   cancel  what cancels it; may be CLIENTELA_NONE: nothing
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_search_set_cancel(
    clientela_search search,
    clientela_cancel cancel,
    clientela_error *out_error);

/* Goes on behind the hits of a page: the next clientela_desk_find gives the page after it. Behind
 * the last page it begins again.
 *   search  the search
 *   hits    the page
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_search_after(
    clientela_search search,
    clientela_hits hits,
    clientela_error *out_error);

/* Frees a search. No search (0) is allowed.
 *   search  the search
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_search_free(clientela_search search);

/* Finds a page of customers: the better stage first, in each the month of the last visit, and on
 * the page the latest visit. What is changed between two pages may be on both or on none.
 * CLIENTELA_STATUS_NOT_PERMITTED with search.branch_fixed: the branch may not be changed here; that
 * narrows searches and lists, not who is read by id, number or card. CLIENTELA_STATUS_LIMIT with
 * search.too_long: the text has more than 4096 bytes.
 *   desk      the desk
 *   search    what is sought; it may be freed or used again
 *   out_hits  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_find(
    clientela_desk desk,
    clientela_search search,
    clientela_hits *out_hits,
    clientela_error *out_error);

/* Searches customers by what was typed, of any status, and in all branches where the setting
 * search.all_branches allows it, whatever is set for other searches: several words in any order,
 * each the beginning of a word in any field; then names that sound like it, and words of four
 * letters at least that are it but for one. A full customer number or card comes first.
 *   desk      the desk
 *   text      what was typed
 *   limit     at most so many hits, 1 to 1000; 0 is taken as 1, more as 1000
 *   out_hits  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_search(
    clientela_desk desk,
    const char *text,
    size_t text_len,
    int32_t limit,
    clientela_hits *out_hits,
    clientela_error *out_error);

/* How many hits the walk has.
 *   hits       the walk
 *   out_count  the number of hits
 *   out_more   1 when more customers match than were asked for, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_count(
    clientela_hits hits,
    int32_t *out_count,
    int32_t *out_more,
    clientela_error *out_error);

/* Steps to the next hit. CLIENTELA_STATUS_DONE: there is none.
 *   hits        the walk
 *   out_person  the customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_next(
    clientela_hits hits,
    clientela_person *out_person,
    clientela_error *out_error);

/* How good the present hit is. CLIENTELA_STATUS_STATE: clientela_hits_next was not called.
 *   hits       the walk
 *   out_stage  CLIENTELA_STAGE_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_stage(
    clientela_hits hits,
    clientela_stage *out_stage,
    clientela_error *out_error);

/* Why the present hit is one: a row for each word of the query. CLIENTELA_STATUS_STATE:
 * clientela_hits_next was not called.
 *   hits         the walk
 *   out_matches  the walk over the reasons, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_matches(
    clientela_hits hits,
    clientela_matches *out_matches,
    clientela_error *out_error);

/* Somebody of another branch who has exactly the number or the card that was sought.
 * CLIENTELA_STATUS_DONE: there is nobody.
 *   hits           the walk
 *   out_elsewhere  that there is somebody; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_elsewhere(
    clientela_hits hits,
    clientela_elsewhere *out_elsewhere,
    clientela_error *out_error);

/* Frees a walk. Persons given by it stay. No walk (0) is allowed.
 *   hits  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_hits_free(clientela_hits hits);

/* Steps to the next reason. CLIENTELA_STATUS_DONE: there is none.
 *   matches     the walk
 *   out_field   which field matched, CLIENTELA_FIELD_...
 *   out_slot    which occurrence of it
 *   out_how     how, CLIENTELA_HOW_...
 *   out_start   where the part to highlight begins, in bytes of the text
 *   out_end     where it ends
 *   out_person  the id of the person who belongs to the customer and whose field it is, read by
 *               clientela_desk_customer; or of a record that was merged into the customer's and is
 *               not shown, with nothing to highlight; or NULL: the customer's own; lives until the
 *               walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_matches_next(
    clientela_matches matches,
    clientela_field *out_field,
    int32_t *out_slot,
    clientela_how *out_how,
    int64_t *out_start,
    int64_t *out_end,
    const char **out_person,
    size_t *out_person_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   matches  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_matches_free(clientela_matches matches);

/* -- Elsewhere -------------------------------------------------------------------------------------
 * Somebody whom another branch knows: that they exist, and nothing else. */

/* Whether another branch knows somebody of exactly this name and birthday. CLIENTELA_STATUS_DONE:
 * none does.
 *   desk           the desk
 *   given          the first name
 *   family         the last name
 *   born           the day of birth, YYYY-MM-DD
 *   out_elsewhere  that there is somebody; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_known_elsewhere(
    clientela_desk desk,
    const char *given,
    size_t given_len,
    const char *family,
    size_t family_len,
    const char *born,
    size_t born_len,
    clientela_elsewhere *out_elsewhere,
    clientela_error *out_error);

/* Asks the responsible branch for the customer: an entry of the journal,
 * CLIENTELA_ENTRY_KIND_TAKE_OVER_REQUESTED, which that branch hears of as news. Where any branch
 * may take a customer over, it is done at once.
 *   desk       the desk
 *   elsewhere  whom another branch knows
 *   reason     why
 *   out_done   1 when the customer belongs to this branch now, 0 when the other branch was asked
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_request_take_over(
    clientela_desk desk,
    clientela_elsewhere elsewhere,
    const char *reason,
    size_t reason_len,
    int32_t *out_done,
    clientela_error *out_error);

/* Frees it. No one (0) is allowed.
 *   elsewhere  whom another branch knows
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_elsewhere_free(clientela_elsewhere elsewhere);

/* -- Customer --------------------------------------------------------------------------------------
 * One customer with everything that a detail screen shows, as it stood when the handle was given. */

/* Gives everything that a detail screen shows. Consents are among it where the operator may see
 * them.
 *   desk          the desk
 *   id            the id of a customer or related person
 *   out_customer  the customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_customer(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_customer *out_customer,
    clientela_error *out_error);

/* The same for the customer with this number.
 *   desk          the desk
 *   number        the customer number
 *   out_customer  the customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_customer_by_number(
    clientela_desk desk,
    const char *number,
    size_t number_len,
    clientela_customer *out_customer,
    clientela_error *out_error);

/* The customer's id, 36 characters: what other functions ask for.
 *   customer  the customer
 *   out_id    the id; lives until the customer is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_id(
    clientela_customer customer,
    const char **out_id,
    size_t *out_id_len,
    clientela_error *out_error);

/* The name as a list shows it: first and last name, or the company.
 *   customer  the customer
 *   out_name  the name, empty when there is none; lives until the customer is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_name(
    clientela_customer customer,
    const char **out_name,
    size_t *out_name_len,
    clientela_error *out_error);

/* Reads one value.
 *   customer  the customer
 *   field     which field, CLIENTELA_FIELD_...
 *   slot      which occurrence, from 0
 *   out_text  the value, or NULL when there is none; lives until the customer is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_text(
    clientela_customer customer,
    clientela_field field,
    int32_t slot,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* How often the customer was changed; a stale edit is refused by it.
 *   customer     the customer
 *   out_version  counts the changes
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_version(
    clientela_customer customer,
    int64_t *out_version,
    clientela_error *out_error);

/* How many documents the customer has.
 *   customer   the customer
 *   out_count  the number of documents
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_documents(
    clientela_customer customer,
    int64_t *out_count,
    clientela_error *out_error);

/* Begins a walk over contact persons and family members.
 *   customer     the customer
 *   out_related  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_related(
    clientela_customer customer,
    clientela_related *out_related,
    clientela_error *out_error);

/* Begins a walk over the customer's consents.
 *   customer      the customer
 *   out_consents  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_consents(
    clientela_customer customer,
    clientela_consents *out_consents,
    clientela_error *out_error);

/* Frees a customer. Texts read from it are gone too. No customer (0) is allowed.
 *   customer  the customer
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_free(clientela_customer customer);

/* Steps to the next related person. CLIENTELA_STATUS_DONE: there is none.
 *   related     the walk
 *   out_role    `contact` or `family`; lives until the walk is freed
 *   out_person  the person; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_related_next(
    clientela_related related,
    const char **out_role,
    size_t *out_role_len,
    clientela_person *out_person,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too; persons given by it stay. No walk (0) is allowed.
 *   related  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_related_free(clientela_related related);

/* -- Section ---------------------------------------------------------------------------------------
 * The sections of a detail screen that list several things of one customer: which there are, in the
 * order in which they are shown. A value of one of them is read by its field and slot:
 * clientela_customer_text(customer, CLIENTELA_FIELD_COMMENT_TEXT, slot, ...). */

/* Begins a walk over the things of a section, in the order in which a screen shows them: cards in
 * use first, pinned comments first and then the latest, coupons that were not redeemed first,
 * memberships as they were given.
 *   customer   the customer
 *   section    which section, CLIENTELA_SECTION_...
 *   out_slots  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_section(
    clientela_customer customer,
    clientela_section section,
    clientela_slots *out_slots,
    clientela_error *out_error);

/* Begins a walk over the missing fields that the screen marks. There are none unless the setting
 * `missing.marked` is on.
 *   customer    the customer
 *   out_fields  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_customer_marked(
    clientela_customer customer,
    clientela_fields *out_fields,
    clientela_error *out_error);

/* The first slot in which a new thing of a section can be begun: one behind the last that there is.
 *   draft     the draft
 *   section   which section, CLIENTELA_SECTION_...
 *   out_slot  the slot
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_free_slot(
    clientela_draft draft,
    clientela_section section,
    int32_t *out_slot,
    clientela_error *out_error);

/* Steps to the next thing. CLIENTELA_STATUS_DONE: there is none.
 *   slots     the walk
 *   out_slot  its slot
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_slots_next(
    clientela_slots slots,
    int32_t *out_slot,
    clientela_error *out_error);

/* Frees a walk. No walk (0) is allowed.
 *   slots  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_slots_free(clientela_slots slots);

/* -- Draft -----------------------------------------------------------------------------------------
 * Drafts: a customer or related person being added or edited. Nothing is written before
 * `clientela_desk_save`, and then all of it or nothing. */

/* Begins a new customer of the desk's branch, with the status that the setting
 * `customer.default_status` says.
 *   desk       the desk
 *   kind       `private` or `business`; empty: as the setting `customer.default_kind` says
 *   out_draft  the draft; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_new_customer(
    clientela_desk desk,
    const char *kind,
    size_t kind_len,
    clientela_draft *out_draft,
    clientela_error *out_error);

/* Begins a new contact person or family member of a customer.
 *   desk       the desk
 *   customer   the customer's id
 *   role       `contact` or `family`
 *   out_draft  the draft; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_new_related(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *role,
    size_t role_len,
    clientela_draft *out_draft,
    clientela_error *out_error);

/* Begins to edit a customer or related person: the draft holds the values as they are.
 * CLIENTELA_STATUS_NOT_PERMITTED: customer.restricted, their data are restricted
 * (clientela_erp_restrict).
 *   desk       the desk
 *   id         the person's id
 *   out_draft  the draft; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_edit(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_draft *out_draft,
    clientela_error *out_error);

/* Begins to edit a contact person or family member together with what they are to a customer
 * (CLIENTELA_FIELD_ROLE) and from when until when (CLIENTELA_FIELD_RELATION_FROM,
 * CLIENTELA_FIELD_RELATION_UNTIL), on what ground they decide for the customer
 * (CLIENTELA_FIELD_GUARDIAN, CLIENTELA_FIELD_GUARDIAN_FOR) and what they may receive
 * (CLIENTELA_FIELD_AUTHORIZED_FOR).
 *   desk       the desk
 *   customer   the customer's id
 *   person     the id of the related person
 *   out_draft  the draft; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_edit_related(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *person,
    size_t person_len,
    clientela_draft *out_draft,
    clientela_error *out_error);

/* Begins to make somebody who is there already a contact person or family member of a customer: a
 * mother who is a customer herself, and decides for her child (CLIENTELA_FIELD_GUARDIAN).
 *   desk       the desk
 *   customer   the customer's id
 *   person     the id of the other person
 *   role       `contact` or `family`
 *   out_draft  the draft; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_relate(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *person,
    size_t person_len,
    const char *role,
    size_t role_len,
    clientela_draft *out_draft,
    clientela_error *out_error);

/* Saves a draft: the values that changed, the relation and the consents. Afterwards the draft holds
 * what is stored now and may be edited on. What others saved in between stays.
 * CLIENTELA_STATUS_INVALID lists every broken rule; CLIENTELA_STATUS_CONFLICT: somebody else has
 * the number (the code is `customer.number_taken`) or changed the same field, name or address
 * (`customer.changed_meanwhile`, with each such field): then nothing was written, and
 * clientela_desk_reload tells what they saved. `draft.not_settled`: a reload told what clashes, and
 * it is not decided yet. CLIENTELA_STATUS_NOT_PERMITTED: also where another operator began the
 * draft. CLIENTELA_STATUS_ERASED: the person was anonymized; free the draft, which still holds what
 * was typed.
 *   desk         the desk
 *   draft        the draft
 *   out_outcome  what it did, CLIENTELA_OUTCOME_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_save(
    clientela_desk desk,
    clientela_draft draft,
    clientela_outcome *out_outcome,
    clientela_error *out_error);

/* Brings a draft up to what is stored now: it takes over what others saved and keeps what was set
 * in it. Where both changed the same field, name or address, that is among the clashes; the draft
 * keeps its own value, and cannot be saved until clientela_draft_settle decided for each. Show
 * base, mine and theirs to whoever edits. One thing each are the name (from form of address to
 * suffix), each address (each of its slots), each account, card, comment and coupon.
 *   desk         the desk
 *   draft        the draft
 *   out_clashes  the walk over clashes, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_reload(
    clientela_desk desk,
    clientela_draft draft,
    clientela_clashes *out_clashes,
    clientela_error *out_error);

/* Decides a clash: for the field, and for the whole name, address, account, card, comment or coupon
 * that it belongs to. Until it is reloaded or saved it can be decided otherwise. A third value is
 * set afterwards with clientela_draft_set_text, and is mine from then on.
 * CLIENTELA_STATUS_NOT_FOUND, `clash.not_found`: nothing clashes there.
 *   draft  the draft
 *   field  which field, CLIENTELA_FIELD_...
 *   slot   which occurrence, from 0
 *   side   whose values hold, CLIENTELA_SIDE_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_settle(
    clientela_draft draft,
    clientela_field field,
    int32_t slot,
    clientela_side side,
    clientela_error *out_error);

/* The id of the person, also of one who is not yet saved.
 *   draft   the draft
 *   out_id  the id, 36 characters; lives until the draft is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_id(
    clientela_draft draft,
    const char **out_id,
    size_t *out_id_len,
    clientela_error *out_error);

/* Sets one value. Empty text removes it. Values are checked when the draft is saved.
 *   draft  the draft
 *   field  which field, CLIENTELA_FIELD_...
 *   slot   which occurrence, from 0
 *   text   the value; it is copied
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_set_text(
    clientela_draft draft,
    clientela_field field,
    int32_t slot,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Reads one value as it stands in the draft.
 *   draft     the draft
 *   field     which field, CLIENTELA_FIELD_...
 *   slot      which occurrence, from 0
 *   out_text  the value, or NULL when there is none; lives until the draft is freed, even when it
 *             is set anew
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_text(
    clientela_draft draft,
    clientela_field field,
    int32_t slot,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Records an answer together with the person, when the draft is saved.
 *   draft    the draft
 *   capture  the answer; it may be freed or used again
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_capture(
    clientela_draft draft,
    clientela_capture capture,
    clientela_error *out_error);

/* Says why, in the operator's words; kept in the change log, and erased with the person.
 *   draft   the draft
 *   reason  the reason
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_because(
    clientela_draft draft,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Says that somebody new who looks like one of the erased registered anew, and why; without it
 * saving refuses them (CLIENTELA_STATUS_ERASED with `customer.anonymized_before`). The journal
 * tells who said so.
 *   draft   the draft
 *   reason  why
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_register_anew(
    clientela_draft draft,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Frees a draft. What was not saved is gone, and so are texts read from it. No draft (0) is
 * allowed.
 *   draft  the draft
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_draft_free(clientela_draft draft);

/* -- Capture ---------------------------------------------------------------------------------------
 * Captures: one answer of a person, to be recorded at a desk, with what proves it. */

/* Makes an answer.
 *   definition   the code of the definition that was answered
 *   intent       what the person wants, CLIENTELA_INTENT_...
 *   method       how it was given, CLIENTELA_METHOD_...
 *   out_capture  the new answer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_new(
    const char *definition,
    size_t definition_len,
    clientela_intent intent,
    clientela_method method,
    clientela_capture *out_capture,
    clientela_error *out_error);

/* Adds another definition that was answered in the same way, on the same occasion: on the same
 * form, with the same signature.
 *   capture     the answer
 *   definition  the code of the definition that was answered too, each once
 *   intent      what the person wants, CLIENTELA_INTENT_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_add_answer(
    clientela_capture capture,
    const char *definition,
    size_t definition_len,
    clientela_intent intent,
    clientela_error *out_error);

/* Says which version of a text the person saw, as the dialog or the consents told it. Where another
 * one applies by now, nothing is recorded: CLIENTELA_STATUS_CONFLICT, `consent.text_changed`.
 *   capture     the answer
 *   definition  the definition's code
 *   major       the major version
 *   minor       the minor version
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_shown(
    clientela_capture capture,
    const char *definition,
    size_t definition_len,
    int32_t major,
    int32_t minor,
    clientela_error *out_error);

/* Sets the language of the text that was shown; the customer's, else the till's, where it is not
 * said.
 *   capture   the answer
 *   language  ISO 639-1, such as `de`
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_language(
    clientela_capture capture,
    const char *language,
    size_t language_len,
    clientela_error *out_error);

/* Sets where a proof is, as somebody notes it; it stands for no signature. It is erased with the
 * person, its digest stays. Of this, a signature elsewhere and a form the last that is set counts.
 *   capture    the answer
 *   reference  the note, at most 200 characters
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_reference(
    clientela_capture capture,
    const char *reference,
    size_t reference_len,
    clientela_error *out_error);

/* Sets the reference of a signature that is registered in another system: it stands for the
 * signature.
 *   capture    the answer
 *   reference  what it is known by there, at most 200 characters
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_signed_elsewhere(
    clientela_capture capture,
    const char *reference,
    size_t reference_len,
    clientela_error *out_error);

/* Sets the number of a signed form that was printed here: it stands for the signature, and what
 * stood on the paper, version, language and text, is what was answered. Recording fails with
 * CLIENTELA_STATUS_NOT_FOUND where no form has the number, and with CLIENTELA_STATUS_INVALID where
 * it is somebody else's or the definition is not on it.
 *   capture  the answer
 *   number   the number, typed or scanned; small letters, blanks and hyphens do not matter
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_form(
    clientela_capture capture,
    const char *number,
    size_t number_len,
    clientela_error *out_error);

/* Sets the signature. Every answer is bound to it by a digest of its own; nothing else of it is
 * kept.
 *   capture    the answer
 *   signature  the signature; it may be freed or used again
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_sign(
    clientela_capture capture,
    clientela_signature signature,
    clientela_error *out_error);

/* Sets the signature by the SHA-256 digest that the host made of it.
 *   capture  the answer
 *   digest   the digest
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_signature(
    clientela_capture capture,
    const uint8_t *digest,
    size_t digest_len,
    clientela_error *out_error);

/* Sets why an operator corrects what was recorded.
 *   capture  the answer
 *   reason   the reason
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_reason(
    clientela_capture capture,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Sets the receipt on whose occasion the person answered.
 *   capture  the answer
 *   receipt  the receipt's number, a code
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_receipt(
    clientela_capture capture,
    const char *receipt,
    size_t receipt_len,
    clientela_error *out_error);

/* Sets what an objection binds beyond its definition.
 *   capture  the answer
 *   scope    what it binds, CLIENTELA_SCOPE_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_scope(
    clientela_capture capture,
    clientela_scope scope,
    clientela_error *out_error);

/* Says that a parent or guardian answered for the person. To agree they must be one on that day,
 * for that definition.
 *   capture   the answer
 *   guardian  the guardian's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_set_guardian(
    clientela_capture capture,
    const char *guardian,
    size_t guardian_len,
    clientela_error *out_error);

/* Frees an answer that was described; what was recorded stays. No answer (0) is allowed.
 *   capture  the answer
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_capture_free(clientela_capture capture);

/* -- Care ------------------------------------------------------------------------------------------
 * Single operations on the customer file, each journaled with its reason: cards that are read, the
 * responsible branch, the cost bearer, coupons, and who does not want to say missing data now. */

/* Gives the customer with this card. Where the customer belongs to another branch, the card moves
 * them to this one, if the setting `branch.take_over_by_card` is on. CLIENTELA_STATUS_NOT_FOUND:
 * nobody has it; CLIENTELA_STATUS_STATE: it was lost or replaced.
 *   desk          the desk
 *   card          the number of the card
 *   out_customer  the customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_customer_by_card(
    clientela_desk desk,
    const char *card,
    size_t card_len,
    clientela_customer *out_customer,
    clientela_error *out_error);

/* Makes this branch responsible for a customer of another one, if the setting
 * `branch.take_over_by_any` is on.
 *   desk      the desk
 *   customer  the customer's id
 *   reason    why; kept in the change log
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_take_over(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Makes another branch responsible for a customer of this one.
 *   desk      the desk
 *   customer  the customer's id
 *   branch    the other branch's code
 *   reason    why; kept in the change log
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_hand_over(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *branch,
    size_t branch_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Changes the default cost bearer where there is one already, which no draft does.
 *   desk      the desk
 *   customer  the customer's id
 *   name      the cost bearer; empty: none
 *   reason    why; kept in the change log
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_change_cost_bearer(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *name,
    size_t name_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Redeems a coupon of a customer, once, on a document that is being written for them.
 * CLIENTELA_STATUS_STATE says why not: it was redeemed (`coupon.redeemed`), its days have not begun
 * (`coupon.not_yet`) or are over (`coupon.over`), the document is final.
 *   desk      the desk
 *   customer  the customer's id
 *   coupon    the coupon's code
 *   document  the document's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_redeem_coupon(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *coupon,
    size_t coupon_len,
    const char *document,
    size_t document_len,
    clientela_error *out_error);

/* The customer does not want to say missing data now: the hint is silent for the months of the
 * setting `missing.ask_again_months`, counted from the first time.
 *   desk      the desk
 *   customer  the customer's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_defer_missing_data(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_error *out_error);

/* -- Missing ---------------------------------------------------------------------------------------
 * What is missing of a customer when a transaction begins. The hint never blocks, unless the
 * setting `missing.address_blocks` is on. */

/* Tells what is missing of a customer for the transaction that begins: of the fields that the
 * setting `missing.fields` chooses.
 *   desk         the desk
 *   customer     the customer's id
 *   out_missing  what is missing; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_missing_data(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_missing *out_missing,
    clientela_error *out_error);

/* Withdraws all e-mail advertising that the customer accepted, where missing data are asked for:
 * one call for all of it. Needs the setting `missing.withdraw_email`; each consent on its own is
 * withdrawn by clientela_desk_withdraw always.
 *   desk       the desk
 *   customer   the customer's id
 *   out_count  how many consents were withdrawn
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_withdraw_email_advertising(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    int64_t *out_count,
    clientela_error *out_error);

/* Begins a walk over the missing fields.
 *   missing     what is missing
 *   out_fields  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_fields(
    clientela_missing missing,
    clientela_fields *out_fields,
    clientela_error *out_error);

/* Reads a number.
 *   missing     what is missing
 *   field       which, CLIENTELA_MISSING_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_number(
    clientela_missing missing,
    clientela_missing_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text.
 *   missing   what is missing
 *   field     which, CLIENTELA_MISSING_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the handle is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_text(
    clientela_missing missing,
    clientela_missing_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees it. Nothing (0) is allowed.
 *   missing  what is missing
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_free(clientela_missing missing);

/* -- Duplicates ------------------------------------------------------------------------------------
 * Possible duplicates: of a draft, and in the whole store. How sure it is that two records are of
 * one person is said in hundredths of a bit: 0 is as likely as not, 1000 a thousand to one. */

/* Begins a walk over the customers who may be the one of a draft: those of the same first name,
 * last name and birthday first, where the setting `duplicates.same_name_and_birthday` is on, then
 * the surest. Ask before a new customer is saved, or while one is typed; saving never asks. Whom
 * somebody decided upon is left out until the data change. Takes the rights to read and to edit
 * customers.
 *   desk                     the desk
 *   draft                    the draft
 *   out_possible_duplicates  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_possible_duplicates(
    clientela_desk desk,
    clientela_draft draft,
    clientela_possible_duplicates *out_possible_duplicates,
    clientela_error *out_error);

/* Steps to the next possible duplicate. CLIENTELA_STATUS_DONE: there is none.
 *   possible_duplicates         the walk
 *   out_person                  the customer, as the operator may see them; free it
 *   out_centibits               how sure it is, in hundredths of a bit; less than 0 where only the
 *                               same name and birthday speak for it
 *   out_same_name_and_birthday  1 when first name, last name and birthday are the same, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_possible_duplicates_next(
    clientela_possible_duplicates possible_duplicates,
    clientela_person *out_person,
    int64_t *out_centibits,
    int32_t *out_same_name_and_birthday,
    clientela_error *out_error);

/* Begins a walk over what speaks for and against the possible duplicate that was stepped to last.
 *   possible_duplicates    the walk over possible duplicates, after a step
 *   out_duplicate_reasons  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_possible_duplicates_reasons(
    clientela_possible_duplicates possible_duplicates,
    clientela_duplicate_reasons *out_duplicate_reasons,
    clientela_error *out_error);

/* Frees a walk. Persons given by it stay. No walk (0) is allowed.
 *   possible_duplicates  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_possible_duplicates_free(clientela_possible_duplicates possible_duplicates);

/* Looks for duplicates among all customers, learns from them alone how much each agreement says,
 * keeps that in the store, and begins a walk over the pairs, the surest first. Pairs that somebody
 * decided upon are left out until their data change. A cancelled job leaves the store as it was.
 * Takes the rights to read customers and of administration.
 *   desk                 the desk
 *   progress             is told how much of how much is done; may be NULL
 *   user_data            given back to the callback; may be NULL
 *   drop_user_data       frees `user_data` when the call is over; may be NULL
 *   cancel               cancels the job; may be CLIENTELA_NONE
 *   out_duplicate_pairs  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_find_duplicates(
    clientela_desk desk,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_duplicate_pairs *out_duplicate_pairs,
    clientela_error *out_error);

/* The same as clientela_desk_find_duplicates for the central system.
 *   erp                  the ERP's door
 *   progress             is told how much of how much is done; may be NULL
 *   user_data            given back to the callback; may be NULL
 *   drop_user_data       frees `user_data` when the call is over; may be NULL
 *   cancel               cancels the job; may be CLIENTELA_NONE
 *   out_duplicate_pairs  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_find_duplicates(
    clientela_erp erp,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_duplicate_pairs *out_duplicate_pairs,
    clientela_error *out_error);

/* Says how much a job looked at.
 *   duplicate_pairs  the walk over pairs
 *   out_customers    how many customers were compared
 *   out_decided      how many pairs are left out because somebody decided upon them
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_pairs_counts(
    clientela_duplicate_pairs duplicate_pairs,
    int64_t *out_customers,
    int64_t *out_decided,
    clientela_error *out_error);

/* Steps to the next pair. CLIENTELA_STATUS_DONE: there is none.
 *   duplicate_pairs             the walk
 *   out_one                     one customer by id; lives until the walk is freed
 *   out_other                   the other by id; lives until the walk is freed
 *   out_via                     a third customer by id with whom both are one, where the pair
 *                               follows from that, else NULL; lives until the walk is freed
 *   out_centibits               how sure it is, in hundredths of a bit
 *   out_same_name_and_birthday  1 when first name, last name and birthday are the same, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_pairs_next(
    clientela_duplicate_pairs duplicate_pairs,
    const char **out_one,
    size_t *out_one_len,
    const char **out_other,
    size_t *out_other_len,
    const char **out_via,
    size_t *out_via_len,
    int64_t *out_centibits,
    int32_t *out_same_name_and_birthday,
    clientela_error *out_error);

/* Begins a walk over what speaks for and against the pair that was stepped to last.
 *   duplicate_pairs        the walk over pairs, after a step
 *   out_duplicate_reasons  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_pairs_reasons(
    clientela_duplicate_pairs duplicate_pairs,
    clientela_duplicate_reasons *out_duplicate_reasons,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   duplicate_pairs  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_pairs_free(clientela_duplicate_pairs duplicate_pairs);

/* -- Duplicate reasons -----------------------------------------------------------------------------
 * What speaks for and against two records being of one person, in hundredths of a bit: above 0 for
 * it, below 0 against. The sum of all, with where it begins and what is taken off for a household,
 * is how sure it is. */

/* Steps to the next comparison that says something. CLIENTELA_STATUS_DONE: there is none.
 *   duplicate_reasons  the walk
 *   out_comparison     what was compared, CLIENTELA_COMPARISON_...
 *   out_level          how it compares, CLIENTELA_COMPARISON_LEVEL_...
 *   out_centibits      what that says, in hundredths of a bit
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_reasons_next(
    clientela_duplicate_reasons duplicate_reasons,
    clientela_comparison *out_comparison,
    clientela_comparison_level *out_level,
    int64_t *out_centibits,
    clientela_error *out_error);

/* Says where the sum begins: how rare a pair of one person is among all, and what a household would
 * share anyway.
 *   duplicate_reasons  the walk
 *   out_start          how rare it is, in hundredths of a bit
 *   out_household      what is taken off, in hundredths of a bit; never above 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_reasons_base(
    clientela_duplicate_reasons duplicate_reasons,
    int64_t *out_start,
    int64_t *out_household,
    clientela_error *out_error);

/* Frees a walk. No walk (0) is allowed.
 *   duplicate_reasons  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_reasons_free(clientela_duplicate_reasons duplicate_reasons);

/* -- Duplicate decisions ---------------------------------------------------------------------------
 * What somebody decided about two records, and the parameters by which duplicates are told. */

/* Keeps what somebody decided about two records: they are not reported again until what is compared
 * of either changes. A later decision takes the place of this one. It goes with either person.
 * Takes the right to edit customers.
 *   desk      the desk
 *   one       the id of one customer
 *   other     the id of the other
 *   decision  what they are, CLIENTELA_DUPLICATE_DECISION_...
 *   reason    why; empty: none
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_decide_duplicate(
    clientela_desk desk,
    const char *one,
    size_t one_len,
    const char *other,
    size_t other_len,
    clientela_duplicate_decision decision,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Begins a walk over what was decided about a customer and others.
 *   desk                     the desk
 *   customer                 the customer's id
 *   out_duplicate_decisions  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_duplicate_decisions(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_duplicate_decisions *out_duplicate_decisions,
    clientela_error *out_error);

/* Steps to the next decision. CLIENTELA_STATUS_DONE: there is none.
 *   duplicate_decisions  the walk
 *   out_other            the other customer by id; lives until the walk is freed
 *   out_decision         what they are, CLIENTELA_DUPLICATE_DECISION_...
 *   out_reason           why, NULL where nobody said, and for whoever may not read the change log;
 *                        lives until the walk is freed
 *   out_operator         who decided, by code; lives until the walk is freed
 *   out_at               when, in milliseconds since 1970-01-01 UTC
 *   out_holds            1 when it holds, 0 when the data changed since and it is asked again
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_decisions_next(
    clientela_duplicate_decisions duplicate_decisions,
    const char **out_other,
    size_t *out_other_len,
    clientela_duplicate_decision *out_decision,
    const char **out_reason,
    size_t *out_reason_len,
    const char **out_operator,
    size_t *out_operator_len,
    int64_t *out_at,
    int32_t *out_holds,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   duplicate_decisions  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_duplicate_decisions_free(clientela_duplicate_decisions duplicate_decisions);

/* Writes the parameters by which duplicates are told as a JSON document: plain numbers about no
 * one. Its `customers` are those they were learned from; before the first job it says what is
 * believed of any customer file, and `learned_at` is null.
 *   engine      the store
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_duplicate_model(
    clientela_engine engine,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* -- Consents --------------------------------------------------------------------------------------
 * Consents at a desk: seeing what stands, recording an answer, withdrawing. */

/* Begins a walk over every consent of a person that is in force or was ever answered.
 *   desk          the desk
 *   person        the id of a customer or related person
 *   out_consents  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consents(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_consents *out_consents,
    clientela_error *out_error);

/* Records an answer, of several that one capture holds all or none. Withdrawing, refusing and
 * objecting need neither reason nor evidence and work at once.
 *   desk       the desk
 *   person     the id of a customer or related person
 *   capture    the answer; it may be freed or used again
 *   out_given  what stands now for the first answer, clientela_given_next steps to the others; free
 *              it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_record(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_capture capture,
    clientela_given *out_given,
    clientela_error *out_error);

/* Withdraws a consent: one call, no reason, effective at once.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   definition  the definition's code
 *   out_given   what stands now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_withdraw(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    clientela_given *out_given,
    clientela_error *out_error);

/* Steps to the next consent. CLIENTELA_STATUS_DONE: there is none.
 *   consents  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consents_next(clientela_consents consents, clientela_error *out_error);

/* Reads a text of the present consent.
 *   consents  the walk
 *   field     which field, CLIENTELA_CONSENT_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consents_text(
    clientela_consents consents,
    clientela_consent_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present consent.
 *   consents    the walk
 *   field       which field, CLIENTELA_CONSENT_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consents_number(
    clientela_consents consents,
    clientela_consent_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the addresses or numbers of the present consent's channel, as the operator may
 * see them.
 *   consents       the walk; it may be freed during the other
 *   out_addresses  the walk over the addresses, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consents_addresses(
    clientela_consents consents,
    clientela_texts *out_addresses,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   consents  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consents_free(clientela_consents consents);

/* Steps to what stands for the next answer of the capture. CLIENTELA_STATUS_DONE: there is none.
 *   given  what recording did
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_given_next(clientela_given given, clientela_error *out_error);

/* Reads a text of what stands now.
 *   given     what recording did
 *   field     CLIENTELA_CONSENT_FIELD_DEFINITION, _STATE, _DETAIL or _EVENT
 *   out_text  the text, or NULL when there is none; lives until it is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_given_text(
    clientela_given given,
    clientela_consent_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of what stands now.
 *   given       what recording did
 *   field       CLIENTELA_CONSENT_FIELD_STATE or CLIENTELA_CONSENT_FIELD_DETAIL
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_given_number(
    clientela_given given,
    clientela_consent_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees what recording did; what was recorded stays. Nothing (0) is allowed.
 *   given  what recording did
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_given_free(clientela_given given);

/* -- Confirmations ---------------------------------------------------------------------------------
 * The second opt-in. A desk or a portal asks for it; whoever sends mails takes what is to be sent,
 * each message once, with a code or the end of a link that the store itself never holds and no desk
 * ever sees. A link that is opened only shows; a second call confirms. An operator passes on a code
 * that the person reads aloud. */

/* Asks at a desk for the second opt-in to a consent that waits for it: a code or link will be sent
 * to the person. What is sent the desk never learns; one that was asked for before is of no use any
 * more. It takes the right to record consents.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   definition  the code of the definition
 *   kind        what the person gets, CLIENTELA_CONFIRMATION_KIND_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_request_confirmation(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    clientela_confirmation_kind kind,
    clientela_error *out_error);

/* Asks the same for a portal: somebody ticked a form there.
 *   erp         the ERP's door
 *   person      the id of a customer or related person
 *   definition  the code of the definition
 *   kind        what the person gets, CLIENTELA_CONFIRMATION_KIND_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_request_confirmation(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    clientela_confirmation_kind kind,
    clientela_error *out_error);

/* Takes what is to be sent, each message once, the oldest first; call it until the walk has no row.
 * The secrets are made now, and the store keeps only digests: a message that is lost is asked for
 * anew.
 *   erp                the ERP's door
 *   limit              at most so many messages, 0 or more
 *   out_confirmations  the walk, before its first message; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_take_confirmations(
    clientela_erp erp,
    int32_t limit,
    clientela_confirmations *out_confirmations,
    clientela_error *out_error);

/* Steps to the next message. CLIENTELA_STATUS_DONE: there is none.
 *   confirmations  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmations_next(
    clientela_confirmations confirmations,
    clientela_error *out_error);

/* Reads a text of the present message.
 *   confirmations  the walk
 *   field          which field, CLIENTELA_CONFIRMATION_FIELD_..., of those of a message
 *   out_text       the text, or NULL when there is none; lives until the walk is freed, and is
 *                  wiped then
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmations_text(
    clientela_confirmations confirmations,
    clientela_confirmation_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present message.
 *   confirmations  the walk
 *   field          which field, CLIENTELA_CONFIRMATION_FIELD_..., of those of a message
 *   out_number     the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmations_number(
    clientela_confirmations confirmations,
    clientela_confirmation_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk and wipes its texts. No walk (0) is allowed.
 *   confirmations  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmations_free(clientela_confirmations confirmations);

/* Says what a link is about, for the page that it opens. It changes nothing and counts no try: mail
 * programs open links too. CLIENTELA_STATUS_INVALID (`confirmation.wrong`): it is none of ours;
 * CLIENTELA_STATUS_STATE: `confirmation.expired`, `confirmation.tries_used_up`.
 *   erp              the ERP's door
 *   link             what stands at the end of the link
 *   out_confirmable  what it is about; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_look_at_confirmation(
    clientela_erp erp,
    const char *link,
    size_t link_len,
    clientela_confirmable *out_confirmable,
    clientela_error *out_error);

/* Reads a text of what a link is about.
 *   confirmable  what it is about
 *   field        which field, CLIENTELA_CONFIRMATION_FIELD_..., of those of a link
 *   out_text     the text, or NULL when there is none; lives until it is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmable_text(
    clientela_confirmable confirmable,
    clientela_confirmation_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of what a link is about.
 *   confirmable  what it is about
 *   field        which field, CLIENTELA_CONFIRMATION_FIELD_..., of those of a link
 *   out_number   the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmable_number(
    clientela_confirmable confirmable,
    clientela_confirmation_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees what a link is about. Nothing (0) is allowed.
 *   confirmable  what it is about
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_confirmable_free(clientela_confirmable confirmable);

/* Confirms a consent by the link that the person opened: the second call, made when they press the
 * button. A second time it writes nothing more and says the same. CLIENTELA_STATUS_INVALID:
 * `confirmation.wrong`; CLIENTELA_STATUS_STATE: `confirmation.expired`,
 * `confirmation.tries_used_up`, `confirmation.address_changed`, `consent.nothing_to_confirm`.
 *   erp        the ERP's door
 *   link       what stands at the end of the link
 *   out_given  the event and what stands now, on its one row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_confirm_link(
    clientela_erp erp,
    const char *link,
    size_t link_len,
    clientela_given *out_given,
    clientela_error *out_error);

/* Confirms a consent by the code that the person typed into a portal. It fails as
 * clientela_erp_confirm_link does.
 *   erp         the ERP's door
 *   person      the id of a customer or related person
 *   definition  the code of the definition
 *   code        the code as it was typed; blanks and hyphens are nothing
 *   out_given   the event and what stands now, on its one row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_confirm_code(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    const char *code,
    size_t code_len,
    clientela_given *out_given,
    clientela_error *out_error);

/* Confirms a consent at a desk by the code that the person was sent and reads aloud. Without it
 * nobody at a desk confirms anything. It takes the right to record consents, and fails as
 * clientela_erp_confirm_link does.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   definition  the code of the definition
 *   code        the code as it was typed; blanks and hyphens are nothing
 *   out_given   the event and what stands now, on its one row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_confirm(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    const char *code,
    size_t code_len,
    clientela_given *out_given,
    clientela_error *out_error);

/* -- Consent text ----------------------------------------------------------------------------------
 * The full text of a consent: of today, of a day, of a version that people agreed to once, or the
 * very text that an answer was about. */

/* Gives the full text of a consent. A text that is not there in the language is given in another
 * one, and FIELD_INSTEAD says in which. CLIENTELA_STATUS_NOT_FOUND where there is no such
 * definition, version, text or person.
 *   desk              the desk
 *   definition        the definition's code
 *   language          ISO 639-1, such as `de`; may be NULL: the person's, else the till's
 *   person            the id of a customer or related person, whose language it is; may be NULL
 *   major             the major version, whenever it applied; -1: the one that applies
 *   minor             the minor version; of no meaning without a major one
 *   on                the version that applied at the end of this day, YYYY-MM-DD; may be NULL:
 *                     today
 *   out_consent_text  the text; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_text(
    clientela_desk desk,
    const char *definition,
    size_t definition_len,
    const char *language,
    size_t language_len,
    const char *person,
    size_t person_len,
    int32_t major,
    int32_t minor,
    const char *on,
    size_t on_len,
    clientela_consent_text *out_consent_text,
    clientela_error *out_error);

/* Gives the very text that an answer was about, also of an anonymized person and of a version that
 * is long out of force. CLIENTELA_STATUS_NOT_FOUND where the person has no such event, or no text
 * was shown.
 *   desk              the desk
 *   person            the id of a customer or related person
 *   event             the event's id
 *   out_consent_text  the text; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_event_text(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *event,
    size_t event_len,
    clientela_consent_text *out_consent_text,
    clientela_error *out_error);

/* Reads a text.
 *   consent_text  the text of a consent
 *   field         which field, CLIENTELA_CONSENT_TEXT_FIELD_...
 *   out_text      the text, or NULL when there is none; lives until the object is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consent_text_text(
    clientela_consent_text consent_text,
    clientela_consent_text_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number.
 *   consent_text  the text of a consent
 *   field         which field, CLIENTELA_CONSENT_TEXT_FIELD_...
 *   out_number    the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consent_text_number(
    clientela_consent_text consent_text,
    clientela_consent_text_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees the text of a consent. Texts read from it are gone too. None (0) is allowed.
 *   consent_text  the text of a consent
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_consent_text_free(clientela_consent_text consent_text);

/* -- Missing signatures ----------------------------------------------------------------------------
 * Whose signature is missing: everybody who accepted a consent in force that requires one, without
 * any. */

/* Begins a walk over everybody who accepted a consent in force that requires a signature, and gave
 * none, also where the setting `consents.unsigned_allowed` lets it count: definition by definition,
 * customers and related persons. The same answer given again with a signature ends it.
 *   desk                    the desk
 *   out_missing_signatures  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_missing_signatures(
    clientela_desk desk,
    clientela_missing_signatures *out_missing_signatures,
    clientela_error *out_error);

/* Steps to the next one. CLIENTELA_STATUS_DONE: there is none. CLIENTELA_STATUS_NOT_PERMITTED
 * without the right to see consents.
 *   missing_signatures  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_signatures_next(
    clientela_missing_signatures missing_signatures,
    clientela_error *out_error);

/* Reads a text of the present row.
 *   missing_signatures  the walk
 *   field               which field, CLIENTELA_MISSING_SIGNATURE_FIELD_...
 *   out_text            the text; lives until the next step
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_signatures_text(
    clientela_missing_signatures missing_signatures,
    clientela_missing_signature_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   missing_signatures  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_missing_signatures_free(clientela_missing_signatures missing_signatures);

/* -- Asking ----------------------------------------------------------------------------------------
 * Asking at a desk: one call an occasion says what to ask and why; that it was shown and that it
 * was closed are recorded as evidence. Asking never stops a sale. */

/* Says what to ask a customer on an occasion, and why; what is not asked, and why not. On one day a
 * customer gets one dialog, at whichever till, as far as the tills know each other's events.
 *   desk        the desk
 *   customer    the customer's id
 *   occasion    on which occasion, CLIENTELA_OCCASION_...
 *   out_dialog  the dialog; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_to_ask(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_occasion occasion,
    clientela_dialog *out_dialog,
    clientela_error *out_error);

/* Says the same while a new customer is being filled in: on the occasion of their creation. Answers
 * go into the draft, clientela_draft_capture, and are saved with it; then
 * clientela_desk_dialog_closed says what was left open.
 *   desk        the desk
 *   draft       the draft of a new customer
 *   out_dialog  the dialog; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_to_ask_new(
    clientela_desk desk,
    clientela_draft draft,
    clientela_dialog *out_dialog,
    clientela_error *out_error);

/* Records that a dialog is about to be shown: what it asks now, or what follows in it once
 * something was agreed to. Answers are recorded by clientela_desk_record.
 *   desk       the desk
 *   customer   the customer's id
 *   dialog     the dialog
 *   turn       which of its items are shown, CLIENTELA_TURN_NOW or CLIENTELA_TURN_THEN
 *   out_count  how many questions; 0: do not show it, another till asked meanwhile, or nothing
 *              follows
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_dialog_shown(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_dialog dialog,
    clientela_turn turn,
    int64_t *out_count,
    clientela_error *out_error);

/* Records that a dialog was closed: what it asked and nobody answered is left open, and what was
 * typed in it is not saved. Consents are not asked for again for the days of
 * `asking.after_deferral_days`; data for the months of `missing.ask_again_months`, counted from the
 * dialog's first appearance. Closing it again records nothing.
 *   desk       the desk
 *   customer   the customer's id
 *   dialog     the dialog
 *   out_count  how many questions were left open
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_dialog_closed(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_dialog dialog,
    int64_t *out_count,
    clientela_error *out_error);

/* -- Kept events -----------------------------------------------------------------------------------
 * The consent events of one person as the store keeps them: each answer with who recorded it,
 * where, when and how, the digest of the text that was shown and what proves it. None is ever
 * overwritten; they outlive the person's data and then name nobody. */

/* Begins a walk over the consent events of a person, the oldest first: each behind those it has
 * seen, else by their times.
 *   desk             the desk
 *   person           the id of a customer or related person, also of an anonymized one
 *   definition       only events about the definition of this code; may be NULL: about any
 *   out_kept_events  the walk, before its first event; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_events(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    clientela_kept_events *out_kept_events,
    clientela_error *out_error);

/* Steps to the next event. CLIENTELA_STATUS_DONE: there is none.
 *   kept_events  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_events_next(
    clientela_kept_events kept_events,
    clientela_error *out_error);

/* Reads a text of the present event.
 *   kept_events  the walk
 *   field        which field, CLIENTELA_EVENT_FIELD_..., but not ADDRESS and those of proven events
 *   out_text     the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_events_text(
    clientela_kept_events kept_events,
    clientela_event_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present event.
 *   kept_events  the walk
 *   field        which field, CLIENTELA_EVENT_FIELD_...
 *   out_number   the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_events_number(
    clientela_kept_events kept_events,
    clientela_event_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Tells whether the present event was signed with a signature that was kept elsewhere. An
 * anonymization changes nothing of it.
 *   kept_events  the walk
 *   signature    the signature
 *   out_belongs  1 when it belongs to the event, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_events_signed_by(
    clientela_kept_events kept_events,
    clientela_signature signature,
    int32_t *out_belongs,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   kept_events  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_events_free(clientela_kept_events kept_events);

/* -- Uses ------------------------------------------------------------------------------------------
 * The use log: each use of a consent with the answer as it was then, and until when the proof of a
 * consent is kept. Asking is no use; whoever contacted somebody reports it, one by one here, or
 * many in a feed of lines `{"feed":"use",...}`. */

/* Records a use of a consent, once by its system and key; also one that was not allowed: it is
 * marked.
 *   erp           the ERP's door
 *   key           the system's own key of this use; nothing personal
 *   person        the id of a customer or related person
 *   purpose       what for, CLIENTELA_PURPOSE_...
 *   channel       how, CLIENTELA_CHANNEL_...; CLIENTELA_CHANNEL_NONE: used without contact
 *   definition    by which definition; may be NULL: all of this purpose and channel
 *   at            when, as in 2026-03-01T09:30:00Z; may be NULL: now
 *   campaign      the campaign's code; may be NULL: none
 *   system        the code of the system that used it; may be NULL: the one of this door
 *   out_allowed   1 when it was allowed at that time, else 0
 *   out_reason    why, CLIENTELA_CONTACT_REASON_...
 *   out_repeated  1 when it was recorded before, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_record_use(
    clientela_erp erp,
    const char *key,
    size_t key_len,
    const char *person,
    size_t person_len,
    clientela_purpose purpose,
    clientela_channel channel,
    const char *definition,
    size_t definition_len,
    const char *at,
    size_t at_len,
    const char *campaign,
    size_t campaign_len,
    const char *system,
    size_t system_len,
    int32_t *out_allowed,
    clientela_contact_reason *out_reason,
    int32_t *out_repeated,
    clientela_error *out_error);

/* Begins a walk over a page of the uses that were recorded, in that order. The place of the last
 * use is `after` of the next page.
 *   erp         the ERP's door
 *   definition  only of this definition; may be NULL: of any
 *   campaign    only of this campaign; may be NULL: of any or none
 *   after       only behind this place; 0: from the first on
 *   limit       at most so many, 0 or more
 *   out_uses    the walk, before its first use; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_uses(
    clientela_erp erp,
    const char *definition,
    size_t definition_len,
    const char *campaign,
    size_t campaign_len,
    int64_t after,
    int32_t limit,
    clientela_uses *out_uses,
    clientela_error *out_error);

/* Counts the uses that were recorded.
 *   erp              the ERP's door
 *   definition       only of this definition; may be NULL: of any
 *   campaign         only of this campaign; may be NULL: of any or none
 *   out_uses         all
 *   out_not_allowed  among them, those that were not allowed
 *   out_persons      of how many persons
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_use_counts(
    clientela_erp erp,
    const char *definition,
    size_t definition_len,
    const char *campaign,
    size_t campaign_len,
    int64_t *out_uses,
    int64_t *out_not_allowed,
    int64_t *out_persons,
    clientela_error *out_error);

/* Begins a walk over the uses of a person's consents, by their times. They outlive the person's
 * data and then name nobody. It takes the right to see consents.
 *   desk        the desk
 *   person      the id of a customer or related person, also of an anonymized one
 *   definition  only of this definition; may be NULL: of any
 *   out_uses    the walk, before its first use; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_uses(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    clientela_uses *out_uses,
    clientela_error *out_error);

/* Steps to the next use. CLIENTELA_STATUS_DONE: there is none.
 *   uses  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_uses_next(clientela_uses uses, clientela_error *out_error);

/* Reads a text of the present use.
 *   uses      the walk
 *   field     which field, CLIENTELA_USE_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_uses_text(
    clientela_uses uses,
    clientela_use_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present use.
 *   uses        the walk
 *   field       which field, CLIENTELA_USE_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_uses_number(
    clientela_uses uses,
    clientela_use_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   uses  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_uses_free(clientela_uses uses);

/* Says until when the proof of a person's consent is kept by the law of a country, from its last
 * act or use.
 *   erp               the ERP's door
 *   person            the id of a customer or related person, also of an anonymized one
 *   definition        the code of the definition
 *   country           ISO 3166-1, such as DE
 *   out_proof_period  the last day and the law; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_proof_kept_until(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    const char *country,
    size_t country_len,
    clientela_proof_period *out_proof_period,
    clientela_error *out_error);

/* Reads a text of the period of a proof.
 *   proof_period  the period
 *   field         which field, CLIENTELA_PROOF_PERIOD_FIELD_...
 *   out_text      the text, or NULL when there is none; lives until the period is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proof_period_text(
    clientela_proof_period proof_period,
    clientela_proof_period_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees the period of a proof. No period (0) is allowed.
 *   proof_period  the period
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proof_period_free(clientela_proof_period proof_period);

/* -- Form ------------------------------------------------------------------------------------------
 * Printed consent forms: made for one person or blank, as a page of HTML that needs nothing from
 * elsewhere, and found again by the number on the signed paper. They need a library that was built
 * with the feature `form`, as it is by default. */

/* Begins a request: a form with the data of a person, on which the boxes are ticked as their
 * consents stand, or a blank one. It has all consents that are in force, unless some are added.
 *   person       the id of a customer or related person; may be NULL: a blank form
 *   out_request  the new request; free it
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_request_new(
    const char *person,
    size_t person_len,
    clientela_form_request *out_request,
    clientela_error *out_error);

/* Adds a consent: the form has those that were added, in this order.
 *   request     the request
 *   definition  the definition's code
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_request_add(
    clientela_form_request request,
    const char *definition,
    size_t definition_len,
    clientela_error *out_error);

/* Sets the language of the form; the customer's, else the till's, where it is not said. A text that
 * is not there in it is printed in another one, and the form says in which.
 *   request   the request
 *   language  ISO 639-1, such as `de`
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_request_set_language(
    clientela_form_request request,
    const char *language,
    size_t language_len,
    clientela_error *out_error);

/* Sets a template in place of the library's own: text with the signs of Jinja, which sees one
 * value, `form`, and escapes what stands in it; docs/consent-form.md lists its parts. One that is
 * wrong or costs too much is an error of clientela_desk_consent_form.
 *   request        the request
 *   page_template  the template
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_request_set_template(
    clientela_form_request request,
    const char *page_template,
    size_t page_template_len,
    clientela_error *out_error);

/* Frees a request. No request (0) is allowed.
 *   request  the request
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_request_free(clientela_form_request request);

/* Makes a consent form, keeps what stands on it under its number and tells the journal,
 * CLIENTELA_ENTRY_KIND_PRINTED. CLIENTELA_STATUS_NOT_PERMITTED without the right to see consents,
 * and for a filled form without that to see customers. CLIENTELA_STATUS_INVALID or
 * CLIENTELA_STATUS_LIMIT where the template is wrong or costs too much; nothing is kept then.
 *   desk      the desk
 *   request   which form; it may be freed or used again
 *   out_form  the form; free it
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_form(
    clientela_desk desk,
    clientela_form_request request,
    clientela_form *out_form,
    clientela_error *out_error);

/* Reads the page: HTML in UTF-8, made for A4. Give it to a browser or to whatever prints HTML.
 *   form      the form
 *   out_html  the page; lives until the form is freed
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_html(
    clientela_form form,
    const char **out_html,
    size_t *out_html_len,
    clientela_error *out_error);

/* Reads the number that is printed on it, as text and as QR code.
 *   form        the form
 *   out_number  the number; lives until the form is freed
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_number(
    clientela_form form,
    const char **out_number,
    size_t *out_number_len,
    clientela_error *out_error);

/* Frees a form; what is kept of it stays. Texts read from it are gone too. No form (0) is allowed.
 *   form  the form
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_form_free(clientela_form form);

/* Finds what was printed under a number. CLIENTELA_STATUS_INVALID where it is no such number or its
 * check sign does not fit (it was mistyped); CLIENTELA_STATUS_NOT_FOUND where no form has it, or
 * its person was anonymized.
 *   desk           the desk
 *   number         the number, typed or scanned; small letters, blanks and hyphens do not matter
 *   out_kept_form  what is kept, before its first consent; free it
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_find_consent_form(
    clientela_desk desk,
    const char *number,
    size_t number_len,
    clientela_kept_form *out_kept_form,
    clientela_error *out_error);

/* Steps to the next consent that stood on it. CLIENTELA_STATUS_DONE: there is none.
 *   kept_form  what is kept
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_form_next(clientela_kept_form kept_form, clientela_error *out_error);

/* Reads a text of a form, or of its present consent.
 *   kept_form  what is kept
 *   field      which field, CLIENTELA_FORM_FIELD_...
 *   out_text   the text, or NULL when there is none; lives until it is freed
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_form_text(
    clientela_kept_form kept_form,
    clientela_form_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of a form, or of its present consent.
 *   kept_form   what is kept
 *   field       which field, CLIENTELA_FORM_FIELD_...
 *   out_number  the number
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_form_number(
    clientela_kept_form kept_form,
    clientela_form_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees what is kept of a form; it stays in the store. Texts read from it are gone too. None (0) is
 * allowed.
 *   kept_form  what is kept
 * Only in libraries built with `form`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_kept_form_free(clientela_kept_form kept_form);

/* -- Consent proof ---------------------------------------------------------------------------------
 * Proofs of consent events as a desk gives them out, for whoever has neither the store nor any
 * reason to believe it. */

/* Writes the proof of a person's consent events: a JSON document that `clientela_verify_proof`
 * checks without any store. Of entries about others it holds digests only. Events of whoever was
 * merged into the person are among them, each under its own id. A proof that would not hold is not
 * given out. CLIENTELA_STATUS_NOT_FOUND: proof.event_unknown, there is no such event;
 * CLIENTELA_STATUS_STATE: proof.unanchored, no head is at or behind an event, or proof.anchor, the
 * heads are not of this journal; CLIENTELA_STATUS_LIMIT: proof.too_long, more than 1,000,000
 * entries lie between event and head.
 *   desk        the desk
 *   person      the id of a customer or related person, also of an anonymized one
 *   event       only the event of this id; may be NULL: all
 *   heads       the heads that whoever verifies it has, as `clientela_engine_export_heads` wrote
 *               them once; may be NULL: as they are now
 *   disclose    1 to tell the form numbers, and the addresses that answers are bound to, as far as
 *               they are still there; else 0
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_proof(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *event,
    size_t event_len,
    const char *heads,
    size_t heads_len,
    int32_t disclose,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* -- Receipts --------------------------------------------------------------------------------------
 * Consent receipts and records: documents about consents in the forms of others, with the terms of
 * the Data Privacy Vocabulary. They hold no contact data of the person. The company is told as
 * JSON: an object with the texts `name`, `contact`, `address`, `email`, `phone`, `policy_url`,
 * `jurisdiction` (ISO 3166-1, such as DE), `retention_period`, `withdrawal_method` and the lists of
 * texts `storage_locations`, `third_parties`, `privacy_rights`. All of them are there, and only the
 * third parties may be none. */

/* Writes the receipt of a consent that an event gave, for the person: JSON by Kantara's
 * specification 1.1.0. CLIENTELA_STATUS_NOT_FOUND with receipt.no_event: the event is not there or
 * gave nothing. CLIENTELA_STATUS_INVALID: controller.malformed.
 *   desk        the desk
 *   person      the id of a customer or related person, also of an anonymized one
 *   event       the id of the event
 *   controller  the company that is responsible, as JSON
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_receipt(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *event,
    size_t event_len,
    const char *controller,
    size_t controller_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Writes the record of all that a person said about one definition: JSON by ISO/IEC TS 27560.
 * CLIENTELA_STATUS_NOT_FOUND with receipt.no_event: nothing was said. CLIENTELA_STATUS_INVALID:
 * controller.malformed.
 *   desk        the desk
 *   person      the id of a customer or related person, also of an anonymized one
 *   definition  the code of the definition
 *   controller  the company that is responsible, as JSON
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_consent_record(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    const char *definition,
    size_t definition_len,
    const char *controller,
    size_t controller_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* -- Contact ---------------------------------------------------------------------------------------
 * Whether a person may be contacted for a purpose by a channel, and everybody who may. */

/* Asks at a desk whether a person may be contacted.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   purpose     what for, CLIENTELA_PURPOSE_...
 *   channel     how, CLIENTELA_CHANNEL_...; CLIENTELA_CHANNEL_NONE asks about use without contact
 *   definition  by which definition; may be NULL: all of this purpose and channel, and the least
 *               permissive decides
 *   on          as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_answer  the answer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_may_contact(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_purpose purpose,
    clientela_channel channel,
    const char *definition,
    size_t definition_len,
    const char *on,
    size_t on_len,
    clientela_answer *out_answer,
    clientela_error *out_error);

/* Asks the same for the systems that send.
 *   erp         the ERP's door
 *   person      the id of a customer or related person
 *   purpose     what for, CLIENTELA_PURPOSE_...
 *   channel     how, CLIENTELA_CHANNEL_...; CLIENTELA_CHANNEL_NONE asks about use without contact
 *   definition  by which definition; may be NULL: all of this purpose and channel, and the least
 *               permissive decides
 *   on          as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_answer  the answer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_may_contact(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_purpose purpose,
    clientela_channel channel,
    const char *definition,
    size_t definition_len,
    const char *on,
    size_t on_len,
    clientela_answer *out_answer,
    clientela_error *out_error);

/* Asks at a desk a question that says more than purpose and channel: whether the message is about
 * similar goods, and which numbers the opposition register does not list. What else is known of the
 * person the store knows.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   question    the question: its purpose, channel and definition,
 *               CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
 *   on          as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_answer  the answer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_ask(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_question question,
    const char *on,
    size_t on_len,
    clientela_answer *out_answer,
    clientela_error *out_error);

/* Asks the same for the systems that send.
 *   erp         the ERP's door
 *   person      the id of a customer or related person
 *   question    the question: its purpose, channel and definition,
 *               CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
 *   on          as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_answer  the answer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_ask(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_question question,
    const char *on,
    size_t on_len,
    clientela_answer *out_answer,
    clientela_error *out_error);

/* Begins a walk over everybody who may be contacted, customers and related persons, with the
 * address to use: the same answers as one by one, hundreds of thousands in a second. Some thousand
 * persons are decided at a time, each from what the store knows then.
 *   erp           the ERP's door
 *   purpose       what for, CLIENTELA_PURPOSE_...
 *   channel       how, CLIENTELA_CHANNEL_...; CLIENTELA_CHANNEL_NONE asks about use without contact
 *   definition    by which definition; may be NULL: all of this purpose and channel, and the least
 *                 permissive decides
 *   on            as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_contacts  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_contacts(
    clientela_erp erp,
    clientela_purpose purpose,
    clientela_channel channel,
    const char *definition,
    size_t definition_len,
    const char *on,
    size_t on_len,
    clientela_contacts *out_contacts,
    clientela_error *out_error);

/* Begins the same walk with a question that says more than purpose and channel.
 *   erp           the ERP's door
 *   question      the question: its purpose, channel and definition,
 *                 CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
 *   on            as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
 *   out_contacts  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_ask_contacts(
    clientela_erp erp,
    clientela_question question,
    const char *on,
    size_t on_len,
    clientela_contacts *out_contacts,
    clientela_error *out_error);

/* Steps to the next person who may be contacted. CLIENTELA_STATUS_DONE: there is none.
 *   contacts  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_contacts_next(clientela_contacts contacts, clientela_error *out_error);

/* Reads a text of the present row.
 *   contacts  the walk
 *   field     which field, CLIENTELA_CONTACT_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the next step
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_contacts_text(
    clientela_contacts contacts,
    clientela_contact_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   contacts  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_contacts_free(clientela_contacts contacts);

/* -- Documents -------------------------------------------------------------------------------------
 * Documents at a desk: starting one, putting a customer on it, issuing it. An issued document is
 * final. */

/* Describes a document of customer *undefined*.
 *   kind                its kind, CLIENTELA_DOCUMENT_KIND_...
 *   number              its number, unique per kind, at most 64 characters
 *   currency            ISO 4217, such as `EUR`
 *   out_document_draft  the description; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_draft_new(
    clientela_document_kind kind,
    const char *number,
    size_t number_len,
    const char *currency,
    size_t currency_len,
    clientela_document_draft *out_document_draft,
    clientela_error *out_error);

/* Makes it from another document, whose customer it takes over unless it names its own.
 *   document_draft  the description
 *   source          the other document's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_draft_set_source(
    clientela_document_draft document_draft,
    const char *source,
    size_t source_len,
    clientela_error *out_error);

/* Names its customer.
 *   document_draft  the description
 *   customer        the customer's id; may be NULL: *undefined*
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_draft_set_customer(
    clientela_document_draft document_draft,
    const char *customer,
    size_t customer_len,
    clientela_error *out_error);

/* Frees a description; the document stays. No description (0) is allowed.
 *   document_draft  the description
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_document_draft_free(clientela_document_draft document_draft);

/* Starts a document in state *draft*. CLIENTELA_STATUS_ERASED: its customer, or the customer of its
 * source, was anonymized.
 *   desk            the desk
 *   document_draft  the description; it may be freed or used again
 *   out_id          the new document's id; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_start_document(
    clientela_desk desk,
    clientela_document_draft document_draft,
    clientela_id *out_id,
    clientela_error *out_error);

/* Puts a customer on a draft, changes it, or makes it *undefined* again. CLIENTELA_STATUS_STATE:
 * the document is issued.
 *   desk      the desk
 *   document  the document's id
 *   customer  the customer's id; may be NULL: *undefined*
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_put_customer(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    const char *customer,
    size_t customer_len,
    clientela_error *out_error);

/* Issues a draft: from now on it is final and keeps name and address as they are today.
 *   desk      the desk
 *   document  the document's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_issue_document(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    clientela_error *out_error);

/* Gives the transaction history of a customer, ready to be filtered, from where the setting
 * `history.source` says.
 *   desk         the desk
 *   customer     the customer's id
 *   out_history  the history; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_history(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_history *out_history,
    clientela_error *out_error);

/* Reads an id.
 *   id        what a call gave
 *   out_text  the id, 36 characters, or NULL when there is none; lives until it is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_id_text(
    clientela_id id,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees an id that a call gave. None (0) is allowed.
 *   id  the id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_id_free(clientela_id id);

/* -- History port ----------------------------------------------------------------------------------
 * The host's connection to the central system, asked for the documents of a customer where the
 * setting `history.source` says so. What it gives is shown and never stored. */

/* Takes the host's connection to the central system. It is called on the thread of the call that
 * needs it, by one thread at a time, and belongs to the options and to the stores opened with them:
 * `drop_user_data` is called when the last of them is gone, or at once when the call fails.
 *   options         the options
 *   port            the function that gives the documents
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data`; may be NULL
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_options_set_history(
    clientela_options options,
    clientela_history_port port,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_error *out_error);

/* Gives the transaction history of a customer, ready to be filtered, told how far the central
 * system is asked, and cancelled by the progress or from another thread. A lost connection, a
 * refusal and a cancellation are no failure: the documents of this store are shown all the same,
 * and clientela_history_number says so with CLIENTELA_HISTORY_FACT_ERP.
 *   desk            the desk
 *   customer        the customer's id
 *   progress        is told what the connection says of itself; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over and its request was freed; may be NULL
 *   cancel          cancels the question to the central system; may be CLIENTELA_NONE
 *   out_history     the history; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_history_with(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_history *out_history,
    clientela_error *out_error);

/* Reads a text.
 *   request   the request
 *   field     which text, CLIENTELA_HISTORY_REQUEST_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the request is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_request_text(
    clientela_history_request request,
    clientela_history_request_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number.
 *   request     the request
 *   field       which number, CLIENTELA_HISTORY_REQUEST_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_request_number(
    clientela_history_request request,
    clientela_history_request_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Tells whoever waits how far the question has come. CLIENTELA_STATUS_CANCELLED: nobody wants the
 * answer any more; give that back.
 *   request  the request
 *   done     how much is done
 *   total    of how much; 0 when that is not known
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_request_progress(
    clientela_history_request request,
    int64_t done,
    int64_t total,
    clientela_error *out_error);

/* Frees a request. No request (0) is allowed.
 *   request  the request
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_history_request_free(clientela_history_request request);

/* -- Desk documents --------------------------------------------------------------------------------
 * Documents of the store at a desk: by id, by number, what they are linked to, and as they are
 * printed. */

/* Gives a document with its lines.
 *   desk          the desk
 *   id            the document's id
 *   out_document  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_document(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_document *out_document,
    clientela_error *out_error);

/* Gives the document of this kind and number.
 *   desk          the desk
 *   kind          its kind, CLIENTELA_DOCUMENT_KIND_...
 *   number        its number
 *   out_document  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_document_by_number(
    clientela_desk desk,
    clientela_document_kind kind,
    const char *number,
    size_t number_len,
    clientela_document *out_document,
    clientela_error *out_error);

/* Begins a walk over the documents that a document was made from or refers to, then over those made
 * from it or referring to it, oldest first. A source that is not in the store is left out.
 *   desk                the desk
 *   id                  the document's id
 *   out_document_links  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_document_links(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_document_links *out_document_links,
    clientela_error *out_error);

/* Gives a document as it is printed: bundles grouped, what each rate of tax comes to, what is paid,
 * in the till's language and time. CLIENTELA_STATUS_NOT_PERMITTED without the right to see the
 * history.
 *   desk         the desk
 *   id           the document's id
 *   out_preview  the preview; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_preview(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_preview *out_preview,
    clientela_error *out_error);

/* -- Draft lines -----------------------------------------------------------------------------------
 * Drafts at a desk: their lines, discarding one, and which there are. */

/* Puts the lines of a list's document that was begun last on a draft, in place of those it has.
 * Prices are gross, of a single unit. A line with the code of an item takes from it what it leaves
 * open; one that names its source (clientela_documents_set_line_source) and no price takes over
 * item, prices, tax, serial number and bundle, with a negative quantity when it takes back. An
 * amount is computed when it is not told, or is still that of another quantity or price; the total
 * is computed. CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when a line takes more of its
 * source than is open.
 *   desk       the desk
 *   document   the draft's id
 *   documents  the list; it may be freed or used again
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_put_lines(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    clientela_documents documents,
    clientela_error *out_error);

/* Changes the quantity of a line of a draft. Its prices stay; its amount and the total are computed
 * anew. CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when that is more than is open.
 *   desk      the desk
 *   document  the draft's id
 *   line      the line's number in it
 *   quantity  how much, in thousandths of a piece, with the sign that it has
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_set_line_quantity(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    int32_t line,
    int64_t quantity,
    clientela_error *out_error);

/* Takes a line off a draft. The others keep their numbers.
 *   desk      the desk
 *   document  the draft's id
 *   line      the line's number in it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_remove_line(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    int32_t line,
    clientela_error *out_error);

/* Discards a draft: it is cancelled and stays as such, of customer *undefined*, and what it took is
 * open again. CLIENTELA_STATUS_STATE: it is none any more.
 *   desk      the desk
 *   document  the draft's id
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_cancel_document(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    clientela_error *out_error);

/* Begins a walk over the ids of the drafts of this station, oldest first.
 *   desk       the desk
 *   out_texts  the walk, before its first id; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_drafts(
    clientela_desk desk,
    clientela_texts *out_texts,
    clientela_error *out_error);

/* -- Follow up -------------------------------------------------------------------------------------
 * Documents made from lines of the history: a complaint, a correction, the sales document of an
 * order. They begin as drafts. */

/* Begins a walk over what may be done with a line now: one row for each CLIENTELA_LINE_ACTION_...,
 * in their order. Every document that refers to the line counts, of whatever customer, and so do
 * those that are being made at other desks.
 *   desk         the desk
 *   document     the document's id
 *   line         the line's number in it
 *   out_allowed  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_line_actions(
    clientela_desk desk,
    const char *document,
    size_t document_len,
    int32_t line,
    clientela_allowed *out_allowed,
    clientela_error *out_error);

/* Describes a document to be started from lines of the history, of no line yet.
 *   action         what is done with the lines, CLIENTELA_LINE_ACTION_...
 *   number         the new document's number, unique per kind, at most 64 characters
 *   out_follow_up  the description; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follow_up_new(
    clientela_line_action action,
    const char *number,
    size_t number_len,
    clientela_follow_up *out_follow_up,
    clientela_error *out_error);

/* Adds a line.
 *   follow_up  the description
 *   document   the id of the line's document
 *   line       the line's number in it
 *   quantity   how much of it, in thousandths of a piece, above 0; 0: all that is open
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follow_up_add_line(
    clientela_follow_up follow_up,
    const char *document,
    size_t document_len,
    int32_t line,
    int64_t quantity,
    clientela_error *out_error);

/* Makes an invoice of a sale instead of a receipt, or a receipt again.
 *   follow_up  the description
 *   invoice    1 for an invoice, 0 for a receipt
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follow_up_set_invoice(
    clientela_follow_up follow_up,
    int32_t invoice,
    clientela_error *out_error);

/* Frees a description; the document stays. No description (0) is allowed.
 *   follow_up  the description
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follow_up_free(clientela_follow_up follow_up);

/* Starts it: a draft of the lines' customer. Each of its lines names the one it was made from and
 * takes over item, prices, tax, serial number and bundle; quantities are negative where goods are
 * taken back. A part of a line costs its part, the last part what is left of the whole. What a
 * draft holds is open to nobody else until it is cancelled, so that two of them never take back
 * more than was sold. CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when less is open than
 * is asked for, with the arguments `line` and `open`; `action_reason.in_drafts` when nothing is.
 * CLIENTELA_STATUS_STATE and CLIENTELA_STATUS_ERASED say what else is against it.
 *   desk       the desk
 *   follow_up  the description; it may be freed or used again
 *   out_id     the new document's id; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_start_from(
    clientela_desk desk,
    clientela_follow_up follow_up,
    clientela_id *out_id,
    clientela_error *out_error);

/* -- Log query -------------------------------------------------------------------------------------
 * Which entries of the journal are asked for. All conditions hold at once; what is not set allows
 * every entry. */

/* Makes a query for every entry, 100 a page.
 *   out_log_query  the new query; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_new(
    clientela_log_query *out_log_query,
    clientela_error *out_error);

/* Sets a condition that is a text.
 *   log_query  the query
 *   field      which condition, CLIENTELA_LOG_QUERY_FIELD_...
 *   text       what it asks for; may be NULL: the condition is taken away
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_set_text(
    clientela_log_query log_query,
    clientela_log_query_field field,
    const char *text,
    size_t text_len,
    clientela_error *out_error);

/* Sets a condition that is a number.
 *   log_query  the query
 *   field      which condition, CLIENTELA_LOG_QUERY_FIELD_...
 *   number     what it asks for
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_set_number(
    clientela_log_query log_query,
    clientela_log_query_field field,
    int64_t number,
    clientela_error *out_error);

/* Allows one kind more, of records or of entries.
 *   log_query  the query
 *   field      CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND or CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND
 *   number     the kind
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_add(
    clientela_log_query log_query,
    clientela_log_query_field field,
    int64_t number,
    clientela_error *out_error);

/* Asks for the entries of one record only.
 *   log_query  the query
 *   record     the record's kind, CLIENTELA_RECORD_KIND_...
 *   key        the record's id or code, for a setting its place and key such as
 *              `branch:lyon/customer.default_kind`, as CLIENTELA_LOG_FIELD_KEY tells it; may be
 *              NULL: the condition is taken away
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_set_record(
    clientela_log_query log_query,
    clientela_record_kind record,
    const char *key,
    size_t key_len,
    clientela_error *out_error);

/* Frees a query. No query (0) is allowed.
 *   log_query  the query
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_query_free(clientela_log_query log_query);

/* -- Log -------------------------------------------------------------------------------------------
 * The change log: who changed what, when and where, with the old and the new value while they
 * exist. */

/* Begins a walk over every change of one customer or related person, in the order in which they
 * were made; of an anonymized one too. It needs CLIENTELA_RIGHT_READ_JOURNAL. Values of fields that
 * the operator may not see are masked or withheld, as in the details; of somebody whose data are
 * restricted all are. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
 *   desk     the desk
 *   person   the id of a customer or related person
 *   out_log  the walk, before its first entry; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_change_log(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_log *out_log,
    clientela_error *out_error);

/* Begins a walk over one page of the change log over all records, settings, operators and branches
 * too: in the order of instant, station and place in the chain. It needs
 * CLIENTELA_RIGHT_READ_JOURNAL. Values of fields that the operator may not see are masked or
 * withheld, as in the details, and so are all of somebody whose data are restricted. For the next
 * page set what `clientela_log_after` gives as CLIENTELA_LOG_QUERY_FIELD_AFTER and call again.
 *   desk     the desk
 *   query    which entries; it may be freed or used again; may be CLIENTELA_NONE: every entry
 *   out_log  the walk, before its first entry; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_log(
    clientela_desk desk,
    clientela_log_query query,
    clientela_log *out_log,
    clientela_error *out_error);

/* Begins a walk over one page of the journal, as the central system, like `clientela_desk_log`.
 * Nothing is withheld but secrets.
 *   erp      the ERP's door
 *   query    which entries; it may be freed or used again; may be CLIENTELA_NONE: every entry
 *   out_log  the walk, before its first entry; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_log(
    clientela_erp erp,
    clientela_log_query query,
    clientela_log *out_log,
    clientela_error *out_error);

/* Says where the next page begins, whatever the walk has come to.
 *   log        the walk
 *   out_after  the position, for CLIENTELA_LOG_QUERY_FIELD_AFTER, or NULL when this page is the
 *              last; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_after(
    clientela_log log,
    const char **out_after,
    size_t *out_after_len,
    clientela_error *out_error);

/* Steps to the next entry. CLIENTELA_STATUS_DONE: there is none.
 *   log  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_next(clientela_log log, clientela_error *out_error);

/* Reads a text of the present entry.
 *   log       the walk
 *   field     which field, CLIENTELA_LOG_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_text(
    clientela_log log,
    clientela_log_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present entry.
 *   log         the walk
 *   field       which field, CLIENTELA_LOG_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_number(
    clientela_log log,
    clientela_log_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the values of the present entry.
 *   log          the walk over entries
 *   out_changes  the walk, before its first value; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_changes(
    clientela_log log,
    clientela_changes *out_changes,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   log  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_log_free(clientela_log log);

/* Steps to the next value. CLIENTELA_STATUS_DONE: there is none.
 *   changes     the walk
 *   out_field   which field, CLIENTELA_FIELD_...
 *   out_slot    which occurrence, from 0
 *   out_old     what it was, or NULL when there was none; lives until the walk is freed
 *   out_new     what it became, or NULL when it was removed; lives until the walk is freed
 *   out_hidden  whether old and new are told, CLIENTELA_HIDDEN_...; masked values are told as the
 *               mask shows them
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_changes_next(
    clientela_changes changes,
    clientela_field *out_field,
    int32_t *out_slot,
    const char **out_old,
    size_t *out_old_len,
    const char **out_new,
    size_t *out_new_len,
    clientela_hidden *out_hidden,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   changes  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_changes_free(clientela_changes changes);

/* -- News ------------------------------------------------------------------------------------------
 * News: that a record changed, where and how, but not what it holds. A desk follows what other
 * stations write; a host is told what this process writes. */

/* Begins to follow what other stations and the central system write; not what the desk's own
 * station writes: a second program at the same station hears nothing of the first.
 * CLIENTELA_STATUS_INVALID: `position.malformed`, or `position.ahead` where the store has not come
 * so far, because it was restored from an older copy: follow from now on, and show everything anew.
 *   desk          the desk
 *   position      where to go on, as clientela_follower_position gave it; empty: before everything;
 *                 may be NULL: from now on
 *   out_follower  the follower; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_follow(
    clientela_desk desk,
    const char *position,
    size_t position_len,
    clientela_follower *out_follower,
    clientela_error *out_error);

/* What others wrote since it was last asked, at most 1,000 rows: ask again until there are none.
 * The rows come chain by chain, each in its order, not by time. While nobody wrote, asking costs
 * next to nothing, so that a till may ask each second; asking is no use of the session, which ends
 * by idleness all the same. Show anew what is on the screen and was changed.
 *   follower  the follower
 *   out_news  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follower_news(
    clientela_follower follower,
    clientela_news *out_news,
    clientela_error *out_error);

/* How far the follower has come: keep it, and go on from there after a restart.
 *   follower      the follower
 *   out_position  the position; lives until the follower is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follower_position(
    clientela_follower follower,
    const char **out_position,
    size_t *out_position_len,
    clientela_error *out_error);

/* Frees a follower. Positions read from it are gone too. No follower (0) is allowed.
 *   follower  the follower
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_follower_free(clientela_follower follower);

/* Steps to the next row. CLIENTELA_STATUS_DONE: there is none.
 *   news  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_news_next(clientela_news news, clientela_error *out_error);

/* Reads a text of the present row.
 *   news      the walk
 *   field     which field, CLIENTELA_NEWS_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_news_text(
    clientela_news news,
    clientela_news_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present row.
 *   news        the walk
 *   field       which field, CLIENTELA_NEWS_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_news_number(
    clientela_news news,
    clientela_news_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   news  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_news_free(clientela_news news);

/* Calls a function after every commit that is made through this store in this process, on the
 * thread that wrote, by one thread at a time. It must not wait for a thread that writes. No door
 * can be used inside it: post what is to be done to your own event loop. It is told until the watch
 * is freed or the function answers otherwise than CLIENTELA_STATUS_OK; `drop_user_data` is called
 * when the watch is freed and no thread is inside the function any more, or at once when the call
 * fails. Free `user_data` there and nowhere else.
 *   engine          the store
 *   on_news         the function
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data`; may be NULL
 *   out_watch       the watch; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_watch(
    clientela_engine engine,
    clientela_on_news on_news,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_watch *out_watch,
    clientela_error *out_error);

/* Ends a watch, also out of its own callback. It does not wait: another thread may still be inside
 * the function, with `user_data`, until `drop_user_data` was called. No watch (0) is allowed.
 *   watch  the watch
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_watch_free(clientela_watch watch);

/* -- Erp -------------------------------------------------------------------------------------------
 * The ERP's door: it defines, feeds and orders. A shop without an ERP opens it itself, as its own
 * authority.
 *
 * Each night a host calls, in this order: clientela_erp_delete_unused_accounts;
 * clientela_erp_run_retention part by part, which destroys the sealed boxes whose day is over too
 * (clientela_erp_destroy_due_seals is for a host that makes no such run);
 * clientela_erp_run_requests, which then completes what the law let go; clientela_erp_purge, again
 * while it is CLIENTELA_PURGED_PENDING. A call that fails is no reason to leave out the next.
 * Whoever scans for what is left of those who go takes clientela_erp_sought before the runs.
 * docs/retention.md has it step by step. */

/* Opens the door of the central system.
 *   engine   the store; it may be freed, the door keeps it open
 *   name     the system's name, a code; its entries form one chain of the journal
 *   out_erp  the door; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_open(
    clientela_engine engine,
    const char *name,
    size_t name_len,
    clientela_erp *out_erp,
    clientela_error *out_error);

/* Writes consent events as lines of a feed that another store of the chain takes
 * (clientela_erp_feed): all, or those behind heads that were kept of the last time. What the other
 * store has already changes nothing there, so that stores that have the same events answer alike.
 *   erp         the ERP's door
 *   after       heads of the journal, as clientela_engine_export_heads gave them; may be NULL: all
 *               events. CLIENTELA_STATUS_INVALID with `position.ahead` where the journal does not
 *               hold them, as after it was restored from an older copy: export all then
 *   out_buffer  the lines; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_events(
    clientela_erp erp,
    const char *after,
    size_t after_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Says who was fed under an id of the feeding system, also when anonymized since.
 *   erp        the ERP's door
 *   source_id  the id in the feeding system
 *   out_id     the person's id here, or an id without text when there is nobody; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_subject_by_source(
    clientela_erp erp,
    const char *source_id,
    size_t source_id_len,
    clientela_id *out_id,
    clientela_error *out_error);

/* Says who the person behind an operator is, also when anonymized since. It is what
 * `clientela_erp_anonymize` takes when somebody left.
 *   erp            the ERP's door
 *   operator_code  the operator
 *   out_id         the person's id here, or an id without text when there is nobody; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_operator(
    clientela_erp erp,
    const char *operator_code,
    size_t operator_code_len,
    clientela_id *out_id,
    clientela_error *out_error);

/* Takes away the lock of an operator after wrong tries to sign in.
 *   erp            the ERP's door
 *   operator_code  whose lock
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_unlock(
    clientela_erp erp,
    const char *operator_code,
    size_t operator_code_len,
    clientela_error *out_error);

/* Takes away the lock of a station after wrong tries to sign in.
 *   erp      the ERP's door
 *   station  whose lock
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_unlock_station(
    clientela_erp erp,
    const char *station,
    size_t station_len,
    clientela_error *out_error);

/* Removes what erased rows left in the files. It takes about two seconds for 256 MiB; call it once
 * after a batch of anonymizations. Everybody may read meanwhile, nobody writes: a call that writes
 * waits, one of this process until the purge is over, one of another process as long as its own
 * clientela_options_set_wait_millis says (CLIENTELA_STATUS_BUSY, store.busy, then). The purge needs
 * up to twice the room on the disk that the file has.
 *
 * What stands in its way is a call in progress of any thread or process that reads or writes the
 * store: a backup, an export, a check, a feed. It waits for them as long as
 * clientela_options_set_wait_millis says, also after it was cancelled, for a call of this process
 * that writes until that is over; then it is CLIENTELA_PURGED_PENDING, with CLIENTELA_STATUS_OK.
 * Call it again when they are over, after some seconds say, and at the latest the next night:
 * clientela_erp_purge_pending tells of it also after a restart. Engines, doors and walks that
 * nobody is calling do not stand in its way. CLIENTELA_STATUS_CANCELLED: what was erased waits for
 * the next purge. CLIENTELA_STATUS_IO: store.disk_full among others; nothing is lost, and it waits
 * too.
 *   erp             the ERP's door
 *   progress        is asked before and every 50 ms whether to go on, with 0 of 0; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the purge; may be CLIENTELA_NONE
 *   out_purged      CLIENTELA_PURGED_DONE or CLIENTELA_PURGED_PENDING
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_purge(
    clientela_erp erp,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_purged *out_purged,
    clientela_error *out_error);

/* Whether erased rows wait for `clientela_erp_purge`.
 *   erp          the ERP's door
 *   out_pending  1 for yes, 0 for no
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_purge_pending(
    clientela_erp erp,
    int32_t *out_pending,
    clientela_error *out_error);

/* Frees the handle of a door. No door (0) is allowed.
 *   erp  the ERP's door
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_free(clientela_erp erp);

/* -- Outbox ----------------------------------------------------------------------------------------
 * The outbox: documents that desks wrote, for the central system. */

/* Gives the documents that desks wrote after a position, as lines of a feed (clientela_erp_feed),
 * as they are now: those that were issued, and those that were cancelled. What was fed is not sent
 * back. One call gives up to a thousand; while clientela_outbox_more says 1 go on at the new
 * position. Keep the position once the lines were taken: after an old one the same documents come
 * again, by kind and number. Documents of anonymized customers hold nothing personal.
 * CLIENTELA_STATUS_INVALID: `position.malformed`, or `position.ahead` when the store was restored
 * from an older copy: begin anew.
 *   erp         the ERP's door
 *   after       the position, as clientela_outbox_position gave it; empty: before everything
 *   out_outbox  the documents; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_outbox(
    clientela_erp erp,
    const char *after,
    size_t after_len,
    clientela_outbox *out_outbox,
    clientela_error *out_error);

/* Reads the lines, UTF-8, one document each.
 *   outbox    the documents
 *   out_text  the lines; lives until the outbox is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_outbox_lines(
    clientela_outbox outbox,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads the position behind these documents.
 *   outbox    the documents
 *   out_text  the position; lives until the outbox is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_outbox_position(
    clientela_outbox outbox,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* How many documents there are.
 *   outbox     the documents
 *   out_count  the number of documents
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_outbox_count(
    clientela_outbox outbox,
    int64_t *out_count,
    clientela_error *out_error);

/* Tells whether there are more behind the position.
 *   outbox    the documents
 *   out_more  1 when there are, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_outbox_more(
    clientela_outbox outbox,
    int32_t *out_more,
    clientela_error *out_error);

/* Frees an outbox; the documents stay. Texts read from it are gone too. None (0) is allowed.
 *   outbox  the documents
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_outbox_free(clientela_outbox outbox);

/* -- Lists -----------------------------------------------------------------------------------------
 * The lists of statuses and groups, and bank accounts that nobody uses any more. */

/* Begins a walk over every status that a customer may have; those of the library are among them.
 *   engine        the store
 *   out_statuses  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_statuses(
    clientela_engine engine,
    clientela_statuses *out_statuses,
    clientela_error *out_error);

/* Steps to the next status. CLIENTELA_STATUS_DONE: there is none.
 *   statuses     the walk
 *   out_code     its code, which a customer's status is; lives until the walk is freed
 *   out_name     its name; lives until the walk is freed
 *   out_meaning  what it means, CLIENTELA_MEANING_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_statuses_next(
    clientela_statuses statuses,
    const char **out_code,
    size_t *out_code_len,
    const char **out_name,
    size_t *out_name_len,
    clientela_meaning *out_meaning,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   statuses  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_statuses_free(clientela_statuses statuses);

/* Adds a status to the list, or changes its name and meaning. It takes the right of administration.
 *   desk     the desk
 *   code     its code
 *   name     its name; empty: none
 *   meaning  what it means, CLIENTELA_MEANING_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_set_status(
    clientela_desk desk,
    const char *code,
    size_t code_len,
    const char *name,
    size_t name_len,
    clientela_meaning meaning,
    clientela_error *out_error);

/* Begins a walk over the groups that the central system fed.
 *   engine      the store
 *   out_groups  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_groups(
    clientela_engine engine,
    clientela_groups *out_groups,
    clientela_error *out_error);

/* Steps to the next group. CLIENTELA_STATUS_DONE: there is none.
 *   groups    the walk
 *   out_code  its code, as a customer's groups name it; lives until the walk is freed
 *   out_name  its name; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_groups_next(
    clientela_groups groups,
    const char **out_code,
    size_t *out_code_len,
    const char **out_name,
    size_t *out_name_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   groups  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_groups_free(clientela_groups groups);

/* Deletes bank details that nobody uses any more. They stay where their last use
 * (CLIENTELA_FIELD_BANK_LAST_USE) is less than a year ago or nobody noted it, where a direct debit
 * can still be returned (13 months, by CLIENTELA_FIELD_BANK_LAST_DEBIT or a document of one), and
 * where an invoice, order, service contract or direct debit of the customer is open or being
 * written. Where the setting `bank.delete_unused` is off it only tells which: DETAILS rows with 0.
 * Besides, with that setting on or off, it takes deleted ones out of the change log after the
 * months of the setting `bank.history_months` (HISTORY rows), which then only tells that they were
 * deleted. With report_only 1 it tells only, of both. It goes through everybody in one call, in
 * transactions of 500 customers: without limit, progress or cancelling. Broken off, it leaves
 * deleted what it deleted; call it again. Call it once a day, and clientela_erp_purge afterwards.
 *   erp           the ERP's door
 *   report_only   1 to tell only what it would delete, 0 to delete
 *   out_accounts  the walk over the accounts, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_delete_unused_accounts(
    clientela_erp erp,
    int32_t report_only,
    clientela_accounts *out_accounts,
    clientela_error *out_error);

/* Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
 *   accounts      the walk
 *   out_customer  the customer's id; lives until the walk is freed
 *   out_slot      the account's slot
 *   out_deleted   1 when it was deleted now, of HISTORY taken out of the change log; 0 when it
 *                 would be
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_accounts_next(
    clientela_accounts accounts,
    const char **out_customer,
    size_t *out_customer_len,
    int32_t *out_slot,
    int32_t *out_deleted,
    clientela_error *out_error);

/* Says what of the present account goes.
 *   accounts  the walk
 *   out_part  CLIENTELA_ACCOUNT_PART_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_accounts_part(
    clientela_accounts accounts,
    clientela_account_part *out_part,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   accounts  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_accounts_free(clientela_accounts accounts);

/* -- Programs --------------------------------------------------------------------------------------
 * The list of programs: points, stamps, credit and vouchers. A customer is a member by the fields
 * CLIENTELA_FIELD_MEMBER_PROGRAM and CLIENTELA_FIELD_MEMBER_CARD of the section
 * CLIENTELA_SECTION_MEMBERSHIPS. */

/* Begins a walk over the programs, closed ones too.
 *   engine        the store
 *   out_programs  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_programs(
    clientela_engine engine,
    clientela_programs *out_programs,
    clientela_error *out_error);

/* Steps to the next program. CLIENTELA_STATUS_DONE: there is none.
 *   programs    the walk
 *   out_code    its code, which a membership names; lives until the walk is freed
 *   out_name    its name, empty where it has none; lives until the walk is freed
 *   out_kind    what it counts, CLIENTELA_PROGRAM_KIND_...
 *   out_preset  the value that is loaded where programs are not editable, in minor units; 0: none
 *   out_closed  1 when nobody joins and nothing is booked any more, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_programs_next(
    clientela_programs programs,
    const char **out_code,
    size_t *out_code_len,
    const char **out_name,
    size_t *out_name_len,
    clientela_program_kind *out_kind,
    int64_t *out_preset,
    int32_t *out_closed,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   programs  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_programs_free(clientela_programs programs);

/* Adds a program, or changes it. It takes the right to change programs, and where the setting
 * `programs.editable` is off the right of administration too. None is ever deleted: it is closed.
 *   desk    the desk
 *   code    its code
 *   name    its name; empty: none
 *   kind    what it counts, CLIENTELA_PROGRAM_KIND_...
 *   preset  the value that is loaded where programs are not editable, in minor units; 0: none
 *   closed  1 to let nobody join and book nothing any more, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_set_program(
    clientela_desk desk,
    const char *code,
    size_t code_len,
    const char *name,
    size_t name_len,
    clientela_program_kind kind,
    int64_t preset,
    int32_t closed,
    clientela_error *out_error);

/* -- Bookings --------------------------------------------------------------------------------------
 * Bookings of programs: what customers got and spent, and what their accounts hold. */

/* Books to the account of a customer in a program, once: the same key again books nothing and tells
 * the balance. It takes the right to edit documents. With a known balance nobody spends more than
 * it; else the station spends no more than the setting `programs.offline_allowance`.
 * CLIENTELA_STATUS_STATE says why not (`booking.balance_too_low`, `booking.allowance_used_up`,
 * `booking.redeemed`, `program.closed`, `program.not_a_member`).
 *   desk          the desk
 *   customer      the customer's id
 *   program       the program's code
 *   amount        units (points, stamps, minor units of money); less than 0 to spend them
 *   reference     the number of the voucher or the redemption itself, which is redeemed once;
 *                 empty: none
 *   receipt       the number of the receipt; empty: none
 *   known         1 when this store has every booking of the account, 0 when the station may not
 *                 know of others
 *   key           your own key of this booking
 *   out_balance   what the account holds now
 *   out_repeated  1 when it was booked before with this key, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_book(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *program,
    size_t program_len,
    int64_t amount,
    const char *reference,
    size_t reference_len,
    const char *receipt,
    size_t receipt_len,
    int32_t known,
    const char *key,
    size_t key_len,
    int64_t *out_balance,
    int32_t *out_repeated,
    clientela_error *out_error);

/* Begins a walk over the bookings of a customer in a program, in the order in which this store took
 * them.
 *   desk          the desk
 *   customer      the customer's id
 *   program       the program's code
 *   out_bookings  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_bookings(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    const char *program,
    size_t program_len,
    clientela_bookings *out_bookings,
    clientela_error *out_error);

/* Steps to the next booking. CLIENTELA_STATUS_DONE: there is none.
 *   bookings       the walk
 *   out_id         its id; lives until the walk is freed
 *   out_amount     units; less than 0 where they were spent
 *   out_at         when, in milliseconds since 1970-01-01 UTC
 *   out_reference  the number of the voucher or the redemption, NULL where there is none; lives
 *                  until the walk is freed
 *   out_receipt    the number of the receipt, NULL where there is none; lives until the walk is
 *                  freed
 *   out_station    where it was booked; lives until the walk is freed
 *   out_known      1 when the station knew the balance, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_bookings_next(
    clientela_bookings bookings,
    const char **out_id,
    size_t *out_id_len,
    int64_t *out_amount,
    int64_t *out_at,
    const char **out_reference,
    size_t *out_reference_len,
    const char **out_receipt,
    size_t *out_receipt_len,
    const char **out_station,
    size_t *out_station_len,
    int32_t *out_known,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   bookings  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_bookings_free(clientela_bookings bookings);

/* Begins a walk over what the accounts of a customer hold: one for each membership, and for each
 * program with bookings.
 *   desk          the desk
 *   customer      the customer's id
 *   out_balances  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_balances(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_balances *out_balances,
    clientela_error *out_error);

/* Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
 *   balances     the walk
 *   out_program  the program's code; lives until the walk is freed
 *   out_balance  what it holds; less than 0 where stations overdrew it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_balances_next(
    clientela_balances balances,
    const char **out_program,
    size_t *out_program_len,
    int64_t *out_balance,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   balances  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_balances_free(clientela_balances balances);

/* -- Conflicts -------------------------------------------------------------------------------------
 * Conflicts of bookings: what stations booked without knowing of each other and what somebody has
 * to settle. */

/* Begins a walk over what somebody has to settle: accounts that stations overdrew, and references
 * that were redeemed more than once.
 *   erp            the ERP's door
 *   out_conflicts  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_booking_conflicts(
    clientela_erp erp,
    clientela_conflicts *out_conflicts,
    clientela_error *out_error);

/* Steps to the next conflict. CLIENTELA_STATUS_DONE: there is none.
 *   conflicts      the walk
 *   out_kind       what went wrong, CLIENTELA_CONFLICT_KIND_...
 *   out_customer   whose account, or who redeemed again, by id; lives until the walk is freed
 *   out_program    the program's code; lives until the walk is freed
 *   out_balance    what an overdrawn account holds, less than 0; else 0
 *   out_reference  what was redeemed again, else NULL; lives until the walk is freed
 *   out_booking    the later booking by id, else NULL; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_conflicts_next(
    clientela_conflicts conflicts,
    clientela_conflict_kind *out_kind,
    const char **out_customer,
    size_t *out_customer_len,
    const char **out_program,
    size_t *out_program_len,
    int64_t *out_balance,
    const char **out_reference,
    size_t *out_reference_len,
    const char **out_booking,
    size_t *out_booking_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   conflicts  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_conflicts_free(clientela_conflicts conflicts);

/* -- Merge -----------------------------------------------------------------------------------------
 * Merging two customers who are one person: the preview with its choices, the merge, and taking it
 * back. Afterwards ids, numbers and cards of both lead to the one who stays, and whatever is asked
 * of either shows what both have. */

/* Tells what merging two customers would do; nothing is written. CLIENTELA_STATUS_NOT_PERMITTED
 * without the right to merge customers; CLIENTELA_STATUS_INVALID where both ids lead to the same
 * customer.
 *   desk       the desk
 *   survivor   the id of the customer who stays
 *   merged     the id of the customer who is merged into the other
 *   out_merge  the preview; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_merge_preview(
    clientela_desk desk,
    const char *survivor,
    size_t survivor_len,
    const char *merged,
    size_t merged_len,
    clientela_merge *out_merge,
    clientela_error *out_error);

/* Chooses whose value of a field stays; of a name for all of it.
 *   merge      the preview
 *   field      which field, CLIENTELA_FIELD_...
 *   keep       whose value stays, CLIENTELA_KEEP_...
 *   out_known  1 when there is such a choice, else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_choose(
    clientela_merge merge,
    clientela_field field,
    clientela_keep keep,
    int32_t *out_known,
    clientela_error *out_error);

/* Tells how much of the merged customer goes on with the one who stays, besides fields and things.
 *   merge               the preview
 *   out_documents       documents
 *   out_consent_events  consent events
 *   out_bookings        bookings of programs
 *   out_related         related persons
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_counts(
    clientela_merge merge,
    int64_t *out_documents,
    int64_t *out_consent_events,
    int64_t *out_bookings,
    int64_t *out_related,
    clientela_error *out_error);

/* Begins a walk over the fields in which both differ, with what is chosen now.
 *   merge       the preview
 *   out_fields  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_fields_of(
    clientela_merge merge,
    clientela_merge_fields *out_fields,
    clientela_error *out_error);

/* Steps to the next field. CLIENTELA_STATUS_DONE: there is none.
 *   fields        the walk
 *   out_field     which field, CLIENTELA_FIELD_...
 *   out_survivor  the value of the customer who stays, or NULL; lives until the walk is freed
 *   out_merged    the value of the other, or NULL; lives until the walk is freed
 *   out_keep      whose value stays, CLIENTELA_KEEP_...
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_fields_next(
    clientela_merge_fields fields,
    clientela_field *out_field,
    const char **out_survivor,
    size_t *out_survivor_len,
    const char **out_merged,
    size_t *out_merged_len,
    clientela_keep *out_keep,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   fields  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_fields_free(clientela_merge_fields fields);

/* Begins a walk over addresses, phone numbers, cards and other things of the merged customer.
 *   merge       the preview
 *   out_things  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_things_of(
    clientela_merge merge,
    clientela_merge_things *out_things,
    clientela_error *out_error);

/* Steps to the next thing. CLIENTELA_STATUS_DONE: there is none.
 *   things       the walk
 *   out_field    its first field, such as CLIENTELA_FIELD_STREET of an address
 *   out_slot     its occurrence at the merged customer
 *   out_value    the value of the first of its fields that has one; lives until the walk is freed
 *   out_becomes  its occurrence at the customer who stays; -1 where that one has the same already
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_things_next(
    clientela_merge_things things,
    clientela_field *out_field,
    int32_t *out_slot,
    const char **out_value,
    size_t *out_value_len,
    int32_t *out_becomes,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   things  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_things_free(clientela_merge_things things);

/* Begins a walk over what stands in the way; with nothing in it they can be merged.
 *   merge         the preview
 *   out_blockers  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_blockers_of(
    clientela_merge merge,
    clientela_merge_blockers *out_blockers,
    clientela_error *out_error);

/* Steps to the next blocker. CLIENTELA_STATUS_DONE: there is none.
 *   blockers     the walk
 *   out_reason   why, CLIENTELA_MERGE_BLOCKER_...
 *   out_program  the program of an account, else NULL; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_blockers_next(
    clientela_merge_blockers blockers,
    clientela_merge_blocker *out_reason,
    const char **out_program,
    size_t *out_program_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   blockers  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_blockers_free(clientela_merge_blockers blockers);

/* Begins a walk over what accounts hold afterwards, where both are summed.
 *   merge         the preview
 *   out_balances  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_balances(
    clientela_merge merge,
    clientela_balances *out_balances,
    clientela_error *out_error);

/* Begins a walk over consents as they stand afterwards: the most restrictive of both. There are
 * none for an operator who may not see consents.
 *   merge         the preview
 *   out_consents  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_consents(
    clientela_merge merge,
    clientela_consents *out_consents,
    clientela_error *out_error);

/* Frees a preview. No preview (0) is allowed.
 *   merge  the preview
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_merge_free(clientela_merge merge);

/* Merges two customers as previewed and chosen: one is left in lists and searches.
 * CLIENTELA_STATUS_CONFLICT where either changed since the preview, CLIENTELA_STATUS_BLOCKED where
 * something stands in the way: the error lists it.
 *   desk         the desk
 *   merge        the preview; it may be freed
 *   reason       why; kept in the change log; empty: none
 *   out_outcome  CLIENTELA_OUTCOME_WRITTEN, or CLIENTELA_OUTCOME_REPEATED where they were merged
 *                before and nothing was written now
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_merge(
    clientela_desk desk,
    clientela_merge merge,
    const char *reason,
    size_t reason_len,
    clientela_outcome *out_outcome,
    clientela_error *out_error);

/* -- Unmerge ---------------------------------------------------------------------------------------
 * Taking a merge of two customers back: what it changed is put back, but for what was edited since. */

/* Takes a merge back: the merged customer is one of its own again, with every row it had, and what
 * the merge changed of the other is put back, but for what was edited since. What happened
 * meanwhile stays with the customer who stayed; a consent that was refused or withdrawn meanwhile
 * is so for both. CLIENTELA_STATUS_STATE: they are not merged (`merge.not_merged`), or a later
 * merge has to be taken back first (`merge.later_first`). CLIENTELA_STATUS_ERASED: they were
 * anonymized.
 *   desk          the desk
 *   merged        the id of the customer who was merged into another
 *   reason        why; kept in the change log; empty: none
 *   out_unmerged  what was done; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_unmerge(
    clientela_desk desk,
    const char *merged,
    size_t merged_len,
    const char *reason,
    size_t reason_len,
    clientela_unmerged *out_unmerged,
    clientela_error *out_error);

/* Begins a walk over what was edited since and stays with the customer who stayed, field by field.
 *   unmerged       what was done
 *   out_conflicts  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unmerged_conflicts(
    clientela_unmerged unmerged,
    clientela_undo_conflicts *out_conflicts,
    clientela_error *out_error);

/* Steps to the next conflict. CLIENTELA_STATUS_DONE: there is none.
 *   conflicts   the walk
 *   out_field   which field, CLIENTELA_FIELD_...
 *   out_slot    which occurrence, from 0
 *   out_before  the value before the merge, or NULL; lives until the walk is freed
 *   out_merged  the value that the merge gave it, or NULL; lives until the walk is freed
 *   out_now     the value now, which stays, or NULL; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_undo_conflicts_next(
    clientela_undo_conflicts conflicts,
    clientela_field *out_field,
    int32_t *out_slot,
    const char **out_before,
    size_t *out_before_len,
    const char **out_merged,
    size_t *out_merged_len,
    const char **out_now,
    size_t *out_now_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   conflicts  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_undo_conflicts_free(clientela_undo_conflicts conflicts);

/* Begins a walk over accounts of which either spent what the other had: they hold less than nothing
 * now.
 *   unmerged       what was done
 *   out_overdrawn  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unmerged_overdrawn(
    clientela_unmerged unmerged,
    clientela_overdrawn *out_overdrawn,
    clientela_error *out_error);

/* Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
 *   overdrawn     the walk
 *   out_customer  whose account, by id; lives until the walk is freed
 *   out_program   the program's code; lives until the walk is freed
 *   out_balance   what it holds, less than 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_overdrawn_next(
    clientela_overdrawn overdrawn,
    const char **out_customer,
    size_t *out_customer_len,
    const char **out_program,
    size_t *out_program_len,
    int64_t *out_balance,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   overdrawn  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_overdrawn_free(clientela_overdrawn overdrawn);

/* Begins a walk over the cards of the customer who is back that somebody else got meanwhile, by
 * their slots.
 *   unmerged   what was done
 *   out_slots  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unmerged_taken_cards(
    clientela_unmerged unmerged,
    clientela_slots *out_slots,
    clientela_error *out_error);

/* Frees it. Nothing (0) is allowed.
 *   unmerged  what was done
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_unmerged_free(clientela_unmerged unmerged);

/* -- Settings --------------------------------------------------------------------------------------
 * Settings: what holds for a branch or a station, what is set at a place, and all of them as one
 * JSON document. A place is `chain`, `head_office`, `branch:` and a branch's code, or `station:`
 * and a station's; the nearest one decides, in this order: the station, the branch, the head office
 * if it is that, the chain, the default. A change acts at the next call of every desk, in every
 * process. */

/* Asks for the value that holds for a branch. A branch that nobody fed is no error: where nothing
 * is set for it, what holds for the chain does. CLIENTELA_STATUS_INVALID: setting.unknown, no
 * setting has this key, as at every function here that takes one.
 *   engine       the store
 *   key          the setting's key, such as `customer.default_kind`
 *   branch       the branch's code
 *   out_setting  the value; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_setting(
    clientela_engine engine,
    const char *key,
    size_t key_len,
    const char *branch,
    size_t branch_len,
    clientela_setting *out_setting,
    clientela_error *out_error);

/* Asks for the value that holds for a station.
 *   engine       the store
 *   key          the setting's key, such as `consents.shown`
 *   branch       the code of the station's branch
 *   station      the station's code
 *   out_setting  the value; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_setting_of_station(
    clientela_engine engine,
    const char *key,
    size_t key_len,
    const char *branch,
    size_t branch_len,
    const char *station,
    size_t station_len,
    clientela_setting *out_setting,
    clientela_error *out_error);

/* Asks for what is set at exactly one place, with its version. What is in force for the chain: this
 * at `chain`, and where nothing is set there, the default (CLIENTELA_SETTING_FIELD_DEFAULT). Of a
 * setting whose only level is `chain`, clientela_engine_setting says it for any branch.
 * CLIENTELA_STATUS_INVALID: setting.place_unknown, the text is no place.
 *   engine       the store
 *   key          the setting's key
 *   place        `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the
 *                station's
 *   out_setting  the value, or one without text when nothing is set there; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_setting_at(
    clientela_engine engine,
    const char *key,
    size_t key_len,
    const char *place,
    size_t place_len,
    clientela_setting *out_setting,
    clientela_error *out_error);

/* Reads a value as text, whatever its type.
 *   setting   the value
 *   out_text  the text, or NULL when nothing is set at the place; lives until the value is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_text(
    clientela_setting setting,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number. CLIENTELA_STATUS_MISUSE: the setting is none; CLIENTELA_STATUS_NOT_FOUND: nothing
 * is set at the place.
 *   setting     the value
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_number(
    clientela_setting setting,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a flag. CLIENTELA_STATUS_MISUSE: the setting is none; CLIENTELA_STATUS_NOT_FOUND: nothing
 * is set at the place.
 *   setting   the value
 *   out_flag  1 for yes, 0 for no
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_flag(
    clientela_setting setting,
    int32_t *out_flag,
    clientela_error *out_error);

/* Reads the version at the place it was asked of: it counts the changes there.
 *   setting      the value
 *   out_version  the version; 0: never set there, or asked for a branch
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_version(
    clientela_setting setting,
    int64_t *out_version,
    clientela_error *out_error);

/* Frees a value. Texts read from it are gone too. No value (0) is allowed.
 *   setting  the value
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_setting_free(clientela_setting setting);

/* Sets a setting at a place. It takes the right of administration. CLIENTELA_STATUS_CONFLICT:
 * record.changed_meanwhile, somebody changed it there since. CLIENTELA_STATUS_INVALID:
 * setting.unknown, no setting has this key; setting.place_unknown, the text is no place;
 * setting.not_at_this_level, it is not set at such places; branch.unknown, station.unknown, others
 * were fed and this one was not; of the value setting.not_a_flag, setting.not_a_number,
 * setting.out_of_range, setting.not_a_choice, setting.not_a_code, setting.code_count, with what is
 * allowed as arguments (`min`, `max`, `choices`), status.unknown, and retention.above_ceiling where
 * a law allows less.
 *   desk     the desk
 *   key      the setting's key
 *   place    `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the
 *            station's
 *   value    the value as text; may be NULL: it is taken away there
 *   version  the version it must still have there, or -1 for any
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_set_setting(
    clientela_desk desk,
    const char *key,
    size_t key_len,
    const char *place,
    size_t place_len,
    const char *value,
    size_t value_len,
    int64_t version,
    clientela_error *out_error);

/* Sets a setting at a place, as the central system. It fails as clientela_desk_set_setting does,
 * but for right and version.
 *   erp    the ERP's door
 *   key    the setting's key
 *   place  `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the station's
 *   value  the value as text; may be NULL: it is taken away there
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_set_setting(
    clientela_erp erp,
    const char *key,
    size_t key_len,
    const char *place,
    size_t place_len,
    const char *value,
    size_t value_len,
    clientela_error *out_error);

/* Writes every setting that is set anywhere as one JSON document.
 *   engine                 the store
 *   out_settings_document  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_engine_export_settings(
    clientela_engine engine,
    clientela_settings_document *out_settings_document,
    clientela_error *out_error);

/* Reads the text of a document.
 *   settings_document  the document
 *   out_text           the text; lives until the document is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_settings_document_text(
    clientela_settings_document settings_document,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a document. Texts read from it are gone too. No document (0) is allowed.
 *   settings_document  the document
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_settings_document_free(clientela_settings_document settings_document);

/* Takes a document of settings over, all or nothing. It takes the right of administration. The
 * document says everything of the places it names: what is set there now and is not in the document
 * goes. CLIENTELA_STATUS_INVALID: the error lists every broken setting.
 *   desk         the desk
 *   json         the document
 *   out_changed  how many settings changed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_import_settings(
    clientela_desk desk,
    const char *json,
    size_t json_len,
    int64_t *out_changed,
    clientela_error *out_error);

/* The same as the central system.
 *   erp          the ERP's door
 *   json         the document
 *   out_changed  how many settings changed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_import_settings(
    clientela_erp erp,
    const char *json,
    size_t json_len,
    int64_t *out_changed,
    clientela_error *out_error);

/* -- Feed ------------------------------------------------------------------------------------------
 * Feeds of the central system: JSON lines, or CSV with a mapping. Bad lines are named and left out,
 * good lines are kept. Feeding the same again changes nothing; an anonymized person is refused. */

/* Takes a feed out of memory. Lines are written a thousand at a time; what was written before a
 * failure stays. A line is a definition, customer, related person, item, document, line or consent,
 * or a setting, branch, station, role or operator: kinds, fields and the CSV mapping are listed in
 * docs/feeds.md.
 *   erp             the ERP's door
 *   format          its form, CLIENTELA_FORMAT_...
 *   mapping         for CSV, which column feeds which field, in JSON; may be NULL for JSON lines
 *   bytes           the feed, UTF-8
 *   progress        is told the number of lines read; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the feed between two batches; may be CLIENTELA_NONE
 *   out_report      what the feed did; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_feed(
    clientela_erp erp,
    clientela_format format,
    const char *mapping,
    size_t mapping_len,
    const uint8_t *bytes,
    size_t bytes_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_report *out_report,
    clientela_error *out_error);

/* Takes a feed out of a file, of any length.
 *   erp             the ERP's door
 *   format          its form, CLIENTELA_FORMAT_...
 *   mapping         for CSV, which column feeds which field, in JSON; may be NULL for JSON lines
 *   path            the file
 *   progress        is told the number of lines read; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the feed between two batches; may be CLIENTELA_NONE
 *   out_report      what the feed did; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_feed_file(
    clientela_erp erp,
    clientela_format format,
    const char *mapping,
    size_t mapping_len,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_report *out_report,
    clientela_error *out_error);

/* Makes something to cancel a long call with.
 *   out_cancel  the new token; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_cancel_new(clientela_cancel *out_cancel, clientela_error *out_error);

/* Cancels every call that was given the token, now and later: they answer
 * CLIENTELA_STATUS_CANCELLED. Not for callbacks: they cancel by what they return.
 *   cancel  the token
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_cancel_trigger(clientela_cancel cancel, clientela_error *out_error);

/* Frees a token; calls that were given it go on. No token (0) is allowed.
 *   cancel  the token
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_cancel_free(clientela_cancel cancel);

/* Reads a number.
 *   report      what the feed did
 *   field       which, CLIENTELA_REPORT_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_report_number(
    clientela_report report,
    clientela_report_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over why lines were left out: a line with several bad fields comes once for each.
 * At most 10,000 are listed.
 *   report        what the feed did
 *   out_failures  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_report_failures(
    clientela_report report,
    clientela_failures *out_failures,
    clientela_error *out_error);

/* Begins a walk over lines that were taken and deserve a look: duplicates. At most 10,000 are
 * listed.
 *   report        what the import did
 *   out_failures  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_report_hints(
    clientela_report report,
    clientela_failures *out_failures,
    clientela_error *out_error);

/* Frees a report. No report (0) is allowed.
 *   report  what the feed did
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_report_free(clientela_report report);

/* Steps to the next failure. CLIENTELA_STATUS_DONE: there is none. For people:
 * clientela_message_new with the rule, and its arguments.
 *   failures   the walk
 *   out_line   the line's number in the feed, from 1
 *   out_field  the field's name, empty where the line as a whole is bad; lives until the walk is
 *              freed
 *   out_rule   the code of the rule that was broken; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_failures_next(
    clientela_failures failures,
    int64_t *out_line,
    const char **out_field,
    size_t *out_field_len,
    const char **out_rule,
    size_t *out_rule_len,
    clientela_error *out_error);

/* How many arguments the rule of the present failure has.
 *   failures   the walk
 *   out_count  the number of its arguments
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_failures_arg_count(
    clientela_failures failures,
    int32_t *out_count,
    clientela_error *out_error);

/* One argument of the rule of the present failure: its name, such as `scheme`, and its value, such
 * as `md5crypt`. Never what the line says.
 *   failures   the walk
 *   arg        which of its arguments, from 0
 *   out_name   the argument's name; lives until the walk is freed
 *   out_value  the argument's value; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_failures_arg(
    clientela_failures failures,
    int32_t arg,
    const char **out_name,
    size_t *out_name_len,
    const char **out_value,
    size_t *out_value_len,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   failures  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_failures_free(clientela_failures failures);

/* -- Proposal --------------------------------------------------------------------------------------
 * What a file of an old system seems to be: a plan, and a walk over each part of it with what else
 * it may be. */

/* Reads the proposal as one document in JSON: the plan, and every choice with its suggestions and
 * samples.
 *   proposal  the proposal
 *   out_json  the document; lives until the proposal is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proposal_json(
    clientela_proposal proposal,
    const char **out_json,
    size_t *out_json_len,
    clientela_error *out_error);

/* Reads the plan in JSON, with the first suggestion of every choice in it: to be changed, kept and
 * handed to an import.
 *   proposal  the proposal
 *   out_plan  the plan; lives until the proposal is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proposal_plan(
    clientela_proposal proposal,
    const char **out_plan,
    size_t *out_plan_len,
    clientela_error *out_error);

/* Begins a walk over the choices.
 *   proposal     the proposal
 *   out_choices  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proposal_choices(
    clientela_proposal proposal,
    clientela_choices *out_choices,
    clientela_error *out_error);

/* Frees a proposal. Texts read from it are gone too. No proposal (0) is allowed.
 *   proposal  the proposal
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_proposal_free(clientela_proposal proposal);

/* Steps to the next choice. CLIENTELA_STATUS_DONE: there is none.
 *   choices      the walk
 *   out_of       the key of the plan that it is about, such as `code_page`; lives until the walk is
 *                freed
 *   out_column   the column that it is about, NULL where it is the whole file; lives until the walk
 *                is freed
 *   out_decided  1 where the file itself decides it, 0 where a person has to look
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_choices_next(
    clientela_choices choices,
    const char **out_of,
    size_t *out_of_len,
    const char **out_column,
    size_t *out_column_len,
    int32_t *out_decided,
    clientela_error *out_error);

/* How many suggestions the present choice has; the first one is in the plan.
 *   choices    the walk
 *   out_count  the number of its suggestions
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_choices_suggestion_count(
    clientela_choices choices,
    int32_t *out_count,
    clientela_error *out_error);

/* One suggestion of the present choice: what stands in the plan then. For a column it is the name
 * of a field, empty where the column is read over.
 *   choices     the walk
 *   suggestion  which of its suggestions, from 0
 *   out_value   the value; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_choices_suggestion(
    clientela_choices choices,
    int32_t suggestion,
    const char **out_value,
    size_t *out_value_len,
    clientela_error *out_error);

/* Begins a walk over a few values of the file as they are read by a suggestion. They are personal.
 *   choices      the walk
 *   suggestion   which of its suggestions, from 0
 *   out_samples  the walk over the samples; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_choices_samples(
    clientela_choices choices,
    int32_t suggestion,
    clientela_texts *out_samples,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   choices  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_choices_free(clientela_choices choices);

/* -- Recipients ------------------------------------------------------------------------------------
 * Who may receive something for a customer: the customer and the persons who belong to them. */

/* Begins a walk over a customer and everybody who belongs to them on that day: who may receive
 * something by this channel for this customer. The customer needs their own consent; everybody else
 * the customer's authorization (CLIENTELA_FIELD_AUTHORIZED_FOR), their own consent and, where the
 * definition asks for one, an account.
 *   desk            the desk
 *   customer        the customer's id
 *   purpose         what for, CLIENTELA_PURPOSE_...
 *   channel         how, CLIENTELA_CHANNEL_...; CLIENTELA_CHANNEL_NONE asks about use without
 *                   contact
 *   definition      by which definition; may be NULL: all of this purpose and channel, and the
 *                   least permissive decides
 *   on              as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL:
 *                   now
 *   out_recipients  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_recipients(
    clientela_desk desk,
    const char *customer,
    size_t customer_len,
    clientela_purpose purpose,
    clientela_channel channel,
    const char *definition,
    size_t definition_len,
    const char *on,
    size_t on_len,
    clientela_recipients *out_recipients,
    clientela_error *out_error);

/* Steps to the next recipient. CLIENTELA_STATUS_DONE: there is none.
 *   recipients  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_recipients_next(clientela_recipients recipients, clientela_error *out_error);

/* Reads a text of the present recipient.
 *   recipients  the walk
 *   field       which field, CLIENTELA_RECIPIENT_FIELD_...
 *   out_text    the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_recipients_text(
    clientela_recipients recipients,
    clientela_recipient_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present recipient.
 *   recipients  the walk
 *   field       which field, CLIENTELA_RECIPIENT_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_recipients_number(
    clientela_recipients recipients,
    clientela_recipient_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   recipients  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_recipients_free(clientela_recipients recipients);

/* -- Import ----------------------------------------------------------------------------------------
 * Import from an old system: a proposal, a dry run and the import itself, each of one file of CSV;
 * the export of the same. docs/import.md lists what a plan says. Nothing is written before the
 * import. */

/* Looks at a file of an old system and proposes how to import it. Nothing is written.
 *   erp           the ERP's door
 *   path          the file
 *   out_proposal  the proposal; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_propose_import_file(
    clientela_erp erp,
    const char *path,
    size_t path_len,
    clientela_proposal *out_proposal,
    clientela_error *out_error);

/* Looks at every line as `clientela_erp_import_file` would take it, and writes nothing: the report
 * says what would be refused, and which customers would be duplicates. Others may write meanwhile.
 *   erp             the ERP's door
 *   plan            the plan, in JSON
 *   path            the file
 *   progress        is told the number of lines read; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the dry run between two batches; may be CLIENTELA_NONE
 *   out_report      what an import would do; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_rehearse_import_file(
    clientela_erp erp,
    const char *plan,
    size_t plan_len,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_report *out_report,
    clientela_error *out_error);

/* Imports a file by a plan. Lines are written ten thousand at a time. Importing it again changes
 * nothing; an import that was cancelled or killed goes on where it stopped when it is called with
 * the same file and plan.
 *   erp             the ERP's door
 *   plan            the plan, in JSON
 *   path            the file
 *   progress        is told the number of lines read; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the import between two batches; may be CLIENTELA_NONE
 *   out_report      what the import did; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_import_file(
    clientela_erp erp,
    const char *plan,
    size_t plan_len,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_report *out_report,
    clientela_error *out_error);

/* Writes all customers into a new file of CSV, as the operator may see them. A file that is there
 * already is left alone: CLIENTELA_STATUS_IO. What was begun and not finished is removed.
 *   desk            the desk
 *   columns         names of fields, a comma between two; `email.1` is the second e-mail address
 *   form            how it is written, CLIENTELA_EXPORT_FORM_...
 *   path            the file
 *   progress        is told how many customers were written; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; may be CLIENTELA_NONE
 *   out_customers   how many customers were written
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_export_customers_file(
    clientela_desk desk,
    const char *columns,
    size_t columns_len,
    clientela_export_form form,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    int64_t *out_customers,
    clientela_error *out_error);

/* Writes all customers into a new file of CSV, whole, as the central system, like
 * `clientela_desk_export_customers_file`.
 *   erp             the ERP's door
 *   columns         names of fields, a comma between two; `email.1` is the second e-mail address
 *   form            how it is written, CLIENTELA_EXPORT_FORM_...
 *   path            the file
 *   progress        is told how many customers were written; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; may be CLIENTELA_NONE
 *   out_customers   how many customers were written
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_customers_file(
    clientela_erp erp,
    const char *columns,
    size_t columns_len,
    clientela_export_form form,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    int64_t *out_customers,
    clientela_error *out_error);

/* -- Log export ------------------------------------------------------------------------------------
 * The change log written out, as a file or into memory. Values that leave the store are told: an
 * entry of the journal says who took them, through which door, and in which form. `docs/journal.md`
 * lists the columns. */

/* Writes the change log into memory, as far as the operator may see it.
 *   desk            the desk
 *   query           which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
 *   format          its form, CLIENTELA_LOG_FORMAT_...
 *   progress        is told how many entries were written: 0 before the first, then every 500, and
 *                   at the end all; its total is always 0, not known; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; when it was triggered before, nothing is written, in the
 *                   journal neither; may be CLIENTELA_NONE
 *   out_buffer      the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_export_log(
    clientela_desk desk,
    clientela_log_query query,
    clientela_log_format format,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Writes the change log into a new file, as far as the operator may see it. What was begun and not
 * finished is removed. CLIENTELA_STATUS_IO says by its code why there is none: log.file_exists, and
 * what is there is left alone; log.no_such_folder, the folder of the path; log.unwritable, anything
 * else.
 *   desk            the desk
 *   query           which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
 *   format          its form, CLIENTELA_LOG_FORMAT_...
 *   path            the file
 *   progress        is told how many entries were written: 0 before the first, then every 500, and
 *                   at the end all; its total is always 0, not known; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; when it was triggered before, nothing is written, in the
 *                   journal neither; may be CLIENTELA_NONE
 *   out_entries     how many entries were written
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_export_log_file(
    clientela_desk desk,
    clientela_log_query query,
    clientela_log_format format,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    int64_t *out_entries,
    clientela_error *out_error);

/* Writes the journal into memory, as the central system.
 *   erp             the ERP's door
 *   query           which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
 *   format          its form, CLIENTELA_LOG_FORMAT_...
 *   progress        is told how many entries were written: 0 before the first, then every 500, and
 *                   at the end all; its total is always 0, not known; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; when it was triggered before, nothing is written, in the
 *                   journal neither; may be CLIENTELA_NONE
 *   out_buffer      the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_log(
    clientela_erp erp,
    clientela_log_query query,
    clientela_log_format format,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Writes the journal into a new file, as the central system, like `clientela_desk_export_log_file`.
 *   erp             the ERP's door
 *   query           which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
 *   format          its form, CLIENTELA_LOG_FORMAT_...
 *   path            the file
 *   progress        is told how many entries were written: 0 before the first, then every 500, and
 *                   at the end all; its total is always 0, not known; may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the export; when it was triggered before, nothing is written, in the
 *                   journal neither; may be CLIENTELA_NONE
 *   out_entries     how many entries were written
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_log_file(
    clientela_erp erp,
    clientela_log_query query,
    clientela_log_format format,
    const char *path,
    size_t path_len,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    int64_t *out_entries,
    clientela_error *out_error);

/* -- Person export ---------------------------------------------------------------------------------
 * Everything about a person written out for them, as a file or into memory. That it left the store
 * is told: an entry of the journal says who took it, through which door, and why
 * (CLIENTELA_FIELD_REASON). */

/* Writes everything about a customer or related person into memory: every value that is kept of
 * them, consents with the texts that were shown, documents, bookings, who changed what and who
 * looked; nobody else's data. It needs CLIENTELA_RIGHT_EXPORT_PERSONS and no other right; a
 * restriction does not stop it. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
 * CLIENTELA_STATUS_ERASED: customer.anonymized.
 *   desk        the desk
 *   person      the id of a customer or related person
 *   format      its form, CLIENTELA_PERSON_FORMAT_...
 *   language    the language of labels and words: en, de, fr, it or pl
 *   reason      why, kept in the journal; may be NULL
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_export_person(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_person_format format,
    const char *language,
    size_t language_len,
    const char *reason,
    size_t reason_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Writes everything about a customer or related person into a new file, piece by piece; right and
 * errors as at clientela_desk_export_person. What was begun and not finished is removed.
 * CLIENTELA_STATUS_IO says by its code why there is none: log.file_exists, and what is there is
 * left alone; log.no_such_folder, the folder of the path; log.unwritable and export.unwritable,
 * anything else.
 *   desk      the desk
 *   person    the id of a customer or related person
 *   format    its form, CLIENTELA_PERSON_FORMAT_...
 *   language  the language of labels and words: en, de, fr, it or pl
 *   reason    why, kept in the journal; may be NULL
 *   path      the file
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_export_person_file(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_person_format format,
    const char *language,
    size_t language_len,
    const char *reason,
    size_t reason_len,
    const char *path,
    size_t path_len,
    clientela_error *out_error);

/* Writes everything about a person into memory, as the central system, like
 * `clientela_desk_export_person`.
 *   erp         the ERP's door
 *   person      the id of a customer or related person
 *   format      its form, CLIENTELA_PERSON_FORMAT_...
 *   language    the language of labels and words: en, de, fr, it or pl
 *   reason      why, kept in the journal; may be NULL
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_person(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_person_format format,
    const char *language,
    size_t language_len,
    const char *reason,
    size_t reason_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Writes everything about a person into a new file, as the central system, like
 * `clientela_desk_export_person_file`.
 *   erp       the ERP's door
 *   person    the id of a customer or related person
 *   format    its form, CLIENTELA_PERSON_FORMAT_...
 *   language  the language of labels and words: en, de, fr, it or pl
 *   reason    why, kept in the journal; may be NULL
 *   path      the file
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_export_person_file(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_person_format format,
    const char *language,
    size_t language_len,
    const char *reason,
    size_t reason_len,
    const char *path,
    size_t path_len,
    clientela_error *out_error);

/* -- Reads -----------------------------------------------------------------------------------------
 * Who looked at data about health or at what is hidden, looking at that with a reason, and data
 * that may only be kept. */

/* Gives everything that a detail screen shows and what is hidden from this operator besides, of
 * somebody whose data are restricted too, for this one read. It needs
 * CLIENTELA_RIGHT_READ_CUSTOMERS and CLIENTELA_RIGHT_SEE_RESTRICTED. Each call is one entry of the
 * journal, CLIENTELA_ENTRY_KIND_READ, with the fields that are hidden otherwise or about health,
 * without their values, also where there are none; its row CLIENTELA_FIELD_REASON
 * (clientela_log_changes) is the reason. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
 * CLIENTELA_STATUS_ERASED: customer.anonymized. It is for reading: to edit somebody whose data are
 * restricted is CLIENTELA_STATUS_NOT_PERMITTED, customer.restricted, at every desk. The central
 * system puts them right by its feed, which a restriction does not stop; or lift the restriction
 * first (clientela_erp_lift_restriction).
 *   desk          the desk
 *   id            the id of a customer or related person
 *   reason        why; must not be empty (CLIENTELA_STATUS_INVALID, required)
 *   out_customer  the customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_break_glass(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    const char *reason,
    size_t reason_len,
    clientela_customer *out_customer,
    clientela_error *out_error);

/* Begins a walk over who looked: entries of the journal that tell of reads of a person's data about
 * health or of what was hidden, with the fields and the reason (CLIENTELA_FIELD_REASON), and of
 * exports of everything about the person. Reads by clientela_desk_kept_document are not among them:
 * they are about a document. Of somebody anonymized the entries stay, but not the reasons
 * (CLIENTELA_HIDDEN_ERASED). It needs CLIENTELA_RIGHT_READ_JOURNAL. CLIENTELA_STATUS_NOT_FOUND:
 * customer.unknown.
 *   desk     the desk
 *   person   the id of a customer or related person
 *   out_log  the walk, before its first entry; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_reads_of(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_log *out_log,
    clientela_error *out_error);

/* The same as the central system, like `clientela_desk_reads_of`.
 *   erp      the ERP's door
 *   person   the id of a customer or related person
 *   out_log  the walk, before its first entry; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_reads_of(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_log *out_log,
    clientela_error *out_error);

/* Restricts somebody's data: they are kept and not used. Lists and searches show them no more, a
 * desk reads them no more but by `clientela_desk_break_glass` and edits them not at all, and they
 * are contacted for mandatory notices only. The feed of the central system still changes them.
 * Twice is success, and writes nothing the second time. CLIENTELA_STATUS_NOT_FOUND:
 * customer.unknown. CLIENTELA_STATUS_ERASED: customer.anonymized.
 *   erp     the ERP's door
 *   person  the id of a customer or related person
 *   reason  why, kept in the journal (CLIENTELA_FIELD_REASON); may be empty
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_restrict(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Takes a restriction away. Of somebody who has none it does nothing. It fails as
 * clientela_erp_restrict does.
 *   erp     the ERP's door
 *   person  the id of a customer or related person
 *   reason  why, kept in the journal (CLIENTELA_FIELD_REASON); may be empty
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_lift_restriction(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* -- Anonymization ---------------------------------------------------------------------------------
 * Anonymization, ordered by the ERP only: planned first, then done in one transaction. Doing it
 * twice is success. */

/* Says what an anonymization would do, and what stands in the way; it changes nothing. At one state
 * of the store the anonymization does just this. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
 * CLIENTELA_STATUS_ERASED: it was done already.
 *   erp       the ERP's door
 *   person    the id of a customer or related person
 *   out_plan  the plan; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_plan_anonymization(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_plan *out_plan,
    clientela_error *out_error);

/* Anonymizes a customer or a related person, and whoever is here only through them.
 * CLIENTELA_STATUS_BLOCKED: erasure.blocked; the error lists what stands in the way, one broken
 * rule each (clientela_error_violation): the rule is the name of a CLIENTELA_BLOCKER_REASON_...,
 * and a message for people too. The field is operator of ACTIVE_OPERATOR, hold of LEGAL_HOLD and
 * TAX_AUDIT, program of STORED_VALUE, document of all others. The arguments
 * (clientela_error_violation_arg) are `number`, as CLIENTELA_PLAN_ROW_FIELD_NUMBER, and where it is
 * known `until`, the last day. Who can lift it only the plan says:
 * clientela_erp_plan_anonymization, then clientela_plan_blockers. CLIENTELA_STATUS_NOT_FOUND:
 * customer.unknown. It erases and never seals, as everything here but
 * clientela_erp_anonymize_sealed. Call `clientela_erp_purge` after a batch.
 *   erp           the ERP's door
 *   person        the id of a customer or related person
 *   out_epoch     how many erasures the store has seen; anchor it elsewhere to recognise a restored
 *                 folder
 *   out_repeated  1 when the person had been anonymized before: nothing was done now. Else 0
 *   out_plan      what went, and what stays with ground and date; it is empty when nothing was done
 *                 now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_anonymize(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    int64_t *out_epoch,
    int32_t *out_repeated,
    clientela_plan *out_plan,
    clientela_error *out_error);

/* -- Retention run ---------------------------------------------------------------------------------
 * Retention at the ERP's door: the rules that the settings name, why somebody cannot be erased yet,
 * the forecast and the run.
 *
 * By the rules that the settings name when it is called, and by no others, work
 * clientela_erp_plan_anonymization, clientela_erp_anonymize, clientela_erp_anonymize_sealed,
 * clientela_erp_plan_request and clientela_erp_run_requests. By those of a handle work
 * clientela_erp_why_not_yet, clientela_erp_forecast and clientela_erp_run_retention. So own rules
 * reach only these three: no setting holds any, and the host adds them to a handle each time. What
 * is kept of the documents of somebody who is anonymized has its last day then; rules that come
 * later change nothing of that. What clientela_erp_place_hold put counts at every one of these
 * calls, as it stands then; a hold that was added to a handle counts only where that handle is
 * given. */

/* The rules that the settings name (retention.pack, retention.business_year_ends,
 * retention.inactive_months). Own rules and holds may be added. The handle is a copy: it does not
 * follow later changes of the settings; take a new one for each run.
 *   erp            the ERP's door
 *   out_retention  the rules; free them
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_retention(
    clientela_erp erp,
    clientela_retention *out_retention,
    clientela_error *out_error);

/* Says why a customer or related person cannot be erased yet, and what the law keeps of them alone.
 * CLIENTELA_STATUS_ERASED: they are already.
 *   erp                  the ERP's door
 *   retention            the rules
 *   person               the id of a customer or related person
 *   out_plan             what blocks (clientela_plan_blockers); it has no items. Its day of
 *                        CLIENTELA_PLAN_FIELD_POSSIBLE_FROM is when nothing blocks; free it
 *   out_retention_lines  everything that is kept of the person, datum by datum, with ground and
 *                        end, and what goes; the day on which nothing has to stay, blockers
 *                        included; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_why_not_yet(
    clientela_erp erp,
    clientela_retention retention,
    const char *person,
    size_t person_len,
    clientela_plan *out_plan,
    clientela_retention_lines *out_retention_lines,
    clientela_error *out_error);

/* Says how many customers can be erased when.
 *   erp                   the ERP's door
 *   retention             the rules
 *   out_now               of how many nothing has to stay already
 *   out_blocked           of how many something is in progress or on hold that has no known end
 *   out_retention_months  a walk over the months in which others become free, before its first;
 *                         free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_forecast(
    clientela_erp erp,
    clientela_retention retention,
    int64_t *out_now,
    int64_t *out_blocked,
    clientela_retention_months *out_retention_months,
    clientela_error *out_error);

/* Lets customers go whose time is over, and tells of whom that soon is so; in parts. A report and
 * the run tell the same, but for CLIENTELA_RETENTION_ROW_FIELD_DONE. It erases and never seals.
 * Call `clientela_erp_purge` afterwards. A part that fails leaves gone whoever it let go: run it
 * again. CLIENTELA_STATUS_INVALID: retention.below_floor, the settings name a rule that keeps
 * something and is not among these.
 *
 * Begin with `after` empty; then `after` is what clientela_retention_report_next_part said, until
 * that is NULL. What no law keeps any more goes with every part, at most `limit` values each: while
 * the last part says 1 in `out_more` of clientela_retention_report_expired, run it again with the
 * same `after`. A report changes nothing, and so tells the same the next time: there `out_more`
 * only says that more than `limit` wait.
 *   erp                   the ERP's door
 *   retention             the rules: they say who goes, and what is kept of their documents
 *   report_only           1: only say what would be done
 *   after                 only customers behind this id; empty: from the first on, which also
 *                         destroys the sealed boxes whose day is over
 *   limit                 look at so many customers at most, 1 to 100000; 0 is taken as 1, more as
 *                         100000, less is CLIENTELA_STATUS_MISUSE
 *   out_retention_report  the report, before its first customer; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_run_retention(
    clientela_erp erp,
    clientela_retention retention,
    int32_t report_only,
    const char *after,
    size_t after_len,
    int32_t limit,
    clientela_retention_report *out_retention_report,
    clientela_error *out_error);

/* -- Retention rows --------------------------------------------------------------------------------
 * The months of a forecast, and the customers of a run of retention. */

/* Steps to the next month. CLIENTELA_STATUS_DONE: there is none.
 *   retention_months  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_months_next(
    clientela_retention_months retention_months,
    clientela_error *out_error);

/* Reads the present month.
 *   retention_months  the walk
 *   out_month         its first day, YYYY-MM-DD; lives until the walk is freed
 *   out_complete      of how many customers nothing has to stay any more from a day of it on
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_months_read(
    clientela_retention_months retention_months,
    const char **out_month,
    size_t *out_month_len,
    int64_t *out_complete,
    clientela_error *out_error);

/* Frees a walk over months. No walk (0) is allowed.
 *   retention_months  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_months_free(clientela_retention_months retention_months);

/* Where the next part of the run begins.
 *   retention_report  the report
 *   out_text          the id of the customer to go on behind, or NULL when everybody was looked at;
 *                     lives until the report is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_next_part(
    clientela_retention_report retention_report,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Begins a walk over what no law keeps any more of documents of anonymized customers, and what went
 * therefore: ID and NUMBER of the document, its RECORD, FIELD, GROUND and UNTIL of each.
 *   retention_report  the report; it may be freed during the walk
 *   out_more          1 when there may be more of it: run again, with the last part too (not a
 *                     report: it tells the same again). Else 0
 *   out_plan_rows     the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_expired(
    clientela_retention_report retention_report,
    int32_t *out_more,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Begins a walk over the sealed boxes whose last day is over, which go with the first part: ID of
 * the person, COUNT of the boxes, and UNTIL.
 *   retention_report  the report; it may be freed during the walk
 *   out_plan_rows     the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_seals(
    clientela_retention_report retention_report,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Steps to the next customer. CLIENTELA_STATUS_DONE: there is none.
 *   retention_report  the report
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_next(
    clientela_retention_report retention_report,
    clientela_error *out_error);

/* Reads a number of the present customer.
 *   retention_report  the report
 *   field             which field, CLIENTELA_RETENTION_ROW_FIELD_...
 *   out_number        the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_number(
    clientela_retention_report retention_report,
    clientela_retention_row_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Reads a text of the present customer.
 *   retention_report  the report
 *   field             which field, CLIENTELA_RETENTION_ROW_FIELD_...
 *   out_text          the text; lives until the report is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_text(
    clientela_retention_report retention_report,
    clientela_retention_row_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a report. No report (0) is allowed.
 *   retention_report  the report
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_retention_report_free(clientela_retention_report retention_report);

/* -- Requests --------------------------------------------------------------------------------------
 * Requests of people about their data (Art. 15 to 21 GDPR): recorded where somebody asks, decided
 * by the central system, answered within a month. A request names nobody but by an id, so that it
 * outlives an erasure. The periods are engineering defaults, no legal advice. */

/* Reads a text of the request.
 *   request   the request
 *   field     which field, CLIENTELA_REQUEST_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the request is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_text(
    clientela_request request,
    clientela_request_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the request.
 *   request     the request
 *   field       which field, CLIENTELA_REQUEST_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_number(
    clientela_request request,
    clientela_request_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a request. Texts read from it are gone too. Nothing (0) is allowed.
 *   request  the request
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_free(clientela_request request);

/* Steps to the next request. CLIENTELA_STATUS_DONE: there is none.
 *   requests  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_requests_next(clientela_requests requests, clientela_error *out_error);

/* Reads a text of the present request.
 *   requests  the walk
 *   field     which field, CLIENTELA_REQUEST_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_requests_text(
    clientela_requests requests,
    clientela_request_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present request.
 *   requests    the walk
 *   field       which field, CLIENTELA_REQUEST_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_requests_number(
    clientela_requests requests,
    clientela_request_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
 *   requests  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_requests_free(clientela_requests requests);

/* Reads a text of the code.
 *   request_code  the code
 *   field         which field, CLIENTELA_REQUEST_CODE_FIELD_...
 *   out_text      the text, or NULL when there is none; lives until the code is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_code_text(
    clientela_request_code request_code,
    clientela_request_code_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the code.
 *   request_code  the code
 *   field         which field, CLIENTELA_REQUEST_CODE_FIELD_...
 *   out_number    the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_code_number(
    clientela_request_code request_code,
    clientela_request_code_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a code. Texts read from it are gone too. Nothing (0) is allowed.
 *   request_code  the code
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_code_free(clientela_request_code request_code);

/* Steps to the next request. CLIENTELA_STATUS_DONE: there is none.
 *   request_runs  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_runs_next(
    clientela_request_runs request_runs,
    clientela_error *out_error);

/* Reads a text of the present request.
 *   request_runs  the walk
 *   field         which field, CLIENTELA_REQUEST_RUN_FIELD_...
 *   out_text      the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_runs_text(
    clientela_request_runs request_runs,
    clientela_request_run_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present request.
 *   request_runs  the walk
 *   field         which field, CLIENTELA_REQUEST_RUN_FIELD_...
 *   out_number    the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_runs_number(
    clientela_request_runs request_runs,
    clientela_request_run_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
 *   request_runs  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_request_runs_free(clientela_request_runs request_runs);

/* -- Request doors ---------------------------------------------------------------------------------
 * Requests at the doors: received, identified, decided, planned and run. At every call
 * CLIENTELA_STATUS_NOT_FOUND is request.unknown of a request and customer.unknown of a person; a
 * text that is no id is CLIENTELA_STATUS_INVALID, id.malformed. */

/* Records what somebody asks for at the counter. Erasing somebody who was erased already is
 * success: the request is COMPLETED at once, or RESTRICTED as long as a law keeps anything.
 * CLIENTELA_STATUS_ERASED: customer.anonymized, anything else is asked of somebody who was. It
 * takes the right to edit customers.
 *   desk          the desk
 *   person        the id of a customer or related person
 *   kind          what for, CLIENTELA_REQUEST_KIND_...
 *   out_request   the request as it is now; free it
 *   out_repeated  1 when one like it runs already: nothing new was begun, and this is the one that
 *                 runs
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_receive_request(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_request_kind kind,
    clientela_request *out_request,
    int32_t *out_repeated,
    clientela_error *out_error);

/* Begins a walk over the requests of a person, oldest first. It takes the right to read customers.
 *   desk          the desk
 *   person        the id of a customer or related person
 *   out_requests  the walk, before its first request; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_requests(
    clientela_desk desk,
    const char *person,
    size_t person_len,
    clientela_requests *out_requests,
    clientela_error *out_error);

/* Reads a request. It takes the right to read customers.
 *   desk         the desk
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_request(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Says the code that the person reads aloud; the right one makes the request VERIFIED. A try is
 * counted before the code is looked at, also that of the right one: three over all codes of a
 * request (CLIENTELA_REQUEST_FIELD_TRIES), and three anew by CLIENTELA_REQUEST_DECISION_CONTEST,
 * with a new code. CLIENTELA_STATUS_INVALID: request.wrong_code; the third wrong one says so too
 * and closes the request (CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED), and the next call is
 * request.not_now. What follows uses no try. CLIENTELA_STATUS_INVALID: too_long, more than 64
 * bytes. CLIENTELA_STATUS_STATE: request.not_now where it is not UNVERIFIED; request.code_expired;
 * request.no_code, the person was anonymized since; request.tries_used_up, the third try is being
 * looked at, or the process died while it was: then decide by CLIENTELA_REQUEST_DECISION_IDENTIFY
 * or CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED. It takes the right to edit customers.
 *   desk         the desk
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   code         the code as it was typed; blanks and hyphens are nothing
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_say_request_code(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    const char *code,
    size_t code_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Says that an identity document was seen; nothing of it is kept. From REQUESTED or UNVERIFIED to
 * VERIFIED; from another state, and so a second time, it is CLIENTELA_STATUS_STATE,
 * request.not_now. It takes the right to edit customers.
 *   desk         the desk
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_identify_request(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Calls a request off because the person says so at the counter. From every state that is not
 * answered, RUNNING excepted, to CANCELLED; from another one, and so a second time, it is
 * CLIENTELA_STATUS_STATE, request.not_now. It takes the right to edit customers.
 *   desk         the desk
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_cancel_request(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Records the same for a letter, an e-mail or a portal. The period runs from the day on which it
 * came.
 *   erp           the ERP's door
 *   person        the id of a customer or related person
 *   kind          what for, CLIENTELA_REQUEST_KIND_...
 *   received      the day on which it came, YYYY-MM-DD; CLIENTELA_STATUS_INVALID with
 *                 date.in_future for a later day than today, with date.malformed for what is no
 *                 day; may be NULL: today
 *   out_request   the request as it is now; free it
 *   out_repeated  1 when one like it runs already: nothing new was begun, and this is the one that
 *                 runs
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_receive_request(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_request_kind kind,
    const char *received,
    size_t received_len,
    clientela_request *out_request,
    int32_t *out_repeated,
    clientela_error *out_error);

/* Begins a walk over a page of requests, those first that are due first.
 *   erp           the ERP's door
 *   due_until     only those whose last day is this one or an earlier, YYYY-MM-DD; may be NULL: all
 *   state         only those that stand here, CLIENTELA_REQUEST_STATE_...; -1: anywhere
 *   answered      1: those that were answered too; 0: only those that were not
 *   after         only behind this one: CLIENTELA_REQUEST_FIELD_KEY of the last one of the page
 *                 before; may be NULL: from the first on
 *   limit         at most so many, 1 to 1000; 0 is taken as 1, more as 1000, less is
 *                 CLIENTELA_STATUS_MISUSE
 *   out_requests  the walk, before its first request; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_requests(
    clientela_erp erp,
    const char *due_until,
    size_t due_until_len,
    clientela_request_state state,
    int32_t answered,
    const char *after,
    size_t after_len,
    int32_t limit,
    clientela_requests *out_requests,
    clientela_error *out_error);

/* Begins a walk over the requests of a person, oldest first; also of an anonymized one.
 *   erp           the ERP's door
 *   person        the id of a customer or related person
 *   out_requests  the walk, before its first request; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_requests_of(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_requests *out_requests,
    clientela_error *out_error);

/* Reads a request.
 *   erp          the ERP's door
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_request(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Makes a code for a request, for the host to send: the library sends nothing and keeps only a
 * digest. It lives ten minutes; one that was made before is of no use any more. A new code brings
 * no new tries: a request has three over all its codes. CLIENTELA_STATUS_STATE: request.not_now
 * where it is neither REQUESTED nor UNVERIFIED, so also once the third wrong code closed it;
 * request.tries_used_up as at clientela_desk_say_request_code. It is UNVERIFIED afterwards.
 *
 * No address comes with it: the host reads it at a desk, clientela_desk_customer with
 * clientela_customer_text (CLIENTELA_FIELD_EMAIL, CLIENTELA_FIELD_PHONE or the postal address, and
 * CLIENTELA_FIELD_LANGUAGE), and of somebody whose data are restricted, which no desk shows, in
 * clientela_erp_export_person. clientela_erp_log tells which values were there before the request
 * came.
 *   erp               the ERP's door
 *   id                the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                     request.unknown
 *   out_request_code  the code; send it now to an address that was on file before the request; free
 *                     it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_make_request_code(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    clientela_request_code *out_request_code,
    clientela_error *out_error);

/* Says the code that the person typed into a portal. The right one makes the request VERIFIED; else
 * as clientela_desk_say_request_code.
 *   erp          the ERP's door
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   code         the code as it was typed; blanks and hyphens are nothing
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_say_request_code(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    const char *code,
    size_t code_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Decides about a request. Each decision says from which states it may come and where it leads.
 * CLIENTELA_STATUS_STATE: request.not_now, with the arguments `state` and `act`.
 * CLIENTELA_STATUS_INVALID: request.ground_is_for_others, a ground that no law gives for this kind.
 * An erasure is planned (clientela_erp_plan_request) before it is scheduled.
 *   erp          the ERP's door
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   decision     what, CLIENTELA_REQUEST_DECISION_...
 *   word         the constant that the decision names: of IDENTIFY a proof, of DENY a ground, of
 *                EXTEND a reason; of others it is not looked at
 *   reason       what somebody writes to it: it is the row CLIENTELA_FIELD_REASON
 *                (clientela_log_changes) of the entry that the journal gets of the decision,
 *                CLIENTELA_RECORD_KIND_REQUEST, and goes with the person; of somebody anonymized it
 *                is not kept; may be NULL
 *   out_request  the request as it is now; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_decide_request(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    clientela_request_decision decision,
    int32_t word,
    const char *reason,
    size_t reason_len,
    clientela_request *out_request,
    clientela_error *out_error);

/* Looks at what an erasure would do, and at what stands in the way: then the request is BLOCKED
 * until nothing does, else APPROVED. From VERIFIED, PLANNED, BLOCKED, APPROVED or SCHEDULED, which
 * stays SCHEDULED unless something blocks. Of somebody who is gone already, by whatever order, from
 * every state that is not answered: it is COMPLETED, or RESTRICTED as long as a law keeps anything,
 * and the plan is empty. CLIENTELA_STATUS_STATE: request.not_now, request.only_an_erasure.
 *   erp          the ERP's door
 *   id           the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND:
 *                request.unknown
 *   out_request  the request as it is now; free it
 *   out_plan     what goes, what stays, and what stands in the way, but no places that mention the
 *                person (clientela_plan_scrubs) and no warnings (clientela_plan_singled_out), which
 *                clientela_erp_plan_anonymization looks for; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_plan_request(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    clientela_request *out_request,
    clientela_plan *out_plan,
    clientela_error *out_error);

/* Runs the erasures whose grace is over, looks again at what was blocked, completes what the law
 * let go, and answers whom another order took. What was blocked and no longer is stands at APPROVED
 * then: schedule it again. Call it once a day or more often, and clientela_erp_purge afterwards.
 * What fails is tried again later, five times at most; then it is FAILED, and still due. One that
 * cannot be handled lets the others go first and is tried again an hour later: its row names the
 * problem. It gives one row for each request it took up; with fewer rows than `limit` nothing is
 * left to do now, else call it again. It erases by the rules that the settings name and never
 * seals: whoever wants the values sealed calls clientela_erp_anonymize_sealed before. A request of
 * somebody who is gone already erases nothing more: here, or at clientela_erp_plan_request, it is
 * COMPLETED, or RESTRICTED as long as a law keeps anything. What was to go by its last day and is
 * still there goes with it; what is on hold lets it wait: whose it was nobody knows any more, so a
 * hold on any document that was to go by then does.
 *   erp               the ERP's door
 *   limit             at most so many requests, 1 to 1000, besides those that cannot be handled; 0
 *                     is taken as 1, more as 1000, less is CLIENTELA_STATUS_MISUSE
 *   out_request_runs  a walk over what was done, before its first request; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_run_requests(
    clientela_erp erp,
    int32_t limit,
    clientela_request_runs *out_request_runs,
    clientela_error *out_error);

/* -- Holds -----------------------------------------------------------------------------------------
 * Legal holds and tax audits that are kept: on a person, a class of documents, one document, or
 * everything.
 *
 * While a hold stands it blocks the whole anonymization of everybody whom it is about, not only a
 * document: the person it names, or whoever has a document of the class and the number it names (of
 * the person it names, where it names one too). Without person, class and number a legal hold is
 * about everybody, a tax audit about everybody who has a document. In nothing else do the two kinds
 * block differently: a tax audit of one person blocks that person also without a document. In the
 * lines of clientela_erp_why_not_yet a tax audit holds only documents whose period had not ended
 * before it began. Of people who were anonymized before, what a law kept of their documents stays
 * beyond its last day while a hold stands that names no person, and the document's number or none,
 * whatever its class; and while one stands that names neither person nor number, no sealed box goes
 * because its last day is over. A hold keeps no bank details that nobody uses
 * (clientela_erp_delete_unused_accounts), and nobody from clientela_erp_take_ledger. */

/* Puts a legal hold or a tax audit: whom it is about is not anonymized while it stands. What
 * person, class and document name must all fit; with none it is about everything. For what a law
 * keeps of somebody anonymized name the document alone. CLIENTELA_STATUS_INVALID: required,
 * too_long, control_character, hold.ends_before_it_begins. CLIENTELA_STATUS_NOT_FOUND,
 * CLIENTELA_STATUS_ERASED: of the person.
 *   erp       the ERP's door
 *   kind      what it is, CLIENTELA_HOLD_KIND_...
 *   author    who orders it, and can lift it: a name for people, which is compared with nothing; at
 *             most 100 characters; must not be empty
 *   reason    why, at most 500 characters; must not be empty
 *   person    only about this person, by id; may be NULL: about everybody
 *   class_of  only documents of this class, CLIENTELA_RETENTION_CLASS_...; -1: of every class
 *   document  only documents of this number, of whatever kind, letter by letter. It is not looked
 *             up: one that comes later counts too; may be NULL: every one
 *   since     since when, YYYY-MM-DD: before that day it blocks nothing; may be NULL: today
 *   until     the last day, YYYY-MM-DD; may be NULL: nobody knows
 *   out_id    the hold's id; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_place_hold(
    clientela_erp erp,
    clientela_hold_kind kind,
    const char *author,
    size_t author_len,
    const char *reason,
    size_t reason_len,
    const char *person,
    size_t person_len,
    clientela_retention_class class_of,
    const char *document,
    size_t document_len,
    const char *since,
    size_t since_len,
    const char *until,
    size_t until_len,
    clientela_id *out_id,
    clientela_error *out_error);

/* Lifts a hold. One that was lifted stays as it is. CLIENTELA_STATUS_NOT_FOUND: hold.unknown.
 * CLIENTELA_STATUS_INVALID: required, too_long.
 *   erp     the ERP's door
 *   id      the hold's id
 *   by      who lifts it, at most 100 characters; must not be empty
 *   reason  why, at most 500 characters; must not be empty
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_lift_hold(
    clientela_erp erp,
    const char *id,
    size_t id_len,
    const char *by,
    size_t by_len,
    const char *reason,
    size_t reason_len,
    clientela_error *out_error);

/* Begins a walk over every hold, those that were lifted too, in the order in which they were put;
 * those of one instant in any order.
 *   erp        the ERP's door
 *   out_holds  the walk, before its first hold; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_holds(
    clientela_erp erp,
    clientela_holds *out_holds,
    clientela_error *out_error);

/* Steps to the next hold. CLIENTELA_STATUS_DONE: there is none.
 *   holds  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_holds_next(clientela_holds holds, clientela_error *out_error);

/* Reads a text of the present hold.
 *   holds     the walk
 *   field     which field, CLIENTELA_HOLD_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_holds_text(
    clientela_holds holds,
    clientela_hold_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present hold.
 *   holds       the walk
 *   field       which field, CLIENTELA_HOLD_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_holds_number(
    clientela_holds holds,
    clientela_hold_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
 *   holds  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_holds_free(clientela_holds holds);

/* -- Scan ------------------------------------------------------------------------------------------
 * The scan for what is left of a person: their own values, in all spellings, searched in every
 * column and every file of the store. Take what is sought before the anonymization, and free it
 * after the scan: it is the last copy of the values.
 *
 * Before clientela_erp_run_requests take it of each CLIENTELA_REQUEST_FIELD_PERSON of
 * clientela_erp_requests (state -1) whose request is SCHEDULED or RUNNING and whose
 * CLIENTELA_REQUEST_FIELD_NEXT is over. Before clientela_erp_run_retention call the same part with
 * report_only 1, and take it of each CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER whose step is
 * CLIENTELA_RETENTION_STEP_DUE. Then run, purge, and scan for those who went: of whom the rows say
 * DONE, or COMPLETED or RESTRICTED. */

/* Takes the identifying values of a person, and of related persons who would go too.
 * CLIENTELA_STATUS_NOT_FOUND: customer.unknown. CLIENTELA_STATUS_ERASED: they are gone already, and
 * nothing is left to seek by.
 *   erp         the ERP's door
 *   person      the person's id
 *   out_sought  what is sought; free it after the scan
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_sought(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_sought *out_sought,
    clientela_error *out_error);

/* Searches every column and every file of the store: those in its folder whose name begins with its
 * own, a backup beside it among them. Values that a living person or the assortment has too are
 * left out, and in files the values that a law still keeps of the person's documents: these stand
 * in the store by right, and a backup with them is not told. Call clientela_erp_purge first. What
 * was found is kept: the person's certificate tells it. CLIENTELA_STATUS_CANCELLED: nothing is kept
 * of it, and the same may be sought again.
 *   erp             the ERP's door
 *   sought          what is sought; it may be used again, not by two calls at once
 *   progress        is told how many bytes of about how many are read: 0 first, and all in the end;
 *                   may be NULL
 *   user_data       given back to the callback; may be NULL
 *   drop_user_data  frees `user_data` when the call is over; may be NULL
 *   cancel          cancels the scan; may be CLIENTELA_NONE
 *   out_scan        what was found; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_scan(
    clientela_erp erp,
    clientela_sought sought,
    clientela_progress progress,
    void *user_data,
    clientela_drop_user_data drop_user_data,
    clientela_cancel cancel,
    clientela_scan *out_scan,
    clientela_error *out_error);

/* Frees what is sought. Nothing (0) is allowed.
 *   sought  what is sought
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_sought_free(clientela_sought sought);

/* Reads a number.
 *   scan        what the scan found
 *   field       which, CLIENTELA_SCAN_FIELD_...
 *   out_number  the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_scan_number(
    clientela_scan scan,
    clientela_scan_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Begins a walk over the findings, by place, field and spelling.
 *   scan          what the scan found; it may be freed during the walk
 *   out_residues  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_scan_residues(
    clientela_scan scan,
    clientela_residues *out_residues,
    clientela_error *out_error);

/* Begins a walk over what a law keeps: RECORD, ID of the document, FIELD, GROUND and UNTIL of each;
 * NUMBER is NULL.
 *   scan           what the scan found; it may be freed during the walk
 *   out_plan_rows  the walk, before its first row; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_scan_kept(
    clientela_scan scan,
    clientela_plan_rows *out_plan_rows,
    clientela_error *out_error);

/* Frees what a scan found. Nothing (0) is allowed.
 *   scan  what the scan found
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_scan_free(clientela_scan scan);

/* Steps to the next finding. It says where and what kind of value, never the value.
 * CLIENTELA_STATUS_DONE: there is none.
 *   residues      the walk
 *   out_place     `table.column`, or a file's name; lives until the walk is freed
 *   out_field     whose value it is, CLIENTELA_FIELD_...
 *   out_spelling  in which spelling, such as `nfc/utf-16le`; lives until the walk is freed
 *   out_count     how often
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_residues_next(
    clientela_residues residues,
    const char **out_place,
    size_t *out_place_len,
    clientela_field *out_field,
    const char **out_spelling,
    size_t *out_spelling_len,
    int64_t *out_count,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   residues  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_residues_free(clientela_residues residues);

/* -- Certificate -----------------------------------------------------------------------------------
 * The certificate of an anonymization, without a value of the person, and what other systems say of
 * it. A system that holds data of its own is registered by the setting erasure.systems; whoever
 * connects it asks now and then which anonymizations it has not answered, and tells what it says. */

/* Writes the certificate of somebody's anonymization into memory, as of now: who by an opaque id,
 * when, by whose order, by which rules, what went and what stays and why, what a search found, how
 * far the bytes are gone, and which systems are waited for. It is made anew whenever it is asked
 * for, also long afterwards. As JSON it is what docs/schemas/erasure-certificate.schema.json
 * describes, else a page of HTML. For a program only the JSON says these: `complete` (true: nothing
 * is to come), `purge` (a name of CLIENTELA_PURGE_STATE_...), `persons` (who went by the same
 * order: `subject`), `systems` (`subject`, `system`, `answer`, a name of
 * CLIENTELA_ERASURE_ANSWER_...). CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
 * CLIENTELA_STATUS_STATE: erasure.not_erased.
 *   erp         the ERP's door
 *   person      the id of an anonymized person
 *   format      its form, CLIENTELA_PERSON_FORMAT_...
 *   language    the language of labels and words: en, de, fr, it or pl
 *   out_buffer  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_certificate(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_person_format format,
    const char *language,
    size_t language_len,
    clientela_buffer *out_buffer,
    clientela_error *out_error);

/* Begins a walk over the anonymizations that a system has not answered, the oldest first, also once
 * the wait is over; NEEDED is an answer. A system that the setting erasure.systems did not name
 * when somebody was anonymized is not asked about them: one that it never named is no error, and
 * has no row. One that was taken out of the setting since is still asked about those before.
 *   erp                   the ERP's door
 *   system                the system, as the setting erasure.systems names it
 *   after                 only behind this place, CLIENTELA_PENDING_ERASURE_FIELD_EPOCH of the last
 *                         one of the page before; 0: from the first on
 *   limit                 at most so many; 0: none; less is CLIENTELA_STATUS_MISUSE,
 *                         argument.out_of_range
 *   out_pending_erasures  the walk, before its first; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_pending_erasures(
    clientela_erp erp,
    const char *system,
    size_t system_len,
    int64_t after,
    int32_t limit,
    clientela_pending_erasures *out_pending_erasures,
    clientela_error *out_error);

/* Steps to the next anonymization. CLIENTELA_STATUS_DONE: there is none.
 *   pending_erasures  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_pending_erasures_next(
    clientela_pending_erasures pending_erasures,
    clientela_error *out_error);

/* Reads a text of the present anonymization.
 *   pending_erasures  the walk
 *   field             which field, CLIENTELA_PENDING_ERASURE_FIELD_...
 *   out_text          the text, or NULL when there is none; lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_pending_erasures_text(
    clientela_pending_erasures pending_erasures,
    clientela_pending_erasure_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Reads a number of the present anonymization.
 *   pending_erasures  the walk
 *   field             which field, CLIENTELA_PENDING_ERASURE_FIELD_...
 *   out_number        the number
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_pending_erasures_number(
    clientela_pending_erasures pending_erasures,
    clientela_pending_erasure_field field,
    int64_t *out_number,
    clientela_error *out_error);

/* Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
 *   pending_erasures  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_pending_erasures_free(clientela_pending_erasures pending_erasures);

/* Takes what a system says of somebody who was anonymized. A system that still needed somebody may
 * say later that it erased them; what is final (ERASED, UNKNOWN) stays: CLIENTELA_STATUS_STATE with
 * erasure.answered. It may come after the wait is over. CLIENTELA_STATUS_NOT_FOUND:
 * customer.unknown; erasure.system_unknown, it was not asked. CLIENTELA_STATUS_STATE:
 * erasure.not_erased. CLIENTELA_STATUS_INVALID: date.in_future; erasure.no_answer, WAITING and
 * SILENT cannot be said; erasure.keeps_nothing, a day with another answer than NEEDED.
 *   erp           the ERP's door
 *   system        the system, as the setting erasure.systems named it when it was done
 *   person        the id of the person
 *   answer        CLIENTELA_ERASURE_ANSWER_ERASED, CLIENTELA_ERASURE_ANSWER_UNKNOWN or
 *                 CLIENTELA_ERASURE_ANSWER_NEEDED
 *   at            since when it is so, in milliseconds since 1970-01-01 UTC; -1: since now
 *   keeps_until   where it still needs them: until when, YYYY-MM-DD; may be NULL
 *   out_repeated  1 when it had said the same before: nothing was written now. Else 0
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_acknowledge_erasure(
    clientela_erp erp,
    const char *system,
    size_t system_len,
    const char *person,
    size_t person_len,
    clientela_erasure_answer answer,
    int64_t at,
    const char *keeps_until,
    size_t keeps_until_len,
    int32_t *out_repeated,
    clientela_error *out_error);

/* -- Seals -----------------------------------------------------------------------------------------
 * Anonymization that seals what goes to a public key of the central system (X25519), instead of
 * losing it for ever. Only clientela_erp_anonymize_sealed seals: clientela_erp_anonymize,
 * clientela_erp_run_requests, clientela_erp_run_retention and an anonymization that is repeated in
 * a restored backup erase, and need no key. Nothing here opens a box; `clientela_unseal` does, with
 * the private key. A library that was built without sealing says CLIENTELA_STATUS_MISUSE with
 * seal.unsupported where a box would be made or opened. To know before whether it seals, give
 * clientela_unseal any box: one that seals says seal.not_opened. */

/* Anonymizes like `clientela_erp_anonymize`, and fails like it, but seals every value that goes
 * first: one box for each table, column and person. What somebody signed in with is not sealed. Who
 * went along has boxes of their own, under ids of their own: clientela_plan_related names related
 * persons, `persons` in the JSON of clientela_erp_certificate everybody, those who were merged too.
 * Of somebody who was anonymized before nothing is sealed. A request for the erasure stays as it
 * is: at its turn in clientela_erp_run_requests, or at clientela_erp_plan_request, it is COMPLETED,
 * or RESTRICTED as long as a law keeps anything. Call `clientela_erp_purge` after a batch.
 *   erp           the ERP's door
 *   person        the id of a customer or related person
 *   public_key    the public key of the ERP, 32 bytes; CLIENTELA_STATUS_MISUSE with
 *                 argument.out_of_range: more or fewer; CLIENTELA_STATUS_INVALID with
 *                 seal.key_weak: one that keeps nothing secret
 *   until         the last day on which the boxes stay, YYYY-MM-DD; NULL: as long as the rules of
 *                 retention demand anything of the person, CLIENTELA_STATUS_INVALID with
 *                 seal.no_end where they demand nothing
 *   out_epoch     how many erasures the store has seen; anchor it elsewhere to recognise a restored
 *                 folder
 *   out_repeated  1 when the person had been anonymized before: nothing was done now. Else 0
 *   out_plan      what went, and what stays with ground and date; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_anonymize_sealed(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    const uint8_t *public_key,
    size_t public_key_len,
    const char *until,
    size_t until_len,
    int64_t *out_epoch,
    int32_t *out_repeated,
    clientela_plan *out_plan,
    clientela_error *out_error);

/* Begins a walk over the boxes of a person, in the order of their tables and columns. Who went with
 * them has boxes of their own: ask by each id of `persons` in the JSON of
 * clientela_erp_certificate. Of somebody who was not sealed, or whose boxes were destroyed, and of
 * nobody, it has no row.
 *   erp        the ERP's door
 *   person     the id of an anonymized person
 *   out_seals  the walk, before its first box; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_seals(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    clientela_seals *out_seals,
    clientela_error *out_error);

/* Steps to the next box. CLIENTELA_STATUS_DONE: there is none.
 *   seals       the walk
 *   out_table   the table in which its values stood; lives until the walk is freed
 *   out_column  the column; lives until the walk is freed
 *   out_box     the box, an X25519 sealed box (that of libsodium's crypto_box_seal) around JSON;
 *               lives until the walk is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seals_next(
    clientela_seals seals,
    const char **out_table,
    size_t *out_table_len,
    const char **out_column,
    size_t *out_column_len,
    const uint8_t **out_box,
    size_t *out_box_len,
    clientela_error *out_error);

/* Frees a walk. What was read from it is gone too. No walk (0) is allowed.
 *   seals  the walk
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_seals_free(clientela_seals seals);

/* Destroys the boxes of a person and of everybody who went with them: nobody can give the values
 * back any more. Call `clientela_erp_purge` afterwards.
 *   erp        the ERP's door
 *   person     the id of an anonymized person
 *   out_count  how many boxes there were; 0 the second time
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_destroy_seals(
    clientela_erp erp,
    const char *person,
    size_t person_len,
    int64_t *out_count,
    clientela_error *out_error);

/* Destroys all boxes whose last day is over. A run of retention does it too.
 *   erp        the ERP's door
 *   out_count  how many there were
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_erp_destroy_due_seals(
    clientela_erp erp,
    int64_t *out_count,
    clientela_error *out_error);

/* -- Started ---------------------------------------------------------------------------------------
 * Starting a document at a desk with what the operator should be told, and looking at what a law
 * keeps of one. */

/* Starts a document in state *draft*, as clientela_desk_start_document, and says what the operator
 * should be told: a complaint on a document of an anonymized customer, or to one, is taken with
 * customer *undefined*. CLIENTELA_STATUS_ERASED: of any other kind.
 *   desk            the desk
 *   document_draft  the description; it may be freed or used again
 *   out_started     the new document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_start(
    clientela_desk desk,
    clientela_document_draft document_draft,
    clientela_started *out_started,
    clientela_error *out_error);

/* Reads a text.
 *   started   the document that was started
 *   field     which field, CLIENTELA_STARTED_FIELD_...
 *   out_text  the text, or NULL when there is none; lives until it is freed
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_started_text(
    clientela_started started,
    clientela_started_field field,
    const char **out_text,
    size_t *out_text_len,
    clientela_error *out_error);

/* Frees a document that was started; in the store it stays. None (0) is allowed.
 *   started  the document that was started
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_started_free(clientela_started started);

/* Gives a document of an anonymized customer with name, address and payload as far as a law keeps
 * them, for a tax audit. It needs CLIENTELA_RIGHT_READ_HISTORY, CLIENTELA_RIGHT_SEE_RESTRICTED and
 * a reason. Each call is one entry of the journal about the document, CLIENTELA_ENTRY_KIND_READ,
 * that clientela_desk_log shows and clientela_desk_reads_of does not; its row
 * CLIENTELA_FIELD_REASON (clientela_log_changes) is the reason.
 *   desk          the desk
 *   id            the document's id
 *   reason        why; must not be empty (CLIENTELA_STATUS_INVALID, required); it should name
 *                 nobody, for it does not go with the person
 *   out_document  the document; free it
 * Only in libraries built with `sqlite`. */
CLIENTELA_API clientela_status CLIENTELA_CALL clientela_desk_kept_document(
    clientela_desk desk,
    const char *id,
    size_t id_len,
    const char *reason,
    size_t reason_len,
    clientela_document *out_document,
    clientela_error *out_error);

#ifdef __cplusplus
}
#endif

#endif
