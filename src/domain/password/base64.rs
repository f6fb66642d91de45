//! Base64 without padding in the alphabets of password hashes. Knows nothing of what it decodes.

/// Which characters stand for 0 to 63.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    /// `A`–`Z`, `a`–`z`, `0`–`9`, `+`, `/`.
    Standard,
    /// The same with `.` for `+`, as passlib writes it.
    Dotted,
    /// `.`, `/`, `A`–`Z`, `a`–`z`, `0`–`9`.
    Bcrypt,
}

impl Alphabet {
    fn value(self, byte: u8) -> Option<u32> {
        let shift = if self == Self::Bcrypt { 2 } else { 0 };
        let standard = match (byte, self) {
            (b'A'..=b'Z', _) => byte - b'A',
            (b'a'..=b'z', _) => byte - b'a' + 26,
            (b'0'..=b'9', _) => byte - b'0' + 52,
            (b'.', Self::Bcrypt) => return Some(0),
            (b'/', Self::Bcrypt) => return Some(1),
            (b'+', Self::Standard) | (b'.', Self::Dotted) => 62,
            (b'/', _) => 63,
            _ => return None,
        };
        Some(u32::from(standard) + shift)
    }
}

/// The bytes, or none where a character is foreign or alone.
pub(super) fn decode(text: &str, alphabet: Alphabet) -> Option<Vec<u8>> {
    if text.len() % 4 == 1 {
        return None;
    }
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in text.bytes() {
        held = held << 6 | alphabet.value(byte)?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits).to_le_bytes()[0]);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_alphabet_has_sixty_four_characters_of_its_own() {
        for alphabet in [Alphabet::Standard, Alphabet::Dotted, Alphabet::Bcrypt] {
            let mut values: Vec<u32> = (0..=255).filter_map(|byte| alphabet.value(byte)).collect();
            values.sort_unstable();
            assert_eq!(values, (0..64).collect::<Vec<_>>());
        }
    }

    #[test]
    fn what_was_encoded_comes_back() {
        assert_eq!(decode("", Alphabet::Standard), Some(vec![]));
        assert_eq!(decode("+/8", Alphabet::Standard), Some(vec![0xfb, 0xff]));
        assert_eq!(decode("./8", Alphabet::Dotted), Some(vec![0xfb, 0xff]));
        assert_eq!(decode("9996", Alphabet::Bcrypt), Some(vec![0xff, 0xff, 0xfc]));
        assert_eq!(
            [decode("A", Alphabet::Standard), decode("AB=", Alphabet::Standard), decode("é", Alphabet::Standard)],
            [None, None, None]
        );
    }
}
