"""Components and taggers of spaCy that a user adds by a configuration file."""

from collections.abc import Callable
from pathlib import Path

import pytest
import spacy

from anliku.corpus.errors import AnlikuError
from anliku.corpus.types import Page
from anliku.nlp.additions import load_added, read_additions
from anliku.nlp.components import ArticleTokenizer, analysis_of
from anliku.nlp.pipeline import Settings, analyse_page, load_pipeline
from anliku.nlp.types import Status

TEXT = (
    "# 凳子会\n\n本报记者 苗青禾\n\n"
    "浙江省云和县石塘镇小顺村推行“板凳议事会”制度，村民扎西和阿旺在青石滩修水渠，已议定36件事。\n\n"
    "扎西说，石塘镇的暖心驿站真好，柳绿花也这么说。\n"
)
RULES = [
    {"label": "PER", "pattern": "扎西"},
    {"label": "PER", "pattern": "柳绿花"},
    {"label": "LOC", "pattern": "青石滩"},
    {"label": "LOC", "pattern": "石塘镇"},
    {"label": "FAC", "pattern": "暖心驿站"},
    {"label": "ORG", "pattern": "石塘镇的暖心驿站"},
]
LABELS = '[component.labels]\nPER = "person"\nLOC = "place"\nFAC = "program"\n'


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return a configuration that names a toy pipeline on disk."""
    nlp = spacy.blank("zh")
    nlp.add_pipe("entity_ruler", config={"overwrite_ents": False})
    nlp.get_pipe("entity_ruler").initialize(list, nlp=nlp, patterns=RULES)  # pyright: ignore[reportFunctionMemberAccess]
    nlp.to_disk(tmp_path / "toy")
    config = tmp_path / "anliku.toml"
    config.write_text(f'[[component]]\nname = "toy"\nmodel = "toy"\n{LABELS}', "utf-8")
    return config


def test_entities_of_a_trained_pipeline_become_facts(
    toy: Path, page_of: Callable[..., Page]
) -> None:
    (plain,) = analyse_page(page_of(TEXT)).analyses
    (analysis,) = analyse_page(page_of(TEXT), Settings(config=str(toy))).analyses
    text = analysis.article.text
    added = {
        fact.name: fact
        for fact in (*analysis.people, *analysis.places, *analysis.programs)
        if fact.source == "spacy:toy"
    }
    known = {fact.name for fact in (*plain.people, *plain.places, *plain.programs)}
    assert set(added) == {"扎西", "柳绿花", "青石滩", "暖心驿站"} - known
    assert added
    for name, fact in added.items():
        assert {span.of(text) for span in fact.mentions} == {name}
        assert fact.span == fact.mentions[0]
        assert fact.status in (Status.INFERRED, Status.UNLOCATED)
        assert fact.confidence == pytest.approx(0.7)
    assert [place for place in analysis.places if place.source != "spacy:toy"] == list(plain.places)
    assert analysis.organisations == plain.organisations
    assert analysis.figures == plain.figures


def test_a_dictionary_goes_before_added_components(
    toy: Path, tmp_path: Path, page_of: Callable[..., Page]
) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("term,type\n暖心驿站,place\n扎西,none\n", "utf-8")
    (analysis,) = analyse_page(
        page_of(TEXT), Settings(config=str(toy), dictionary=str(terms))
    ).analyses
    assert "暖心驿站" not in [program.name for program in analysis.programs]
    assert "扎西" not in [person.name for person in analysis.people]
    assert {place.name: place.source for place in analysis.places}["暖心驿站"] == "dictionary"


CODE = """
from dataclasses import replace
from spacy.language import Language
from spacy.tokens import Span

@Language.factory("toy_upper", default_config={"word": ""})
def make(nlp, name, word):
    def run(doc):
        doc._.anliku_figures = tuple(replace(f, of="数") for f in doc._.anliku_figures)
        at = doc.text.index(word)
        doc.spans["sc"] = [doc.char_span(at, at + len(word), "X", alignment_mode="expand")]
        return doc
    return run
