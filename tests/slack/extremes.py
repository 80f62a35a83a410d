"""Whatever people may write."""

from hypothesis import strategies as st

EXTREME = [
    "",
    " ",
    "\n",
    "x" * 5_000,
    "&<>" * 1_000,
    "<!channel> @here <@U0LENA>",
    "👩‍👩‍👧‍👦" * 300,
    "🏳️‍🌈",
    "e" + "\u0301" * 5_000,
    "\u202eمرحبا بالعالم",
    "{title} {0} %s {",
    "*bold _it ~`code```",
]
WORDS = st.sampled_from(EXTREME) | st.text()
