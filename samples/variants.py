"""Twins of a sample: the same report as Word files hold it after years of editing, made where a test needs them."""

from collections.abc import Callable
from pathlib import Path

from samples import variants_of_layout, variants_of_packages, variants_of_text
from samples.package import Package

Variant = Callable[[Package], None]

VARIANTS: dict[str, Variant] = {
    name: made
    for module in (variants_of_text, variants_of_layout, variants_of_packages)
    for name, made in vars(module).items()
    if callable(made) and getattr(made, "__module__", "") == module.__name__ and not name.startswith("_")
}
"""What may be done to a sample without a change of what it says, by name."""


def twin(sample: Path, name: str, target: Path) -> Path:
    """The twin of a sample's Word file by the name of what is done to it."""
    package = Package(sample)
    VARIANTS[name](package)
    return package.save(target)
