"""The modals each person has open, as a stack per person, and each person's Home."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Stamps
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.views import View, new_view

DEEPEST_STACK = 3


class Modals:
    """Stacks of modals that never mix two people's; depth, hashes and external ids as Slack rules them."""

    def __init__(self, stamps: Stamps, announcer: Announcer) -> None:
        self._stamps = stamps
        self._announcer = announcer
        self._stacks: dict[str, list[View]] = {}
        self._being_sent: set[str] = set()

    def stack(self, user: str) -> tuple[View, ...]:
        """Return what this person has open, the root first."""
        return tuple(self._stacks.get(user, ()))

    def opened_by(self, user: str, view_id: str) -> View:
        """Return one of this person's open modals. Raises Refused not_found, also for another person's."""
        for view in self.stack(user):
            if view.id == view_id:
                return view
        raise Refused("not_found")

    def top(self, user: str, view_id: str) -> View:
        """Return the modal on top, the only one a person can use. Raises Refused not_found."""
        view = self.opened_by(user, view_id)
        if self._stacks[user][-1] is not view:
            raise Refused("not_found")
        return view

    def find(self, *, view_id: str = "", external_id: str = "") -> View:
        """Return anybody's open modal, as views.update names it. Raises Refused not_found."""
        for stack in self._stacks.values():
            for view in stack:
                if view.id == view_id or (external_id and view.external_id == external_id):
                    return view
        raise Refused("not_found")

    def open(self, user: str, content: Json) -> View:
        """Open a modal as a new root, in place of what was open. Raises Refused duplicate_external_id."""
        view = self._made(user, content)
        self._stacks[user] = [view]
        self._changed(user)
        return view

    def push(self, user: str, content: Json) -> View:
        """Put a modal on top of those open. Raises Refused not_found, push_limit_reached or duplicate_external_id."""
        stack = self._stacks.get(user)
        if not stack:
            raise Refused("not_found")
        if len(stack) >= DEEPEST_STACK:
            raise Refused("push_limit_reached")
        view = self._made(user, content)
        view.root_id, view.previous_id = stack[0].id, stack[-1].id
        stack.append(view)
        self._changed(user)
        return view

    def update(self, view: View, content: Json, expected_hash: str = "") -> None:
        """Show other content in an open modal. Raises Refused hash_conflict when it isn't the view the app knew."""
        check_hash(view, expected_hash)
        view.replace(content, self._stamps)
        self._changed(view.user)

    def refuse(self, view: View, values: Json, errors: dict[str, str]) -> None:
        """Keep a modal open with what was typed and what is wrong with it."""
        view.values, view.errors = values, errors
        self._changed(view.user)

    def check_not_sent(self, view: View) -> None:
        """Raise Refused being_sent while the app still has to answer what was submitted."""
        if view.id in self._being_sent:
            raise Refused("being_sent")

    @contextmanager
    def sending(self, view: View) -> Iterator[None]:
        """Have a modal on its way to the app, which it is once at a time."""
        self._being_sent.add(view.id)
        try:
            yield
        finally:
            self._being_sent.discard(view.id)

    def remove(self, view: View, *, whole_stack: bool = False) -> list[View]:
        """Close a modal and those above it, or the person's whole stack; return what was closed, the top first."""
        stack = self._stacks.get(view.user, [])
        if view not in stack:
            return []
        first = 0 if whole_stack else stack.index(view)
        closed = stack[first:][::-1]
        del stack[first:]
        self._changed(view.user)
        return closed

    def clear(self) -> None:
        """Close everybody's modals, as when everybody begins anew."""
        for user in list(self._stacks):
            self.close_all(user)

    def close_all(self, user: str) -> None:
        """Close what this person has open."""
        if self._stacks.pop(user, None):
            self._changed(user)

    def _made(self, user: str, content: Json) -> View:
        external_id = str(content.get("external_id") or "")
        open_ids = {view.external_id for stack in self._stacks.values() for view in stack}
        if external_id and external_id in open_ids:
            raise Refused("duplicate_external_id")
        return new_view(user, content, self._stamps)

    def _changed(self, user: str) -> None:
        self._announcer.changed({"what": "views"}, [user])


class Homes:
    """Each person's Home, as the app last published it."""

    def __init__(self, stamps: Stamps, announcer: Announcer) -> None:
        self._stamps = stamps
        self._announcer = announcer
        self.views: dict[str, View] = {}

    def of(self, user: str) -> View | None:
        """Return this person's Home, None until the app has published one."""
        return self.views.get(user)

    def publish(self, user: str, content: Json, expected_hash: str = "") -> View:
        """Show content on this person's Home. Raises Refused hash_conflict when it isn't the view the app knew."""
        view = self.views.get(user)
        if view is None:
            view = self.views[user] = new_view(user, content, self._stamps)
        else:
            check_hash(view, expected_hash)
            view.replace(content, self._stamps)
        self._announcer.changed({"what": "home"}, [user])
        return view


def check_hash(view: View, expected_hash: str) -> None:
    """Raise Refused hash_conflict when a hash is given and is not the view's."""
    if expected_hash and expected_hash != view.hash:
        raise Refused("hash_conflict")
