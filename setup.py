"""Carries the form packs of the checkout into the wheel as `docgen/forms`; all else stands in pyproject.toml."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class BuildWithForms(build_py):
    """setuptools' build_py, with `forms/` as package data."""

    def run(self) -> None:
        """Build the package, then copy the form packs beside it."""
        super().run()
        if not self.editable_mode:
            self.copy_tree("forms", str(Path(self.build_lib) / "docgen" / "forms"))


setup(cmdclass={"build_py": BuildWithForms})
