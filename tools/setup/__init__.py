"""From a fresh checkout to a built class and a tested program; standard library only."""
