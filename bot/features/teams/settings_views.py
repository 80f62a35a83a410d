"""What `/cairn team` shows: the form of a steward, and the card for everybody else."""

from bot.delivery.values import Json, Message
from bot.features.teams import forms
from bot.features.teams.values import PURPOSE, SettingsField, TeamSettings, TeamView
from bot.slack import kit
from bot.slack.kit import markup

SUBMIT = "teams.settings.submit"
GUESTS_COUNT = "Votes of guests and people of other organisations count"


def settings_modal(team: TeamView, settings: TeamSettings) -> Json:
    """The team's settings, for one of its stewards."""
    blocks = [
        kit.line_input(
            SettingsField.PURPOSE, "What are we here for?", initial=settings.purpose, most=PURPOSE
        ),
        kit.people_input(
            SettingsField.STEWARDS,
            "Who stewards it?",
            initial=settings.stewards,
            hint="Members of the team. A steward can change these settings and the team's rhythms, and helps when "
            "something is stuck.",
        ),
        kit.checkbox_input(
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
