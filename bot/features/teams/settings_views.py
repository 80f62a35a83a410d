"""What `/cairn team` shows: the form of a steward, and the card for everybody else."""

from bot.delivery.values import Json, Message
from bot.features.teams import forms
from bot.features.teams.values import PURPOSE, SettingsField, TeamSettings, TeamView
from bot.slack import fields, kit
from bot.slack.kit import Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, actor_of, person

SUBMIT = "teams.settings.submit"
GUESTS_COUNT = "Votes of guests and people of other organisations count"
PURPOSE_SHOWN = 150  # characters in a history, with escaping


def settings_modal(team: TeamView, settings: TeamSettings) -> Json:
    """The team's settings, for one of its stewards."""
    blocks = [
        fields.line_input(
            SettingsField.PURPOSE, "What are we here for?", initial=settings.purpose, most=PURPOSE
        ),
        fields.people_input(
            SettingsField.STEWARDS,
            "Who stewards it?",
            initial=settings.stewards,
            hint="Members of the team. A steward can change these settings and the team's rhythms, and helps when "
            "something is stuck.",
        ),
        fields.checkbox_input(
            SettingsField.GUESTS,
            "Who counts?",
            [(GUESTS_COUNT, forms.COUNTED)],
            checked=frozenset({forms.COUNTED} if settings.counts_guests else ()),
        ),
    ]
    return kit.modal(
        "The team",
        blocks,
        callback_id=SUBMIT,
        submit="Save",
        carried=forms.SETTINGS_STAGES.write(forms.SettingsStage(team.id, settings.fingerprint)),
    )


def saved(team: TeamView) -> Message:
    """The settings are kept."""
    return kit.message(
        markup("Saved. The card of the team in {channel} shows it in a moment.", channel=team.called)
    )


def named_in_history(entry: Entry) -> Markup:
    """Who stewards the team since."""
    return markup("{who} stewards the team now", who=person(text_at(entry.detail, "user")))


def released_in_history(entry: Entry) -> Markup:
    """Who stewards it no more."""
    return markup("{who} stewards the team no more", who=person(text_at(entry.detail, "user")))


def purpose_in_history(entry: Entry) -> Markup:
    """What the team is here for, as it was said anew."""
    purpose = kit.brief(text_at(entry.detail, "after"), PURPOSE_SHOWN) or markup("nothing said")
    return markup(
        "{who} said anew what the team is here for: {purpose}", who=actor_of(entry), purpose=purpose
    )


def guests_in_history(entry: Entry) -> Markup:
    """Whether guests count in votes since."""
    are = "are" if entry.detail.get("counts") else "aren't"
    return markup("{who} decided that guests {are} counted in votes", who=actor_of(entry), are=are)
