"""``guiheng extract --update``: what a person changed stays, what the draft changed is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from checker.extracting.writing import write_summary
from checker.loading.plans import load_plan, quote_problems
from checker.model.extraction import Change
from checker.model.plan import Measure, Plan
from checker.reading.document import Document
from checker.reading.read import read_document
from checker.running.documents import extracted
from checker.running.updating import read_old, updated
from tests.cli.conftest import Here
from tests.cli.conftest import here as here  # noqa: PLC0414  # a fixture
from tests.cli.support import Finished, names
from tests.reading.making import PLAN, to_docx, to_text

PLACE = ("--region", "澄江省临江市")
KNOWN = {
    "title": "临江市“十四五”知识产权保护和运用规划",
    "region": {"name": "临江市", "level": "city", "province": "澄江省"},
}
# the plan with what may be a document or not: an item that no rule may judge before a person has looked
DOUBTFUL = tuple(
    replace(piece, text=piece.text.replace("评估结果向", "对照《知识产权评估事项》，评估结果向")) for piece in PLAN
)
DRAFT = to_text(DOUBTFUL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the first draft and its summary."""
    monkeypatch.chdir(tmp_path)
    Path("稿1.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


class Team:
    """A drafting team: it edits the summary, writes the next draft and updates."""

    def __init__(self, here: Here, folder: Path) -> None:
        self.here, self.path = here, folder / "a.yaml"
        assert here("extract", "稿1.txt", *PLACE, "-o", "a.yaml").code == 0

    def edit(self, *changes: tuple[str, str]) -> None:
        text = self.path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, (text.count(old), old)
            text = text.replace(old, new)
        self.path.write_text(text, encoding="utf-8")
        load_plan(self.path)

    def update(self, *changes: tuple[str, str], forget: bool = False) -> Finished:
        """The next draft, in which these words are others; ``forget``: the first draft is not at hand any more."""
        text = DRAFT
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new)
        Path("稿2.txt").write_text(text, encoding="utf-8")
        if forget:
            Path("稿1.txt").unlink()
        done = self.here("extract", "稿2.txt", "--update", "a.yaml", "-o", "a.yaml")
        assert done.code == 0, done.err
        loaded = load_plan(self.path)
        assert quote_problems(loaded, text) == []
        return done

    @property
    def plan(self) -> Plan:
        return load_plan(self.path).plan

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def item(self, key: str, word: str) -> str:
        """The lines of the first item of a list that has this word, with the comments before it."""
        block = re.search(rf"^{key}:\n((?:  .*\n)*)", self.text, re.MULTILINE)
        assert block, key
        items = re.findall(r"(?:^  #.*\n)*^  - .*\n(?:    .*\n)*", block[1], re.MULTILINE)
        found: str = next(item for item in items if word in item)
        return found

    def measure(self, title: str) -> Measure:
        (found,) = (each for each in self.plan.measures if each.title == title)
        return found


@pytest.fixture
def team(here: Here, folder: Path) -> Team:
    return Team(here, folder)


def told(done: Finished) -> list[str]:
    """The lines of what differs from the old summary."""
    _, _, rest = done.out.partition("与旧摘要相比（")
    count, _, lines = rest.partition(" 处）：\n")
    found = [line.strip() for line in lines.partition("\n\n")[0].splitlines()]
    assert len(found) == int(count or 0)
    return found


# -- nothing new ------------------------------------------------------------------------------------------------------


def test_the_same_draft_changes_nothing(team: Team) -> None:
    before = team.plan
    text = team.text
    done = team.update()
    assert "与旧摘要相比，没有内容上的改动。" in done.out
    assert replace(team.plan, source=before.source) == before
    assert team.text.replace("稿2", "稿1") == text


def test_another_format_of_the_same_draft_changes_nothing(team: Team, folder: Path) -> None:
    (folder / "稿2.docx").write_bytes(to_docx(DOUBTFUL))
    done = team.here("extract", "稿2.docx", "--update", "a.yaml", "-o", "a.yaml")
    assert "没有内容上的改动" in done.out
    assert team.plan.indicators[0].at[0].paragraph


