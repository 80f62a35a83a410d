"""The page on which a person lets an app into a workspace: `/oauth/v2/authorize`."""

from html import escape
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from bot.sandbox.arguments import Arguments
from bot.sandbox.client.teams import Team, Teams
from bot.sandbox.json_values import Json
from bot.sandbox.oauth import Asked, OAuth
from bot.sandbox.refusals import Refused

PATH = "/oauth/v2/authorize"
_CARRIED = ("client_id", "scope", "user_scope", "redirect_uri", "state")
_REFUSALS = {
    "invalid_client_id": "No app here has that client id.",
    "bad_redirect_uri": "The app's manifest doesn't name the address it wants people sent back to.",
    "invalid_scope": "The app asks for rights that its manifest doesn't declare, or for none at all.",
    "team_not_found": "There is no such workspace here.",
    "user_is_restricted": "Guests, and people from outside, can't let apps in.",
    "user_not_found": "There is nobody of that id in the workspace.",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="same-origin">
<title>{title}</title>
<link rel="icon" href="/static/cairn.svg" type="image/svg+xml">
<link rel="stylesheet" href="/static/oauth.css">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


def oauth_routes(oauth: OAuth, teams: Teams) -> list[Route]:
    """Return the page, and the POST with which it is answered; both send people back with `state`."""

    async def ask(request: Request) -> Response:
        given: Json = dict(request.query_params)
        try:
            return HTMLResponse(_question(oauth, oauth.asked(Arguments(given)), teams, given))
        except Refused as refused:
            return _refusal(refused)

    async def answer(request: Request) -> Response:
        given: Json = dict(parse_qsl((await request.body()).decode(errors="replace"), keep_blank_values=True))
        try:
            asked = oauth.asked(Arguments(given))
            if given.get("answer") != "allow":
                return _back(asked, error="access_denied")
            person = Arguments(given).text("user")
            return _back(asked, code=oauth.allow(asked, teams.of(given).parts, person))
        except Refused as refused:
            return _refusal(refused)

    return [Route(PATH, ask, methods=["GET"]), Route(PATH, answer, methods=["POST"])]


def _back(asked: Asked, **told: str) -> Response:
    joint = "&" if "?" in asked.returns_to else "?"
    return RedirectResponse(f"{asked.returns_to}{joint}{urlencode({**told, 'state': asked.state})}", 302)


def _refusal(refused: Refused) -> Response:
    sentence = _REFUSALS.get(refused.code, "The question can't be read.")
    body = (
        f"<h1>That doesn't work</h1>\n<p>{escape(sentence)} Nothing was installed.</p>\n"
        f"<p><code>{escape(refused.code)}</code></p>"
    )
    return HTMLResponse(_PAGE.format(title="That doesn't work", body=body), 400)


def _question(oauth: OAuth, asked: Asked, teams: Teams, given: Json) -> str:
    team = teams.of(given)
    app, name = escape(oauth.app.name), escape(team.parts.directory.team_name)
    scopes = "\n".join(f"<li><code>{escape(scope)}</code></li>" for scope in asked.scopes)
    body = f"""<h1>{app} would like to come into {name}</h1>
{_other_teams(teams, team, given)}
<h2>It asks for</h2>
<ul class="scopes">
{scopes}
</ul>
<form method="post" action="{PATH}">
{_hidden(given, team)}
<label for="user">You are</label>
<select id="user" name="user">
{_people(team)}
</select>
<div class="answers">
<button name="answer" value="cancel">Cancel</button>
<button name="answer" value="allow" class="primary">Allow</button>
</div>
</form>
<p class="after">You will be sent back to <code>{escape(asked.returns_to)}</code>.</p>"""
    return _PAGE.format(title=f"{app} – {name}", body=body)


def _hidden(given: Json, team: Team) -> str:
    carried = {name: str(given[name]) for name in _CARRIED if name in given} | {"team": team.team_id}
    return "\n".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in carried.items()
    )


def _people(team: Team) -> str:
    return "\n".join(
        f'<option value="{escape(person.id)}">{escape(person.real_name)}</option>'
        for person in team.parts.directory.people.values()
        if person.is_own_member
    )


def _other_teams(teams: Teams, shown: Team, given: Json) -> str:
    carried = {name: str(given[name]) for name in _CARRIED if name in given}
    links = [
        f'<a href="{PATH}?{escape(urlencode({**carried, "team": team.team_id}))}">'
        f"{escape(team.parts.directory.team_name)}</a>"
        for team in teams
        if team is not shown
    ]
    return f"<p>Or into {' or '.join(links)}.</p>" if links else ""
