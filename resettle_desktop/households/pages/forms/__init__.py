"""What is done for a household or a person after the first save, one form each."""
