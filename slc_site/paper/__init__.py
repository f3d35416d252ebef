"""What is printed: sheets, cards, letters and packs, as PDF or as a page to print from a browser.

    what people wrote, narrowed ─parts→ [Sheet] ─sheet.Drawing→ one HTML document, whole in itself ─pdf→ PDF

`parts` is the table of all that can be printed; each part is a function that yields sheets. A sheet names a
template of the theme's folder `paper/`, what the template shows, and the language it is drawn in.
"""
