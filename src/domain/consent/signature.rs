//! Signatures: strokes of a pad, an image, or the digest that a host made itself, each bound to the event it was given for. Nothing of a
//! signature is kept but that. Pure: no clock, no storage.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::consent::{Event, Evidence};
use crate::domain::journal::{Digest32, Encoder};
use crate::error::Violation;

/// The most points of a signature, in all its strokes together.
const MOST_POINTS: usize = 20_000;

/// The largest image of a signature, in bytes.
const LARGEST_IMAGE: usize = 4 << 20;

/// A point of a stroke, in the units of the pad.
///
/// ```
/// use clientela::domain::consent::Point;
/// let point = Point { x: 120, y: 40, at: 16, pressure: Some(300) };
/// assert_eq!(format!("{point:?}"), "Point(…)"); // how somebody writes is theirs
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Downwards.
    pub y: i32,
    /// Milliseconds since the signature began.
    pub at: u32,
    /// How hard the pen was pressed, where the pad tells.
    pub pressure: Option<u16>,
}

impl fmt::Debug for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Point(…)")
    }
}

/// A signature as its digest: of strokes, of an image, or one that the host made.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Point, Purpose, Signature};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let terms = Definition::draft(Code::parse("terms")?, Purpose::Processing);
/// let (id, lee) = (EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
/// let mut event = Event::new(id, lee, &terms, EventKind::Given, Authority::Subject, Timestamp::from_millis(0));
///
/// let pen = |x, at| Point { x, y: 7, at, pressure: None };
/// let signature = Signature::of_strokes(&[vec![pen(0, 0), pen(9, 16)], vec![pen(4, 40)]])?;
/// event.evidence.digest = Some(signature.bound_to(&event));
/// assert!(signature.belongs_to(&event));
/// event.text_digest = [9; 32]; // to another text it does not
/// assert!(!signature.belongs_to(&event));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Signature(Digest32);

impl fmt::Debug for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signature(…)")
    }
}

impl From<Digest32> for Signature {
    fn from(digest: Digest32) -> Self {
        Self(digest)
    }
}

impl Signature {
    /// Of an image or a scan: SHA-256 over its bytes, so that whoever has the file alone comes to the same.
    ///
    /// # Errors
    /// `signature.empty`; `signature.too_large` beyond 4 MiB.
    pub fn of_image(bytes: &[u8]) -> Result<Self, Violation> {
        match bytes.len() {
            0 => Err(Violation::new("signature", "signature.empty")),
            1..=LARGEST_IMAGE => Ok(Self(Sha256::digest(bytes).into())),
            _ => Err(too_large()),
        }
    }

    /// Of the strokes of a pad, each from pen down to pen up: SHA-256 over the text `clientela-strokes-1`, the number of strokes, and for each
    /// the number of its points and of every point x, y, time and pressure (-1 for none); each part stands behind its length in eight bytes,
    /// numbers in eight bytes, the high byte first.
    ///
    /// # Errors
    /// `signature.empty` also where a stroke has no point; `signature.too_large` beyond 20,000 points.
    pub fn of_strokes(strokes: &[Vec<Point>]) -> Result<Self, Violation> {
        if strokes.is_empty() || strokes.iter().any(Vec::is_empty) {
            return Err(Violation::new("signature", "signature.empty"));
        }
        let points = strokes.iter().fold(0_usize, |sum, stroke| sum.saturating_add(stroke.len()));
        may_have(points)?;
        let mut out = Encoder(Vec::with_capacity(points * 64 + 64));
        let count = |length: usize| i64::try_from(length).unwrap_or(i64::MAX);
        out.text("clientela-strokes-1");
        out.number(count(strokes.len()));
        for stroke in strokes {
            out.number(count(stroke.len()));
            for Point { x, y, at, pressure } in stroke {
                [(*x).into(), (*y).into(), (*at).into(), pressure.map_or(-1, i64::from)].into_iter().for_each(|number| out.number(number));
            }
        }
        Ok(Self(Sha256::digest(&out.0).into()))
    }

    /// The digest that an event carries of it: bound to everything else that the event says, so to the very text and its language, to
    /// operator, station and receipt, and to its id. It can be moved to no other text and no other occasion.
    pub fn bound_to(self, event: &Event) -> Digest32 {
        let unsigned = Event { evidence: Evidence { digest: None, ..event.evidence.clone() }, ..event.clone() };
        let mut out = Encoder(Vec::with_capacity(128));
        out.text("clientela-signature-1");
        out.bytes(&self.0);
        out.bytes(&unsigned.digest());
        Sha256::digest(&out.0).into()
    }

    /// Whether the event was signed with it: how a host proves that what it kept belongs to the event. An erasure changes nothing of it.
    pub fn belongs_to(self, event: &Event) -> bool {
        event.evidence.digest == Some(self.bound_to(event))
    }
}

/// Whether a signature may have so many points.
pub(crate) fn may_have(points: usize) -> Result<(), Violation> {
    if points > MOST_POINTS { Err(too_large()) } else { Ok(()) }
}

fn too_large() -> Violation {
    Violation::new("signature", "signature.too_large")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stroke(length: usize) -> Vec<Point> {
        vec![Point { x: 1, y: -2, at: 3, pressure: None }; length]
    }

    fn rule<T>(made: Result<T, Violation>) -> Option<&'static str> {
        made.err().map(|broken| broken.rule)
    }

    #[test]
    fn what_is_empty_or_too_large_is_no_signature() {
        let (empty, large) = (Some("signature.empty"), Some("signature.too_large"));
        assert_eq!([rule(Signature::of_strokes(&[])), rule(Signature::of_strokes(&[stroke(2), stroke(0)]))], [empty; 2]);
        assert_eq!([rule(Signature::of_image(&[])), rule(Signature::of_image(&vec![0; LARGEST_IMAGE + 1]))], [empty, large]);
        assert_eq!(rule(Signature::of_strokes(&[stroke(MOST_POINTS), stroke(1)])), large);
        assert_eq!(rule(Signature::of_strokes(&[stroke(MOST_POINTS - 1), stroke(1)])), None);
        assert_eq!(rule(Signature::of_image(&vec![0; LARGEST_IMAGE])), None);
    }

    #[test]
    fn every_number_of_every_point_and_every_pen_up_makes_another_signature() {
        let of = |strokes: &[Vec<Point>]| Signature::of_strokes(strokes).unwrap();
        let point = Point { x: 1, y: 2, at: 3, pressure: Some(4) };
        let changed = [
            Point { x: 2, ..point },
            Point { y: 1, ..point },
            Point { at: 4, ..point },
            Point { pressure: Some(5), ..point },
            Point { pressure: None, ..point },
        ];
        for other in changed {
            assert_ne!(of(&[vec![point, point]]), of(&[vec![point, other]]));
        }
        assert_ne!(of(&[vec![point, point]]), of(&[vec![point], vec![point]]));
        assert_eq!(of(&[vec![point, point]]), of(&[vec![point, point]]));
    }
}
