"""The same made-up class built by several site generators, timed side by side: `python -m benchmarks`."""
