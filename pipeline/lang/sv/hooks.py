"""Swedish grammar that data cannot hold: the forms of verbs, nouns and adjectives, by rule and by a table of stems.

A verb is written in the infinitive ("stärka", "ta fram", "åta sig", deponent "enas"). Features: `inf`, `pres`, `pret`,
`sup` (supine), `fin` (present and preterite), `told` (present, preterite, supine), `pass` (all s-forms), `passinf`,
`passfin`, `passtold`, `part` (past participles), `n` (noun), `adj`; the empty feature gives all forms of the word.
"""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

FORMS: tuple[str, ...] = ("inf", "pres", "pass")  # others look like adjectives: "fördjupat", "ökade"
PASSIVE_FORMS: tuple[str, ...] = ("pass",)
PASSIVES_PROMISE = True  # "samarbetet ska stärkas"
NEGATES_BEHIND = True  # "accepterar inte nya krav"
FREE_ORDER = STRICT_SUBJECTS = False  # said, for a name that is missing is slow to ask for
VERB_SECOND = True  # "vidare bad presidenten grannen att …"
ADJECTIVE_ENDINGS = ("tra", "dra", "hela", "nya", "lilla", "stora", "iska", "ska")  # "i östra Finland"
TAIL_VERB_FIRST = True  # ", säger statsministern"
THINGS_IN_FRONT = True  # "två års krig har visat": what is no actor promises nothing
QUOTES_APART = True  # "– Vi …, säger statsministern" is a paragraph of its own


