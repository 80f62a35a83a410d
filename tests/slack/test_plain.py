import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.kit import escaped
from bot.slack.plain import people_in, plain_words

NAMES = {"U0ANA": "Ana"}


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("<@U0ANA> says so", "@Ana says so"),
        ("<@U0NEW|new> and <@U0ELSE>", "@new and @U0ELSE"),
        ("see <#C0TEAM|answers> and <#C0OTHER>", "see #answers and #C0OTHER"),
        ("<!channel> <!here> <!subteam^S1|@crew>", "@channel @here @crew"),
        ("<!date^1772452800^{date}|2 Mar>", "2 Mar"),
        ("<https://a.example/b|the plan>", "the plan (https://a.example/b)"),
        ("<https://a.example> <https://a.example|https://a.example>", "https://a.example https://a.example"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2, written &amp;lt;", "1 < 2 && 3 > 2, written &lt;"),
        ("*bold* stays", "*bold* stays"),
    ],
)
def test_what_people_read(sent: str, read: str) -> None:
    assert plain_words(sent, NAMES) == read


@given(st.text())
def test_what_somebody_typed_comes_back_to_the_letter(typed: str) -> None:
    assert plain_words(escaped(typed), {}) == typed


def test_each_person_mentioned_is_named_once() -> None:
    assert people_in("<@U0ANA> <@U0BEN|ben> <@U0ANA> <#C1|x> &lt;@U0NOT&gt;") == ("U0ANA", "U0BEN")
