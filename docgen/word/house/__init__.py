"""Turns the house style (GB/T 9704 habits) into Word templates: paragraphs, tables, styles and the file around them.

What comes out are ordinary .docx files that authors restyle in Word or WPS; the same blocks give the same bytes.
Nothing here knows a form pack: `docgen.word.starting` does.
"""
