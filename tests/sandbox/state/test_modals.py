"""Two people's stacks never mix, whatever they do in whichever order."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.sandbox.stamps import Stamps, utc_now
from bot.sandbox.state.modals import DEEPEST_STACK, Modals
from tests.sandbox.stand_ins import Listener, modal, refusing

PEOPLE = st.sampled_from(["U1", "U2", "U3"])


class Stacks(RuleBasedStateMachine):
    """Compares the stacks with plain lists of callback ids."""

    def __init__(self) -> None:
        super().__init__()
        self.modals = Modals(Stamps(utc_now), Listener())
        self.model: dict[str, list[str]] = {}
        self.hashes: set[str] = set()
        self.count = 0

    def content(self) -> tuple[str, dict[str, object]]:
        self.count += 1
        return str(self.count), modal(callback_id=str(self.count))

    @rule(user=PEOPLE)
    def open(self, user: str) -> None:
        name, content = self.content()
        self.hashes.add(self.modals.open(user, content).hash)
        self.model[user] = [name]

    @rule(user=PEOPLE)
    def push(self, user: str) -> None:
        name, content = self.content()
        depth = len(self.model.get(user, []))
        if depth in (0, DEEPEST_STACK):
            with refusing("push_limit_reached" if depth else "not_found"):
                self.modals.push(user, content)
            return
        self.hashes.add(self.modals.push(user, content).hash)
        self.model[user].append(name)

    @rule(user=PEOPLE, level=st.integers(0, 2), whole=st.booleans())
    def close(self, user: str, level: int, *, whole: bool) -> None:
        stack = self.modals.stack(user)
        if level < len(stack):
            self.modals.remove(stack[level], whole_stack=whole)
            del self.model[user][0 if whole else level :]

    @rule(user=PEOPLE, level=st.integers(0, 2))
    def update(self, user: str, level: int) -> None:
        stack = self.modals.stack(user)
        if level < len(stack):
            name, content = self.content()
            self.modals.update(stack[level], content, stack[level].hash)
            assert stack[level].hash not in self.hashes
            self.hashes.add(stack[level].hash)
            self.model[user][level] = name

    @invariant()
    def every_stack_is_as_its_own_person_left_it(self) -> None:
        for user, names in self.model.items():
            stack = self.modals.stack(user)
            assert [view.content["callback_id"] for view in stack] == names
            assert {view.user for view in stack} <= {user}
            assert {view.root_id for view in stack} <= {stack[0].id if stack else ""}


TestStacks = Stacks.TestCase
TestStacks.settings = settings(deadline=None)


def test_a_view_belongs_to_one_person_only() -> None:
    modals = Modals(Stamps(utc_now), Listener())
    view = modals.open("U1", modal())
    assert modals.opened_by("U1", view.id) is view
    with refusing("not_found"):
        modals.opened_by("U2", view.id)


def test_those_who_see_a_modal_are_told_of_each_change() -> None:
    listener = Listener()
    modals = Modals(Stamps(utc_now), listener)
    view = modals.open("U1", modal())
    modals.update(view, modal())
    modals.remove(view)
    assert listener.hints == [({"what": "views"}, ["U1"])] * 3
