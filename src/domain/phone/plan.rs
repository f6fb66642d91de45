//! Numbering plans: how a national number becomes an international one, and which numbers cannot be. Knows no assignments.

/// The plan of a country whose own spelling is understood.
pub(super) struct Plan {
    pub country: &'static str,
    pub code: &'static str,
    /// Whether a national number is written with a 0 before it that is left out abroad.
    pub trunk: bool,
    /// Whether such a number can be, by its digits after country code and trunk 0.
    pub possible: fn(&str) -> bool,
}

/// Germany, Austria, Switzerland, France, Italy, Poland.
pub(super) const PLANS: [Plan; 6] = [
    Plan { country: "DE", code: "49", trunk: true, possible: german },
    Plan { country: "AT", code: "43", trunk: true, possible: |n| first(n, '1'..='9') && (4..=13).contains(&n.len()) },
    Plan { country: "CH", code: "41", trunk: true, possible: swiss },
    Plan { country: "FR", code: "33", trunk: true, possible: |n| first(n, '1'..='9') && n.len() == 9 },
    Plan { country: "IT", code: "39", trunk: false, possible: italian },
    Plan { country: "PL", code: "48", trunk: true, possible: |n| first(n, '1'..='9') && n.len() == 9 },
];

/// Country codes of three digits that are in use (ITU-T E.164, list of assigned codes); those of one and two digits all are.
const THREE_DIGITS: &str = "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 \
    242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 269 290 291 297 298 299 350 \
    351 352 353 354 355 356 357 358 359 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 420 421 423 500 501 502 503 \
    504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 \
    689 690 691 692 800 808 850 852 853 855 856 870 878 880 881 882 883 886 888 960 961 962 963 964 965 966 967 968 970 971 972 973 974 \
    975 976 977 979 992 993 994 995 996 998";

/// Country codes whose national numbers may begin with a 0 that belongs to them: Italy, San Marino, Ivory Coast, Gabon, Congo.
const ZERO_STAYS: [&str; 5] = ["39", "378", "225", "241", "242"];

pub(super) fn is_assigned(code: &str) -> bool {
    code.len() < 3 || THREE_DIGITS.split_ascii_whitespace().any(|known| known == code)
}

pub(super) fn keeps_zero(code: &str) -> bool {
    ZERO_STAYS.contains(&code)
}

fn first(number: &str, digits: std::ops::RangeInclusive<char>) -> bool {
    number.starts_with(|c| digits.contains(&c))
}

/// Mobile numbers (015, 016, 017) have 10 digits at least, others 5; none has more than 13 (E.164).
fn german(number: &str) -> bool {
    let mobile = ["15", "16", "17"].iter().any(|prefix| number.starts_with(prefix));
    first(number, '1'..='9') && (if mobile { 10 } else { 5 }..=13).contains(&number.len())
}

/// 9 digits, and 12 of mailboxes.
fn swiss(number: &str) -> bool {
    first(number, '2'..='9') && (number.len() == 9 || (number.len() == 12 && number.starts_with("860")))
}

/// The 0 of the area belongs to the number. Mobile numbers begin with 3, services with 1, 5, 7 and 8.
fn italian(number: &str) -> bool {
    match number.as_bytes().first() {
        Some(b'0') => (6..=11).contains(&number.len()),
        Some(b'3') => (9..=12).contains(&number.len()),
        Some(b'1' | b'5' | b'7' | b'8') => (6..=10).contains(&number.len()),
        _ => false,
    }
}
