"""``guiheng extract``, and documents as inputs of ``check``: one plan in four forms, several files, bad input."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from checker.loading.plans import load_plan
from checker.loading.validation import validated
from checker.loading.yaml_tree import load
from checker.model.plan import Plan
from tests.cli.conftest import Here
from tests.cli.support import names, put
from tests.reading.making import TITLE, to_docx, to_html, to_pdf, to_text
from tests.reading.test_bad_input import BAD

MADE: dict[str, Callable[[], bytes]] = {
    "txt": lambda: to_text().encode(),
    "docx": to_docx,
    "html": to_html,
    "pdf": to_pdf,
}
PLACE = ("--region", "澄江省临江市")
_PLACES = ("offset", "page", "paragraph")


@cache
def made(form: str) -> bytes:
    return MADE[form]()


def document(folder: Path, form: str = "docx", name: str = "规划") -> Path:
    """The invented plan as a file."""
    path = folder / f"{name}.{form}"
    path.write_bytes(made(form))
    return path


def placeless(value: Any) -> Any:
    """A part of a summary without what differs from format to format; a PDF keeps no spaces between its letters."""
    if isinstance(value, str):
        return value.replace(" ", "")
    if isinstance(value, dict):
        return {key: placeless(item) for key, item in value.items() if key not in (*_PLACES, "source")}
    return [placeless(item) for item in value] if isinstance(value, list) else value


def kinds(plan: Plan) -> dict[str, int]:
    return {name: len(getattr(plan, name)) for name in ("citations", "indicators", "figures", "sections", "measures")}


def test_four_forms_of_a_plan_have_one_summary(here: Here, folder: Path) -> None:
    found = {}
    for form in MADE:
        done = here("extract", document(folder, form), *PLACE, "-o", f"{form}.yaml")
        assert done.code == 0, done.err
        found[form] = placeless(load(folder / f"{form}.yaml").data)
    for form, summary in found.items():
        assert summary == found["txt"], form
    plan = load_plan(folder / "pdf.yaml").plan
    assert kinds(plan) == {"citations": 4, "indicators": 8, "figures": 21, "sections": 21, "measures": 8}
    assert (plan.title, plan.period and plan.period.start, plan.region.province) == (TITLE, 2021, "澄江省")


@pytest.mark.parametrize("form", MADE)
def test_a_summary_is_checked_with_its_document_and_says_the_same_without(form: str, here: Here, folder: Path) -> None:
    here("extract", document(folder, form), *PLACE, "-o", "a.yaml")
    with_text = here("check", "a.yaml", "--format", "json", "--fail-on", "never")
    assert (with_text.code, with_text.err) == (0, "")
    (folder / f"规划.{form}").unlink()
    without = here("check", "a.yaml", "--format", "json", "--fail-on", "never")
    assert without.out == with_text.out
    assert json.loads(without.out)["plans"][0]["findings"]


def test_a_changed_document_is_told(here: Here, folder: Path) -> None:
    here("extract", document(folder, "txt"), *PLACE, "-o", "a.yaml")
    (folder / "规划.txt").write_text(to_text().replace("6.5件", "7.5件"), encoding="utf-8")
    done = here("check", "a.yaml")
    assert done.code == 2
    assert "规划.txt 不是摘要所据的那一份" in done.err


def test_the_screen_takes_the_summary_and_standard_error_the_list(here: Here, folder: Path) -> None:
    done = here("extract", document(folder), *PLACE)
    assert done.out.startswith(f"# {TITLE}：规划摘要\n# 由规衡从「规划.docx」提取。\n")
    assert "请对照原文看一看（2 处" in done.err
    here("extract", "规划.docx", *PLACE, "-o", "a.yaml")
    assert (folder / "a.yaml").read_text(encoding="utf-8") == done.out
    put(folder / "b.yaml", done.out)
    assert load_plan(folder / "b.yaml").plan == load_plan(folder / "a.yaml").plan


def test_every_doubt_stands_before_its_item(here: Here, folder: Path) -> None:
    here("extract", document(folder), *PLACE, "-o", "a.yaml")
    lines = (folder / "a.yaml").read_text(encoding="utf-8").splitlines()
    after = [lines[index + 1] for index, line in enumerate(lines) if line.lstrip().startswith("# 待核")]
    assert after[0] == "stage: draft"
    assert "知识产权综合实力" in after[1]
    assert "review" not in after[1]  # worth a look, and no reason not to judge


def test_what_no_rule_may_judge_says_so(here: Here, folder: Path) -> None:
    (folder / "a.txt").write_text(to_text().replace("评估结果", "对照《知识产权评估事项》，结果"), encoding="utf-8")
    here("extract", "a.txt", *PLACE, "-o", "a.yaml")
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    _, _, after = text.partition("  # 待核：书名号里的可能不是文件名称，请看一看\n")
    assert after.startswith("  - {title: 知识产权评估事项")
    assert "review: true" in after.partition("\n")[0]


def test_nothing_is_overwritten_without_force(here: Here, folder: Path) -> None:
    source = document(folder)
    put(folder / "a.yaml")
    before = (folder / "a.yaml").read_bytes()
    done = here("extract", source, *PLACE, "-o", "a.yaml")
    assert done.code == 2
    assert "a.yaml 已经有了；要盖掉请加 --force，要保留人改的请用 --update a.yaml" in done.err
    assert (folder / "a.yaml").read_bytes() == before
    assert here("extract", source, *PLACE, "-o", "a.yaml", "--force").code == 0
    assert load_plan(folder / "a.yaml").plan.title == TITLE
    assert names(folder) == ["a.yaml", "规划.docx"]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        ("规划.docx", "这是要查的文件，写结果会盖掉它"),
        ("没有/a.yaml", "没有 没有 这个文件夹，请先建好"),
        (".", "是文件夹"),
        ("", "--output 后面"),
    ],
)
def test_places_that_can_take_no_summary(output: str, said: str, here: Here, folder: Path) -> None:
    source = document(folder)
    done = here("extract", source, *PLACE, "-o", output)
    assert done.code == 2
    assert said in done.err
    forced = here("extract", source, *PLACE, "-o", output, "--force")
    assert forced.code == 2
    assert source.read_bytes() == made("docx")
    assert names(folder) == ["规划.docx"]


def test_what_is_stated_comes_before_what_is_found(here: Here, folder: Path) -> None:
    source = document(folder)
    here(
        "extract", source, "--region", "浙江省宁波市鄞州区", "--title", "另一个标题", "--id", "my-plan", "-o", "a.yaml"
    )
    plan = load_plan(folder / "a.yaml").plan
    assert (plan.id, plan.title) == ("my-plan", "另一个标题")
    region = plan.region
    assert (region.name, region.level, region.city, region.province) == ("鄞州区", "county", "宁波市", "浙江省")


@pytest.mark.parametrize(("name", "above"), [("上海市浦东新区", "上海市"), ("湖北省仙桃市", "湖北省")])
def test_a_county_right_below_its_province(name: str, above: str, here: Here, folder: Path) -> None:
    assert here("extract", document(folder), "--region", name, "-o", "a.yaml").code == 0
    region = load_plan(folder / "a.yaml").plan.region
    assert (region.level, region.province, region.city) == ("county", above, above)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--region", "没有的地方"), "不认得「没有的地方」，请写全，如 浙江省宁波市鄞州区"),
        (("--region", "临江市"), "--region: 看不出临江市属于哪个省、哪个市，请写全，如 浙江省宁波市鄞州区"),
        (("--id", "大写 ID"), "--id: 「大写 ID」不能用作 id：只用小写字母、数字和连字符"),
        (("--update", "没有.yaml"), "没有.yaml: 找不到这个文件"),
    ],
)
def test_options_that_can_not_be_used(options: tuple[str, str], said: str, here: Here, folder: Path) -> None:
    given = options if options[0] == "--region" else (*PLACE, *options)
    done = here("extract", document(folder), *given, "-o", "a.yaml")
    assert done.code == 2
    assert said in done.err
    assert names(folder) == ["规划.docx"]


def test_an_unknown_place_is_asked_for_where_it_can_be_stated(here: Here, folder: Path) -> None:
    source = document(folder)
    extracted, checked = here("extract", source), here("check", source)
    assert (extracted.code, checked.code) == (2, 2)
    assert "规划.docx: 看不出临江市属于哪个省；请写明 --region，如 --region" in extracted.err
    assert "规划.docx: 看不出临江市属于哪个省；请写明 --region" in checked.err
    assert here("check", source, *PLACE).out.startswith("临江市")
    assert here("report", source, *PLACE, "-o", "out").code == 0
    assert here("diff", source, document(folder, "txt", "二稿"), *PLACE).code == 0, "two versions of one plan"


def test_a_place_is_that_of_one_document(here: Here, folder: Path) -> None:
    source = document(folder)
    for inputs in ([put(folder / "a.yaml")], [source, document(folder, name="另一份")]):
        done = here("check", *inputs, *PLACE)
        assert done.code == 2
        assert "guiheng：--region：只说得了一份原文在哪里；几份请先用 guiheng extract 逐份提取" in done.err
    assert here("check", source, "--region", "乌有市").lines == [
        "--region: 看不出乌有市属于哪个省、哪个市，请写全，如 浙江省宁波市鄞州区"
    ]


def test_json_has_the_plan_the_confidence_and_the_doubts(here: Here, folder: Path) -> None:
    source = document(folder)
    done = here("extract", source, *PLACE, "--format", "json")
    found = json.loads(done.out)
    assert list(found) == ["version", "plan", "confidence", "doubts", "notes"]
    here("extract", source, *PLACE, "-o", "a.yaml")
    plan = load_plan(folder / "a.yaml").plan
    assert validated(Plan, _decimals(found["plan"])) == plan
    routes = [tuple(each["route"]) for each in found["confidence"]]
    assert len(routes) == len(set(routes)) == sum(kinds(plan).values()) + len(plan.tables) + len(plan.bodies)
    assert all(0 < each["sure"] <= 1 for each in found["confidence"])
    doubts = found["doubts"]
    assert [doubt["sure"] for doubt in doubts] == sorted(doubt["sure"] for doubt in doubts)
    assert {tuple(doubt) for doubt in doubts} == {("route", "what", "why", "sure", "at")}
    assert doubts[1]["at"]["quote"] == "知识产权综合实力进入全省前列"
    assert found["plan"]["figures"][doubts[1]["route"][1]]["indicator"] == "知识产权综合实力"


def _decimals(value: Any) -> Any:
    """JSON's numbers as a file of ours has them."""
    if isinstance(value, float):
        from decimal import Decimal

        return Decimal(str(value))
    if isinstance(value, dict):
        return {key: _decimals(item) for key, item in value.items()}
    return [_decimals(item) for item in value] if isinstance(value, list) else value


