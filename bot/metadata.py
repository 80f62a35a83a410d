"""All tables in one place, for Alembic and for tests."""

from bot.db import inbox
from bot.db.base import Base
from bot.delivery import models as delivery
from bot.features.attention import models as attention
from bot.features.cadences import models as cadences
from bot.features.checkins.models import digests, prompts
from bot.features.commitments import models as commitments
from bot.features.cycles import models as cycles
from bot.features.decisions import models as decisions
from bot.features.goals import models as goals
from bot.features.indicators import models as indicators
from bot.features.inputs import models as inputs
from bot.features.ownership import models as ownership
from bot.features.planning.models import actions, dependencies, initiatives, milestones
from bot.features.retrospectives import models as retrospectives
from bot.features.sources import models as sources
from bot.features.teams import models as teams
from bot.features.thresholds import models as thresholds
from bot.features.together import models as together
from bot.features.voting import models as voting
from bot.features.workspaces import models as workspaces

ROOMS = (
    inbox,
    delivery,
    workspaces,
    attention,
    teams,
    cadences,
    cycles,
    voting,
    goals,
    inputs,
    ownership,
    actions,
    dependencies,
    initiatives,
    milestones,
    indicators,
    sources,
    commitments,
    decisions,
    thresholds,
    together,
    digests,
    prompts,
    retrospectives,
)
metadata = Base.metadata
