"""The parts of OOXML that several outputs share: sheets, runs of text, WordprocessingML, zip files without a clock.

In: values and formatted text. Out: XML and bytes, the same for the same input.
Doors: ``sheets.Book``, ``rich``, ``wordml``, ``zip_bytes``, ``slug``.
"""
