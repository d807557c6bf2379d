"""The port to the rules engine and what stands behind it; nothing else imports durable-rules."""

from checker.engine.checks import BadQuery, Kinds
from checker.engine.durable_module import EngineUnavailable, durable_available, durable_problem, durable_wanted
from checker.engine.making import Choice, make_engine
from checker.engine.port import Engine, EngineFact, EngineFault, Matches

__all__ = [
    "BadQuery",
    "Choice",
    "Engine",
    "EngineFact",
    "EngineFault",
    "EngineUnavailable",
    "Kinds",
    "Matches",
    "durable_available",
    "durable_problem",
    "durable_wanted",
    "make_engine",
]
