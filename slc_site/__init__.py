"""From a class's Markdown to portfolios that children lead their own conferences from."""

__version__ = "0.1.0"
