"""What every subject stands on; it knows none of them."""
