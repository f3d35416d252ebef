"""What the tests share: small classes written as texts, a web server, a browser's visit, judges of pages."""
