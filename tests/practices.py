"""P1 to P29, each with what README claims of it and the tests behind it: `python -m tests.practices`."""

import contextlib
import io
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

README = Path(__file__).parent.parent / "README.md"
NUMBERS = [f"P{number}" for number in range(1, 30)]
STATES = ("works", "partly", "not yet")
TABLE = re.compile(r"<!-- practices -->(.*?)<!-- /?practices -->", re.DOTALL)
ROW = re.compile(r"^\| *(P\d+) *\| *([^|]+?) *\| *([^|]+?) *\|", re.MULTILINE)


class UnreadableError(Exception):
    """README's table or the tests cannot be read; the message says where and why."""


@dataclass(frozen=True)
class Claim:
    """What README says of one practice."""

    number: str
    name: str
    state: str


@dataclass(eq=False)  # pytest keeps its plugins in sets
class Evidence:
    """The tests marked with a practice, by its number."""

    tests: dict[str, list[str]] = field(default_factory=dict)

    def add(self, practice: str, test: str) -> None:
        self.tests.setdefault(practice, []).append(test)

    def of(self, practice: str) -> list[str]:
        return sorted(set(self.tests.get(practice, [])))

    def pytest_itemcollected(self, item: pytest.Item) -> None:
        """Note a collected test; called by pytest, before any test is left out."""
        for marker in item.iter_markers("practice"):
            for practice in marker.args:
                self.add(practice, item.nodeid.partition("[")[0])


def main() -> int:
    """Print the map and return 1 when README claims what no test shows."""
    try:
        claims = read_claims(README.read_text(encoding="utf-8"))
        evidence = collect_evidence()
    except UnreadableError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.writelines(f"{line}\n" for line in report(claims, evidence))
    complaints = unfounded(claims, evidence)
    sys.stderr.writelines(f"{complaint}\n" for complaint in complaints)
    return 1 if complaints else 0


def read_claims(readme: str) -> list[Claim]:
    """Read the table between README's `practices` comments.

    Raises:
        UnreadableError: a practice is missing, doubled or in an unknown state.
    """
    table = TABLE.search(readme)
    if table is None:
        raise UnreadableError("README.md has no table between <!-- practices --> and <!-- /practices -->")
    claims = [Claim(*cells) for cells in ROW.findall(table[1])]
    if [claim.number for claim in claims] != NUMBERS:
        raise UnreadableError("README.md's table must name P1 to P29, each once, in order")
    for claim in claims:
        if claim.state not in STATES:
            raise UnreadableError(
                f"README.md says “{claim.state}” of {claim.number}; it may say {', '.join(STATES)}"
            )
    return claims


def collect_evidence() -> Evidence:
    """Let pytest find every test, without running any.

    Raises:
        UnreadableError: a test file does not even import.
    """
    evidence = Evidence()
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        status = pytest.main(
            ["--collect-only", "-p", "no:syrupy", "--quiet", "-p", "no:cacheprovider"], plugins=[evidence]
        )
    if status != pytest.ExitCode.OK:
        raise UnreadableError(f"the tests could not be collected:\n{output.getvalue()}")
    return evidence


def report(claims: Iterable[Claim], evidence: Evidence) -> list[str]:
    """Write one line per practice, and one per test behind it."""
    lines = []
    for claim in claims:
        lines.append(f"{claim.number:<4}{claim.name:<42}{claim.state}")
        lines += [f"      {test}" for test in evidence.of(claim.number)]
    return lines


def unfounded(claims: Iterable[Claim], evidence: Evidence) -> list[str]:
    """Name every practice that README says works though no test shows it from a person's side."""
    complaints = [
        f"{claim.number} “{claim.name}” works, says README.md, but no conversation or end-to-end test shows it."
        for claim in claims
        if claim.state == "works" and not any(is_journey(test) for test in evidence.of(claim.number))
    ]
    unknown = sorted(set(evidence.tests) - set(NUMBERS))
    return complaints + [
        f"{name} is no practice, but {evidence.of(name)[0]} is marked with it." for name in unknown
    ]


def is_journey(test: str) -> bool:
    """Whether a test goes in by the door people use: a signed payload from Slack, or the browser."""
    file = Path(test.partition("::")[0])
    return "end_to_end" in file.parts or "conversations" in file.stem


if __name__ == "__main__":
    sys.exit(main())
