"""What is installed with guiheng may be used by anybody: permissive licences only, down to the last dependency."""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PERMISSIVE = re.compile(r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation)\b", re.IGNORECASE)
BINDING = re.compile(r"\b[AL]?GPL|General Public|Mozilla|MPL|proprietary", re.IGNORECASE)


def gather(name: str, extras: tuple[str, ...], seen: dict[str, str]) -> dict[str, str]:
    """The licences of all that a distribution needs on this system, by name."""
    for line in distribution(name).requires or ():
        needed = Requirement(line)
        key = canonicalize_name(needed.name)
        wanted = needed.marker is None or any(needed.marker.evaluate({"extra": extra}) for extra in ("", *extras))
        if not wanted or key in seen:
            continue
        try:
            seen[key] = licence(distribution(key))
        except PackageNotFoundError:
            assert key == "durable-rules", key  # a machine without a C compiler does without
        else:
            gather(key, tuple(needed.extras), seen)
    return seen


def licence(one: Distribution) -> str:
    """What the metadata says of the licence; of a whole text the beginning."""
    said = [*one.metadata.get_all("License-Expression", []), *one.metadata.get_all("License", [])]
    said += [each for each in one.metadata.get_all("Classifier", []) if each.startswith("License ::")]
    return " | ".join(each[:200] for each in said)


@pytest.mark.parametrize("extras", [(), ("lsp",)], ids=["alone", "lsp"])
def test_all_dependencies_are_permissive(extras: tuple[str, ...]) -> None:
    found = gather("guiheng", extras, {})
    assert {"click", "pydantic", "pydantic-core", "lxml", "markupsafe"} <= found.keys()
    assert {name: said for name, said in found.items() if not PERMISSIVE.search(said) or BINDING.search(said)} == {}
