"""The versions of the Graph API: released on, last usable on."""

from datetime import date

from mock_server.catalogue.model import ApiVersion, Evidence, Grade
from mock_server.catalogue.sources import VERSIONS_PAGE

_PAGE = Evidence(source=VERSIONS_PAGE, grade=Grade.DOCUMENTED)

VERSIONS = (
    ApiVersion(name="v2.9", released=date(2017, 4, 18), last_day=date(2019, 7, 22), evidence=_PAGE),
    ApiVersion(name="v2.10", released=date(2017, 7, 18), last_day=date(2019, 11, 7), evidence=_PAGE),
    ApiVersion(name="v2.11", released=date(2017, 11, 7), last_day=date(2020, 1, 28), evidence=_PAGE),
    ApiVersion(name="v2.12", released=date(2018, 1, 30), last_day=date(2020, 5, 5), evidence=_PAGE),
    ApiVersion(name="v3.0", released=date(2018, 5, 1), last_day=date(2020, 7, 28), evidence=_PAGE),
    ApiVersion(name="v3.1", released=date(2018, 7, 26), last_day=date(2020, 10, 27), evidence=_PAGE),
    ApiVersion(name="v3.2", released=date(2018, 10, 23), last_day=date(2021, 5, 4), evidence=_PAGE),
    ApiVersion(name="v3.3", released=date(2019, 4, 30), last_day=date(2021, 8, 3), evidence=_PAGE),
    ApiVersion(name="v4.0", released=date(2019, 7, 29), last_day=date(2021, 11, 2), evidence=_PAGE),
    ApiVersion(name="v5.0", released=date(2019, 10, 29), last_day=date(2022, 2, 3), evidence=_PAGE),
    ApiVersion(name="v6.0", released=date(2020, 2, 3), last_day=date(2022, 5, 5), evidence=_PAGE),
    ApiVersion(name="v7.0", released=date(2020, 5, 5), last_day=date(2022, 8, 4), evidence=_PAGE),
    ApiVersion(name="v8.0", released=date(2020, 8, 4), last_day=date(2022, 11, 1), evidence=_PAGE),
    ApiVersion(name="v9.0", released=date(2020, 11, 10), last_day=date(2023, 2, 23), evidence=_PAGE),
    ApiVersion(name="v10.0", released=date(2021, 2, 23), last_day=date(2023, 6, 8), evidence=_PAGE),
    ApiVersion(name="v11.0", released=date(2021, 6, 8), last_day=date(2023, 9, 14), evidence=_PAGE),
    ApiVersion(name="v12.0", released=date(2021, 9, 14), last_day=date(2024, 2, 8), evidence=_PAGE),
    ApiVersion(name="v13.0", released=date(2022, 2, 8), last_day=date(2024, 5, 28), evidence=_PAGE),
    ApiVersion(name="v14.0", released=date(2022, 5, 25), last_day=date(2024, 9, 17), evidence=_PAGE),
    ApiVersion(name="v15.0", released=date(2022, 9, 15), last_day=date(2024, 11, 20), evidence=_PAGE),
    ApiVersion(name="v16.0", released=date(2023, 2, 2), last_day=date(2025, 5, 14), evidence=_PAGE),
    ApiVersion(name="v17.0", released=date(2023, 5, 23), last_day=date(2025, 9, 12), evidence=_PAGE),
    ApiVersion(name="v18.0", released=date(2023, 9, 12), last_day=date(2026, 1, 26), evidence=_PAGE),
    ApiVersion(name="v19.0", released=date(2024, 1, 23), last_day=date(2026, 5, 21), evidence=_PAGE),
    ApiVersion(name="v20.0", released=date(2024, 5, 21), last_day=date(2026, 9, 24), evidence=_PAGE),
    ApiVersion(name="v21.0", released=date(2024, 10, 2), last_day=date(2027, 1, 21), evidence=_PAGE),
    ApiVersion(name="v22.0", released=date(2025, 1, 21), last_day=date(2027, 5, 20), evidence=_PAGE),
    ApiVersion(name="v23.0", released=date(2025, 5, 29), last_day=date(2027, 10, 8), evidence=_PAGE),
    ApiVersion(name="v24.0", released=date(2025, 10, 8), last_day=date(2028, 2, 18), evidence=_PAGE),
    ApiVersion(name="v25.0", released=date(2026, 2, 18), last_day=date(2028, 7, 29), evidence=_PAGE),
    ApiVersion(name="v26.0", released=date(2026, 7, 29), last_day=None, evidence=_PAGE),
)

LATEST = VERSIONS[-1]
