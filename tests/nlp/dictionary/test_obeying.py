"""A user's dictionary goes before everything that the rules read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anliku.corpus.types import Article, ArticleKind, OffsetMap
from anliku.nlp.cases.codebook import load_codebook
from anliku.nlp.dictionary import Dictionary, Entry, EntryType
from anliku.nlp.facts import find_facts
from anliku.nlp.results import Analysis
from anliku.nlp.segmentation import load_segmenter, segment
from anliku.nlp.types import Level, Status

PLACE, PROGRAM = EntryType.PLACE, EntryType.PROGRAM
PERSON, ORGANISATION = EntryType.PERSON, EntryType.ORGANISATION


def analysed(text: str, *entries: Entry) -> Analysis:
    bare = Article("", "", ArticleKind.REPORT, "", "", "", (), (), text, (), (), OffsetMap("", ()))
    found = segment(bare, load_segmenter())
    return find_facts(found, load_codebook(), Dictionary(entries) if entries else None)[0]


def own(analysis: Analysis) -> list[str]:
    facts = (
        *analysis.places, *analysis.programs, *analysis.people, *analysis.organisations,
    )  # fmt: skip
    return [fact.name for fact in facts if fact.source == "dictionary"]


@pytest.mark.parametrize("kind", [PLACE, PROGRAM, PERSON, ORGANISATION])
@pytest.mark.parametrize(
    "term",
    [
        "Smart Village 2.0",
        "老 地 方",
        "A.B*[0-9]+(村)?",
        "“1+N”驿站",
        "‘三心’",
        "$^\\d",
        "井盖 @家",
    ],
)
def test_any_characters_are_found_to_the_letter(kind: EntryType, term: str) -> None:
    text = f"村民说，{term}办得好，{term}真行。"
    analysis = analysed(text, Entry(term, kind))
    facts = {
        PLACE: analysis.places,
        PROGRAM: analysis.programs,
        PERSON: analysis.people,
        ORGANISATION: analysis.organisations,
    }[kind]
    (fact,) = [fact for fact in facts if fact.source == "dictionary"]
    assert fact.name == term
    assert [span.of(text) for span in fact.mentions] == [term, term]
    assert (fact.status, fact.confidence) == (Status.EXACT, 1.0)
    assert analysis.figures == ()


@pytest.mark.parametrize(
    ("term", "written"),
    [
        ('"双建"行动', "“双建”行动"),
        ("党建＋Ｎ", "党建+N"),
        ("智慧 村庄", "智慧村庄"),
        ("「暖心」站", "“暖心”站"),
        ("議事長廊", "议事长廊"),
        ("議事長廊", "議事長廊"),
    ],
)
def test_signs_of_other_shape_are_the_same(term: str, written: str) -> None:
    (program,) = analysed(f"这里推行{written}。", Entry(term, PROGRAM)).programs
    assert (program.name, program.canonical) == (written, term)


def test_of_two_terms_the_longer_one_is_found() -> None:
    entries = (Entry("清风", PERSON), Entry("清风行动", PROGRAM), Entry("行动队", ORGANISATION))
    analysis = analysed("清风行动队的清风说。", *entries)
    assert [one.name for one in analysis.programs] == ["清风行动"]
    assert [one.name for one in analysis.people] == ["清风"]
    assert analysis.organisations == ()


def test_latin_words_and_numbers_are_not_cut() -> None:
    entries = (Entry("AI", PROGRAM), Entry("110", PROGRAM))
    assert analysed("AIR和1100号，OpenAI。", *entries).programs == ()
    names = [one.name for one in analysed("用AI接110电话。", *entries).programs]
    assert names == ["AI", "110"]


def test_a_term_has_the_place_of_its_code() -> None:
    text = "老柳树下，云和县的小河坊热闹起来，老柳树的人都来了。"
    entries = (Entry("老柳树", PLACE, "", "331125106"), Entry("小河坊", PLACE, "河坊街", "331125"))
    places = {place.name: place for place in analysed(text, *entries).places}
    assert places["老柳树"].path == "浙江省/丽水市/云和县/石塘镇"
    assert (places["老柳树"].level, places["老柳树"].code) == (Level.TOWNSHIP, "331125106")
    assert len(places["老柳树"].mentions) == 2
    assert places["小河坊"].path == "浙江省/丽水市/云和县/河坊街"
    assert places["云和县"].source != "dictionary"


def test_a_place_without_more_lies_where_the_rules_put_it() -> None:
    text = "浙江省云和县石塘镇小顺村的鼓楼区。"
    terms = (Entry("小顺村", PLACE), Entry("鼓楼区", PLACE))
    before = {place.name: place for place in analysed(text).places}
    found = {place.name: place for place in analysed(text, *terms).places}
    for name in ("小顺村", "鼓楼区"):
        assert found[name].source == "dictionary"
        for field in ("path", "code", "level", "status", "candidates"):
            assert getattr(found[name], field) == getattr(before[name], field)


def test_a_place_may_be_given_by_its_path() -> None:
    path = "浙江省/丽水市/云和县/樟树坪"
    (place,) = analysed("樟树下，有人说事。", Entry("樟树下", PLACE, path)).places
    assert (place.path, place.code) == (path, "")


def test_a_term_inside_a_longer_name_of_the_gazetteer_is_left_alone() -> None:
    places = analysed("云和县的会开到云和。", Entry("云和", PLACE, "云和老城", "331125")).places
    assert [(p.name, p.source == "dictionary") for p in places] == [
        ("云和县", False),
        ("云和", True),
    ]


def test_forms_of_one_canonical_name_are_one_fact() -> None:
    entries = (
        Entry("板凳会", PROGRAM, "板凳议事会", "P1"),
        Entry("小板凳", PROGRAM, "板凳议事会", "P1"),
    )
    text = "村里开小板凳，又开板凳会。小板凳真好。"
    (program,) = analysed(text, *entries).programs
    assert (program.canonical, program.code) == ("板凳议事会", "P1")
    assert (program.name, program.aliases) == ("小板凳", ("板凳会",))
    assert [span.of(text) for span in program.mentions] == ["小板凳", "板凳会", "小板凳"]


def test_other_forms_that_the_rules_know_are_mentions_too() -> None:
    text = "银龄食堂开张\n战旗村办起“银龄食堂”，为60余名老人提供午餐。"
    (program,) = analysed(text, Entry("“银龄食堂”", PROGRAM, "银龄助餐")).programs
    assert (program.name, program.aliases) == ("“银龄食堂”", ("银龄食堂",))
    assert [span.of(text) for span in program.mentions] == ["银龄食堂", "“银龄食堂”"]


def test_a_term_without_the_quotation_marks_of_the_text_is_the_same() -> None:
    text = "积分超市开张\n浙江省云和县推行“积分超市”，村民排起了队。"
    (before,) = analysed(text).programs
    (program,) = analysed(text, Entry("积分超市", PROGRAM)).programs
    assert [span.of(text) for span in program.mentions] == ["积分超市", "积分超市"]
    assert (program.weight, program.source) == (before.weight, "dictionary")


def test_a_person_keeps_the_role_that_the_text_gives() -> None:
    text = "云和县石塘镇小顺村党支部书记柳春生说，阿旺达瓦也来了。"
    entries = (Entry("柳春生", PERSON, "柳春生（小顺）"), Entry("阿旺达瓦", PERSON))
    people = {person.name: person for person in analysed(text, *entries).people}
    assert people["柳春生"].role == analysed(text).people[0].role
    assert people["柳春生"].canonical == "柳春生（小顺）"
    assert people["柳春生"].source == people["阿旺达瓦"].source == "dictionary"


def test_a_body_has_its_place_and_places_in_its_name_stay() -> None:
    text = "云和县山水同心社办了食堂，同心社的账公开。"
    entries = (Entry("云和县山水同心社", ORGANISATION), Entry("同心社", ORGANISATION, "", "331125"))
    analysis = analysed(text, *entries)
    first, second = analysis.organisations
    assert (first.place, first.level) == ("浙江省/丽水市/云和县", Level.COUNTY)
    assert (second.code, second.canonical) == ("331125", "同心社")
    assert [(place.name, place.in_name) for place in analysis.places] == [("云和县", True)]


def test_nothing_is_read_inside_a_term() -> None:
    text = "他们拨打12345热线，办了36件事，2023年行动开始。"
    entries = (Entry("12345热线", PROGRAM), Entry("2023年行动", PROGRAM))
    analysis = analysed(text, *entries)
    assert [figure.text for figure in analysis.figures] == ["36件"]
    assert analysis.dates == ()


def test_what_is_none_is_not_found() -> None:
    text = "浙江省云和县推行“积分超市”，村民有350人。"
    assert [one.name for one in analysed(text).programs] == ["“积分超市”"]
    analysis = analysed(text, Entry("“积分超市”", EntryType.NONE))
    assert analysis.programs == ()
    assert [place.name for place in analysis.places] == ["浙江省", "云和县"]


def test_a_fact_of_the_rules_keeps_the_mentions_that_no_term_takes() -> None:
    text = "浙江省云和县推行“积分超市”。在“积分超市”总店，村民排起了队。"
    entry = Entry("“积分超市”总店", PLACE)
    analysis = analysed(text, entry)
    (program,) = analysis.programs
    assert [span.start for span in program.mentions] == [text.index("“积分超市”。")]
    assert own(analysis) == ["“积分超市”总店"]


def test_without_a_term_in_the_text_nothing_changes() -> None:
    text = "浙江省云和县石塘镇小顺村党支部书记柳春生说，“板凳议事会”已议定36件事。"
    assert analysed(text, Entry("别处", PLACE)) == analysed(text)


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.text(alphabet="甲乙村“”A1 .", min_size=1, max_size=4), st.sampled_from(EntryType)
        ),
        max_size=5,
    ),
    st.text(alphabet="甲乙村“”A1 .，镇云和县", max_size=40),
)
def test_facts_stand_where_their_spans_say(terms: list[tuple[str, EntryType]], text: str) -> None:
    entries = [Entry(term, kind) for term, kind in terms if any(map(str.isalnum, term))]
    analysis = analysed(text, *entries)
    facts = (*analysis.places, *analysis.programs, *analysis.people, *analysis.organisations)
    for fact in facts:
        assert fact.span.of(text) == fact.name
        assert fact.span in fact.mentions
        assert list(fact.mentions) == sorted(fact.mentions)
