"""Turns docgen's own documents into small pictures of their pages, and says where two pictures of a page differ.

What is kept in tests/visual/pages is what the pages looked like when somebody last looked at them and agreed; a test
holds today's pages against it. Equal pages give equal pictures; another version of the program that draws them gives
pictures that count as the same.
"""
