"""Packing the gazetteer: today's units, former names, merged units and coordinates."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from anliku.bench.pack_gazetteer.__main__ import pack
from anliku.bench.pack_gazetteer.sources import Edition, Sources
from anliku.nlp.places.gazetteer import Gazetteer
from anliku.nlp.places.gazetteer.container import Container

Rows = list[dict[str, str]]

_YEARS = (
    "year", "province_name", "city_name", "county_name", "province_adcode", "city_adcode",
    "county_adcode", "province_id", "city_id", "county_id", "province_short", "city_short",
    "county_short", "rank",
)  # fmt: skip


def _edition(folder: Path, year: int, towns: dict[str, str], villages: dict[str, str]) -> Edition:
    """Write an edition with one county, 甲省乙市丙县."""
    folder.mkdir()
    tables: dict[str, Rows] = {
        "provinces": [{"code": "99", "name": "甲省"}],
        "cities": [{"code": "9901", "name": "乙市"}],
        "areas": [{"code": "990101", "name": "丙县"}],
        "streets": [
            {"code": code, "name": name, "areaCode": code[:6]} for code, name in towns.items()
        ],
        "villages": [
            {"code": code, "name": name, "streetCode": code[:9], "areaCode": code[:6]}
            for code, name in villages.items()
        ],
    }
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
    return Edition(year, folder)


def _year(year: int, county: str, code: str, unit: str) -> dict[str, str]:
    values = (str(year), "甲省", "乙市", county, "990000", "990100", code)
    return dict(
        zip(_YEARS, (*values, "990000", "990100", unit, "甲", "乙", county[:-1], "3"), strict=True)
    )


@pytest.fixture
def sources(tmp_path: Path) -> Sources:
    """Return two editions, of which the newer has merged a township and a village."""
    latest = _edition(
        tmp_path / "2023",
        2023,
        {"990101100": "东河镇", "990101101": "西河镇"},
        {
            "990101100200": "上沟村民委员会",
            "990101100201": "下沟村民委员会",
            "990101101200": "柳林村民委员会",
        },
    )
    earlier = _edition(
        tmp_path / "2020",
        2020,
        {"990101100": "东河镇", "990101101": "西河乡", "990101201": "北山乡"},
        {
            "990101201200": "上沟村民委员会",
            "990101201201": "下沟村民委员会",
            "990101201202": "石桥村民委员会",
            "990101101200": "柳林村委会",
        },
    )
    years = [
        *(_year(year, "丁县", "990121", "990101") for year in range(1980, 2001)),
        *(_year(year, "丙县", "990101", "990101") for year in range(2001, 2025)),
        *(_year(year, "戊区", "990102", "990102") for year in range(1990, 2005)),
    ]
    centres = [{"adcode": "990121000000", "name": "丁县", "longitude": "110.5", "latitude": "30.5"}]
    return Sources(latest, (earlier,), years, centres)


@pytest.fixture
def gazetteer(sources: Sources, tmp_path: Path) -> Gazetteer:
    """Return the gazetteer packed from the sources."""
    pack(sources, tmp_path / "gazetteer.bin")
    return Gazetteer(Container(tmp_path / "gazetteer.bin"))


def test_units_of_today_are_found_by_code_and_name(gazetteer: Gazetteer) -> None:
    assert gazetteer.path("990101100200") == "甲省/乙市/丙县/东河镇/上沟村"
    assert gazetteer.village_owner("柳林") == "990101"
    assert gazetteer.village_owner("石桥") == "990101"
    assert gazetteer.village_owner("无名") is None


def test_merged_units_tell_where_they_lie_now(gazetteer: Gazetteer) -> None:
    (town,) = gazetteer.gone_towns.of("990101", "北山乡")
    assert (town.name, town.code, town.into, town.last) == (
        "北山乡",
        "990101201",
        "990101100",
        2020,
    )
    (village,) = gazetteer.villages("990101").gone["石桥"]
    assert (village.code, village.into) == ("990101201202", "990101100")


def test_units_that_changed_only_their_type_are_not_gone(gazetteer: Gazetteer) -> None:
    assert gazetteer.gone_towns.of("990101", "西河乡") == []
    assert "柳林" not in gazetteer.villages("990101").gone


def test_former_names_keep_years_and_codes(gazetteer: Gazetteer) -> None:
    (form,) = gazetteer.forms["丁县"]
    assert (form.code, form.first, form.last, form.gone) == ("990101", 1980, 2000, "")
    era = gazetteer.eras.at("990101", 1990)
    assert era is not None
    assert (gazetteer.path_at("990101", era), era.code) == ("甲省/乙市/丁县", "990121")
    assert gazetteer.eras.at("990101", 2010) is None
    (merged,) = gazetteer.forms["戊区"]
    assert (merged.former, merged.gone) == ("戊区", "990102")


def test_coordinates_follow_units_whose_code_changed(gazetteer: Gazetteer) -> None:
    centre = gazetteer.centre("990101100")
    assert centre == pytest.approx((110.5, 30.5), abs=0.01)
    assert centre != (110.5, 30.5)  # turned from GCJ-02 to WGS 84


def test_the_same_sources_give_the_same_bytes(sources: Sources, tmp_path: Path) -> None:
    for name in ("one.bin", "two.bin"):
        pack(sources, tmp_path / name)
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
