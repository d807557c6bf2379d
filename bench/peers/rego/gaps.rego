package plan

import rego.v1

required_indicators := {"每万人口高价值发明专利拥有量", "知识产权质押融资登记金额", "知识产权保护社会满意度"}

protections := {"严保护", "大保护", "快保护", "同保护"}

gaps contains ["required indicator missing", name] if {
	some name in required_indicators - {row.name | some row in input.indicators}
}

gaps contains ["protection without a task", protection] if {
	some protection in protections - tasks
}

gaps contains ["target below baseline", row.name] if {
	some row in input.indicators
	not row.target.bound
	row.target.unit == row.baseline.unit
	row.target.value < row.baseline.value
}

tasks contains cover.protection if {
	some measure in input.measures
	some cover in measure.covers
	cover.strength == "task"
}
