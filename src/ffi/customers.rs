//! The customer list. Anonymized customers are not in it.

use std::collections::VecDeque;
use std::ffi::c_char;
use std::sync::Arc;

use crate::engine::{Desk, ListQuery, ListSort, Stored};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::person::{PersonObject, clientela_person};
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// What a list shows. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_query(i64);
handle!(clientela_query, QueryObject);

/// A walk over the customer list; it reads on from the store page by page. Use it from one thread at a time; it may move between
/// threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_customers(i64);
handle!(clientela_customers, CustomersObject);

/// By what a list is sorted.
pub type clientela_sort = i32;

/// By name, without regard to case and accents.
pub const CLIENTELA_SORT_NAME: clientela_sort = 0;
/// By customer number.
pub const CLIENTELA_SORT_NUMBER: clientela_sort = 1;
/// By last visit, the latest first.
pub const CLIENTELA_SORT_LAST_VISIT: clientela_sort = 2;

fn sort_of(sort: clientela_sort) -> Result<ListSort> {
    match sort {
        CLIENTELA_SORT_NAME => Ok(ListSort::Name),
        CLIENTELA_SORT_NUMBER => Ok(ListSort::Number),
        CLIENTELA_SORT_LAST_VISIT => Ok(ListSort::LastVisit),
        _ => Err(misuse("argument.unknown_constant", "sort")),
    }
}

/// How many rows are read at once where it is not said.
const PAGE: usize = 100;

/// A query being described.
pub struct QueryObject(ListQuery);

/// A list being walked.
pub struct CustomersObject {
    desk: Arc<Desk>,
    query: ListQuery,
    rows: VecDeque<Stored>,
    more: bool,
}

impl CustomersObject {
    fn next(&mut self) -> Result<Option<PersonObject>> {
        if self.rows.is_empty() && self.more {
            self.turn()?;
        }
        Ok(self.rows.pop_front().as_ref().map(PersonObject::of))
    }

    /// Reads the next page.
    fn turn(&mut self) -> Result<()> {
        let page = doors::through(&self.desk, "customers")?.customers(&self.query)?;
        self.rows = page.rows.into();
        self.more = page.next.is_some();
        self.query.after = page.next;
        Ok(())
    }

    fn begin(desk: &Arc<Desk>, query: ListQuery) -> Result<Self> {
        let mut customers = Self { desk: Arc::clone(desk), query, rows: VecDeque::new(), more: true };
        customers.turn()?;
        Ok(customers)
    }
}

/// Makes a query for every customer, by name, 100 rows a page.
///
/// - out_query: the new query; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_new(out_query: *mut clientela_query, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_query, "out_query"), || Ok(QueryObject(ListQuery { limit: PAGE, ..ListQuery::default() })))
}

/// Shows customers of this status, beside those of other statuses that were named.
///
/// - query: the query
/// - status: such as `active`
/// - status_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_add_status(
    query: clientela_query,
    status: *const c_char,
    status_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(query, "query")?.0.statuses.push(raw::text(status, status_len, "status")?.to_owned());
        Ok(())
    })
}

/// Shows customers of this branch only.
///
/// - query: the query
/// - branch: the branch; may be NULL: any
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_set_branch(
    query: clientela_query,
    branch: *const c_char,
    branch_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(query, "query")?.0.branch = doors::optional(branch, branch_len, "branch")?.map(str::to_owned);
        Ok(())
    })
}

/// Sets the order.
///
/// - query: the query
/// - sort: the order, CLIENTELA_SORT_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_set_sort(
    query: clientela_query,
    sort: clientela_sort,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        open(query, "query")?.0.sort = sort_of(sort)?;
        Ok(())
    })
}

/// Sets how many rows are read from the store at once; the walk goes over all pages.
///
/// - query: the query
/// - rows: 1 to 1000; 0 is taken as 1, more as 1000
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_set_page(query: clientela_query, rows: i32, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        open(query, "query")?.0.limit = words::within(rows, "rows")?;
        Ok(())
    })
}

/// Frees a query. No query (0) is allowed.
///
/// - query: the query
#[unsafe(no_mangle)]
pub extern "C" fn clientela_query_free(query: clientela_query) -> clientela_status {
    free(query, "query")
}

/// Begins a walk over the customer list.
///
/// - desk: the desk; it may be freed, the walk keeps the store open
/// - query: what the list shows; it may be freed or used again
/// - out_customers: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_customers(
    desk: clientela_desk,
    query: clientela_query,
    out_customers: *mut clientela_customers,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_customers, "out_customers"), || {
        let query = open(query, "query")?.0.clone();
        CustomersObject::begin(&*door(desk, "desk")?, query)
    })
}

/// Steps to the next customer. CLIENTELA_STATUS_DONE: there is none.
///
/// - customers: the walk
/// - out_person: the customer with the columns of the list among its values; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customers_next(
    customers: clientela_customers,
    out_person: *mut clientela_person,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::handle(out_person, "out_person"), || open(customers, "customers")?.next())
}

/// Frees a walk. Persons given by it stay. No walk (0) is allowed.
///
/// - customers: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_customers_free(customers: clientela_customers) -> clientela_status {
    free(customers, "customers")
}
