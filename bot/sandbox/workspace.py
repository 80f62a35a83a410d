"""What a sandbox workspace is made of before anyone does anything: people, channels, first messages."""

from dataclasses import dataclass, replace
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in the workspace; `name` is the handle, `tz` an IANA zone, `color` six hexadecimal digits.

    deleted: the account was switched off, as Slack says of those who left. is_restricted: a guest, who sees the
    channels they are in and no others; is_ultra_restricted: one of a single channel. team_id: the organisation of
    someone from outside, empty for the workspace's own people.
    """

    id: str
    name: str
    real_name: str
    tz: str
    color: str
    is_bot: bool = False
    deleted: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    team_id: str = ""

    @property
    def is_guest(self) -> bool:
        """Whether they are a guest, of one channel or of several."""
        return self.is_restricted or self.is_ultra_restricted

    @property
    def is_outside(self) -> bool:
        """Whether they belong to another organisation, and are here through a shared channel only."""
        return bool(self.team_id)

    @property
    def is_own_member(self) -> bool:
        """Whether they are a full member of this very workspace."""
        return not (self.is_guest or self.is_outside or self.is_bot or self.deleted)

    @property
    def initials(self) -> str:
        """One or two letters for the picture that a sandbox person does not have."""
        words = self.real_name.split()
        return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel to begin with; the app's bot user is in it only when `members` names it."""

    id: str
    name: str
    members: tuple[str, ...]
    is_private: bool = False
    is_archived: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class FirstMessage:
    """Something said `ago` before the sandbox was started."""

    channel: str
    user: str
    text: str
    ago: timedelta


@dataclass(frozen=True, slots=True)
class WorkspaceSeed:
    """A whole workspace to begin with, and the ids the app's installation gets in it; `has_app`: is it in it already."""

    team_id: str
    team_name: str
    domain: str
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    messages: tuple[FirstMessage, ...] = ()
    has_app: bool = True
    app_id: str = "A0SANDBOX1"
    bot_user_id: str = "U0BOT00001"
    bot_id: str = "B0BOT00001"


_LENA, _DIEGO, _ANANYA = "U0LENA0001", "U0DIEGO001", "U0ANANYA01"
_AMARA, _YUSUF, _MEI = "U0AMARA001", "U0YUSUF001", "U0MEI00001"
_PEOPLE = (
    Person(_LENA, "lena", "Lena Visser", "Europe/Amsterdam", "3f7d5b"),
    Person(_YUSUF, "yusuf", "Yusuf Demir", "Europe/Amsterdam", "8a5a2b"),
    Person(_DIEGO, "diego", "Diego Morales", "America/New_York", "2f6690"),
    Person(_AMARA, "amara", "Amara Okafor", "America/New_York", "9b3d62"),
    Person(_ANANYA, "ananya", "Ananya Rao", "Asia/Kolkata", "5c4d9a"),
    Person(_MEI, "mei", "Mei Chen", "Asia/Kolkata", "a0522d"),
)
_EVERYONE = tuple(person.id for person in _PEOPLE)


def sample_workspace() -> WorkspaceSeed:
    """Return six people in three zones, two public channels and a private one, mid-conversation."""
    channels = (
        Channel("C0GENERAL1", "general", _EVERYONE, topic="Everything that concerns all of us"),
        Channel(
            "C0GARDEN01",
            "community-garden",
            _EVERYONE[:5],
            topic="Twelve beds, forty neighbours, one water tap",
        ),
        Channel(
            "C0STEERING", "steering", (_LENA, _AMARA, _ANANYA), is_private=True, topic="Budget and partners"
        ),
    )
    return WorkspaceSeed("T0SANDBOX1", "Rivertown Commons", "rivertown", _PEOPLE, channels, _FIRST_MESSAGES)


def with_visitors(seed: WorkspaceSeed) -> WorkspaceSeed:
    """Return the sample workspace with one more channel, shared with another organisation: a guest and one of theirs in it."""
    guest = Person(
        "U0NIA00001",
        "nia",
        "Nia Cole",
        "Europe/Amsterdam",
        "6b6f2a",
        is_restricted=True,
        is_ultra_restricted=True,
    )
    outside = Person("U0PAVEL001", "pavel", "Pavel Novák", "Europe/Prague", "7a4b8c", team_id="T0SEEDLING")
    shared = Channel(
        "C0OPENDAY1",
        "open-day",
        (_LENA, _MEI, guest.id, outside.id),
        topic="With Seedling & Sons, who bring the plants",
    )
    said = FirstMessage(shared.id, outside.id, "We can bring seedlings for thirty beds.", timedelta(hours=7))
    return replace(
        seed,
        people=(*seed.people, guest, outside),
        channels=(*seed.channels, shared),
        messages=(*seed.messages, said),
    )


_FIRST_MESSAGES = (
    FirstMessage(
        "C0GENERAL1",
        _AMARA,
        "Good news: the library offered us their meeting room on Thursdays.",
        timedelta(hours=20),
    ),
    FirstMessage("C0GENERAL1", _MEI, "Lovely. I'll bring the projector.", timedelta(hours=19, minutes=48)),
    FirstMessage(
        "C0GARDEN01", _YUSUF, "Three of the beds were still empty when I passed by.", timedelta(hours=5)
    ),
    FirstMessage(
        "C0GARDEN01",
        _DIEGO,
        "People sign up and then don't know when the tap is free, I think.",
        timedelta(hours=4, minutes=40),
    ),
    FirstMessage(
        "C0GARDEN01",
        _LENA,
        "So what should be different by the end of the season?",
        timedelta(hours=4, minutes=31),
    ),
    FirstMessage(
        "C0STEERING", _ANANYA, "The city answers on the water grant in two weeks.", timedelta(hours=26)
    ),
)
