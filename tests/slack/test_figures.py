from bot.slack.figures import bars, table
from bot.slack.limits import message_problems


def test_slack_takes_tables_and_charts_whatever_is_in_them() -> None:
    words = "<!channel> " + "x" * 300
    drawn = [
        table([["Goal", "Progress"], [words, ""], ["", "62 %"]], right={1}, wrapped={0}),
        bars(words, words, [(f"{number} {words}", number) for number in range(30)], axis=words),
    ]
    assert message_problems({"text": "Figures", "blocks": drawn}) == []
