"""Reads YAML text as plain data with the position of every value, by the core schema of YAML 1.2 and no more.

Of YAML's surprises none is left: `no`, `1:30` and `0755` stay text, keys are always text, nothing stands for something
else. Aliases, anchors, tags, merge keys, duplicate keys and further documents are faults, and so is nesting without
end. This package opens no file and does not know what the data mean.
"""

from docgen.yaml12.reading import MAX_FAULTS, KeyPath, MarkedData, Position, read_yaml
from docgen.yaml12.syntax import MAX_DEPTH

__all__ = ["MAX_DEPTH", "MAX_FAULTS", "KeyPath", "MarkedData", "Position", "read_yaml"]
