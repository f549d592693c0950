"""The look of a paper: one set of numbers, from which both the CSS and the Word styles are made.

The layout follows ГОСТ Р 7.0.97-2025, which a citizen's paper may follow and need not. If you are about to write
a size, a margin or a face in another module, put it here.
"""

from dataclasses import dataclass

# Faces with the widths of Times New Roman: in them the PDF breaks its lines where Word does.
TIMES_TWINS = ("Liberation Serif", "Tinos", "Times New Roman")
PDF_FACES = (*TIMES_TWINS, "PT Serif", "DejaVu Serif")
WORD_FACE = "Times New Roman"

# Height of a single line of Times New Roman and its metric twins, in ems: ascent 0.891, descent 0.216, gap 0.042.
_SINGLE_LINE = 1.149

_MM_PER_INCH = 25.4
_TWIPS_PER_INCH = 1440
_TWIPS_PER_POINT = 20
_POINTS_PER_INCH = 72


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The look of one family of papers. Lengths are in millimetres, sizes and gaps of type in points."""

    size: float
    leading: float = 1.1  # multiple of the face's single line
    width: float = 210.0
    height: float = 297.0
    left: float = 30.0
    right: float = 15.0
    top: float = 20.0
    bottom: float = 20.0
    page_number_edge: float = 10.0
    indent: float = 12.5
    number_room: float = 8.0  # from the list marker to the text of the item
    caption_width: float = 80.0  # the longest line of an angular requisite
    signing_line: float = 41.0
    signer_name: float = 58.0  # «Н.А. Римский-Корсаков» stays on one line
    box_width: float = 105.0
    box_padding: float = 2.0
    resolutions: float = 60.0
    caption_gap: float = 6.0  # between the parties
    title_before: float = 24.0
    title_after: float = 6.0
    body_before: float = 12.0  # from the title or the subtitle to the body
    section_gap: float = 8.0
    table_gap: float = 6.0
    table_size_step: float = 2.0  # a table is set smaller than the body by this
    cell_padding: float = 1.5
    signature_before: float = 24.0
    date_before: float = 10.0
    box_before: float = 14.0

    @property
    def text_width(self) -> float:
        """Width of the text column, mm."""
        return self.width - self.left - self.right

    @property
    def caption_left(self) -> float:
        """Distance of the caption from the left edge of the text, mm."""
        return self.text_width - self.caption_width

    @property
    def box_left(self) -> float:
        """Distance of the registration box from the left edge of the text, mm."""
        return self.text_width - self.box_width

    @property
    def signer_rank(self) -> float:
        """Width left for the rank beside the line to sign on, mm."""
        return self.text_width - self.signing_line - self.signer_name

    @property
    def table_size(self) -> float:
        """Size of the type in tables and in the registration box, pt."""
        return self.size - self.table_size_step

    @property
    def line_height(self) -> float:
        """Distance between base lines as a multiple of the size of the type."""
        return round(self.leading * _SINGLE_LINE, 4)


LETTER = PageStyle(size=14)
CLAIM = PageStyle(size=13, leading=1.05, title_before=18, section_gap=6, signature_before=20, box_before=12)

# «letter»: рапорт, заявление, жалоба; «claim»: the longer papers for a court.
PROFILES = {"letter": LETTER, "claim": CLAIM}


def twips(mm: float) -> int:
    """Return `mm` millimetres in twentieths of a point, the unit of Word."""
    return round(mm / _MM_PER_INCH * _TWIPS_PER_INCH)


def points(mm: float) -> float:
    """Return `mm` millimetres in points."""
    return mm / _MM_PER_INCH * _POINTS_PER_INCH


def twips_of_points(points: float) -> int:
    """Return `points` in twentieths of a point, the unit of Word."""
    return round(points * _TWIPS_PER_POINT)
