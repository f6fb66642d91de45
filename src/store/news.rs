//! Following the journal without its values, chain by chain; and telling listeners of this process what was committed.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use crate::domain::field::RecordKind;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::news::{News, Position};
use crate::error::Result;
use crate::store::sql::Param;
use crate::store::unit::Reader;

type Listener = dyn Fn(&[News]) + Send + Sync;

/// A listener's stay; dropped, it hears no more.
pub struct Watch {
    _listener: Arc<Listener>,
}

impl fmt::Debug for Watch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Watch")
    }
}

/// Who listens in this process.
#[derive(Default)]
pub(crate) struct Listeners(Mutex<Vec<Weak<Listener>>>);

impl Listeners {
    pub(crate) fn add(&self, listener: Arc<Listener>) -> Watch {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|listener| listener.strong_count() > 0);
        all.push(Arc::downgrade(&listener));
        Watch { _listener: listener }
    }

    pub(crate) fn are_there(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().any(|listener| listener.strong_count() > 0)
    }

    /// Tells all of them; none is held while it listens, so that it may listen no more.
    pub(crate) fn tell(&self, news: &[News]) {
        let all: Vec<_> = self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().filter_map(Weak::upgrade).collect();
        all.iter().for_each(|listener| listener(news));
    }
}

impl Reader<'_> {
    /// Where every chain ends now.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn position(&mut self) -> Result<Position> {
        let mut position = Position::default();
        for head in self.heads()? {
            position.reach(head.origin, head.length);
        }
        Ok(position)
    }

    /// What was written after a position, at most so much, but not by this origin where one is named; moves the position there. That
    /// somebody looked is no news: who follows them would look again.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn news(&mut self, position: &mut Position, not_by: Option<&Code>, limit: usize) -> Result<Vec<News>> {
        let mut found = Vec::new();
        for origin in self.origins()?.into_iter().filter(|origin| not_by != Some(origin)) {
            while found.len() < limit {
                let wanted = limit - found.len();
                let read = self.news_of(&origin, position.of(&origin), wanted)?;
                let ended = read.len() < wanted;
                read.last().into_iter().for_each(|last| position.reach(origin.clone(), last.sequence));
                found.extend(read.into_iter().filter(|news| news.what != EntryKind::Read));
                if ended {
                    break;
                }
            }
        }
        Ok(found)
    }

    fn news_of(&mut self, origin: &Code, after: u64, limit: usize) -> Result<Vec<News>> {
        let sql = "SELECT sequence, kind, record, key, subject FROM journal WHERE origin = $1 AND sequence > $2 ORDER BY sequence LIMIT $3";
        let [after, limit] = [i64::try_from(after).unwrap_or(i64::MAX), i64::try_from(limit).unwrap_or(i64::MAX)].map(Param::Int);
        self.all(sql, &[origin.into(), after, limit], |row| {
            Ok(News {
                origin: origin.clone(),
                sequence: row.number(0)?,
                what: row.word(1, EntryKind::from_name)?,
                kind: row.word(2, RecordKind::from_name)?,
                key: row.text(3)?.to_owned(),
                subject: row.array_opt(4)?.map(SubjectId::from_bytes),
            })
        })
    }
}
