"""The words of the tag stage: strict models of `titles.yaml` and `groups.yaml`, one pair a language."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from pipeline.records.base import Model

Words = tuple[str, ...]
Members = Literal["sides", "states", "persons", "parties", "govs", "parliaments", "ministries", "any"]


class TitleRule(Model):
    """Words for an office: `match` with a state or a name beside them, `alone` also without, `plural` for several.

    `office` is a class of `office_holders.csv`, `minister` for those that name a portfolio, or `other`.
    `of` is the state of a title that only one state has, `slug` tells offices of one class apart.
    """

    office: str
    match: Words = ()
    alone: Words = ()
    plural: Words = ()
    of: str | None = None
    slug: str = ""


class Portfolio(Model):
    """A field of government; `office` where the gazetteer has its ministers. Names go into the templates."""

    slug: str
    names: Words = ()
    office: str | None = None
    ministry: Words = ()
    minister: Words = ()
    of: str | None = None


class BodyRule(Model):
    """Words for a body of a state: `match` beside a state, `alone` also without, `plural` for several of them."""

    body: Literal["gov", "parliament", "party"]
    match: Words = ()
    alone: Words = ()
    plural: Words = ()
    of: str | None = None


class Titles(Model):
    """`titles.yaml`. A word may be written `a|b`, or `=a` for this very form; others match with any case ending."""

    endings: Words = ()  # case endings of nouns, names and adjectives
    fixed_endings: Words = ()  # a one-word name that ends so keeps one form
    genitives: Words = ()  # those of them that make a name a mere modifier
    base_endings: Words = ()  # those of them that a nominative has
    adjective_endings: Words = ("",)  # added to the adjectives of states.csv
    state_prefixes: Words = ()  # of formal names: Republic of
    state_kinds: Words = ()  # what stands behind the adjective in others: (Kyrgyz) Republic
    state_endings: tuple[tuple[str, str], ...] = ()  # of states and capitals, with such as no other word takes
    nominatives: tuple[tuple[str, str], ...] = ()  # endings of names in other cases, with that of the nominative
    indeclinable: Words = ()  # endings of names that keep one form
    patronymics: Words = ()  # endings of fathers' names, which the English form of a name leaves out
    compound_joints: Words = ()  # what an adjective's stem ends in as the first part of a compound
    compound_stems: dict[str, str] = Field(default_factory=dict)  # first parts that are no adjective's stem: sino, indo
    cyrillic: bool = False  # names stand in Cyrillic letters
    english_names: bool = False  # English names of states are in use beside those of the language
    homes: Words = Field(min_length=1)  # states whose publishers write the language, the likeliest first
    titles: tuple[TitleRule, ...]
    portfolios: tuple[Portfolio, ...]
    minister: Words  # templates with X (a portfolio's name) or M (a ministry's whole name)
    minister_alone: Words = ()
    ministers: Words = ()
    ministry: Words
    ministries: Words = ()
    ministry_abroad: Words = ()  # such as no home state has: alone, those of the other side
    bodies: tuple[BodyRule, ...]
    honorifics: Words
    particles: Words  # small words inside names
    suffixes: Words = ()  # behind a name, a comma before them or not: the junior
    of: Words  # between title and state
    beside: bool = False  # the state may stand right behind the title
    owner_behind: bool = False  # whose government it is may stand right behind it
    before: Literal["any", "adjectives", "none"] = "any"  # which states may stand before the title
    spelling: tuple[tuple[str, str], ...] = ()  # letters of names as English writes them; ^ at the start
    spelling_of: dict[str, tuple[tuple[str, str], ...]] = Field(default_factory=dict)  # by states, before `spelling`
    folds: tuple[tuple[str, str], ...] = ()  # letters in which spellings of one foreign name differ
    articles: Words
    definite: Words = ()  # articles that belong to the mention
    and_: Words = Field(alias="and")
    former: Words
    sides: Words  # "the Lao side", with a state
    places: Words  # prepositions before a mere place
    met: Words = ()  # last words of what opens a sentence and governs somebody: "receiving the envoy of Norland, A …"
    of_named: Words = ()  # between a named office holder and the state: President A B of Norland
    of_members: Words = ()  # between "the ministers" and their organisation: of the member states
    counterparts: Words
    title_suffixes: Words = ()  # a compound that ends so is a minister's title, whatever the field
    title_suffixes_plural: Words = ()
    owned_suffixes: Words = ()  # a leader's name that ends so is his government
    field_heads: Words = ()  # the noun at the end of a title behind which a field of government may stand
    field_of: Words = ()  # words between the title and a field in capitals
    field_endings: Words = ()  # of the words of a field that the title governs
    field_joints: Words = ()  # small words inside such a field
    said: Words = ()  # verbs behind or before a speaker's name
    void: Words  # longer names in which a state's name says nothing
    institutions: Words = ()  # first words of names of bodies that no list holds, where a person's name might stand
    events: Words = ()  # heads of names of documents and events, in which an organisation is no actor
    closing_endings: Words = ()  # of surnames in a case in which the whole name must stand
    own: Words = ()  # his, her, their: before a body, that of the person spoken of last
    family_first: bool = False  # names of the language's own people begin with the family name
    family_names: Words = ()
    seats: Words = ()  # parts of a state, and bodies there, whose own name may stand between a title and a name

    def own_spelling(self, state: str) -> tuple[tuple[str, str], ...]:
        """The letters of names of one state, where English writes them in a way of their own."""
        return next((rules for states, rules in self.spelling_of.items() if state and state in states), ())


class GroupNoun(Model):
    """What there may be two of. `bare` are forms that mean the group without any numeral."""

    members: Members
    office: str | None = None
    words: Words = ()
    bare: Words = ()
    own: Words = ()  # whole phrases, numeral included
    parties: Words = ()  # those of the words that mean political parties beside states: "the two parties and states"


class FixedGroup(Model):
    """A group with known members."""

    states: Words
    match: Words
    people: Words = ()  # phrases for their leaders


class Groups(Model):
    """`groups.yaml`: how two or more are spoken of together, and the pronouns."""

    both: Words  # numerals and determiners before the nouns
    three: Words = ()
    nouns: tuple[GroupNoun, ...]
    fixed: tuple[FixedGroup, ...] = ()
    one: Words  # he, she
    many: Words  # they
    own_country: Words = ()  # his country
    that_country: Words = ()  # the country
    forms: dict[str, Words] = Field(default_factory=dict)  # the kingdom, the republic: by form of state
    our_country: Words = ()  # said by the publisher
    other_side: Words = ()  # the other side, seen from home
