"""Reads what is to be uploaded once more, as a stranger would: does a file tell more than one sees or hears?

Nothing of `render` is imported here, so that a mistake of whoever wrote a file is not made again by whoever
proves it. What may be in a file is listed; all else is named.
"""
