from bot.resources import MANIFESTS, MIGRATIONS


def test_a_checkout_has_its_files_beside_the_package() -> None:
    assert (MIGRATIONS / "env.py").is_file()
    assert sorted(file.name for file in MANIFESTS.iterdir()) == ["http.yaml", "socket.yaml"]
