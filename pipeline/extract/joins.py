"""What "and" and commas join, in languages whose verbs have one form and are as often nouns (Vietnamese)."""

from __future__ import annotations

from pipeline.extract.reading import Reading, Separator

OBJECT = 2  # tokens of an object at least


def repeats_preposition(reading: Reading, first: int, start: int) -> bool:
    """Whether an action in the shape of a noun follows the preposition of the cue again ("on opening …, and on …")."""
    again = reading.language.syntax.more.get("repeated", ())
    if first == 0 or reading.tokens[first - 1].lower not in again or start >= len(reading.tokens):
        return False
    here, before = reading.tokens[start].lower, reading.tokens[first - 1].lower
    return here in again and here[0] == before[0]


def says_that_again(reading: Reading, first: int, at: int) -> bool:
    """Whether "and that" goes on with what "that" before the content began."""
    parted = first > 1 and reading.mark(first - 2, "complementizers") == first  # ", that"
    if first == 0 or not (parted or reading.mark(first - 1, "complementizers")):
        return False
    behind = reading.skip(at + 1 if reading.tokens[at].text == "," else at, "coordinators")
    governed = first > 1 and [t.lower for t in reading.tokens[behind : behind + 2]] == [
        t.lower for t in reading.tokens[first - 2 : first]
    ]
    if behind > at and governed and reading.tokens[behind].lower in reading.language.syntax.more.get("repeated", ()):
        return True  # "agreed on that … and on that …"
    purpose = reading.mark(behind, "purpose")
    words = [t.lower for t in reading.tokens[behind : purpose or behind + 1]]
    again = behind > at and words == [t.lower for t in reading.tokens[max(first - len(words), 0) : first]]
    if parted and again and reading.hooks_base in reading.forms_at(reading.skip(behind + 1, "adverbs")):
        return False  # "that they open the border, to help …"
    return again and (parted or bool(purpose or reading.mark(behind, "complementizers")))


def tells_part(reading: Reading, at: int) -> bool:
    """Whether what stands behind a comma is part of the action before ("agreed on trade, INCLUDING on fish")."""
    phrases = reading.language.syntax.more.get("including", ()) if reading.tokens[at].text == "," else ()
    words = [t.lower for t in reading.tokens[at + 1 : at + 4]]
    return any(words[: len(phrase)] == phrase for phrase in (p.split() for p in phrases))


def joins_within(reading: Reading, seps: dict[int, Separator], first: int, at: int) -> bool:
    """Whether "and" joins two verbs behind one preposition ("cooperate IN training crews and MENDING ships").

    A verb of the kind that takes such nouns ("promote") goes back to the main action.
    """
    more = reading.language.syntax.more
    nesting = more.get("nesting", ())
    if not nesting or seps.get(at) != "coordinator" or seps.get(at - 1) is not None:
        return False
    here = max((i + 1 for i in range(first, at) if i in seps), default=first)
    verb, ends = first, first
    while here < at:
        forms = reading.forms_at(here)
        verb, ends = (here, max(forms.values())) if forms else (verb, ends)
        here = max(ends, here + 1) if forms else here + 1
    behind = reading.skip(at, "coordinators", "adverbs")
    promotes = _phrase(reading, behind, more.get("takes_nouns", ())) > behind
    promotes = promotes and _phrase(reading, verb, more.get("takes_nouns", ())) == verb
    return first < verb and ends < at and reading.tokens[verb - 1].lower in nesting and not promotes


def joins_nouns(reading: Reading, seps: dict[int, Separator], first: int, at: int) -> bool:
    """Whether "and" ends a row of verbs that are nouns here ("go on with talks, exchange AND mutual help")."""
    if len(reading.language.hooks.FORMS) > 1 or seps.get(at) != "coordinator":
        return False
    before = next((i for i in range(at - 1, first, -1) if i in seps), first)
    if seps.get(before) != "comma" or not _all_nouns(reading, before + 1, at):
        return False
    behind = reading.skip(at, "coordinators")
    verb = reading.skip(behind, "adverbs")
    ends = max(reading.forms_at(verb).values(), default=verb)
    return bool(reading.mark(behind, "nominal")) or reading.mark(ends, "manner") > ends > verb


def _all_nouns(reading: Reading, first: int, last: int) -> bool:
    """Whether only verbs that are as often nouns stand here, and how they are done."""
    here, found = first, False
    while here < last:
        noun = reading.mark(here, "nominal")
        after = noun or reading.skip(here, "adverbs", "manner")
        if after <= here:
            return False
        here, found = after, found or bool(noun)
    return found and here == last


