"""Requests that no visitor of ours sends: refused, nothing told, nothing kept, and the application lives."""

import json
import traceback
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from filings.sealing import LinkKey
from filings.web.application import make_application
from filings.web.surroundings import Limits
from tests.conftest import some
from tests.web.conftest import LEFT_TO, House
from tests.web.visiting import asked_for, begun, ready
from tests.web.visitor import HOST, Html, Visitor

MARKER = "Маркеров"
UNIT = {"unit": {"number": "00000"}}


def question(house: House, app: Flask) -> Visitor:
    """Return a visitor who is asked for his position."""
    visitor = Visitor(app)
    begun(
        visitor,
        house,
        "copy-request",
        {"applicant": {"category": "contract", "rank": "рядовой", "position": MARKER, **UNIT}},
    )
    asked_for(visitor, "applicant.position")
    assert "applicant.position" in visitor.page.fields
    return visitor


def asked(app: Flask, url: str, **headers: str) -> TestResponse:
    return Client(app).get(url, headers={"Host": HOST, **headers})


@pytest.mark.parametrize("host", ["evil.example", "localhost:81", "localhost.evil.example", "127.0.0.1", ""])
def test_another_host_is_refused(app: Flask, host: str) -> None:
    assert asked(app, "/", Host=host).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": f"http://{HOST}.evil.example"},
        {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null", "Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_a_foreign_page_is_refused(house: House, app: Flask, headers: dict[str, str]) -> None:
    visitor = question(house, app)
    sent = {"token": visitor.page.fields["token"].value, "applicant.position": "чужая"}
    assert visitor.client.post(visitor.url, data=sent, headers={"Host": HOST, **headers}).status_code == 400

    visitor.go("review")
    assert "чужая" not in visitor.response.text


@pytest.mark.parametrize("typed", ["", "0" * 32, "я"])
def test_a_form_without_its_token_is_refused(house: House, app: Flask, typed: str) -> None:
    visitor = question(house, app)
    sent = {"token": typed, "applicant.position": "x"}
    assert visitor.client.post(visitor.url, data=sent, headers={"Host": HOST}).status_code == 400


def test_the_token_of_the_same_page_of_another_visit_is_none(house: House, app: Flask) -> None:
    visitor, other = question(house, app), question(house, app)
    sent = {"token": other.page.fields["token"].value, "applicant.position": "x"}
    assert visitor.client.post(visitor.url, data=sent, headers={"Host": HOST}).status_code == 400


def test_the_token_of_one_page_does_not_serve_another(house: House, app: Flask) -> None:
    visitor = question(house, app)
    token = visitor.page.fields["token"].value
    visitor.go("save")
    assert visitor.client.post(visitor.url, data={"token": token}, headers={"Host": HOST}).status_code == 400


def test_a_guessed_link_opens_nothing(house: House, app: Flask) -> None:
    visitor = question(house, app)
    guesses = [LinkKey.new().link, visitor.key[:-1] + "q", visitor.key.upper(), "1" * 58, "..", "%00", "x" * 5000]

    assert {asked(app, f"/i/{guess}/review").status_code for guess in guesses} <= {404, 410}
    assert visitor.go("review").heading == "Мои ответы"


def test_after_leaving_nothing_is_there(house: House, app: Flask) -> None:
    visitor = question(house, app)
    response = asked(app, visitor.page.link("Уйти с этой страницы"))

    assert (response.status_code, response.location) == (303, LEFT_TO)
    assert response.headers.getlist("Set-Cookie") == ["left=1; Max-Age=60; Path=/; HttpOnly; SameSite=Strict"]
    gone = asked(app, visitor.url)
    assert (gone.status_code, Html(gone.text).heading) == (410, "Здесь ничего нет")
    assert MARKER not in gone.text
    # The form that was open is gone with the rest.
    sent = {"token": visitor.page.fields["token"].value, "applicant.position": "x"}
    assert visitor.client.post(visitor.url, data=sent, headers={"Host": HOST}).status_code == 410


def test_no_cookie_but_that_of_leaving_is_ever_set(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    seen = [visitor.client.get(url, headers={"Host": HOST}).headers.getlist("Set-Cookie") for url in visitor.addresses]
    assert seen == [[]] * len(visitor.addresses)


def test_a_body_above_the_limit_is_refused(house: House, app: Flask) -> None:
    visitor = question(house, app)
    token = visitor.page.fields["token"].value
    sent = {"token": token, "applicant.position": "ы" * 1_000_000}
    response = visitor.client.post(visitor.url, data=sent, headers={"Host": HOST})
    assert (response.status_code, Html(response.text).heading) == (413, "Слишком много текста")


def test_a_file_above_the_limit_is_refused(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.get("/resume")
    token = visitor.page.fields["token"].value
    part = '--x\r\nContent-Disposition: form-data; name="{}"{}\r\n\r\n'
    body = (part.format("token", "") + token + "\r\n" + part.format("file", '; filename="a.age"')).encode()
    sent = body + bytes(2 * 1024 * 1024) + b"\r\n--x--\r\n"
    headers = {"Host": HOST, "Content-Type": "multipart/form-data; boundary=x"}
    assert visitor.client.post("/resume", data=sent, headers=headers).status_code == 413


def test_more_answers_than_one_visit_may_hold_are_refused_and_the_earlier_ones_stay(house: House) -> None:
    app = make_application(house.world(limits=Limits(size=2000)))
    visitor = question(house, app)
    visitor.submit({"applicant.position": "длинная " * 300})

    assert visitor.response.status_code == 413
    assert len(visitor.go("review").text) < 20_000
    assert MARKER in visitor.response.text


@pytest.mark.parametrize(
    "name",
    [
        "applicant.__class__",
        "__proto__.x",
        "reasons[999999999].text",
        "[[[[",
        "../../etc/passwd",
        "applicant",
        "kind",
        "forms",
        "applicant.position\0",
        "x" * 10_000,
    ],
)
def test_a_field_that_was_not_asked_for_changes_nothing(house: House, app: Flask, name: str) -> None:
    visitor, other = question(house, app), question(house, app)
    for one, sent in ((visitor, {name: "злой"}), (other, {})):
        one.submit({"applicant.position": "наводчик", **sent})
        one.go("save")
        one.submit()
    assert len({content for name, content in house.workshop.sealed.items() if name != "begun"}) == 1
    assert "злой" not in visitor.go("review").text
    assert house.bugs == []


@pytest.mark.parametrize(
    "text", ["{{ 7*7 }}", "{% include 'base.html' %}", "<script>alert(1)</script>", '" onfocus="x', "\0\x1b[2J"]
)
def test_no_answer_becomes_markup_or_code(house: House, app: Flask, text: str) -> None:
    visitor = question(house, app)
    visitor.submit({"applicant.position": f"наводчик {text}"})
    visitor.go("review")

    assert visitor.response.status_code == 200
    assert "наводчик 49" not in visitor.response.text
    assert not [tag for tag, has in visitor.page.tags if tag == "script" or "onfocus" in has]
    assert house.bugs == []


def test_bytes_that_are_no_text_are_no_bug(house: House, app: Flask) -> None:
    visitor = question(house, app)
    body = f"token={visitor.page.fields['token'].value}&applicant.position=%ED%A0%BD%FF".encode()
    headers = {"Host": HOST, "Content-Type": "application/x-www-form-urlencoded"}
    assert visitor.client.post(visitor.url, data=body, headers=headers).status_code == 303
    assert visitor.go("review").heading == "Мои ответы"
    assert house.bugs == []


def test_many_fields_do_not_stop_the_application(house: House, app: Flask) -> None:
    visitor = question(house, app)
    sent = {"token": visitor.page.fields["token"].value, **{f"reasons[{number}].text": "x" for number in range(10_000)}}
    assert visitor.client.post(visitor.url, data=sent, headers={"Host": HOST}).status_code in (303, 413)
    assert visitor.go("review").heading == "Мои ответы"


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(app: Flask, method: str) -> None:
    response = Client(app).open("/", method=method, headers={"Host": HOST})
    assert response.status_code in (400, 405)


@pytest.mark.parametrize(
    "url", ["/static/style.css", "/../pyproject.toml", "/i/", "/style.css", "/i/x/q/../../..", "/review"]
)
def test_there_is_nothing_beside_the_pages(app: Flask, url: str) -> None:
    assert asked(app, url).status_code in (404, 410)


def test_every_answer_carries_the_headers(house: House, app: Flask) -> None:
    visitor = ready(house, app)
    urls = [*visitor.addresses, visitor.url.replace("review", "paper"), "/nothing", f"/i/{visitor.key}/leave"]
    for response in some(asked(app, url) for url in [*urls, *urls[-1:]]):
        policy = response.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'")
        assert "script" not in policy
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "no-store"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_a_bug_tells_nothing_of_the_case(house: House, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_arguments: object) -> None:
        raise ValueError(MARKER)

    visitor = question(house, app)
    monkeypatch.setattr("filings.web.desk.plan", broken)
    response = asked(app, visitor.url)

    assert (response.status_code, Html(response.text).heading) == (500, "Ошибка в программе")
    assert MARKER not in response.text
    assert visitor.key not in response.text
    (bug,) = house.bugs
    # What is told of it outside are places of code.
    assert [step.name for step in traceback.extract_tb(bug.__traceback__)][-1] == "broken"


def test_a_file_that_is_none_of_ours_is_told_so(app: Flask) -> None:
    visitor = Visitor(app)
    visitor.get("/resume")
    response = visitor.post({"passphrase": "x", "file": (BytesIO(b"%PDF-1.7"), "a.age")})

    assert response.status_code == 422
    assert Html(response.text).title.startswith("Ошибка:")


@pytest.mark.parametrize(
    "facts",
    ["[]", '{"kind": 5}', '{"kind": "no-such"}', '{"kind": "copy-request", "applicant": [[[]]]}', "kind: [", "\0"],
)
def test_what_a_saved_file_holds_is_not_trusted(house: House, app: Flask, facts: str) -> None:
    house.workshop.sealed["x"] = facts.encode()
    visitor = Visitor(app)
    visitor.resume(house.workshop.outside, "x")

    assert visitor.response.status_code in (200, 422)
    assert house.bugs == []


def test_starts_are_counted(house: House) -> None:
    app = make_application(house.world(limits=Limits(starts=3)))
    visitor = Visitor(app)
    statuses = [visitor.post().status_code for _number in range(5)]
    assert statuses == [303, 303, 303, 503, 503]

    house.clock.seconds += 20
    assert visitor.post().status_code == 303


def test_guesses_of_a_passphrase_are_counted(house: House) -> None:
    app = make_application(house.world(limits=Limits(unsealings=2)))
    house.workshop.sealed["x"] = json.dumps({"kind": "copy-request"}).encode()
    visitor = Visitor(app)
    for _number in range(2):
        visitor.resume(house.workshop.outside, "x")
        assert visitor.url.startswith("/i/")
    visitor.resume(house.workshop.outside, "x")
    assert visitor.url == "/resume/busy"
