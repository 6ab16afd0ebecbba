"""Turns the house style (GB/T 9704 habits) into the first version of the standard Word templates.

    python -m tools.house_templates            writes forms/shared/*.docx and forms/seven-step-plan/*.docx

The templates are ordinary Word files afterwards: authors edit them in Word or WPS, and this script is needed only to
make the set anew. It overwrites what is there. The same script makes the same bytes.
"""
