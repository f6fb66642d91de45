//! Two customer records of one person become one: which value stays, what is taken over, what stands in the way, and how it is taken
//! back. Knows no store and no versions.

mod blocker;
mod choice;
mod thing;
mod undo;

pub use blocker::{MergeBlocker, MergeBlockerReason, MergeSide, blockers};
pub use choice::{Keep, MergeField, MergeThing, Union, choose};
pub use undo::{UndoConflict, Undone, undo};
