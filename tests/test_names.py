"""Which person, party or organisation a name means; each case is of one language's own."""

from __future__ import annotations

import pytest

from pipeline.config import Settings
from pipeline.document import Article
from pipeline.lang.load import load
from pipeline.segment import segment
from pipeline.tag import tag

DAY = "2024-03-01"
CASES = [
    # "parter" are sides, but parties where the states stand beside them
    ("sv", "Vietnam och Laos fördjupar banden mellan de två parterna och de två länderna.", DAY, "party:VNM-cpv"),
    ("sv", "Vietnam och Laos enades i dag. De två parterna möts igen i maj.", DAY, "-party:VNM-cpv"),
    # an organisation whose name begins like the rest of a longer title
    ("vi", "Chủ tịch Ủy ban châu Âu hứa mở ba văn phòng.", DAY, "person:ursula-von-der-leyen"),
    # who holds that very office, spelt in another way, in another script, or in part
    ("en", "The Maldives waited. President Mohammed Wahid Hassan of the Maldives agreed.", "2012-06-01",
     "person:mohamed-waheed-hassan"),
    ("ru", "Президент Киргизии Садыр Жапаров пообещал школы.", DAY, "person:sadyr-japarov"),
    ("sv", "Kirgizistans president Sadyr Zjaparov lovade skolor.", DAY, "person:sadyr-japarov"),
    # alike alone is not enough: another state's namesake is another person
    ("en", "Peru waited. Foreign Minister Sergio Lavros of Peru promised two schools.", DAY, "-person:sergey-lavrov"),
    ("ru", "Министр обороны Перу Сергей Шойгу-Торрес обещал школы.", "2018-03-01", "-person:sergei-shoigu"),
    # a lone surname means the leader of a state that the article names, or of a great one
    ("en", "Bahamas farmers waited all day. Later Davis agreed to visit them.", DAY, "person:philip-davis"),
    ("en", "The farmers waited all day. Later Davis agreed to visit them.", DAY, "-person:philip-davis"),
    ("en", "The farmers waited all day. Later Trump agreed to visit them.", "2025-06-01", "person:donald-trump"),
    # the day of an article without one is that on which its people held the titles that it gives them
    ("en", "Prime Minister Sonexay Siphandone met General Secretary To Lam. Vietnam's Prime Minister agreed.", None,
     "person:pham-minh-chinh"),
    # or that which it names in full at its head
    ("en", "Statement by the Prime Minister of Finland on 24 February 2023. We will help.", None, "person:sanna-marin"),
    ("sv", "Uttalande av Finlands statsminister den 24 februari 2023. Vi hjälper.", None, "person:sanna-marin"),
    ("ru", "Заявление премьер-министра Финляндии от 24 февраля 2023 года. Поможем.", None, "person:sanna-marin"),
    ("vi", "Ngày 24/2/2023, Thủ tướng Phần Lan đến Hà Nội.", None, "person:sanna-marin"),
    # a field of government that no portfolio lists
    ("en", "Minister for Young People and Glaciers Ann Berg promised two schools.", DAY, "person:ann-berg"),
    ("en", "Ann Lee, Minister of Glaciers, promised two schools.", DAY, "person:ann-lee"),
    ("ru", "Министр ледников Мексики Хорхе Кипаренко обещал школы.", DAY, "person:jorge-kiparenko"),
    ("ru", "Министр ледников Британии Джеймс Кипаренко обещал школы.", DAY, "person:james-kiparenko"),
    ("ru", "Министр ледников и лесов Перу Иван Петренко обещал школы.", DAY, "person:ivan-petrenko"),
    ("ru", "Первый замминистра рыбного хозяйства Иван Петренко обещал школы.", DAY, "person:ivan-petrenko"),
    ("ru", "Министр встретил Ивана Петренко.", DAY, "-person:ivan-petrenko"),
    # another minister of the state is not who holds a listed office there
    ("en", "Culture Minister Khalid Hossain of Bangladesh agreed.", "2025-03-01", "-person:touhid-hossain"),
    # words run together, acronyms, hours and common nouns are no names
    ("en", "Minister HomeGlobalNews agreed.", DAY, "-person:homeglobalnews"),
    ("en", "NRK Radio said so.", DAY, "-person:nrk-radio"),
    ("en", "The Prime Minister came at 8 PM Last Updated Monday.", DAY, "-person:last-updated"),
    ("ru", "Председателя Государственного ледового совета встретили.", DAY, "-person:gosudarstvennogo"),
    # of two of one name, who has the initial
    ("en", "US President George W. Bush agreed.", "2003-03-01", "person:george-w-bush"),
    ("en", "President George W Bush of the United States agreed.", "2003-03-01", "person:george-w-bush"),
    ("en", "US President George Herbert Walker Bush agreed.", "1990-03-01", "-person:george-w-bush"),
    # a government is that of the person named beside it
    ("en", "The Trump administration agreed.", "2025-06-01", "gov:USA"),
    ("ru", "Администрация Трампа согласилась.", "2025-06-01", "gov:USA"),
    ("vi", "Ông Donald Trump đến. Chính quyền Trump đồng ý.", "2025-06-01", "gov:USA"),
    # the authorities of a state are its government
    ("en", "Chinese authorities agreed.", DAY, "gov:CHN"),
    ("ru", "Турецкие власти согласились.", DAY, "gov:TUR"),
    # the leader of a party
    ("en", "The leader of the Labour Party agreed.", DAY, "person:keir-starmer"),
    ("sv", "Socialdemokraternas partiledare lovade skolor.", DAY, "person:magdalena-andersson"),
    ("sv", "Trumpadministrationen lovar skolor.", "2025-06-01", "gov:USA"),
    ("sv", "Macron-regeringen lovar skolor. Frankrike tiger.", "2025-06-01", "gov:FRA"),
    ("sv", "Glaciärminister Ann Berg lovade skolor.", DAY, "person:ann-berg"),
    # in Swedish news of Finland a ministry is hers
    ("sv", "Finland satsar. Försvarsministeriet lovar skolor.", DAY, "ministry:FIN-defence"),
    ("sv", "Sverige och Norge enades. Försvarsministeriet lovar skolor.", DAY, "ministry:NOR-defence"),
    ("sv", "Republikens president lovar skolor.", DAY, "person:alexander-stubb"),
    # the adjective of a state and what kind of state it is
    ("en", "The deputy head of the Italian Republic John Berg spoke.", DAY, "state:ITA"),
    ("ru", "Вице-премьер Итальянской Республики Хуан Перес обещал школы.", DAY, "person:juan-perez"),
    ("sv", "Italienska republiken lovade skolor.", DAY, "state:ITA"),
    ("en", "The Italian Republican John Berg spoke.", DAY, "-person:republican-john-berg"),
    # a name that opens the sentence, with a title in commas behind it
    ("en", "Ali Berg, the information minister, asked Norway for help.", DAY, "person:ali-berg"),
    ("ru", "Анна Берг, министр иностранных дел, просила Норвегию о помощи.", DAY, "-person:espen-barth-eide"),
    ("en", "In Port Berg, the foreign minister, Ann Dahl, spoke.", DAY, "person:ann-dahl"),
    # syllables that only look like a ministry
    ("vi", "Cán bộ xã hội hứa mở trường.", DAY, "-ministry:VNM-social-affairs"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "day", "actor"), CASES)
def test_a_name_means_whom_it_should(language: str, text: str, day: str | None, actor: str) -> None:
    article = Article(article_id="x", text=text, source_name="test", language=language, published=day)
    document = tag(segment(article, Settings()), load(language))
    found = {i for mention in document.mentions for i in mention.actor_ids}
    assert (actor.removeprefix("-") in found) is not actor.startswith("-"), found
