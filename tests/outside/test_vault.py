"""Secrets at rest."""

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.outside.vault import Locked, Unreadable, Vault

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


@given(st.text())
def test_what_was_sealed_is_opened_and_is_not_told(secret: str) -> None:
    vault = Vault([NEW])
    sealed = vault.seal(secret)
    assert vault.open(sealed.token) == secret
    assert sealed.token not in repr(sealed)


def test_the_newest_key_seals_and_older_ones_still_open() -> None:
    kept = Vault([OLD]).seal("Bearer 1")
    both = Vault([NEW, OLD])
    assert both.open(kept.token) == "Bearer 1"
    anew = both.seal("Bearer 1")
    assert Vault([NEW]).open(anew.token) == "Bearer 1"
    assert (kept.key != both.newest, anew.key) == (True, both.newest)


@pytest.mark.parametrize("token", ["", "gAAAA", "é"])
def test_what_no_key_opens_is_said(token: str) -> None:
    with pytest.raises(Unreadable):
        Vault([NEW]).open(token)
    with pytest.raises(Unreadable):
        Vault([NEW]).open(Vault([OLD]).seal("x").token)


def test_without_a_key_nothing_is_kept() -> None:
    assert (Vault().is_locked, Vault().newest, Vault([NEW]).is_locked) == (True, "", False)
    with pytest.raises(Locked):
        Vault().seal("x")
    with pytest.raises(Locked):
        Vault().open("x")


def test_a_key_is_named_without_being_told() -> None:
    assert Vault([NEW]).newest not in NEW
    assert NEW not in repr(Vault([NEW]))
