"""The stage: who is spoken of where. Document -> the same document with mentions, actors and participants."""

from __future__ import annotations

import re
from dataclasses import replace
from collections.abc import Sequence

from pipeline.document import Document, Mention, Sentence
from pipeline.gazetteer.load import day_range
from pipeline.lang.load import Language
from pipeline.tag.compose import Composer, Draft
from pipeline.tag.find import name_end
from pipeline.tag.people import Known, Registry
from pipeline.tag.resolve import FORMS, Resolver, facts
from pipeline.tag.scene import BODY, COUPLED, HEADING, LEAD, MODIFIER, Scene
from pipeline.tag.tables import Tables, tables

LEADS = 3  # sentences of the body that tell what the article is about
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
MANY_HOMES = 4  # a language of so many states' publishers tells nothing of the home
LATEST_YEAR = "2026"
UNTAGGED = frozenset({"furniture"})


def tag(document: Document, language: Language) -> Document:
    """Find the actors of an article: fills `mentions`, `actors` and `participants`."""
    known = tables(language.code, language.home)
    drafts = {
        i: Composer(s.tokens, known).compose()
        for i, s in enumerate(document.sentences)
        if document.blocks[s.block].kind not in UNTAGGED
    }
    registry = Registry(known, _day(document, drafts, known), _home(document, drafts, known))
    scene = Scene()
    resolver = Resolver(document, known, registry, scene)
    _register(document, drafts, resolver)
    _set_scene(document, drafts, resolver)
    document.mentions = _mentions(document, drafts, resolver)
    ids = dict.fromkeys(i for m in document.mentions for i in m.actor_ids)
    document.participants = _participants(document, resolver)
    document.actors = {i: facts(i, registry, known) for i in (*ids, *document.participants)}
    return document


def _day(document: Document, drafts: dict[int, list[Draft]], known: Tables) -> str:
    """The day on which offices are looked up: the middle of the time of publication, else a guess from the text."""
    if document.published:
        first, last = day_range(document.published)
        return first if first == last else first[:5] + ("07-01" if first[5:7] != last[5:7] else first[5:8] + "15")
    years = [y for y in _YEAR.findall(document.text) if y <= LATEST_YEAR]
    since = [
        h.since
        for row in drafts.values() for d in row if d.person
        for h in known.gazetteer.terms.get(d.person, ()) if h.office != "other"
    ]  # fmt: skip
    guesses = [*([max(years) + "-07-01"] if years else []), *([max(since)] if since else [])]
    return max(guesses) if guesses else LATEST_YEAR + "-01-01"


def _home(document: Document, drafts: dict[int, list[Draft]], known: Tables) -> str | None:
    """The state from which the article is told: of the language's states the one it speaks of most."""
    counts: dict[str, float] = {}
    for row in drafts.values():
        for draft in row:
            for hit in (*draft.holders, *([] if draft.kind not in ("state", "states") else [draft])):
                entry = hit.entry if not isinstance(hit, Draft) else hit.entries[0]
                if entry.kind in ("state", "states"):
                    for iso in entry.ids:
                        counts[iso] = counts.get(iso, 0) + 1
    homes = known.titles.homes
    best = max(homes, key=lambda h: (counts.get(h, 0), -homes.index(h)))
    if counts.get(best) and len(homes) < MANY_HOMES:
        return best
    if not counts:
        return homes[0] if len(homes) < MANY_HOMES else None
    return max(sorted(counts), key=lambda h: (counts[h], h in homes))


