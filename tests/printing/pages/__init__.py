"""Tests of the pages of numbered papers."""
