"""States, organisations and the bodies of states."""

from __future__ import annotations

from pipeline.document import Sentence
from pipeline.tag.context import MANY_HOMES, Context, isos_of, side_of
from pipeline.tag.draft import Draft
from pipeline.tag.identify import holders, identify, note_holders
from pipeline.tag.tables import ABROAD, NICKNAME, Entry


def state_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a state; none for a capital that is a mere place."""
    entry = draft.entries[0]
    if entry.sort == "capital" and not _capital_speaks(draft, sentence, context):
        return ()
    if entry.sort == "name":
        context.note_states(entry.ids)
    return tuple("state:" + s for s in entry.ids)


def _capital_speaks(draft: Draft, sentence: Sentence, context: Context) -> bool:
    """A capital stands for its state unless a preposition of place is before it, or a dateline follows."""
    if _is_place(draft, sentence, context):
        return _they_say_there(draft, sentence, context)
    tokens = sentence.tokens
    after = tokens[draft.last].text if draft.last < len(tokens) else ""
    if draft.first == 0 and after in {",", "(", "-", "–", "—", "/"}:
        return False
    return draft.entries[0].ids[0] in context.firm or draft.first == 0 or draft.coupled


def _is_place(draft: Draft, sentence: Sentence, context: Context) -> bool:
    return draft.first > 0 and sentence.tokens[draft.first - 1].lower in context.known.places


def _they_say_there(draft: Draft, sentence: Sentence, context: Context) -> bool:
    """Whether a verb that says "they" stands behind "in Berlin", or before it: it tells what the state says."""
    tokens, hook = sentence.tokens, context.says_they
    before = draft.first - 2
    if hook is None or (before >= 0 and tokens[before].text[0].isalnum() and not hook(tokens[before].lower)):
        return False
    near = (*tokens[max(before, 0) : draft.first - 1], *tokens[draft.last : draft.last + 2])
    return any(t.text.islower() and hook(t.lower) for t in near)


def states_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a compound adjective."""
    return tuple("state:" + s for s in draft.entries[0].ids)


def side_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of "the Lao side"."""
    return tuple(map(side_of, holders(draft, context)))


def org_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of an organisation or a party."""
    entry = draft.entries[0]
    if entry.sort == NICKNAME and (_is_place(draft, sentence, context) or not context.firm.issuperset(entry.ids)):
        return ()
    return entry.ids


def body_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a government, parliament, ministry or "the Party"."""
    entry = draft.entries[0]
    note_holders(draft, context)
    isos = [h for h in holders(draft, context) if not h.startswith("org:")]
    owner = _owner(draft, sentence, context)
    if owner and (draft.same_as is not None or not isos):
        isos = [owner]
    if not isos and entry.alone and not draft.holders and not _is_named(draft, sentence, entry):
        isos = [near] if (near := _body_state(entry, context)) else []
    made = tuple(dict.fromkeys(m for iso in isos if (m := body_id(entry, iso, context))))
    if entry.sort == "ministry":
        context.ministries = [m for m in context.ministries if m not in made] + list(made)
    return made


def _owner(draft: Draft, sentence: Sentence, context: Context) -> str | None:
    """The state of the person whose government it is: "Mr X's administration", "his government"."""
    if draft.same_as is not None and draft.same_as.named:
        known = identify(draft.same_as, sentence, context)
        return known.state if known is not None else None
    if sentence.tokens[draft.first].lower in context.known.own and context.registry.recent:
        return context.registry.people[context.registry.recent[-1]].state
    return None


def _is_named(draft: Draft, sentence: Sentence, entry: Entry) -> bool:
    """Whether "the Party" is but the first word of a name that we do not know."""
    after = sentence.tokens[draft.last].text if draft.last < len(sentence.tokens) else ""
    return entry.sort == "party" and after[:1].isupper() and not after.isupper()


def _body_state(entry: Entry, context: Context) -> str | None:
    """The state of a body named without one: that of the article's home, as a rule."""
    sides = isos_of(context.scene.at(context.sentence))
    if entry.sort == "party":
        sole = [p.state for p in context.known.gazetteer.parties if p.sole]
        return next((s for s in (context.home, *sides) if s in sole), None)
    if entry.office == ABROAD and context.home == context.known.titles.homes[0]:
        return next((s for s in sides if s != context.home), context.home)
    many = len(context.known.titles.homes) >= MANY_HOMES  # "Norland will help, the ministry said": its own
    return (context.opened if many and entry.sort == "ministry" else "") or context.home


def body_id(entry: Entry, iso: str, context: Context) -> str | None:
    """Actor id of a body of one state, if there is such an actor."""
    if entry.sort == "party":
        return next((p.actor_id for p in context.known.gazetteer.parties if p.state == iso and p.ruling), None)
    if entry.sort == "ministry":
        return f"ministry:{iso}-{entry.slug}"
    return f"{entry.sort}:{iso}"
