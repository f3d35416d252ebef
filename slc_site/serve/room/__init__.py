"""The server of the day: shows a conference in the room, and takes what is typed there.

`runner.conduct` is the whole of it. `network` finds the computer's own address, `pin` and `sessions` let in
who stands in the room, `app` answers, `typed` stands between the browser and the files, `news` tells one
tablet what was typed on another, `calm` builds the pages again when nobody has typed for a while.
"""
