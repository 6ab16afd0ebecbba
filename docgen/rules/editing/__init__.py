"""The editing rules of the standard, one module for each part of a plan. Importing this package registers them all."""

from docgen.rules.editing import duties, goals, process, publishing, review, risks, schedule

__all__ = ["duties", "goals", "process", "publishing", "review", "risks", "schedule"]
