//! A QR code as a drawing that stands in the page itself.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc};

use crate::error::{Error, ErrorKind, Result};

/// The light border that a reader needs, in modules.
const QUIET: i32 = 4;

/// The text as a QR code, SVG: a path of dark modules, one unit each.
pub(super) fn svg(text: &str) -> Result<String> {
    let code = QrCode::encode_text(text, QrCodeEcc::Quartile).map_err(|_| Error::new(ErrorKind::Internal, "internal.qr"))?;
    let all = code.size() + 2 * QUIET;
    let mut path = String::new();
    for (x, y) in (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y)) {
        write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET).expect("writing to a string");
    }
    Ok(format!("<svg class=\"qr\" viewBox=\"0 0 {all} {all}\" shape-rendering=\"crispEdges\" role=\"img\"><path d=\"{path}\"/></svg>"))
}
