"""From a read class to a written site: the steps in order, and the only code that writes the output."""
