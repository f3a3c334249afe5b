"""Groups ("the two sides") and pronouns, resolved to their members."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.document import Sentence
from pipeline.tag.bodies import body_id
from pipeline.tag.context import Context, isos_of
from pipeline.tag.draft import Draft
from pipeline.tag.people import MAIN, Known
from pipeline.tag.tables import Entry

VAGUE = ("leaders", "minister", "deputy_head_of_government", "deputy_head_of_state", "head", "trade_minister")
RECENT = 6  # sentences for which "the leaders" may be those of a body last spoken of
NEAR = 5  # sentences in which "the two" were spoken of, one after the other
MANY = 5  # persons of one sentence that are no longer "the leaders"


def is_governed(draft: Draft, sentence: Sentence, context: Context) -> bool:
    """Whether a preposition stands in front of a mention, behind no more than an article or possessive."""
    at = draft.first - 1
    skipped = (context.known.articles, context.known.own, context.known.titles.definite)
    while at > 0 and any(sentence.tokens[at].lower in words for words in skipped):
        at -= 1
    word = sentence.tokens[at].lower if at >= 0 else ""
    row = (word,) in context.known.joiners and context.hung == (context.sentence, at)  # "with Sato and Berg"
    if row or word in context.prepositions:
        context.hung = (context.sentence, draft.last)
        return True
    return False


def _met_last(context: Context) -> bool:
    """Whether the meeting last told was told later than any several who were a subject."""
    return _told_last(context) > context.many_at


def _told_last(context: Context) -> int:
    """The sentence in which a meeting was last told, -1 where none was."""
    return max((at for at, _, _ in context.scene.meetings if at < context.sentence), default=-1)


def fixed_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a group with known members; none of those that stand for nobody in particular."""
    ids = tuple("state:" + s for s in draft.entries[0].ids)
    if ids:
        context.told_many(ids, governed=is_governed(draft, sentence, context))
    return ids