def _read_stems() -> dict[str, tuple[str, str, str, str]]:
    """Verbs whose forms the infinitive does not tell: present, preterite, supine, participle (common gender)."""
    with (Path(__file__).parent / "stems.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in rows}


_STEMS = _read_stems()

# Second forms beside those of the table.
_ALSO: dict[str, tuple[str, set[str]]] = {
    "skola": ("pres", {"skall"}), "säga": ("pret", {"sa"}), "lägga": ("pret", {"la"}), "ge": ("sup", {"givit"}),
    "stödja": ("pres", {"stöder"}), "stöda": ("inf", {"stödja"}), "växa": ("sup", {"växt"}), "ta": ("inf", {"taga"}),
    "besluta": ("pret", {"beslöt"}),
}  # fmt: skip

# What may stand before one of the stems above: a prefix or a particle written together ("genom-föra", "fram-hålla").
_PREFIXES: tuple[str, ...] = (  # longest first
    "tillgänglig", "sammankall", "offentlig", "tillkänna", "tillrätta", "vederlägg", "överbrygg", "likställ",
    "tillbaka", "tillgodo", "tillvara", "ogiltig", "upprätt", "vidmakt", "överens", "framåt", "möjlig", "samman",
    "synlig", "tvångs", "vidare", "efter", "frisk", "förbi", "förut", "genom", "inter", "känne", "lands",
    "säker", "undan", "under", "ämnes", "åsido", "åstad", "öppen", "bort", "fast", "fort", "fram", "full",
    "före", "iakt", "inne", "iord", "jämn", "kart", "klar", "kvar", "miss", "rati", "rätt", "tids", "till",
    "topp", "utom", "vaka", "åter", "ömse", "över", "fri", "för", "god", "hem", "hög", "jäm", "lag", "lik",
    "liv", "lös", "med", "min", "mot", "ned", "ner", "nog", "nöd", "sam", "sän", "sär", "tyd", "und", "upp",
    "ute", "van", "vid", "an", "av", "be", "bi", "bo", "en", "er", "in", "ko", "ny", "om", "på", "ur", "ut", "å",
)  # fmt: skip

# Adjectives and nouns end in the same letters as infinitives; these endings are safe to call verbs without a list.
_SAFE_ENDINGS: tuple[tuple[str, str], ...] = (
    ("eras", "pass"), ("erar", "pres"), ("era", "inf"),
)  # fmt: skip

_REFLEXIVES = ("sig", "oss", "mig", "er", "dig")
_FINAL_VOWELS = "aeiouyåäö"

# Verbs of the table that take nearly any first part ("verk-ställa", "tillhanda-hålla", "öron-märka").
_OPEN_STEMS: tuple[str, ...] = (
    "ställa", "sätta", "lägga", "föra", "göra", "bygga", "hålla", "bryta", "skriva", "driva", "binda", "stärka",
    "märka", "komma", "leda", "sända", "lösa", "läsa", "köpa", "sälja", "följa", "ansluta", "utesluta", "stödja",
    "använda", "bjuda",
)  # fmt: skip


def _stem(lemma: str) -> tuple[str, tuple[str, str, str, str]] | None:
    """Prefix and table row of a verb that is in the table, or is a known prefix and a verb of the table."""
    if lemma in _STEMS:
        return "", _STEMS[lemma]
    for prefix in _PREFIXES:
        if lemma.startswith(prefix) and lemma[len(prefix) :] in _STEMS:
            return prefix, _STEMS[lemma[len(prefix) :]]
    for stem in _OPEN_STEMS:
        if lemma.endswith(stem):
            return lemma[: -len(stem)], _STEMS[stem]
    return None


def _parts(lemma: str) -> tuple[str, str, str, str]:
    """Present, preterite, supine and participle of an active verb."""
    found = _stem(lemma)
    if found:
        prefix, row = found
        return tuple(prefix + cell if cell else "" for cell in row)  # type: ignore[return-value]
    if lemma.endswith("a"):
        return lemma + "r", lemma + "de", lemma + "t", lemma + "d"
    return lemma + "r", lemma + "dde", lemma + "tt", lemma + "dd"


def _s_form(word: str) -> str:
    return word if word.endswith("s") else word + "s"


def _s_present(lemma: str, present: str) -> set[str]:
    """The passive present: "kallas", "stärks", "förs", "nås"; older "stärkes" beside it."""
    if not present:
        return set()
    if present.endswith("er") and lemma.endswith("a"):
        return {_s_form(present[:-2]), present[:-1] + "s"}
    if present.endswith("r") and present[-2:-1] in _FINAL_VOWELS and lemma != present + "a":
        return {present[:-1] + "s"}
    return {_s_form(present)}


def _participles(participle: str) -> set[str]:
    """All genders and numbers: "beslutad/beslutat/beslutade", "byggd/byggt/byggda", "tagen/taget/tagna"."""
    if not participle:
        return set()
    if participle.endswith("en"):
        return {participle, participle[:-1] + "t", participle[:-2] + "na"}
    if participle.endswith("ad"):
        return {participle, participle[:-1] + "t", participle + "e"}
    if participle.endswith("dd"):
        return {participle, participle[:-2] + "tt", participle + "a"}
    if participle.endswith("d"):
        return {participle, participle[:-1] + "t", participle + "a"}
    return {participle, participle + "a"}


def _verb(lemma: str) -> dict[str, set[str]]:
    """Every form of a one-word verb by simple feature."""
    if lemma.endswith("s") and lemma not in _STEMS:
        return _deponent(lemma)
    present, preterite, supine, participle = _parts(lemma)
    made = {
        "inf": {lemma},
        "pres": {present},
        "pret": {preterite},
        "sup": {supine},
        "part": _participles(participle),
        "passinf": {_s_form(lemma)},
        "passpres": _s_present(lemma, present),
        "passpret": {_s_form(preterite)},
        "passsup": {_s_form(supine)},
    }
    prefix = (_stem(lemma) or ("", ()))[0]
    if lemma.removeprefix(prefix) in _ALSO:
        feature, forms = _ALSO[lemma.removeprefix(prefix)]
        made[feature] = made[feature] | {prefix + form for form in forms}
    return {feature: forms - {"", "s"} for feature, forms in made.items()}


def _deponent(lemma: str) -> dict[str, set[str]]:
    """Verbs that only have s-forms ("enas", "hoppas"): active in meaning."""
    active = lemma[:-1]
    present, preterite, supine, _ = _parts(active)
    return {
        "inf": {lemma},
        "pres": _s_present(active, present),
        "pret": {_s_form(preterite)},
        "sup": {_s_form(supine)},
    }


def _joined(verb: dict[str, set[str]], rest: str) -> dict[str, set[str]]:
    """A verb with its particle or reflexive pronoun behind it; "lägga fram" also has "framlagd"."""
    head, _, tail = rest.partition(" ")
    tails = [f"{pronoun} {tail}".strip() for pronoun in _REFLEXIVES] if head == "sig" else [rest]
    made = {
        feature: {f"{form} {end}" for form in forms for end in tails}
        for feature, forms in verb.items()
        if feature != "part" and not (head == "sig" and feature.startswith("pass"))
    }
    if " " not in rest and head != "sig":
        made["part"] = {rest + form for form in verb.get("part", set())}
    return made


_COMPOSED: dict[str, tuple[str, ...]] = {
    "fin": ("pres", "pret"),
    "told": ("pres", "pret", "sup"),
    "pass": ("passinf", "passpres", "passpret", "passsup"),
    "passfin": ("passpres", "passpret"),
    "passtold": ("passpres", "passpret", "passsup"),
}


def _noun(lemma: str) -> set[str]:
    """Noun forms by rule, generously: definite, plural, definite plural, each with the genitive."""
    if lemma.endswith("a"):
        forms = {lemma, lemma + "n", lemma[:-1] + "or", lemma[:-1] + "orna"}
    elif lemma.endswith("ande") or lemma.endswith("ende"):
        forms = {lemma, lemma + "t", lemma + "n", lemma + "na"}
    elif lemma.endswith("are"):
        forms = {lemma, lemma + "n", lemma + "na", lemma[:-1] + "na"}
    elif lemma.endswith("e"):
        forms = {lemma, lemma + "n", lemma + "t", lemma[:-1] + "ar", lemma[:-1] + "arna", lemma + "na"}
    elif lemma.endswith("um") and len(lemma) > 4:
        forms = {lemma, lemma[:-2] + "et", lemma[:-2] + "er", lemma[:-2] + "erna", lemma + "et"}
    elif lemma[-1:] in _FINAL_VOWELS:
        forms = {lemma, lemma + "n", lemma + "t", lemma + "er", lemma + "erna", lemma + "r", lemma + "na"}
    else:
        short = lemma[:-2] + lemma[-1] if lemma[-2:-1] == "e" and lemma[-1] in "lnr" else lemma
        double = lemma + "m" if lemma.endswith("m") and not lemma.endswith("mm") else lemma
        stems = {lemma, short, double}
        endings = ("en", "et", "er", "erna", "ar", "arna", "ena", "n", "t", "na", "")
        forms = {stem + ending for stem in stems for ending in endings}
    return forms | {_s_form(form) for form in forms}


def _adjective(lemma: str) -> set[str]:
    if lemma.endswith("en"):
        return {lemma, lemma[:-1] + "t", lemma[:-2] + "na"}
    if lemma.endswith("d") and not lemma.endswith("dd"):
        return {lemma, lemma[:-1] + "t", lemma + "a", lemma + "e"}
    return {lemma, lemma + "t", lemma + "a", lemma + "e"}


@cache
def _all_forms(lemma: str) -> dict[str, frozenset[str]]:
    first, _, rest = lemma.partition(" ")
    verb = _verb(first)
    made = _joined(verb, rest) if rest else verb
    for feature, simple in _COMPOSED.items():
        made[feature] = set().union(*(made.get(name, set()) for name in simple))
    return {feature: frozenset(forms) for feature, forms in made.items()}


def _looks_like_verb(lemma: str) -> bool:
    first = lemma.partition(" ")[0]
    return first.endswith(("a", "as")) or first in _STEMS or _stem(first) is not None


@cache
def inflect(lemma: str, feature: str) -> frozenset[str]:
    """The lower-case forms of `lemma` with `feature` (see the module's head); unknown feature → empty set."""
    lemma = lemma.replace("_", " ").lower()
    if feature == "n":
        return frozenset(_noun(lemma))
    if feature == "adj":
        return frozenset(_adjective(lemma))
    if feature:
        return _all_forms(lemma).get(feature, frozenset())
    forms: set[str] = {lemma}
    if _looks_like_verb(lemma):
        forms |= set().union(*_all_forms(lemma).values())
    if " " not in lemma and lemma not in _STEMS:
        forms |= _noun(lemma)
        if not _looks_like_verb(lemma):
            forms |= _adjective(lemma)
    return frozenset(forms)


@cache
def _stem_forms() -> dict[str, frozenset[str]]:
    """Every form of the verbs of the table with its classes."""
    made: dict[str, set[str]] = {}
    for lemma in _STEMS:
        forms = _all_forms(lemma)
        for name in FORMS:
            for form in forms.get(name, frozenset()):
                made.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in made.items()}


