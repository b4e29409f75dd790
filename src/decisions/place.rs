//! Finds the places of quotes in an episode's text: where they stood, or else the nearest place where the same words
//! stand now.

use aho_corasick::AhoCorasick;

use crate::corpus::Span;

/// The place of each quote in `text`, given where it stood; `None` for one that does not stand there any more. The text
/// is read once for all quotes that have moved.
pub(super) fn places(text: &str, quotes: &[(Span, &str)]) -> Vec<Option<Span>> {
    let mut places: Vec<Option<Span>> = quotes
        .iter()
        .map(|&(span, quote)| (text.get(span.range()) == Some(quote)).then_some(span))
        .collect();
    let moved: Vec<usize> = (0..quotes.len())
        .filter(|&number| places[number].is_none() && !quotes[number].1.is_empty())
        .collect();
    if moved.is_empty() {
        return places;
    }
    // Only quotes of absurd size make this fail; they are then nowhere, which is true of any text in memory.
    let Ok(search) = AhoCorasick::new(moved.iter().map(|&number| quotes[number].1)) else {
        return places;
    };
    for found in search.find_overlapping_iter(text) {
        let number = moved[found.pattern().as_usize()];
        let there = Span::new(found.start(), found.end());
        let stood = quotes[number].0.start;
        let distance = |span: Span| (span.start.abs_diff(stood), span.start);
        if places[number].is_none_or(|known| distance(there) < distance(known)) {
            places[number] = Some(there);
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_quote_is_where_it_stood_or_at_the_nearest_place_with_the_same_words() {
        let text = "an ox, an ewe, an ox, an emu";
        for ((start, end), quote, place) in [
            ((3, 5), "ox", Some((3, 5))),
            ((18, 20), "ox", Some((18, 20))),
            ((12, 14), "ox", Some((18, 20))),
            ((0, 2), "ox", Some((3, 5))),
            ((9000, 9001), "emu", Some((25, 28))),
            ((3, 5), "cow", None),
            ((0, 0), "", Some((0, 0))),
            ((99, 99), "", None),
        ] {
            let place = place.map(|(start, end)| Span::new(start, end));
            let found = places(text, &[(Span::new(start, end), quote)]);
            assert_eq!(found, [place], "{quote} at {start}");
        }
    }

    #[test]
    fn quotes_within_quotes_are_all_found() {
        let text = "–– one two three";
        let quotes = ["two", "one two", "two three", "one two three"];
        let asked: Vec<_> = quotes
            .iter()
            .map(|quote| (Span::new(1, 2), *quote))
            .collect();
        for (place, quote) in places(text, &asked).into_iter().zip(quotes) {
            assert_eq!(place.unwrap().of(text), quote);
        }
    }

    proptest! {
        #[test]
        fn a_place_has_the_words_of_its_quote(text in ".{0,60}", quote in ".{1,3}", start in 0_usize..80, length in 0_usize..5) {
            let found = places(&text, &[(Span::new(start, start + length), &quote)])[0];
            prop_assert_eq!(found.is_some(), text.contains(&quote));
            if let Some(span) = found {
                prop_assert_eq!(span.of(&text), quote);
            }
        }
    }
}
