"""Real servers on loopback, each of them started for the tests and empty."""
