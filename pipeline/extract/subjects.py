"""Who speaks or acts in a frame: in front of the cue, behind it, left out, or named before."""

from __future__ import annotations

from pipeline.document import Mention
from pipeline.extract import verbs
from pipeline.extract.beside import DASHES
from pipeline.extract.clauses import (
    clause_start,
    is_governed,
    is_light,
    is_strict,
    phrase_start,
    subject,
)
from pipeline.extract.frame import UNDER, Cue
from pipeline.extract.reading import Reading, Separator
from pipeline.extract.tails import Tail
from pipeline.extract.verbs import drops_we, governs, is_inverted, is_one_form, is_passive, past_markers
from pipeline.lang.load import Language
from pipeline.lang.model import CueRule


def is_spoken(reading: Reading, cue: Cue, start: int, tail: Tail | None) -> bool:
    """Whether a tail says who speaks, where no actor is subject of what will be done ("Our yards will …, he said")."""
    if tail is None or not (tail.speaker or tail.recalled):
        return False
    named = names_side(reading, start, cue.first)
    if cue.payload.kind == "proposal" and cue.payload.weak and is_thing(reading, start, cue.first):
        return False
    done = is_strict(reading) and cue.payload.weak and is_passive(reading, past_markers(reading, cue.last))
    return cue.payload.kind == "proposal" or (cue.payload.kind == "pledge" and (named or done))


def is_thing(reading: Reading, first: int, verb: int) -> bool:
    """Whether a noun right behind a verb is its subject and names neither people nor who speaks for them."""
    hook = getattr(reading.language.hooks, "subject_noun", None)
    if hook is None or not getattr(reading.language.hooks, "FREE_ORDER", False) or not reading.forms_at(verb):
        return False
    words = tuple(t.lower for t in reading.tokens[verb + 1 : verb + 2])
    lemma = hook(words, reading.tokens[verb].lower)
    listed = reading.language.syntax.more.get("roles", ())
    return bool(lemma) and lemma not in listed and not reading.language.hooks.is_person(lemma)


def names_side(reading: Reading, start: int, end: int) -> bool:
    """Whether the subject phrase belongs to a side ("Polish yards", "Norland's firms"), not deep in its attributes."""
    first = next((m.first for m in reading.mentions if start <= m.first and m.last <= end), None)
    prepositions = reading.language.syntax.more.get("prepositions", ())
    return first is not None and not any(reading.tokens[at].lower in prepositions for at in range(start, first))


def elided_subjects(reading: Reading, seps: dict[int, Separator], start: int, cue_first: int) -> list[Mention]:
    """The subject that a verb behind "and" shares with the clauses before it ("X discussed A and agreed …")."""
    if not is_light(reading, start, cue_first):
        return []
    if seps.get(start - 1) == "quote" and (quoted := _before_quote(reading, seps, start - 1)):
        return quoted
    if is_one_form(reading):
        return _topic(reading, seps, start) if start else _behind_fronted(reading, seps, cue_first)
    if getattr(reading.language.hooks, "FREE_ORDER", False):
        return _main_subject(reading, seps, start, cue_first)
    if seps.get(start - 1) == "comma":
        governing = set(getattr(reading.language.hooks, "GOVERNING_FORMS", ()))
        if governing & set(reading.forms_at(cue_first)):  # "Sato received Berg, affirming that …"
            return subject(reading, clause_start(reading, seps, start - 1, 0), start - 1)
        return _before_aside(reading, seps, start - 1)
    for _ in range(4):
        if seps.get(start - 1) == "quote":
            return _before_quote(reading, seps, start - 1)
        if seps.get(start - 1) not in ("coordinator", "comma"):
            return []
        end = start - 1
        while end > 0 and seps.get(end - 1) in ("coordinator", "comma"):
            end -= 1
        start = clause_start(reading, seps, end, 0)
        if seps.get(start - 1) == "subordinator" and end - start <= 5 and verbs.is_second(reading):
            start = clause_start(reading, seps, start - 1, 0)  # "has helped since the first day and now SENDS …"
        found = subject(reading, start, end)
        if found and found[0].first - start <= 4:
            return found
    return []


