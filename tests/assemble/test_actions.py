"""What a row says is to be done: without the role clause where a sentence is left, whole where none would be."""

from __future__ import annotations

import pytest

from tests.plans import plan

HEAD = "KẾ HOẠCH\nVề phòng cháy\nIII. TỔ CHỨC THỰC HIỆN\n1. Sở Y tế\n"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        pytest.param(
            "Tiếp tục chủ trì, phối hợp với Sở Xây dựng kiểm tra bình chữa cháy.",
            "Tiếp tục kiểm tra bình chữa cháy.",
            id="cut behind an adverb",
        ),
        pytest.param(
            "Chủ trì, phối hợp với Sở Xây dựng kiểm tra bình chữa cháy.",
            "kiểm tra bình chữa cháy.",
            id="two clauses that a comma parts are cut as one",
        ),
        pytest.param(
            "Thường xuyên phối hợp với Sở Xây dựng về bình chữa cháy.",
            "Thường xuyên phối hợp với Sở Xây dựng về bình chữa cháy.",
            id="no verb behind the clause",
        ),
        pytest.param(
            "Chủ động phối hợp với chủ đầu tư hạ tầng khu dân cư để có thông tin.",
            "Chủ động phối hợp với chủ đầu tư hạ tầng khu dân cư để có thông tin.",
            id="the name goes on behind the clause",
        ),
        pytest.param(
            "Phát huy vai trò cơ quan thường trực chủ trì, phối hợp với Sở Xây dựng rà soát bình chữa cháy.",
            "Phát huy vai trò cơ quan thường trực chủ trì, phối hợp với Sở Xây dựng rà soát bình chữa cháy.",
            id="words before the clause that want a noun",
        ),
        pytest.param(
            "Căn cứ tình hình thực tế, phối hợp với Sở Xây dựng tổ chức diễn tập.",
            "Căn cứ tình hình thực tế, tổ chức diễn tập.",
            id="cut behind an opening",
        ),
    ],
)
def test_what_is_cut_leaves_a_sentence(order: str, expected: str) -> None:
    assert [task.action for task in plan(f"{HEAD}- {order}").tasks] == [expected]
