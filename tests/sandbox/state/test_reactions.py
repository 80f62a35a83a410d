"""The events told of reactions are enough to know them: folded by event_ts they give what stands on the message."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.json_values import as_text, as_texts
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.stamps import Stamps, utc_now
from bot.sandbox.state.directory import Directory
from bot.sandbox.state.emoji import CustomEmoji
from bot.sandbox.state.messages import Draft, posted, reactions_json
from bot.sandbox.state.reactions import MOST_EMOJI, MOST_OF_ONE, Reactions
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA, MANIFEST, Listener, refusing

CHANGES = st.tuples(
    st.booleans(), st.sampled_from([LENA, DIEGO, "U0MEI00001"]), st.sampled_from(["fire", "seedling"])
)


@settings(deadline=None)
@given(st.lists(CHANGES), st.randoms())
def test_events_in_any_order_tell_what_stands_on_the_message(
    changes: list[tuple[bool, str, str]], chance: Random
) -> None:
    listener, stamps = Listener(), Stamps(utc_now)
    directory = Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), stamps, listener)
    reactions = Reactions(directory, CustomEmoji(stamps, listener, {}), stamps, listener)
    place, message = directory.place(GENERAL, LENA), posted(Draft(LENA, "Hello"), stamps.next())
    model: set[tuple[str, str]] = set()
    for add, user, name in changes:
        verb, refusal = (reactions.add, "already_reacted") if add else (reactions.remove, "no_reaction")
        if add is ((user, name) in model):
            with refusing(refusal):
                verb(place, message, user, name)
            continue
        verb(place, message, user, name)
        model ^= {(user, name)}

    events = list(listener.events)
    chance.shuffle(events)
    last = {
        (event["user"], event["reaction"]): event
        for event in sorted(events, key=lambda e: float(str(e["event_ts"])))
    }
    told = {key for key, event in last.items() if event["type"] == "reaction_added"}
    standing = {
        (user, as_text(each["name"])) for each in reactions_json(message) for user in as_texts(each["users"])
    }
    assert standing == told == model


def test_an_emoji_is_one_by_all_its_names_and_there_are_no_others() -> None:
    listener, stamps = Listener(), Stamps(utc_now)
    directory = Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), stamps, listener)
    emoji = CustomEmoji(stamps, listener, {"+1": "+1", "thumbsup": "+1"})
    reactions = Reactions(directory, emoji, stamps, listener)
    place, message = directory.place(GENERAL, LENA), posted(Draft(LENA, "Hello"), stamps.next())
    reactions.add(place, message, LENA, "thumbsup")
    reactions.add(place, message, LENA, "thumbsup::skin-tone-3")
    with refusing("already_reacted"):
        reactions.add(place, message, LENA, "+1")
    assert set(message.reactions) == {"+1", "+1::skin-tone-3"}
    reactions.remove(place, message, LENA, "+1")
    for name in ("compost", "+1::skin-tone-9", "no emoji"):
        with refusing("invalid_name"):
            reactions.add(place, message, LENA, name)
    emoji.add("compost", "https://pictures.test/compost.png")
    reactions.add(place, message, LENA, "compost")
    assert set(message.reactions) == {"+1::skin-tone-3", "compost"}


def test_a_message_and_a_person_have_room_for_so_many_emoji() -> None:
    listener, stamps = Listener(), Stamps(utc_now)
    directory = Directory(sample_workspace(), InstalledApp.from_manifest(MANIFEST), stamps, listener)
    reactions = Reactions(directory, CustomEmoji(stamps, listener, {}), stamps, listener)
    place, message = directory.place(GENERAL, LENA), posted(Draft(LENA, "Hello"), stamps.next())
    names = [f"emoji-{number}" for number in range(MOST_EMOJI)]
    for start, user in ((0, LENA), (MOST_OF_ONE, DIEGO), (2 * MOST_OF_ONE, "U0MEI00001")):
        for name in names[start : start + MOST_OF_ONE]:
            reactions.add(place, message, user, name)
    with refusing("too_many_reactions"):
        reactions.add(place, message, LENA, names[-1])
    with refusing("too_many_emoji"):
        reactions.add(place, message, "U0MEI00001", "one-more")
    reactions.add(place, message, "U0MEI00001", names[0])
