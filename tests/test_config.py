import tomllib
from pathlib import Path

import pytest

from pos_app.config import RESOURCES, VERSION, data_folder, language, till_settings
from pos_app.server import settings


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "ja"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "C.UTF-8"}, "ja"),
        ({"LC_ALL": "en_GB", "LANG": "ja_JP.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_follows_the_surroundings_and_is_japanese_otherwise(
    environment: dict[str, str], spoken: str
) -> None:
    assert language(environment) == spoken


def test_a_chosen_folder_goes_before_the_platforms() -> None:
    assert data_folder({"POS_APP_DATA": "/srv/till"}, "linux") == Path("/srv/till")
    assert data_folder({"XDG_DATA_HOME": "/home/a/.data"}, "linux") == Path("/home/a/.data/pos-app")
    assert data_folder({"LOCALAPPDATA": "C:/Users/a/AppData/Local"}, "win32").name == "pos-app"
    assert "Application Support" in str(data_folder({}, "darwin"))


def test_what_is_given_goes_before_the_environment() -> None:
    environment = {"POS_APP_PAD": "COM3", "POS_APP_DATA": "/srv/till"}
    assert till_settings(environment=environment).pad == "COM3"
    assert till_settings(pad="/dev/ttyUSB0", environment=environment).pad == "/dev/ttyUSB0"
    assert till_settings(environment={"POS_APP_PAD": ""}).pad is None


def test_the_resources_are_where_the_program_looks() -> None:
    assert (RESOURCES / "words" / "ja.json").is_file()


def test_the_package_and_the_program_have_one_version() -> None:
    project = tomllib.loads((RESOURCES.parent / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "pos_app.config.VERSION"}
    assert settings.VERSION == VERSION
