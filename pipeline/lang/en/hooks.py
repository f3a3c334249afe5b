"""English verb and noun forms: the grammar that the data files of `en` lean on.

Features of `inflect`: `base`, `s`, `past`, `part`, `ing`, `fin` (base, s and past) and `n` (a noun, one or many);
the empty feature gives all verb forms. A lemma of several words inflects its first word ("hand over").
"""

from __future__ import annotations

from functools import lru_cache

FORMS: tuple[str, ...] = ("base", "s", "past", "part", "ing")
PASSIVE_NEEDS = "part"
FINITE = ("s", "past")
GOVERNING_FORMS = ("ing",)  # "Meeting the envoy, the premier agreed": the envoy is no subject
OPENING_FORM = "ing"  # "Announcing the loan, the premier said": the subject stands behind the comma
FREE_ORDER = VERB_SECOND = False  # said, for a name that is missing is slow to ask for
STRICT_SUBJECTS = True  # a subject that is no known actor and has no role is somebody else
TAIL_BOTH_ORDERS = True  # ", said the minister", ", the minister said on Monday"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_IRREGULAR = """
arise arose arisen|awake awoke awoken|be was/were been|bear bore borne|beat beat beaten|become became become
begin began begun|bend bent bent|bet bet bet|bid bid bid|bind bound bound|bite bit bitten|break broke broken
breed bred bred|bring brought brought|broadcast broadcast broadcast|build built built|burn burned/burnt burned/burnt
buy bought bought|cast cast cast|catch caught caught|choose chose chosen|come came come|cost cost cost
cut cut cut|deal dealt dealt|dig dug dug|do did done|draw drew drawn|drink drank drunk|drive drove driven
eat ate eaten|fall fell fallen|feed fed fed|feel felt felt|fight fought fought|find found found|fly flew flown
forbid forbade forbidden|forecast forecast forecast|foresee foresaw foreseen|forget forgot forgotten
forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|get got got/gotten|give gave given
go went gone|grow grew grown|hang hung hung|have had had|hear heard heard|hide hid hidden|hit hit hit
hold held held|hurt hurt hurt|keep kept kept|know knew known|lay laid laid|lead led led|lean leaned leaned
learn learned/learnt learned/learnt|leave left left|lend lent lent|let let let|lie lay lain|lose lost lost
make made made|mean meant meant|meet met met|offset offset offset|overcome overcame overcome|oversee oversaw overseen
pay paid paid|put put put|quit quit quit|read read read|rebuild rebuilt rebuilt|redo redid redone|repay repaid repaid
reset reset reset|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said said|see saw seen
seek sought sought|sell sold sold|send sent sent|set set set|shake shook shaken|shed shed shed|shine shone shone
shoot shot shot|show showed shown|shut shut shut|sing sang sung|sink sank sunk|sit sat sat|sleep slept slept
speak spoke spoken|speed sped/speeded sped/speeded|spend spent spent|split split split|spread spread spread
spring sprang sprung|stand stood stood|steal stole stolen|stick stuck stuck|strike struck struck
strive strove/strived striven/strived
swear swore sworn|sweep swept swept|swing swung swung|take took taken|teach taught taught|tear tore torn
tell told told|think thought thought|throw threw thrown|undergo underwent undergone|undertake undertook undertaken
understand understood understood|undo undid undone|uphold upheld upheld|wear wore worn|win won won|wind wound wound
withdraw withdrew withdrawn|withhold withheld withheld|withstand withstood withstood|write wrote written
"""
PAST: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    lemma: (frozenset(past.split("/")), frozenset(part.split("/")))
    for line in _IRREGULAR.split("\n")
    if line
    for lemma, past, part in (entry.split() for entry in line.split("|"))
}
BE: dict[str, frozenset[str]] = {
    "base": frozenset({"be"}),
    "s": frozenset({"is", "are", "am"}),
    "past": frozenset({"was", "were"}),
    "part": frozenset({"been"}),
    "ing": frozenset({"being"}),
}
THIRD = {"have": "has", "do": "does", "go": "goes", "forgo": "forgoes", "undergo": "undergoes", "veto": "vetoes"}
DOUBLING = _words(
    """abet abut admit allot bar bet bid ban beg begin blot cap chat chip clap commit compel concur confer cut defer
    deter dig dim dip dispel drag drop embed equip excel expel fit flag forget get grab hit incur infer instil jog knit
    lag let
    log map mob mop nod occur offset omit outbid pat patrol permit pin plan plot plug pop prefer prod program propel
    put quit rebel rebut recur refer regret remit repel reset rid rob rub run scan scrap set shed ship shop shred shun
    shut sin sip sit skip slam slap slip snap spin split spot star stem step stir stop strip submit sum swap swim tag
    tap tip top transfer transmit trap trim unplug upset win wrap zip"""
)
BRITISH_L = _words("cancel channel control counsel dial enrol fuel fulfil label level model patrol signal total travel")
NOUNS_IN_ING = _words(
    """anything banking beijing being boeing briefing building ceiling clothing engineering ending everything evening
    farming financing fishing funding gathering hearing holding housing king lending manufacturing meaning meeting
    mining morning nothing offering opening planning processing ring shipping something spending spring string
    thing training understanding upbringing warning wedding wing wellbeing according during including regarding
    concerning following existing outstanding ongoing forthcoming upcoming leading remaining emerging growing pressing
    notwithstanding pending"""
)
NOT_PAST = _words(
    """bed breed creed deed exceed feed greed indeed need proceed red sacred seed shed shred speed succeed hundred
    kindred wicked embed biomed united advanced developed limited related so-called detailed shared increased continued
    enhanced renewed armed sustained unprecedented balanced required"""
)
NOT_BASE_ISE = _words(
    """concise demise disguise enterprise exercise expertise franchise likewise merchandise noise otherwise paradise
    precise premise promise raise rise surprise treatise wise size prize rise cruise praise"""
)


def _third(verb: str) -> str:
    if verb in THIRD:
        return THIRD[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _stems(verb: str) -> tuple[str, ...]:
    """The stems before -ed and -ing of a verb that doubles its last letter, or may."""
    if verb in DOUBLING:
        return (verb + verb[-1],)
    return (verb, verb + verb[-1]) if verb in BRITISH_L else (verb,)


def _past(verb: str) -> frozenset[str]:
    if verb.endswith("e"):
        return frozenset({verb + "d"})
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return frozenset({verb[:-1] + "ied"})
    return frozenset(stem + "ed" for stem in _stems(verb))


def _ing(verb: str) -> frozenset[str]:
    if verb.endswith("ie"):
        return frozenset({verb[:-2] + "ying"})
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")) and verb != "be":
        return frozenset({verb[:-1] + "ing"})
    return frozenset(stem + "ing" for stem in _stems(verb))


@lru_cache(maxsize=8192)
def paradigm(verb: str) -> dict[str, frozenset[str]]:
    """The five form classes of one verb (base form, lower case), regular where the table does not say otherwise."""
    if verb == "be":
        return BE
    irregular = PAST.get(verb)
    past, part = irregular or (_past(verb), _past(verb))
    return {
        "base": frozenset({verb}),
        "s": frozenset({_third(verb)}),
        "past": past,
        "part": part,
        "ing": _ing(verb),
    }


@lru_cache(maxsize=8192)
def inflect(lemma: str, feature: str) -> frozenset[str]:
    """Lower-case forms of `lemma` with `feature`; the empty set for a feature that English has not."""
    lemma = lemma.lower().replace("_", " ")
    verb, _, rest = lemma.partition(" ")
    tail = " " + rest if rest else ""
    if feature == "n":
        return frozenset({lemma, _plural(lemma)})
    forms = paradigm(verb)
    if feature == "":
        chosen: frozenset[str] = frozenset().union(*forms.values())
    elif feature == "fin":
        chosen = forms["base"] | forms["s"] | forms["past"]
    else:
        chosen = forms.get(feature, frozenset())
    return frozenset(form + tail for form in chosen)


def _plural(noun: str) -> str:
    return _third(noun) if not noun.endswith("man") else noun[:-3] + "men"


PREPOSITIONS = _words(
    "of in on at by with from for to into between among against about over under near through across as"
)
HELPERS = _words("has have had also is was are were will would")
DAYS = _words("monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow here now then")


GROUPS = {"working": "workgroup", "rebel": "rebel", "separatist": "rebel", "armed": "rebel", "insurgent": "rebel"}


def subject_noun(words: tuple[str, ...], verb: str) -> str:
    """The head noun, in the singular, of the subject phrase `words` in front of a verb; "" where none can be told."""
    head = ""
    for word in words:
        if word in PREPOSITIONS:
            break
        if head in GROUPS and word in ("group", "groups"):
            head = GROUPS[head]
        elif word.isalpha() and not word.endswith("ly") and word not in HELPERS and word not in DAYS:
            head = word
    if head.endswith("ies"):
        return head[:-3] + "y"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def is_person(noun: str) -> bool:
    """English nouns do not tell people by their form: `more.strangers` names those that count."""
    return False


NOT_ADVERBS = _words(
    """family supply apply reply rely comply multiply imply ally rally assembly monopoly anomaly homily fly bully jelly
    july italy only likely unlikely friendly costly deadly elderly orderly lively lovely timely daily weekly monthly
    yearly quarterly homely kindly leisurely neighbourly neighborly heavenly worldly scholarly cowardly disorderly
    melancholy butterfly resupply oversupply underlying early duly lily belly folly holly sly ugly silly hilly"""
)


def is_adverb(word: str) -> bool:
    """Whether a word is an adverb by its ending ("amicably")."""
    return len(word) > 5 and word.endswith("ly") and word not in NOT_ADVERBS


@lru_cache(maxsize=65536)
def forms_of(word: str) -> frozenset[str]:
    """Form classes of a word by its ending, for verbs not in `syntax.yaml`; empty where it may be a noun."""
    if "-" in word or len(word) < 5:
        return frozenset()
    if word.endswith("ing"):
        return frozenset() if word in NOUNS_IN_ING else frozenset({"ing"})
    if word.endswith("ed"):
        return frozenset() if word in NOT_PAST else frozenset({"past", "part"})
    if word.endswith(("ise", "ize", "ify")) and word not in NOT_BASE_ISE:
        return frozenset({"base"})
    if word.endswith(("izes", "ifies")):
        return frozenset({"s"})
    return frozenset()
