"""Who is meant by an office, a name or a capital, in one language on one day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pipeline.config import Settings
from pipeline.document import Article, Document, Mention
from pipeline.gazetteer.load import day_range, gazetteer
from pipeline.gazetteer.model import FIRST_DAY, LAST_DAY
from pipeline.lang.load import LANGUAGES, load
from pipeline.segment import segment
from pipeline.tag import tag
from pipeline.tag.state_names import state_names

PERSON = "person:"
WHOLE = 0.7  # share of the question that the answer must account for


@dataclass(frozen=True, slots=True)
class Term:
    """A term of office: state or organisation, office, first day and last day (the latter excluded), "" if open."""

    of: str
    office: str
    since: str
    until: str
    acting: bool
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The actor meant, with what is known of it; `words` of the question and `rule` say why it is that one.

    `offices` are in order of time, `members` those of an organisation on the day; `aliases` are names by language code.
    """

    actor_id: str
    name: str
    type: str
    state: str | None
    wikidata: str | None
    offices: tuple[Term, ...]
    members: tuple[str, ...]
    aliases: dict[str, tuple[str, ...]]
    words: str
    rule: str


def who(words: str, *, on: str | None = None, language: str | None = None) -> Answer | None:
    """The actor that `words` mean on the day `on` (ISO date, month or year; today where none is given).

    Without `language` all are tried. None where nobody is known: an office whose holder no list has gives no guess, nor
    does one that was held by several in the month or year.
    """
    first, last = day_range(on) if on else (date.today().isoformat(),) * 2
    for code in (language,) if language else LANGUAGES:
        answers = [_on_a_day(words, day, code) for day in dict.fromkeys((first, last))]
        if answers[0] is not None:
            same = all(a is not None and a.actor_id == answers[0].actor_id for a in answers)
            return answers[0] if same else None
    return None


def _on_a_day(words: str, day: str, code: str) -> Answer | None:
    article = Article(article_id="who", text=f"{words}.", source_name="question", language=code, published=day)
    document = segment(article, Settings())
    document = tag(document, load(document.language))
    best = max((m for m in document.mentions if not m.inside), key=lambda m: m.end - m.start, default=None)
    return _answer(document, best, day) if best is not None and _is_answer(best, words) else None


def _is_answer(mention: Mention, words: str) -> bool:
    """Whether a mention is one actor and says what the question says, not only where."""
    actor_id = mention.actor_ids[0]
    whole = mention.end - mention.start >= WHOLE * len(words)
    office = mention.form == "office" and not actor_id.startswith(PERSON)
    stranger = actor_id.startswith(PERSON) and actor_id not in gazetteer().people
    return whole and len(mention.actor_ids) == 1 and not office and not stranger


def _answer(document: Document, mention: Mention, day: str) -> Answer:
    facts = document.actors[mention.actor_ids[0]]
    return Answer(
        actor_id=facts.actor_id,
        name=facts.name,
        type=facts.type,
        state=facts.state,
        wikidata=facts.wikidata,
        offices=_offices(facts.actor_id),
        members=gazetteer().members(facts.actor_id, day),
        aliases=_aliases(facts.actor_id),
        words=document.text[mention.start : mention.end],
        rule=mention.rule,
    )


def _offices(actor_id: str) -> tuple[Term, ...]:
    terms = sorted(gazetteer().terms.get(actor_id, ()), key=lambda t: (t.since, t.office))
    return tuple(Term(t.holder, t.office, _day(t.since), _day(t.until), t.acting, t.source) for t in terms)


def _day(day: str) -> str:
    return "" if day in (FIRST_DAY, LAST_DAY) else day


def _aliases(actor_id: str) -> dict[str, tuple[str, ...]]:
    """Names by language: a person without a spelling of its own in a Latin language goes by the English one there."""
    known = gazetteer()
    person = known.people.get(actor_id)
    if person is not None:
        usual = {code: person.names.get(code) or ((person.name,) if code != "ru" else ()) for code in LANGUAGES}
        return {**usual, "en": (person.name, *person.names.get("other", ()))}
    if actor_id in known.bodies:
        return known.bodies[actor_id].names
    state = known.states.get(actor_id.removeprefix("state:"))
    return {code: state_names(code)[state.iso3] for code in LANGUAGES} if state is not None else {}
