"""The rules of slack-platform.md, sections 4 to 7, each with a call that is accepted and one that is refused.

A row reads: section, rule, accepted, refused, the refusal's name. Texts that begin with a dollar are named in `scene`.
"""

from dataclasses import dataclass

from bot.sandbox.json_values import Json
from tests.sandbox.conformance.scene import Call
from tests.sandbox.stand_ins import modal

FARTHEST = 120 * 24 * 60 * 60


@dataclass(frozen=True)
class Rule:
    """A rule, the call that keeps to it, the one that doesn't, and Slack's name for that."""

    section: str
    says: str
    accepted: Call
    refused: Call
    error: str

    def __str__(self) -> str:
        """Return how the rule is named among the tests."""
        return f"{self.section} {self.says}"


def post(**arguments: object) -> Call:
    return "chat.postMessage", {"channel": "$general", "text": "x", **arguments}


def update(**arguments: object) -> Call:
    return "chat.update", {"channel": "$general", "ts": "$ours", "text": "x", **arguments}


def whisper(**arguments: object) -> Call:
    return "chat.postEphemeral", {"channel": "$general", "user": "$lena", "text": "x", **arguments}


def react(**arguments: object) -> Call:
    return "reactions.add", {"channel": "$general", "timestamp": "$ours", "name": "fire", **arguments}


def history(**arguments: object) -> Call:
    return "conversations.history", {"channel": "$general", **arguments}


def image(**source: object) -> Json:
    return {"type": "image", "alt_text": "A map", **source}


def section(text: str = "x") -> Json:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def metadata(payload: Json) -> Json:
    return {"event_type": "goal", "event_payload": payload}


def bookmark(**arguments: object) -> Call:
    given: Json = {"channel_id": "$general", "title": "x", "type": "link", "link": "https://example.com"}
    return "bookmarks.add", {**given, **arguments}


def upload(**arguments: object) -> Call:
    return "files.getUploadURLExternal", {"filename": "map.png", "length": 3, **arguments}


def of(method: str, **arguments: object) -> Call:
    return method, dict(arguments)


