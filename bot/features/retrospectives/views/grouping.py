"""The facilitator's view of groups: every reflection with a menu that says where to put it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.delivery.values import Json
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import GroupStage
from bot.features.retrospectives.values.reflections import TITLE_MOST, GroupView, ReflectionView
from bot.features.retrospectives.values.retro import Field
from bot.features.retrospectives.values.shown import Workbench
from bot.features.retrospectives.views import ids
from bot.features.retrospectives.views.reflections import said
from bot.slack import fields, kit
from bot.slack.kit import Block, Element, markup
from bot.text import plural, shorten

PAGE = 20  # reflections; each takes a block, and its menu lists all groups
GROUPS_OFFERED = 50
QUOTE_MOST = 700  # characters, with escaping
HOW = markup(
    "Put together what says the same; a few groups are easier to vote on than many. "
    "What stays alone goes to the vote by itself."
)
NOTHING = markup("There is nothing to group.")
Placed = tuple[GroupView | None, ReflectionView]


def bench_modal(bench: Workbench, stage: GroupStage) -> Json:
    """All reflections, group by group and then those in none, a page at a time."""
    grouped: list[Placed] = [(group, one) for group in bench.groups for one in group.reflections]
    placed = [*grouped, *((None, one) for one in bench.loose)]
    first = min(stage.first, (max(len(placed), 1) - 1) // PAGE * PAGE)
    stage = replace(stage, first=first, reflection_id=None, group_id=None)
    return kit.modal(
        "Group",
        [
            kit.section(HOW if placed else NOTHING),
            *_entries(bench, placed[first : first + PAGE]),
            *_paging(stage, len(placed)),
        ],
        callback_id=ids.BENCH,
        close="Done",
        carried=forms.GROUP_STAGES.write(stage),
    )


def title_modal(stage: GroupStage, bench: Workbench) -> Json:
    """What a group is to be called; it stands in the place of the facilitator's view until it is answered."""
    title = next((group.title for group in bench.groups if group.id == stage.group_id), "")
    everything = [*bench.loose, *(one for group in bench.groups for one in group.reflections)]
    quotes = [said(one, most=QUOTE_MOST) for one in everything if one.id == stage.reflection_id]
    return kit.modal(
        "Name this group",
        [
            *map(kit.section, quotes),
            fields.line_input(
                Field.TITLE,
                "What do these say, in a few words?",
                initial=title,
                placeholder="Handing over on Fridays",
                most=TITLE_MOST,
                focus=True,
            ),
            kit.actions(kit.button("Back", ids.BACK_TO_GROUPS, str(stage.retro_id))),
        ],
        callback_id=ids.SUBMIT_TITLE,
        submit="Save",
        carried=forms.GROUP_STAGES.write(stage),
    )


def _entries(bench: Workbench, placed: Sequence[Placed]) -> list[Block]:
    blocks: list[Block] = []
    groups = {group.id: group for group in bench.groups}
    for group_id in dict.fromkeys(group.id if group else None for group, _ in placed):
        group = groups.get(group_id) if group_id else None
        blocks.append(_heading(group) if group else kit.section(markup("*In no group yet*")))
        blocks += [_entry(bench, place, one) for place, one in placed if (place and place.id) == group_id]
    return blocks


def _heading(group: GroupView) -> Block:
    said_of = markup(
        "*{title}* · {count}", title=group.title, count=plural(len(group.reflections), "reflection")
    )
    choices = [("Rename …", f"{ids.RENAME}:{group.id}"), ("Take apart", f"{ids.DISSOLVE}:{group.id}")]
    return kit.section(said_of, accessory=kit.overflow(ids.CHANGE_GROUP, choices))


def _entry(bench: Workbench, group: GroupView | None, one: ReflectionView) -> Block:
    words = kit.lines(
        [markup("_{heading}_", heading=bench.retro.format.heading(one.column)), said(one, most=QUOTE_MOST)]
    )
    here = group.id if group else ids.NO_GROUP  # a menu that kept its id would keep what was chosen from it
    return kit.section(words, block_id=f"{ids.PUT}.{one.id}.{here}", accessory=_where(bench, group, one))


def _where(bench: Workbench, group: GroupView | None, one: ReflectionView) -> Element:
    others = [other for other in bench.groups if group is None or other.id != group.id][:GROUPS_OFFERED]
    choices = [
        *((shorten(other.title, TITLE_MOST), f"{other.id}:{one.id}") for other in others),
        ("A new group …", f"{ids.NEW_GROUP}:{one.id}"),
        *([("Out of this group", f"{ids.NO_GROUP}:{one.id}")] if group else []),
    ]
    return kit.menu(ids.PUT, "Put into …", choices)


def _paging(stage: GroupStage, total: int) -> tuple[Block, ...]:
    retro = str(stage.retro_id)
    back = [kit.button("Back", ids.GROUP_PAGE_BEFORE, retro)] if stage.first else []
    more = [kit.button("More", ids.GROUP_PAGE_AFTER, retro)] if stage.first + PAGE < total else []
    return (kit.actions(*back, *more),) if back or more else ()


def turned(stage: GroupStage, pages: int) -> GroupStage:
    """The stage some pages further on, or back."""
    return replace(stage, first=max(0, stage.first + pages * PAGE))
