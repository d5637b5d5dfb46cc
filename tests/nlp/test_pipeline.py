import subprocess
import sys
from collections.abc import Callable
from importlib.metadata import entry_points

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from anliku.corpus.errors import AnlikuError
from anliku.corpus.types import Page, Reason, Rejected
from anliku.nlp.components import FACT_KINDS, ArticleTokenizer, analysis_of, component_names
from anliku.nlp.pipeline import Settings, analyse, analyse_page, load_pipeline
from anliku.nlp.results import AnalysedPage

TEXT = (
    "# 小凳子摆出大和气\n\n本报记者 苗青禾\n\n"
    "浙江省丽水市云和县石塘镇小顺村推行“板凳议事会”制度，今年以来已议定事项36件，惠及村民1200余人。\n\n"
    "小顺村党支部书记柳春生说，议事会让邻里更和气。\n"
)


def test_a_page_comes_out_with_facts_and_case(page_of: Callable[..., Page]) -> None:
    analysed = analyse_page(page_of(TEXT))
    (analysis,) = analysed.analyses
    (case,) = analysed.cases
    assert [place.code for place in analysis.places][:4] == ["33", "3311", "331125", "331125106"]
    assert [(f.value, f.unit, f.bound) for f in analysis.figures] == [
        (36.0, "件", ""),
        (1200.0, "人", "over"),
    ]
    assert [(p.name, p.role) for p in analysis.people] == [("柳春生", "小顺村党支部书记")]
    assert case.article_id == analysis.article.id
    assert case.practice == "“板凳议事会”制度"


def test_every_fact_stands_where_its_span_says(page_of: Callable[..., Page]) -> None:
    (analysis,) = analyse_page(page_of(TEXT)).analyses
    text, lines = analysis.article.text, TEXT.split("\n")
    for fact in (*analysis.places, *analysis.programs, *analysis.people, *analysis.figures):
        surface = getattr(fact, "name", None) or getattr(fact, "text", "")
        assert fact.span.of(text) == surface
        where = analysis.article.offsets.locate(fact.span.start)
        assert lines[where.line - 1][where.column - 1 :].startswith(surface)


def test_two_runs_and_any_company_give_equal_results(page_of: Callable[..., Page]) -> None:
    page, other = page_of(TEXT), page_of("# 别处\n\n本报记者 甲乙丙\n\n别处的村民种树。\n", "b.txt")
    alone = analyse_page(page)
    assert list(analyse([other, page, other]))[1] == alone


def test_refusals_pass_through(page_of: Callable[..., Page]) -> None:
    refused = Rejected("x.txt", Reason.EMPTY, "the file is empty")
    first, second = analyse([refused, page_of(TEXT)])
    assert first is refused
    assert isinstance(second, AnalysedPage)


def test_a_page_without_text_gives_no_article(page_of: Callable[..., Page]) -> None:
    assert analyse_page(page_of("\n \n")).analyses == ()


def test_the_pipeline_is_a_spacy_pipeline() -> None:
    nlp = load_pipeline()
    doc = nlp("贵州省湄潭县推行“积分超市”，已有350多户参加。")
    assert doc.text == "贵州省湄潭县推行“积分超市”，已有350多户参加。"
    assert [span.text for span in doc.spans["anliku_places"]] == ["贵州省", "湄潭县"]
    report = nlp.analyze_pipes() or {}
    assert report["problems"] == {name: [] for name in component_names()}
    back = next(iter(DocBin(docs=[doc]).get_docs(nlp.vocab)))
    assert [span.text for span in back.spans["anliku_figures"]] == ["350多户"]


def test_documents_hold_the_facts_that_a_library_gets(page_of: Callable[..., Page]) -> None:
    nlp = load_pipeline()
    assert isinstance(nlp.tokenizer, ArticleTokenizer)
    analysed = analyse_page(page_of(TEXT))
    (article,) = analysed.cut.articles
    doc = next(iter(nlp.pipe([nlp.tokenizer.doc_of(article)])))
    assert (analysis_of(doc),) == analysed.analyses
    assert (doc._.anliku_case,) == analysed.cases


FACTS = (
    "2023年5月16日，浙江省云和县石塘镇小顺村推行“板凳议事会”制度。该县县委组织部部长柳春生说，"
    "小顺村今年已议定36件事，惠及村民1200余人，同比增长5%。全县种树300余棵。"
)
KINDS = (*FACT_KINDS, "references")


@pytest.mark.parametrize("own", [True, False], ids=["our pipeline", "spacy.blank"])
def test_documents_with_facts_of_all_kinds_are_saved_and_loaded(own: bool) -> None:
    nlp = load_pipeline() if own else spacy.blank("zh")
    if not own:
        for name in component_names():
            nlp.add_pipe(name)
    doc = nlp(FACTS)
    facts = {kind: getattr(doc._, f"anliku_{kind}") for kind in KINDS}
    assert all(facts.values())
    saved = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(saved).get_docs(spacy.blank("zh").vocab)
    again = Doc(spacy.blank("zh").vocab).from_bytes(doc.to_bytes())
    for one in (back, again):
        assert analysis_of(one) == analysis_of(doc)
        assert one._.anliku_segmented == doc._.anliku_segmented
        assert one._.anliku_case == doc._.anliku_case
        for kind in KINDS:
            spans = [(s.start_char, s.end_char, s.label_) for s in one.spans[f"anliku_{kind}"]]
            before = [(s.start_char, s.end_char, s.label_) for s in doc.spans[f"anliku_{kind}"]]
            assert spans == before
            surfaces = [s.text for s in one.spans[f"anliku_{kind}"]]
            assert {fact.span.of(FACTS) for fact in facts[kind]} <= set(surfaces)
    assert {s.kb_id_ for s in back.spans["anliku_places"]} >= {"33", "331125"}


@pytest.mark.parametrize("kind", KINDS)
def test_each_component_works_in_the_pipeline_of_somebody_else(kind: str) -> None:
    nlp = spacy.blank("zh")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("anliku_places" if kind == "references" else f"anliku_{kind}")
    doc = nlp(FACTS)
    assert doc.text == FACTS
    assert getattr(doc._, f"anliku_{kind}")
    assert len(doc.spans[f"anliku_{kind}"]) > 0


def test_documents_go_through_several_processes() -> None:
    nlp = load_pipeline()
    alone = [analysis_of(doc) for doc in nlp.pipe([FACTS, "种树300余棵。"])]
    shared = [analysis_of(doc) for doc in nlp.pipe([FACTS, "种树300余棵。"], n_process=2)]
    assert shared == alone


def test_components_are_found_by_name_in_a_fresh_process() -> None:
    code = (
        "import spacy; nlp = spacy.blank('zh', config={'nlp': {'tokenizer': "
        "{'@tokenizers': 'anliku.ArticleTokenizer.v1'}}}); nlp.add_pipe('anliku_figures'); "
        "doc = nlp('种树300余棵。'); print([s.text for s in doc.spans['anliku_figures']])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['300余棵']"
    declared = {entry.name for entry in entry_points(group="spacy_factories")}
    assert set(component_names(added=True)) <= declared


def test_wrong_settings_are_told_before_any_work() -> None:
    with pytest.raises(AnlikuError, match="rjieba"):
        load_pipeline(Settings(segmenter="pkuseg"))
    with pytest.raises(AnlikuError, match=r"nowhere\.toml"):
        load_pipeline(Settings(codebook="nowhere.toml"))
