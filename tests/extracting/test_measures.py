"""Measures: which stretches of a document they are, and the bodies that answer for them. The texts are invented."""

from __future__ import annotations

import time

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.extracting.extract import extract
from checker.extracting.measures import find_measures
from checker.extracting.parts import Draft, Text
from checker.extracting.sections import find_outline
from checker.model.plan import Measure
from checker.reading.read import read_document
from tests.extracting.making import LEXICON

COUNTY = """云岭县知识产权保护和运用“十五五”规划
为全面加强知识产权保护，制定本规划。规划期为2026—2030年。
一、发展基础
“十四五”期间，全县知识产权工作取得成效。
二、总体要求
（一）指导思想
坚持以习近平新时代中国特色社会主义思想为指导。
（二）发展目标
到2030年，每万人口高价值发明专利拥有量达到3.5件。
三、重点任务
（一）健全知识产权保护体系
以下各项由各部门统筹推进，做到责任到人。
1.加强司法保护。依法适用惩罚性赔偿制度。（牵头单位：县法院；配合单位：县检察院、县公安局）
2.强化行政保护。建立案件线索移送机制。（县市场监管局牵头，县公安局、县司法局等按职责分工负责）
3.加快纠纷处理。推动设立茶产业快速维权中心。（责任单位：县市场监管局）
（二）加强涉外保护
支持茶企参加海外知识产权纠纷应对指导。（责任单位：县商务局、县市场监管局）
四、保障措施
（一）加强组织领导。充分发挥县知识产权工作领导小组作用。
（二）加大经费投入。县财政保障知识产权工作经费。
"""

LED = """双河市知识产权发展“十四五”规划
一、总体要求
到2025年，全面建成知识产权强市。
二、主要任务
（一）强化保护
完善执法机制。加强部门之间的执法协作，推动线索移送和信息共享。
加强司法保护。依法审理知识产权案件，提高审判质量和效率。
坚持注册与保护并重，引导企业规范使用地理标志，建立使用单位名录，对使用情况开展经常性的检查和指导，维护地理标志的特色和信誉，提升市场影响力和知名度。
（二）促进运用
推进专利转化。支持高校院所向中小企业许可专利，降低转化的门槛。
发展知识产权金融。推动银行开展质押融资业务，完善风险分担机制。
（三）优化服务。加强人才培养。支持高校开设相关课程，培养各类专业人才。
三、保障措施
（一）强化组织。各部门要加强协作。
"""

BOXES = """东湖市知识产权强市建设纲要
一、重点任务
（一）提升创造质量
1.培育高价值专利。支持龙头企业建设培育中心。（市科技局负责）
专栏1 创造提升工程
实施专利培育工程。支持企业建设培育中心，每年遴选一批项目。（市科技局牵头，市财政局配合）
实施商标品牌工程。建设商标品牌指导站，开展品牌培育。
（市市场监管局、市农业农村局按职责分工负责）
2.发展版权产业。建设版权示范园区。（市委宣传部负责）
二、组织实施
加强组织领导，落实各项任务。
"""


def measures(text: str) -> list[Measure]:
    return [found.item for found in drafted(text).measures]


def drafted(text: str) -> Draft:
    return extract(read_document(text.encode(), "甲.txt"), LEXICON)


def ids(text: str) -> list[tuple[str, str, str, str | None]]:
    return [(each.id, each.kind, each.title, each.section) for each in measures(text)]


def test_leaf_sections_and_numbered_items_are_measures() -> None:
    assert ids(COUNTY) == [
        ("三(一)1", "task", "加强司法保护", "三(一)"),
        ("三(一)2", "task", "强化行政保护", "三(一)"),
        ("三(一)3", "task", "加快纠纷处理", "三(一)"),
        ("三(二)", "task", "加强涉外保护", "三(二)"),
        ("四(一)", "guarantee", "加强组织领导", "四(一)"),
        ("四(二)", "guarantee", "加大经费投入", "四(二)"),
    ]


