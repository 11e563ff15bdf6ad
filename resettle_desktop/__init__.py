"""易地搬迁社区服务台: one offline program for the counters that look after relocated communities."""

from typing import Final

__version__: Final = "0.1.0"