ANNEX = """附件

临江市“十四五”知识产权规划任务分工

序号\t任务\t牵头单位
1\t健全行政执法机制\t市市场监管局
"""


def test_several_files_make_one_plan(here: Here, folder: Path) -> None:
    source = document(folder)
    annex = folder / "分工.txt"
    annex.write_text(ANNEX, encoding="utf-8")
    done = here("extract", source, annex, *PLACE, "-o", "a.yaml")
    assert done.code == 0, done.err
    assert "# 由规衡从「规划.docx」「分工.txt」提取。" in (folder / "a.yaml").read_text(encoding="utf-8")
    plan = load_plan(folder / "a.yaml").plan
    assert plan.source is None
    first, second = plan.sources
    assert (first.file, second.file) == ("规划.docx", "分工.txt")
    assert first.body
    assert second.body
    assert second.body[0] == first.body[1] + 1
    assert second.body[1] - second.body[0] == len(ANNEX)
    checked = here("check", "a.yaml", "--format", "json", "--fail-on", "never")
    assert (checked.code, checked.err) == (0, "")
    annex.write_text(ANNEX.replace("监管", "监督"), encoding="utf-8")
    assert "分工.txt 不是摘要所据的那一份" in here("check", "a.yaml").err
    annex.unlink()
    assert here("check", "a.yaml", "--fail-on", "never").code == 0


