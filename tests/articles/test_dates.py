"""Dates as pages write them, and what they are in ISO 8601."""

import pytest

from annotator.articles.dates import iso, label_alone, stamps


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("입력 2007-08-30 18:27", "2007-08-30T18:27:00+09:00"),
        ("2025.05.15 20:00", "2025-05-15T20:00:00+09:00"),
        ("2025. 5. 15. 오후 8:05", "2025-05-15T20:05:00+09:00"),
        ("2019.11.13. 오전 12:16", "2019-11-13T00:16:00+09:00"),
        ("기사입력 : 2020년03월17일 08:02", "2020-03-17T08:02:00+09:00"),
        ("2021년 3월 5일 (금) 오후 3시 20분", "2021-03-05T15:20:00+09:00"),
        ("2023. 03. 22(수) 22:36", "2023-03-22T22:36:00+09:00"),
        ("입력 2022.01.13 (14:12)", "2022-01-13T14:12:00+09:00"),
        ("2020/01/02 10:00 송고", "2020-01-02T10:00:00+09:00"),
        ("등록 2024.02.28 09:05:07", "2024-02-28T09:05:07+09:00"),
        ("입력 23.05.01 10:00", "2023-05-01T10:00:00+09:00"),
        ("발행일 2024-05-06", "2024-05-06"),
        ("2024-05-06 25:10", "2024-05-06"),
    ],
)
def test_each_way_of_writing_a_date(line: str, value: str) -> None:
    assert [stamp.value for stamp in stamps(line)] == [value]


@pytest.mark.parametrize("line", ["2024.13.01", "2023-02-29 10:00", "3.1.2.4", "전화 02-123-4567", "42.195km", ""])
def test_what_is_no_date(line: str) -> None:
    assert stamps(line) == []


def test_dates_glued_together_are_told_apart() -> None:
    found = stamps("입력2024.01.01. 오전 10:10수정2024.01.02. 오후 12:05")
    assert [(stamp.label, stamp.value) for stamp in found] == [
        ("published", "2024-01-01T10:10:00+09:00"),
        ("modified", "2024-01-02T12:05:00+09:00"),
    ]


def test_a_stamp_slices_its_label_and_value() -> None:
    line = "홍가람 기자   입력 2025.06.17 19:05  댓글 0"
    (stamp,) = stamps(line)
    assert line[stamp.start : stamp.end] == "입력 2025.06.17 19:05"


def test_a_label_without_its_date() -> None:
    assert (label_alone("입력"), label_alone("최종수정 :"), label_alone("입력란")) == ("published", "modified", "")


@pytest.mark.parametrize(
    ("value", "seoul"),
    [
        ("2025-05-15T11:00:00Z", "2025-05-15T20:00:00+09:00"),
        ("2025-05-15T20:00:00+0900", "2025-05-15T20:00:00+09:00"),
        ("2025-05-15 20:00", "2025-05-15T20:00:00+09:00"),
        ("20250515200000", "2025-05-15T20:00:00+09:00"),
        ("2025-05-15", "2025-05-15"),
        ("2025.05.15", "2025-05-15"),
        ("0001-01-01T00:00:00Z", "0001-01-01T09:00:00+09:00"),
        ("어제", ""),
    ],
)
def test_metadata_is_given_in_seouls_time(value: str, seoul: str) -> None:
    assert iso(value) == seoul
