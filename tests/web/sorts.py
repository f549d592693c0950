"""Every sort of page that the application has, plain and with an error, for what holds of all of them."""

from collections.abc import Iterator

from flask import Flask
from werkzeug.test import Client

from tests.web.conftest import House
from tests.web.visiting import answer, begun, first_of
from tests.web.visitor import HOST, Html, Visitor

# Between them and the last one, their first examples ask in every form there is.
_KINDS = ("order-copy-request", "medical-board-request")


def pages(house: House, app: Flask) -> Iterator[tuple[str, Html]]:
    """Yield every sort of page by its name; more than one page may be of a sort."""
    yield from _before(app)
    visitor = Visitor(app)
    for kind in _KINDS:
        yield from _questions(visitor, house, kind)
    yield "remove", _removing(visitor)
    yield from _questions(visitor, house, "stamp-report")
    yield from _after(visitor)
    begun(visitor, house, "copy-request", {"applicant": {"category": "contract"}})
    yield "answers", visitor.go("review")
    begun(visitor, house, "resignation", {"applicant": {"category": "mobilised"}, "ground": "family-care"})
    yield "stop", visitor.page
    yield "gone", Html(Client(app).get("/i/x/review", headers={"Host": HOST}).text)


def _before(app: Flask) -> Iterator[tuple[str, Html]]:
    visitor = Visitor(app)
    yield "welcome", visitor.page
    yield "resume", visitor.get("/resume")
    visitor.resume(b"", "")
    yield "resume, error", visitor.page
    visitor.get("/")
    yield "situation", visitor.begin("Нет", "Служу по контракту")
    yield "situation, error", visitor.submit()
    visitor.choose("Хочу уволиться со службы")
    yield "ways", visitor.choose("Возраст")
    visitor.get("/")
    visitor.begin("Нет", "Служу по контракту", "Хочу уволиться со службы")
    yield "ways, closed", visitor.choose("Больше не хочу служить")


def form_of(name: str, page: Html) -> str:
    """Tell in what form the page of the id `name` asks: the kind of its only question, «several», «offer», «one of»."""
    if name.startswith(("offer-", "one-of-")):
        return "offer" if name.startswith("offer-") else "one of"
    fields = [one for one in page.fields.values() if one.name != "token"]
    asked = [one for one in fields if not one.name.endswith("?")]
    return asked[0].kind if len(asked) == 1 else "several"


def _questions(visitor: Visitor, house: House, kind: str) -> Iterator[tuple[str, Html]]:
    seen: set[str] = set()
    for page, typed in first_of(visitor, house, kind).script:
        asked, form = visitor.page, form_of(page, visitor.page)
        yield f"question, {form}", asked
        if form not in seen and form != "offer" and "Если этого нет, идите дальше." not in asked.text:
            seen.add(form)
            wrong = visitor.press()
            assert wrong.title.startswith("Ошибка:"), page
            yield f"question, {form}, error", wrong
        answer(visitor, page, typed)


def _removing(visitor: Visitor) -> Html:
    review = visitor.submit()
    return visitor.get(review.link("Удалить"))


def _after(visitor: Visitor) -> Iterator[tuple[str, Html]]:
    visitor.submit()
    yield "review", visitor.page
    visitor.submit({"act": "make"})
    yield "review, error", visitor.page
    yield "words", visitor.press(act="words")
    visitor.submit()
    yield "done", visitor.press(act="make", read="1")
    yield "save", visitor.go("save")
    yield "saved", visitor.submit()
    yield "lawyer", visitor.go("lawyer")