def test_quotes_of_several_files_are_looked_up_in_all_of_them(here: Here, folder: Path) -> None:
    annex = folder / "分工.txt"
    annex.write_text(ANNEX, encoding="utf-8")
    here("extract", document(folder), annex, *PLACE, "-o", "a.yaml")
    text = (folder / "a.yaml").read_text(encoding="utf-8")
    assert text.count("offset: 245,") == 1
    put(folder / "a.yaml", text.replace("offset: 245,", "offset: 246,"))
    done = here("check", "a.yaml")
    assert done.code == 2
    assert "原文第 246 字处不是「一、发展基础」" in done.err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("今天天气很好，我们去公园里走了走。" * 20, "不像规划、纲要、意见、方案或年度计划"),
        ("甲方：某公司。乙方：某研究所。甲方委托乙方研究。乙方按期交付，甲方付款。" * 9, "像是合同或协议"),
        ("太短了。", "文字太少"),
    ],
)
def test_what_is_no_plan_is_refused_with_the_reason(text: str, said: str, here: Here, folder: Path) -> None:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    for arguments in (("extract", "a.txt", "-o", "a.yaml"), ("check", "a.txt")):
        done = here(*arguments)
        assert done.code == 2
        assert said in done.err
        assert done.err.startswith("a.txt: ")
        assert "Traceback" not in done.err
    assert names(folder) == ["a.txt"]


