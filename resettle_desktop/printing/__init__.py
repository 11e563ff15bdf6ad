"""Numbered papers (编号文书): series (号段), issued book (登记簿), prints, reprints (补打), voids (作废)."""
