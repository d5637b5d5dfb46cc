"""``anliku dict check``, and dictionaries and added components in ``extract`` and ``add``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import spacy
from invented import Done

Anliku = Callable[..., Done]

GOOD = "term,type,canonical,code\n“银龄食堂”,program,银龄助餐,P-1\n樟树下,place,老樟树,331125106\n"


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text(GOOD, "utf-8")
    return path


def test_a_good_dictionary_passes(anliku: Anliku, terms: Path) -> None:
    done = anliku("dict", "check", str(terms))
    assert (done.code, done.out) == (0, "")
    assert "terms that can be obeyed: 2 (place 1, program 1); problems: 0" in done.err


def test_lines_with_faults_are_named(anliku: Anliku, terms: Path) -> None:
    terms.write_text(GOOD + "樟树下,person\n小顺,village\n", "utf-8")
    done = anliku("dict", "check", str(terms))
    assert done.code == 1
    first, second = done.out.splitlines()
    assert first.startswith(f"{terms}, line 4: 樟树下: line 3 says something else")
    assert second.startswith(f"{terms}, line 5: 小顺: the type 'village' is unknown; choose one of")
    assert anliku("dict", "check", "none.csv").code == 1
    assert anliku("dict", "check").code == 2


def test_extract_obeys_a_dictionary(anliku: Anliku, pages: Path, terms: Path) -> None:
    done = anliku("extract", str(pages), "--dict", str(terms))
    assert done.code == 0
    first, second, _ = (json.loads(line) for line in done.out.splitlines())
    place = next(one for one in first["places"] if one["source"] == "dictionary")
    assert (place["name"], place["path"], place["code"]) == (
        "樟树下",
        "浙江省/丽水市/云和县/石塘镇/老樟树",
        "331125106",
    )
    (program,) = second["programs"]
    assert (program["canonical"], program["code"]) == ("银龄助餐", "P-1")
    assert (program["status"], program["source"]) == ("exact", "dictionary")
    rows = anliku("extract", str(pages), "--dict", str(terms), "--format", "csv", "--facts").out
    assert "银龄助餐" in rows


def test_another_dictionary_means_another_analysis(
    anliku: Anliku, pages: Path, terms: Path
) -> None:
    assert "2 pages added" in anliku("add", str(pages)).err
    assert "2 unchanged" in anliku("add", str(pages)).err
    assert "2 replaced" in anliku("add", str(pages), "--dict", str(terms)).err
    assert "2 unchanged" in anliku("add", str(pages), "--dict", str(terms)).err
    moved = terms.rename(terms.with_name("moved.csv"))
    assert "2 unchanged" in anliku("add", str(pages), "--dict", str(moved)).err
    other = terms.with_name("other.csv")
    other.write_text(GOOD.replace("老樟树", "大樟树"), "utf-8")
    assert "2 replaced" in anliku("add", str(pages), "--dict", str(other)).err
    shown = anliku("export", "--format", "jsonl").out
    assert "大樟树" in shown
    assert "P-1" in shown


def test_a_dictionary_with_faults_stops_before_a_library_is_made(
    anliku: Anliku, pages: Path, terms: Path, tmp_path: Path
) -> None:
    terms.write_text("term,type\n小顺,village\n", "utf-8")
    done = anliku("add", str(pages), "--dict", str(terms))
    assert done.code == 1
    assert "line 2" in done.err
    assert not (tmp_path / "anliku.db").exists()


def test_added_components_run_and_count(anliku: Anliku, pages: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler")
    patterns = [{"label": "LOC", "pattern": "打扫庭院"}]
    nlp.get_pipe("entity_ruler").initialize(list, nlp=nlp, patterns=patterns)  # pyright: ignore[reportFunctionMemberAccess]
    nlp.to_disk(tmp_path / "toy")
    config = tmp_path / "anliku.toml"
    table = '[[component]]\nname = "toy"\nmodel = "toy"\nlabels = { LOC = "place" }\n'
    config.write_text(table, "utf-8")
    found = anliku("extract", str(pages), "--config", str(config)).out
    assert '"spacy:toy"' in found
    assert "2 pages added" in anliku("add", str(pages), "--config", str(config)).err
    assert "2 unchanged" in anliku("add", str(pages), "--config", str(config)).err
    (tmp_path / "toy" / "meta.json").write_text(
        (tmp_path / "toy" / "meta.json").read_text("utf-8") + "\n", "utf-8"
    )
    assert "2 replaced" in anliku("add", str(pages), "--config", str(config)).err