# -- what the draft changed -------------------------------------------------------------------------------------------


def test_a_number_of_the_draft_is_taken_and_told(team: Team) -> None:
    done = team.update(("3.12\t6.5", "3.12\t7"), ("达到6.5件", "达到7件"))
    assert told(done) == [
        "指标「每万人口高价值发明专利拥有量」改了：目标 6.5件（2025） → 7件（2025）",
        "正文数据「每万人口高价值发明专利拥有量」改了：6.5件（2025） → 7件（2025）",
    ]
    target = team.plan.indicators[0].target
    assert target
    assert target.value == 7
    assert "# 待核：新稿改了，请核对" in team.item("indicators", "每万人口高价值发明专利拥有量")
    assert "每万人口高价值发明专利拥有量（件）" in team.item("indicators", "每万人口高价值发明专利拥有量")


def test_items_that_are_new_or_gone_are_told(team: Team) -> None:
    done = team.update(
        ("（三）强化监测评估。", "（三）加强人才培养。办好知识产权学院，每年培训500人次。\n（四）强化监测评估。"),
        ("；PCT国际专利申请累计153件", ""),
    )
    lines = told(done)
    assert "正文数据「PCT国际专利申请」没有了：153件（2020）" in lines
    assert "任务「加强人才培养」新增" in lines
    assert "章节「加强人才培养」新增" in lines
    assert not any("强化监测评估" in line for line in lines)  # only its number is another
    assert team.measure("强化监测评估").id == "四(四)"
    assert "待核" not in team.item("measures", "加强人才培养")  # with the old draft at hand it is known to be new


def test_responsible_bodies_of_the_draft(team: Team) -> None:
    done = team.update(("（市司法局牵头，市中级人民法院、", "（市司法局牵头，市中级人民法院、市公证处、"))
    (line,) = told(done)
    assert line == (
        "任务「完善多元纠纷解决」改了：责任单位 市司法局、市中级人民法院、市市场监管局"
        " → 市司法局、市中级人民法院、市公证处、市市场监管局"
    )


def test_the_head_of_the_draft(team: Team) -> None:
    done = team.update(("规划期为2021—2025年", "规划期为2022—2026年"))
    assert told(done) == ["规划期改了：2021—2025年 → 2022—2026年"]


# -- what a person changed --------------------------------------------------------------------------------------------


def test_a_person_s_edits_stay_where_the_draft_is_unchanged(team: Team) -> None:
    team.edit(
        (
            "name: 作品著作权年登记量\n    table: t1",
            "name: 作品著作权年登记量\n    code: copyright-registrations\n    table: t1",
        ),
        (
            "baseline: {value: 78.3, unit: 分, year: 2020}",
            "baseline: {value: 78.3, unit: 分, scope: level, year: 2020}",
        ),
        ("stage: draft", "stage: consultation"),
        ("themes: [投入, 人才]", "themes: [投入]"),
    )
    done = team.update(("发展基础", "规划基础"))
    plan = team.plan
    rows = {row.name: row for row in plan.indicators}
    assert rows["作品著作权年登记量"].code == "copyright-registrations"
    assert rows["知识产权保护社会满意度"].baseline
    assert rows["知识产权保护社会满意度"].baseline.scope == "level"
    assert plan.stage == "consultation"
    assert "待核：没有“征求意见稿”" not in team.text
    assert team.measure("加大经费投入").themes == ("投入",)
    assert told(done) == ["章节「规划基础」改了：标题 发展基础 → 规划基础"] * 2


def test_edits_of_parts_are_merged_field_by_field(team: Team) -> None:
    team.edit(
        ("units: [市司法局, 市中级人民法院, 市市场监管局]", "units: [市司法局, 市中院, 市市场监管局]"),
        ("target: {value: 6.5, unit: 件, year: 2025}", "target: {value: 6.5, unit: 件, scope: level, year: 2025}"),
    )
    team.update(
        ("推广调解协议司法确认", "推广调解协议司法确认，加强仲裁与诉讼衔接"),
        ("3.12\t6.5", "3.12\t7"),
    )
    measure = team.measure("完善多元纠纷解决")
    assert measure.responsible
    assert measure.responsible.units == ("市司法局", "市中院", "市市场监管局")
    assert len(measure.covers) >= 2
    target = team.plan.indicators[0].target
    assert target
    assert target.value == 7
    assert target.scope == "level"


