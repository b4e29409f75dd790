#!/usr/bin/env python3
"""Writes `<code>/frequencies.txt` for every language from the lists of the `wordfreq` package.

    pip download --no-deps wordfreq==3.1.1
    pip install msgpack
    python3 build_frequencies.py wordfreq-3.1.1-py3-none-any.whl

The wheel is read as the zip file that it is; `wordfreq` need not be installed. Same wheel, same bytes.
"""

import gzip
import re
import sys
import unicodedata
import zipfile
from pathlib import Path

import msgpack

HERE = Path(__file__).resolve().parent

# Language code → how many of the most frequent words are kept. English, the language with most listeners and the one
# whose rare words have to be told from common ones best, gets the longest table; Tamil, Greek and Russian, two bytes
# and more a letter, shorter ones.
SIZES = {
    "ar": 21_000, "da": 22_000, "de": 25_000, "el": 20_000, "en": 30_000, "es": 25_000,
    "fi": 22_000, "fr": 25_000, "hu": 22_000, "it": 22_000, "nl": 25_000, "no": 22_000,
    "pt": 22_000, "ro": 22_000, "ru": 20_000, "sv": 25_000, "ta": 20_000, "tr": 22_000,
}

# Codes that wordfreq spells in another way.
WORDFREQ_CODE = {"no": "nb"}

HEADER = """\
# {name}: the {count} most frequent words. Each line: Zipf frequency in hundredths, then the words that have it.
# From wordfreq {version} (Robyn Speer, https://github.com/rspeer/wordfreq), list {list}; licence of this data:
# CC BY-SA 4.0, https://creativecommons.org/licenses/by-sa/4.0/. Sources and changes: ../README.md.
# Written by build_frequencies.py; do not edit.
"""

NAMES = {
    "ar": "Arabic", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "fi": "Finnish", "fr": "French", "hu": "Hungarian", "it": "Italian", "nl": "Dutch", "no": "Norwegian",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sv": "Swedish", "ta": "Tamil", "tr": "Turkish",
}

APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'"})
JOINER = re.compile(r"['\u2010\u2011-]")


# wordfreq folds case the way that loses spelling: Greek final sigma and German sharp s. A sigma that ends a word is a
# final one. Sharp s follows a long vowel or a diphthong; these are the frequent stems of which that is certain.
SHARP_S = re.compile(
    r"(?<=ei)ss(?=$|t$|te|[elnkrgbi])|(?<=ie)ss(?=$|[etlnb])|(?<=dr)auss(?=en)|(?<=str)auss|^auss(?=e[nr])|(?<=schl)euss|"
    r"(?<=gr[oö])ss|(?<=sp[aä])ss|(?<=stra)ss(?=e)|(?<=f[uü])ss(?!lig)|(?<=gr[uü])ss|(?<=sü)ss|(?<=blo)ss|"
    r"(?<=st[oö])ss|(?<=mä)ss(?=ig|$)|^mass(?=nahme|stab)|(?<!insa)(?<=sa)ss(?=en$)|(?<=äu)ss"
)


def normalised(word, code):
    """The word as the program's tokens are compared: NFC, lower case, straight apostrophes."""
    word = unicodedata.normalize("NFC", word.lower()).translate(APOSTROPHES)
    if code == "el":
        word = re.sub("σ$", "ς", word)
    return word


def spellings(word, code):
    """A word with the spelling that wordfreq folded away, if it is known."""
    if code != "de" or "ss" not in word:
        return [word]
    return [word, SHARP_S.sub(lambda match: match[0].replace("ss", "ß"), word)]


def is_word(word):
    """Whether a word is made of letters (and their marks), with at most inner apostrophes and hyphens."""
    return all(
        part and part[0].isalpha() and all(unicodedata.category(char)[0] in "LM" for char in part)
        for part in JOINER.split(word)
    )


def read_list(wheel, code):
    """The largest list of a language: its name, and words by centibels below certainty."""
    for size in ("large", "small"):
        name = f"{size}_{WORDFREQ_CODE.get(code, code)}"
        try:
            packed = wheel.read(f"wordfreq/data/{name}.msgpack.gz")
        except KeyError:
            continue
        header, *buckets = msgpack.unpackb(gzip.decompress(packed), raw=False)
        if header != {"format": "cB", "version": 1}:
            raise SystemExit(f"{name}: unknown format {header}")
        return name, buckets
    raise SystemExit(f"{code}: no list in the wheel")


def most_frequent(buckets, size, code):
    """Up to `size` words as {Zipf in hundredths: sorted words}; words of one frequency are cut by code point."""
    table, seen = {}, set()
    for centibels, bucket in enumerate(buckets):
        plain = filter(is_word, (normalised(word, code) for word in bucket))
        words = sorted({spelling for word in plain for spelling in spellings(word, code)} - seen)
        words = words[: size - len(seen)]
        seen.update(words)
        if words:
            # Zipf = log10 of the frequency per billion words: 9 - centibels / 100.
            table[900 - centibels] = words
    return table


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    version = Path(sys.argv[1]).name.split("-")[1]
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for code, size in SIZES.items():
            name, buckets = read_list(wheel, code)
            table = most_frequent(buckets, size, code)
            count = sum(map(len, table.values()))
            lines = [HEADER.format(name=NAMES[code], count=count, version=version, list=name)]
            lines += [f"{zipf} {' '.join(words)}\n" for zipf, words in table.items()]
            target = HERE / code / "frequencies.txt"
            target.write_text("".join(lines), encoding="utf-8", newline="\n")
            print(f"{code}: {name}, {count} words, Zipf {min(table) / 100}, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
