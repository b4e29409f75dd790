//! Bytes to text with `\n` line ends, whatever the encoding; refuses what is not text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memchr_iter};

use super::Warning;

/// How much of the start is looked at to recognise UTF-16 without a byte order mark.
const PROBE: usize = 4096;

/// Decodes a whole file. `Err` says what the bytes are instead of text.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Vec<Warning>), &'static str> {
    if let Some(what) = magic(bytes) {
        return Err(what);
    }
    let mut warnings = Vec::new();
    let text = if let Some((encoding, marked)) = utf16(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[marked..]);
        if broken {
            warnings.push(warning(0, "broken UTF-16; unreadable characters left out"));
        }
        if is_mostly_controls(text.as_bytes()) {
            return Err("binary data");
        }
        text
    } else {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if is_mostly_controls(bytes) {
            return Err("binary data");
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Cow::Borrowed(text),
            Err(error) => repair(bytes, error.valid_up_to(), &mut warnings),
        }
    };
    Ok((unix_lines(text), warnings))
}

fn warning(line: u32, message: &str) -> Warning {
    Warning {
        line,
        message: message.to_owned(),
    }
}

/// Recognises common files that are no text by how they begin.
fn magic(bytes: &[u8]) -> Option<&'static str> {
    const TABLE: &[(&[u8], &str)] = &[
        (b"\x89PNG", "a PNG image"),
        (b"\xFF\xD8\xFF", "a JPEG image"),
        (b"GIF87a", "a GIF image"),
        (b"GIF89a", "a GIF image"),
        (b"%PDF-", "a PDF document"),
        (b"{\\rtf", "an RTF document"),
        (
            b"PK\x03\x04",
            "a ZIP archive (or a Word or OpenDocument file)",
        ),
        (b"\x1F\x8B", "a gzip archive"),
        (b"OggS", "an Ogg audio file"),
        (b"fLaC", "a FLAC audio file"),
        (b"ID3\x02", "an MP3 audio file"),
        (b"ID3\x03", "an MP3 audio file"),
        (b"ID3\x04", "an MP3 audio file"),
        (b"\xFF\xFB", "an MP3 audio file"),
        (b"\xFF\xF3", "an MP3 audio file"),
        (b"\xD0\xCF\x11\xE0", "an old Word document"),
        (b"SQLite format 3\0", "an SQLite database"),
        (b"\x7FELF", "a program"),
    ];
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WAVE") {
        return Some("a WAV audio file");
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("an MP4 or M4A file");
    }
    TABLE
        .iter()
        .find(|(start, _)| bytes.starts_with(start))
        .map(|&(_, what)| what)
}

/// UTF-16 by its byte order mark, or by NULs in nearly every other byte; with the length of the mark.
fn utf16(bytes: &[u8]) -> Option<(&'static Encoding, usize)> {
    if bytes.starts_with(b"\xFF\xFE") {
        return Some((UTF_16LE, 2));
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return Some((UTF_16BE, 2));
    }
    let probe = &bytes[..bytes.len().min(PROBE) & !1];
    memchr(0, probe)?;
    let nuls = |first: usize| {
        probe
            .iter()
            .skip(first)
            .step_by(2)
            .filter(|&&byte| byte == 0)
            .count()
    };
    let (even, odd, half) = (nuls(0), nuls(1), probe.len() / 2);
    if odd * 10 > half * 3 && even * 20 <= half {
        Some((UTF_16LE, 0))
    } else if even * 10 > half * 3 && odd * 20 <= half {
        Some((UTF_16BE, 0))
    } else {
        None
    }
}

/// Whether more than one byte in a hundred is a control character that no text has. A stray one is no reason to refuse.
fn is_mostly_controls(bytes: &[u8]) -> bool {
    let control = |byte: u8| byte < 0x20 && !(0x09..=0x0D).contains(&byte);
    // In pieces whose count fits a byte, which is how many bytes are looked at in one instruction.
    let count = |piece: &[u8]| {
        piece
            .iter()
            .map(|&byte| u8::from(control(byte)))
            .sum::<u8>()
    };
    let controls: usize = bytes
        .chunks(255)
        .map(|piece| usize::from(count(piece)))
        .sum();
    controls * 100 > bytes.len()
}

