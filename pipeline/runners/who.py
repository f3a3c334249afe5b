"""Who is meant by an office, a name or a capital, in one language on one day."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.config import Settings
from pipeline.document import Article, Document, Mention
from pipeline.gazetteer.load import gazetteer
from pipeline.lang.load import LANGUAGES, load
from pipeline.segment import segment
from pipeline.tag import tag

PERSON = "person:"
WHOLE = 0.7  # share of the question that the answer must account for


@dataclass(frozen=True, slots=True)
class Answer:
    """The actor meant, with what is known of it; `words` of the question and `rule` say why it is that one.

    `offices` are (state or organisation, office, first day or "", last day or "") in order of time; `aliases` are
    names by language code.
    """

    actor_id: str
    name: str
    type: str
    state: str | None
    wikidata: str | None
    offices: tuple[tuple[str, str, str, str], ...]
    aliases: dict[str, tuple[str, ...]]
    words: str
    rule: str


def who(words: str, *, on: str | None = None, language: str | None = None) -> Answer | None:
    """The actor that `words` mean on the day `on` (ISO date, month or year; today's holder where none is given).

    Without `language` all are tried. None where nobody is known: an office whose holder no list has gives no guess.
    """
    for code in (language,) if language else LANGUAGES:
        article = Article(article_id="who", text=f"{words}.", source_name="question", language=code, published=on)
        document = segment(article, Settings())
        document = tag(document, load(document.language))
        best = max((m for m in document.mentions if not m.inside), key=lambda m: m.end - m.start, default=None)
        if best is not None and _is_answer(best, words):
            return _answer(document, best)
    return None


def _is_answer(mention: Mention, words: str) -> bool:
    """Whether a mention is one actor and says what the question says, not only where."""
    whole = mention.end - mention.start >= WHOLE * len(words)
    office = mention.form == "office" and not mention.actor_ids[0].startswith(PERSON)
    return whole and len(mention.actor_ids) == 1 and not office


def _answer(document: Document, mention: Mention) -> Answer:
    facts = document.actors[mention.actor_ids[0]]
    return Answer(
        actor_id=facts.actor_id,
        name=facts.name,
        type=facts.type,
        state=facts.state,
        wikidata=facts.wikidata,
        offices=_offices(facts.actor_id),
        aliases=_aliases(facts.actor_id),
        words=document.text[mention.start : mention.end],
        rule=mention.rule,
    )


def _offices(actor_id: str) -> tuple[tuple[str, str, str, str], ...]:
    terms = sorted(gazetteer().terms.get(actor_id, ()), key=lambda t: (t.since, t.office))
    return tuple((t.holder, t.office, _day(t.since), _day(t.until)) for t in terms)


def _day(day: str) -> str:
    return "" if day.startswith(("0000", "9999")) else day


def _aliases(actor_id: str) -> dict[str, tuple[str, ...]]:
    known = gazetteer()
    person = known.people.get(actor_id)
    if person is not None:
        return {"en": (person.name,), "ru": tuple(person.cyrillic), "other": tuple(person.spellings[1:])}
    return next((b.names for b in (*known.organisations, *known.parties) if b.actor_id == actor_id), {})
