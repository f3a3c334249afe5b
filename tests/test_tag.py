"""The tag stage: the specs of every language, and what holds for any article."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.config import LANGUAGES
from pipeline.document import Article, Document
from pipeline.lang.load import load
from pipeline.segment import segment
from pipeline.tag import tag
from tests.conftest import ARTICLES
from tests.specs_reader import balance, cases

LEAST, EMPTY_SHARE = 36, 0.3


def tagged(text: str, language: str, published: str | None = None) -> Document:
    """A document after the tag stage."""
    article = Article(article_id="t", text=text, source_name="t", language=language, published=published)
    return tag(segment(article), load(language))


@pytest.mark.parametrize(("language", "case"), [*cases("tag"), *cases("spelling", ("ru",))])
def test_spec(language: str, case: dict[str, Any]) -> None:
    document = tagged(case["text"], language, case["published"])
    outer = [m for m in document.mentions if not m.inside]
    found = [f"{document.text[m.start : m.end]} | {m.form} | {' '.join(m.actor_ids)}" for m in outer]
    assert found == case["expect"]


@pytest.mark.parametrize(("language", "number", "empty"), balance("tag"))
def test_specs_hold_near_misses(language: str, number: int, empty: int) -> None:
    assert number >= LEAST
    assert empty >= number * EMPTY_SHARE


def test_specs_are_the_same_in_every_language() -> None:
    ids = {
        language: [c.id.removeprefix(f"{language}-") for c in cases("tag") if c.values[0] == language]
        for language in LANGUAGES
    }
    assert len({tuple(listed) for listed in ids.values()}) == 1


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda p: p.stem)
def test_mentions_fit_their_document(path: Any) -> None:
    document = tag(d := segment(Article("t", path.read_text(encoding="utf-8"), "t")), load(d.language))
    assert document.text
    assert [m.start for m in document.mentions] == sorted(m.start for m in document.mentions)
    for mention in document.mentions:
        tokens = document.sentences[mention.sentence].tokens
        assert mention.start == tokens[mention.first].start
        assert mention.end == tokens[mention.last - 1].end
        assert mention.actor_ids
        assert all(i in document.actors for i in mention.actor_ids)
    assert all(i in document.actors for i in document.participants)


def test_participants_are_the_persons_who_meet_and_their_states() -> None:
    document = tagged(
        "Norwegian Prime Minister Jonas Gahr Store met Kenyan President William Ruto. Sweden and Ghana were mentioned.",
        "en", "2025-05-05",
    )  # fmt: skip
    assert document.participants == ("person:jonas-gahr-store", "person:william-ruto", "state:NOR", "state:KEN")


def test_an_actor_knows_its_state() -> None:
    document = tagged("Thủ tướng Phạm Minh Chính tiếp Thủ tướng Campuchia Hun Manet.", "vi", "2025-05-05")
    assert document.actors["person:hun-manet"].state == "KHM"
    assert document.actors["person:pham-minh-chinh"].state == "VNM"


def test_who_heads_an_organisation_has_no_state() -> None:
    document = tagged("EU Commission President Ursula von der Leyen spoke.", "en", "2025-05-05")
    assert document.actors["person:ursula-von-der-leyen"].state is None


def test_a_person_of_no_list_gets_an_id_from_the_name() -> None:
    document = tagged("Посол Исландии Ярослава Ненашева встретилась с министром финансов Эстонии.", "ru", "2025-05-05")
    assert document.actors["person:yaroslava-nenasheva"].state == "ISL"


def test_the_home_of_an_article_is_where_it_is_told_from() -> None:
    assert "gov:SWE" in tagged("Regeringen skickar tält till Georgien, lovar Sverige.", "sv").actors
    assert (
        "gov:POL" in tagged("Regeringen i Warszawa nöjd. Polen skickar tält till Georgien, lovar Polen.", "sv").actors
    )


def test_the_same_article_gives_the_same_mentions() -> None:
    text = "Эмомали Рахмон и Касым-Жомарт Токаев подписали план. Президенты довольны. Обе страны построят мост."
    assert tagged(text, "ru", "2025-05-05").mentions == tagged(text, "ru", "2025-05-05").mentions


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [("sv", "Regeringen har beslutat om mer stöd till Moldavien.", "gov:SWE"),
     ("vi", "Chính phủ quyết định viện trợ 50 tỷ đồng cho Lào.", "gov:VNM"),
     ("sv", "Moldavien höjer skatten. Regeringen fattade beslutet i dag.", "gov:MDA")],
)  # fmt: skip
def test_a_body_that_opens_an_article_is_the_one_at_home(language: str, text: str, actor: str) -> None:
    assert actor in [i for m in tagged(text, language).mentions for i in m.actor_ids]


ENGLISH = [  # what the other languages have no like of
    ("Norway and Chile met. Norwegian officials said the government would come.", "the government", "gov:NOR"),
    ("Norway’s Prime Minister Jonas Gahr Store and Chile’s President Gabriel Boric held talks. They left.",
     "They", "person:jonas-gahr-store person:gabriel-boric"),
    ("EU leaders met in Oslo. They agreed. The leaders went home.", "The leaders", "org:eu"),
    ("Norway spoke of the East and South China Seas.", "Norway", "state:NOR"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "span", "ids"), ENGLISH)
def test_last_mention_in_english(text: str, span: str, ids: str) -> None:
    document = tagged(text, "en", "2024-03-04")
    last = [m for m in document.mentions if not m.inside][-1]
    assert (document.text[last.start : last.end], " ".join(last.actor_ids)) == (span, ids)


@pytest.mark.parametrize(
    ("language", "text", "state"),
    [("en", "Canadian Governor General David Johnston came to Oslo.", "CAN"),  # a minister of Australia is called so
     ("en", "Australia’s Defence Minister David Johnston came to Oslo.", "AUS"),
     ("sv", "Kanadas finansminister David Johnston kom till Oslo.", "CAN")],
)  # fmt: skip
def test_a_namesake_in_an_office_of_another_state_is_somebody_else(language: str, text: str, state: str) -> None:
    facts = tagged(text, language, "2014-03-04").actors["person:david-johnston"]
    assert facts.state == state


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "Prime Minister Aiko Sato of Japan met President Marko Virtanen of Finland in Oslo."),
     ("sv", "Premiärminister Aiko Sato från Japan mötte president Marko Virtanen från Finland i Oslo."),
     ("vi", "Thủ tướng Aiko Sato của Nhật Bản gặp Tổng thống Marko Virtanen của Phần Lan.")],
)  # fmt: skip
def test_the_state_behind_a_name_is_that_of_the_office(language: str, text: str) -> None:
    actors = tagged(text, language).actors
    assert (actors["person:aiko-sato"].state, actors["person:marko-virtanen"].state) == ("JPN", "FIN")
