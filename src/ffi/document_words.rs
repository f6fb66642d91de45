//! Constants for the fields of documents and of their lines. Prices are gross and of a single unit, in ten-thousandths of a
//! minor unit; quantities are thousandths of a piece, negative on a correction that takes goods back.
#![allow(dead_code, reason = "some are for documents that a store gives")]

/// A field of a document.
pub type clientela_document_field = i32;

/// Text: its id.
pub const CLIENTELA_DOCUMENT_FIELD_ID: clientela_document_field = 0;
/// CLIENTELA_DOCUMENT_KIND_… as number, its name as text.
pub const CLIENTELA_DOCUMENT_FIELD_KIND: clientela_document_field = 1;
/// Text: its number, unique per kind.
pub const CLIENTELA_DOCUMENT_FIELD_NUMBER: clientela_document_field = 2;
/// CLIENTELA_DOCUMENT_STATE_… as number, its name as text.
pub const CLIENTELA_DOCUMENT_FIELD_STATE: clientela_document_field = 3;
/// Text: who issued it, shop or company; NULL when that is not known.
pub const CLIENTELA_DOCUMENT_FIELD_ISSUER: clientela_document_field = 4;
/// Text: the customer's id; NULL for *undefined*.
pub const CLIENTELA_DOCUMENT_FIELD_CUSTOMER: clientela_document_field = 5;
/// Number: 1 when its customer was anonymized: nothing can be made from it any more.
pub const CLIENTELA_DOCUMENT_FIELD_ANONYMIZED: clientela_document_field = 6;
/// Text: the number of the document it was made from, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_SOURCE: clientela_document_field = 7;
/// Number: when it was created, in milliseconds since 1970 UTC.
pub const CLIENTELA_DOCUMENT_FIELD_CREATED: clientela_document_field = 8;
/// Text: the branch, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_BRANCH: clientela_document_field = 9;
/// Text: the station, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_STATION: clientela_document_field = 10;
/// Text: the operator, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_OPERATOR: clientela_document_field = 11;
/// Text: the barcode printed on it, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_BARCODE: clientela_document_field = 12;
/// Text: the currency of its amounts, ISO 4217.
pub const CLIENTELA_DOCUMENT_FIELD_CURRENCY: clientela_document_field = 13;
/// Number: the gross total in minor units.
pub const CLIENTELA_DOCUMENT_FIELD_TOTAL: clientela_document_field = 14;
/// Number: how many lines it has.
pub const CLIENTELA_DOCUMENT_FIELD_LINES: clientela_document_field = 15;
/// Text: the ground on which its signed payload is kept, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_PAYLOAD_GROUND: clientela_document_field = 16;
/// Text: the last day on which its signed payload is kept, or NULL.
pub const CLIENTELA_DOCUMENT_FIELD_PAYLOAD_UNTIL: clientela_document_field = 17;
/// CLIENTELA_DOCUMENT_KIND_… of the document it was made from as number, its name as text; -1 and NULL when it is not known.
pub const CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND: clientela_document_field = 18;
/// Number: 1 when tax was computed on net amounts. Prices and amounts of lines are gross all the same.
pub const CLIENTELA_DOCUMENT_FIELD_NET: clientela_document_field = 19;
/// Number: what cash rounding added to the total, or took off it, in minor units. It is not in the total.
pub const CLIENTELA_DOCUMENT_FIELD_ROUNDING: clientela_document_field = 20;
/// Number, of a document that was given: what no line explains of the total, in minor units.
pub const CLIENTELA_DOCUMENT_FIELD_DIFFERENCE: clientela_document_field = 21;

/// A field of a document's line.
pub type clientela_document_line_field = i32;

/// Number: counts from 1 within the document.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_LINE: clientela_document_line_field = 0;
/// Text: the item's code.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE: clientela_document_line_field = 1;
/// Text: the item's name as sold.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME: clientela_document_line_field = 2;
/// Text: the item's EAN (GTIN), empty where it has none.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_EAN: clientela_document_line_field = 3;
/// Number: how many, in thousandths.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY: clientela_document_line_field = 4;
/// Number: the regular price.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE: clientela_document_line_field = 5;
/// Number: the discount.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT: clientela_document_line_field = 6;
/// Number: the price paid.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE: clientela_document_line_field = 7;
/// Text: the number of the document whose line this one corrects or was made from, or NULL.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_DOCUMENT: clientela_document_line_field = 8;
/// Number: that line's number, or 0.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_LINE: clientela_document_line_field = 9;
/// Number: 1 when the item is marked defective.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE: clientela_document_line_field = 10;
/// CLIENTELA_DOCUMENT_KIND_… of the document whose line this one was made from as number, its name as text; -1 and NULL when it is not
/// known.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND: clientela_document_line_field = 11;
/// Text: the serial number of this piece, empty where it has none.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER: clientela_document_line_field = 12;
/// Number: the bundle or set it belongs to, from 1 within the document; 0: none. Lines of one bundle have the same number.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE: clientela_document_line_field = 13;
/// Text: the name of the bundle or set, or NULL.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE_NAME: clientela_document_line_field = 14;
/// Number: the gross amount of the whole line in minor units. When none was set it is quantity × final price, rounded half away from 0.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT: clientela_document_line_field = 15;
/// Number: the rate of tax in hundredths of a percent, 0 to 10000; -1 when it is not known.
pub const CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE: clientela_document_line_field = 16;