@cache
def _open_forms() -> dict[str, frozenset[str]]:
    """The forms of verbs that take any first part, longest first; short forms would be found in too many words."""
    made: dict[str, set[str]] = {}
    for lemma in _OPEN_STEMS:
        for name in FORMS:
            for form in _all_forms(lemma).get(name, frozenset()):
                if len(form) > 4:
                    made.setdefault(form, set()).add(name)
    return {form: frozenset(made[form]) for form in sorted(made, key=lambda form: (-len(form), form))}


# Words that look like a prefix and a verb, and the endings of nouns that do.
_NO_VERBS = frozenset(
    ("andra", "breda", "framför", "hemska", "klara", "säkerhets", "sedermera", "uppgifter", "utgifter")
)
_NOUN_ENDINGS = ("heter", "gifter")


@lru_cache(maxsize=65536)
def forms_of(word: str) -> frozenset[str]:
    """Verb form classes of a word that `syntax.verbs` does not list; empty where its form does not tell."""
    if word in _NO_VERBS or (len(word) > 6 and word.endswith(_NOUN_ENDINGS)):
        return frozenset()
    known = _stem_forms()
    if word in known:
        return known[word] if len(word) > 3 else frozenset()
    for prefix in _PREFIXES:
        if word.startswith(prefix) and word[len(prefix) :] in known and len(word) - len(prefix) > 2:
            return known[word[len(prefix) :]]
    for form, names in _open_forms().items():
        if word.endswith(form):
            return names
    if len(word) > 6:
        for ending, name in _SAFE_ENDINGS:
            if word.endswith(ending):
                return frozenset((name,))
    return frozenset()