_TOLD = {name: (make, file, said) for name, make, file, said in BAD}
_SHOWN = ("empty", "doc", "docx with password", "scan", "zip bomb", "entity", "half a pdf", "binary", "large file")


@pytest.mark.parametrize("name", _SHOWN)
def test_bad_documents_are_refused_and_nothing_is_written(name: str, here: Here, folder: Path) -> None:
    make, file, said = _TOLD[name]
    (folder / file).write_bytes(make())
    extracted = here("extract", file, "-o", "摘要.yaml")
    assert extracted.code == 2
    assert extracted.err.startswith(f"{file}: ")
    assert extracted.err.count("\n") == 1
    assert said in extracted.err
    assert names(folder) == [file]
    checked = here("check", file)
    assert checked.code == 2
    assert "Traceback" not in checked.err
    if name != "doc":  # its suffix tells
        assert said in checked.err


def test_each_bad_file_of_several_is_told(here: Here, folder: Path) -> None:
    (folder / "a.txt").write_bytes(b"")
    (folder / "b.pdf").write_bytes(b"hello")
    done = here("extract", document(folder), "a.txt", "b.pdf", "没有.docx", "-o", "a.yaml")
    assert done.code == 2
    assert [line.split(": ")[0] for line in done.lines] == ["a.txt", "b.pdf", "没有.docx"]
    assert not (folder / "a.yaml").exists()


def placed(folder: Path, name: str) -> Path:
    """The invented plan with its city's province, which the list of places has."""
    path = folder / name
    path.write_text(to_text().replace("临江市", "台州市").replace("澄江省", "浙江省"), encoding="utf-8")
    return path


# rules on what the tasks work for and carry out: a machine finds that too seldom to say that nothing does before a
# person has looked
_BY_TASKS = ("STR010", "STR011", "STR012", "STR013", "COV001", "COV002", "COV003")


def test_a_document_is_checked_at_once(here: Here, folder: Path) -> None:
    placed(folder, "规划.txt")
    done = here("check", "规划.txt", "--format", "json", "--fail-on", "never")
    assert (done.code, done.err) == (0, "")
    (plan,) = json.loads(done.out)["plans"]
    assert plan["file"] == plan["source_file"] == "规划.txt"
    assert plan["notes"][0].startswith("直接从规划.txt提取，没有经人核对；")
    here("extract", "规划.txt", "-o", "a.yaml")
    (same,) = json.loads(here("check", "a.yaml", "--format", "json", "--fail-on", "never").out)["plans"]
    by_key = {each["key"]: each["message"] for each in same["findings"]}
    straight = {each["key"]: each["message"] for each in plan["findings"]}
    assert straight.items() <= by_key.items()
    assert all(key.startswith(_BY_TASKS) for key in by_key.keys() - straight.keys())