def test_bodies_stand_at_their_own_measure() -> None:
    found = {each.id: each.responsible for each in measures(COUNTY)}
    assert {name: (each.units, each.lead) for name, each in found.items() if each} == {
        "三(一)1": (("县法院", "县检察院", "县公安局"), ("县法院",)),
        "三(一)2": (("县市场监管局", "县公安局", "县司法局"), ("县市场监管局",)),
        "三(一)3": (("县市场监管局",), ()),
        "三(二)": (("县商务局", "县市场监管局"), ()),
    }


def test_quotes_are_verbatim() -> None:
    for text in (COUNTY, LED, BOXES):
        for each in measures(text):
            places = (*each.at, *(each.responsible.at if each.responsible else ()))
            for at in (*places, *(at for cover in each.covers for at in cover.at)):
                assert at.offset is not None
                assert text[at.offset : at.offset + len(at.quote)] == at.quote
            assert each.title[:4] in each.at[0].quote


def test_short_sentences_lead_paragraphs() -> None:
    assert ids(LED)[:6] == [
        ("二(一)1", "task", "完善执法机制", "二(一)"),
        ("二(一)2", "task", "加强司法保护", "二(一)"),
        ("二(一)3", "task", "坚持注册与保护并重", "二(一)"),
        ("二(二)1", "task", "推进专利转化", "二(二)"),
        ("二(二)2", "task", "发展知识产权金融", "二(二)"),
        ("二(三)1", "task", "加强人才培养", "二(三)"),
    ]
    assert [each.review for each in measures(LED)[:4]] == [False, False, True, False]  # the third has no lead


def test_a_short_first_sentence_is_no_title_in_other_documents() -> None:
    text = COUNTY.replace("支持茶企参加", "推动成立涉外服务站。支持茶企参加")
    assert ("三(二)", "task", "加强涉外保护", "三(二)") in ids(text)


def test_box_items_end_with_their_bodies() -> None:
    assert [each for each in ids(BOXES) if each[1] == "box"] == [
        ("专栏1-1", "box", "实施专利培育工程", "专栏1"),
        ("专栏1-2", "box", "实施商标品牌工程", "专栏1"),
    ]
    duties = [each.responsible for each in measures(BOXES) if each.responsible]
    assert [duty.units for duty in duties] == [
        ("市科技局",),
        ("市科技局", "市财政局"),
        ("市市场监管局", "市农业农村局"),
        ("市委宣传部",),
    ]
    assert [duty.lead for duty in duties] == [(), ("市科技局",), (), ()]


def test_projects_before_one_list_are_items_of_their_own() -> None:
    text = BOXES.replace("每年遴选一批项目。（市科技局牵头，市财政局配合）", "每年遴选一批项目。")
    boxes = [each for each in measures(text) if each.kind == "box"]
    assert [each.title for each in boxes] == ["实施专利培育工程", "实施商标品牌工程"]
    assert boxes[0].responsible is None  # the list stands after the second only
    assert boxes[1].responsible is not None


def test_a_list_after_the_last_item_in_every_section_is_doubtful() -> None:
    parts = [
        f"（{number}）强化{what}\n1.开展培育。支持企业建设培育中心。\n2.加强指导。组织专家到企业指导。（责任单位：市科技局）\n"
        for number, what in (("一", "创造"), ("二", "运用"))
    ]
    text = f"东湖市知识产权规划\n一、重点任务\n{''.join(parts)}二、保障措施\n加强领导，落实责任。\n"
    tasks = [found for found in drafted(text).measures if found.item.kind == "task"]
    assert len(tasks) == 4
    assert all(found.item.responsible and found.item.review and found.notes for found in tasks)


def test_text_that_breaks_off_is_cut_in_its_last_measure() -> None:
    whole = measures(COUNTY)
    assert not any(each.cut for each in whole)
    broken = measures(COUNTY.rstrip()[:-6])
    assert [each.id for each in broken if each.cut] == ["四(二)"]