MODALS = (
    Rule(
        "1.4",
        "a trigger is for once",
        of("views.open", trigger_id="$trigger", view=modal()),
        of("views.open", trigger_id="1.1.unknown", view=modal()),
        "invalid_trigger_id",
    ),
    Rule(
        "1.5",
        "an external id is unique in the workspace",
        of("views.push", trigger_id="$trigger", view=modal(external_id="new")),
        of("views.push", trigger_id="$trigger", view=modal(external_id="kept")),
        "duplicate_external_id",
    ),
    Rule(
        "1.5",
        "a hash keeps a newer view from being overwritten",
        of("views.update", view_id="$view", hash="$hash", view=modal()),
        of("views.update", view_id="$view", hash="1.stale", view=modal()),
        "hash_conflict",
    ),
    Rule(
        "1.5",
        "a view is updated by a name it has",
        of("views.update", external_id="kept", view=modal(external_id="kept")),
        of("views.update", external_id="other", view=modal()),
        "not_found",
    ),
    Rule(
        "1.5",
        "a modal takes at most 250 KB",
        of("views.update", view_id="$view", view=modal()),
        of("views.update", view_id="$view", view=modal(blocks=[section("é" * 2900)] * 100)),
        "view_too_large",
    ),
    Rule(
        "1.6",
        "a Home is published for someone",
        of("views.publish", user_id="$lena", view={"type": "home", "blocks": [section()]}),
        of("views.publish", user_id="U0NOBODY01", view={"type": "home", "blocks": [section()]}),
        "user_not_found",
    ),
)
POSTING = (
    Rule("3", "a posted text is cut at 40,000, an updated one refused above 4,000",
         update(text="x" * 4000), update(text="x" * 4001), "msg_too_long"),
    Rule("3", "markdown_text takes 12,000",
         of("chat.postMessage", channel="$general", markdown_text="x" * 12_000),
         of("chat.postMessage", channel="$general", markdown_text="x" * 12_001), "msg_too_long"),
    Rule("3", "markdown_text excludes text and blocks",
         of("chat.postMessage", channel="$general", markdown_text="x"),
         post(markdown_text="x"), "markdown_text_conflict"),
    Rule("4", "a person as channel means their DM", post(channel="$lena"), post(channel="U0NOBODY01"), "channel_not_found"),
    Rule("4", "an update needs the DM's own id", post(channel="$dm"), update(channel="$lena"), "channel_not_found"),
    Rule("4", "only one's own messages are updated", update(), update(ts="$theirs"), "cant_update_message"),
    Rule("4", "only one's own messages are deleted",
         of("chat.delete", channel="$general", ts="$ours"),
         of("chat.delete", channel="$general", ts="$theirs"), "cant_delete_message"),
    Rule("4", "what is gone is not found", update(), update(ts="1.000001"), "message_not_found"),
    Rule("4", "rich text is replaced by rich text only",
         update(ts="$rich", blocks=[{"type": "rich_text", "elements": []}]),
         update(ts="$rich", blocks=[section()]), "block_mismatch"),
    Rule("4", "blocks have a size altogether", post(blocks=[section("x" * 3000)] * 4),
         post(blocks=[section("x" * 3000)] * 5), "msg_blocks_too_long"),
    Rule("4", "a message says something", post(), post(text=""), "no_text"),
    Rule("4", "the bot must be in the channel", post(), post(channel="$garden"), "not_in_channel"),
    Rule("4", "a private channel is not known from outside", post(), post(channel="$steering"), "channel_not_found"),
    Rule("4", "an archived channel is closed", post(), post(channel="$archive"), "is_archived"),
    Rule("4", "an ephemeral's reader is in the channel", whisper(), whisper(user="$gone"), "user_not_in_channel"),
    Rule("4", "a reply names a message there is", post(thread_ts="$theirs"), post(thread_ts="1.000001"), "thread_not_found"),
    Rule("4", "metadata are scalars, flat objects and lists of them",
         post(metadata=metadata({"id": "1", "many": [{"a": 1}]})),
         post(metadata=metadata({"deep": {"er": {"est": 1}}})), "invalid_metadata_format"),
    Rule("4", "metadata have a size", post(metadata=metadata({"id": "x" * 7000})),
         post(metadata=metadata({"id": "x" * 8001})), "metadata_too_large"),
    Rule("4", "at most 100 attachments", post(attachments=[{"text": "x"}] * 100),
         post(attachments=[{"text": "x"}] * 101), "too_many_attachments"),
    Rule("4", "scheduling reaches 120 days ahead",
         of("chat.scheduleMessage", channel="$general", text="x", post_at="$soon"),
         of("chat.scheduleMessage", channel="$general", text="x", post_at="$far"), "time_too_far"),
    Rule("4", "scheduling is for later",
         of("chat.scheduleMessage", channel="$general", text="x", post_at="$soon"),
         of("chat.scheduleMessage", channel="$general", text="x", post_at="1000000000"), "time_in_past"),
    Rule("4", "a permalink is of a message there is",
         of("chat.getPermalink", channel="$general", message_ts="$theirs"),
         of("chat.getPermalink", channel="$general", message_ts="1.000001"), "message_not_found"),
    Rule("4", "pins come off once they are on",
         of("pins.add", channel="$general", timestamp="$theirs"),
         of("pins.remove", channel="$general", timestamp="$ours"), "no_pin"),
    Rule("4", "bookmarks are links", bookmark(), bookmark(type="folder"), "invalid_bookmark_type"),
    Rule("4", "bookmarks lead to the web", bookmark(), bookmark(link="javascript:1"), "invalid_link"),
)  # fmt: skip
FILES = (
    Rule("4.1", "a description takes 1,000 characters", upload(alt_txt="x" * 1000), upload(alt_txt="x" * 1001),
         "alt_txt_too_large"),
    Rule("4.1", "a file has a length", upload(), upload(length=0), "invalid_arguments"),
    Rule("4.1", "only what was handed over is shared",
         of("files.completeUploadExternal", files=[{"id": "$file"}], channel_id="$general"),
         of("files.completeUploadExternal", files=[{"id": "$unfinished"}]), "file_not_found"),
    Rule("4.1", "an image has one source", post(blocks=[image(image_url="https://example.com/a.png")]),
         post(blocks=[image(image_url="https://example.com/a.png", slack_file={"id": "$file"})]), "invalid_blocks"),
    Rule("4.1", "a picture in a block is finished", post(blocks=[image(image_url="https://example.com/a.png")]),
         post(blocks=[image(slack_file={"id": "$unfinished"})]), "invalid_blocks"),
)  # fmt: skip
PAGES = (
    Rule("5", "a page has at most 1,000", history(limit=1000), history(limit=1001), "invalid_limit"),
    Rule("5", "a cursor is one that was given out", history(cursor=""), history(cursor="bm8="), "invalid_cursor"),
    Rule("5", "history is for those in the channel", history(), history(channel="$garden"), "not_in_channel"),
    Rule("5", "dnd.teamInfo takes fifty people",
         of("dnd.teamInfo", users=",".join(["$lena"])),
         of("dnd.teamInfo", users=["$lena"] * 51), "too_many_users"),
    Rule("5", "kinds of conversations have names", of("conversations.list", types="public_channel,mpim"),
         of("conversations.list", types="secret_channel"), "invalid_types"),
)  # fmt: skip
VOTES = (
    Rule("6", "an emoji's name has no colons", react(), react(name=":fire:"), "invalid_name"),
    Rule("6", "skin tones are 2 to 6", react(name="thumbsup::skin-tone-2"), react(name="thumbsup::skin-tone-7"),
         "invalid_name"),
    Rule("6", "nobody else's reaction can be removed",
         of("reactions.get", channel="$general", timestamp="$theirs"),
         of("reactions.remove", channel="$general", timestamp="$theirs", name="seedling"), "no_reaction"),
    Rule("6", "a reaction is added once", react(name="seedling"), react(timestamp="$theirs", name="eyes"),
         "already_reacted"),
    Rule("6", "a reaction is to a message there is", react(), react(timestamp="1.000001"), "message_not_found"),
    Rule("6", "nothing is added in an archived channel", react(), react(channel="$archive", timestamp="$old"),
         "is_archived"),
)  # fmt: skip
PEOPLE = (
    Rule("7", "people are known by id", of("users.info", user="$lena"), of("users.info", user="U0NOBODY01"),
         "user_not_found"),
    Rule("7", "an address is somebody's", of("users.lookupByEmail", email="lena@rivertown.example"),
         of("users.lookupByEmail", email="nobody@rivertown.example"), "users_not_found"),
    Rule("7", "who left has no address any more", of("users.lookupByEmail", email="lena@rivertown.example"),
         of("users.lookupByEmail", email="mei@rivertown.example"), "users_not_found"),
    Rule("4", "a DM is opened with those who are here", of("conversations.open", users="$lena"),
         of("conversations.open", users="$gone"), "user_disabled"),
    Rule("4", "a group DM takes eight", of("conversations.open", users=["$lena", "$diego"]),
         of("conversations.open", users=[f"U{number}" for number in range(9)]), "too_many_users"),
    Rule("7", "a user group is there", of("usergroups.users.list", usergroup="$group"),
         of("usergroups.users.list", usergroup="S0NOWHERE1"), "no_such_subteam"),
    Rule("8", "channels have unique names", of("conversations.create", name="compost"),
         of("conversations.create", name="general"), "name_taken"),
    Rule("8", "only a channel's maker renames it", of("conversations.rename", channel="$made", name="ours-too"),
         of("conversations.rename", channel="$general", name="other"), "not_authorized"),
    Rule("8", "a private channel isn't joined but invited to", of("conversations.join", channel="$garden"),
         of("conversations.join", channel="$steering"), "channel_not_found"),
)  # fmt: skip
RULES = (*MODALS, *POSTING, *FILES, *PAGES, *VOTES, *PEOPLE)
