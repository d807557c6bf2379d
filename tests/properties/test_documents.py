"""A plan as a document: how it is typed and in which order its paragraphs stand changes places, not verdicts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from checker.model.result import PlanResult
from checker.running.documents import plan_of_document
from tests.properties.rewriting import differences, even_text, session
from tests.reading.making import Piece, to_docx, to_html

some = settings(max_examples=4, phases=(Phase.generate,))
_DIGITS = "一二三四五六七八九"
_CITED = (
    "依据《知识产权强国建设纲要（2021—2035年）》《“十四五”国家知识产权保护和运用规划》（国发〔2021〕20号），"
    "结合我市实际，制定本规划。"
)
_BACKGROUND = (
    "截至2020年底，全市有效注册商标量1.85万件，知识产权质押融资登记金额1.85亿元。",
    "“十三五”期间，办理专利侵权纠纷案件74件，建成维权援助工作站11家。",
    "同时也要看到，高价值专利数量偏少，专业服务机构不足，县区之间发展不够均衡。",
    "2020年，每万人口高价值发明专利拥有量3.12件，作品著作权登记1200件。",
)
_GOALS = (
    "到2025年，每万人口高价值发明专利拥有量达到6.5件，比2020年增长一倍以上。",
    "到2025年，知识产权质押融资登记金额达到1.5亿元。",
    "到2025年，知识产权保护社会满意度达到85分以上，有效注册商标量稳步增长。",
)
_ROWS = (
    ("每万人口高价值发明专利拥有量（件）", "3.12", "6.5"),
    ("有效注册商标量（万件）", "1.85", "2.60"),
    ("知识产权质押融资登记金额（亿元）", "1.85", "5"),
    ("知识产权保护社会满意度（分）", "78.3", "75"),
)
_TASKS = (
    "健全行政执法机制。开展重点领域专项行动，对重复侵权、故意侵权从重处罚。（市市场监管局牵头，市公安局负责）",
    "完善多元纠纷解决。建设知识产权纠纷人民调解委员会，推广调解协议司法确认。（市司法局、市市场监管局负责）",
    "拓展金融服务。完善质押融资风险补偿办法，鼓励银行、保险机构开发专属产品。",
    "服务企业出海。开展海外知识产权纠纷应对指导，发布重点国家风险提示。（市商务局负责）",
    "资助专利授权。对获得授权的发明专利每件给予5000元资助。（市财政局负责）",
)


class Plan(Struct, frozen=True):
    """A small plan: goals contradict its table, a target is worse than its base, a task has no unit."""

    background: Sequence[str] = _BACKGROUND
    goals: Sequence[str] = _GOALS
    rows: Sequence[tuple[str, ...]] = _ROWS
    tasks: Sequence[str] = _TASKS

    def pieces(self) -> tuple[Piece, ...]:
        """The plan as a document; the tasks are numbered as they stand."""
        tasks = [f"（{number}）{task}" for number, task in zip(_DIGITS, self.tasks, strict=False)]
        parts: list[Piece] = [Piece("title", "衢州市“十四五”知识产权发展规划"), _text(_CITED)]
        parts += [_head("一、发展基础"), *map(_text, self.background)]
        parts += [_head("二、主要目标"), *map(_text, self.goals), _text("表1 衢州市“十四五”知识产权主要指标（预期性）")]
        parts += [Piece("table", rows=(("指标名称", "2020年", "2025年"), *self.rows))]
        parts += [_head("三、重点任务"), *map(_text, tasks)]
        parts += [_head("四、保障措施"), _text("（一）加强组织领导。市知识产权工作领导小组统筹推进规划实施。")]
        return tuple(parts)

    def text(self) -> str:
        """The plan as plain text."""
        lines = []
        for piece in self.pieces():
            lines += ["\t".join(row) for row in piece.rows] if piece.kind == "table" else [piece.text]
        return "\n".join(lines) + "\n"


def _text(text: str) -> Piece:
    return Piece("paragraph", text)


def _head(text: str) -> Piece:
    return Piece("heading", text, 1)


def judged(content: str | bytes, folder: Path, name: str = "a.txt") -> PlanResult:
    """What is found in a document, read, taken apart and checked."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return session().check(plan_of_document(path, name))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def as_it_is(folder: Path) -> PlanResult:
    result = judged(Plan().text(), folder)
    found = {finding.rule for finding in result.findings}
    assert {"TGT002", "TGT003", "RSP001"} <= found  # there is something to lose
    return result


