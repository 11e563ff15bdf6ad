"""Tests of the numbered papers."""
