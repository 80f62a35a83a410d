"""What the browser client asks to do, as the person it acts as."""

from collections.abc import Awaitable, Callable, Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json, as_text
from bot.sandbox.people.acting import Acting
from bot.sandbox.people.interacting import InMessage, InView
from bot.sandbox.refusals import refused_argument

Verb = Callable[[Acting, str, Arguments], Awaitable[Json]]


async def say(acting: Acting, user: str, asked: Arguments) -> Json:
    """Post a message."""
    thread_ts = asked.optional_text("thread_ts") or None
    return {"ts": await acting.say(user, asked.text("channel"), asked.optional_text("text"), thread_ts)}


async def edit(acting: Acting, user: str, asked: Arguments) -> Json:
    """Put one's own message in other words."""
    await acting.edit(user, asked.text("channel"), asked.text("ts"), asked.optional_text("text"))
    return {}


async def delete(acting: Acting, user: str, asked: Arguments) -> Json:
    """Take a message away: one's own, or the app's."""
    await acting.delete(user, asked.text("channel"), asked.text("ts"))
    return {}


async def read_up_to(acting: Acting, user: str, asked: Arguments) -> Json:
    """Note what has been read."""
    await acting.read_up_to(user, asked.text("channel"), asked.text("ts"))
    return {}


async def react(acting: Acting, user: str, asked: Arguments) -> Json:
    """Add a reaction, or take it back."""
    verb = acting.react if asked.flag("add") else acting.unreact
    await verb(user, asked.text("channel"), asked.text("ts"), asked.text("name"))
    return {}


async def run_command(acting: Acting, user: str, asked: Arguments) -> Json:
    """Run a slash command."""
    await acting.run_command(user, asked.text("channel"), asked.text("command"), asked.optional_text("text"))
    return {}


async def act(acting: Acting, user: str, asked: Arguments) -> Json:
    """Use an interactive element of a message, a modal or Home."""
    action = asked.json_object("action") or {}
    block_id = asked.optional_text("block_id") or None
    await acting.act(user, _where(asked), action, block_id=block_id, state=asked.json_object("state"))
    return {}


async def suggestions(acting: Acting, user: str, asked: Arguments) -> Json:
    """Type in a select whose choices the app offers."""
    block_id, typed = asked.optional_text("block_id") or None, asked.optional_text("value")
    return await acting.suggestions(user, _where(asked), asked.text("action_id"), typed, block_id)


async def use_shortcut(acting: Acting, user: str, asked: Arguments) -> Json:
    """Use a shortcut, on a message or anywhere."""
    channel, ts = asked.optional_text("channel") or None, asked.optional_text("ts") or None
    await acting.use_shortcut(user, asked.text("callback_id"), channel, ts)
    return {}


async def submit(acting: Acting, user: str, asked: Arguments) -> Json:
    """Submit a modal."""
    submitted = await acting.submit(user, asked.text("view_id"), asked.json_object("values"))
    return {"outcome": submitted.outcome} | ({"errors": submitted.errors} if submitted.errors else {})


async def close_view(acting: Acting, user: str, asked: Arguments) -> Json:
    """Close a modal."""
    await acting.close_view(user, asked.text("view_id"))
    return {}


async def open_home(acting: Acting, user: str, _asked: Arguments) -> Json:
    """Open the app's Home."""
    await acting.open_home(user)
    return {}


async def join(acting: Acting, user: str, asked: Arguments) -> Json:
    """Join a public channel."""
    await acting.join(user, asked.text("channel"))
    return {}


async def leave(acting: Acting, user: str, asked: Arguments) -> Json:
    """Leave a channel."""
    await acting.leave(user, asked.text("channel"))
    return {}


async def invite(acting: Acting, user: str, asked: Arguments) -> Json:
    """Bring someone into a channel."""
    await acting.invite(user, asked.text("channel"), asked.text("user"))
    return {}


