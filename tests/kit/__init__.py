"""What tests are made with: a real office file, invented things, a check that every write is audited."""