def test_paragraphs_move_within_their_chapter(folder: Path, as_it_is: PlanResult) -> None:
    """The background, the goals, the rows of the table and, numbered anew, the tasks in any order."""

    @some
    @given(st.builds(Plan, *map(st.permutations, (_BACKGROUND, _GOALS, _ROWS, _TASKS))))
    def holds(plan: Plan) -> None:
        assert not differences(judged(plan.text(), folder), as_it_is, _without_numbers)

    holds()


def _without_numbers(text: str) -> str:
    return re.sub(r"三\(.\)", "三", text)  # the tasks were numbered anew


_TYPED: dict[str, Callable[[str], str | bytes]] = {
    "indented": lambda text: "".join(f"　　{line}\n" for line in text.splitlines()),
    "empty lines": lambda text: text.replace("\n", "\n\n\n"),
    "trailing blanks": lambda text: text.replace("\n", "　 \n"),
    "CRLF and BOM": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "GBK": lambda text: text.encode("gb18030"),
    "UTF-16": lambda text: text.encode("utf-16"),
    "wide digits": lambda text: _outside_numbers(text, {ord(char): ord(char) + 0xFEE0 for char in "0123456789.%"}),
    "narrow brackets": lambda text: text.replace("（", "(").replace("）", ")"),
    "narrow commas": lambda text: text.replace("，", ",").replace("；", ";"),
    "other dashes": lambda text: text.replace("—", "-"),
}


@pytest.mark.parametrize("way", _TYPED)
def test_how_a_text_is_typed_changes_nothing(folder: Path, as_it_is: PlanResult, way: str) -> None:
    assert not differences(judged(_TYPED[way](Plan().text()), folder), as_it_is, _even)


def _outside_numbers(text: str, width: dict[int, int]) -> str:
    """A text in another width but for its second line: how the number of a document is written is what CIT003 reads."""
    title, cited, rest = text.split("\n", 2)
    return "\n".join([title, cited, rest.translate(width)])


def _even(text: str) -> str:
    return even_text(text).replace("—", "-")


@pytest.mark.parametrize("name", ["a.docx", "a.html"])
def test_what_kind_of_file_it_is_changes_nothing(folder: Path, as_it_is: PlanResult, name: str) -> None:
    pieces = Plan().pieces()
    content = to_docx(pieces) if name.endswith("docx") else to_html(pieces)
    assert not differences(judged(content, folder, name), as_it_is)


def test_units_are_changed_with_their_numbers(folder: Path, as_it_is: PlanResult) -> None:
    """18500件 is 1.8500万件; with two decimals less it would be printed less exactly."""
    plan = Plan()
    rows = [(plan.rows[1][0].replace("万件", "件"), "18500", "26000"), *plan.rows[2:], plan.rows[0]]
    background = [line.replace("1.85万件", "18500件") for line in plan.background]
    changed = replace(plan, rows=rows, background=background)
    assert not differences(judged(changed.text(), folder), as_it_is)


def test_a_paragraph_in_another_chapter_is_another_thing(folder: Path, as_it_is: PlanResult) -> None:
    """What the relations above leave out: a goal among the achievements is no goal any more."""
    goals, moved = _GOALS[:1] + _GOALS[2:], _GOALS[1].replace("到2025年", "2020年")
    result = judged(replace(Plan(), goals=goals, background=(*_BACKGROUND, moved)).text(), folder)
    assert differences(result, as_it_is)
