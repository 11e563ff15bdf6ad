"""The relocated households and their people: one household, one file (一户一档), its whole dated history.

| identifier | official term |
|---|---|
| Household | 搬迁户 |
| number | 户号（本单位编）；national_no 户编号、family_no 家庭编号是全国系统的别名 |
| Person | 人员（搬迁人口，也包括本册以外的人） |
| relocated | 是否搬迁人口 |
| Membership | 家庭成员，relation 与户主关系（GB/T 4761） |
| Headship | 户主 |
| RoomAssignment | 住房分配（分配、调换、收回、腾退、继承、过户） |
| HukouPlace | 户口所在地 |
| ResidenceDocument | 居住证、居住簿、新市民居住证、易地搬迁居民证明 |
| PersonPhone | 联系电话；没有电话也是一条记录 |
| SchoolPlace / WorkPlace | 在校情况 / 务工就业情况（本人申报） |
| NumberState | 号码状态：已核对 / 待核 / 暂无号码 |
| RelocationKind | 搬迁类型：建档立卡搬迁户 / 同步搬迁户 |
| agreement_heads | 协议人口数，签协议时定下，以后不随人口增减 |
| supplement | 补充资料：首次登记以后再补的各项 |

Everything dated is an interval table: a change ends one row and begins another, a correction supersedes one.
What the clerk hears is found again: every person carries search tokens that follow the household.
"""
