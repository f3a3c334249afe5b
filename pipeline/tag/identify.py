"""Which person a name or an office means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Sentence, Token
from pipeline.tag.context import Context, isos_of, side_of
from pipeline.tag.draft import Draft
from pipeline.tag.likeness import spelt_in_brackets
from pipeline.tag.offices import is_spoken_of, office_ids
from pipeline.tag.people import MAIN, OF_ORGANISATIONS, OTHER_MINISTER, Known
from pipeline.tag.tables import Entry

UNNAMED = ("leaders", "other")
LEADING = 3  # tokens in front of the subject that opens a sentence
FULL_NAME = 2  # words
SHOUTED = 3  # words in capitals that may be a name
TITLE_WORDS = 4  # of a title that stands apart from the name
SHORT = 4  # letters of a lone surname that nobody knows


def identify(draft: Draft, sentence: Sentence, context: Context) -> Known | None:
    """The person whom a draft with a name means; registers unknown ones."""
    if draft.known is not None:
        return draft.known
    states = holders(draft, context, implied=False)
    if draft.person and _is_namesake(draft.person, states, context):
        known: Known | None = context.registry.namesake(draft.person, states[0])
    else:
        known = context.registry.listed(draft.person) if draft.person else _by_words(draft, sentence, states, context)
    if known is not None:
        _hold(known, draft, states, context)
        if draft.person or (draft.name is not None and draft.name[1] - draft.name[0] > 1):
            draft.known = known  # a full name means the same person wherever it is asked for
    return known


def _is_namesake(person: str, states: Sequence[str], context: Context) -> bool:
    """Whether the article gives somebody of a listed name an office of a state with which the listed one never was."""
    gazetteer = context.known.gazetteer
    own = {gazetteer.people[person].state, *(term.holder for term in gazetteer.terms.get(person, ()))}
    return bool(states) and None not in own and all(s in gazetteer.states and s not in own for s in states)


def _by_words(draft: Draft, sentence: Sentence, states: Sequence[str], context: Context) -> Known | None:
    """The person whom a name in no list means: one of article or gazetteer in another form, else a new one."""
    assert draft.name is not None
    tokens = sentence.tokens[draft.name[0] : draft.name[1]]
    if draft.turned:
        tokens = [tokens[-1], *tokens[:-2]]
    titles = [e for e in draft.entries if e.kind == "title"]
    offices = [OTHER_MINISTER if e.office == "minister" and e.slug else e.office for e in titles]
    latin = spelt_in_brackets(sentence.tokens, draft.name)
    if latin:
        known = context.registry.by_name(latin, states, offices)
        known = known or context.registry.unlisted([t.text for t in latin], _state_of(states, context))
        context.registry.also_spelt(known, [t.text for t in tokens if t.text[0].isalpha()])
        return known
    found = context.registry.by_name(tokens, states, offices)
    plain = _without_suffix(tokens, context)
    if found is None and plain != tokens:
        tokens = plain
        found = context.registry.by_name(tokens, states, offices)
    if found is not None or draft.former:
        return found
    words = context.registry.spoken([t.text for t in tokens if t.text[0].isalpha()])
    if len(words) == 1:
        stems = context.known.name_stemmer.stems(words[0])
        words = next((context.candidates[s] for s in stems if s in context.candidates), words)
    words = _without_place(_in_full(words, context), context)
    if all(w.isupper() for w in words) and (len(words) > SHOUTED or (len(words) == 1 and not draft.honorific)):
        return None  # words of a headline in capitals, or an abbreviation
    if len(words) == 1:
        found = _sole(draft, words[0], states, context)
        if found is None and context.is_common is not None and context.is_common(words[0]):
            return None  # "Chairman of the State ... Council"
        if found is not None or draft.honorific or context.known.titles.family_first or len(words[0]) < SHORT:
            return found
    if context.is_common is not None and len(words) > 1 and all(map(context.is_common, words)):
        return None  # "Chairman of the Security Council": a body that nobody listed
    words = _nominative(words, draft, sentence, context)
    sure = bool(states) or context.home in context.known.titles.homes[1:]
    return context.registry.unlisted(words, _state_of(states, context), sure=sure)


def _without_suffix(tokens: list[Token], context: Context) -> list[Token]:
    """A name without the word for the junior: a listed person of the name may go without it."""
    suffixes = context.known.titles.suffixes
    last = next((i for i, t in enumerate(tokens) if i > 1 and t.lower in suffixes), len(tokens))
    last -= tokens[last - 1].text == ","
    name, _, suffix = tokens[last - 1].text.rpartition("-")
    if name and suffix.lower() in suffixes:
        return [*tokens[: last - 1], replace(tokens[last - 1], text=name, lower=name.lower())]
    return tokens[:last]


def _in_full(words: list[str], context: Context) -> list[str]:
    """A surname behind an initial as the article has it in full elsewhere: "K. Berg" is "Kim Berg"."""
    if len(words) != 2 or len(words[0].strip(".")) > 1:
        return words
    stems = context.known.name_stemmer.stems(words[1])
    full = next((context.candidates[s] for s in stems if s in context.candidates), words)
    return full if full[0][0] == words[0][0] else words


def _without_place(words: list[str], context: Context) -> list[str]:
    """A full name without the place in front of it: "the mayor of ODESSA Kim Berg", where no word parts the two."""
    place = len(words) > FULL_NAME and context.is_place is not None and context.is_place(words[0])
    return words[1:] if place else words


def _state_of(states: Sequence[str], context: Context) -> str | None:
    """The state of a person of whom the article says so much: its home where it says nothing."""
    plain = [s for s in states if not s.startswith("org:")]
    return plain[0] if plain else None if states else context.home


def _nominative(words: list[str], draft: Draft, sentence: Sentence, context: Context) -> list[str]:
    """Names behind a title in an oblique case lose their case ending; the rest stays as it is."""
    if not context.known.titles.endings:
        return words
    start = draft.first if draft.title_at is None else draft.title_at
    heads = [e.head for e in draft.entries if e.kind == "title"]
    if heads and not any(t.lower in heads for t in sentence.tokens[start : max(draft.last, start + TITLE_WORDS)]):
        kept = len(words) - 1 if context.known.titles.genitives else 0  # "Andrés Jatos": the genitive ends the name
        return [*words[:kept], *(_nominative_of(w, context) for w in words[kept:])]
    return words


def _nominative_of(word: str, context: Context) -> str:
    if word.endswith(context.known.titles.indeclinable):
        return word
    for ending, nominative in context.known.titles.nominatives:
        if word.endswith(ending):
            return word[: -len(ending)] + nominative
    stems = context.known.name_stemmer.stems(word)
    return word[: len(stems[1])] if len(stems) > 1 else word


def _hold(known: Known, draft: Draft, states: Sequence[str], context: Context) -> None:
    for entry in draft.entries:
        if entry.kind == "title" and entry.office and not draft.former:
            for of in states or [entry.of or known.state or context.home or ""]:
                known.offices.add((of, entry.office, entry.slug))
            known.placed = known.placed or bool(states)


def holders(draft: Draft, context: Context, *, implied: bool = True) -> list[str]:
    """States (ISO codes) and organisations to which a draft belongs; `implied` counts those of the title itself."""
    found: list[str] = []
    for hit in draft.holders:
        entry = hit.entry
        if hit.kind in ("state", "states", "fixed", "org"):
            found += entry.ids
        elif hit.kind in ("party", "body"):
            found.append(entry.of)
        elif hit.kind == "group" and entry.slug in ("sides", "states"):
            found += isos_of(context.scene.at(context.sentence))
    return list(dict.fromkeys(f for f in found if f)) or [e.of for e in draft.entries if e.of and implied]


def settle(context: Context) -> bool:
    """Give persons whose state nobody says the side of the article that has no such office holder yet.

    Returns whether anybody was given another state.
    """
    moved = False
    sides = isos_of(context.scene.sides())
    for known in context.registry.people.values():
        if known.listed or known.placed or not known.offices or len(sides) != 2 or known.state not in sides:
            continue
        other = sides[1 - sides.index(known.state)]
        if _has_like(known, known.state, context) and not _has_like(known, other, context):
            known.offices = {(other if of == known.state else of, o, slug) for of, o, slug in known.offices}
            known.state, moved = other, True
    return moved


def _has_like(known: Known, state: str, context: Context) -> bool:
    """Whether another person of a state bears an office of the same class."""
    mine = {office.rpartition("_")[2] for _, office, _ in known.offices}
    return any(
        k is not known and k.state == state and mine & {o.rpartition("_")[2] for _, o, _ in k.offices}
        for k in context.registry.people.values()
    )


def note_holders(draft: Draft, context: Context) -> None:
    """Note the states of an office or a body as the latest that were named."""
    context.note_states(h for h in holders(draft, context, implied=False) if h in context.known.gazetteer.states)


def name_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a name."""
    note_holders(draft, context)
    known = identify(draft, sentence, context)
    return (known.actor_id,) if known else ()


