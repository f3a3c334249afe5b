"""Russian grammar that data cannot hold: paradigms by pymorphy3, read lazily and kept for the life of the process."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Any, NamedTuple
from unicodedata import name

FORMS = ("inf", "past", "fut", "ger", "short")
FINITE = ("past", "fut")
NEGATES_IN_FRONT = True  # "не договорились"
CONVERB = "ger"
STRICT_SUBJECTS = VERB_SECOND = False  # said, for a name that is missing is slow to ask for
FREE_ORDER = True  # objects may stand before their verb: ", а коллегам предложил"
DASH_JOINS = True  # a dash stands for "is", or joins a pair
HEARS_ALL = True  # who only praises or tells something goes on to speak
TAIL_VERB_FIRST = True  # ", заявил министр": with the subject in front it is a clause of its own
PASSIVE_FORMS = ("short",)
PASSIVE_NEEDS = "short"

_NOMINAL = frozenset({"NOUN", "ADJF", "NPRO", "NUMR"})
_NAMES = frozenset({"Name", "Surn", "Patr", "Geox"})
_BY_POS = {"INFN": "inf", "GRND": "ger", "PRTS": "short", "PRTF": "part"}
_CYRILLIC = re.compile(r"[\u0400-\u04ff-]+")  # the analyser cannot read characters that Unicode does not name
_SURE = 0.3  # parses below this share of the corpus count are homonyms that news does not use


class _Grammar(NamedTuple):
    """One dictionary tag, read once: reading grammemes from pymorphy's tags is slow."""

    pos: str | None
    case: str | None
    number: str | None
    gender: str | None
    past: bool
    we: bool
    shall: bool
    form: str | None
    living: bool
    fixed: bool
    name: bool
    place: bool


class _Parse(NamedTuple):
    grammar: _Grammar
    lemma: str
    known: bool
    score: float


@lru_cache(maxsize=1)
def _analyser() -> Any:
    """The analyser takes 0.2 s to load, so only who meets Russian pays for it."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


_read: dict[int, _Grammar] = {}  # by identity: the dictionary's tags live as long as the analyser


def _grammar(tag: Any) -> _Grammar:
    found = _read.get(id(tag))
    if found is None:
        marks = frozenset(tag.grammemes)
        found = _read[id(tag)] = _Grammar(
            tag.POS,
            tag.case,
            tag.number,
            tag.gender,
            tag.tense == "past",
            tag.POS == "VERB" and tag.person == "1per" and tag.number == "plur",
            tag.POS == "VERB" and tag.person == "1per" and tag.tense == "futr",
            _class_of(tag),
            "anim" in marks,
            "Fixd" in marks,
            bool(marks & _NAMES),
            "Geox" in marks,
        )
        _kept.append(tag)
    return found


_kept: list[Any] = []  # tags that _read knows by identity


@lru_cache(maxsize=200_000)
def _parses(word: str) -> tuple[_Parse, ...]:
    """The readings of a lower-case word, the likeliest first."""
    spelt = word if word.isascii() or _CYRILLIC.fullmatch(word) else "".join(c if name(c, "") else "?" for c in word)
    return tuple(_Parse(_grammar(p.tag), p.normal_form, p.is_known, p.score) for p in _analyser().parse(spelt))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")


def _class_of(tag: Any) -> str | None:
    """The form class of one dictionary tag; second persons and imperatives do not occur in reports."""
    if tag.POS == "VERB":
        if tag.mood == "impr" or tag.person == "2per":
            return None
        return "past" if tag.tense == "past" else "fut"
    return _BY_POS.get(tag.POS)


@cache
def _paradigm(word: str) -> dict[str, frozenset[str]]:
    """Every form of a one-word lemma by feature."""
    parses = _analyser().parse(word)
    same = [p for p in parses if _plain(p.normal_form) == _plain(word)] or parses[:1]
    known = [p for p in same if p.is_known] or same[:1]
    forms: dict[str, set[str]] = defaultdict(set)
    for parse in known:
        for text, features in _forms(parse):
            for feature in features:
                forms[feature].add(text)
    forms[""].add(_plain(word))
    return {feature: frozenset(found) for feature, found in forms.items()}


def _forms(parse: Any) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each form of a lexeme with its features; straight from the dictionary where the word stands in it."""
    analyser, *place = parse.methods_stack[0]
    if len(parse.methods_stack) > 1 or len(place) != 3:
        for form in parse.lexeme:
            yield _plain(form.word), _features(_grammar(form.tag))
        return
    word, paradigm, at = place
    dictionary = analyser.dict
    stem = _plain(dictionary.build_stem(dictionary.paradigms[paradigm], at, word))
    for before, behind, features in _endings(paradigm):
        yield before + stem + behind, features


