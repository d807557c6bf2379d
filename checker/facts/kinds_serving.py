"""The kinds of facts about what measures work for, who answers for it, and who coordinates."""

from __future__ import annotations

from checker.language.schema import Kind, has, kind

SERVING: tuple[Kind, ...] = (
    kind(
        "coordinator",
        "规划提到的一个本级协调机构（领导小组、联席会议等）的一种名称",
        has("name", "str", "名称，如文"),
        has("core", "str", "名称去掉地名和层级"),
        has("form", "str", "领导小组、联席会议、办公室等"),
        has("deals_with_ip", "flag", "名称里有“知识产权”，打击侵权假冒一类的不算"),
    ),
    kind(
        "service",
        "一项任务服务于一个指标：摘要标出的，任务里写着这一指标的目标的，都没有时标题里说到它的（有名称中连着的四个字）",
        has("topic", "str", "指标的代码或名称"),
        has("title", "str", "哪一项任务"),
        drawn_from="measures",
    ),
    kind(
        "theme",
        "一项任务或保障措施讲到的一种保障手段",
        has("theme", "str", "组织、投入、人才、宣传、考核、监测"),
        has("title", "str", "哪一项"),
        has("kind", "str", "task、box、guarantee"),
        has("names_coordinator", "flag", "这一项里写到了本级的协调机构（按位置看）"),
        drawn_from="measures",
    ),
    kind(
        "goal",
        "任务以前的正文写的一个目标，指标表里没有的；同一指标只算一次",
        has("name", "str", "所说的量，如文"),
        has("topic", "str", "指标的代码或名称，不论限定"),
        has("code", "str", "指标代码", optional=True),
        has("is_numeric", "flag", "有没有数值"),
        has("quote", "str", "原文"),
        drawn_from="figures",
    ),
    kind(
        "duty",
        "指标表一行的责任单位，与服务于它的一项任务的责任单位（两处都写了的）",
        has("row", "str", "指标名称"),
        has("title", "str", "哪一项任务"),
        has("lead", "str", "表里由谁负总责：牵头的，或唯一的一家", optional=True),
        has("is_led", "flag", "表里写明了牵头的"),
        has("task_lead", "str", "任务由谁负总责：牵头的，或唯一的一家", optional=True),
        has("task_units", "int", "任务的责任单位有几家"),
        has("takes_part", "flag", "表里负总责的在不在任务的责任单位里"),
        has("leads", "flag", "表里负总责的是不是也在任务里负总责"),
        has("is_main", "flag", "这项任务写着这一指标的目标，或只有它一项服务于这一指标"),
        drawn_from="measures",
    ),
)
