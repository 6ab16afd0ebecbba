"""Turns the example plan into the screens of the questionnaire that the documentation shows.

Each screen is what a terminal of 84 columns and 32 rows holds after keys were pressed in a real `docgen new` or `docgen
edit`; nothing on it is written by hand. Dates are fixed, so that the same code gives the same screens.
"""
