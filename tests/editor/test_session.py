"""Conversations of a real editor's client with the server as a process of its own, over standard input and output."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

import checker
from checker.loading.yaml_tree import parse
from tests.cli.support import CONTRADICTION, SUMMARY, apart, put
from tests.editor.client import Client, Json

WRONG, RIGHT = "value: 1500, unit: 万元, scope: yearly", "value: 15000, unit: 万元, scope: yearly"
LEVELS = {"error": 1, "warning": 2, "info": 3}


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def position(text: str, wanted: str, further: int = 1) -> Json:
    """The place of a text, in UTF-16."""
    at = text.index(wanted) + further
    start = text.rfind("\n", 0, at) + 1
    return {"line": text.count("\n", 0, at), "character": len(text[start:at].encode("utf-16-le")) // 2}


def stretch(text: str, found: Json) -> str:
    """What a range of one line covers."""
    assert found["start"]["line"] == found["end"]["line"]
    line: bytes = text.split("\n")[found["start"]["line"]].encode("utf-16-le")
    return line[found["start"]["character"] * 2 : found["end"]["character"] * 2].decode("utf-16-le")


def codes(found: list[Json], *levels: int) -> list[str]:
    return sorted(each.get("code", "") for each in found if each["severity"] in (levels or (1, 2, 3)))


def files(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_an_afternoon(client: Client, work: Path) -> None:
    """Open, read, mend, break, mend again, leave; and nothing on the disk has changed."""
    before = files(work)
    path = work / "linjiang.yaml"
    text = text_of(path)
    uri = client.open(path)

    # what the command finds, and where
    found = client.published(uri, version=1)
    (plan,) = (each for each in checker.check(str(work)).plans if each.id == "example-linjiang-145")
    assert codes(found) == sorted(finding.rule for finding in plan.findings)
    for finding in plan.findings:
        mine = [each for each in found if each.get("code") == finding.rule and finding.message in each["message"]]
        assert [each["severity"] for each in mine] == [LEVELS[finding.severity]]
        assert f"改法：{finding.fix}" in mine[0]["message"]
        assert mine[0]["range"]["start"]["line"] + 1 >= (finding.places[0].line or 0)
    contradiction = next(each for each in found if each.get("code") == "TGT003")
    assert stretch(text, contradiction["range"]) == "知识产权质押融资登记金额"
    related = [each["location"] for each in contradiction["relatedInformation"]]
    assert [each["uri"] == uri for each in related] == [False, True, False]
    assert [stretch(text_of(work / "linjiang.txt"), each["range"]) for each in related if each["uri"] != uri] == [
        "知识产权质押融资登记金额（亿元）0.80 1.50",
        "知识产权质押融资登记金额达到1500万元",
    ]
    assert {each["severity"] for each in found if "无法判断" in each["message"]} == {4}

    # hover explains
    page = client.at("hover", uri, position(text, "知识产权质押融资登记金额\n"))["contents"]
    assert page["kind"] == "markdown"
    for part in (
        "TGT003",
        "**为什么**",
        "**依据**",
        "**改法**",
        "TGT003:",
        "linjiang.txt",
        "知识产权质押融资登记金额（亿元）",
    ):
        assert part in page["value"]
    cited = client.at("hover", uri, position(text, "高价值发明专利拥有量\n"))["contents"]["value"]
    clause = next(finding for finding in plan.findings if finding.rule == "IND002").basis[0]
    assert clause.title in cited
    assert clause.quote in cited
    assert "上位文件怎么说" in cited

    # from a quote to its sentence, from a name to its item
    for place, quote in (
        ("有效注册商标量达到2.60万件}", "有效注册商标量达到2.60万件"),
        ("市市场监管局）, offset", "市市场监管局）"),
    ):
        there = client.at("definition", uri, position(text, place))
        assert there["uri"] == (work / "linjiang.txt").as_uri()
        assert stretch(text_of(work / "linjiang.txt"), there["range"]) == quote
    assert there["range"]["start"]["line"] == next(
        index for index, line in enumerate(text_of(work / "linjiang.txt").split("\n")) if "快立快结" in line
    )
    table = client.at("definition", uri, position(text, "table: t1", len("table: t")))
    assert stretch(text, table["range"]) == "临江市“十四五”知识产权主要指标"

    # an edit that mends, then several at once: not each of them is looked at, and the last has the last word
    assert "TGT003" not in codes(client.published(uri, version=client.edit(uri, text.replace(WRONG, RIGHT))))
    count = client.count(uri)
    for _ in range(4):
        client.edit(uri, text)
    last = client.edit(uri, text.replace(WRONG, RIGHT))
    assert "TGT003" not in codes(client.published(uri, version=last))
    assert count < client.count(uri) < count + 5
    versions = [each["version"] for each in client.diagnostics[uri]]
    assert versions == sorted(set(versions))

    assert codes(client.published(uri, version=client.edit(uri, text))) == codes(found)
    count = client.count(uri)
    client.close(uri)
    assert client.published(uri, since=count) == []
    assert client.leave() == 0
    assert files(work) == before
    assert "Traceback" not in client.said


def test_broken_while_typing(client: Client, work: Path) -> None:
    """One sentence, the last good contents, and what stands above the break still has its source."""
    text = text_of(work / "linjiang.yaml")
    uri = client.open(work / "linjiang.yaml")
    client.published(uri, version=1)
    good = client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert [each["name"] for each in good if each["name"] in ("指标", "任务和保障")] == ["指标", "任务和保障"]
    names = [each["name"] for each in next(each for each in good if each["name"] == "指标")["children"]]
    assert "有效注册商标量" in names
    broken = text.replace("measures:\n", "measures: [\n")
    (problem,) = client.published(uri, version=client.edit(uri, broken))
    assert problem["severity"] == 1
    assert client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}}) == good
    there = client.at("definition", uri, position(broken, "有效注册商标量达到2.60万件}"))
    assert stretch(text_of(work / "linjiang.txt"), there["range"]) == "有效注册商标量达到2.60万件"

    # a quote that is not in the text is told, and hides nothing
    misquoted = client.published(
        uri, version=client.edit(uri, text.replace("quote: 一、发展基础", "quote: 一、发展基楚"))
    )
    assert [each["message"] for each in misquoted if "原文中找不到" in each["message"]]
    assert "TGT003" in codes(misquoted)
    assert client.leave() == 0


def test_a_waiver(client: Client, work: Path) -> None:
    """From a code action: empty, to be filled in, filled in, expired; each takes effect at once."""
    waivers = work / "waivers.yaml"
    uri = client.open(work / "linjiang.yaml")
    found = next(each for each in client.published(uri) if each.get("code") == "TGT003")
    offered = {each["diagnostics"][0]["code"]: each for each in client.actions(uri, found)}
    action = offered["TGT003"]
    create, change = action["edit"]["documentChanges"]
    assert (create["kind"], create["uri"]) == ("create", waivers.as_uri())
    assert not waivers.exists()
    written = change["edits"][0]["newText"]
    data = parse(written, "waivers.yaml").data["waivers"][0]
    assert data["plan"], data["where"] == ("example-linjiang-145", found["data"]["key"])

    # made by the editor, and still empty: nothing to complain of
    waivers.touch()
    count = client.count(uri)
    client.touched(waivers)
    assert not [each for each in client.published(uri, since=count) if "豁免" in each["message"]]

    # not filled in: the list can't be used, and both files say so
    waivers.write_text(written, encoding="utf-8")
    count = client.count(uri)
    client.touched(waivers)
    unwaived = client.published(uri, since=count)
    assert [each["severity"] for each in unwaived if "豁免清单不能用" in each["message"]] == [1]
    assert "TGT003" in codes(unwaived, 1)
    assert {each["range"]["start"]["line"] for each in client.published(waivers.as_uri())} == {4, 5, 6}

    filled = written.replace("reason:", "reason: 等印发").replace("owner:", "owner: 规划处")
    waivers.write_text(filled.replace("expires:", "expires: 2099-12-31"), encoding="utf-8")
    count = client.count(uri)
    client.save(waivers.as_uri())
    settled = client.published(uri, since=count)
    waived = next(each for each in settled if each.get("code") == "TGT003")
    assert (waived["severity"], "已豁免：等印发" in waived["message"]) == (4, True)
    assert "TGT003" not in {each["diagnostics"][0]["code"] for each in client.actions(uri, waived)}
    assert client.diagnostics[waivers.as_uri()][-1]["diagnostics"] == []

    waivers.write_text(filled.replace("expires:", "expires: 2020-12-31"), encoding="utf-8")
    listed = client.open(waivers)
    (expired,) = client.published(listed, version=1)
    assert (expired["severity"], expired["range"]["start"]["line"]) == (1, 6)
    assert client.leave() == 0


def test_the_configuration(client: Client, work: Path) -> None:
    """Changed, broken and mended; each takes effect at once."""
    config = work / "guiheng.toml"
    uri = client.open(work / "linjiang.yaml")
    assert "TGT003" in codes(client.published(uri))
    config.write_text('[severity]\nTGT003 = "off"\n', encoding="utf-8")
    count = client.count(uri)
    client.touched(config)
    assert "TGT003" not in codes(client.published(uri, since=count))
    config.write_text('select = ["没有这条"]\n', encoding="utf-8")
    opened = client.open(config)
    (problem,) = client.published(opened, version=1)
    assert (problem["range"]["start"]["line"], problem["severity"]) == (0, 1)
    assert client.published(opened, version=client.edit(opened, "serverity = 1\n"))[0]["message"].startswith("没有")
    config.write_text("", encoding="utf-8")
    count = client.count(uri)
    client.touched(config)
    assert "TGT003" in codes(client.published(uri, since=count), 1)
    assert client.leave() == 0


def test_parents_in_the_workspace(client: Client, work: Path) -> None:
    """A province's plan is a yardstick for its cities: saved otherwise, other findings; gone, none of them."""
    uri, above = client.open(work / "linjiang.yaml"), work / "jiangdong.yaml"
    upper = client.open(above)
    assert client.published(upper, version=1) is not None
    first = client.published(uri, version=1)
    title = parse(text_of(above), "").data["title"]
    assert (
        title
        in client.at("hover", uri, position(text_of(work / "linjiang.yaml"), "知识产权质押融资登记金额\n"))["contents"][
            "value"
        ]
    )
    above.unlink()
    count = client.count(uri)
    client.touched(above)
    assert codes(client.published(uri, since=count)) != codes(first)
    assert client.leave() == 0


