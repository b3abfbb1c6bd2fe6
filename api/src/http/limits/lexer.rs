//! Cuts a document into tokens without keeping them: how many there are, and how deep its brackets nest.
//!
//! It follows the grammar of the parser (October 2021): what is a string or a comment there is one here, so that no
//! bracket can hide. A string that does not end is refused, where the parser might read it otherwise.

/// Why a text goes no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// More tokens than allowed.
    TooMany,
    /// Brackets nested deeper than allowed.
    TooDeep,
    /// A string without end, or a bracket that closes nothing.
    Malformed,
}

/// Number of tokens of the text.
pub(super) fn scan(text: &str, tokens_max: usize, depth_max: usize) -> Result<usize, Fault> {
    let bytes = text.as_bytes();
    let (mut at, mut tokens, mut depth) = (0, 0_usize, 0_usize);
    while let Some(&byte) = bytes.get(at) {
        let length = match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' => {
                at += 1;
                continue;
            }
            b'#' => {
                at += run(&bytes[at..], |b| !matches!(b, b'\n' | b'\r'));
                continue;
            }
            b'"' => string(&bytes[at..]).ok_or(Fault::Malformed)?,
            b'{' | b'[' | b'(' => {
                depth += 1;
                1
            }
            b'}' | b']' | b')' => {
                depth = depth.checked_sub(1).ok_or(Fault::Malformed)?;
                1
            }
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => run(&bytes[at..], |b| b.is_ascii_alphanumeric() || b == b'_'),
            b'0'..=b'9' => run(&bytes[at..], |b| b.is_ascii_alphanumeric() || b == b'.'),
            b'.' => run(&bytes[at..], |b| b == b'.'),
            // Punctuation, or something the parser will not take.
            _ => 1,
        };
        at += length;
        tokens += 1;
        if tokens > tokens_max {
            return Err(Fault::TooMany);
        }
        if depth > depth_max {
            return Err(Fault::TooDeep);
        }
    }
    Ok(tokens)
}

/// How many bytes from the start hold the condition.
fn run(bytes: &[u8], holds: fn(u8) -> bool) -> usize {
    bytes.iter().position(|b| !holds(*b)).unwrap_or(bytes.len())
}

/// Length of the string that starts here, quotes included; `None` when it does not end.
fn string(bytes: &[u8]) -> Option<usize> {
    const BLOCK: &[u8] = b"\"\"\"";
    if !bytes.starts_with(BLOCK) {
        return simple(bytes);
    }
    let mut at = BLOCK.len();
    while at < bytes.len() {
        let rest = &bytes[at..];
        if rest.starts_with(BLOCK) {
            return Some(at + BLOCK.len());
        }
        at += if rest.starts_with(b"\\\"\"\"") { 4 } else { 1 };
    }
    None
}

fn simple(bytes: &[u8]) -> Option<usize> {
    let mut at = 1;
    loop {
        match bytes.get(at)? {
            b'"' => return Some(at + 1),
            b'\n' | b'\r' => return None,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}