def title_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of an office, with a name or without."""
    if draft.named:
        return name_ids(draft, sentence, context)
    note_holders(draft, context)
    same = identify(draft.same_as, sentence, context) if draft.same_as is not None else None
    if same is not None:
        _hold(same, draft, holders(draft, context), context)
        return (same.actor_id,)
    if draft.former or draft.members:
        return ()
    party = _party_led(draft, context)
    if party and (party_ids := _leader_ids(party, context)):
        return party_ids
    states = holders(draft, context)
    found = by_office(draft, states, context) if states or not is_spoken_of(draft, context) else []
    if states and draft.entries[0].office in UNNAMED and len(found) < len(states):
        ids = tuple(map(side_of, states))  # a leader or an envoy whom nobody names is the state
        if len(ids) == 1 and draft.entries[0].plural and draft.first < LEADING and ids[0].startswith("org:"):
            context.told_many(ids, governed=False)  # "the EU's leaders": "they", "the leaders" are they
        return ids
    if len(states) > 1 and (not found or len(found) < len(states) > 2) and draft.entries[0].plural:
        return tuple(map(side_of, states))  # "ministers from A, B and C"
    if not found and not states and draft.entries[0].plural:
        summit = tuple(s for s in context.scene.ranked()[:2] if s.startswith("org:"))[:1]
        return summit or context.body  # "the leaders" of its summit
    return tuple(dict.fromkeys(k.actor_id for k in found)) or office_ids(draft, states, context)


def _party_led(draft: Draft, context: Context) -> Entry | None:
    """The party whose leader an office is: "leader of the Labour Party"; those of a state's only party are many."""
    parties = [hit.entry for hit in draft.holders if hit.kind == "party"]
    leads = draft.entries[0].office in OF_ORGANISATIONS and not draft.entries[0].plural
    if len(parties) != 1 or not leads:
        return None
    sole = context.known.gazetteer.bodies[parties[0].ids[0]].sole
    return None if sole and draft.entries[0].office == "leaders" else parties[0]


