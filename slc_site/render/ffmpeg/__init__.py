"""Recordings coded anew by ffmpeg: find it, ask what is in a file, make of it what every phone plays.

`program` finds it, `process` runs it, `probe` asks, `recipe` says how, `loudness` listens, `transcode` makes,
`poster` takes a picture. What comes out is rewritten like any other recording (`recordings`).
"""
