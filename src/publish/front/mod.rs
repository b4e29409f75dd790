//! Front matter, edited in place: text of a content file in, the same text with one key changed out.
//!
//! Only the lines of that key change; every other byte stays. An edit is kept only if the front matter parses before
//! and after, all other keys have the values they had, and this one has the value it should. Anything else is a
//! [`Doubt`], and the file is left as it was.

mod check;
mod fence;
mod insert;
mod json;
mod list;
mod metadata;
mod render;
mod scalar;
mod toml;
mod tree;
mod write;
mod yaml;

use serde_json::Value;

use super::site::Site;
use fence::Front;

/// Why a file is left alone.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// There is nothing to put a key into.
    #[error("no front matter")]
    NoFrontMatter,
    /// It cannot be read.
    #[error("the front matter does not parse: {0}")]
    Unreadable(String),
    /// The key is written in a way that is better changed by hand.
    #[error("`{key}` {reason}")]
    Odd {
        /// The key.
        key: String,
        /// What is odd about it.
        reason: &'static str,
    },
    /// The edit would have changed more than the key.
    #[error("`{0}` cannot be changed without changing something else")]
    Unsafe(String),
}

/// A content file, read.
#[derive(Clone, Debug)]
pub struct Page<'a> {
    text: &'a str,
    front: Front,
    site: Site,
}

/// What to do to the list under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListChange {
    /// Keep what is there, add what is missing.
    Add,
    /// Keep only what is given, in its place, and add what is missing.
    Replace,
    /// Take out what is given; a key whose list is then empty goes.
    Remove,
}

impl<'a> Page<'a> {
    /// Finds the front matter of a content file.
    pub fn read(site: Site, text: &'a str) -> Result<Self, Doubt> {
        let front = fence::find(site, text).ok_or(Doubt::NoFrontMatter)?;
        let page = Self { text, front, site };
        check::parse(page.front.notation, page.source())?;
        Ok(page)
    }

