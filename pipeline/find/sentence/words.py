"""Words that shape a clause and stand in no rule: joints, prepositions, what cannot be a verb."""

from __future__ import annotations

import re

GAP = re.compile(r"[\s\"“”'(]*")
JOIN = re.compile(r"[\s,]*(?:và\s+)?")
NOUN_BEFORE = re.compile(
    r"\b(công tác|chương trình|quy chế|sự|kế hoạch|mối quan hệ|cơ chế|việc|quy trình|nguyên tắc)\s+$", re.I
)
ATTRIBUTE = re.compile(r"\s+(?:theo|tại|trong|thuộc)\b[^.,;:]{0,80}?(?=\s(?:có|chịu) trách nhiệm\b)", re.I)
NO_VERB = re.compile(
    r"(được|bị|đã|đang|vừa|là|và|hoặc|của|theo|tại|về|thuộc|trên|trong|với|cùng|có|gồm|khi|nếu|để|do|như|vào|ở|từ|đến|này|"
    r"nêu|sau|không|chưa|còn|quy định|cấp|các|cho)\b",
    re.I,
)
TOWARDS = re.compile(
    r"(?:(?:riêng\s+)?(?:đối với|về phía)|"
    r"(?P<own>(?:phân công )?(?:nhiệm vụ|trách nhiệm)(?:,? (?:nhiệm vụ|trách nhiệm))?(?: cụ thể)? của))\s+",
    re.I,
)
APART = re.compile(r"(?:[Rr]iêng|[Cc]òn)\s+(?:(?:đối với|về phía)\s+)?(?=[A-ZĐ]|các\s)")
OFFICES = re.compile(
    r"(?:các|những)\s+(?:sở|ban|bộ|ngành|cơ quan|đơn vị|phòng|địa phương|tổ chức|trường|đoàn thể)\b", re.I
)
PURPOSE = re.compile(r"(để|nhằm)\b", re.I)
DUTY = re.compile(r"\s*(cần|phải|có trách nhiệm)\b", re.I)
PERSON = re.compile(r"(?:các\s+)?(?:đồng chí|đ/c|ông|bà)\s+[^:.;]{4,160}", re.I)
# Behind "Đề nghị", "Giao": a name up to a colon.
ADDRESSEE = re.compile(r"[A-ZĐ]\w+ [^:.;,]{4,100}(?=:)")
BOUNDARY = re.compile(r"[,;.:–]\s|\sthì\s")
# "Tổ 1: 05 xe, 02 xuồng", "Tổ 2: địa bàn các xã ven biển": how much or where, and no order.
DETAIL = re.compile(
    r":\s*(?:(?:(?:mỗi|ít nhất|tối thiểu|khoảng|dự kiến)\s+(?:[^\W\d]+\s+)?)?\d[\d.]*\s+"
    r"(?![/%]|(?:ngày|tuần|tháng|quý|năm|giờ|lần)\b)|(?:các )?(?:địa bàn|khu vực)\b)",
    re.I,
)
