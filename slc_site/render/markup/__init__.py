"""Markdown to clean HTML, one text at a time; this is what runs in the processes of `prose`.

`worker` takes a `task`, within its `limits`; `conversion` lets Python-Markdown convert it, made `quick`, with
the help of `habits` and `embeds`, and the `cleaner` keep of it what the `policy` allows; `digest` sums it up.
What a text points at is looked up in its `surroundings`.
"""
