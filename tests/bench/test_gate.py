"""The logic of the gold gate: what passes, what is refused, what is written."""

import json
from pathlib import Path

import pytest

from anliku.bench import gate
from anliku.corpus.errors import AnlikuError

FLOORS = gate.Floors("abc", {"places": 0.8, "headline": 0.5})


@pytest.mark.parametrize(
    ("floor", "now", "verdict"),
    [
        (None, 0.1, "new"),
        (0.8, 0.8, ""),
        (0.8, 0.8 - gate.TOLERANCE / 2, ""),
        (0.8, 0.8 - gate.TOLERANCE * 2, "lower"),
        (0.8, 0.81, "higher"),
    ],
)
def test_a_row_says_how_its_measure_moved(floor: float | None, now: float, verdict: str) -> None:
    assert gate.Row("places", floor, now).verdict == verdict


def test_a_measure_that_has_gone_counts_as_zero() -> None:
    rows = gate.compare(FLOORS, {"places": 0.9})
    assert [(row.measure, row.verdict) for row in rows] == [
        ("places", "higher"),
        ("headline", "lower"),
    ]


def test_scores_at_their_floors_pass() -> None:
    rows = gate.compare(FLOORS, {"places": 0.8, "headline": 0.5})
    assert gate.problems("samples", FLOORS, rows, "abc") == []


@pytest.mark.parametrize(
    ("floors", "now", "digest", "needle"),
    [
        (None, 0.8, "abc", "no floors yet"),
        (FLOORS, 0.7, "abc", "places is below its floor"),
        (FLOORS, 0.8, "xyz", "gold has changed"),
    ],
)
def test_what_shuts_the_gate(
    floors: gate.Floors | None, now: float, digest: str, needle: str
) -> None:
    rows = gate.compare(floors, {"places": now, "headline": 0.5})
    (problem,) = gate.problems("samples", floors, rows, digest)
    assert needle in problem


def test_an_update_raises_and_never_lowers_unasked() -> None:
    rows = gate.compare(FLOORS, {"places": 0.87659, "headline": 0.4999})
    assert gate.raised(rows, allow_regression=False) == {"places": 0.8765, "headline": 0.5}
    lower = gate.compare(FLOORS, {"places": 0.9, "headline": 0.4})
    with pytest.raises(AnlikuError, match="headline"):
        gate.raised(lower, allow_regression=False)
    assert gate.raised(lower, allow_regression=True) == {"places": 0.9, "headline": 0.4}


def test_floors_survive_a_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert gate.read_floors(path) == {}
    gate.write_floors(path, {"samples": FLOORS})
    assert gate.read_floors(path) == {"samples": FLOORS}


@pytest.mark.parametrize("content", ["{", "[]", '{"samples": {}}', '{"samples": 3}'])
def test_a_broken_file_of_floors_is_an_error(tmp_path: Path, content: str) -> None:
    path = tmp_path / "floors.json"
    path.write_text(content, "utf-8")
    with pytest.raises(AnlikuError, match=r"floors\.json"):
        gate.read_floors(path)


@pytest.fixture
def small_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the gate score a page with one article, extracted as the test says."""
    article = {
        "id": "01-01", "headline": "小院议事", "reporters": [], "correspondents": [],
        "lines": [[1, 2]], "is_case": False, "theme": "T0", "lead_place": "",
        "practice": {"name": "", "alts": []},
        "places": [], "programs": [], "figures": [], "people": [],
    }  # fmt: skip
    gold = tmp_path / "gold"
    gold.mkdir()
    (gold / "01.json").write_text(json.dumps({"page": "01.txt", "articles": [article]}), "utf-8")
    (tmp_path / "01.txt").write_text("小院议事\n大家的事大家议。\n", "utf-8")
    monkeypatch.setattr(gate, "SAMPLES", (gold, tmp_path))
    return tmp_path


def extract_as(monkeypatch: pytest.MonkeyPatch, headline: str) -> None:
    record = {"page": "01.txt", "headline": headline, "lines": [[1, 2]], "case": None}
    monkeypatch.setattr(gate, "extract_records", lambda _paths: iter([record]))  # pyright: ignore[reportUnknownLambdaType]


def test_the_gate_end_to_end(
    small_set: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = ["--floors", str(small_set / "floors.json")]
    missing = ["--extra", str(small_set / "nowhere"), str(small_set)]
    extract_as(monkeypatch, "小院议事")
    assert gate.main(floors) == 1
    assert gate.main([*floors, *missing, "--update"]) == 0
    assert gate.main(floors) == 0
    assert "passed over" in capsys.readouterr().out

    extract_as(monkeypatch, "大院议事")
    assert gate.main([*floors, "--errors"]) == 1
    captured = capsys.readouterr()
    assert "headline is below its floor" in captured.err
    assert "01-01 headline wrong: 大院议事 小院议事" in captured.out
    written = (small_set / "floors.json").read_bytes()
    assert gate.main([*floors, "--update"]) == 1
    assert (small_set / "floors.json").read_bytes() == written
    assert gate.main([*floors, "--update", "--allow-regression"]) == 0
    assert gate.main(floors) == 0


def test_changed_gold_shuts_the_gate(
    small_set: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = ["--floors", str(small_set / "floors.json")]
    extract_as(monkeypatch, "小院议事")
    assert gate.main([*floors, "--update"]) == 0
    (small_set / "01.txt").write_text("小院议事\n大家的事大家商量。\n", "utf-8")
    assert gate.main(floors) == 1
    assert "gold has changed" in capsys.readouterr().err


def test_lowering_goes_with_updating() -> None:
    with pytest.raises(SystemExit) as caught:
        gate.main(["--allow-regression"])
    assert caught.value.code == 2
