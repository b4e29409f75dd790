#!/usr/bin/env python3
"""Writes `de/classes.txt` and `sv/classes.txt`: the common words of German and Swedish that are no nouns.

    pip download --no-deps spacy-lookups-data==1.0.5
    python3 build_paradigm_classes.py spacy_lookups_data-1.0.5-py2.py3-none-any.whl

Needs nothing but Python 3: the wheel is read as the zip file that it is. Same wheel, same bytes.

The lemma tables say which forms belong to one lemma, but not what it is. Its forms tell: what has `-ande` and `-ade` is a
Swedish verb, what has `-ens` a noun. A word that may be either is what those of its forms are that can be nothing else,
weighed by how common they are (`frequencies.txt`).
"""

import gzip
import json
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent

CLASSES = {
    "a": "adjective",
    "b": "verb or, with a capital, noun (German)",
    "r": "adverb",
    "v": "verb: base, finite or past form",
    "x": "closed class, interjection, number word",
}

# What the tables lack or hide: verbs of irregular forms, adverbs, number words, and plain mistakes. `n`: a noun after all.
OVERRIDES = {
    "de": {
        "n": "team teams web app apps tool tools",
        "a": """
            gut gute guten guter gutes gutem neue neuen neuer neues alte alten alter altes weitere weiteren eigene eigenen hoch
            hohe hohen langen zweite zweiten dritte dritten deutsche deutschen kleine kleinen große großen
            anderer andere anderen anderes erste ersten erster erstes letzte letzten letzter letztes nächste nächsten nächster
            nächstes einzige einzigen ganze ganzen ganzer ganzes halbe halben viele vielen wenige wenigen cool coole coolen
            cooler cooles
        """,
        "r": """
            ungefähr quasi sozusagen relativ ziemlich letztendlich grundsätzlich tatsächlich eigentlich natürlich vielleicht
            wahrscheinlich vermutlich irgendwann irgendwie irgendwo überhaupt jedenfalls übrigens genau einfach halt eben
            gerne gern bisher leider online egal schließlich schliesslich lange bereits
            mittlerweile inzwischen teilweise meistens manchmal oftmals normalerweise beziehungsweise zumindest mindestens
            höchstens ursprünglich gleichzeitig zusätzlich insgesamt hauptsächlich
        """,
        "x": "paar etc ok oh ach zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig hundert tausend okay hallo danke bitte",
    },
    "sv": {
        "n": "fall land länder beslut nummer program",
        "a": """
            första andra tredje fjärde femte sista enda bra liten litet lilla små gammal gamla gammalt egen eget egna äldre
            äldsta förra flesta öppet säker säkert dum dumt själv själva extra redo ledsen nuvarande vuxna nästa nära nytt
            högre hög högt mindre minst mest fler flera värd värt jävla riktig glad
        """,
        "r": """
            verkligen gärna helst egentligen tyvärr liksom illa igång äntligen förr tydligen förmodligen naturligtvis såklart
            överallt förut hellre länge längre ibland ganska kanske redan ofta alltid aldrig plötsligt precis ungefär
            faktiskt troligen antagligen givetvis självklart dessutom däremot snarare ihåg jätte väldigt
        """,
        "v": """
            ta tar tog tagit tas togs dra drar drog dragit finns fanns finnas funnits behövs krävs känns kändes minns mindes
            syns syntes trivs verkar råkar ses lyckades lyckas antar antog tänk kolla kollar lär heter hette gör göra gjorde
            gjort bor mår heter lever skrev vill ville kan kunde ska skulle måste får fick fått bör borde säger sade sa
        """,
        "x": "ja nej jo okej hej tack två tre fyra fem sex sju åtta nio tio elva tolv tjugo trettio hundra tusen oj haha osv etc",
    },
}

VOWELS = "aeiouyåäö"