def test_both_changed_the_same(team: Team) -> None:
    team.edit(("target: {value: 6.5, unit: 件, year: 2025}", "target: {value: 6.6, unit: 件, year: 2025}"))
    done = team.update(("3.12\t6.5", "3.12\t7"))
    assert told(done) == ["指标「每万人口高价值发明专利拥有量」改了：目标 6.6件（2025） → 7件（2025）"]
    assert "新稿改了，旧摘要里人改过的（target）没有保留，请核对" in team.item(
        "indicators", "每万人口高价值发明专利拥有量"
    )


def test_the_draft_takes_over_a_person_s_correction(team: Team) -> None:
    team.edit(("name: 作品著作权年登记量", "name: 作品年登记量"))
    assert told(team.update(("作品著作权年登记量", "作品年登记量"))) == []


def test_what_a_person_took_out_stays_out(team: Team) -> None:
    team.edit((team.item("figures", "联合执法"), ""), (team.item("measures", "支持临江学院等高校"), ""))
    done = team.update(("发展基础", "规划基础"))
    assert "联合执法" not in {figure.indicator for figure in team.plan.figures}
    assert "支持临江学院" not in "".join(measure.title for measure in team.plan.measures)
    assert not any("联合执法" in line or "临江学院" in line for line in told(done))


def test_what_a_person_took_out_comes_back_changed(team: Team) -> None:
    team.edit((team.item("figures", "联合执法"), ""))
    done = team.update(("联合执法不少于4次", "联合执法不少于6次"))
    assert told(done) == ["正文数据「联合执法」新增：6次"]
    assert "待核：旧摘要里删去过，新稿改了说法" in team.item("figures", "联合执法")


_OWN = (
    "  - {value: 300, unit: 家（次）, scope: total, indicator: 服务中小企业, role: target,"
    " at: {quote: 五年累计服务中小企业300家（次）}}\n"
)


def test_what_a_person_added_is_found_again(team: Team) -> None:
    team.edit(("\n# 章节\n", f"{_OWN}\n# 章节\n"))
    team.update(("发展基础", "“十三五”时期的发展基础"))
    (own,) = (figure for figure in team.plan.figures if figure.unit == "家（次）")
    assert own.at[0].offset == Path("稿2.txt").read_text(encoding="utf-8").index("五年累计服务")
    figures = [figure.at[0].offset or 0 for figure in team.plan.figures]
    assert figures == sorted(figures)


def test_what_a_person_added_goes_with_its_words(team: Team) -> None:
    team.edit(("\n# 章节\n", f"{_OWN}\n# 章节\n"))
    done = team.update(("五年累计服务中小企业300家（次）", "服务各类企业"))
    assert "正文数据「服务中小企业」没有了：300家（次）" in told(done)
    assert "家（次）" not in team.text


def test_what_has_no_place_stays(team: Team) -> None:
    team.edit(("\n# 章节\n", re.sub(", at: {.*?}", "", _OWN) + "\n# 章节\n"))
    team.update(("五年累计服务中小企业300家（次）", "服务各类企业"))
    assert team.plan.figures[-1].unit == "家（次）"


def test_keys_that_no_text_tells(team: Team) -> None:
    team.edit(
        (f"id: {team.plan.id}", "id: linjiang-145"),
        ("kind: plan\n", "kind: plan\naka: [临江规划]\nparents: [cn-ip-plan-145]\n"),
    )
    with team.path.open("a", encoding="utf-8") as stream:
        stream.write(
            "asks:\n"
            "  - {id: A01, clause: 一, text: 列工程, of: [county], strength: 要求, method: manual,"
            " confidence: verified}\n"
        )
    team.update(("发展基础", "规划基础"))
    plan = team.plan
    assert (plan.id, plan.aka, plan.parents) == ("linjiang-145", ("临江规划",), ("cn-ip-plan-145",))
    assert [ask.id for ask in plan.asks] == ["A01"]