def _leader_ids(party: Entry, context: Context) -> tuple[str, ...]:
    """Who leads a party on the day, by its own terms or its state's if it rules; itself where nobody is known."""
    registry, gazetteer = context.registry, context.known.gazetteer
    known = registry.holder(party.ids[0], "party_leader", "") or (
        registry.holder(party.of, "party_leader", "") if gazetteer.bodies[party.ids[0]].ruling else None
    )
    if known is not None:
        return (known.actor_id,)
    return () if gazetteer.bodies[party.ids[0]].ruling else party.ids


def _sole(draft: Draft, name: str, states: Sequence[str], context: Context) -> Known | None:
    """A title with a single unknown name behind it: whoever holds the office."""
    found = [] if draft.honorific else by_office(replace(draft, name=None), states, context)
    return found[0] if found and context.registry.may_be_called(found[0], name) else None


def by_office(draft: Draft, states: Sequence[str], context: Context) -> list[Known]:
    """The holders of an office that is named without a person."""
    found: list[Known | None] = []
    for entry in _offices(draft):
        if states:
            found += [context.registry.holder(of, entry.office, entry.slug) for of in states]
        elif entry.alone and not entry.plural:
            found.append(_bare_office(entry, context))
    return [known for known in found if known is not None]


def _bare_office(entry: Entry, context: Context) -> Known | None:
    """Whom "the Prime Minister" means: who of that office was spoken of last, else the one at home."""
    registry = context.registry
    known = registry.latest_with(entry.office, entry.slug, _present(context), context.subject)
    if known is not None and known.actor_id == context.beside:
        known = next((registry.people[i] for i in _present(context) if i != context.beside), None)
        known = known if known is not None and any(held == entry.office for _, held, _ in known.offices) else None
    if known is None and context.home and entry.office in MAIN:
        known = registry.holder(context.home, entry.office, entry.slug)
    if known is None and entry.office in ("head", "party_leader"):
        orgs = [s for s in context.scene.ranked() if s.startswith("org:")]
        known = next((k for o in orgs if (k := registry.holder(o, "head", ""))), None)
    return known


def _present(context: Context) -> tuple[str, ...]:
    """Persons of the meeting last told, else of the first one."""
    meeting = context.scene.meeting(context.sentence)
    return meeting[0] if meeting else context.scene.meetings[0][1] if context.scene.meetings else ()


def _offices(draft: Draft) -> list[Entry]:
    """The titles of a draft; the head of a government, a ministry or a parliament has an office of its own."""
    body = next((h.entry for h in draft.holders if h.kind == "body"), None)
    if body is None or body.sort == "party":
        return list(draft.entries)
    office = {"gov": "head_of_government", "parliament": "speaker"}.get(body.sort, "minister")
    return [replace(e, office=office, slug=body.slug) if e.office in ("leaders", "head") else e for e in draft.entries]


def counterpart_ids(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a counterpart: by name, else who holds the last speaker's office on the other side."""
    if draft.named:
        ids = name_ids(draft, sentence, context)
        for known in (context.registry.people[i] for i in ids):
            known.offices = known.offices or {(known.state or "", "other", "")}  # a colleague holds some office
        return ids
    if not context.registry.recent:
        return ()
    if not draft.holders:
        before = sentence.tokens[draft.first - 1].lower if draft.first else ""
        others = [i for i in _present(context) if i != context.subject]
        return tuple(others[:1]) if before in context.known.own else ()
    last = context.registry.people[context.registry.recent[-1]]
    for of in holders(draft, context):
        for _, office, slug in sorted(last.offices):
            holder = context.registry.holder(of, office, slug)
            if holder is not None:
                return (holder.actor_id,)
    return ()
