#!/usr/bin/env python3
"""Writes `en/classes.txt`: the most likely word class of common English words.

    pip download --no-deps textblob==0.20.1 lemminflect==0.2.3
    python3 build_classes.py textblob-0.20.1-py3-none-any.whl lemminflect-0.2.3-py3-none-any.whl

Needs nothing but Python 3: the wheels are read as the zip files that they are. Same wheels, same bytes.

A word's class is, in this order: what OVERRIDES says; closed, for a function word (`en/function.txt`) that the lexicon
does not call an adverb; its tag in Brill's lexicon; the likeliest of the classes that lemminflect allows. Covered are
the words of `en/frequencies.txt`, and those rarer words of the lexicon whose ending would mislead (`by_ending`).
"""

import gzip
import sys
import zipfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent

CLASSES = {
    "a": "adjective",
    "b": "verb first, noun as well",
    "d": "past participle first (-ed, -en)",
    "g": "-ing form of a verb",
    "n": "noun",
    "p": "proper noun only",
    "r": "adverb",
    "v": "verb: base, finite or past form",
    "x": "closed class, interjection, number word",
}

# Penn Treebank tags of open classes; every other tag is `x`, but foreign words and symbols (SKIPPED) say nothing.
TAGS = {
    "NN": "n", "NNS": "n", "NNP": "p", "NNPS": "p", "VB": "v", "VBP": "v", "VBZ": "v", "VBD": "v", "VBG": "g",
    "VBN": "d", "JJ": "a", "JJR": "a", "JJS": "a", "RB": "r", "RBR": "r", "RBS": "r",
}
SKIPPED = {"FW", "SYM", "LS"}