def test_what_is_stated_comes_before_the_old_summary(team: Team) -> None:
    done = team.here(
        "extract", "稿1.txt", "--update", "a.yaml", "-o", "b.yaml", "--id", "new-id", "--title", "新的标题"
    )
    assert done.code == 0
    plan = load_plan(Path("b.yaml")).plan
    assert (plan.id, plan.title) == ("new-id", "新的标题")


# -- who has looked ---------------------------------------------------------------------------------------------------


_LOOK = "  # 待核：书名号里的可能不是文件名称，请看一看\n"


def test_what_has_been_looked_at_is_not_asked_again(team: Team) -> None:
    team.edit((_LOOK, ""), (", review: true", ""))
    done = team.update(("发展基础", "规划基础"))
    assert not any(citation.review for citation in team.plan.citations)
    assert "评估事项" not in done.out.partition("与旧摘要相比")[0]


def test_what_nobody_has_looked_at_is_asked_again(team: Team) -> None:
    done = team.update(("发展基础", "规划基础"))
    assert team.item("citations", "评估事项").startswith(_LOOK)
    assert "review: true" in team.item("citations", "评估事项")
    assert "引用文件「知识产权评估事项" in done.out


def test_a_note_without_review_is_kept_until_it_is_taken_out(team: Team) -> None:
    look = "  # 待核：抽取的把握不大，请对照原文\n"
    team.update(("发展基础", "规划基础"))
    assert team.item("figures", "知识产权综合实力").startswith(look)
    team.edit((look, ""))
    team.update(("发展基础", "规划的基础"))
    assert "待核" not in team.item("figures", "知识产权综合实力")


def test_what_was_looked_at_and_is_changed_is_asked_again(team: Team) -> None:
    team.edit((_LOOK, ""), (", review: true", ""))
    team.update(("知识产权评估事项", "知识产权考核事项"))
    assert "review: true" in team.item("citations", "考核事项")


# -- comments ---------------------------------------------------------------------------------------------------------


def test_a_person_s_comments_stay_with_their_items(team: Team) -> None:
    team.edit(
        ("schema: 1\n", "# 张三摘，李四核\nschema: 1\n"),
        ("kind: plan\n", "kind: plan  # 标题写明是规划\n"),
        ("\n# 指标\nindicators:\n", "\n# 指标\n# 表在第 5 页\nindicators:\n  # 全省统一口径\n"),
        ("    baseline: {value: 42,", "    # 含台港澳\n    baseline: {value: 42,"),
        (
            "role: target, at: {quote: 联合执法不少于4次",
            "role: target,  # 与去年相同\n     at: {quote: 联合执法不少于4次",
        ),
        ("units: [市统计局]", "units: [市统计局]  # '已问过' # 两次"),
    )
    team.update(("发展基础", "规划基础"))
    text = team.text
    assert "# 张三摘，李四核\nschema: 1\n" in text
    assert "# 标题写明是规划\nkind: plan\n" in text
    assert "\n# 指标\n# 表在第 5 页\nindicators:\n  # 全省统一口径\n  - name: 每万人口" in text
    assert team.item("indicators", "PCT国际专利年申请量").startswith("  # 含台港澳\n  - name:")
    assert team.item("figures", "联合执法").startswith("  # 与去年相同\n")
    assert team.item("indicators", "专利密集型产业增加值占地区生产总值比重").startswith(
        "  # '已问过' # 两次\n  - name:"
    )
    once = text
    team.update(("发展基础", "规划基础"))
    assert team.text == once


def test_signs_that_begin_no_comment(team: Team) -> None:
    team.edit(("kind: plan\n", 'kind: plan\naka: [\'甲 # 乙\', "丙 \\" # 丁", 戊#己]\n'))
    team.update(("发展基础", "规划基础"))
    assert team.plan.aka == ("甲 # 乙", '丙 " # 丁', "戊#己")
    assert "# 乙\n" not in team.text


