"""The form that puts an action on record, from anywhere in a retro's thread."""

from bot.delivery.values import Json
from bot.features.planning.forms.actions import ACTIONS, ActionStage
from bot.features.planning.values.actions import ActionView
from bot.features.planning.views.actions import action_fields, action_line
from bot.features.retrospectives.views import ids
from bot.slack import kit


def action_modal(stage: ActionStage) -> Json:
    """What, who, by when."""
    return kit.modal(
        "Add an action",
        action_fields(stage.said),
        callback_id=ids.SUBMIT_ACTION,
        submit="Add",
        carried=ACTIONS.write(stage),
    )


def added(action: ActionView) -> Json:
    """What is shown when the same action is submitted again."""
    return kit.modal("Added", [kit.section(action_line(action))], callback_id=ids.SUBMIT_ACTION)
