"""Says a refusal to a person: an HTTP status, the code, and a plain sentence."""

from http import HTTPStatus

from starlette.responses import JSONResponse, Response

from bot.sandbox.refusals import Refused

_SENTENCES = {
    "operation_timeout": "The app did not answer within 3 seconds. Nothing you typed is lost; please try again.",
    "app_error": "The app could not handle that. Nothing you typed is lost; please try again.",
    "unknown_command": "No app here has that command. Type / to see the ones there are.",
    "unknown_shortcut": "No app here has that shortcut.",
    "unknown_person": "Choose who you are acting as first.",
    "channel_not_found": "That conversation doesn't exist, or is private to others.",
    "not_in_channel": "You are not in this channel yet. Join it, or ask someone who is in it to invite you.",
    "message_not_found": "That message is not there any more.",
    "cant_update_message": "People can change only what they wrote themselves, so the message stays as it was.",
    "cant_delete_message": "People can delete only what they wrote themselves, so the message stays.",
    "thread_not_found": "That thread is not there any more.",
    "not_found": "That view is not open any more.",
    "action_not_found": "That button is not there any more: the message has changed meanwhile.",
    "already_reacted": "You have added that reaction already.",
    "no_reaction": "You have not added that reaction.",
    "invalid_name": "There is no emoji of that name.",
    "already_in_channel": "They are in this channel already.",
    "is_archived": "This channel is archived, so nothing can be added to it.",
    "no_text": "There is nothing to post yet.",
    "invalid_values": "Some fields still need something; nothing you typed is lost.",
    "already_archived": "This channel is archived already.",
    "not_archived": "This channel isn't archived.",
    "invalid_name_specials": "A channel's name has small letters, digits, hyphens and underscores only, at most 80.",
    "name_taken": "There is a channel of that name already.",
    "unknown_zone": "There is no time zone of that name. They are written like Europe/Amsterdam.",
    "cant_deactivate": "You can switch off the account of another person only.",
    "method_not_supported_for_channel_type": "That doesn't work in this kind of conversation.",
    "clock_goes_forward": "The clock only goes forward: what has happened can't be undone.",
    "move_too_far": "The clock goes a year at once, in smaller steps up to a hundred years in all.",
    "not_a_snapshot": "That file doesn't hold a workspace that can be read here. Nothing was changed.",
    "snapshot_of_another_workspace": "That file holds another workspace. Nothing was changed.",
    "not_from_outside": "People from another organisation can't use commands and shortcuts here.",
    "user_is_restricted": "Guests, and people from another organisation, can't do that.",
    "cant_invite": "They can't be brought in: they left, or the channel isn't shared with their organisation.",
    "ura_max_channels": "They are a guest of one channel, and are in one already.",
    "user_not_visible": "You share no channel with them, so you can't write to them.",
    "team_not_found": "There is no such workspace here.",
    "not_installed": "The app isn't in this workspace, so there is nothing to take out.",
    "nothing_due": "Nothing is planned yet, so there is nothing to skip to.",
    "due_already": "Something is due right now. Give the app a few seconds.",
    "options_url_missing": "The app names no address for these choices, so it can't be asked for them.",
    "impossible_fault": "That can't go wrong there.",
    "cant_leave_general": "Everybody is in this channel, so nobody leaves it.",
    "cant_archive_general": "This is the channel of everybody, so it stays open.",
    "cant_kick_from_general": "This is the channel of everybody, so nobody is taken out of it.",
    "channel_type_not_supported": "This is the channel of everybody, so it stays, and open to all.",
    "being_sent": "This is on its way to the app already. One moment, please.",
    "events_only": "Only events come twice, late or out of order: for a command or a click somebody waits.",
    "fault_not_found": "That fault is not there any more.",
    "invalid_arguments": "The sandbox didn't understand that request.",
}
_STATUSES = {
    "operation_timeout": HTTPStatus.GATEWAY_TIMEOUT,
    "app_error": HTTPStatus.BAD_GATEWAY,
    "invalid_values": HTTPStatus.UNPROCESSABLE_ENTITY,
    "unknown_command": HTTPStatus.NOT_FOUND,
    "unknown_shortcut": HTTPStatus.NOT_FOUND,
    "channel_not_found": HTTPStatus.NOT_FOUND,
    "message_not_found": HTTPStatus.NOT_FOUND,
    "thread_not_found": HTTPStatus.NOT_FOUND,
    "not_found": HTTPStatus.NOT_FOUND,
    "action_not_found": HTTPStatus.NOT_FOUND,
    "not_in_channel": HTTPStatus.FORBIDDEN,
    "cant_update_message": HTTPStatus.FORBIDDEN,
    "cant_delete_message": HTTPStatus.FORBIDDEN,
    "already_reacted": HTTPStatus.CONFLICT,
    "no_reaction": HTTPStatus.CONFLICT,
    "already_in_channel": HTTPStatus.CONFLICT,
    "nothing_due": HTTPStatus.CONFLICT,
    "due_already": HTTPStatus.CONFLICT,
}


def refusal_response(refused: Refused) -> Response:
    """Return the answer the browser client shows."""
    sentence = _SENTENCES.get(refused.code, f"That isn't possible here ({refused.code}).")
    status = _STATUSES.get(refused.code, HTTPStatus.BAD_REQUEST)
    return JSONResponse({"error": refused.code, "message": sentence, **refused.details}, status)