_BY_WORDS = """杭州市知识产权“十四五”规划
规划期为2021—2025年。
一、重点任务
（一）强化保护
依法适用惩罚性赔偿制度。加强海外维权。
（二）促进运用
推动专利转化，支持企业发展。
（三）优化服务
建设知识产权公共服务网点，免费提供专利检索、商标查询等服务，帮助中小企业解决知识产权方面的困难和问题。
（四）培养人才
支持高校开设知识产权课程，培养复合型人才，每年举办知识产权培训不少于十场，服务企业创新发展需要。
二、保障措施
（一）加强组织领导
市知识产权工作领导小组统筹推进规划实施，各部门按照职责分工抓好落实，定期研究解决重大问题。
"""


def test_of_a_document_nobody_read_only_what_no_task_mentions_is_missing(here: Here, folder: Path) -> None:
    (folder / "规划.txt").write_text(_BY_WORDS, encoding="utf-8")
    done = here("check", "规划.txt", "--select", "COV", "--format", "json", "--fail-on", "never")
    (plan,) = json.loads(done.out)["plans"]
    assert [each["key"] for each in plan["findings"]] == ["COV001:protection:大保护", "COV001:protection:快保护"]
    undecided = {each["reason"] for each in plan["checks"] if each["verdict"] == "无法判断"}
    assert "任务里有1项写到「同保护」，是不是具体举措没有人看过" in undecided
    assert "没有认出写到这一条的任务，请对照原文看" in undecided


def test_a_folder_of_documents_only_is_checked(here: Here, folder: Path) -> None:
    (folder / "稿").mkdir()
    for name in ("一.txt", "二.txt"):
        placed(folder / "稿", name)
    (folder / "稿" / "空.txt").write_bytes(b"")
    done = here("check", "稿", "--format", "json", "--fail-on", "never")
    assert done.code == 2
    assert done.err.count("\n") == 1
    assert "空.txt: 文件是空的" in done.err
    assert [Path(plan["file"]).name for plan in json.loads(done.out)["plans"]] == ["一.txt", "二.txt"]


def test_documents_beside_summaries_are_named(here: Here, folder: Path) -> None:
    (folder / "稿").mkdir()
    placed(folder / "稿", "一.txt")
    here("extract", folder / "稿" / "一.txt", "-o", folder / "稿" / "一.yaml")
    alone = here("check", "稿", "--format", "json", "--fail-on", "never")
    assert (alone.code, alone.err) == (0, "")
    placed(folder / "稿", "二.txt")
    done = here("check", "稿", "--format", "json", "--fail-on", "never")
    assert done.code == 0
    assert done.err == "guiheng：文件夹 稿 里另有 1 个文档没有摘要（二.txt），没有查；要查请逐个写明\n"
    assert len(json.loads(done.out)["plans"]) == 1


def test_who_waits_at_a_terminal_is_told_what_goes_on(
    here: Here, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filler = b"<script>" + b" " * 2_100_000 + b"</script>"
    (folder / "大.html").write_bytes(made("html").replace(b"</head>", filler + b"</head>"))
    assert "正在读" not in here("extract", "大.html", *PLACE).err
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert "guiheng：正在读 大.html（2 MB）\n" in here("extract", "大.html", *PLACE).err
    assert "正在读" not in here("extract", document(folder), *PLACE).err


def test_an_annex_goes_on_with_no_chapter(here: Here, folder: Path) -> None:
    """Its numbered items are not tasks of the last chapter; its tables are still read."""
    annex = folder / "附件.txt"
    annex.write_text("附件\n\n任务分工\n1.健全行政执法机制。牵头单位：市市场监管局。\n", encoding="utf-8")
    assert here("extract", document(folder), annex, *PLACE, "-o", "a.yaml").code == 0
    assert here("extract", folder / "规划.docx", *PLACE, "-o", "b.yaml").code == 0
    both, alone = (load_plan(folder / name).plan for name in ("a.yaml", "b.yaml"))
    assert both.measures == alone.measures
    assert both.sections == alone.sections
