"""Manuscripts to prose: hands each text to `workers`, which run `markup`, and says what is wrong with it.

Python-Markdown and nh3 may take forever over a text, or end the process that they run in. So this process
imports neither: it keeps other ones for that, and shows a text `plain` that did not come back.
"""
