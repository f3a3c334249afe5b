"""The stage: who is spoken of where. Document -> the same document with mentions, actors and participants."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.document import Document, Mention, Sentence, Token
from pipeline.lang.load import Language
from pipeline.lang.spelling import GENITIVES
from pipeline.tag.compose import LONGEST_ROW, Composer
from pipeline.tag.context import MANY_HOMES, Context, side_of
from pipeline.tag.day import day_of
from pipeline.tag.draft import Draft
from pipeline.tag.find import Hit, name_end
from pipeline.tag.groups import is_governed
from pipeline.tag.identify import by_office, holders, identify, settle
from pipeline.tag.people import Known, Registry
from pipeline.tag.resolve import FORMS, facts, resolve
from pipeline.tag.scene import ASIDE, BODY, COUPLED, HEADING, LEAD, MODIFIER, Scene, members
from pipeline.tag.surnames import with_surnames
from pipeline.tag.tables import NICKNAME, Tables, tables

MOST_STATES = 6  # of one mention
LEADS = 3  # sentences of the body that tell what the article is about
OPENING = 3  # tokens up to the state with which a sentence opens
DASHES = frozenset({"-", "–", "—"})
NESTED = frozenset({"state", "states", "org", "party", "fixed", "body"})
UNTAGGED = frozenset({"furniture"})
BYLINE = "byline"  # of journalists, who are no namesakes of leaders


def tag(document: Document, language: Language) -> Document:
    """Find the actors of an article: fills `mentions`, `actors` and `participants`."""
    known = tables(language.code, language.home)
    drafts = {
        i: [d for d in Composer(s.tokens, known).compose() if d.turned or document.blocks[s.block].kind not in UNTAGGED]
        for i, s in enumerate(document.sentences)
    }
    registry = Registry(known, day_of(document, drafts.values(), known.gazetteer), _home(document, drafts, known))
    registry.near |= {iso for row in drafts.values() for draft in row for iso in _isos_in(draft)}
    context = Context(known, registry, Scene(), registry.home)
    context.prepositions = frozenset(language.syntax.more.get("prepositions", ()))
    context.is_common = getattr(language.hooks, "is_common_noun", None)
    context.is_place = getattr(language.hooks, "is_place_name", None)
    context.says_they = getattr(language.hooks, "says_they", None)
    context.can_lead = getattr(language.hooks, "can_be_subject", None)
    _register(document, drafts, context)
    drafts = {
        i: with_surnames(row, document.sentences[i], context) if _told(document, i, BYLINE) else row
        for i, row in drafts.items()
        if row or _told(document, i)
    }
    _set_scene(document, drafts, context)
    if settle(context):
        context.scene = Scene()
        _set_scene(document, drafts, context)
    document.mentions = _mentions(document, drafts, context)
    ids = dict.fromkeys(i for m in document.mentions for i in m.actor_ids)
    document.participants = _participants(document, context)
    document.actors = {i: facts(i, registry, known) for i in (*ids, *document.participants)}
    return document


def _told(document: Document, i: int, *untold: str) -> bool:
    kind = document.blocks[document.sentences[i].block].kind
    return kind not in UNTAGGED and kind not in untold


def _isos_in(draft: Draft) -> list[str]:
    """ISO codes of the states that the words of a draft name."""
    entries = [hit.entry for hit in draft.inner] + list(draft.entries[:1])
    return [iso for e in entries if e.kind in ("state", "states") for iso in e.ids]


def _home(document: Document, drafts: dict[int, list[Draft]], known: Tables) -> str | None:
    """The state from which the article is told: of the language's states the one it speaks of most."""
    counts: dict[str, float] = {}
    for i, row in drafts.items():
        for draft in row:
            isos = _isos_in(draft)
            if draft.person is not None:
                isos.append(known.gazetteer.people[draft.person].state or "")
            elif draft.name and _is_own_name(document.sentences[i].tokens[draft.name[0]], known):
                isos.append(known.titles.homes[0])
            for iso in isos:
                counts[iso] = counts.get(iso, 0) + bool(iso)
    homes = known.titles.homes
    best = max(homes, key=lambda h: (counts.get(h, 0), -homes.index(h)))
    few = len(homes) < MANY_HOMES
    if few and (counts.get(best) or not counts or _opens_with_body(document, drafts)):
        return best
    if not counts:
        return None
    return max(counts, key=lambda h: (counts[h], h in homes))  # of several that which is named first


def _opens_with_body(document: Document, drafts: dict[int, list[Draft]]) -> bool:
    """Whether the body opens with "the government", of no state named: its readers know which."""
    lead = next((i for i, _ in document.body_sentences()), None)
    first = drafts.get(lead, [])[:1] if lead is not None else []
    return any(d.kind == "body" and d.entries[0].alone and not d.holders for d in first)