/// A field of a document that another one refers to, or that refers to it.
pub type clientela_document_link_field = i32;

/// Number: 1 when it was made from the document or refers to it, 0 when the document was made from it.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_RESULT: clientela_document_link_field = 0;
/// Text: its id.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_ID: clientela_document_link_field = 1;
/// CLIENTELA_DOCUMENT_KIND_… as number, its name as text.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_KIND: clientela_document_link_field = 2;
/// Text: its number, unique per kind.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER: clientela_document_link_field = 3;
/// CLIENTELA_DOCUMENT_STATE_… as number, its name as text.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_STATE: clientela_document_link_field = 4;
/// Number: when it was created, in milliseconds since 1970 UTC.
pub const CLIENTELA_DOCUMENT_LINK_FIELD_CREATED: clientela_document_link_field = 5;

/// A field of a priced line.
pub type clientela_price_field = i32;

/// Number: the line's number in its document.
pub const CLIENTELA_PRICE_FIELD_LINE: clientela_price_field = 0;
/// Number: the regular price.
pub const CLIENTELA_PRICE_FIELD_REGULAR_PRICE: clientela_price_field = 1;
/// Number: the discount; regular price less discount is the final price.
pub const CLIENTELA_PRICE_FIELD_DISCOUNT: clientela_price_field = 2;
/// Number: the price paid.
pub const CLIENTELA_PRICE_FIELD_FINAL_PRICE: clientela_price_field = 3;
/// Number: the gross amount of the whole line in minor units. All amounts add up to the total.
pub const CLIENTELA_PRICE_FIELD_AMOUNT: clientela_price_field = 4;

/// A field of what one rate of tax comes to. Amounts are minor units.
pub type clientela_tax_field = i32;

/// Number: the rate in hundredths of a percent.
pub const CLIENTELA_TAX_FIELD_RATE: clientela_tax_field = 0;
/// Number: without the tax.
pub const CLIENTELA_TAX_FIELD_NET: clientela_tax_field = 1;
/// Number: the tax.
pub const CLIENTELA_TAX_FIELD_TAX: clientela_tax_field = 2;
/// Number: with the tax.
pub const CLIENTELA_TAX_FIELD_GROSS: clientela_tax_field = 3;

/// A field of a document's preview. Amounts are minor units.
pub type clientela_preview_field = i32;

/// Number: how far the branch's time is from UTC, in minutes east.
pub const CLIENTELA_PREVIEW_FIELD_OFFSET_MINUTES: clientela_preview_field = 0;
/// Number: how many decimals the amounts of its currency have.
pub const CLIENTELA_PREVIEW_FIELD_DECIMALS: clientela_preview_field = 1;
/// Number: how many groups it has: bundles and sets, and lines that stand alone.
pub const CLIENTELA_PREVIEW_FIELD_GROUPS: clientela_preview_field = 2;
/// Number: what the lines come to.
pub const CLIENTELA_PREVIEW_FIELD_LINES_AMOUNT: clientela_preview_field = 3;
/// Number: what no line explains of the total.
pub const CLIENTELA_PREVIEW_FIELD_DIFFERENCE: clientela_preview_field = 4;
/// Number: the gross total, without the cash rounding.
pub const CLIENTELA_PREVIEW_FIELD_TOTAL: clientela_preview_field = 5;
/// Number: what cash rounding added to the total, or took off it.
pub const CLIENTELA_PREVIEW_FIELD_ROUNDING: clientela_preview_field = 6;
/// Number: the total with the cash rounding.
pub const CLIENTELA_PREVIEW_FIELD_PAYABLE: clientela_preview_field = 7;
/// Text: the language of a page for which none is named, ISO 639-1.
pub const CLIENTELA_PREVIEW_FIELD_LANGUAGE: clientela_preview_field = 8;

/// A field of a group of lines.
pub type clientela_preview_group_field = i32;

/// Number: the bundle or set, from 1 within the document; 0: a line that stands alone.
pub const CLIENTELA_PREVIEW_GROUP_FIELD_BUNDLE: clientela_preview_group_field = 0;
/// Text: the name of the bundle or set, or NULL.
pub const CLIENTELA_PREVIEW_GROUP_FIELD_NAME: clientela_preview_group_field = 1;
/// Number: what its lines come to, gross, in minor units.
pub const CLIENTELA_PREVIEW_GROUP_FIELD_AMOUNT: clientela_preview_group_field = 2;
/// Number: how many lines it has.
pub const CLIENTELA_PREVIEW_GROUP_FIELD_LINES: clientela_preview_group_field = 3;

/// A field of what may be done.
pub type clientela_allowed_field = i32;

/// CLIENTELA_LINE_ACTION_… as number, its name as text.
pub const CLIENTELA_ALLOWED_FIELD_ACTION: clientela_allowed_field = 0;
/// Number: with how much of the line, in thousandths of a piece; 0 when it may not be done.
pub const CLIENTELA_ALLOWED_FIELD_OPEN: clientela_allowed_field = 1;
/// CLIENTELA_ACTION_REASON_… as number, its name as text; -1 and NULL when it may be done. The text for people is that of the code
/// `action_reason.` and the name: clientela_message_new.
pub const CLIENTELA_ALLOWED_FIELD_REASON: clientela_allowed_field = 2;