# -- without the old draft --------------------------------------------------------------------------------------------


def test_without_the_old_draft_the_person_s_stays_and_is_told(team: Team) -> None:
    team.edit(
        ("units: [市司法局, 市中级人民法院, 市市场监管局]", "units: [市司法局, 市中院, 市市场监管局]"),
        (team.item("figures", "联合执法"), ""),
    )
    done = team.update(("3.12\t6.5", "3.12\t7"), forget=True)
    assert "注意：旧摘要所据的原文（稿1.txt）不在它旁边或已经改过" in done.out
    lines = told(done)
    assert "指标「每万人口高价值发明专利拥有量」改了：目标 6.5件（2025） → 7件（2025）" in lines
    assert (
        "任务「完善多元纠纷解决」不同：责任单位 市司法局、市中院、市市场监管局 → 市司法局、市中级人民法院、市市场监管局"
        in lines
    )
    assert "正文数据「联合执法」新增：4次" in lines
    measure = team.measure("完善多元纠纷解决")
    assert measure.responsible
    assert "市中院" in measure.responsible.units
    assert "分不清是人改的还是新稿改的" in team.item("measures", "完善多元纠纷解决")
    assert "有意删去的请再删去" in team.item("figures", "联合执法")


def test_a_draft_written_over_the_old_one_is_no_base(team: Team) -> None:
    Path("稿1.txt").write_text(DRAFT.replace("3.12\t6.5", "3.12\t7"), encoding="utf-8")
    done = team.here("extract", "稿1.txt", "--update", "a.yaml", "-o", "a.yaml")
    assert done.code == 0
    assert "注意：旧摘要所据的原文（稿1.txt）" in done.out
    assert any("目标 6.5件（2025） → 7件（2025）" in line for line in told(done))


# -- items that look the same, numbers that move ----------------------------------------------------------------------

_TWINS = "5.推进试点示范。建设示范园区2个。\n6.推进试点示范。建设示范学校30所。\n"


def test_items_of_one_name_are_told_apart(here: Here, folder: Path) -> None:
    twins = DRAFT.replace("（二）促进知识产权转化运用", f"{_TWINS}（二）促进知识产权转化运用")
    Path("稿1.txt").write_text(twins, encoding="utf-8")
    team = Team(here, folder)
    team.edit(("    at: {quote: 6.推进试点示范", "    themes: [宣传]\n    at: {quote: 6.推进试点示范"))
    Path("稿2.txt").write_text(twins.replace("5.推进试点示范。建设示范园区2个。\n", ""), encoding="utf-8")
    done = here("extract", "稿2.txt", "--update", "a.yaml", "-o", "a.yaml")
    (left,) = (measure for measure in team.plan.measures if measure.title == "推进试点示范")
    assert left.themes == ("宣传",)
    assert "正文数据「示范园区」没有了：2个" in told(done)


def test_renumbered_sections(team: Team) -> None:
    team.edit(("    at: {quote: 1.健全行政执法机制", "    themes: [考核]\n    at: {quote: 1.健全行政执法机制"))
    done = team.update(
        ("（二）促进知识产权转化运用", "（三）促进知识产权转化运用"),
        ("（一）加强知识产权保护", "（一）提高创造质量\n围绕主导产业布局高价值专利。\n（二）加强知识产权保护"),
    )
    measure = team.measure("健全行政执法机制")
    assert (measure.id, measure.section, measure.themes) == ("三(二)1", "三(二)", ("考核",))
    assert [line for line in told(done) if "新增" not in line] == []


def test_an_item_of_a_person_whose_number_is_taken(team: Team) -> None:
    own = "  - {id: 四(四), kind: guarantee, title: 信息服务, section: 四(三), at: {quote: 建立规划实施年度监测}}\n"
    team.edit(("\n# 协调机构\n", f"{own}\n# 协调机构\n"))
    team.update(("（三）强化监测评估。", "（三）加强人才培养。办好知识产权学院。\n（四）强化监测评估。"))
    assert sorted(measure.id for measure in team.plan.measures if measure.id.startswith("四(四)")) == [
        "四(四)",
        "四(四)补",
    ]


