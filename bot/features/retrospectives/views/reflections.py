"""Reflections as they read once they are revealed, fitted into one message."""

import json
from collections.abc import Sequence

from bot.features.retrospectives.values.formats import Format
from bot.features.retrospectives.values.reflections import ReflectionView
from bot.slack import kit
from bot.slack.fitting import fitted_markup
from bot.slack.kit import Markup, markup

WHOLE = 800  # characters of a reflection, with escaping: 500 as people write them


def said(reflection: ReflectionView, *, most: int) -> Markup:
    """The words, set apart as a quote.

    Args:
        most: characters, with escaping.
    """
    return Markup(fitted_markup(kit.quoted(reflection.text), most))


def origin(reflection: ReflectionView) -> Markup:
    """Whose words they are, as far as that may be known: empty for an anonymous one."""
    if reflection.author is None:
        return Markup()
    who, quote = kit.mention(reflection.author), reflection.quote
    if quote is None:
        return who
    link = (
        markup("<{address}|a message>", address=quote.permalink) if quote.permalink else markup("a message")
    )
    by = markup(" by {author}", author=kit.mention(quote.author)) if quote.author else Markup()
    return markup("{link}{by}, noted by {who}", link=link, by=by, who=who)


def labelled(form: Format, reflection: ReflectionView, *, most: int) -> Markup:
    """One reflection under its question, with whose it is."""
    return kit.lines([label(form, reflection), said(reflection, most=most)])


def label(form: Format, reflection: ReflectionView) -> Markup:
    """The question that it answers, and whose it is."""
    told = [markup("*{heading}*", heading=form.heading(reflection.column)), origin(reflection)]
    return kit.joined(" · ", [part for part in told if part])


def quotes(form: Format, reflections: Sequence[ReflectionView], room: int) -> list[Markup]:
    """All of them within that room, each cut short when people's signs take more of it than letters do."""
    whole = [labelled(form, one, most=WHOLE) for one in reflections]
    if sum(map(taken, whole)) <= room:
        return whole
    return [labelled(form, one, most=room // len(reflections) // 3) for one in reflections]


def taken(text: str) -> int:
    """The room that a text takes in a message: its characters as JSON."""
    return len(json.dumps(text, ensure_ascii=False))


def within(parts: Sequence[Markup], room: int) -> tuple[list[Markup], int]:
    """As many parts, from the first on, as fit in that room; and how many are left."""
    kept: list[Markup] = []
    for part in parts:
        room -= taken(part)
        if room < 0:
            break
        kept.append(part)
    return kept, len(parts) - len(kept)
