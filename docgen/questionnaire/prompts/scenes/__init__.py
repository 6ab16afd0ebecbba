"""Turns a question into a scene: what stands below its line, which keys it knows, and what each key does.

A scene knows nothing of the terminal: it takes the line as it changes and keys by name, and says when it is answered.
"""