@cache
def _endings(paradigm: int) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """What stands before and behind the stem in each form of a paradigm, with the features of the form."""
    rows = _analyser().dictionary.build_paradigm_info(paradigm)
    return tuple((_plain(before), _plain(behind), _features(_grammar(tag))) for before, tag, behind in rows)


def _features(grammar: _Grammar) -> tuple[str, ...]:
    found = [""]
    if grammar.pos in _NOMINAL:
        found.append("noun")
    if grammar.pos == "ADJS":
        found.append("short")
    if grammar.form:
        found.append(grammar.form)
    if grammar.form in FINITE:
        found.append("fin")
    if grammar.shall:
        found.append("shall")
    return tuple(found)


def _head_of(words: list[str]) -> int:
    """The word that inflects: the first verb, else the first noun, else the first word."""
    tags = [_analyser().parse(word)[0].tag for word in words]
    for part in ("INFN", "NOUN"):
        for at, tag in enumerate(tags):
            if part == tag.POS:
                return at
    return 0


def _agreeing(words: list[str], head: int) -> frozenset[str]:
    """Case forms of a noun with its adjectives before it; what follows the noun stays as it is."""
    parse = next((p for p in _analyser().parse(words[head]) if p.tag.POS == "NOUN" and "nomn" in p.tag), None)
    if parse is None:
        return frozenset()
    found = set()
    for form in parse.lexeme:
        grammemes = {form.tag.case, form.tag.number}
        if form.tag.number == "sing":
            grammemes.add(form.tag.gender)
        before = [_agree(word, {g for g in grammemes if g}) for word in words[:head]]
        found.add(_plain(" ".join([*before, form.word, *words[head + 1 :]])))
    return frozenset(found)


def _agree(word: str, grammemes: set[str]) -> str:
    form = _analyser().parse(word)[0].inflect(grammemes)
    return str(form.word) if form else word


@cache
def inflect(lemma: str, feature: str) -> frozenset[str]:
    """Lower-case forms of `lemma`, ё as е. Features: inf, past, fut (non-past finite), fin (past and fut), ger,
    shall (what "we" or "I" shall do: perfective verbs alone have it),
    short (short participles and adjectives), part (full participles), noun (all cases), "" (all); else empty.
    Of a row of words the verb inflects, or the noun with the adjectives before it."""
    words = lemma.split()
    if len(words) == 1:
        forms = _paradigm(words[0]).get(feature, frozenset())
        return frozenset(form for form in forms if _is_promise(form)) if feature == "shall" else forms
    head = _head_of(words)
    if feature in ("noun", "") and _analyser().parse(words[head])[0].tag.POS == "NOUN":
        return _agreeing(words, head)
    forms = _paradigm(words[head]).get(feature, frozenset())
    return frozenset(_plain(" ".join([*words[:head], form, *words[head + 1 :]])) for form in forms)


def _is_promise(word: str) -> bool:
    """Whether a form can only be a future: "встречу" is rather a noun, "исходим" a present."""
    parses = _parses(word)
    present = any(p.grammar.form == "fut" and not p.grammar.shall for p in parses)
    return not present and any(p.grammar.shall and p.score >= _SURE for p in parses)