def group_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of "the two sides", "both presidents", "the two governments"."""
    entry = draft.entries[0]
    body = _body_told(context)
    if body and entry.sort == "bare" and entry.slug == "persons":
        return body  # behind "the EU's leaders agreed": "the leaders"
    sides = context.scene.three() if entry.sort == "three" else context.scene.at(context.sentence)
    if entry.sort == "two" and len(sides) > 2 and all(s in context.scene.trio for s in sides):
        sides = context.scene.two()
    if len(sides) < 2:
        return ()
    ids = _parties(draft, sentence, sides, context) or _members(entry, sides, context)
    if len(ids) < 2:
        return ()
    context.told_many(ids, governed=is_governed(draft, sentence, context))
    return ids


def _body_told(context: Context) -> tuple[str, ...]:
    """The organisation whose leaders or ministers the article told of lately, or last, if nobody has met since."""
    if len(context.last_many) == 1 and context.many_at >= context.sentence - RECENT:
        return context.last_many
    return context.body if context.body_at > _told_last(context) else ()


def _parties(draft: Draft, sentence: Sentence, sides: Sequence[str], context: Context) -> tuple[str, ...]:
    """The ruling parties, if the word may mean parties and "and the two states" follows."""
    tokens, at = sentence.tokens, draft.last
    if not draft.entries[0].alone or at + 1 >= len(tokens) or (tokens[at].lower,) not in context.known.joiners:
        return ()
    behind = [entry for _, entry in context.known.words.at(tokens, at + 1)]
    if not any(e.kind == "group" and e.slug in ("states", "govs") for e in behind):
        return ()
    made = [body_id(Entry("body", sort="party"), iso, context) for iso in isos_of(sides)]
    return tuple(m for m in made if m) if all(made) else ()


def _members(entry: Entry, sides: Sequence[str], context: Context) -> tuple[str, ...]:
    if entry.slug == "any" and context.many_at == context.sentence and len(context.last_many) == 2:
        return context.last_many  # "the two delegations met, and both agreed"
    if entry.slug == "any":
        return _two_people(context) or tuple(sides)
    if entry.slug == "sides":
        return tuple(sides)
    if entry.slug == "states":
        return tuple(sides) if all(s.startswith("state:") for s in sides) else _two_states(context)
    isos = isos_of(sides)
    if entry.slug == "persons":
        return _leaders(entry, isos, sides, context)
    if entry.slug == "ministries":
        return tuple(context.ministries[-2:]) if len(context.ministries) > 1 else tuple(sides)
    sort = {"govs": "gov", "parliaments": "parliament", "parties": "party"}.get(entry.slug)
    if sort is None:
        return tuple(sides)
    made = [body_id(Entry("body", sort=sort), iso, context) for iso in isos]
    return tuple(m for m in made if m)


def _two_states(context: Context) -> tuple[str, ...]:
    return tuple(s for s in context.scene.ranked() if s.startswith("state:"))[:2]


def _two_people(context: Context) -> tuple[str, ...]:
    """The persons who met last, if two did; else the two whom the last sentences told of, one of each side."""
    meeting = context.scene.meeting(context.sentence)
    if meeting:
        return meeting[0] if len(meeting[0]) == 2 else ()
    near = range(context.sentence - NEAR, context.sentence)
    told = tuple(dict.fromkeys(context.subjects[at] for at in near if at in context.subjects))
    people = [known for i in told if (known := context.registry.people.get(i)) is not None]
    return told if len(people) == len(told) == 2 == len({k.state for k in people}) else ()


def _leaders(entry: Entry, isos: Sequence[str], sides: Sequence[str], context: Context) -> tuple[str, ...]:
    """The persons of a group: who met last, else of each side the one spoken of last who fits, or the holder."""
    meeting = context.scene.meeting(context.sentence)
    if meeting is not None:
        people = [i for i in meeting[0] if _suits(context.registry.people[i], entry.office)]
        by_side = {context.registry.people[i].state: i for i in reversed(people)}
        if len(by_side) > 1:
            several = entry.sort == "bare" and len(people) < MANY
            return tuple(people) if several else tuple(reversed(by_side.values()))
    known = {f"state:{iso}": _leader_of(iso, entry.office, context) for iso in isos}
    if entry.office and any(known.values()):
        return tuple(k.actor_id for k in known.values() if k)
    return tuple(k.actor_id if (k := known.get(side)) else side for side in sides)


def _suits(known: Known, office: str) -> bool:
    offices = [held for _, held, _ in known.offices]
    return any(_fits(held, office) if office else held in MAIN or held in VAGUE for held in offices)


def _leader_of(iso: str, office: str, context: Context) -> Known | None:
    for actor_id in reversed(context.registry.recent):
        known = context.registry.people[actor_id]
        if known.state == iso and _suits(known, office):
            return known
    return context.registry.holder(iso, office, "") if office else None


def _fits(held: str, office: str) -> bool:
    ministers = held.endswith("minister") or held == "head_of_government"  # prime ministers are ministers, too
    return held == office or (office == "minister" and ministers)


def pronoun_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a pronoun, or of "his country"."""
    sort = draft.entries[0].sort
    recent = [context.registry.people[i] for i in context.registry.recent]
    if sort == "one":
        subject = context.subjects.get(context.sentence) or context.subject
        return (subject,) if subject else ()
    if sort == "many":
        meeting = context.scene.meeting(context.sentence - 1)
        if meeting and len(meeting[0]) == 2 and _met_last(context):
            return meeting[0]
        return context.last_many
    if sort == "own_country":
        return ("state:" + recent[-1].state,) if recent and recent[-1].state else ()
    if sort == "our_country":
        return ("state:" + context.home,) if context.home else ()
    if sort == "form":
        return _of_form(draft, sentence, context)
    if sort == "other_side":
        sides = [s for s in context.scene.at(context.sentence) if s != f"state:{context.home}"]
        others = [s for s in sides if s.removeprefix("state:") not in context.last_states[-1:]]
        return tuple((others or sides)[:1])
    others = [s for s in context.last_states if s != context.home] or context.last_states
    return ("state:" + others[-1],) if others else ()


def _of_form(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """The state named last that is one: "the kingdom", "the republic"; none where a name goes on."""
    after = sentence.tokens[draft.last].text if draft.last < len(sentence.tokens) else ""
    before = sentence.tokens[draft.first - 1].text if draft.first > 1 else ""
    if after[:1].isupper() or before[:1].isupper():
        return ()
    states = context.known.gazetteer.states
    named = (s for s in reversed(context.last_states) if states[s].form == draft.entries[0].slug)
    return tuple(f"state:{iso}" for iso in named)[:1]