def _before_quote(reading: Reading, seps: dict[int, Separator], quote: int) -> list[Mention]:
    """The subject right before a quoted verb ('They also "agreed to open the lake"')."""
    found = subject(reading, clause_start(reading, seps, quote, 0), quote)
    return found if found and is_light(reading, found[-1].last, quote) else []


def _main_subject(reading: Reading, seps: dict[int, Separator], start: int, verb: int) -> list[Mention]:
    """The nearest subject to the left, in no subordinate clause, that the number of the verb allows."""
    number = reading.language.hooks.number_of(reading.tokens[verb].lower)
    end = start
    while end > 0:
        end -= 1
        if end in seps:
            continue
        start = clause_start(reading, seps, end + 1, 0)
        found = [] if seps.get(start - 1) in UNDER else subject(reading, start, end + 1)
        if found and (number != 1 or len(found[0].actor_ids) == len(found) == 1):
            return found
        end = start
    return []


def _topic(reading: Reading, seps: dict[int, Separator], last: int) -> list[Mention]:
    """The subject with which the sentence begins, behind adverbials: in Vietnamese all its clauses go on with it."""
    if seps.get(last - 1) not in ("coordinator", "comma", "break"):
        return []
    start = 0
    for at in range(last):
        if at + 1 < last and seps.get(at) not in ("comma", "break"):
            continue
        found = subject(reading, start, at + 1)
        if found and found[0].first - start <= 4:
            said = any(s.payload.opens and s.first < found[0].first for s in reading.silencers)
            return [] if said else found  # "thanked Norland and asked": the subject is not said
        start = at + 1
    return []


def _behind_fronted(reading: Reading, seps: dict[int, Separator], verb: int) -> list[Mention]:
    """The subject of the main clause behind a verb that opens the sentence ("Supporting the pact, NORLAND asks …")."""
    stances = {c.first for c in reading.cues if c.payload.kind == "reaffirmation"}
    verbs = {c.first for c in reading.cues if c.first > verb}
    for at in sorted(at for at, kind in seps.items() if kind == "comma" and verb in stances and at > verb):
        row, end = list_of_actors(reading, at + 1)
        if row and reading.skip(end, "adverbs") in verbs:
            return row
    return []


def antecedent(reading: Reading, seps: dict[int, Separator], start: int, cue_first: int) -> list[Mention]:
    """Whom a relative clause tells of ("Sato, who said the two sides would …")."""
    if not is_light(reading, start, cue_first):
        return []
    if seps.get(start - 1) == "coordinator" and getattr(reading.language.hooks, "VERB_SECOND", False):
        start = clause_start(reading, seps, start - 1, 0)  # "Sato, who thanked him but stressed"
    if seps.get(start - 1) != "relative":
        return []
    at = start - 1
    while at > 0 and (seps.get(at - 1) in ("relative", "comma") or reading.tokens[at - 1].text in DASHES):
        at -= 1
    mention = reading.speaker_ending(at)
    return [mention] if mention is not None else []


def _before_aside(reading: Reading, seps: dict[int, Separator], comma: int) -> list[Mention]:
    """The subject in front of an aside that ends at this comma ("Sato, for her part, …", "Sato, the host, …")."""
    if getattr(reading.language.hooks, "FREE_ORDER", False):
        return []
    named = reading.speaker_ending(comma)
    if named is not None and named.first > 1 and reading.mark(named.first - 2, "we") == named.first - 1:
        return [named]  # "We, the states of the north, support"
    if named is not None and any(t.text == "," for t in reading.tokens[named.first : named.last]):
        return subject(reading, clause_start(reading, seps, comma, 0), comma)  # "the host, Sato, agreed"
    if named is not None and seps.get(named.first - 1) == "comma":  # "Sato and the new president, Berg, agreed"
        base = subject(reading, clause_start(reading, seps, named.first - 1, 0), named.first - 1)
        if base and base[-1].last < named.first - 1:
            return [*base, named]
    for at in range(comma - 1, max(comma - 14, 0), -1):
        mention = reading.speaker_ending(at) if seps.get(at) == "comma" else None
        found = subject(reading, clause_start(reading, seps, at, 0), at) if mention is not None else []
        if found:
            return found
    return []


