"""From drafts to actor ids, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.document import ActorFacts, MentionForm, Sentence
from pipeline.tag.bodies import body_ids, org_ids, side_ids, state_ids, states_ids
from pipeline.tag.context import Context
from pipeline.tag.draft import Draft
from pipeline.tag.groups import fixed_ids, group_ids, is_governed, pronoun_ids
from pipeline.tag.identify import counterpart_ids, name_ids, title_ids
from pipeline.tag.people import Registry
from pipeline.tag.tables import Tables

LEADING = 3  # tokens in front of a subject that opens its sentence

FORMS: dict[str, MentionForm] = {
    "state": "state", "states": "modifier", "org": "org", "party": "org", "body": "org", "group": "group",
    "fixed": "group", "pronoun": "pronoun", "side": "state", "name": "name", "title": "office", "counterpart": "office",
}  # fmt: skip
RESOLVERS: dict[str, Callable[[Draft, Sentence, Context], tuple[str, ...]]] = {
    "name": name_ids, "title": title_ids, "counterpart": counterpart_ids, "state": state_ids, "states": states_ids,
    "side": side_ids, "org": org_ids, "party": org_ids, "body": body_ids, "fixed": fixed_ids, "group": group_ids,
    "pronoun": pronoun_ids,
}  # fmt: skip


def resolve(draft: Draft, sentence: Sentence, context: Context) -> tuple[str, ...]:
    """Actor ids of a draft; empty where it cannot be told or means no actor."""
    resolver = RESOLVERS.get(draft.kind)
    ids = resolver(draft, sentence, context) if resolver is not None else ()
    recent = context.registry.recent
    known = sorted((i for i in ids if i in recent), key=recent.index)  # "both" leave open who was spoken of last
    for actor_id in known if len(ids) > 1 else ids:
        if actor_id.startswith("person:"):
            context.registry.spoken_of(actor_id)
    if len(ids) == 1 and ids[0].startswith(("person:", "office:")):
        oblique = draft.kind in ("name", "title") and not _can_lead(draft, sentence, context)
        context.told(ids[0], governed=is_governed(draft, sentence, context), oblique=oblique)
    of_body = draft.kind in ("org", "title") and len(ids) == 1 and ids[0].startswith("org:")
    if of_body and (draft.entries[-1].plural or _speaks_as_leaders(draft, sentence, context)):
        context.body, context.body_at = ids, context.sentence
        if draft.kind == "org" and draft.first < LEADING:
            context.told_many(ids, governed=False)  # "EU-ledarna": "they" and "the leaders" are the EU's
    return ids


def _can_lead(draft: Draft, sentence: Sentence, context: Context) -> bool:
    return context.can_lead is None or context.can_lead([t.text for t in sentence.tokens[draft.first : draft.last]])


def _speaks_as_leaders(draft: Draft, sentence: Sentence, context: Context) -> bool:
    """Whether a body is named by its leaders, ministers or states: "the G7 ministers", or a compound of them."""
    first, last = sentence.tokens[draft.first].lower, sentence.tokens[draft.last - 1].lower
    plurals = context.known.plurals
    _, joint, rest = last.rpartition("-")
    return (bool(joint) and rest in plurals) or (draft.last - draft.first > 1 and bool(plurals & {first, last}))


def facts(actor_id: str, registry: Registry, known: Tables) -> ActorFacts:
    """What is known of an actor."""
    kind, _, rest = actor_id.partition(":")
    gazetteer = known.gazetteer
    wikidata = gazetteer.wikidata(actor_id)
    if kind == "person":
        person = registry.people[actor_id]
        office = next((o for _, o, _ in sorted(person.offices)), None)
        return ActorFacts(actor_id, person.name, kind, person.state, wikidata if person.listed else None, office)
    body = gazetteer.bodies.get(actor_id)
    if kind == "org":
        return ActorFacts(actor_id, body.name if body is not None else rest, kind, None, wikidata)
    iso = rest[:3]
    if kind == "party":
        return ActorFacts(actor_id, body.name if body is not None else rest, kind, iso, wikidata)
    state = gazetteer.states[iso].name if iso in gazetteer.states else iso
    name = state if kind == "state" else f"{rest[4:].replace('-', ' ') or kind} ({state})"
    return ActorFacts(actor_id, name, kind, iso, wikidata)