    fn source(&self) -> &'a str {
        &self.text[self.front.source.clone()]
    }

    /// The fields as plain values; dates are text.
    pub fn fields(&self) -> serde_json::Map<String, Value> {
        check::parse(self.front.notation, self.source()).unwrap_or_default()
    }

    /// The path as this file spells it: Hugo takes keys in any case, the others would take `Tags` for another key.
    fn spelled(&self, path: &[&str]) -> Result<Vec<String>, Doubt> {
        let fields = self.fields();
        let mut inside = Some(&fields);
        let mut spelled = Vec::with_capacity(path.len());
        for &key in path {
            let mut alike = inside
                .into_iter()
                .flat_map(|fields| fields.keys())
                .filter(|found| found.eq_ignore_ascii_case(key));
            let name = match (alike.next(), alike.next()) {
                (None, _) => key.to_owned(),
                (Some(found), None) if found == key || self.site == Site::Hugo => found.clone(),
                _ => {
                    return Err(Doubt::Odd {
                        key: path.join("."),
                        reason: "stands there in other letters, too",
                    });
                }
            };
            inside = inside.and_then(|fields| fields.get(&name)?.as_object());
            spelled.push(name);
        }
        Ok(spelled)
    }

    /// The items of the list under `path`: a list, or a string that this generator splits. Empty if there is none.
    pub fn list(&self, path: &[&str]) -> Vec<String> {
        let spelled = self.spelled(path).unwrap_or_default();
        let path: Vec<&str> = spelled.iter().map(String::as_str).collect();
        check::at(&self.fields(), &path).map_or_else(Vec::new, |value| {
            list::items_of(value, self.site, self.front.notation)
        })
    }

    /// The text with the list under `path` changed; `None` if that is what it is already. Items are compared as
    /// `same` says, which is to be an equivalence.
    pub fn edit_list(
        &self,
        path: &[&str],
        given: &[String],
        change: ListChange,
        same: impl Fn(&str, &str) -> bool,
    ) -> Result<Option<String>, Doubt> {
        let spelled = self.spelled(path)?;
        let path: &[&str] = &spelled.iter().map(String::as_str).collect::<Vec<_>>();
        let present = self.list(path);
        let has = |list: &[String], item: &str| list.iter().any(|other| same(other, item));
        let keep: Vec<bool> = present
            .iter()
            .map(|item| match change {
                ListChange::Add => true,
                ListChange::Replace => has(given, item),
                ListChange::Remove => !has(given, item),
            })
            .collect();
        let mut add: Vec<String> = Vec::new();
        if change != ListChange::Remove {
            for item in given {
                if !has(&present, item) && !has(&add, item) {
                    add.push(item.clone());
                }
            }
        }
        if add.is_empty() && keep.iter().all(|&keep| keep) {
            return Ok(None);
        }
        let kept = present.iter().zip(&keep).filter(|(_, keep)| **keep);
        let wanted: Vec<String> = kept
            .map(|(item, _)| item.clone())
            .chain(add.iter().cloned())
            .collect();
        let edit = list::Edit {
            path,
            site: self.site,
            notation: self.front.notation,
            keep: &keep,
            add: &add,
        };
        let new = edit.apply(self.source())?;
        let expected = |fields: &serde_json::Map<String, Value>| {
            check::at(fields, path).map_or_else(Vec::new, |value| {
                list::items_of(value, self.site, self.front.notation)
            }) == wanted
        };
        self.checked(path, &new, expected).map(Some)
    }

    /// The text with `value` under `path`; `None` if it stands there already. A different value that is there is
    /// replaced only if `replace` says so; otherwise it counts as what people want.
    pub fn set(
        &self,
        path: &[&str],
        value: &Value,
        replace: bool,
    ) -> Result<Option<String>, Doubt> {
        let spelled = self.spelled(path)?;
        let path: &[&str] = &spelled.iter().map(String::as_str).collect::<Vec<_>>();
        let present = self.fields();
        match check::at(&present, path) {
            Some(old) if check::equal(old, value) => return Ok(None),
            Some(Value::Null) | None => {}
            Some(_) if !replace => return Ok(None),
            Some(_) => {}
        }
        let new = write::set(self.front.notation, self.source(), path, value)?;
        let expected = |fields: &serde_json::Map<String, Value>| {
            check::at(fields, path).is_some_and(|new| check::equal(new, value))
        };
        self.checked(path, &new, expected).map(Some)
    }

    /// The text without the key; `None` if it is not there.
    pub fn remove(&self, path: &[&str]) -> Result<Option<String>, Doubt> {
        let spelled = self.spelled(path)?;
        let path: &[&str] = &spelled.iter().map(String::as_str).collect::<Vec<_>>();
        if check::at(&self.fields(), path).is_none() {
            return Ok(None);
        }
        let new = write::remove(self.front.notation, self.source(), path)?;
        let gone = |fields: &serde_json::Map<String, Value>| check::at(fields, path).is_none();
        self.checked(path, &new, gone).map(Some)
    }

    fn checked(
        &self,
        path: &[&str],
        new: &str,
        expected: impl Fn(&serde_json::Map<String, Value>) -> bool,
    ) -> Result<String, Doubt> {
        let unsafe_edit = || Doubt::Unsafe(path.join("."));
        let before = check::parse(self.front.notation, self.source())?;
        let after = check::parse(self.front.notation, new).map_err(|_| unsafe_edit())?;
        if !expected(&after) || check::without(before, path) != check::without(after, path) {
            return Err(unsafe_edit());
        }
        let range = &self.front.source;
        let whole = [&self.text[..range.start], new, &self.text[range.end..]].concat();
        // The fences must still be where they were.
        let again = fence::find(self.site, &whole).ok_or_else(unsafe_edit)?;
        if again.source != (range.start..range.start + new.len()) {
            return Err(unsafe_edit());
        }
        Ok(whole)
    }
}

#[cfg(test)]
mod ugly_shapes;

#[cfg(test)]
#[path = "front_tests.rs"]
mod tests;