def test_an_item_of_a_person_in_a_section_that_is_gone(team: Team) -> None:
    own = "  - {id: 乙, kind: guarantee, title: 信息服务, section: 专栏1, at: {quote: 建立规划实施年度监测}}\n"
    team.edit(("\n# 协调机构\n", f"{own}\n# 协调机构\n"))
    team.update(("专栏1 高价值专利培育工程\n", ""))
    assert team.measure("信息服务").section is None
    assert "待核：所在的章节新稿里没有了" in team.item("measures", "信息服务")


# -- files ------------------------------------------------------------------------------------------------------------


def test_another_file_takes_the_new_summary(team: Team) -> None:
    before = team.path.read_bytes()
    assert team.here("extract", "稿1.txt", "--update", "a.yaml", "-o", "b.yaml").code == 0
    assert team.path.read_bytes() == before
    assert names() == ["a.yaml", "b.yaml", "稿1.txt"]
    again = team.here("extract", "稿1.txt", "--update", "a.yaml", "-o", "b.yaml")
    assert again.code == 2
    assert "b.yaml 已经有了" in again.err


def test_the_old_summary_by_another_path(team: Team, folder: Path) -> None:
    assert team.here("extract", "稿1.txt", "--update", "a.yaml", "-o", folder / "a.yaml").code == 0


def test_a_broken_old_summary_is_left_alone(team: Team) -> None:
    team.path.write_text("schema: 1\nid: [\n", encoding="utf-8")
    done = team.here("extract", "稿1.txt", *PLACE, "--update", "a.yaml", "-o", "a.yaml")
    assert done.code == 2
    assert done.err.startswith("a.yaml:")
    assert team.path.read_text(encoding="utf-8") == "schema: 1\nid: [\n"
    assert names() == ["a.yaml", "稿1.txt"]


# -- any edits --------------------------------------------------------------------------------------------------------

_SOME = re.compile(r"^  - \{.*\n(?:    .*\n)*", re.MULTILINE)


def _document(text: str, name: str) -> Document:
    return read_document(text.encode(), name)


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_any_edits_of_both_make_a_summary_that_loads(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """A person takes items out and marks some; the draft loses sentences. Nothing is lost that neither touched."""
    folder = tmp_path_factory.mktemp("any")
    first = _document(DRAFT, "稿1.txt")
    (folder / "稿1.txt").write_bytes(DRAFT.encode())
    text = write_summary(extracted(first, known=KNOWN), ["稿1.txt"])
    items = [found[0] for found in _SOME.finditer(text) if "id: 专栏" not in found[0] and "id: t" not in found[0]]
    figures = [item for item in items if "indicator:" in item]
    out = data.draw(st.sets(st.sampled_from(figures), max_size=4))
    for item in out:
        text = text.replace(item, "", 1)
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    sentences = [part + "。" for line in DRAFT.splitlines() for part in line.split("。")[:-1]]
    gone = data.draw(st.sets(st.sampled_from(sentences), max_size=3))
    new = DRAFT
    for sentence in gone:
        new = new.replace(sentence, "", 1)
    old = read_old(folder / "a.yaml")
    document = _document(new, "稿2.txt")
    fresh = extracted(document, known=KNOWN)
    merged = updated(fresh, document, old, {}, lambda summary: summary)
    (folder / "b.yaml").write_text(write_summary(merged.summary, ["稿2.txt"], merged.remarks), encoding="utf-8")
    loaded = load_plan(folder / "b.yaml")
    assert quote_problems(loaded, new) == []
    left = {(figure.indicator, figure.value) for figure in loaded.plan.figures}
    found = {(figure.indicator, figure.value) for figure in fresh.plan.figures}
    dropped = {change.name for change in merged.changes if change.kind == "dropped"}
    assert left <= found
    assert found - left <= {(f.indicator, f.value) for f in extracted(first, known=KNOWN).plan.figures}
    assert len(found - left) <= len(out)
    assert dropped.isdisjoint(name for name, _ in left & found) or gone
    assert all(isinstance(change, Change) for change in merged.changes)
