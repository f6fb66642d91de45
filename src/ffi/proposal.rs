//! What a file of an old system seems to be: a plan, and a walk over each part of it with what else it may be.

use std::ffi::c_char;

use crate::engine::{Choice, Proposal};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::{Walk, int};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{clientela_texts, walk};
use crate::ffi::{input, out, words};

/// What a file of an old system seems to be. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_proposal(i64);
handle!(clientela_proposal, ProposalObject);

/// A walk over the questions of a proposal. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_choices(i64);
handle!(clientela_choices, ChoicesObject);

/// A proposal, ready to be lent.
pub struct ProposalObject {
    json: CText,
    plan: CText,
    choices: Vec<Choice>,
}

impl ProposalObject {
    /// What was proposed.
    pub fn new(proposal: Proposal) -> Self {
        let (json, plan) = (CText::new(&proposal.to_json()), CText::new(&proposal.plan.to_json()));
        Self { json, plan, choices: proposal.choices }
    }
}

/// A walk over questions.
pub struct ChoicesObject(Walk<Row>);

/// One question, ready to be lent.
struct Row {
    of: CText,
    column: Option<CText>,
    decided: bool,
    suggestions: Vec<(CText, Vec<String>)>,
}

impl Row {
    fn of(choice: &Choice) -> Self {
        let suggestions = choice.suggestions.iter().map(|one| (CText::new(&one.value), one.samples.clone())).collect();
        let column = choice.column.as_deref().map(CText::new);
        Self { of: CText::new(choice.of.name()), column, decided: choice.decided, suggestions }
    }

    fn lend(&self) -> (Lent, Lent, i32) {
        (self.of.lend(), self.column.as_ref().into(), i32::from(self.decided))
    }

    fn samples(&self, suggestion: i32) -> crate::error::Result<Cursor<CText>> {
        Ok(walk(input::item(&self.suggestions, suggestion, "suggestion")?.1.iter()))
    }
}

/// Reads the proposal as one document in JSON: the plan, and every choice with its suggestions and samples.
///
/// - proposal: the proposal
/// - out_json: the document; lives until the proposal is freed
/// - out_json_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proposal_json(
    proposal: clientela_proposal,
    out_json: *mut *const c_char,
    out_json_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_json, out_json_len, "out_json"), || Ok(open(proposal, "proposal")?.json.lend()))
}

/// Reads the plan in JSON, with the first suggestion of every choice in it: to be changed, kept and handed to an import.
///
/// - proposal: the proposal
/// - out_plan: the plan; lives until the proposal is freed
/// - out_plan_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proposal_plan(
    proposal: clientela_proposal,
    out_plan: *mut *const c_char,
    out_plan_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_plan, out_plan_len, "out_plan"), || Ok(open(proposal, "proposal")?.plan.lend()))
}

/// Begins a walk over the choices.
///
/// - proposal: the proposal
/// - out_choices: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proposal_choices(
    proposal: clientela_proposal,
    out_choices: *mut clientela_choices,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_choices, "out_choices"), || {
        Ok(ChoicesObject(Walk::new(open(proposal, "proposal")?.choices.iter().map(Row::of))))
    })
}

/// Frees a proposal. Texts read from it are gone too. No proposal (0) is allowed.
///
/// - proposal: the proposal
#[unsafe(no_mangle)]
pub extern "C" fn clientela_proposal_free(proposal: clientela_proposal) -> clientela_status {
    free(proposal, "proposal")
}

/// Steps to the next choice. CLIENTELA_STATUS_DONE: there is none.
///
/// - choices: the walk
/// - out_of: the key of the plan that it is about, such as `code_page`; lives until the walk is freed
/// - out_of_len: its length in bytes; may be NULL
/// - out_column: the column that it is about, NULL where it is the whole file; lives until the walk is freed
/// - out_column_len: its length in bytes; may be NULL
/// - out_decided: 1 where the file itself decides it, 0 where a person has to look
#[unsafe(no_mangle)]
pub extern "C" fn clientela_choices_next(
    choices: clientela_choices,
    out_of: *mut *const c_char,
    out_of_len: *mut usize,
    out_column: *mut *const c_char,
    out_column_len: *mut usize,
    out_decided: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (of, column) = (out::text(out_of, out_of_len, "out_of"), out::text(out_column, out_column_len, "out_column"));
    step(out_error, (of, column, out::number(out_decided, "out_decided")), || {
        let mut walk = open(choices, "choices")?;
        walk.0.step().map(|()| walk.0.row().map(Row::lend)).transpose()
    })
}

/// How many suggestions the present choice has; the first one is in the plan.
///
/// - choices: the walk
/// - out_count: the number of its suggestions
#[unsafe(no_mangle)]
pub extern "C" fn clientela_choices_suggestion_count(
    choices: clientela_choices,
    out_count: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        words::within(int(open(choices, "choices")?.0.row()?.suggestions.len()), "out_count")
    })
}

/// One suggestion of the present choice: what stands in the plan then. For a column it is the name of a field, empty where the
/// column is read over.
///
/// - choices: the walk
/// - suggestion: which of its suggestions, from 0
/// - out_value: the value; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_choices_suggestion(
    choices: clientela_choices,
    suggestion: i32,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_value, out_value_len, "out_value"), || {
        Ok(input::item(&open(choices, "choices")?.0.row()?.suggestions, suggestion, "suggestion")?.0.lend())
    })
}

/// Begins a walk over a few values of the file as they are read by a suggestion. They are personal.
///
/// - choices: the walk
/// - suggestion: which of its suggestions, from 0
/// - out_samples: the walk over the samples; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_choices_samples(
    choices: clientela_choices,
    suggestion: i32,
    out_samples: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_samples, "out_samples"), || open(choices, "choices")?.0.row()?.samples(suggestion))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - choices: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_choices_free(choices: clientela_choices) -> clientela_status {
    free(choices, "choices")
}
