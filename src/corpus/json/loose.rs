//! JSON values as they come: numbers written as strings, strings as numbers, lists that are `null`. Whatever does not
//! fit becomes nothing instead of an error.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::corpus::timecode;

/// A number of seconds or of something else; true is 1. Clock times and objects of `seconds` and `nanos` are seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Number(pub(super) Option<f64>);

/// A string, borrowed from the source unless it has escapes; numbers count as one (`"speaker": 0`).
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Text<'a>(pub(super) Option<Cow<'a, str>>);

impl<'a> Text<'a> {
    /// The first of `texts` that says something.
    pub(super) fn first<const N: usize>(texts: [Text<'a>; N]) -> Option<Cow<'a, str>> {
        texts
            .into_iter()
            .filter_map(|text| text.0)
            .find(|text| !text.trim_ascii().is_empty())
    }
}

/// A list; anything else is an empty one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List<T>(pub(super) Vec<T>);

/// An object; anything else is an empty one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Object<T>(pub(super) T);

/// What a list or an object under one name has; anything else is neither.
#[derive(Debug)]
pub(super) struct Either<L, O> {
    pub(super) list: Vec<L>,
    pub(super) object: O,
}

impl<L, O: Default> Default for Either<L, O> {
    fn default() -> Self {
        Self {
            list: Vec::new(),
            object: O::default(),
        }
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

/// Visitor methods that read a value of a kind that is not wanted and give the default.
macro_rules! default_for {
    ($($kind:ident)*) => { $(default_for!(@ $kind);)* };
    (@ text) => {
        fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ number) => {
        fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
        fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ bool) => {
        fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ null) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(Self::Value::default())
        }
    };
    (@ list) => {
        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
            while list.next_element::<IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
    (@ object) => {
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            Ok(Self::Value::default())
        }
    };
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Number;
            default_for!(null list);
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_f64<E>(self, value: f64) -> Result<Number, E> {
                Ok(Number(Some(value)))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Number, E> {
                Ok(Number(Some(value as f64)))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Number, E> {
                Ok(Number(Some(value as f64)))
            }
            fn visit_bool<E>(self, value: bool) -> Result<Number, E> {
                Ok(Number(Some(f64::from(u8::from(value)))))
            }
            fn visit_str<E>(self, value: &str) -> Result<Number, E> {
                let value = value.trim();
                let plain = value.strip_suffix('s').unwrap_or(value);
                let number = plain.parse().ok().filter(|number: &f64| number.is_finite());
                Ok(Number(number.or_else(|| timecode::whole(value))))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Number, A::Error> {
                let (mut seconds, mut nanos) = (None, None);
                while let Some(key) = map.next_key::<Cow<'_, str>>()? {
                    match &*key {
                        "seconds" => seconds = map.next_value::<Number>()?.0,
                        "nanos" => nanos = map.next_value::<Number>()?.0,
                        _ => drop(map.next_value::<IgnoredAny>()?),
                    }
                }
                let part = seconds.or(nanos.and(Some(0.0)));
                Ok(Number(part.map(|whole| whole + nanos.unwrap_or(0.0) / 1e9)))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Text<'de>;
            default_for!(bool null list object);
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a string")
            }
            fn visit_borrowed_str<E>(self, value: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Borrowed(value))))
            }
            fn visit_str<E>(self, value: &str) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(value.to_owned()))))
            }
            fn visit_i64<E>(self, value: i64) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(value.to_string()))))
            }
            fn visit_u64<E>(self, value: u64) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(value.to_string()))))
            }
            fn visit_f64<E>(self, value: f64) -> Result<Text<'de>, E> {
                Ok(Text(Some(Cow::Owned(value.to_string()))))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut items = Vec::new();
        each(deserializer, |item| items.push(item))?;
        Ok(List(items))
    }
}

/// Reads a list item by item, so that it is never held as a whole; anything else is an empty one.
pub(super) fn each<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
    take: impl FnMut(T),
) -> Result<(), D::Error> {
    struct Any<T, F>(F, PhantomData<T>);
    impl<'de, T: Deserialize<'de>, F: FnMut(T)> Visitor<'de> for Any<T, F> {
        type Value = ();
        default_for!(text number bool null object);
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a list")
        }
        fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
            while let Some(item) = list.next_element()? {
                (self.0)(item);
            }
            Ok(())
        }
    }
    deserializer.deserialize_any(Any(take, PhantomData))
}

impl<'de, T: Deserialize<'de> + Default> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Default> Visitor<'de> for Any<T> {
            type Value = Object<T>;
            default_for!(text number bool null list);
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Object)
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

impl<'de, L: Deserialize<'de>, O: Deserialize<'de> + Default> Deserialize<'de> for Either<L, O> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any<L, O>(PhantomData<(L, O)>);
        impl<'de, L: Deserialize<'de>, O: Deserialize<'de> + Default> Visitor<'de> for Any<L, O> {
            type Value = Either<L, O>;
            default_for!(text number bool null);
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list or an object")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<Self::Value, A::Error> {
                let List(list) = List::deserialize(SeqAccessDeserializer::new(list))?;
                Ok(Either {
                    list,
                    object: O::default(),
                })
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                let object = O::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Either {
                    list: Vec::new(),
                    object,
                })
            }
        }
        deserializer.deserialize_any(Any(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_stands_there_is_read_or_left_out() {
        for (json, number) in [
            ("1", Some(1.0)),
            ("-1.5", Some(-1.5)),
            ("\"2.25\"", Some(2.25)),
            ("\"1.300s\"", Some(1.3)),
            ("\"00:01:00,500\"", Some(60.5)),
            ("\"x\"", None),
            ("null", None),
            ("true", Some(1.0)),
            ("[1,[2]]", None),
            ("{\"a\":1}", None),
            ("{\"seconds\":\"2\"}", Some(2.0)),
            ("{\"nanos\":500000000}", Some(0.5)),
        ] {
            assert_eq!(
                serde_json::from_str::<Number>(json).unwrap().0,
                number,
                "{json}"
            );
        }
        assert_eq!(
            serde_json::from_str::<Text<'_>>("7").unwrap().0.as_deref(),
            Some("7")
        );
        assert!(
            serde_json::from_str::<List<Text<'_>>>("{\"a\":1}")
                .unwrap()
                .0
                .is_empty()
        );
    }
}
