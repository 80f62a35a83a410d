"""What the workspace knows of the app that is installed in it: just what its manifest declares."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from bot.sandbox.json_values import Json, as_object, as_objects, as_text, as_texts


@dataclass(frozen=True, slots=True)
class Command:
    """A declared slash command; `command` begins with a slash, `should_escape` turns typed names into ids."""

    command: str
    description: str
    usage_hint: str
    should_escape: bool


@dataclass(frozen=True, slots=True)
class Shortcut:
    """A declared shortcut; `type` is "message" or "global"."""

    callback_id: str
    name: str
    type: str


@dataclass(slots=True)
class InstalledApp:
    """The app as its manifest describes it (the keys are those of Slack's manifest schema).

    In a workspace it is not installed in, it has its name and nothing else.
    """

    name: str
    bot_name: str
    commands: tuple[Command, ...]
    shortcuts: tuple[Shortcut, ...]
    scopes: frozenset[str]
    events: frozenset[str]
    has_home: bool
    has_messages_tab: bool
    messages_read_only: bool
    interactive: bool
    in_socket_mode: bool
    has_options_url: bool
    redirect_urls: tuple[str, ...] = ()
    is_installed: bool = True

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, object]) -> "InstalledApp":
        """Read a manifest; what it leaves out is off, as in Slack."""
        features, settings = as_object(manifest.get("features")), as_object(manifest.get("settings"))
        name = as_text(as_object(manifest.get("display_information")).get("name"))
        home = as_object(features.get("app_home"))
        oauth = as_object(manifest.get("oauth_config"))
        scopes = as_object(oauth.get("scopes"))
        subscriptions = as_object(settings.get("event_subscriptions"))
        interactivity = as_object(settings.get("interactivity"))
        return cls(
            name=name,
            bot_name=as_text(as_object(features.get("bot_user")).get("display_name")) or name,
            commands=tuple(_command(each) for each in as_objects(features.get("slash_commands"))),
            shortcuts=tuple(_shortcut(each) for each in as_objects(features.get("shortcuts"))),
            scopes=frozenset(as_texts(scopes.get("bot")) + as_texts(scopes.get("bot_optional"))),
            events=frozenset(as_texts(subscriptions.get("bot_events"))),
            has_home=home.get("home_tab_enabled") is True,
            has_messages_tab=home.get("messages_tab_enabled") is True,
            messages_read_only=home.get("messages_tab_read_only_enabled") is True,
            interactive=interactivity.get("is_enabled") is True,
            in_socket_mode=settings.get("socket_mode_enabled") is True,
            has_options_url=bool(interactivity.get("message_menu_options_url")),
            redirect_urls=tuple(as_texts(oauth.get("redirect_urls"))),
        )

    def enter(self, declared: "InstalledApp", scopes: frozenset[str]) -> None:
        """Be in the workspace as declared, with just the scopes that were granted."""
        for field in fields(self):
            setattr(self, field.name, getattr(declared, field.name))
        self.scopes, self.is_installed = scopes, True

    def leave(self) -> None:
        """Be in the workspace no more: no command, no event, no right is left."""
        nothing = InstalledApp.from_manifest({})
        for field in fields(self):
            if field.name not in ("name", "bot_name"):
                setattr(self, field.name, getattr(nothing, field.name))
        self.is_installed = False

    def declared_command(self, command: str) -> Command | None:
        """Return the slash command as the manifest declares it, None when it doesn't."""
        return next((each for each in self.commands if each.command == command), None)

    def declares_shortcut(self, callback_id: str, kind: str) -> bool:
        """Tell whether the manifest declares this shortcut for this kind, "message" or "global"."""
        return any(each.callback_id == callback_id and each.type == kind for each in self.shortcuts)


def _command(declared: Json) -> Command:
    return Command(
        command=as_text(declared.get("command")),
        description=as_text(declared.get("description")),
        usage_hint=as_text(declared.get("usage_hint")),
        should_escape=declared.get("should_escape") is True,
    )


def _shortcut(declared: Json) -> Shortcut:
    return Shortcut(
        as_text(declared.get("callback_id")), as_text(declared.get("name")), as_text(declared.get("type"))
    )
