"""The form that starts a team."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Invalid
from bot.features.teams import forms
from bot.features.teams.values import StartDraft
from bot.slack.payloads import FormState
from tests.features.teams.factories import CHANNEL, EXTREME_WORDS, PURPOSE
from tests.features.workspaces.factories import ANA, BEN


def entered(purpose: str, *people: str) -> FormState:
    return FormState(
        {
            forms.PURPOSE_FIELD: {forms.PURPOSE_FIELD: {"value": purpose}},
            forms.PEOPLE_FIELD: {forms.PEOPLE_FIELD: {"selected_users": list(people)}},
        }
    )


def test_what_was_entered_becomes_a_draft() -> None:
    form = entered(f"  {PURPOSE}\n", ANA, BEN)
    found = forms.start_draft(form, forms.carried(CHANNEL, "open"))
    assert found == StartDraft(CHANNEL, "open", is_private=False, purpose=PURPOSE, chosen=(ANA, BEN))


def test_a_private_channels_name_is_not_known_yet() -> None:
    found = forms.start_draft(entered(PURPOSE), forms.carried(CHANNEL, "privategroup"))
    assert (found.is_private, found.channel_name) == (True, "")


@pytest.mark.parametrize("purpose", ["", "   ", "\u200b\u200d", "\n\n", "x" * 301, "x" * 5000])
def test_an_empty_or_endless_purpose_is_asked_for_again(purpose: str) -> None:
    with pytest.raises(Invalid) as refused:
        forms.start_draft(entered(purpose), forms.carried(CHANNEL, "open"))
    assert refused.value.field == forms.PURPOSE_FIELD


@pytest.mark.parametrize("purpose", EXTREME_WORDS.values(), ids=EXTREME_WORDS)
def test_any_words_will_do(purpose: str) -> None:
    assert forms.start_draft(entered(purpose), forms.carried(CHANNEL, "open")).purpose == purpose


@pytest.mark.parametrize(
    ("name", "is_channel"),
    [("general", True), ("privategroup", True), ("directmessage", False), ("mpdm-ana--ben-1", False)],
)
def test_teams_live_in_channels(name: str, is_channel: bool) -> None:
    assert forms.is_channel(name) is is_channel


@given(st.text())
def test_whatever_a_button_carries_is_read_without_a_stumble(carrying: str) -> None:
    assert isinstance(forms.channel_in(carrying), str)
    assert isinstance(forms.name_in(carrying), str)


@given(st.text(), st.text())
def test_the_place_comes_back_as_it_was(channel: str, name: str) -> None:
    carrying = forms.carried(channel, name)
    assert (forms.channel_in(carrying), forms.name_in(carrying)) == (channel, name)
