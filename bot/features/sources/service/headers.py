"""Headers as they are kept: sealed, and for the site that they were entered for."""

import json
from collections.abc import Mapping
from typing import TypedDict

from bot.errors import Invalid
from bot.features.sources.models import Source
from bot.features.sources.values import Field, SourceDraft
from bot.outside.vault import Vault

NO_KEY = (
    "I can't keep headers secret here yet, so I didn't keep them. Whoever runs Cairn has to set CAIRN_ENCRYPTION_KEYS "
    "first (`cairn doctor` says how). Leave them empty to connect without."
)
OTHER_SITE = (
    "The headers kept so far are for {site} and don't go anywhere else. Enter those for the new address, "
    "or tick that none are needed."
)


class Sealing(TypedDict):
    """The columns that hold headers."""

    header_names: list[str]
    headers: str | None
    sealed_with: str | None


def sealed(headers: Mapping[str, str], vault: Vault) -> Sealing:
    """Headers to keep.

    Raises:
        Invalid: there is no key to seal them with.
    """
    if not headers:
        return {"header_names": [], "headers": None, "sealed_with": None}
    if vault.is_locked:
        raise Invalid(Field.HEADERS, NO_KEY)
    kept = vault.seal(json.dumps(headers))
    return {"header_names": list(headers), "headers": kept.token, "sealed_with": kept.key}


def sealed_anew(row: Source, draft: SourceDraft, vault: Vault) -> Sealing:
    """The headers of a source that is changed: those entered, or else those kept, unless they are to be forgotten.

    Raises:
        Invalid: as for `sealed`, or those kept are for another site.
    """
    keeps = not (draft.headers or draft.forgets)
    if keeps and row.headers is not None:
        if row.site != draft.site:
            raise Invalid(Field.HEADERS, OTHER_SITE.format(site=row.site))
        return {"header_names": row.header_names, "headers": row.headers, "sealed_with": row.sealed_with}
    return sealed(draft.headers, vault)
