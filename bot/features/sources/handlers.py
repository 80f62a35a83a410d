"""The Slack door of sources."""

from dataclasses import dataclass
from uuid import UUID

from bot.delivery.values import Json
from bot.features.sources import forms
from bot.features.sources.service import connecting, seeing
from bot.features.sources.values import Measured
from bot.features.sources.views import form, source
from bot.outside.fetch import Fetcher
from bot.outside.vault import Vault
from bot.slack.visits import Answer, Modal, Press, Submission, Visit, identity


@dataclass(frozen=True, slots=True)
class SourceDoor:
    """What is answered about sources; nothing is fetched here, the clock does that."""

    fetcher: Fetcher
    vault: Vault

    async def open_goal(self, press: Press) -> Answer:
        """*Sources* in a goal's details."""
        found = await press.read(seeing.of_goal, identity(press.value))
        if len(found) == 1:
            return await self._opened(press, found[0][0].id)
        return Modal(source.goal_modal(found))

    async def open_one(self, press: Press) -> Answer:
        """*Connect*, *Open* or *Look at it*."""
        return await self._opened(press, identity(press.value))

    async def look_again(self, press: Press) -> Answer:
        """*Look again*."""
        return await self._shown(press, identity(press.value))

    async def open_change(self, press: Press) -> Answer:
        """*Change*."""
        indicator_id = identity(press.value)
        await press.read(seeing.to_change, indicator_id)
        return Modal(self._form(await press.read(seeing.measured, indicator_id)))

    async def submit(self, submission: Submission) -> Answer:
        """The form: it is kept first and tried by the clock, and what is on the way is shown."""
        stage = forms.STAGES.read(submission.carried)
        draft = forms.entered(submission.form, self.fetcher.target)
        if stage.seen is None:
            await submission.commit(connecting.connect, stage.indicator_id, draft, self.vault)
        else:
            await submission.commit(connecting.change, stage.indicator_id, draft, self.vault, seen=stage.seen)
        return await self._shown(submission, stage.indicator_id)

    async def show_saved(self, submission: Submission, _: str | None) -> Answer:
        """The form came a second time: show what the first one saved."""
        stage = forms.STAGES.read(submission.carried)
        return await self._shown(submission, stage.indicator_id)

    async def on_fetch(self, press: Press) -> Answer:
        """*Fetch now*."""
        indicator_id = identity(press.value)
        await press.commit(connecting.fetch_now, indicator_id)
        return await self._shown(press, indicator_id)

    async def on_disconnect(self, press: Press) -> Answer:
        """The confirmed *Disconnect*."""
        return Modal(
            source.disconnected_modal(await press.commit(connecting.disconnect, identity(press.value)))
        )

    async def _opened(self, visit: Visit, indicator_id: UUID) -> Answer:
        """Its source; where there is none yet, the form that connects one, for who may."""
        measured = await visit.read(seeing.measured, indicator_id)
        if measured.source is None and measured.is_member:
            return Modal(self._form(measured))
        return _view(measured)

    async def _shown(self, visit: Visit, indicator_id: UUID) -> Answer:
        return _view(await visit.read(seeing.measured, indicator_id))

    def _form(self, measured: Measured) -> Json:
        return form.source_form(measured, keeps_secrets=not self.vault.is_locked)


def _view(measured: Measured) -> Modal:
    if measured.source is None:
        return Modal(source.unconnected_modal(measured.indicator))
    return Modal(source.source_modal(measured, measured.source))