# Names that end in s without being genitives; other names in -s belong to what follows ("Ukrainas gräns").
_ENDS_IN_S = frozenset((
    "alexis", "anders", "andreas", "athens", "bahamas", "barbados", "belarus", "boris", "carlos", "charles",
    "aukus", "brics", "chris", "claes", "clas", "davis", "davos", "denis", "dennis", "ecowas", "elias", "francis",
    "fronteras", "hamas", "hans", "harris",
    "honduras", "james", "jens", "jesus", "johannes", "jonas", "jones", "kaunas", "klaus", "laos", "lars", "lucas",
    "luis", "lukas", "magnus", "marcos", "marcus", "markus", "matias", "mats", "matthias", "mattias", "mauritius",
    "morris", "nicolas", "niklas", "nikolas", "nils", "paris", "rasmus", "texas", "thomas", "tobias", "tomas",
    "williams", "zacharias",
))  # fmt: skip
_OBJECTS = frozenset((
    "dem", "deras", "dess", "dig", "er", "hans", "henne", "hennes", "honom", "mig", "min", "mina", "mitt", "oss",
    "sig", "vår", "våra", "vårt",
))  # fmt: skip


_NO_NOUNS = frozenset((
    "alltid", "att", "bara", "dessutom", "dock", "därför", "då", "fortfarande", "hade", "har", "igen", "inte",
    "ju", "men", "nog", "nu", "och", "också", "redan", "samtidigt", "sedan", "själv", "själva", "som", "så",
    "väl", "även",
))  # fmt: skip
_PREPOSITIONS = frozenset((
    "av", "bland", "efter", "enligt", "från", "för", "före", "genom", "hos", "i", "inom", "kring", "med",
    "mellan", "mot", "om", "på", "sedan", "till", "under", "ur", "utan", "vid", "åt", "över",
))  # fmt: skip


def subject_noun(words: tuple[str, ...], verb: str) -> str:
    """The head noun of the subject phrase `words` before or behind a verb; "" where none can be told."""
    head = ""
    for word in words:
        if word in _PREPOSITIONS:
            break
        if word.replace("-", "").isalnum() and not word.isdigit() and word not in _NO_NOUNS:
            head = word
    return head


def is_attribute(noun: str, name: str) -> bool:
    """Whether a name hangs on the definite noun before it ("motorvägen Hanoi–Vientiane", "linjen Oslo")."""
    return len(noun) > 5 and noun.endswith(("en", "et", "lan", "erna")) and not forms_of(noun)


_DEPONENTS = frozenset((
    "andas", "brottas", "enas", "fattas", "finnas", "fordras", "färdas", "hoppas", "kännas", "lyckas", "låtsas",
    "minnas",
    "misslyckas", "mötas", "rymmas", "samsas", "saknas", "ses", "skämmas", "slåss", "synas", "trivas", "träffas",
    "tyckas", "umgås", "vistas", "väntas", "åldras", "återses",
))  # fmt: skip


def is_passive_infinitive(word: str) -> bool:
    """Whether a word behind a modal can only be a passive ("anskaffas"): said of no name and no deponent verb."""
    return word.islower() and word.endswith("as") and len(word) > 4 and word not in _DEPONENTS


@lru_cache(maxsize=16384)
def is_preterite(word: str) -> bool:
    """Whether a word can only be the past of a verb ("gjorde", "höll"), whatever stands before its stem."""
    if word in _past_forms():
        return True
    led = (prefix for prefix in _PREFIXES if word.startswith(prefix) and len(word) > len(prefix) + 2)
    return any(word[len(prefix) :] in _past_forms() for prefix in led)


@cache
def _past_forms() -> frozenset[str]:
    """The past of the verbs of the table, but those that are other words too."""
    return frozenset(row[1] for row in _STEMS.values() if len(row[1]) > 2) - _OTHER_WORDS


_OTHER_WORDS = frozenset(("led", "rev", "satt", "sken", "stal", "var", "vek", "vred"))


def is_person(noun: str) -> bool:
    """Swedish nouns do not tell people by their form: `more.strangers` names those that count."""
    return False


GENITIVE = "s"  # how a name tells whose something is
GENITIVES_TAGGED = True  # the tag stage tells "Kallas" from a genitive


def can_be_subject(words: list[str]) -> bool:
    """False for object pronouns, possessives and genitives ("Ukrainas")."""
    last = words[-1].lower()
    if last in _OBJECTS:
        return False
    return not last.endswith("s") or last in _ENDS_IN_S or words[-1].isupper() or len(last) < 4