def test_paragraphs_with_a_list_each_are_measures() -> None:
    text = (
        "东湖市知识产权规划\n一、重点任务\n（一）强化保护\n"
        "推进信用分级分类监管，公示失信名单。（责任单位：市发展改革委）\n"
        "查处侵权案件，维护市场秩序，保护消费者利益。\n（责任单位：市市场监管局）\n"
        "二、保障措施\n加强领导，落实责任。\n"
    )
    tasks = [each for each in measures(text) if each.kind == "task"]
    assert [each.title for each in tasks] == ["推进信用分级分类监管", "查处侵权案件"]
    assert [each.responsible.units for each in tasks if each.responsible] == [("市发展改革委",), ("市市场监管局",)]


def test_numbered_items_without_titles_and_in_boxes() -> None:
    text = (
        "东湖市知识产权规划\n一、重点任务\n（一）强化保护\n1.开展专项行动，查处侵权案件，维护市场秩序。（市市场监管局）\n"
        "专栏1 保护工程\n1.执法能力提升工程。开展执法培训，配备执法装备。\n2.海外维权工程。设立海外维权工作站。\n"
        "（二）优化服务\n——建设服务平台。完善公共服务平台功能。\n——培育服务机构。引进品牌服务机构落户。\n"
        "二、保障措施\n加强领导，落实责任。\n"
    )
    assert ids(text) == [
        ("一(一)1", "task", "开展专项行动", "一(一)"),
        ("专栏1-1", "box", "执法能力提升工程", "专栏1"),
        ("专栏1-2", "box", "海外维权工程", "专栏1"),
        ("一(二)1", "task", "建设服务平台", "一(二)"),
        ("一(二)2", "task", "培育服务机构", "一(二)"),
        ("二", "guarantee", "保障措施", "二"),
    ]


def test_a_box_without_a_heading_is_numbered_by_its_place() -> None:
    box = "实施专利培育工程。支持龙头企业和科研院所共建高价值专利培育中心，每年遴选一批项目给予支持。 |"
    task = "1.培育专利。支持企业开展培育。"
    text = f"东湖市知识产权规划\n一、重点任务\n（一）提升质量\n{task}\n{box}\n二、保障措施\n加强领导。\n"
    draft = drafted(text)
    found = [each for each in draft.measures if each.item.kind == "box"]
    assert [(each.item.id, each.item.title, each.item.section) for each in found] == [
        ("专栏1-1", "实施专利培育工程", "一(一)")
    ]
    assert found[0].notes
    assert [each.item.raw for each in draft.damage if each.item.cause == "heading"] == ["实施专利培育工程"]


def test_a_background_has_no_measures() -> None:
    text = "某市工作总结\n一、发展基础\n（一）成效显著。专利数量增长。\n（二）存在问题。人才不足。\n"
    assert measures(text) == []


def test_yearly_plan() -> None:
    text = (
        "青石区2024年知识产权工作要点\n一、加强高价值专利创造\n做好专利申请前评估。（区市场监管局、区科技局）\n"
        "二、严格知识产权保护\n开展“铁拳”专项执法行动，查处侵权案件。（区市场监管局、区公安分局）\n"
    )
    assert ids(text) == [
        ("一", "task", "加强高价值专利创造", "一"),
        ("二", "task", "严格知识产权保护", "二"),
    ]


def test_subsidies_for_filing_and_grant() -> None:
    body = "{}（市财政局负责）"
    text = (
        "东湖市知识产权规划\n一、重点任务\n（一）激励创造\n{}\n（二）促进运用\n推动转化。\n二、保障措施\n加强领导。\n"
    )

    def objects(sentence: str) -> list[str]:
        return [subsidy.object for each in measures(text.format(body.format(sentence))) for subsidy in each.subsidies]

    assert objects("对获得授权的发明专利每件资助2000元。") == ["专利授权"]
    assert objects("对PCT专利申请给予1万元补助。") == ["专利申请"]
    assert objects("全面取消对专利申请的资助。") == []
    assert objects("对获得中国专利奖的单位给予奖励。") == []
    assert objects("对认定的驰名商标给予10万元奖励。") == []
    assert objects("加强专利申请质量管理，完善奖励制度。") == []