def acts_as_verb(reading: Reading, begun: int, at: int, start: int) -> bool:
    """Whether a verb that is as often a noun opens an action of its own behind the separator `at`.

    So it is behind "and at the same time", with an actor whom it makes act ("SUPPORT NORLAND in mending"), and with an
    object of its own where nothing in the action before takes nouns of this kind ("stop the fire, PROTECT the people").
    """
    more, tokens = reading.language.syntax.more, reading.tokens
    forms = reading.forms_at(start)
    ends = max(forms.values(), default=0)
    if (
        not more.get("takes_nouns")
        or not forms
        or reading.mark(start, "nominal") > ends
        or reading.mark(start, "purpose")
    ):
        return False
    if ends >= len(tokens) or not tokens[ends].text[0].isalnum() or tokens[ends].lower in more.get("owning", ()):
        return False
    if " ".join(t.lower for t in tokens[at:start]).lstrip(", ") in more.get("strong_joins", ()):
        return True
    actor = reading.speaker_at(ends)
    if actor is not None and reading.forms_at(reading.skip(actor.last, "adverbs")):
        return True
    paired = reading.mark(ends, "coordinators")
    if paired and reading.tokens[at].text == "," and _phrase(reading, start, more.get("takes_nouns", ())) == start:
        behind = reading.forms_at(paired)  # ", ANSWER and settle the challenges"
        return bool(behind) and not reading.mark(paired, "nominal") and not lacks_object(reading, paired, len(tokens))
    light = reading.mark(ends, "nominal") or reading.skip(ends, "manner", "adverbs") > ends
    if light or tokens[ends].lower in more.get("prepositions", ()) or reading.mark(ends, "coordinators"):
        return False
    return not any(_takes_nouns(reading, here) for here in range(begun, at))


def is_noun_at_start(reading: Reading, at: int) -> bool:
    """Whether a verb that is as often a noun opens a sentence as what that tells of ("COOPERATION in trade has grown").

    With an object of its own, and no word of tense behind it, it is an action ("STUDY the use of wind").
    """
    ends = max(reading.forms_at(at).values())
    more, tokens = reading.language.syntax.more, reading.tokens
    if reading.mark(at, "nominal") < ends:
        return False
    if len(reading.language.hooks.FORMS) > 1 or reading.mark(at, "nominal") > ends or ends >= len(tokens):
        return True
    tells = {*more.get("done", ()), *more.get("future", ()), *more.get("duties", ()), *more.get("topic_copulas", ())}
    last = next(
        (i for i in range(ends, len(tokens)) if tokens[i].text in ",;." or reading.mark(i, "coordinators")), ends
    )
    told = any(tokens[i].lower in tells or reading.mark(i, "passives") for i in range(ends, last))
    light = tokens[ends].lower in more.get("prepositions", ()) or bool(reading.mark(ends, "purpose"))
    return told or light or last - ends < OBJECT


def _takes_nouns(reading: Reading, at: int) -> bool:
    more = reading.language.syntax.more
    return (
        reading.tokens[at].lower in more.get("nesting", ())
        or _phrase(reading, at, more.get("takes_nouns", ())) > at
        or bool(reading.mark(at, "purpose"))
    )


def lacks_object(reading: Reading, start: int, last: int) -> bool:
    """Whether no object of a verb stands between it and the end or a purpose ("and of concern, such as")."""
    if len(reading.language.hooks.FORMS) > 1:
        return False
    verb = reading.skip(start, "adverbs", "negations", "auxiliaries")
    forms = reading.forms_at(verb)
    if not forms or is_complete(reading, max(forms.values())):
        return False
    ends = reading.skip(max(forms.values()), "adverbs", "manner")
    if ends >= last or reading.mark(ends, "purpose"):
        return True
    return not reading.tokens[ends].text[0].isalnum() and reading.tokens[ends].text not in ",“\"‘'("


def is_complete(reading: Reading, ends: int) -> bool:
    """Whether the verb that ends here needs no object ("cease fire", "withdraw troops")."""
    complete = reading.language.syntax.more.get("complete", ())
    return any(" ".join(t.lower for t in reading.tokens[max(ends - n, 0) : ends]) in complete for n in (2, 3))


def with_companion(reading: Reading, at: int) -> int:
    """Where an action begins together with somebody, where the cue took that word ("ready WITH Norland to")."""
    joining = reading.language.syntax.more.get("joining", ())
    together = at > 0 and reading.tokens[at - 1].lower in joining and reading.speaker_at(at) is not None
    return at - 1 if together else at


def past_companion(reading: Reading, at: int) -> int:
    """Where the action itself begins behind "together with Norland" and its comma."""
    actor = reading.speaker_at(at + 1)
    if actor is None or reading.tokens[at].lower not in reading.language.syntax.more.get("joining", ()):
        return at
    return actor.last + (actor.last < len(reading.tokens) and reading.tokens[actor.last].text == ",")


def is_owned(reading: Reading, verb: int) -> bool:
    """Whether "of" right behind a verb makes a noun of it, in languages where one form is both ("the EFFORTS OF")."""
    owning = reading.language.syntax.more.get("owning", ())
    ends = max([reading.mark(verb, "auxiliaries"), *reading.forms_at(verb).values()])
    return bool(owning) and ends < len(reading.tokens) and reading.tokens[ends].lower in owning


def _phrase(reading: Reading, at: int, phrases: tuple[str, ...]) -> int:
    """Where one of these phrases of one to three words ends that begins here, or `at`."""
    for size in (3, 2, 1):
        words = [t.lower for t in reading.tokens[at : at + size]]
        if len(words) == size and " ".join(words) in phrases:
            return at + size
    return at


def shares_coming_object(reading: Reading, first: int, at: int) -> bool:
    """Whether a plain verb right before the joint has no object yet ("help Norland PROTECT and defend its land")."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    verb = at - 1 - (reading.tokens[at - 1].text == ",")
    if not strict or verb < first or set(reading.forms_at(verb)) != {reading.hooks_base}:
        return False
    opens = not reading.tokens[verb - 1].text[0].isalnum() or reading.whole_ending(verb) is not None
    return opens and not reading.mark(verb, "nominal")  # else a noun: "farm PRODUCE"