def is_nobody(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether no actor stands anywhere in a subject phrase, where all that count would be known or have a role."""
    strict = getattr(reading.language.hooks, "STRICT_SUBJECTS", False)
    if getattr(reading.language.hooks, "THINGS_IN_FRONT", False):
        plain = not cue.payload.weak and cue.payload.takes == "after" and is_verb(reading, cue)
        strict = plain and _is_thing(reading, start, cue.first)
    words = [t for t in reading.tokens[start : cue.first] if t.text[0].isalpha()]
    opens = start == 0 or not reading.tokens[start - 1].text[0].isalnum()  # a capital there tells nothing
    name = any(t.text[0].isupper() for t in (words[1:] if opens else words) or words)
    return strict and not name and not any(start <= m.first < cue.first for m in reading.mentions)


def is_verb(reading: Reading, cue: Cue) -> bool:
    """Whether a cue begins with a verb, by how its rule is written."""
    key = (reading.language.code, tuple(cue.payload.match))
    if key not in _VERBS:
        _VERBS[key] = _verbs_of(cue.payload, reading.language)
    return reading.tokens[cue.first].lower in _VERBS[key]


def is_stance(reading: Reading, cue: Cue) -> bool:
    """Whether a cue is the noun for what somebody stands for ("the position is that"), in Swedish."""
    hooks = reading.language.hooks
    return (
        getattr(hooks, "THINGS_IN_FRONT", False) and cue.payload.kind == "reaffirmation" and not is_verb(reading, cue)
    )


_VERBS: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}


def _verbs_of(rule: CueRule, language: Language) -> frozenset[str]:
    """The words that the patterns of a rule begin with as forms of a verb ("@promise.told", also by way of a list)."""
    found: set[str] = set()
    for pattern in rule.match:
        first = pattern.split()[0]
        listed = language.syntax.more.get(first.strip("{}"), ()) if first[0] == "{" else (first,)
        for element in (e for row in listed for e in row.split("|") if e.startswith("@")):
            lemma, _, feature = element[1:].partition(".")
            found.update(form.split()[0] for form in language.hooks.inflect(lemma.replace("_", " "), feature))
    return frozenset(found)


def _is_thing(reading: Reading, start: int, verb: int) -> bool:
    """Whether a thing stands as subject before an active verb ("two years of plague have shown …"): it says nothing."""
    opens = reading.skip(start, "openers", "adverbs", "coordinators")
    word = reading.tokens[opens].lower if opens < verb else ""
    passive = set(getattr(reading.language.hooks, "PASSIVE_FORMS", ())) & set(reading.forms_at(verb))
    noun = reading.language.hooks.subject_noun(tuple(t.lower for t in reading.tokens[opens:verb]), "")
    governed = word in reading.language.syntax.more.get("prepositions", ())
    return bool(word and noun) and not passive and not governed and not reading.tokens[verb].lower.endswith("s")


def is_bare(reading: Reading, start: int, cue_first: int) -> bool:
    """Whether no subject, or only a pronoun, stands in front of the verb."""
    pronouns = [reading.skip(at, "they", "she_or_he") for at in range(start, cue_first)]
    its = reading.language.syntax.more.get("pronouns", ())
    behind = [after for at, after in enumerate(pronouns, start) if after > at]
    behind += [at + 1 for at in range(start, cue_first) if reading.tokens[at].lower in its]
    return any(is_light(reading, at, cue_first) for at in (start, *behind))


def is_product(reading: Reading, start: int, cue_first: int) -> bool:
    """Whether an agreement, a programme or the like is the subject ("the framework will …")."""
    products = reading.language.syntax.more.get("products", ())
    governed = reading.language.syntax.more.get("prepositions", ())
    for at in range(reading.skip(start, "openers", "coordinators"), cue_first):
        word = reading.tokens[at].lower
        if word in products or word in governed:
            return word in products
        if is_strict(reading) and reading.speaker_ending(at) is not None and reading.forms_at(at):
            return False  # "Norland sought deals …": an object
    return False


def says_we(reading: Reading, start: int, cue: Cue) -> bool:
    """Whether "we" is the subject, as a word or by the ending of the verb ("надеемся")."""
    hook = getattr(reading.language.hooks, "is_we_form", None)
    verb = range(cue.first, min(cue.first + 2, cue.last))
    if hook is not None and any(hook(reading.tokens[at].lower) for at in verb):
        return True
    if drops_we(reading, start, cue):
        return True
    prepositions = reading.language.syntax.more.get("prepositions", ())
    if (
        getattr(reading.language.hooks, "VERB_SECOND", False)
        and reading.mark(cue.last, "we")
        and not governs(reading, cue)
    ):
        return True  # "continue WE to support"
    return any(
        reading.mark(at, "we") and not (at > start and reading.tokens[at - 1].lower in prepositions)
        for at in range(start, cue.last)
    )


def postposed_subject(reading: Reading, cue: Cue) -> Mention | None:
    """A subject right behind its verb (V2 inversion, Russian word order)."""
    if cue.payload.addressee or governs(reading, cue):
        return None
    mention = reading.speaker_at(cue.last)
    hook = getattr(reading.language.hooks, "can_be_subject", None)
    if mention is None or hook is None:
        return None
    if verbs.is_second(reading) and verbs.follows_and(reading, cue.first):
        return None  # "condemned the attack and promised NORLAND help"
    return mention if hook([t.text for t in reading.tokens[mention.first : mention.last]]) else None


def on_whose_side(reading: Reading, first: int, last: int) -> list[Mention]:
    """By whom something is done without a subject: "on the Russian side it was stressed"."""
    more = reading.language.syntax.more
    sides, prepositions = more.get("sides", ()), more.get("side_prepositions", ())
    return [
        m for m in reading.speakers
        if first < m.first and m.last <= last and reading.tokens[m.first - 1].lower in prepositions
        and reading.tokens[m.last - 1].lower in sides
    ][:1]  # fmt: skip


def holds_subject(reading: Reading, cue: Cue) -> bool:
    """Whether a cue of a whole clause begins with its noun ("support for … was stressed"), told by no copula."""
    copulas = reading.language.syntax.more.get("copulas", ())
    return bool(copulas) and cue.last - cue.first > 2 and reading.tokens[cue.first].lower not in copulas


def owns(reading: Reading, cue: Cue, mention: Mention) -> bool:
    """Whether a genitive inside a cue only says whose it is ("voiced Norland's readiness to"): no subject."""
    return cue.first < mention.first and mention not in reading.speakers


def in_gap(reading: Reading, cue: Cue, clause: int) -> list[Mention]:
    """The subject right behind the verb, in the gap of a cue ("enades de två länderna om att")."""
    asked = cue.payload.addressee and reading.speaker_at(cue.first + 1) is not None
    if not (asked or is_light(reading, clause, cue.first) or is_inverted(reading, cue, clause)):
        return []
    first = next((m for m in reading.speakers if cue.first < m.first <= cue.first + 2 and m.last <= cue.last), None)
    row = list_of_actors(reading, first.first)[0] if first is not None else []
    return [m for m in row if m.last <= cue.last]


def asked_in_front(reading: Reading, first: int, last: int) -> list[Mention]:
    """Who is asked, in front of the verb and told by case alone ("а коллегам предложил")."""
    if not getattr(reading.language.hooks, "FREE_ORDER", False):
        return []
    here = [m for m in reading.speakers if first <= m.first and m.last <= last and is_governed(reading, m)]
    prepositions = reading.language.syntax.more.get("prepositions", ())
    return [m for m in here if m.first == 0 or reading.tokens[m.first - 1].lower not in prepositions]


def companions(reading: Reading, first: int, cue: Cue, subject_: Mention) -> list[Mention]:
    """Who agrees or signs with the subject: "together with Sudland, Norland agreed", "agreed with Sudland to".

    In most languages only who stands inside the cue: "after talks with Sudland Norland agreed" tells of no other.
    """
    more = reading.language.syntax.more
    joint, first = (more["with"], first) if "with" in more else (more.get("agreed_with", ()), cue.first)
    near = (m for m in reading.speakers if first < m.first and m.last <= cue.last and m is not subject_)
    return [m for m in near if joint and reading.tokens[phrase_start(reading, m) - 1].lower in joint]


def list_of_actors(reading: Reading, at: int) -> tuple[list[Mention], int]:
    """The actors that stand in a row from `at` on, and where the row ends."""
    row: list[Mention] = []
    more = reading.language.syntax.more
    paired = at < len(reading.tokens) and reading.tokens[at].lower in more.get("as_well", ())
    at += paired  # "as well A as B", where that is how two are named
    while (mention := reading.speaker_at(at)) is not None:
        row.append(mention)
        at = mention.last
        if paired and at < len(reading.tokens) and reading.tokens[at].lower in more.get("as_well_as", ()):
            at, paired = at + 1, False
            continue
        beyond = reading.skip(
            at + 1 if at < len(reading.tokens) and reading.tokens[at].text == "," else at, "coordinators"
        )
        named = _named_from(reading, beyond) if beyond > at else None
        if named is not None:
            at = named.first
        elif is_strict(reading):
            break  # "told parliament Norland would": the second is no further one of the row
    return row, at - (not row and paired)


def _named_from(reading: Reading, at: int) -> Mention | None:
    """The actor whose phrase begins at `at`, possessives and all ("his Norlandic counterpart Sato")."""
    near = (m for m in reading.speakers if at <= m.first <= at + 3)
    return next((m for m in near if m.first == at or phrase_start(reading, m) == at), None)


def with_adverbs(reading: Reading, clause: int, at: int) -> int:
    """Where the adverbs in front of a verb of stance begin ("always supports"), links such as "also" left out."""
    links = reading.language.syntax.more.get("also")
    while links is not None and at > clause and reading.mark(at - 1, "adverbs") == at:
        if reading.tokens[at - 1].lower in links:
            break
        at -= 1
    return at


def asked_to(reading: Reading, at: int) -> tuple[list[Mention], int]:
    """Actors in front of a bare infinitive ("proposed that the neighbours OPEN …"), and where the infinitive stands."""
    row, after = list_of_actors(reading, at)
    start = past_markers(reading, after)
    verb = reading.skip(start, "adverbs", "auxiliaries")
    hooks = reading.language.hooks
    plain = hooks.FORMS[0] in reading.forms_at(verb) or verb > start
    return (row, start) if row and plain and hasattr(hooks, "TAIL_BOTH_ORDERS") else ([], at)


def several_before(reading: Reading, clause: int, alone: list[Mention], number: int) -> list[Mention]:
    """The subject of a plural verb where only one stands in its clause: the row that the sentence tells of before
    ("Sato and Berg, meeting in the capital of NORLAND, have confirmed …"), in languages whose verbs show number."""
    single = len(alone) == 1 and len(alone[0].actor_ids) == 1 and alone[0].form in ("state", "name", "office")
    if (
        number != 2
        or not clause
        or not (single or not alone)
        or not getattr(reading.language.hooks, "FREE_ORDER", False)
    ):
        return alone
    nominative = reading.language.hooks.can_be_subject
    for m in reading.speakers:
        if m.last > clause:
            break
        row = list_of_actors(reading, m.first)[0]
        if len(row) > 1 and nominative([t.text for t in reading.tokens[m.first : m.last]]):
            return row
    return alone
