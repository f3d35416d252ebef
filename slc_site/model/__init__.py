"""What a class is made of: frozen types, free of files, addresses and HTML."""