/// Text that is not UTF-8: Windows-1252 if it looks like it, otherwise UTF-8 with what is broken replaced.
fn repair<'a>(bytes: &'a [u8], first_bad: usize, warnings: &mut Vec<Warning>) -> Cow<'a, str> {
    let line = 1 + memchr_iter(b'\n', &bytes[..first_bad]).count() as u32;
    if looks_like_windows_1252(bytes) {
        warnings.push(warning(line, "not UTF-8; read as Windows-1252"));
        return WINDOWS_1252.decode_without_bom_handling(bytes).0;
    }
    warnings.push(warning(
        line,
        "broken UTF-8; unreadable characters left out, here and further on",
    ));
    String::from_utf8_lossy(bytes)
}

/// Few high bytes, never many in a row, each defined there, and fewer of them in valid UTF-8 sequences than not.
fn looks_like_windows_1252(bytes: &[u8]) -> bool {
    let (mut high, mut run, mut longest) = (0usize, 0usize, 0usize);
    for &byte in bytes {
        if byte < 0x80 {
            run = 0;
            continue;
        }
        if matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D) {
            return false;
        }
        high += 1;
        run += 1;
        longest = longest.max(run);
    }
    let (mut valid, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().bytes().filter(|&byte| byte >= 0xC0).count();
        broken += chunk.invalid().len();
    }
    longest <= 3 && high * 4 <= bytes.len() && valid < broken
}

fn unix_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\r', text.as_bytes()).is_none() {
        return text;
    }
    let mut lines = String::with_capacity(text.len());
    let mut parts = text.split('\r');
    lines.push_str(parts.next().unwrap_or_default());
    for part in parts {
        if !part.starts_with('\n') {
            lines.push('\n');
        }
        lines.push_str(part);
    }
    Cow::Owned(lines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16_bytes(text: &str, mark: &[u8], little: bool) -> Vec<u8> {
        let units = text.encode_utf16().flat_map(|unit| {
            if little {
                unit.to_le_bytes()
            } else {
                unit.to_be_bytes()
            }
        });
        mark.iter().copied().chain(units).collect()
    }

    #[test]
    fn every_encoding_of_one_text_decodes_to_it() {
        let text = "Anna: Hej, är du där?\nBo: Ja — precis.\n";
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            utf16_bytes(text, b"\xFF\xFE", true),
            utf16_bytes(text, b"\xFE\xFF", false),
            utf16_bytes(text, b"", true),
            utf16_bytes(text, b"", false),
            text.replace('\n', "\r\n").into_bytes(),
            text.replace('\n', "\r").into_bytes(),
            WINDOWS_1252.encode(text).0.into_owned(),
        ] {
            assert_eq!(decode(&bytes).unwrap().0, text);
        }
    }

    #[test]
    fn broken_utf_8_among_good_is_replaced_and_its_line_said() {
        let (text, warnings) = decode(b"\xC3\xA9t\xC3\xA9 \xC3\xA9\nab\xFFc").unwrap();
        assert_eq!(text, "été é\nab\u{FFFD}c");
        assert_eq!(warnings[0].line, 2);
    }

    #[test]
    fn what_is_not_text_is_refused_by_name() {
        for (bytes, what) in [
            (b"\x89PNG\r\n\x1A\n".to_vec(), "PNG"),
            (b"PK\x03\x04rest".to_vec(), "ZIP"),
            (b"%PDF-1.7".to_vec(), "PDF"),
            (b"ID3\x03\x00\x00".to_vec(), "MP3"),
            ((0..=255u8).cycle().take(4000).collect(), "binary"),
        ] {
            assert!(decode(&bytes).unwrap_err().contains(what));
        }
    }

    #[test]
    fn one_stray_control_character_does_not_make_text_binary() {
        let text = format!("{}\u{1D}{}", "word ".repeat(100), "word ".repeat(100));
        assert!(decode(text.as_bytes()).is_ok());
    }
}
