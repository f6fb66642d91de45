//! Learning what changed: a desk asks what other stations wrote, a host is told what this process wrote. Knows no SQL.

use std::sync::Arc;

use crate::domain::news::{News, Position};
use crate::domain::rights::Right;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::error::{Result, Violation};
use crate::store::Watch;

/// The most news that one question gives.
const MOST: usize = 1000;

/// A desk that follows what other stations and the central system change.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, Seat, SystemClock};
/// # use clientela::domain::{field::Field, id::Code, rights::Rights};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// # let seat = |station| -> Result<Seat, clientela::Error> {
/// #     Ok(Seat { branch: Code::parse("berlin")?, station: Code::parse(station)?, operator: Code::parse("jane")?, rights: Rights::all() })
/// # };
/// # let (desk, other) = (engine.desk(seat("till-1")?)?, engine.desk(seat("till-2")?)?);
/// let mut follower = desk.follow()?;
/// assert!(follower.news()?.is_empty());
/// let mut draft = other.new_customer("private")?;
/// draft.set(Field::FamilyName, "Lee");
/// let lee = other.save(&mut draft)?.id;
/// assert_eq!(follower.news()?[0].subject, Some(lee));
/// let kept = follower.position().to_string();
/// assert!(desk.follow_from(&kept)?.news()?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Follower {
    desk: Desk,
    position: Position,
    /// The version of the store up to which everything was given.
    version: Option<i64>,
}

impl Desk {
    /// Follows what others change from now on.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to read customers.
    pub fn follow(&self) -> Result<Follower> {
        self.require(Right::ReadCustomers)?;
        let position = self.engine.store().read()?.position()?;
        Ok(Follower { desk: self.clone(), position, version: None })
    }

    /// Follows what others change from a position that was kept; an empty one is before everything.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to read customers; [`crate::ErrorKind::Invalid`] with
    /// `position.malformed`, or with `position.ahead` where the store has not come so far: it was restored from an older copy.
    pub fn follow_from(&self, position: &str) -> Result<Follower> {
        self.require(Right::ReadCustomers)?;
        let position = Position::parse(position)?;
        if position.is_ahead_of(&self.engine.store().read()?.position()?) {
            return Err(Violation::new("position", "position.ahead").into());
        }
        Ok(Follower { desk: self.clone(), position, version: None })
    }
}

impl Follower {
    /// What others wrote since it was last asked, each chain in its order, at most 1,000 entries: ask again until there are none.
    /// While nobody wrote, asking costs no query. Not what the desk's own station wrote: another program at the same station hears
    /// nothing of it. Asking is no use of the session: it ends by idleness all the same.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`], [`crate::ErrorKind::SignIn`] where the session is over.
    pub fn news(&mut self) -> Result<Vec<News>> {
        self.desk.allowed(Right::ReadCustomers)?;
        let version = self.desk.engine.store().driver.version()?;
        if self.version == Some(version) {
            return Ok(Vec::new());
        }
        let station = &self.desk.seat().station;
        let news = self.desk.engine.store().read()?.news(&mut self.position, Some(station), MOST)?;
        self.version = Some(version).filter(|_| news.len() < MOST);
        Ok(news)
    }

    /// How far it has come; as text it can be kept for [`Desk::follow_from`].
    pub fn position(&self) -> &Position {
        &self.position
    }
}

impl Engine {
    /// Calls a function after every commit of this handle's store in this process, on the thread that wrote, with what was written.
    /// It may use any door, but what it writes is told to it too. It must not panic. It is called until the watch is dropped.
    pub fn watch(&self, listener: impl Fn(&[News]) + Send + Sync + 'static) -> Watch {
        self.store().listeners.add(Arc::new(listener))
    }
}
