"""Telephone numbers: mobile ones of eleven digits, and landlines with or without their area code."""

import re
import unicodedata
from typing import Final

from resettle_desktop.foundation.errors import Refusal

_MOBILE: Final = re.compile(r"1[3-9]\d{9}", re.ASCII)
_AREA_CODE: Final = r"0(?:10|2\d|[3-9]\d\d)"
_LANDLINE: Final = re.compile(rf"({_AREA_CODE})?([2-9]\d{{6,7}})", re.ASCII)
_COUNTRY: Final = re.compile(r"^(?:\+|00)86|^86(?=1[3-9]\d{9}$)", re.ASCII)
_DROPPED: Final = re.compile(r"[\s\-‐‑‒–—―−()/.]")


def normalised_phone(text: str) -> str:
    """Return the digits as stored: half-width, no spaces, hyphens, brackets or +86; nothing is checked."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return _COUNTRY.sub("", _DROPPED.sub("", text))


def clean_phone(text: str, *, field: str | None = "phone") -> str:
    """Return the number as stored, or refuse it: 13812345678, 03501234567, 2345678."""
    phone = normalised_phone(text)
    if not phone:
        raise Refusal("请填写电话，或者选“没有电话”", field)
    if _MOBILE.fullmatch(phone) or _LANDLINE.fullmatch(phone):
        return phone
    if not (phone.isascii() and phone.isdigit()):
        raise Refusal("电话里只能有数字，请核对", field)
    if phone[0] == "1":
        raise Refusal(f"手机号是11位，现在是{len(phone)}位或号段不对，请核对", field)
    raise Refusal("电话不对：手机号11位，固定电话是区号加7或8位号码，请核对", field)


def is_mobile(phone: str) -> bool:
    """Say whether a stored number is a mobile one."""
    return _MOBILE.fullmatch(phone) is not None


def group_phone(phone: str) -> str:
    """Return the number as shown: 138 1234 5678, 0350-1234567."""
    if is_mobile(phone):
        return f"{phone[:3]} {phone[3:7]} {phone[7:]}"
    if (landline := _LANDLINE.fullmatch(phone)) and landline[1]:
        return f"{landline[1]}-{landline[2]}"
    return phone


def mask_phone(phone: str) -> str:
    """Return 138****5678, 0350****567, ****567: the middle is gone, enough is left to recognise it."""
    if is_mobile(phone):
        return f"{phone[:3]}****{phone[7:]}"
    landline = _LANDLINE.fullmatch(phone)
    area = landline[1] or "" if landline else ""
    return f"{area}****{phone[-3:]}" if len(phone) > 4 else "*" * len(phone)