def test_themes_of_guarantees_and_tasks() -> None:
    found = {each.title: each.themes for each in measures(COUNTY)}
    assert found["加强组织领导"] == ("组织",)
    assert found["加大经费投入"] == ("投入",)
    assert found["加强司法保护"] == ()
    assert next(each.themes for each in measures(LED) if each.title == "加强人才培养") == ("人才",)


def test_broken_lines_are_no_paragraphs() -> None:
    text = LED.replace("推动线索移送和信息共享", "推动线索移送\n和信息共享")
    assert ids(text)[:3] == ids(LED)[:3]


def test_a_document_without_headings_has_no_measures() -> None:
    text = Text(read_document("今天召开会议，研究知识产权工作。".encode(), "甲.txt"))
    assert find_measures(text, find_outline(text, LEXICON), [], [], [], LEXICON) == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["加强保护", "促进运用", "优化服务", "培育专利"]), st.integers(1, 4)),
        min_size=1,
        max_size=5,
    )
)
def test_as_many_measures_as_numbered_items(sections: list[tuple[str, int]]) -> None:
    numbers = "一二三四五"
    lines = ["东湖市知识产权规划", "一、重点任务"]
    for index, (title, count) in enumerate(sections):
        lines.append(f"（{numbers[index]}）{title}")
        lines += [f"{item + 1}.推进第{numbers[item]}项工作。支持企业开展创新活动。" for item in range(count)]
    tasks = [
        each for each in measures("\n".join(lines) + "\n二、保障措施\n加强领导，落实责任。\n") if each.kind == "task"
    ]
    assert len(tasks) == sum(count for _, count in sections)


def test_time_grows_with_the_text() -> None:
    text = Text(read_document((COUNTY + LED * 40).encode(), "甲.txt"))
    outline = find_outline(text, LEXICON)
    started = time.perf_counter()
    find_measures(text, outline, [], [], [], LEXICON)
    assert time.perf_counter() - started < 2


PIECES = (
    *(
        "一、重点任务",
        "二、保障措施",
        "（一）强化保护",
        "（二）优化服务。",
        "1.开展行动",
        "2.推进建设，",
        "专栏1 保护工程",
    ),
    *("专栏", "实施工程。", "（责任单位：市科技局）", "（市公安局牵头，", "市财政局负责）", "加强领导", "目 录", "……3"),
    *("对专利申请给予资助1万元", "严厉打击侵犯知识产权行为", "知识产权领导小组", "到2025年达到5件"),
    *("。", "，", "：", "|", "\n", "\n", "“", "”", "《", "——"),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40))
def test_any_text_has_verbatim_measures(pieces: list[str]) -> None:
    text = "东湖市知识产权规划\n" + "".join(pieces)
    document = Text(read_document(text.encode(), "甲.txt"))
    found = find_measures(document, find_outline(document, LEXICON), [], [], [], LEXICON)
    for each in found:
        places = (*each.item.at, *(each.item.responsible.at if each.item.responsible else ()))
        assert all(text[at.offset or 0 :].startswith(at.quote) for at in places)
    ends = [each.end for each in found]
    assert all(each.start < each.end for each in found)
    assert ends == sorted(ends)


def test_annexes_are_no_measures_and_no_part_of_the_last_one() -> None:
    text = (
        "甲市“十五五”规划\n一、重点任务\n（一）提升质量\n加强培育。\n二、保障措施\n（一）加强领导\n健全机制。\n"
        "附件1\n重点工程表\n序号\t工程\n1\t导航工程\n附件2\n名词解释\n1.专利导航：指一种方法。\n2.许可：指一种声明\n"
    )
    found = measures(text)
    assert [measure.title for measure in found] == ["提升质量", "加强领导"]
    assert not any(measure.cut for measure in found)