def _register(document: Document, drafts: dict[int, list[Draft]], resolver: Resolver) -> None:
    """Meet everybody who is named in full before anybody is looked up by surname or office."""
    late: list[tuple[Draft, Sentence]] = []
    _note_candidates(document, drafts, resolver)
    for i, row in drafts.items():
        sentence = document.sentences[i]
        for draft in row:
            if draft.kind == "state" and draft.entries[0].sort != "capital":
                resolver.firm.update(draft.entries[0].ids)
            for hit in draft.inner:
                if hit.kind == "state" and hit.entry.sort != "capital":
                    resolver.firm.update(hit.entry.ids)
            if draft.person is not None:
                resolver.identify(draft, sentence)
            elif draft.name is not None:
                late.append((draft, sentence))
    for draft, sentence in sorted(late, key=lambda x: -(x[0].name[1] - x[0].name[0]) if x[0].name else 0):
        if draft.name is not None and draft.name[1] - draft.name[0] > 1:
            resolver.identify(draft, sentence)


def _note_candidates(document: Document, drafts: dict[int, list[Draft]], resolver: Resolver) -> None:
    """Full names without a title, for a title with the surname alone elsewhere in the article."""
    known = resolver.known
    for i, row in drafts.items():
        tokens = document.sentences[i].tokens
        taken = frozenset(x for d in row for x in range(d.first, d.last))
        at = 0
        while at < len(tokens):
            end = name_end(tokens, at, taken, known) if tokens[at].text[:1].isupper() else at
            if end - at >= 2:
                words = [t.text for t in tokens[at:end] if t.text[0].isalpha()]
                resolver.candidates.setdefault(known.name_stemmer.stem(words[-1].lower()), words)
            at = max(end, at + 1)


def _set_scene(document: Document, drafts: dict[int, list[Draft]], resolver: Resolver) -> None:
    body = 0
    for i, row in drafts.items():
        sentence = document.sentences[i]
        kind = document.blocks[sentence.block].kind
        body += kind == "paragraph"
        weight = HEADING if kind == "heading" else LEAD if body <= LEADS else BODY
        if kind in ("caption", "byline"):
            weight = BODY / 2
        _weigh(i, row, sentence, weight, resolver)


def _weigh(i: int, row: Sequence[Draft], sentence: Sentence, weight: float, resolver: Resolver) -> None:
    scene, people = resolver.scene, []
    for draft in row:
        if draft.kind in ("state", "org"):
            entry = draft.entries[0]
            if entry.sort == "capital":
                continue
            share = MODIFIER if entry.sort == "adjective" else 1.0 if draft.kind == "state" else 0.5
            scene.saw([_side(x) for x in entry.ids], weight * share)
        elif draft.kind == "states" and len(draft.entries[0].ids) == 2:
            scene.met(i, [_side(x) for x in draft.entries[0].ids], weight * COUPLED)
        elif draft.kind in ("title", "counterpart", "name", "body", "side"):
            states = [h for h in resolver.holders(draft) if not h.startswith("org:")]
            if draft.named:
                known = resolver.identify(draft, sentence)
                states = [known.state] if known and known.state else states
                people += states
            elif draft.kind in ("title", "side"):
                people += states
            scene.saw([_side(s) for s in states[:2]], weight)
    pair = list(dict.fromkeys(people))
    if len(pair) == 2:
        scene.met(i, [_side(s) for s in pair], weight)
    else:
        _couple(i, row, sentence, weight, resolver)


def _couple(i: int, row: Sequence[Draft], sentence: Sentence, weight: float, resolver: Resolver) -> None:
    """Two states or organisations joined by "and" or a dash, no third beside them."""
    named = [d for d in row if d.kind in ("state", "org")]
    for before, after in zip(named, named[1:], strict=False):
        if before.last < after.first <= before.last + 2 and before.entries[0].ids != after.entries[0].ids:
            between = [t.lower for t in sentence.tokens[before.last : after.first]]
            third = any(n is not before and n is not after and (n.first - after.last in (1, 2) or before.first - n.last in (1, 2)) for n in named)
            dash = between[0] in ("-", "–", "—")
            if (dash or tuple(between) in resolver.known.joiners) and not third:
                sides = [_side(before.entries[0].ids[0]), _side(after.entries[0].ids[0])]
                if any(s.startswith("state:") for s in sides):
                    resolver.scene.met(i, sides, weight * COUPLED / 2)


