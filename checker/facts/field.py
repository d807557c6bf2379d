"""What a document is about: intellectual property, or another field (质量强市, 标准化) that only borders on it."""

from __future__ import annotations

import re

from checker.model.plan import Plan

_OF_IP = re.compile("知识产权|专利|商标|版权|著作权|地理标志")


def is_of_other_field(plan: Plan) -> bool:
    """Whether neither the title nor a third of the indicators and measures speak of intellectual property.

    A document of this field has it in its title, as a rule; where nothing is listed, the title decides.
    """
    if _OF_IP.search(plan.title):
        return False
    names = [row.name for row in plan.indicators] + [measure.title for measure in plan.measures]
    return 3 * sum(bool(_OF_IP.search(name)) for name in names) < max(1, len(names))