# Where newspaper text of 1990 and talk of today differ, and plain mistakes of the lexicon.
OVERRIDES = {
    "a": """
        afraid asleep awake aware bad basic best better beta big cheap clean clear close cold cool crazy deep different
        difficult dry easy empty english entire extra fair false fast fine flat free fresh full fun funny general good
        great gross happy hard high hot huge indie large late live little local long low lucky mad main mobile native new
        nice normal old online open opposite past poor possible pretty public quick quiet ready real responsible right
        safe sharp short sick simple single slow small smart soft solid sorry strange strict strong sure sweet tight tiny
        tough true various visible warm weird wet whole wide wild wrong young certain compatible retail rental excess
        american christian muslim catholic scottish greek roman latin arab islamic buddhist hindu northern southern eastern
        western republican olympic african-american arabic welsh congressional lesbian imperial seventh sixth eighth ninth tenth
        long-term short-term long-time full-time part-time real-time first-time one-time well-known so-called high-level
        low-level high-end low-end high-quality large-scale small-scale low-cost high-tech high-profile high-speed
        top-level old-fashioned middle-class right-wing left-wing day-to-day one-on-one face-to-face state-of-the-art
        user-friendly world-class up-to-date open-ended built-in in-depth in-house on-site off-site full-stack
        open-source cross-platform third-party server-side client-side cloud-native general-purpose multi-cloud
        peer-to-peer end-to-end point-to-point self-hosted self-taught self-aware iconic transgender offline worth shitty legit agile scalable upstream downstream
    """,
    "b": """
        balance bear beat bet bite blame blink boost break build bump burn buy call calls capture care catch cheat chew
        chop claim clash claps click climb combine cook cover crash crawl cross cry cut dance dare deploy dig dive doubt
        drag draw drink drive drop drops dump escape express extract fail fall falls feel fight fill finish fit fix fixes
        float fly fold grab grind guess hack handle hang hate help hire hit hits hold hope hopes hug hunt hurt join jump
        jumps kick kill kills kiss knock laugh laughs launches lead leads leap leaves lie lies lift listens live-stream
        lock look looks love loves match matches matter meet merge mention miss move moves offer offers pause pay permit
        pick picks pitch play plays polish pop pose pray presents print pull pulls push pushes raise rant reach reads
        recall recruit refund regret repeat rest resume return reverse ride rip rise roll runs run sail save saves scare
        scream serve shake share shares shift shoot shout shut sink skip slap sleep slide slip smell smells smile snap
        sounds spark spin spit split spread stand stands stare start starts stay steal step stick stir stop stops stretch
        strike struggle suits supports surprise swap swear sweep swim swing switch talk talks tap taste tear tears thought
        throw tick tie touch trade travel travels treat tries trim trust try turn turns twist uses visit wait wake walk
        walks wash watch wear win wins wipe wish wonder worries worry wrap yell yield
    """,
    "d": "used given supposed",
    "g": "including",
    "n": """
        alert alerts apps attribute bible bitcoin blog blogs bug build-up cd ceo comment comments console curry default diff
        digest download downloads drum dvd eclipse essay file files fifth-grade fourth highlight highlights id idiot info
        karaoke launch media meme memes mirror monitor mount parity podcast podcasts potential prompt prompts pump quote
        quotes rank reading release releases samurai set sets smartphone smartphones standard stem stems suspect
        suspects timeline tool track tracks transform trigger triggers tv update updates upgrade upgrades van website
        websites workflow workflows gameplay admin backend frontend username startup startups dashboard dashboards
        namespace namespaces middleware plugin plugins runtime dataset datasets metadata repo repos hashtag firewall
        codebase pipeline pipelines cluster clusters container containers endpoint endpoints hostname query queries
        cache caches latency throughput emoji selfie spreadsheet playlist webinar wifi chatbot android blockchain
        login signup backlog sprint sprints tooling learning training testing programming marketing engineering hosting
        networking gaming coding branding onboarding scripting logging modeling modelling streaming pricing computing
        messaging banking parenting
    """,
    "p": """
        adam al alan alex amsterdam andrew anna anne april august australia barcelona ben berlin bob brian charlie china
        chris christmas chuck cuba dan danny daniel dave david dick don donald ed edinburgh eric eu evan facebook frank
        fred george google greg harry henry jack james jane japan jason jeff jerry jersey jesus jim jimmy joe john jon
        josh juan justin ken kevin kim kyle larry lee linux lisa london louis luke maria martin matt max microsoft mike
        nick obama oliver oscar paris patrick paul peter phil philip ray rick rob robert roger ron rome ross ruby ryan
        sally sam santa sara sarah scott sean simon stephen steve steven stuart sue tim todd tom tommy tony turkey twitter
        tyler uk usa victor walt wayne will-smith william youtube january february september october november december
        monday tuesday wednesday thursday friday saturday sunday iphone ipad ios netflix amazon uber bbc cnn fbi nasa nato
        smith christ brazil ford miller morgan oxford billy graham charlotte wright turner cole brad cam lucy reed chile
        sierra brooks hart shanghai carol hugh dale sanders drake newton han randy griffin rex holly teddy yahoo donna
        freeman surrey chandler hank mayo peters theodore bates willy dexter parsons weaver barker jasper hector hicks
        lea antarctic dolly dalton madden reeves sears stirling thatcher bowman niger lima cinderella savannah hale
        medicaid phoenix titanic gill
        fifa nba nfl nhl nyc wikipedia instagram itunes xbox playstation
    """,
    "r": """
        ago ahead alone already also altogether always anyway apart back backwards basically else enough even ever far
        forever here instead just maybe meanwhile never not-so now often once otherwise overnight perhaps please
        quite rather so sometimes somewhat soon still then there therefore though thus today together tomorrow tonight too
        twice very well yesterday yet
    """,
    "v": """
        accept add agree allow appear arrive ask ate avoid be became become began begin being-as believe belong bother
        bought bring broke brought came carry choose chose come comes consider continue create decide depend did die do
        does eat enjoy ensure exist expect explain felt find finds forget found gave get gets give gives go goes got grew
        grow had happen happens has have hear heard held hide include includes initiate isolate keep keeps kept knew know
        knows learn leave let lets listen live lose lost made make makes mean means meant need needs notice pass prefer
        preserve prove provide provides put quit ran read realise realize receive refuse remember require requires said
        sat saw say says see seem seems sees sell send sent shall show showed shows sit sold speak spend spent spoke stood
        stuck suggest suppose take takes teach tell tells tend tends think thinks threw told took tried understand
        understood want wants was went were won write wrote
    """,
    "x": """
        ah amid amongst aw bye cant couldnt didnt doesnt dont eh em etc eh goodbye haha hello hey hi hm hmm huh hundred id'd
        im ive isnt lol mr mrs ms nah nope not ok okay oh ones plus shit thank thanks thousand uh um vs whilst wow yeah
        yep yes minus million billion trillion till like
    """,
}

ADJECTIVE_ENDINGS = (
    "ous", "ful", "less", "ive", "able", "ible", "al", "ic", "ical", "ish", "ary", "ory", "ant", "ent", "like", "ward",
)
VERB_ENDINGS = ("ize", "ise", "ify")


