"""The cards of a person's 补充资料, one module a card."""
