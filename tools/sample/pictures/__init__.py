"""One module per child: what each of them drew."""