def _is_own_name(token: Token, known: Tables) -> bool:
    return known.titles.family_first and known.name_stemmer.plain(token.lower) in known.family


def _register(document: Document, drafts: dict[int, list[Draft]], context: Context) -> None:
    """Meet everybody who is named in full before anybody is looked up by surname or office."""
    late: list[tuple[Draft, Sentence]] = []
    _note_candidates(document, drafts, context)
    for i, row in drafts.items():
        sentence = document.sentences[i]
        for draft in row:
            if draft.kind == "org" and draft.entries[0].sort != NICKNAME:
                context.firm.update(draft.entries[0].ids)
            if draft.kind == "state" and draft.entries[0].sort != "capital":
                context.firm.update(draft.entries[0].ids)
            for hit in draft.inner:
                if hit.kind in ("state", "org") and hit.entry.sort != "capital":
                    context.firm.update(hit.entry.ids)
            if draft.person is not None:
                known = identify(draft, sentence, context)
                context.firm.update([known.state] if known is not None and known.state else [])
            elif draft.name is not None:
                late.append((draft, sentence))
    for draft, sentence in sorted(late, key=lambda x: -(x[0].name[1] - x[0].name[0]) if x[0].name else 0):
        if draft.name is not None and draft.name[1] - draft.name[0] > 1:
            identify(draft, sentence, context)


def _note_candidates(document: Document, drafts: dict[int, list[Draft]], context: Context) -> None:
    """Full names without a title, for a title with the surname alone elsewhere in the article."""
    known = context.known
    for i, row in drafts.items():
        tokens = document.sentences[i].tokens
        taken = frozenset(x for d in row for x in range(d.first, d.last))
        free = 0
        for at in [i for i, token in enumerate(tokens) if token.text[:1].isupper()]:
            if at < free or tokens[at].lower in known.articles:
                continue
            end = free = name_end(tokens, at, taken, known)
            if end - at >= 2:
                words = [t.text for t in tokens[at:end] if t.text[0].isalpha()]
                initial = len(words[0]) == 1
                if _speaks(tokens, at, end, known) or (initial and _opens_speech(tokens, at, end)):
                    row.append(Draft(at, end, "name", (), name=(at, end)))
                if not initial:
                    context.candidates.setdefault(known.name_stemmer.stem(words[-1].lower()), words)
        row.sort(key=lambda d: d.first)