"""


def test_a_component_reads_and_changes_our_facts(
    tmp_path: Path, page_of: Callable[..., Page]
) -> None:
    (tmp_path / "mine.py").write_text(CODE, "utf-8")
    config = tmp_path / "c.toml"
    config.write_text(
        '[[component]]\nname = "mine"\nfactory = "toy_upper"\ncode = "mine.py"\nspans = "sc"\n'
        'confidence = 0.5\nsettings = { word = "水渠" }\n[component.labels]\nX = "organisation"\n',
        "utf-8",
    )
    (analysis,) = analyse_page(page_of(TEXT), Settings(config=str(config))).analyses
    assert [figure.of for figure in analysis.figures] == ["数"]
    (body,) = [one for one in analysis.organisations if one.source == "spacy:mine"]
    assert body.span.of(analysis.article.text) == body.name
    assert "水渠" in body.name
    assert body.confidence == pytest.approx(0.5)


def test_documents_hold_what_a_library_gets(
    toy: Path, tmp_path: Path, page_of: Callable[..., Page]
) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("term,type\n暖心驿站,place\n“板凳议事会”,program\n", "utf-8")
    settings = Settings(config=str(toy), dictionary=str(terms))
    nlp = load_pipeline(settings)
    assert isinstance(nlp.tokenizer, ArticleTokenizer)
    analysed = analyse_page(page_of(TEXT), settings)
    doc = next(iter(nlp.pipe([nlp.tokenizer.doc_of(analysed.cut.articles[0])])))
    assert (analysis_of(doc),) == analysed.analyses
    assert (doc._.anliku_case,) == (analysed.cases or (None,))


GOOD = '[[component]]\nname = "a"\nmodel = "b"\n[component.labels]\nX = "place"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"no \[\[component\]\]; add one"),
        ("[[component]\n", "not valid TOML"),
        ("x = 1\n", "the key 'x' is unknown"),
        ("component = [1]\n", "component 1 is no table"),
        (GOOD.replace("name", "title"), "unknown key 'title'"),
        (GOOD.replace('"a"', "3"), "a name that is no text"),
        (GOOD.replace('"a"', '""'), "has no name"),
        (GOOD.replace('model = "b"', 'factory = "f"\nmodel = "b"'), "either model or factory"),
        (GOOD.replace("model", "code"), "either model or factory"),
        (GOOD.replace('"b"', '"b"\ncode = "c.py"'), "code without a factory"),
        (GOOD.replace('"b"', '"b"\nsettings = 1'), "settings that are no table"),
        (GOOD.replace('"b"', '"b"\nconfidence = 2'), "the confidence 2"),
        (GOOD.replace('X = "place"', ""), "no labels"),
        (GOOD.replace('"place"', '"figure"'), "takes X for 'figure'"),
        (GOOD + GOOD, "two components are called 'a'"),
    ],
)
def test_a_fault_in_the_configuration_is_told(tmp_path: Path, text: str, message: str) -> None:
    config = tmp_path / "c.toml"
    config.write_text(text, "utf-8")
    with pytest.raises(AnlikuError, match=rf"c\.toml: .*{message}"):
        read_additions(config)


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ('model = "no_such_model"\nlabels = { X = "place" }', "give the folder"),
        ('factory = "no_such_factory"', "check its name"),
        ('factory = "x"\ncode = "none.py"', "no Python file"),
        ('factory = "x"\ncode = "bad.py"', "does not run"),
        ('factory = "anliku_dates"\nsettings = { colour = 1 }', "check its name and settings"),
    ],
)
def test_what_cannot_be_loaded_is_told(tmp_path: Path, table: str, message: str) -> None:
    (tmp_path / "bad.py").write_text("def (", "utf-8")
    config = tmp_path / "c.toml"
    config.write_text(f'[[component]]\nname = "a"\n{table}\n', "utf-8")
    with pytest.raises(AnlikuError, match=message):
        load_added(config)


def test_a_configuration_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AnlikuError, match="check the name"):
        read_additions(tmp_path / "none.toml")
    (tmp_path / "gbk.toml").write_bytes("# 配置".encode("gbk"))
    with pytest.raises(AnlikuError, match="not UTF-8"):
        read_additions(tmp_path / "gbk.toml")
