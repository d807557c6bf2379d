"""The Chinese words for the values that files write in English."""

from __future__ import annotations

SCOPES = {
    "level": "存量水平",
    "yearly": "年度量",
    "each-year": "每年",
    "average": "年均",
    "total": "累计",
    "added": "新增",
    "growth": "增幅",
    "average-growth": "年均增幅",
    "multiple": "倍数",
    "share": "占比",
    "rank": "位次",
    "unclear": "口径不明",
}
LEVELS = {"nation": "国家", "province": "省级", "city": "市级", "county": "县级"}
KINDS = {"plan": "规划", "outline": "纲要", "opinion": "意见", "program": "方案", "annual": "年度计划"}
STAGES = {"draft": "草案", "consultation": "征求意见稿", "issued": "印发稿"}
ROLES = {
    "background": "规划背景",
    "requirements": "总体要求",
    "goals": "发展目标",
    "tasks": "重点任务",
    "box": "专栏（工程）",
    "guarantees": "保障措施",
}
CONFIDENCE = {"verified": "已核实", "single-source": "单一来源", "derived": "推算"}
LISTS = {
    "citations": "引用的文件",
    "tables": "指标表",
    "indicators": "指标",
    "figures": "正文数据",
    "sections": "章节",
    "measures": "任务",
}
FAMILIES = {
    "IND": "应有指标",
    "COV": "四项保护",
    "TGT": "目标一致",
    "FIG": "数据核算",
    "RSP": "责任分工",
    "STR": "结构完整",
    "CIT": "文件引用",
    "TXT": "文字规范",
}
