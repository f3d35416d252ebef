"""The teacher's own web server: everything is shown, on this computer only, and reloads as it is written.

`server.serve` is the whole of it. The main thread builds (`rounds`) when `watch` tells it to; other threads
answer the browser (`app`) with what `shelf` finds at an address; `status` is what they share.
"""
