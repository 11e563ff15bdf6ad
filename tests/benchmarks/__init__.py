"""How fast it is: each figure beside a floor or peer of the same run, as a ratio (``make bench``)."""
