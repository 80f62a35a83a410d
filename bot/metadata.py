"""All tables in one place, for Alembic and for tests."""

from bot.db import inbox
from bot.db.base import Base
from bot.delivery import models as delivery
from bot.features.decisions import models as decisions
from bot.features.goals import models as goals
from bot.features.ownership import models as ownership
from bot.features.teams import models as teams
from bot.features.voting import models as voting
from bot.features.workspaces import models as workspaces

ROOMS = (inbox, delivery, workspaces, teams, voting, goals, ownership, decisions)
metadata = Base.metadata
