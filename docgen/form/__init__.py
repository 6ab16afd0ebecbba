"""Turns a form pack's folder (forms/<pack>/) into a FormPack.

A FormPack that `load_pack` returns is consistent: every name in it is resolved, every rule is one that Cerberus knows,
every enum id has its word, every document's template exists and every condition names a field.
"""

from docgen.form.load import UnknownPackError, bundled_forms, list_packs, load_pack, pack_keys

__all__ = ["UnknownPackError", "bundled_forms", "list_packs", "load_pack", "pack_keys"]
