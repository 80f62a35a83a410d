"""Turns names people type into the ids Slack sends for commands that ask for it (`should_escape`)."""

import re

from bot.sandbox.state.directory import Directory

_TYPED = re.compile(r"(?<![\w<])(?:@(?P<person>[\w.\-]+)|#(?P<channel>[\w\-]+))")


def with_ids(text: str, directory: Directory, typed_by: str) -> str:
    """Write @handle as <@U…|handle> and #channel as <#C…|channel>, where the typing person can see such a one."""
    people = {person.name: person.id for person in directory.people.values()}
    places = {
        place.name: place.id for place in directory.conversations.values() if directory.sees(typed_by, place)
    }

    def reference(found: re.Match[str]) -> str:
        person, channel = found["person"], found["channel"]
        if person in people:
            return f"<@{people[person]}|{person}>"
        return f"<#{places[channel]}|{channel}>" if channel in places else found[0]

    return _TYPED.sub(reference, text)
