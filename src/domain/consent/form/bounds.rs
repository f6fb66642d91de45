//! How much code a template may hold. Fuel bounds what it does, but the engine reads chains, and drops what is nested, by calling itself: a
//! long enough one would overflow the stack, which ends the till. Reads a template as the engine does: text, comments, and code that ends
//! at its own mark outside of strings and brackets.

/// How many words and signs one tag may have: chains (`a.b.c`, `1+1+1`, `not not a`) are as long at most.
const MOST_OF_A_TAG: usize = 150;

/// How many a template may have: what is nested, from tag to tag too, is half as deep at most. The library's own has some 500.
const MOST_OF_ALL: usize = 3000;

/// Whether a template holds no more code than may be read. A `raw` block, which is read otherwise, is more.
pub(super) fn fits(template: &str) -> bool {
    let (mut rest, mut all) = (template, 0);
    while let Some((kind, text)) = opened(rest) {
        let (count, after) = match kind {
            b'#' => (0, text.split_once("#}").map_or("", |(_, after)| after)),
            b'{' => code(text, b"}}"),
            _ if begins_raw(text) => return false,
            _ => code(text, b"%}"),
        };
        all += count;
        if count > MOST_OF_A_TAG || all > MOST_OF_ALL {
            return false;
        }
        rest = after;
    }
    true
}

/// What the next tag is and what stands behind its opening.
fn opened(text: &str) -> Option<(u8, &str)> {
    let at = text.as_bytes().windows(2).position(|two| two[0] == b'{' && matches!(two[1], b'{' | b'%' | b'#'))?;
    Some((text.as_bytes()[at + 1], &text[at + 2..]))
}

fn begins_raw(code: &str) -> bool {
    code.trim_start_matches(['-', '+']).trim_start().starts_with("raw")
}

/// How many words and signs stand before the end of a tag, and what stands behind it.
fn code<'t>(text: &'t str, end: &[u8]) -> (usize, &'t str) {
    let bytes = text.as_bytes();
    let (mut at, mut count, mut open) = (0, 0, 0_isize);
    while at < bytes.len() {
        if open == 0 && bytes[at..].starts_with(end) {
            return (count, &text[at + end.len()..]);
        }
        let sign = bytes[at];
        open += isize::from(matches!(sign, b'(' | b'[' | b'{')) - isize::from(matches!(sign, b')' | b']' | b'}'));
        count += usize::from(!sign.is_ascii_whitespace());
        at += length(&bytes[at..]);
    }
    (count, "")
}

/// How long the word, string or sign is that begins here.
fn length(code: &[u8]) -> usize {
    match code[0] {
        quote @ (b'"' | b'\'') => string(&code[1..], quote) + 1,
        sign if in_word(sign) => code.iter().take_while(|sign| in_word(**sign)).count(),
        _ => 1,
    }
}

/// How long the rest of a string is, its closing mark included; a backslash takes the next sign with it.
fn string(rest: &[u8], quote: u8) -> usize {
    let mut escaped = false;
    let inside = rest.iter().take_while(|sign| {
        let ends = !escaped && **sign == quote;
        escaped = !escaped && **sign == b'\\';
        !ends
    });
    (inside.count() + 1).min(rest.len())
}

fn in_word(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || sign == b'_' || !sign.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(text: &str) -> (usize, &str) {
        let (kind, rest) = opened(text).unwrap();
        code(rest, if kind == b'{' { b"}}" } else { b"%}" })
    }

    #[test]
    fn a_tag_ends_at_its_own_mark_outside_of_strings_and_brackets() {
        assert_eq!(counted("{{ a.b }}c"), (3, "c"));
        assert_eq!(counted(r#"{{ "}}" ~ '\'}}' }}c"#), (3, "c"));
        assert_eq!(counted("{{ {1: {2: 3}}}}c"), (9, "c"));
        assert_eq!(counted("{% if größe -%}}}c"), (3, "}}c"));
        assert_eq!(counted("{{ a) }}c"), (5, ""));
        assert_eq!(counted("{{ 'never closed }}"), (1, ""));
    }

    #[test]
    fn text_and_comments_are_free_and_code_is_not() {
        let text = ".".repeat(100_000);
        assert!(fits(&format!("{text}{{# {text} #}}{{{{ a }}}}{text}")) && fits(include_str!("form.html")));
        assert!(fits(&"{{ a }}".repeat(MOST_OF_ALL)) && !fits(&"{{ a }}".repeat(MOST_OF_ALL + 1)));
        assert!(
            fits(&format!("{{{{ {} }}}}", "-".repeat(MOST_OF_A_TAG))) && !fits(&format!("{{{{ {} }}}}", "-".repeat(MOST_OF_A_TAG + 1)))
        );
        assert!(!fits(&format!(r#"{{{{ "}}}}" {} }}}}"#, "-".repeat(MOST_OF_A_TAG))), "a string hides nothing");
        assert!(!fits("{%- raw %}{{ \" {% endraw %}"));
    }
}
