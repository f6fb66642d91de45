//! The kinds of documents, where a document may stand, and what it may be made from.

use crate::domain::money::Quantity;
use crate::domain::words::words;

words! {
    /// What kind of document it is. Receipts, invoices, orders, corrections and complaints make the history of what was bought; the
    /// others are documents of the customer all the same.
    DocumentKind {
        /// A till receipt.
        Receipt = "receipt",
        /// A sales invoice.
        Invoice = "invoice",
        /// A customer's order.
        Order = "order",
        /// A correction of a receipt or invoice.
        Correction = "correction",
        /// A complaint.
        Complaint = "complaint",
        /// An offer to the customer.
        Quotation = "quotation",
        /// What goods go with when they are handed over.
        DeliveryNote = "delivery_note",
        /// An order of the shop's own, with the customer as supplier.
        PurchaseOrder = "purchase_order",
        /// Money that the customer paid or got back.
        Payment = "payment",
        /// Money drawn from the customer's account. The bank can return it for 13 months.
        DirectDebit = "direct_debit",
        /// A contract under which the customer is served and invoiced.
        ServiceContract = "service_contract",
    }
}

impl DocumentKind {
    /// Where a document of this kind stands once it was made: what somebody waits for is open, the rest is issued.
    ///
    /// ```
    /// use clientela::domain::document::{DocumentKind, DocumentState};
    /// let made = [DocumentKind::Receipt, DocumentKind::Complaint].map(DocumentKind::state_when_issued);
    /// assert_eq!(made, [DocumentState::Issued, DocumentState::Open]);
    /// ```
    pub fn state_when_issued(self) -> DocumentState {
        use DocumentKind as K;
        match self {
            K::Order | K::Complaint | K::Quotation | K::PurchaseOrder | K::DirectDebit | K::ServiceContract => DocumentState::Open,
            K::Receipt | K::Invoice | K::Correction | K::DeliveryNote | K::Payment => DocumentState::Issued,
        }
    }

    /// Whether a line of such a document may have this quantity: a correction takes back, a receipt or invoice takes back or sells, every
    /// other kind has positive quantities only; none is 0.
    pub fn takes(self, quantity: Quantity) -> bool {
        match (self, quantity.scaled().signum()) {
            (Self::Receipt | Self::Invoice, sign) => sign != 0,
            (Self::Correction, sign) => sign < 0,
            (_, sign) => sign > 0,
        }
    }

    /// The kinds that a document of this kind can be made from or refer to, likeliest first: numbers are unique per kind only, so a
    /// reference that names no kind means the first of these that has the number.
    ///
    /// ```
    /// use clientela::domain::document::DocumentKind;
    /// assert_eq!(DocumentKind::Invoice.sources().first(), Some(&DocumentKind::Receipt));
    /// ```
    pub fn sources(self) -> &'static [Self] {
        use DocumentKind as K;
        match self {
            K::Correction => &[K::Receipt, K::Invoice, K::Complaint, K::Correction, K::DeliveryNote],
            K::Receipt => &[K::Order, K::DeliveryNote, K::Quotation],
            K::Invoice => &[K::Receipt, K::Order, K::DeliveryNote, K::Quotation, K::ServiceContract],
            K::Complaint => &[K::Receipt, K::Invoice, K::DeliveryNote],
            K::Order => &[K::Quotation],
            K::Quotation => &[],
            K::DeliveryNote => &[K::Order, K::Receipt, K::Invoice],
            K::PurchaseOrder => &[K::Order, K::Quotation],
            K::Payment => &[K::Invoice, K::Receipt, K::Order, K::ServiceContract, K::PurchaseOrder],
            K::DirectDebit => &[K::Invoice, K::ServiceContract, K::Receipt],
            K::ServiceContract => &[K::Quotation, K::Order, K::Invoice, K::Receipt],
        }
    }
}

words! {
    /// Where a document stands. Every kind can be a draft, wait for approval, be cancelled or rejected. Otherwise:
    ///
    /// - receipts, corrections, delivery notes: `Initialised`, then `Issued`
    /// - invoices: `Open` until paid, `Issued` where nobody waits for the money
    /// - orders: `Open`, `AwaitingPickup`, then `Realised` (became a sale) or `Closed`; purchase orders alike
    /// - complaints: `Open`, then `Closed`
    /// - quotations: `Open` from being sent until answered, then `Realised` (accepted), `Rejected` (declined) or `Closed` (lapsed)
    /// - payments: `Issued`
    /// - direct debits: `Open` until drawn, then `Issued`; `Rejected` when the bank returned it
    /// - service contracts: `Open` while they run, then `Closed`
    DocumentState {
        /// Being written at a desk.
        Draft = "draft",
        /// Waits for approval.
        NotApproved = "not_approved",
        /// Begun, not yet complete.
        Initialised = "initialised",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Rejected.
        Rejected = "rejected",
        /// In progress: an order or complaint, an unpaid invoice, a contract that runs.
        Open = "open",
        /// An order whose goods wait for the customer.
        AwaitingPickup = "awaiting_pickup",
        /// Issued: final.
        Issued = "issued",
        /// An order that became a sale.
        Realised = "realised",
        /// Closed.
        Closed = "closed",
    }
}

impl DocumentState {
    /// Whether the document is still being made, or waits for approval.
    pub fn is_being_made(self) -> bool {
        matches!(self, Self::Draft | Self::NotApproved | Self::Initialised)
    }

    /// Whether the document is final: its customer and its words no longer change.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Issued | Self::Realised | Self::Closed | Self::Cancelled | Self::Rejected)
    }
}
