//! What a document was made from, and what was made from it.

use crate::domain::document::{Document, DocumentKind, DocumentState};
use crate::domain::id::DocumentId;
use crate::domain::time::Timestamp;

/// A document that another one refers to, or that refers to it. Nothing in it says anything about a person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DocumentLink {
    /// Its id.
    pub id: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number, unique per kind.
    pub number: String,
    /// Where it stands.
    pub state: DocumentState,
    /// When it was created.
    pub created: Timestamp,
}

/// The documents around one, each once.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct DocumentLinks {
    /// What it was made from or refers to: by its header, then by its lines.
    pub sources: Vec<DocumentLink>,
    /// What was made from it or refers to it, by header or line, oldest first.
    pub results: Vec<DocumentLink>,
}

impl Document {
    /// The documents that header and lines refer to, by number and, where it is known, kind; each once.
    pub fn references(&self) -> Vec<(&str, Option<DocumentKind>)> {
        let header = self.source.as_deref().map(|number| (number, self.source_kind));
        let lines = self.lines.iter().filter_map(|line| line.source.as_ref());
        let mut found = Vec::new();
        for one in header.into_iter().chain(lines.map(|source| (source.document.as_str(), self.kind_of(&source.document, source.kind)))) {
            if !found.contains(&one) {
                found.push(one);
            }
        }
        found
    }

    /// The documents around this one among others, as [`DocumentLinks`] says.
    ///
    /// ```
    /// use clientela::domain::document::{Document, DocumentKind};
    /// use clientela::domain::{id::DocumentId, money::Currency, time::Timestamp};
    /// let euro = Currency::parse("EUR")?;
    /// let made = |id, kind, number| Document::new(DocumentId::from_bytes([id; 16]), kind, number, Timestamp::from_millis(0), euro);
    /// let receipt = made(1, DocumentKind::Receipt, "R-1");
    /// let invoice = Document { source: Some("R-1".into()), ..made(2, DocumentKind::Invoice, "I-1") };
    /// let links = receipt.links_among(&[receipt.clone(), invoice.clone()]);
    /// assert_eq!((links.sources, links.results), (vec![], vec![invoice.link()]));
    /// # Ok::<(), clientela::Error>(())
    /// ```
    pub fn links_among(&self, others: &[Self]) -> DocumentLinks {
        let (own, mut links) = (self.link(), DocumentLinks::default());
        let others: Vec<&Self> = others.iter().filter(|other| other.id != self.id).collect();
        let numbered = |number: &str| -> Vec<DocumentLink> {
            others.iter().copied().chain([self]).filter(|one| one.number == number).map(Self::link).collect()
        };
        for (number, kind) in self.references() {
            meant(&own, kind, &numbered(number)).into_iter().for_each(|source| push_once(&mut links.sources, source));
        }
        let numbered = numbered(&self.number);
        for other in &others {
            let to_own = |(number, kind): &(&str, _)| *number == self.number && meant(&other.link(), *kind, &numbered) == Some(&own);
            other.references().iter().filter(|one| to_own(one)).for_each(|_| push_once(&mut links.results, &other.link()));
        }
        links.results.sort_by_key(|link| (link.created, link.id));
        links
    }

    /// The kind of a document that a line refers to: its own word, else the header's where that names the same number.
    pub fn kind_of(&self, number: &str, own: Option<DocumentKind>) -> Option<DocumentKind> {
        own.or(self.source_kind.filter(|_| self.source.as_deref() == Some(number)))
    }
}

/// Which of the documents of one number a document of kind `by` means: the one of the kind it names, else of the likeliest kind.
/// None means itself.
pub fn meant<'a>(by: &DocumentLink, kind: Option<DocumentKind>, numbered: &'a [DocumentLink]) -> Option<&'a DocumentLink> {
    let place = |one: &DocumentLink| by.kind.sources().iter().position(|likely| *likely == one.kind).unwrap_or(usize::MAX);
    let others = numbered.iter().filter(|one| one.id != by.id && kind.is_none_or(|kind| one.kind == kind));
    others.min_by_key(|one| place(one))
}

/// Adds a document that is not there yet.
pub(crate) fn push_once(links: &mut Vec<DocumentLink>, link: &DocumentLink) {
    if !links.contains(link) {
        links.push(link.clone());
    }
}
