"""What doors and surfaces show at once."""

from dataclasses import dataclass

from bot.features.planning.values.actions import ActionView
from bot.features.retrospectives.values.reflections import GroupView, ReflectionView
from bot.features.retrospectives.values.retro import RetroView


@dataclass(frozen=True, slots=True)
class Workbench:
    """What the facilitator groups.

    Args:
        groups: in the order in which they were made.
        loose: reflections in no group, in their random order.
    """

    retro: RetroView
    groups: tuple[GroupView, ...]
    loose: tuple[ReflectionView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the revealed reflections, one reply each; `number` counts from 1."""

    retro: RetroView
    number: int
    of: int
    reflections: tuple[ReflectionView, ...]


@dataclass(frozen=True, slots=True)
class LastActions:
    """What a retro opens with: what the last one wanted done, and what is still open from before."""

    retro: RetroView
    actions: tuple[ActionView, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a retro came to.

    Args:
        themes: groups by dots, most first.
        changes: reflections in the columns that ask what to change next.
    """

    retro: RetroView
    themes: tuple[GroupView, ...]
    changes: tuple[ReflectionView, ...]
    actions: tuple[ActionView, ...]
