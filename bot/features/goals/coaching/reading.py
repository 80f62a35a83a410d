"""How the coach reads a draft: its words, who benefits, whether it measures anything, whether it is English."""

import re
from dataclasses import dataclass
from functools import cached_property

from bot.text import shorten

WHO_CHARACTERS = 40
DEED_CHARACTERS = 80
SOMEBODY = "The people we serve"

FILLERS = re.compile(
    r"^(?:(?:our |the |my )?goal(?: is)?(?: to|:)?\s+|we(?:'ll| will| want to| should| must| need to)?\s+|let['’]?s\s+"
    r"|i(?:'ll| will| want to)?\s+|to\s+|please\s+)+",
    re.IGNORECASE,
)
MAKING = (
    "build complete create deliver deploy design develop finish implement install launch produce publish release "
    "ship write"
)
CHANGING = (
    "boost cut decrease double drop enable enhance expand extend facilitate foster grow halve help improve increase "
    "leverage lower optimise optimize promote raise reduce shorten speed strengthen streamline support win"
)
DOING = (
    "add adopt answer apply attend avoid book close conduct continue convert eliminate end file find fix get give hire hit hold "
    "host introduce keep maintain make merge migrate move open order organise organize post prepare prevent print reach record "
    "refactor remain replace review rewrite run schedule send set start stop switch sustain test train try update upgrade "
    "upload use"
)
VERBS = frozenset(f"{MAKING} {CHANGING} {DOING}".split())

ENGLISH_WORDS = (
    "about after all always and are at because before by can every everyone fewer for from get has have how in instead "
    "is it less more my never new no of on our out own so than that the their them they this to us we what when which "
    "who will with within without churn conversion csat mrr nps retention revenue satisfaction uptime zero customers "
    "people users"
)
ENGLISH = VERBS | frozenset(ENGLISH_WORDS.split())
OTHER_WORDS = (
    "al alle auf avec che clientes con das de del dem den der des det die du een ein eine el en et fuer für gli het il "
    "is jest kunden la las le les los met mit na nicht nie nos nous och para per por pour que se sin som sind und une "
    "unsere uns van voor von was wir y zu"
)
OTHER_LANGUAGES = frozenset(OTHER_WORDS.split())
PEOPLE = re.compile(
    r"\b(?:new |our )?(?:customers?|users?|clients?|members?|teams?|teammates|people|patients?|students?|pupils?|parents?"
    r"|teachers?|learners?|volunteers?|hires|newcomers?|employees?|colleagues?|staff|developers?|engineers?|managers?"
    r"|families|citizens|residents|visitors?|guests?|donors?|partners?|buyers?|sellers?|readers?|subscribers?|agents?"
    r"|neighbours|neighbors|children)\b",
    re.IGNORECASE,
)
NOBODY = frozenset({"", "n/a", "na", "none", "nobody", "tbd", "unknown", "?", "-"})
EVERYBODY = frozenset(
    {"everyone", "everybody", "all", "all of us", "us", "we", "the company", "stakeholders", "the business"}
)
NUMBER = re.compile(r"(?<![\w.])(?!(?:19|20)\d\d\b)\d")
AMOUNT = re.compile(
    r"\b(?:half|halve[ds]?|doubled?|tripled?|twice|same day|a third|a quarter)\b", re.IGNORECASE
)
CHANGE = re.compile(
    r"\bfrom\b[^\d]*\d.*?(?:\bto\b|→|->)[^\d]*\d|\d.*?\b(?:instead of|rather than|down from|up from)\b[^\d]*\d",
    re.IGNORECASE,
)
EFFECT = re.compile(r"\b(?:so|because|thanks to|in order to|which means|lets|letting)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """A draft as the coach sees it: clean single lines; the beneficiary and the why may be empty."""

    title: str
    beneficiary: str
    why: str

    @cached_property
    def deed(self) -> str:
        """What the title says is done, without "we will" or "our goal is to", as the middle of a sentence."""
        said = FILLERS.sub("", self.title).rstrip(" .!?…") or self.title
        first, _, rest = said.partition(" ")
        opening = first.lower() if first.lower() in VERBS else first
        return shorten(f"{opening} {rest}".strip(), DEED_CHARACTERS)

    @cached_property
    def opening(self) -> str:
        """The whole title without fillers, in lower case: what most rules look at."""
        return FILLERS.sub("", self.title).lower()

    @property
    def thing(self) -> str:
        """What the deed is done to: the deed without its verb."""
        return self.deed.partition(" ")[2] or self.deed

    @cached_property
    def names_somebody(self) -> bool:
        """Whether the draft says who benefits, in its own field or in the title."""
        return self.beneficiary.lower() not in NOBODY or PEOPLE.search(self.title) is not None

    @cached_property
    def who(self) -> str:
        """Who benefits, to begin a sentence with."""
        found = PEOPLE.search(self.title)
        told = self.beneficiary.lower() not in NOBODY | EVERYBODY
        named = self.beneficiary if told else found and found.group()
        who = shorten(named or SOMEBODY, WHO_CHARACTERS)
        return who[:1].upper() + who[1:]

    @cached_property
    def has_measure(self) -> bool:
        """Whether the title or the why holds an amount; years, quarters and versions are none."""
        return any(NUMBER.search(said) or AMOUNT.search(said) for said in (self.title, self.why))

    @cached_property
    def has_effect(self) -> bool:
        """Whether the title says what comes of the deed."""
        return bool(EFFECT.search(self.title) or CHANGE.search(self.title))

    @cached_property
    def is_outcome(self) -> bool:
        """Whether the title already is a change in numbers for somebody: nothing to remark."""
        return bool(CHANGE.search(self.title)) and self.names_somebody

    @cached_property
    def is_english(self) -> bool:
        """Whether enough of the title is recognisably English to judge its words; when in doubt, no."""
        words = re.findall(r"[^\W\d_]+", self.title.lower())
        english = sum(word in ENGLISH for word in words)
        return english > sum(word in OTHER_LANGUAGES for word in words)