def test_a_firm_that_takes_the_lead_is_no_body_of_the_plan() -> None:
    text = BOXES.replace("支持企业建设培育中心，每年遴选一批项目。（市科技局牵头，市财政局配合）", "{}牵头，组建联盟。")
    for leader, expected in (("由链主企业", None), ("由市科技局", ("市科技局",))):
        box = next(each for each in measures(text.format(leader)) if each.kind == "box")
        assert (box.responsible.units if box.responsible else None) == expected


def test_a_chapter_of_guarantees_is_parted_by_the_short_sentences_that_lead_it() -> None:
    text = COUNTY.replace("（一）加强组织领导。充分", "加强组织领导。充分").replace(
        "（二）加大经费投入。", "加大经费投入。"
    )
    assert ids(text)[4:] == [
        ("四1", "guarantee", "加强组织领导", "四"),
        ("四2", "guarantee", "加大经费投入", "四"),
    ]
    whole = text.replace("加大经费投入。县财政", "县财政按照事权与支出责任，")
    assert ids(whole)[4:] == [("四", "guarantee", "保障措施", "四")]


def test_one_list_after_several_items_may_be_that_of_all() -> None:
    text = COUNTY.replace("（牵头单位：县法院；配合单位：县检察院、县公安局）", "").replace(
        "（县市场监管局牵头，县公安局、县司法局等按职责分工负责）", ""
    )
    found = {each.id: each for each in measures(text)}
    assert [bool(found[f"三(一){number}"].responsible) for number in (1, 2, 3)] == [False, False, True]
    assert [found[f"三(一){number}"].elsewhere for number in (1, 2, 3)] == [True, True, False]
    assert not any(each.elsewhere for each in measures(COUNTY))


def test_bodies_in_a_bracket_behind_the_title_are_no_part_of_it() -> None:
    courts = "（牵头单位：县法院；配合单位：县检察院、县公安局）"
    text = COUNTY.replace(
        f"加强司法保护。依法适用惩罚性赔偿制度。{courts}", f"加强司法保护{courts}。依法适用惩罚性赔偿制度。"
    )
    text = (
        text.replace(
            "强化行政保护。建立案件线索移送机制。（县市场监管局牵头，县公安局、县司法局等按职责分工负责）",
            "强化行政保护（县市场监管局牵头，县公安局、县司法局等按职责分工负责）\n建立案件线索移送机制。",
        )
        .replace("（二）加强涉外保护", "（二）加强涉外保护（县商务局、县市场监管局）")
        .replace("（责任单位：县商务局、县市场监管局）", "")
    )
    assert ids(text)[:4] == ids(COUNTY)[:4]
    found = {each.id: each.responsible for each in measures(text)}
    assert {name: (each.units, each.lead) for name, each in found.items() if each} == {
        "三(一)1": (("县法院", "县检察院", "县公安局"), ("县法院",)),
        "三(一)2": (("县市场监管局", "县公安局", "县司法局"), ("县市场监管局",)),
        "三(一)3": (("县市场监管局",), ()),
        "三(二)": (("县商务局", "县市场监管局"), ()),
    }
    same = COUNTY.replace("加强涉外保护", "建设保护窗口（工作站）")
    assert ids(same)[3][2] == "建设保护窗口（工作站）"


def test_bodies_behind_the_title_of_a_section_are_those_of_its_items() -> None:
    headed = COUNTY.replace(
        "以下各项由各部门统筹推进，做到责任到人。", "牵头单位：县法院；配合单位：县检察院、县司法局"
    )
    bare = headed.replace("（责任单位：县市场监管局）", "")
    text = bare.replace("（牵头单位：县法院；配合单位：县检察院、县公安局）", "")
    found = {each.id: each for each in measures(text)}
    assert [duty.units for number in (1, 2, 3) if (duty := found[f"三(一){number}"].responsible)] == [
        ("县法院", "县检察院", "县司法局"),
        ("县市场监管局", "县公安局", "县司法局"),
        ("县法院", "县检察院", "县司法局"),
    ]
    assert found["三(二)"].responsible is not None
    assert found["三(二)"].responsible.units == ("县商务局", "县市场监管局")
    assert found["四(一)"].responsible is None
