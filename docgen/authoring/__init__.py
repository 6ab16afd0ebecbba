"""Turns a form pack into what its author needs: what is wrong with it, where fields stand, pages to see, a start.

Nothing that these functions find is an exception: a pack is told of as far as it can be read, every fault with file,
place and mend, all templates at once.
"""
