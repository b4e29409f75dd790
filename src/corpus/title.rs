//! A title for an episode whose source has none, from its file name.

/// Words out of a file stem: `12-data-mesh` becomes `Data mesh`. Leading numbers and dates go if words are left; digits
/// elsewhere stay, with the hyphen between them.
pub(super) fn from_stem(id: &str) -> String {
    let id = id.split('#').next().unwrap_or(id);
    let stem = id.rsplit('/').next().unwrap_or(id).trim();
    let words: Vec<&str> = stem
        .split(|c: char| c == '_' || c == '-' || c.is_whitespace())
        .filter(|word| !word.is_empty())
        .collect();
    let numbers = words
        .iter()
        .take_while(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
        .count();
    let kept = if numbers < words.len() {
        &words[numbers..]
    } else {
        return stem.to_owned();
    };
    let mut title = String::with_capacity(stem.len());
    for word in kept {
        if !title.is_empty() {
            let digits = title.ends_with(|last: char| last.is_ascii_digit())
                && word.starts_with(|first: char| first.is_ascii_digit());
            title.push(if digits { '-' } else { ' ' });
        }
        if title.is_empty() {
            let mut letters = word.chars();
            title.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            title.push_str(letters.as_str());
        } else {
            title.push_str(word);
        }
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_become_titles() {
        for (stem, title) in [
            ("12-data-mesh", "Data mesh"),
            ("show/2020-05-08-rust-1.42-1.43", "Rust 1.42-1.43"),
            ("1.42-1.43", "1.42-1.43"),
            ("episode-22", "Episode 22"),
            ("003-Web Framework-Ann-Ek", "Web Framework Ann Ek"),
            ("120", "120"),
            ("ÄPPLEN_och_päron", "ÄPPLEN och päron"),
            ("", ""),
        ] {
            assert_eq!(from_stem(stem), title, "{stem}");
        }
    }
}