def by_ending(word):
    """The class that a reader of the table gives to a word that is not in it."""
    for endings, letter in (
        (("ly",), "r"), (("ing",), "g"), (("ed",), "d"), (VERB_ENDINGS, "v"), (ADJECTIVE_ENDINGS, "a"),
    ):
        if word.endswith(endings) and len(word) > 4:
            return letter
    return "n"


def list_words(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def frequent_words():
    for line in list_words(HERE / "en" / "frequencies.txt"):
        yield from line.split(" ")[1:]


def brill_lexicon(path):
    """Word, in its own case → most likely Penn Treebank tag."""
    with zipfile.ZipFile(path) as wheel:
        text = wheel.read("textblob/en/en-lexicon.txt").decode("utf-8")
    entries = (line.split() for line in text.splitlines() if not line.startswith(";;;"))
    return {entry[0]: entry[1] for entry in entries if len(entry) >= 2}


def lemma_table(path):
    """Word form, in its own case → the parts of speech that it can have."""
    with zipfile.ZipFile(path) as wheel:
        text = gzip.decompress(wheel.read("lemminflect/resources/lemma_lu.csv.gz")).decode("utf-8")
    table = defaultdict(set)
    for line in text.splitlines():
        form, part_of_speech = line.split(",")[:2]
        table[form].add(part_of_speech)
    return table


def from_lexicon(word, lexicon, lemmas):
    """The class that Brill's lexicon gives, or None."""
    tag, name_tag = lexicon.get(word), lexicon.get(word.capitalize())
    if tag is None and word not in lemmas:
        # Only ever seen with a capital: a name, or the adjective of one (`british`).
        return {"NNP": "p", "NNPS": "p", "JJ": "a"}.get(name_tag)
    if tag is None or tag in SKIPPED:
        return None
    return TAGS.get(tag, "x")


def from_lemmas(word, lemmas):
    """The likeliest class of those that lemminflect allows, or None."""
    parts = lemmas.get(word, set())
    if not parts:
        return "p" if word.capitalize() in lemmas else None
    if "adv" in parts and word.endswith("ly"):
        return "r"
    if "verb" in parts and word.endswith(("ing", "ed")):
        return by_ending(word)
    if "adj" in parts and ("noun" not in parts or by_ending(word) == "a"):
        return "a"
    for part, letter in (("noun", "n"), ("verb", "v"), ("adv", "r")):
        if part in parts:
            return letter
    return "x"


def classify(lexicon, lemmas):
    """Every word of the table with its class."""
    overrides = {word: letter for letter, words in OVERRIDES.items() for word in words.split()}
    closed = set(list_words(HERE / "en" / "function.txt"))
    table = {}
    for word in set(frequent_words()) | closed:
        if len(word) < 2 and word not in closed or " " in word:
            continue
        letter = from_lexicon(word, lexicon, lemmas)
        if word in closed and letter != "r":
            letter = "x"
        letter = overrides.get(word, letter) or from_lemmas(word, lemmas)
        if letter:
            table[word] = letter
    for word, letter in overrides.items():
        table.setdefault(word, letter)
    for word, tag in lexicon.items():
        if word in table or word not in lemmas or not (word.isascii() and word.isalpha() and word.islower()):
            continue
        letter = TAGS.get(tag, "n")
        if letter in "avrd" and letter != by_ending(word):
            table[word] = letter
    return table


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    table = classify(brill_lexicon(sys.argv[1]), lemma_table(sys.argv[2]))
    lines = [
        "# English: the most likely class of common words. Each line: a class letter, then its words.\n",
        "# From the lexicon of Brill's tagger (MIT licence, (c) 1993 MIT and University of Pennsylvania) as textblob\n",
        "# ships it, with words of the Twitter Part-of-Speech Annotated Data (CC BY 3.0), and from lemminflect (MIT).\n",
        "# Written by build_classes.py, which also corrects it; do not edit.\n",
        "".join(f"# {letter} {meaning}\n" for letter, meaning in CLASSES.items()),
    ]
    for letter in CLASSES:
        words = sorted(word for word, its in table.items() if its == letter)
        lines.append(f"{letter} {' '.join(words)}\n")
        print(f"{letter}: {len(words)}")
    target = HERE / "en" / "classes.txt"
    target.write_text("".join(lines), encoding="utf-8", newline="\n")
    print(f"{len(table)} words, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