def list_words(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def frequencies(language):
    """Word → times in a million words."""
    table = {}
    for line in list_words(HERE / language / "frequencies.txt"):
        zipf, *words = line.split(" ")
        table.update((word, 10 ** (int(zipf) / 100 - 3)) for word in words)
    return table


def paradigms(wheel, language):
    """Lemma → its forms, in their own case."""
    [name] = [name for name in wheel.namelist() if name.endswith(f"/{language}_lemma_lookup.json.gz")]
    table = defaultdict(set)
    for form, lemma in json.loads(gzip.decompress(wheel.read(name))).items():
        table[lemma].add(form)
    return table


def swedish(lemma, forms):
    """The classes that a Swedish lemma has, with the forms that it has as such."""
    stem = lemma[:-1] if lemma.endswith("a") else lemma
    every = forms | {lemma}
    if stem + "ade" in every:
        every.add(lemma + "r")
    if lemma.endswith("are"):
        every.discard(lemma[:-1])
    ends = lambda *endings: {form for form in every if form in {lemma + ending for ending in endings}}
    found = {}
    noun = ends("", "s", "en", "ens", "n", "ns", "et", "ets", "na", "nas")
    if lemma.endswith("a"):
        noun |= {form for form in every if form.startswith(stem + "or")} | ends("n", "ns")
    else:
        noun |= ends("ar", "ars", "arna", "arnas", "er", "ers", "erna", "ernas", "r", "rs", "rna", "rnas")
    if noun & ends("ens", "ns", "ets"):
        found["n"] = noun
    if lemma[-1] in VOWELS and every & {stem + "ande", lemma + "ende", lemma + "nde"}:
        found["v"] = every - (noun - {lemma} if "n" in found else set())
    if lemma.endswith(("ig", "isk", "lig", "bar", "sam", "full", "lös", "mässig")):
        found["a"] = every
    elif "v" not in found and every & {lemma + "are", lemma + "ast", lemma + "aste"}:
        found["a"] = every
    elif not found and lemma + "a" in every and (lemma + "t" in every or lemma.endswith("t")):
        found["a"] = every
    return found


def german(lemma, forms):
    """The classes that a German lemma has, with the forms that it has as such."""
    if lemma[:1].isupper():
        return {"n": forms | {lemma}}
    lower = {form for form in forms if form[:1].islower()} | {lemma}
    stem = lemma[:-2] if lemma.endswith("en") else lemma[:-1]
    if lemma.endswith("n") and lower & {stem + "t", stem + "et", lemma + "d", stem + "te"}:
        describing = {form for form in lower if form.startswith(lemma + "d")}
        return {"v": lower - describing, "a": describing}
    if lower & {lemma + "er", lemma + "es", lemma + "em", lemma + "ere", lemma + "r", lemma + "m"}:
        return {"a": lower}
    return {}


def readings(wheel, language, common):
    """Word, lower case → class → how common the forms are that speak for it."""
    classes_of = {"de": german, "sv": swedish}[language]
    table = defaultdict(dict)
    for lemma, forms in paradigms(wheel, language).items():
        found = classes_of(lemma, forms)
        for letter, its in found.items():
            others = set().union(*(other for kind, other in found.items() if kind != letter))
            weight = sum(common.get(form.lower(), 0) for form in its - others)
            for form in its:
                held = table[form.lower()]
                held[letter] = max(held.get(letter, 0), weight)
    return table


def choose(found, imperative, language):
    """The class of a word with these readings, or None for a noun; `imperative`: of a verb, it would be one, which few say."""
    if language == "de":
        if "n" in found and "a" not in found:
            return "b" if "v" in found else None
    elif "n" in found:
        others = max((weight for letter, weight in found.items() if letter != "n"), default=0)
        if imperative or others <= 2 * found["n"]:
            return None
    return max(sorted(found), key=lambda letter: (letter != "n", found[letter]))


def classify(wheel, language):
    """Every common word that is no noun, with its class."""
    common = frequencies(language)
    found = readings(wheel, language, common)
    table = {word: "x" for word in list_words(HERE / language / "function.txt") if " " not in word}
    for word in common:
        if word in found and word not in table:
            imperative = "v" in found.get(word + "a", {})
            letter = choose(found[word], imperative, language)
            if letter:
                table[word] = letter
    for letter, words in OVERRIDES[language].items():
        table.update((word, letter) for word in words.split())
    left_out = {"de": "an", "sv": "n"}[language]
    return {word: letter for word, letter in table.items() if letter not in left_out and len(word) > 1}


def write(wheel, language):
    table = classify(wheel, language)
    lines = [
        "# The class of common words that are no nouns. Each line: a class letter, then its words.\n",
        "# From the lemma tables of spacy-lookups-data 1.0.5 (MIT licence, (c) ExplosionAI GmbH).\n",
        "# Written by build_paradigm_classes.py, which also corrects it; do not edit.\n",
        "".join(f"# {letter} {meaning}\n" for letter, meaning in CLASSES.items()),
    ]
    for letter in CLASSES:
        words = sorted(word for word, its in table.items() if its == letter)
        if words:
            lines.append(f"{letter} {' '.join(words)}\n")
        print(f"{language} {letter}: {len(words)}")
    target = HERE / language / "classes.txt"
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(table)} words, {target.stat().st_size} bytes")


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with zipfile.ZipFile(sys.argv[1]) as wheel:
        for language in ("de", "sv"):
            write(wheel, language)


if __name__ == "__main__":
    main()
