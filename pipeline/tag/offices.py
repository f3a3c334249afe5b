"""Offices whose holder nobody knows: actors of their own, which the article may speak of again (CODEBOOK §3)."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.tag.context import Context
from pipeline.tag.draft import Draft
from pipeline.tag.tables import Entry

OFFICE = "office:"
SLUGS = {
    "head_of_government": "prime-minister",
    "deputy_head_of_government": "deputy-prime-minister",
    "head_of_state": "president",
    "deputy_head_of_state": "vice-president",
    "monarch": "monarch",
    "speaker": "speaker",
    "foreign_minister": "minister-of-foreign-affairs",
    "defence_minister": "minister-of-defence",
    "finance_minister": "minister-of-finance",
}


def office_ids(draft: Draft, states: Sequence[str], context: Context) -> tuple[str, ...]:
    """The office that a title without a name means: that of its state, else the one that the article named last."""
    entry = draft.entries[0]
    if entry.plural or draft.named:
        return ()
    if len(states) == 1 and states[0] in context.known.gazetteer.states:
        slug = _slug(entry)
        return _noted(f"{OFFICE}{states[0]}-{slug}", context) if slug else ()
    if states or not entry.alone:
        return ()
    fitting = [i for i in context.offices if _may_mean(entry, i)]
    return _noted(fitting[-1], context) if fitting else ()


def is_spoken_of(draft: Draft, context: Context) -> bool:
    """Whether a title without name or state means the office that was the last subject ("The minister added")."""
    entry, last = draft.entries[0], context.subject
    return last.startswith(OFFICE) and entry.alone and not entry.plural and _may_mean(entry, last)


def _slug(entry: Entry) -> str:
    if entry.slug and entry.office.endswith("minister"):
        return f"minister-of-{entry.slug}"
    return SLUGS.get(entry.office, "")


def _may_mean(entry: Entry, actor_id: str) -> bool:
    """Whether "the minister" or the like may mean an office."""
    slug = _slug(entry)
    return actor_id.endswith("-" + slug) if slug else entry.office == "minister" and "-minister-of-" in actor_id


def _noted(actor_id: str, context: Context) -> tuple[str, ...]:
    context.offices = [i for i in context.offices if i != actor_id] + [actor_id]
    return (actor_id,)
