"""A team's roles, and which of them decides about what."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.ownership import areas, forms, roles, surfaces
from bot.features.ownership.forms import AreaStage, RoleStage
from bot.features.ownership.handlers.places import place_of
from bot.features.ownership.values import RoleDraft
from bot.features.ownership.views import ids
from bot.features.ownership.views import offers as offer_views
from bot.features.ownership.views import roles as views
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, Submission, identity

NOTHING_YET = RoleDraft(name="", purpose="")


@offering_a_team
async def open_roles(command: Command) -> Answer:
    """`/cairn roles`."""
    return await command.read(_roles_in, command.channel)


async def open_roles_of(press: Press) -> Answer:
    """*Roles*."""
    return await press.read(surfaces.role_list, identity(press.value))


async def open_page(press: Press) -> Answer:
    """*More* and *Back* in the list, which stands in a channel or in a view."""
    team, first = place_of(press.value)
    shown = await press.read(surfaces.role_list, identity(team), first)
    return Replaced(shown) if press.channel else shown


async def open_retired(press: Press) -> Answer:
    """*Retired roles*."""
    return await press.read(surfaces.retired_roles, identity(press.value))


async def open_new(press: Press) -> Answer:
    """*Add a role*."""
    team_id = identity(press.value)
    await press.read(roles.to_make, team_id)
    return Modal(views.role_modal(RoleStage(team_id), NOTHING_YET))


async def open_choice(press: Press) -> Answer:
    """The ⋯ menu of a role."""
    choice, _, role = press.value.partition(":")
    found = await press.read(roles.to_change, identity(role))
    if choice == ids.RETIRE:
        return Modal(views.retire_modal(found))
    return Modal(views.role_modal(RoleStage(found.team_id, found.id, found.changed_at), found))


async def submit_role(submission: Submission) -> Answer:
    """The form becomes the list, with the role in it."""
    stage, draft = forms.ROLE_STAGES.read(submission.carried), forms.parse_role(submission.form)
    if stage.role_id is None or stage.seen is None:
        await submission.commit(roles.make, stage.team_id, draft)
    else:
        await submission.commit(roles.change, stage.role_id, draft, seen=stage.seen)
    return await submission.read(surfaces.role_list, stage.team_id)


async def show_role(submission: Submission, _: str | None) -> Answer:
    """The same form again: the list as it is."""
    stage = forms.ROLE_STAGES.read(submission.carried)
    return await submission.read(surfaces.role_list, stage.team_id)


async def submit_retirement(submission: Submission) -> Answer:
    """The form becomes the list, without the role."""
    found = await submission.commit(roles.retire, identity(submission.carried))
    return await submission.read(surfaces.role_list, found.team_id)


async def show_retired(_: Submission, __: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.retired())


async def on_take(press: Press) -> Answer:
    """*Take*."""
    return views.taken(await press.commit(roles.take, identity(press.value)))


async def on_lay_down(press: Press) -> Answer:
    """*Lay down*."""
    return views.laid_down(await press.commit(roles.lay_down, identity(press.value)))


async def open_offer(press: Press) -> Answer:
    """*Offer …* beside a role."""
    found = await press.read(roles.to_offer, identity(press.value))
    thing, carried = roles.as_thing(found), str(found.id)
    form = ids.OFFER_ROLE_FORM
    return Modal(offer_views.offer_modal(thing, driver=None, callback_id=form, carried=carried))


async def submit_offer(submission: Submission) -> Answer:
    """The form closes; who is asked hears of it."""
    form = forms.parse_offer(submission.form)
    await submission.commit(roles.offer, identity(submission.carried), form.taker, form.note)
    return None


async def show_offered(submission: Submission, _: str | None) -> Answer:
    """The same form again: nobody is asked twice."""
    found = await submission.read(roles.role, identity(submission.carried))
    return Modal(offer_views.offered(roles.as_thing(found), callback_id=ids.OFFER_ROLE_FORM))


async def open_area(press: Press) -> Answer:
    """*Who decides? …*."""
    found, choices, seen = await press.read(areas.to_settle_area, identity(press.value))
    return Modal(views.area_modal(found, choices, forms.AREA_STAGES.write(AreaStage(found.id, seen))))


async def submit_area(submission: Submission) -> Answer:
    """The area has its role."""
    stage, role_id = forms.AREA_STAGES.read(submission.carried), forms.parse_area(submission.form)
    await submission.commit(areas.settle_area, stage.area_id, role_id, seen=stage.seen)
    return views.area_settled()


async def show_area(_: Submission, __: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return views.area_settled()


def _roles_in(tx: Transaction, channel: str) -> Message:
    team_id: UUID = teams.required_team_in(tx, channel).id
    return surfaces.role_list(tx, team_id)