def test_rules_of_ones_own(client: Client, work: Path) -> None:
    """A rule file shows its errors and the cases that fail; a broken one on the disk stops the check, aloud."""
    folder = work / "rules"
    folder.mkdir()
    done = apart("rules", "new", "LJ001", str(folder))
    assert done.code == 0, done.err
    rule = folder / "LJ001.yaml"
    (work / "guiheng.toml").write_text('rules = ["rules"]\nselect = ["LJ001"]\n', encoding="utf-8")
    good = text_of(rule)
    opened = client.open(rule)
    assert client.published(opened) == []
    uri = client.open(work / "linjiang.yaml")
    assert set(codes(client.published(uri))) == {"LJ001"}

    failing = good.replace("verdict: 不符合", "verdict: 符合", 1)
    (case,) = client.published(opened, version=client.edit(opened, failing))
    assert case["severity"] == 2
    assert case["range"]["start"]["line"] == failing[: failing.index("name: 没有写")].count("\n")
    broken = good.replace("row.has_units", "row.has_unit")
    (error,) = client.published(opened, version=client.edit(opened, broken))
    assert error["range"]["start"]["line"] == broken[: broken.index("row.has_unit")].count("\n")

    rule.write_text(broken, encoding="utf-8")
    client.close(opened)
    assert client.published(rule.as_uri(), since=client.count(opened)) == []
    count, told = client.count(uri), client.count(opened)
    client.touched(rule)
    (unchecked,) = client.published(uri, since=count)
    assert "没有查" in unchecked["message"]
    assert "LJ001.yaml" in unchecked["message"]
    assert client.published(opened, since=told)[0]["range"]["start"] == error["range"]["start"]
    assert client.leave() == 0


