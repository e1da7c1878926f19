"""The registry that comes with the product, read once a process, whoever asks first."""

from __future__ import annotations

from functools import lru_cache

from pipeline.find.registry.registry import Registry, load_registry
from pipeline.rulebook import rules_folder


@lru_cache(maxsize=1)
def shipped_registry() -> Registry:
    """rules/agencies of the product. Raises PipelineError E210 to E217 where it is wrong."""
    return load_registry(rules_folder() / "agencies")
