"""A filled sample of every format ever released: each must open, verify and migrate."""
