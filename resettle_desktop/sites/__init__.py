"""Where people came from and where they live now: origin villages, sites, buildings, stair units, rooms.

| identifier | official term |
|---|---|
| Site | 易地搬迁集中安置区（安置点） |
| Governance | 治理模式：城镇社区治理 / 农村村级治理 |
| Building | 楼栋（农村安置区为排、院） |
| zone | 小区（片区），安置区以下、楼栋以上，可以没有 |
| StairUnit | 单元（门洞），平房没有 |
| Room | 安置住房：室（户室号） |
| label | 楼栋房号，如 3-2-501 |
| Grid | 网格：安置区的一部分，按楼栋或单元划分，从哪天起 |
| SizeClass | 安置区规模：特大型、大型、中型、小型，下限由单位自己定 |
| OriginVillage | 迁出村：行政村和自然村（村民小组） |
| hamlet | 自然村（村民小组） |
| division code | 统计用区划代码（12位） |

The depth is free: a room hangs on a building, and on a stair unit where there is one. What stands on these
places (who lives where, who came from where) is the households' own.
"""