def test_what_an_editor_may_hold(client: Client, work: Path, tmp_path: Path) -> None:
    """Files outside of the workspace, unsaved ones, other people's, hostile and huge ones; garbage on the line."""
    outside = put(tmp_path / "别处" / "a.yaml", SUMMARY + CONTRADICTION)
    alone = client.open(outside)
    assert "TGT003" in codes(client.published(alone))
    unsaved = client.open("untitled:Untitled-1", SUMMARY + CONTRADICTION)
    assert "TGT003" in codes(client.published(unsaved))

    # an emoji before the place on its line, two units each
    odd = SUMMARY.replace("每万人口发明专利拥有量, target", "😀😀每万人口发明专利拥有量, target")
    found = client.published(alone, version=client.edit(alone, odd))
    ranges = [each["range"] for each in found if each["range"]["start"]["line"] == 7]
    assert ranges
    assert {stretch(odd, each) for each in ranges} == {"😀😀每万人口发明专利拥有量"}

    name = "<b>[x](command:a)`每万人口发明专利拥有量"
    hostile = SUMMARY.replace("name: 每万人口发明专利拥有量", f'name: "{name}"')
    client.published(alone, version=client.edit(alone, hostile))
    shown = client.at("hover", alone, {"line": 7, "character": 14})["contents"]["value"]
    assert "\\<b\\>\\[x\\](command:a)\\`" in shown
    assert "[x](" not in shown.replace("\\[x\\](", "")

    for name, text in (("compose.yaml", "services: {}\n"), ("notes.txt", SUMMARY)):
        foreign = client.open(work / name, text)
        assert client.at("hover", foreign, {"line": 0, "character": 0}) is None
        assert client.ask("textDocument/documentSymbol", {"textDocument": {"uri": foreign}}) is None
        assert client.count(foreign) == 0
    compared = client.open("git:/a.yaml", SUMMARY)
    (large,) = client.published(client.open(work / "大.yaml", SUMMARY + "#" + "长" * 5_000_001))
    assert "5 MB" in large["message"]
    client.published(client.open(work / "空.yaml", "schema: \ud800"))
    assert client.count(compared) == 0

    body = b'{"jsonrpc": "2.0", "id": '
    client.raw(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
    client.tell("textDocument/didChange", {"textDocument": {"uri": "file:///x", "version": 2}, "contentChanges": []})
    number = client.send(
        "textDocument/hover", {"textDocument": {"uri": alone}, "position": {"line": 0, "character": 0}}
    )
    client.tell("$/cancelRequest", {"id": number})
    assert "id" in client.answer(number)
    assert client.at("hover", alone, {"line": 999, "character": 999}) is None
    assert client.vanish() == 1


def test_a_plain_editor(work: Path) -> None:
    """One without Markdown, related places, or edits that create files; and one that wants no hints."""
    capabilities: dict[str, Any] = {"textDocument": {"hover": {"contentFormat": ["plaintext"]}}}
    client = Client(work, capabilities=capabilities, options={"hints": False})
    try:
        uri = client.open(work / "linjiang.yaml")
        found = client.published(uri)
        assert {each["severity"] for each in found} == {1, 2, 3}
        assert not any(each.get("relatedInformation") for each in found)
        page = client.at("hover", uri, position(text_of(work / "linjiang.yaml"), "知识产权质押融资登记金额\n"))[
            "contents"
        ]
        assert page["kind"] == "plaintext"
        assert "\n\n改法：" in page["value"]
        assert client.actions(uri, found[0]) == []
        assert client.registered == []
        (work / "waivers.yaml").write_text("waivers: []\n", encoding="utf-8")
        (action,) = client.actions(uri, found[0])
        assert list(action["edit"]["changes"]) == [(work / "waivers.yaml").as_uri()]
        assert client.leave() == 0
    finally:
        client.kill()


@pytest.mark.parametrize("missing", ["pygls", "lsprotocol"])
def test_without_the_extra(missing: str) -> None:
    hidden = f"import sys; sys.modules[{missing!r}] = None; sys.argv[1:] = ['lsp']"
    done = apart(code=f"{hidden}; from checker.cli import main; main()")
    assert done.code == 2
    assert "pip install 'guiheng[lsp]'" in done.err
    assert done.out == ""


def test_at_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A person who tries it is told what it is for, and not left waiting."""
    from checker.cli.entry import run

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    assert run(["lsp"]) == 2
    assert "编辑器" in capsys.readouterr().err
