"""What the counter goes by: plain rules of its matters."""
