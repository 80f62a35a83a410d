"""What the coach recognises in a draft, most useful first: one table, which is also its own test data."""

from bot.features.goals.coaching.patterns import (
    ABSOLUTES,
    COUNT,
    GATHERINGS,
    JARGON,
    JARGON_WORDS,
    LONG_TITLE,
    PIECES,
    PROJECTS,
    TASKS,
    Rule,
    any_of,
    capital,
    changed,
    clauses,
    directed,
    first_clause,
    is_bare_number,
    opens_with,
    softened,
    without_effect,
)
from bot.features.goals.coaching.reading import EVERYBODY, MAKING
from bot.text import shorten

LONG_EXAMPLE = (
    "The time that families wait for a place falls by half by the end of the year, which we track in the list that "
    "the office keeps for all of our houses"
)

RULES: tuple[Rule, ...] = (
    Rule(
        "question",
        lambda reading: reading.title.endswith("?"),
        "A good question to start from. What would be true if it were answered well?",
        lambda reading: f"{reading.who} can …, and nobody has to ask “{shorten(reading.deed, 60)}” any more",
        flags=(("How do we keep our customers?", ""), ("Should we hire more people?", "the team")),
        passes=(
            ("Customers know whom to ask within 1 day", ""),
            ("Answer what customers ask within 2 hours", ""),
        ),
    ),
    Rule(
        "several-goals",
        lambda reading: len(clauses(reading)) > 1,
        "This reads like more than one goal, and each deserves its own votes. Which one comes first?",
        lambda reading: capital(clauses(reading)[0]),
        flags=(
            ("Launch the app and hire 3 engineers", "customers"),
            ("We will raise prices, cut costs and open an office in Lyon", "the team"),
        ),
        passes=(
            ("Customers find and fix mistakes in 2 minutes", ""),
            ("Cut the time parents and teachers wait to 2 days", ""),
        ),
    ),
    Rule(
        "small-task",
        without_effect(TASKS),
        "This sounds like a single task, and it's welcome as an initiative. Which bigger change is it part of?",
        lambda reading: f"{reading.who} can … once we {reading.deed}",
        flags=(
            ("Fix bug 123", "users"),
            ("Schedule a meeting with finance", ""),
            ("Update the price list", "buyers"),
        ),
        passes=(
            ("Fix how refunds reach customers within 2 days", ""),
            ("Order errors fall by half", "the kitchen"),
        ),
    ),
    Rule(
        "gatherings",
        without_effect(
            rf"(?:hold|host|run|attend|organi[sz]e|give|conduct|deliver|do|have) {COUNT}.*\b{GATHERINGS}\b"
        ),
        "Coming together is a way to get there. What will people do differently afterwards?",
        lambda reading: f"{reading.who} can … after we {reading.deed}",
        flags=(("Hold 4 workshops on feedback", "new managers"), ("Run ten customer interviews", "")),
        passes=(
            ("Run 4 workshops so managers give feedback each week", ""),
            ("Meetings take 2 hours a week at most", "the team"),
        ),
    ),
    Rule(
        "activity-count",
        without_effect(
            rf"{any_of(MAKING)} {COUNT}|(?:add|answer|close|hire|make|open|post|record|send) {COUNT}|{COUNT} (?:\w+ )?{PIECES}\b"
        ),
        "Counting what we make says little about what changes. What will be different, and for whom?",
        lambda reading: f"{reading.who} can … because we {reading.deed}",
        flags=(
            ("Ship 5 features", "customers"),
            ("Our goal is to publish twelve articles", ""),
            ("20 new tests", "the team"),
        ),
        passes=(
            ("Answer 90 % of questions within a day", "customers"),
            ("Ship 5 features so customers can pay abroad", ""),
        ),
    ),
    Rule(
        "project",
        without_effect(PROJECTS),
        "That's a clear piece of work. What gets better for people once it is done?",
        lambda reading: f"{reading.who} notice … once we {reading.deed}",
        flags=(
            ("Migrate to PostgreSQL", "users"),
            ("Redesign the website", "visitors"),
            ("Switch to the new supplier", ""),
        ),
        passes=(
            ("Move to the new supplier so parcels reach customers in 2 days", ""),
            ("People move house in 1 day", ""),
        ),
    ),
    Rule(
        "solution",
        without_effect(r"(?:use|adopt|introduce|apply|leverage|try) \w"),
        "A tool is one way to get there, and a better one may turn up. Which problem would it solve?",
        lambda reading: f"{reading.who} can …, perhaps with {reading.thing}",
        flags=(("Use AI in support", "customers"), ("Introduce a new ticket system", "the support team")),
        passes=(
            ("Use AI so customers get an answer within 5 minutes", ""),
            ("Users find help in 2 minutes", ""),
        ),
    ),
    Rule(
        "output",
        without_effect(rf"(?:{any_of(MAKING)}|set up|roll out|(?:hire|open) (?:an?|our|the)) \w"),
        "What will be different once this is there, and for whom?",
        lambda reading: f"{reading.who} can … once we {reading.deed}",
        flags=(
            ("Launch the new website", "visitors"),
            ("Open an office in Lyon", "buyers"),
            ("We will build a mobile app", ""),
        ),
        passes=(
            ("Launch the app because 3 of 4 customers order on their phones", ""),
            ("Release notes reach users within 1 day", ""),
        ),
    ),
    Rule(
        "business-as-usual",
        without_effect(
            r"(?:continue|carry on|maintain|sustain|remain|stay|keep (?:on|up|doing|running|the|our|\w+ing))\b"
        ),
        "Keeping this going matters, and rarely needs a vote. What should be better than today?",
        lambda reading: f"{reading.who} notice a difference as we {reading.deed}: … goes from … to …",
        flags=(
            ("Continue to answer tickets", "customers"),
            ("Maintain the playground", ""),
            ("Keep our blog alive", "readers"),
        ),
        passes=(("Keep 9 of 10 new customers for a year", ""), ("Customers stay for 2 years", "")),
    ),
    Rule(
        "negative",
        without_effect(r"(?:stop|no more|avoid|prevent|eliminate|end|quit) \w"),
        "It's clear what should end. What will be there in its place?",
        lambda reading: f"{reading.who} can … instead of {reading.thing.removeprefix('more ')}",
        flags=(("Stop losing invoices", "suppliers"), ("No more surprise outages", "users")),
        passes=(
            ("Stop losing invoices so suppliers are paid within 5 days", ""),
            ("End users get help within 1 day", ""),
        ),
    ),
    Rule(
        "absolute",
        lambda reading: any(form.search(reading.title) for form, _ in ABSOLUTES),
        "All or nothing leaves no room to learn, and one slip loses it. Which level would already be a success?",
        softened,
        flags=(
            ("100 % of customers are happy", ""),
            ("Zero bugs in production", "users"),
            ("We always reply the same day", "members"),
        ),
        passes=(
            ("Guests enjoy a zero waste kitchen", ""),
            ("Customers are 100 times more likely to return", ""),
        ),
    ),
    Rule(
        "bare-number",
        is_bare_number,
        "A clear figure. Where does it stand today, and should it go up, go down or hold?",
        directed,
        flags=(("NPS 40", "customers"), ("Churn: 3 %", "customers"), ("Revenue of 2.5 M€", "the team")),
        passes=(("3 of 4 parcels arrive the same day", "customers"), ("Churn below 3 %", "customers")),
    ),
    Rule(
        "vague-verb",
        lambda reading: (
            not reading.has_measure
            and opens_with(
                r"(?:better|boost|drive|empower|enable|enhance|expand|facilitate|foster|grow|help|improve|increase|optimi[sz]e"
                r"|promote|raise|reduce|strengthen|streamline|support)\b"
            )(reading)
        ),
        "That can mean many things. What would we see then that we don't see today?",
        changed,
        flags=(
            ("Improve onboarding", "new hires"),
            ("Support our volunteers", ""),
            ("Optimise the checkout", "buyers"),
        ),
        passes=(("Improve onboarding by half", "new hires"), ("Support agents feel less stress", "")),
    ),
    Rule(
        "nobody-named",
        lambda reading: not reading.names_somebody,
        "Who will notice when this comes true?",
        lambda reading: f"{shorten(reading.title.rstrip('.!'), 100)}, so that … can …",
        flags=(
            ("Cut the time to a first answer to 2 hours", ""),
            ("The kitchen is open within 1 hour", "n/a"),
        ),
        passes=(
            ("Cut the time to a first answer to 2 hours", "callers"),
            ("Patients wait less than 2 hours", "-"),
        ),
    ),
    Rule(
        "everybody",
        lambda reading: reading.beneficiary.lower() in EVERYBODY,
        "When it is for everyone it's hard to ask anyone. Who would miss it most?",
        lambda reading: f"{shorten(reading.title.rstrip('.!'), 100)}, first of all for …",
        flags=(
            ("The first answer comes within 2 hours", "everyone"),
            ("Costs fall by 10 % in our shops", "the company"),
        ),
        passes=(
            ("The first answer comes within 2 hours", "callers"),
            ("Costs fall by 10 % in our shops", "shop owners"),
        ),
    ),
    Rule(
        "jargon",
        lambda reading: len(JARGON.findall(reading.title)) >= JARGON_WORDS,
        "Some of these words may not mean the same to everyone. How would you say it to someone who joined today?",
        lambda reading: f"{reading.who} can …, in words a newcomer knows",
        flags=(
            ("The GTM ICP reaches 40 % SQL in EMEA", "sales"),
            ("Our holistic ecosystem of scalable touchpoints wins 3 partners", ""),
        ),
        passes=(("Our NPS in EMEA rises to 40", "customers"), ("Stakeholders get answers within 2 days", "")),
    ),
    Rule(
        "too-long",
        lambda reading: len(reading.title) > LONG_TITLE,
        "There's a lot in here. Which one line would you tell a friend? The rest has a place under *More*.",
        first_clause,
        flags=(
            (
                LONG_EXAMPLE,
                "families",
            ),
        ),
        passes=(("The time that families wait for a place falls by half by the end of the year", ""),),
    ),
    Rule(
        "no-measure",
        lambda reading: not reading.has_measure,
        "What could we count or look at to know that it happened?",
        lambda reading: f"{shorten(reading.title.rstrip('.!'), 100)}: from … today to …",
        flags=(
            ("Customers find answers without calling us", ""),
            ("The waiting room feels calm in Q3 2027", "patients"),
        ),
        passes=(
            ("Customers find 3 of 4 answers without calling us", ""),
            ("Half of our parcels arrive the same day", ""),
        ),
    ),
)
