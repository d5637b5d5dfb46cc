"""Where pages appeared, by the names of files and folders and by addresses."""

from __future__ import annotations

import pytest

from anliku.corpus.origins.paths import read_path
from anliku.corpus.types import Origin


def fields(origin: Origin) -> tuple[str, str, str, str]:
    return (origin.newspaper, origin.date, origin.edition, origin.number)


NOTHING = ("", "", "", "")


@pytest.mark.parametrize(
    ("path", "own", "above"),
    [
        ("内蒙古日报_2023-05-16_03版_要闻.txt", ("内蒙古日报", "2023-05-16", "要闻", "3"), NOTHING),
        ("nmgrb20230516A3.pdf", ("内蒙古日报", "2023-05-16", "", "A3"), NOTHING),
        ("20230516_003.txt", ("", "2023-05-16", "", "3"), NOTHING),
        ("20230516-03-05.txt", ("", "2023-05-16", "", "3"), NOTHING),
        ("2023.5.16临江日报A02.txt", ("临江日报", "2023-05-16", "", "A2"), NOTHING),
        ("content_20230516_3.html", ("", "2023-05-16", "", ""), NOTHING),
        ("20230516_003_村里办食堂.txt", ("", "2023-05-16", "", ""), NOTHING),
        ("20230516 (3).txt", ("", "2023-05-16", "", ""), NOTHING),
        ("RMRB-2023-05-16-03 - 副本.pdf", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        ("2023-05-16-临江日报-A03.txt", ("临江日报", "2023-05-16", "", "A3"), NOTHING),
        ("二〇二三年五月十六日.txt", ("", "2023-05-16", "", ""), NOTHING),
        ("rmrb2023051603.pdf", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        ("/a/2023/05/16/03.txt", ("", "", "", "3"), ("", "2023-05-16", "", "")),
        ("/a/2023年/5月/16日/04.txt", ("", "", "", "4"), ("", "2023-05-16", "", "")),
        ("/a/x.zip!/20230516/A03.txt", ("", "", "", "A3"), ("", "2023-05-16", "", "")),
        (
            "/a/2023-05/16/nbs.D110000renmrb_03.htm",
            ("人民日报", "", "", "3"),
            ("", "2023-05-16", "", ""),
        ),
        ("nw.D110000renmrb_20230516_2-03.htm", ("人民日报", "2023-05-16", "", "3"), NOTHING),
        (
            "http://szb.northnews.cn/nmgrb/html/2023-05/16/content_43_21.htm",
            NOTHING,
            ("内蒙古日报", "2023-05-16", "", ""),
        ),
        (
            "/a/临江日报/2023-05-16/第3版.txt",
            ("", "", "", "3"),
            ("临江日报", "2023-05-16", "", ""),
        ),
        ("issue20230516.pdf#3", ("", "2023-05-16", "", ""), NOTHING),
    ],
)
def test_paths_say_where_a_page_appeared(path: str, own: object, above: object) -> None:
    assert [fields(origin) for _, origin in read_path(path)] == [own, above]


@pytest.mark.parametrize(
    "path",
    [
        "000_0ea54245265dcdc3.txt",
        "a20230516b7.txt",
        "/home/u/2019-01-01-backup/x.txt",
        "2023-02-30.txt",
        "13820230516.txt",
        "150102202305161234.txt",
        "IMG_20230516_123456.jpg",
        "20230516123456.txt",
        "2023-05-16_17-30-22.txt",
        "扫描20230516.pdf",
        "2023051603.txt",
        "会议纪要第3版.docx",
        "2023-05-16至2023-05-20.txt",
        "report_v2023.05.16.txt",
        "03.txt",
        "/a/jb/shb/x.txt",
    ],
)
def test_uncertain_paths_say_nothing(path: str) -> None:
    assert [fields(origin) for _, origin in read_path(path)] == [NOTHING, NOTHING]
