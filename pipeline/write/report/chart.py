"""Bar charts for a .docx as DrawingML with their numbers inside: no workbook behind them, no program needed to draw
them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True, slots=True)
class Bars:
    """A series: its name, colour (RRGGBB) and a number for each category."""

    name: str
    colour: str
    values: Sequence[int]


def chart_xml(title: str, categories: Sequence[str], series: Sequence[Bars]) -> bytes:
    """Horizontal bars, stacked where there are several series; the first category on top."""
    stacked = len(series) > 1
    drawn = "".join(_series(number, bars, categories, not stacked) for number, bars in enumerate(series))
    grouping = "stacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' if stacked else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {_SPACES}><c:roundedCorners '
        f'val="0"/><c:chart>'
        f'{_title(title)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{drawn}<c:gapWidth val="40"/>{overlap}'
        '<c:axId val="10"/><c:axId val="100"/></c:barChart>'
        '<c:catAx><c:axId val="10"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos '
        'val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="100"/><c:crosses val="autoZero"/></c:catAx>'
        '<c:valAx><c:axId val="100"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos '
        'val="b"/>'
        '<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:crossAx val="10"/><c:crosses val="max"/></c:valAx></c:plotArea>'
        f'{legend}<c:plotVisOnly val="1"/></c:chart>'
        '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="Times New '
        'Roman"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="vi-VN"/></a:p></c:txPr></c:chartSpace>'
    ).encode()


def _title(title: str) -> str:
    """The chart's title, 11 points bold."""
    return (
        '<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1100" b="1"/></a:pPr>'
        f'<a:r><a:rPr lang="vi-VN" sz="1100" b="1"/><a:t>{escape(title)}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    )


def _series(number: int, bars: Bars, categories: Sequence[str], labels: bool) -> str:
    """One series with its numbers."""
    names = "".join(f'<c:pt idx="{at}"><c:v>{escape(name)}</c:v></c:pt>' for at, name in enumerate(categories))
    values = "".join(f'<c:pt idx="{at}"><c:v>{value}</c:v></c:pt>' for at, value in enumerate(bars.values))
    shown = (
        '<c:dLbls><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:v>{escape(bars.name)}</c:v></c:tx>'
        f'<c:spPr><a:solidFill><a:srgbClr val="{bars.colour}"/></a:solidFill><a:ln w="6350"><a:solidFill><a:srgbClr '
        f'val="404040"/></a:solidFill></a:ln></c:spPr>'
        f'<c:invertIfNegative val="0"/>{shown if labels else ""}'
        f'<c:cat><c:strLit><c:ptCount val="{len(categories)}"/>{names}</c:strLit></c:cat>'
        f"<c:val><c:numLit><c:formatCode>0</c:formatCode><c:ptCount "
        f'val="{len(bars.values)}"/>{values}</c:numLit></c:val></c:ser>'
    )
