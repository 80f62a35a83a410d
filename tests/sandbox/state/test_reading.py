"""What waits for somebody: others' words since they last read, in places they are in."""

from bot.sandbox.stamps import Stamps, utc_now
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.messages import Draft, Message, posted
from bot.sandbox.state.reading import MOST_COUNTED, Unread, mark_read, unread
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA

STAMPS = Stamps(utc_now)
NOTHING = Unread(0, 0)


def place(kind: Kind = Kind.PUBLIC) -> Conversation:
    return Conversation(GENERAL, "general", kind, [LENA, DIEGO])


def say(where: Conversation, text: str, user: str = DIEGO, thread_ts: str | None = None) -> Message:
    message = posted(Draft(user, text, thread_ts=thread_ts), STAMPS.next())
    where.messages[message.ts] = message
    return message


def test_others_words_wait_until_they_are_read() -> None:
    general = place()
    say(general, "one")
    latest = say(general, f"two, <@{LENA}>")
    assert unread(general, LENA) == Unread(2, 1)
    assert unread(general, DIEGO) == NOTHING
    assert mark_read(general, LENA, latest.ts)
    assert unread(general, LENA) == NOTHING
    say(general, "three")
    assert unread(general, LENA) == Unread(1, 0)


def test_a_deleted_message_waits_for_nobody() -> None:
    general = place()
    say(general, f"<@{LENA}>").bury()
    assert unread(general, LENA) == NOTHING


def test_marks_only_go_forward() -> None:
    general = place()
    earlier, later = say(general, "one"), say(general, "two")
    assert mark_read(general, LENA, later.ts)
    assert not mark_read(general, LENA, earlier.ts)
    assert not mark_read(general, LENA, "no stamp")
    assert unread(general, LENA) == NOTHING


def test_replies_wait_in_their_thread_and_nothing_where_one_is_not() -> None:
    general = place()
    parent = say(general, "one", user=LENA)
    say(general, "a reply", thread_ts=parent.ts)
    assert unread(general, LENA) == NOTHING
    say(general, "two")
    assert unread(general, "U0MEI00001") == NOTHING


def test_in_a_direct_message_every_word_is_meant_for_oneself_and_counting_ends() -> None:
    direct = place(Kind.DIRECT)
    for number in range(MOST_COUNTED + 5):
        say(direct, str(number))
    assert unread(direct, LENA) == Unread(MOST_COUNTED, MOST_COUNTED)