@lru_cache(maxsize=100_000)
def is_adverb(word: str) -> bool:
    """Whether a word is most likely an adverb or a comparative of one."""
    if len(word) < 4 or not word.isalpha():
        return False
    best = _parses(word)[0]
    return best.known and best.grammar.pos in ("ADVB", "COMP") and best.score >= 0.5


def is_we_form(word: str) -> bool:
    """Whether the ending of a verb says "we": "надеемся", "призываем"."""
    return word.endswith(("ем", "им", "ём", "мся")) and any(p.grammar.we for p in _parses(word))


@lru_cache(maxsize=20_000)
def is_plural_short(word: str) -> bool:
    """Whether a word is a short adjective or participle in the plural: "готовы", "настроены"."""
    return word.endswith(("ы", "и")) and any(
        p.grammar.pos in ("ADJS", "PRTS") and p.grammar.number == "plur" for p in _parses(word)
    )


@lru_cache(maxsize=20_000)
def is_participle(word: str) -> bool:
    """Whether a word can well be a full participle: "принятые", "входящие"."""
    return len(word) > 4 and any(p.grammar.form == "part" and p.score >= 0.2 for p in _parses(word))


def is_past_form(word: str) -> bool:
    """Whether a word is a verb in the past."""
    return number_of(word) > 0


def is_they_form(word: str) -> bool:
    """Whether a verb says "they" and no more: without a subject it tells of nobody ("premiums, they promise, …")."""
    return word.endswith(("ут", "ют", "ат", "ят")) and any(
        p.grammar.pos == "VERB" and p.grammar.number == "plur" and not p.grammar.past for p in _parses(word)
    )


def says_they(word: str) -> bool:
    """Whether a verb, of any tense, says "they": without a subject it tells what those of a place do."""
    return is_they_form(word) or (word.endswith("ли") and number_of(word) == 2)


def _verb(word: str) -> _Grammar:
    """A word as a verb in the past where it can be one ("пришли" is no order), else the likeliest reading."""
    parses = _parses(word)
    past = (p.grammar for p in parses if p.grammar.pos == "VERB" and p.grammar.past)
    return next(past, parses[0].grammar)


def number_of(word: str) -> int:
    """Whether a past verb has one subject (1) or several (2); 0 for all other words."""
    best = _verb(word)
    if best.pos != "VERB" or not best.past or best.gender == "neut":
        return 0
    return {"sing": 1, "plur": 2}.get(best.number or "", 0)


@lru_cache(maxsize=100_000)
def forms_of(word: str) -> frozenset[str]:
    """Form classes of a word as far as the likely readings agree that it is a verb; empty for all others."""
    if not word.isalpha() or word == "есть":  # "there is", seldom "to eat"
        return frozenset()
    classes = {p.grammar.form for p in _parses(word) if p.score >= _SURE}
    return frozenset() if None in classes else frozenset(c for c in classes if c in FORMS)


_PREPOSITIONS = frozenset({
    "с", "со", "к", "ко", "у", "о", "об", "обо", "от", "до", "из", "изо", "для", "без", "в", "во", "на", "по", "при",
    "про", "за", "над", "под", "между", "перед", "через", "против", "ради", "после", "среди", "благодаря", "согласно",
    "вопреки", "кроме",
})  # fmt: skip
_OBLIQUE = ("ом", "ем", "ём", "ым", "ах", "ях", "ами", "ями")
_INDECLINABLE = ("е", "и", "о", "э")  # foreign names: Ринне, Моди, Марко


@lru_cache(maxsize=50_000)
def _may_be_nominative(word: str) -> bool:
    """Whether a word, as written, can be a nominative; the dictionary takes many foreign names for plural genitives."""
    parses = _parses(word.lower())
    cases = [p.grammar.case for p in parses if p.grammar.pos in _NOMINAL]
    if not cases or "nomn" in cases or any(p.grammar.fixed for p in parses):
        return True
    if not word[:1].isupper() or word.endswith(_OBLIQUE):
        return False
    if word[-1] in "аеёиоуыэюя":
        return word.endswith(_INDECLINABLE) and not any(p.known for p in parses)
    if any(p.grammar.name for p in parses):
        return True
    return not any(p.known and (p.grammar.living or p.grammar.pos != "NOUN") for p in parses)