def _opens_speech(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a name stands with a colon in front of what its bearer says: "K.Berg: Dear friends"."""
    return at == 0 and end + 1 < len(tokens) and tokens[end].text == ":"


def _speaks(tokens: Sequence[Token], at: int, end: int, known: Tables) -> bool:
    """Whether a verb of saying stands right before or behind a name."""
    before = tokens[at - 1].lower if at else ""
    if before in known.articles or any(
        t.text.isupper() and len(t.text) > 1 and t.text.isalpha() for t in tokens[at:end]
    ):
        return False  # "the Statistical Service said", "NRK News said"
    return before in known.said or (end < len(tokens) and tokens[end].lower in known.said)


def _set_scene(document: Document, drafts: dict[int, list[Draft]], context: Context) -> None:
    body = 0
    for i, row in drafts.items():
        sentence = document.sentences[i]
        kind = document.blocks[sentence.block].kind
        body += kind == "paragraph"
        weight = {"heading": HEADING, "caption": ASIDE, "byline": ASIDE}.get(kind, LEAD if body <= LEADS else BODY)
        _weigh(i, row, sentence, weight, context)
        _couple(row, sentence, weight, context)
        if kind == "heading":
            _couple_heading(row, weight, context)


def _weigh(i: int, row: Sequence[Draft], sentence: Sentence, weight: float, context: Context) -> None:
    scene, people = context.scene, dict[str, str]()
    for draft in row:
        if draft.kind in ("state", "org"):
            entry = draft.entries[0]
            if entry.sort != "capital":
                share = MODIFIER if entry.sort == "adjective" else 1.0
                scene.saw([side_of(x) for x in entry.ids], weight * share)
        elif draft.kind == "states" and len(draft.entries[0].ids) == 2:
            scene.joined([side_of(x) for x in draft.entries[0].ids], weight * COUPLED)
        elif draft.kind == "fixed":
            scene.saw([_group(draft)], weight)
        elif draft.kind == "party" and draft.entries[0].of:
            scene.saw([side_of(draft.entries[0].of)], weight)
        elif draft.kind in ("title", "counterpart", "name", "body", "side"):
            _weigh_holder(draft, sentence, weight, people, context)
    sides = list(dict.fromkeys(people.values()))
    if len(sides) == 2:
        scene.met(i, list(people), [side_of(s) for s in sides], weight)


def _weigh_holder(draft: Draft, sentence: Sentence, weight: float, people: dict[str, str], context: Context) -> None:
    """A person or body counts for the state; persons are also noted as those who may meet."""
    states = [h for h in holders(draft, context) if not h.startswith("org:")]
    persons: list[Known] = []
    if draft.named:
        known = identify(draft, sentence, context)
        persons = [known] if known is not None else []
        states = [known.state] if known is not None and known.state else states
    elif draft.kind == "title" and not draft.former:
        persons = by_office(draft, states, context)
    elif draft.kind == "body" and not states and draft.entries[0].alone and context.home:
        states = [context.home]
    people.update({k.actor_id: k.state for k in persons if k.state})
    context.scene.saw([side_of(s) for s in states[:MOST_STATES]], weight)
    context.scene.saw([h for h in holders(draft, context) if h.startswith("org:")], weight / 2)


def _couple(row: Sequence[Draft], sentence: Sentence, weight: float, context: Context) -> None:
    """Two sides joined by "and" or a dash, no third beside them."""
    named = [d for d in row if d.kind in ("state", "org", "fixed")]
    for at, (before, after) in enumerate(pairwise(named)):
        between = [t.lower for t in sentence.tokens[before.last : after.first] if t.lower not in context.known.articles]
        if not between or len(between) > 2 or after.first < before.last:
            continue
        beside = [*named[max(0, at - 1) : at], *named[at + 2 : at + 3]]
        if any(d.last + 1 == before.first or after.last + 1 == d.first for d in beside):
            continue
        if between[0] in DASHES or tuple(between) in context.known.joiners:
            before.coupled = after.coupled = True
            sides = [_group(d) if d.kind == "fixed" else side_of(d.entries[0].ids[0]) for d in (before, after)]
            if sides[0] != sides[1] and not all(s.startswith("org:") for s in sides):
                context.scene.joined(sides, weight * COUPLED)


def _couple_heading(row: Sequence[Draft], weight: float, context: Context) -> None:
    """The only two sides of a heading have to do with each other."""
    sides: dict[str, None] = {}
    for draft in row:
        if draft.kind in ("state", "states", "org") and draft.entries[0].sort != "capital":
            sides.update(dict.fromkeys(side_of(x) for x in draft.entries[0].ids))
        elif draft.kind == "fixed":
            sides[_group(draft)] = None
        elif draft.kind in ("title", "side", "body"):
            sides.update(dict.fromkeys(side_of(h) for h in holders(draft, context)))
    if len(sides) == 2:
        context.scene.joined(list(sides), weight)
    if len(sides) == 3 and all(s.startswith("state:") for s in sides):
        context.scene.trio = tuple(sides)


def _group(draft: Draft) -> str:
    return "group:" + "+".join(draft.entries[0].ids)


def _mentions(document: Document, drafts: dict[int, list[Draft]], context: Context) -> list[Mention]:
    found: list[Mention] = []
    for i, row in drafts.items():
        context.sentence = i
        sentence = document.sentences[i]
        rows: list[tuple[Draft, tuple[str, ...]]] = []
        for at, draft in enumerate(row):
            after = row[at + 1] if at + 1 < len(row) else None
            context.beside = _named_beside(draft, after, sentence, context)
            made = _made(draft, i, sentence, context)
            found += made
            outer = next((m.actor_ids for m in made if not m.inside and m.form != "modifier"), ())
            rows.append((draft, outer))
            if not at:
                opens = draft.kind == "state" and draft.first < OPENING and draft.entries[0].sort != "adjective"
                context.opened = draft.entries[0].ids[0] if opens else ""
            _note_row(rows[-LONGEST_ROW:], sentence, context)
    return sorted(found, key=lambda m: (m.start, -m.end, m.inside))


def _named_beside(draft: Draft, after: Draft | None, sentence: Sentence, context: Context) -> str:
    """The person named right behind an office without a name and "and" ("the President and President Sato")."""
    if after is None or draft.kind != "title" or draft.named or draft.holders or not after.named:
        return ""
    if tuple(t.lower for t in sentence.tokens[draft.last : after.first]) not in context.known.joiners:
        return ""
    known = identify(after, sentence, context)
    return known.actor_id if known is not None else ""


def _note_row(rows: Sequence[tuple[Draft, tuple[str, ...]]], sentence: Sentence, context: Context) -> None:
    """Actors joined by "and" are whom "they" means next; a state in the genitive only says whose they are."""
    if not rows[-1][1]:
        return
    holders = [d for d, _ in rows if sentence.tokens[min(d.last, len(sentence.tokens) - 1)].lower in GENITIVES]
    if rows[-1][0] in holders:
        return
    rows = [r for r in rows if r[0] not in holders]
    skipped = {at for d in holders for at in range(d.first, d.last + 1)}
    ids: list[str] = []
    joined = False  # a comma alone may part a place from the subject
    first = rows[-1][0]
    for (draft, found), (after, _) in zip(reversed(rows), reversed([*rows[1:], rows[-1]]), strict=True):
        between = range(draft.last, after.first) if after is not draft else ()
        words = [sentence.tokens[at].lower for at in between if at not in skipped]
        joint = [word for word in words if word not in context.known.articles]
        if not found or (after is not draft and joint != [","] and tuple(joint) not in context.known.joiners):
            break
        joined = joined or (after is not draft and joint != [","]) or len(found) > 1
        ids, first = [*found, *ids], draft
    if joined and len(set(ids)) > 1:
        context.told_many(tuple(dict.fromkeys(ids)), governed=is_governed(first, sentence, context))


def _made(draft: Draft, i: int, sentence: Sentence, context: Context) -> list[Mention]:
    ids = resolve(draft, sentence, context)
    made = []
    if ids:
        made.append(_mention((draft.first, draft.last), i, sentence, ids, draft, context.known))
    if draft.body is not None:
        inner = Draft(draft.body.first, draft.body.last, "body", (draft.body.entry,), draft.holders)
        body_ids = resolve(inner, sentence, context)
        if body_ids:
            mention = _mention((inner.first, inner.last), i, sentence, body_ids, inner, context.known, outer=False)
            made.append(mention._replace(form="modifier", inside=bool(ids)))
    for hit in draft.inner:
        inner = Draft(hit.first, hit.last, hit.kind, (hit.entry,), _owners(hit, draft))
        inner_ids = resolve(inner, sentence, context) if hit.kind in NESTED else ()
        if inner_ids:
            mention = _mention((hit.first, hit.last), i, sentence, inner_ids, inner, context.known, outer=not ids)
            made.append(
                Mention(
                    mention.start, mention.end, i, mention.first, mention.last, inner_ids,
                    mention.form if not ids else "modifier", mention.rule, inside=bool(ids),
                )
            )  # fmt: skip
    return made


def _owners(hit: Hit, draft: Draft) -> list[Hit]:
    """Whose body it is that stands inside another mention: "the head of Norland's parliament"."""
    return [h for h in draft.holders if h.kind in ("state", "states")] if hit.kind == "body" else []


def _mention(
    span: tuple[int, int],
    i: int,
    sentence: Sentence,
    ids: tuple[str, ...],
    draft: Draft,
    known: Tables,
    *,
    outer: bool = True,
) -> Mention:
    first, last = span
    definite = known.titles.definite if outer else ()
    form = FORMS[draft.kind]
    if draft.named:
        form = "name"
    tokens = sentence.tokens
    if draft.kind == "state" and (draft.entries[0].sort == "adjective" or _is_genitive(tokens[last - 1], draft, known)):
        form = "modifier"
    if len(ids) > 1 and form in ("office", "org", "state"):
        form = "group"
    if first and tokens[first - 1].lower in definite and form not in ("modifier", "pronoun"):
        first -= 1
    return Mention(tokens[first].start, tokens[last - 1].end, i, first, last, ids, form, f"tag.{draft.kind}")


def _is_genitive(token: Token, draft: Draft, known: Tables) -> bool:
    """A state in the genitive: it says whose, not who."""
    plain = known.stemmer.plain(token.lower)
    return (
        plain != draft.entries[0].head and plain.endswith(known.titles.genitives) if known.titles.genitives else False
    )


def _participants(document: Document, context: Context) -> tuple[str, ...]:
    """Those who meet: of each side the person spoken of first, then the sides."""
    sides = members(context.scene.sides())
    people: dict[str, str] = {}
    for _, met, of in context.scene.meetings:
        if set(members(of)) <= set(sides):
            for actor_id in met:
                people.setdefault(f"state:{context.registry.people[actor_id].state}", actor_id)
            break
    for mention in document.mentions:
        for actor_id in mention.actor_ids:
            known: Known | None = context.registry.people.get(actor_id)
            if known is not None and mention.form in ("name", "office") and f"state:{known.state}" in sides:
                people.setdefault(f"state:{known.state}", actor_id)
    return (*people.values(), *sides)
