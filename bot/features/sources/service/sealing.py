"""Headers move from older keys to the newest one, so that an operator can take the older ones away."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.features.sources.repository import across
from bot.outside.vault import Unreadable, Vault

AT_A_TIME = 100


def seal_anew(
    session: Session, _: datetime, vault: Vault, after: UUID | None, *, most: int = AT_A_TIME
) -> tuple[int, UUID | None]:
    """Seal some headers with the newest key that an older one sealed; what no key opens stays as it is.

    Args:
        after: the id of the last source looked at; None to begin.
        most: sources looked at in one transaction.

    Returns:
        How many were sealed anew, and after which to go on; None at the end.
    """
    rows = across.sealed_with_others(session, vault.newest, after=after, most=most)
    done = 0
    for row in rows:
        try:
            sealed = vault.seal(vault.open(row.headers or ""))
        except Unreadable:
            continue
        row.headers, row.sealed_with = sealed.token, sealed.key
        done += 1
    return done, rows[-1].id if len(rows) == most else None