async def remove(acting: Acting, user: str, asked: Arguments) -> Json:
    """Take someone out of a channel."""
    await acting.remove(user, asked.text("channel"), asked.text("user"))
    return {}


async def create_channel(acting: Acting, user: str, asked: Arguments) -> Json:
    """Open a channel."""
    name, is_private = asked.text("name"), asked.flag("is_private")
    return {"channel": await acting.create_channel(user, name, is_private=is_private)}


async def delete_channel(acting: Acting, user: str, asked: Arguments) -> Json:
    """Take a channel away."""
    await acting.delete_channel(user, asked.text("channel"))
    return {}


async def welcome(acting: Acting, user: str, asked: Arguments) -> Json:
    """Let somebody new into the workspace."""
    name, real_name, tz = asked.text("name"), asked.text("real_name"), asked.text("tz")
    return {"user": await acting.welcome(user, name, real_name, tz)}


async def rename(acting: Acting, user: str, asked: Arguments) -> Json:
    """Rename a channel."""
    await acting.rename(user, asked.text("channel"), asked.text("name"))
    return {}


async def archive(acting: Acting, user: str, asked: Arguments) -> Json:
    """Archive a channel."""
    await acting.archive(user, asked.text("channel"))
    return {}


async def unarchive(acting: Acting, user: str, asked: Arguments) -> Json:
    """Bring an archived channel back."""
    await acting.unarchive(user, asked.text("channel"))
    return {}


async def make_private(acting: Acting, user: str, asked: Arguments) -> Json:
    """Make a channel private."""
    await acting.make_private(user, asked.text("channel"))
    return {}


async def set_zone(acting: Acting, user: str, asked: Arguments) -> Json:
    """Set one's time zone."""
    await acting.set_zone(user, asked.text("tz"))
    return {}


async def set_status(acting: Acting, user: str, asked: Arguments) -> Json:
    """Set one's status, or clear it."""
    text, emoji = asked.optional_text("text"), asked.optional_text("emoji")
    await acting.set_status(user, text, emoji, asked.date_and_time("until"))
    return {}


async def pause_notifications(acting: Acting, user: str, asked: Arguments) -> Json:
    """Begin do-not-disturb, or end it."""
    await acting.pause_notifications(user, asked.date_and_time("until"))
    return {}


async def deactivate(acting: Acting, user: str, asked: Arguments) -> Json:
    """Switch someone's account off."""
    await acting.deactivate(user, asked.text("user"))
    return {}


async def open_dm(acting: Acting, user: str, asked: Arguments) -> Json:
    """Open a direct message."""
    return {"channel": await acting.open_dm(user, asked.text("user"))}


VERBS: Mapping[str, Verb] = {
    "messages": say,
    "messages/edit": edit,
    "messages/delete": delete,
    "messages/read": read_up_to,
    "reactions": react,
    "commands": run_command,
    "actions": act,
    "suggestions": suggestions,
    "shortcuts": use_shortcut,
    "views/submit": submit,
    "views/close": close_view,
    "home/open": open_home,
    "channels/join": join,
    "channels/leave": leave,
    "channels/invite": invite,
    "channels/remove": remove,
    "channels/create": create_channel,
    "channels/delete": delete_channel,
    "channels/rename": rename,
    "channels/archive": archive,
    "channels/unarchive": unarchive,
    "channels/make-private": make_private,
    "people/zone": set_zone,
    "people/status": set_status,
    "people/pause": pause_notifications,
    "people/welcome": welcome,
    "people/deactivate": deactivate,
    "dms": open_dm,
}


def _where(asked: Arguments) -> InMessage | InView:
    container = asked.json_object("container") or {}
    match container.get("type"):
        case "message":
            return InMessage(as_text(container.get("channel")), as_text(container.get("ts")))
        case "view":
            return InView(as_text(container.get("view_id")))
    raise refused_argument("container", "must be a message or a view")
