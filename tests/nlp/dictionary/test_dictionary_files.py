"""Files of dictionaries: what is read, and what is told of lines that cannot be obeyed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from anliku.corpus.errors import AnlikuError
from anliku.nlp.dictionary import Entry, EntryType, check_dictionary, load_dictionary

Write = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(text: str, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_table_gives_entries_with_any_characters(written: Write) -> None:
    path = written(
        "term,type,canonical,code\n"
        '"""1+N""驿站, 总站",place,,331125\n'
        "A.B*村[0-9]+,place\n"
        "\n"
        "Smart Village 2.0,program,智慧乡村,P-17\n"
        "买买提·艾力,person,,\n"
        "县总工会(本级),organisation,云和县总工会,331125\n"
        "某某,none,,\n"
    )
    checked = check_dictionary(path)
    assert checked.problems == ()
    assert checked.entries == (
        Entry('"1+N"驿站, 总站', EntryType.PLACE, "", "331125", 2),
        Entry("A.B*村[0-9]+", EntryType.PLACE, "", "", 3),
        Entry("Smart Village 2.0", EntryType.PROGRAM, "智慧乡村", "P-17", 5),
        Entry("买买提·艾力", EntryType.PERSON, "", "", 6),
        Entry("县总工会(本级)", EntryType.ORGANISATION, "云和县总工会", "331125", 7),
        Entry("某某", EntryType.NONE, "", "", 8),
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_tables_of_spreadsheets_are_read(written: Write, encoding: str, separator: str) -> None:
    rows = (
        ("词语", "类型", "规范名"),
        ("老柳树", "地名", "柳树村"),
        ("暖心办", "机构", "暖心办公室"),
    )
    path = written("\r\n".join(map(separator.join, rows)), encoding=encoding)
    checked = check_dictionary(path)
    assert checked.problems == ()
    assert [(e.term, e.type, e.canonical, e.line) for e in checked.entries] == [
        ("老柳树", "place", "柳树村", 2),
        ("暖心办", "organisation", "暖心办公室", 3),
    ]


def test_toml_gives_the_same_entries(written: Write) -> None:
    path = written(
        '# mine\n[[entry]]\nterm = \'"双建"行动\\d\'\ntype = "program"\n\n'
        '[[entry]]\nterm = "小顺"\ntype = "place"\ncode = 331125\n',
        "mine.toml",
    )
    assert check_dictionary(path).problems == ()
    assert check_dictionary(path).entries == (
        Entry('"双建"行动\\d', EntryType.PROGRAM, "", "", 2),
        Entry("小顺", EntryType.PLACE, "", "331125", 6),
    )


@pytest.mark.parametrize(
    ("line", "what", "cure"),
    [
        (",place", "no term", "leave the line out"),
        ("。。,place", "no letter", "add"),
        ("小顺,", "no type", "place, program, person, organisation, none"),
        ("小顺,village", "the type 'village' is unknown", "choose one of place"),
        ("小顺,place,,999999", "no unit with the code 999999", "2, 4, 6, 9 or 12 digits"),
        ("小顺,place,,3.31125E+11", "made a number by a spreadsheet", "make the column text"),
        ("小顺,place,a,b,c", "5 cells, but the header has 4", "quotation marks"),
        ("小顺,none,小顺村", "type none, but with canonical form", "leave these out"),
        ('"小\n顺",place', "line break", "one line"),
        ('"小顺,place', "not valid CSV", "close the quotation mark"),
        ("老街,person", "line 2 says something else of it (place)", "keep the one that is meant"),
        ("老街,place", "stands already on line 2", "leave one of them out"),
        ("老 街,place,老街村", "line 2 says something else", "keep"),
        ("晨光行动,program,,B", "the code B, but A on line 3", "the same code"),
    ],
)
def test_a_line_that_cannot_be_obeyed_is_named(
    written: Write, line: str, what: str, cure: str
) -> None:
    text = f"term,type,canonical,code\n老街,place,,\n晨光,program,晨光行动,A\n{line}\n"
    (problem,) = check_dictionary(written(text)).problems
    assert (problem.source.endswith("mine.csv"), problem.line) == (True, 4)
    assert what in problem.what
    assert cure in problem.cure


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("a.csv", "", 0, "empty"),
        ("a.csv", "老街,place\n", 1, "no column term"),
        ("a.csv", "term,kind\n", 1, "no column type"),
        ("a.csv", "term,type,note\n老街,place,x\n", 1, "the column 'note' is unknown"),
        ("a.csv", "term,type,词语\n", 1, "stands twice"),
        ("a.toml", "[[entry]]\nterm = 老街\n", 2, "not valid TOML"),
        ("a.toml", "", 0, "no [[entry]]"),
        ("a.toml", "term = 1\n[[entry]]\nterm='a'\ntype='place'\n", 0, "key 'term' is unknown"),
        ("a.toml", "\n[[entry]]\nterm='老街'\ntype='place'\nnote=''\n", 2, "key 'note'"),
        ("a.toml", "\n[[entry]]\nterm=3\ntype='place'\n", 2, "term is no text"),
        ("a.toml", "entry = [{term='老街'}]\n", 0, "no type"),
    ],
)
def test_a_file_with_a_fault_is_told(
    written: Write, name: str, text: str, line: int, what: str
) -> None:
    problem = check_dictionary(written(text, name)).problems[0]
    assert problem.line == line
    assert what in str(problem)


def test_what_is_no_text_and_what_is_not_there_is_told(tmp_path: Path) -> None:
    binary = tmp_path / "b.csv"
    binary.write_bytes(bytes(range(256)) * 9)
    with pytest.raises(AnlikuError, match="UTF-8"):
        check_dictionary(binary)
    with pytest.raises(AnlikuError, match="check the name"):
        check_dictionary(tmp_path / "none.csv")


def test_a_dictionary_with_faults_is_not_used(written: Write) -> None:
    path = written("term,type\n老街,x\n,place\n")
    with pytest.raises(AnlikuError, match=r"line 2: .*1 more: anliku dict check .*mine\.csv"):
        load_dictionary(path)
    header = written("term,type\n", "only.csv")
    assert load_dictionary(header).matches("老街") == ()
