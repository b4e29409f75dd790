//! Sets of bytes as tables made when the program is compiled: whether a byte belongs to one is one look.

/// The set of the bytes of `members`.
pub(crate) const fn byte_set(members: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < members.len() {
        table[members[at] as usize] = true;
        at += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_members_and_no_other_byte() {
        let set = byte_set(b"a\xE2");
        let members = (0..=255_u8).filter(|&byte| set[usize::from(byte)]);
        assert_eq!(members.collect::<Vec<_>>(), [b'a', 0xE2]);
    }
}