@lru_cache(maxsize=50_000)
def _is_oblique_name(word: str) -> bool:
    """Whether the last word of a name can be no nominative: "Сок Ёлем", "Ламу"."""
    if not word[:1].isupper() or len(word) < 4 or not word.endswith((*_OBLIQUE, "у", "ю")):
        return False
    return all(p.grammar.case != "nomn" and not p.grammar.fixed for p in _parses(word.lower()))


def can_be_subject(words: Sequence[str]) -> bool:
    """Whether a mention, word by word, can stand in the nominative: "Президент России" can, "Президента" cannot."""
    spelt = [w for w in words if w[:1].isalpha()]
    return not spelt or (_may_be_nominative(spelt[0]) and not _is_oblique_name(spelt[-1]))


@lru_cache(maxsize=50_000)
def subject_noun(words: tuple[str, ...], verb: str) -> str:
    """The noun, as lemma, that is the subject of a verb behind `words`; "" where none can be told.

    With a verb it stands in the nominative and agrees in number, with "необходимо" and the like in the dative.
    """
    best = _verb(verb)
    case = "nomn" if best.pos in ("VERB", "PRTS", "ADJS") and best.gender != "neut" else "datv"
    governed, described = False, ""
    for word in words:
        if word in _PREPOSITIONS:
            governed = True
            continue
        parses = _parses(word)
        nouns = (p for p in parses if p.grammar.pos in ("NOUN", "NPRO") and p.grammar.case == case and p.score >= 0.01)
        found = next(nouns, None)
        if found is not None and not governed and (case == "datv" or _agrees(found.grammar, best)):
            if parses[0].grammar.pos != "ADJF":
                return _plain(found.lemma)
            described = described or _plain(found.lemma)  # an adjective that can be a noun, if none follows
        governed = governed and parses[0].grammar.pos != "NOUN"
    return described


def is_object(word: str) -> bool:
    """Whether a word is a noun that cannot be a subject, by its case."""
    parses = [p for p in _parses(word) if p.score >= 0.01]
    return bool(parses) and all(p.grammar.pos == "NOUN" and p.grammar.case not in ("nomn", None) for p in parses)


def _agrees(noun: _Grammar, verb: _Grammar) -> bool:
    if noun.number != verb.number:
        return False
    return noun.number == "plur" or not verb.past or noun.gender == verb.gender or noun.gender is None


@lru_cache(maxsize=20_000)
def is_common_noun(word: str) -> bool:
    """Whether a capitalised word can be no part of a person's name: "Совета", "Безопасности"."""
    parses = _parses(word.lower())
    named = any(p.grammar.name for p in parses)
    return not named and parses[0].known and parses[0].grammar.pos in ("NOUN", "ADJF")


def is_place_name(word: str) -> bool:
    """Whether a capitalised word names a place and nobody: "Одессы"."""
    named = [p.grammar for p in _parses(word.lower()) if p.grammar.name]
    return bool(named) and all(grammar.place for grammar in named)


def is_person(lemma: str) -> bool:
    """Whether a noun names people (by the dictionary's animacy), or is a pronoun such as "никто"."""
    best = _parses(lemma)[0]
    return best.known and not best.grammar.name and (best.grammar.pos == "NPRO" or best.grammar.living)


def is_attribute(before: str, word: str) -> bool:
    """Whether a name hangs on the noun before it: it has no cases ("член Госсовета КНР") or may be a genitive."""
    named = [p for p in _parses(word) if p.grammar.name] or _parses(word)  # "Индия" is no genitive of "индий"
    hangs = any(p.grammar.fixed or p.grammar.case == "gent" for p in named)
    return hangs and _parses(before)[0].grammar.pos == "NOUN"