def _side(iso: str) -> str:
    return iso if iso.startswith("org:") else "state:" + iso


def _mentions(document: Document, drafts: dict[int, list[Draft]], resolver: Resolver) -> list[Mention]:
    found: list[Mention] = []
    for i, row in drafts.items():
        resolver.sentence = i
        sentence = document.sentences[i]
        for draft in _with_surnames(row, sentence, resolver):
            found += _made(draft, i, sentence, resolver)
    return sorted(found, key=lambda m: (m.start, -m.end, m.inside))


def _with_surnames(row: Sequence[Draft], sentence: Sentence, resolver: Resolver) -> list[Draft]:
    """Add the lone surnames of persons whom the article knows."""
    taken = {i for d in row for i in range(d.first, d.last)}
    added = []
    for at, token in enumerate(sentence.tokens):
        if at in taken or not token.text[:1].isupper() or len(token.text) < 2:
            continue
        known = resolver.registry.solo(token)
        if known is not None:
            draft = Draft(at, at + 1, "name", (), person=None)
            draft.same_as = Draft(at, at + 1, "name", (), person=known.actor_id)
            added.append(draft)
    return sorted([*row, *added], key=lambda d: d.first)


def _made(draft: Draft, i: int, sentence: Sentence, resolver: Resolver) -> list[Mention]:
    if draft.kind == "name" and not draft.named and draft.same_as is not None:
        assert draft.same_as.person is not None
        ids: tuple[str, ...] = (draft.same_as.person,)
        resolver.registry.spoken_of(ids[0])
    else:
        ids = resolver.resolve(draft, sentence)
    made = []
    if ids:
        made.append(_mention(draft.first, draft.last, i, sentence, ids, draft))
    if draft.body is not None:
        inner = Draft(draft.body.first, draft.body.last, "body", (draft.body.entry,), draft.holders)
        body_ids = resolver.resolve(inner, sentence)
        if body_ids:
            mention = _mention(inner.first, inner.last, i, sentence, body_ids, inner)
            made.append(replace(mention, form="modifier", inside=bool(ids)))
    for hit in draft.inner:
        inner = Draft(hit.first, hit.last, hit.kind, (hit.entry,))
        inner_ids = resolver.resolve(inner, sentence) if hit.kind in ("state", "states", "org", "party", "fixed") else ()
        if inner_ids:
            mention = _mention(hit.first, hit.last, i, sentence, inner_ids, inner)
            made.append(
                Mention(
                    mention.start, mention.end, i, hit.first, hit.last, inner_ids,
                    mention.form if not ids else "modifier", mention.rule, inside=bool(ids),
                )
            )  # fmt: skip
    return made


def _mention(first: int, last: int, i: int, sentence: Sentence, ids: tuple[str, ...], draft: Draft) -> Mention:
    form = FORMS[draft.kind]
    if draft.named or draft.same_as is not None and draft.kind == "name":
        form = "name"
    if draft.kind == "state" and draft.entries[0].sort == "adjective":
        form = "modifier"
    if len(ids) > 1 and form in ("office", "org", "state"):
        form = "group"
    tokens = sentence.tokens
    return Mention(tokens[first].start, tokens[last - 1].end, i, first, last, ids, form, f"tag.{draft.kind}")


def _participants(document: Document, resolver: Resolver) -> tuple[str, ...]:
    """Those who meet: of each side the person spoken of first, then the sides."""
    sides = resolver.scene.sides()
    people: dict[str, str] = {}
    for mention in document.mentions:
        for actor_id in mention.actor_ids:
            known: Known | None = resolver.registry.people.get(actor_id)
            if known is not None and mention.form in ("name", "office") and f"state:{known.state}" in sides:
                people.setdefault(f"state:{known.state}", actor_id)
    return (*people.values(), *sides)
