"""The sample workspace is the one that product texts promise."""

from zoneinfo import ZoneInfo

from bot.sandbox.workspace import Person, sample_workspace


def test_six_people_live_in_three_zones() -> None:
    people = sample_workspace().people
    assert len({person.id for person in people}) == 6
    assert len({ZoneInfo(person.tz).key for person in people}) == 3


def test_there_are_two_public_channels_and_a_private_one_which_know_their_people() -> None:
    seed = sample_workspace()
    assert [channel.is_private for channel in seed.channels] == [False, False, True]
    known = {person.id for person in seed.people}
    assert all(set(channel.members) <= known for channel in seed.channels)
    members = {channel.id: channel.members for channel in seed.channels}
    assert all(message.user in members[message.channel] for message in seed.messages)


def test_initials_are_the_first_and_last_names() -> None:
    names = ("Lena Visser", "Prince", "Ana Maria de Souza")
    assert [Person("U1", "x", name, "UTC", "000000").initials for name in names] == ["LV", "P", "AS"]
