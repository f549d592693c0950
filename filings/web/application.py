"""The application: addresses, what is let in, what every answer carries. A plain WSGI application."""

from collections.abc import Callable, Mapping
from functools import partial
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

from flask import Flask, Request, Response, render_template, request
from jinja2 import StrictUndefined
from werkzeug.exceptions import BadRequest, Gone, HTTPException, InternalServerError, ServiceUnavailable

from filings.i18n import _, current_language
from filings.interview.telling import answer_in_russian
from filings.law.stored import in_use
from filings.sealing import LinkKey
from filings.web import question_pages, review_pages, saving_pages, situation_pages, word_pages
from filings.web.desk import Desk, Download, Later, Moved, Outcome, Paper, Shown
from filings.web.guard import HEADERS, PAPER_POLICY, Meter, form_token, from_here, is_token
from filings.web.surroundings import BusyError, Surroundings
from filings.web.vault import Vault
from filings.web.visit import Visit

View = Callable[..., Outcome]

# Whoever comes back after leaving finds nothing in the memory of his browser, which this evicts; it says nothing.
_LEFT = "left=1; Max-Age=60; Path=/; HttpOnly; SameSite=Strict"
_VISIT = "visit"
_STYLE = (Path(__file__).parent / "style.css").read_bytes()
_STYLE_URL = f"/style-{blake2b(_STYLE, digest_size=4).hexdigest()}.css"

# Address below /i/<link> → what is shown, what takes the form.
_PAGES: Mapping[str, tuple[View | None, View | None]] = {
    "": (lambda desk: Moved(desk.next_url()), None),
    "/s/<int:step>": (situation_pages.ask, situation_pages.answer),
    "/ways": (situation_pages.ways, situation_pages.begin),
    "/more": (situation_pages.go_on, None),
    "/q/<name>": (question_pages.show, question_pages.take),
    "/stop": (question_pages.stop, situation_pages.begin),
    "/remove/<name>": (question_pages.removing, question_pages.remove),
    "/words": (word_pages.show, word_pages.confirm),
    "/review": (review_pages.show, review_pages.again),
    "/review/busy": (review_pages.show, None),
    "/paper": (review_pages.paper, None),
    "/done": (review_pages.done, situation_pages.begin),
    "/f/<int:number>": (review_pages.file, None),
    "/kit": (review_pages.kit, None),
    "/save": (saving_pages.saving, saving_pages.save),
    "/save/busy": (saving_pages.saving, None),
    "/saved": (saving_pages.saved, None),
    "/lawyer": (saving_pages.for_lawyer, None),
    "/lawyer/file": (saving_pages.lawyer_file, None),
}


class _InMemory(Request):
    """A request whose files stay in memory: the library would put a large one on the disk."""

    def _get_file_stream(self, *_args: Any, **_kwargs: Any) -> IO[bytes]:
        return BytesIO()


class _Silent(Flask):
    """Tells of a bug without the message of the error, which may quote a fact, and without the address."""

    request_class = _InMemory
    jinja_options = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    hears: Callable[[BaseException], None]

    def log_exception(self, exc_info: Any) -> None:
        self.hears(exc_info[1])


def make_application(world: Surroundings) -> Flask:
    """Return the application as it stands in `world`."""
    app = _Silent("filings.web", static_folder=None)
    app.hears = world.told
    app.config.update(MAX_CONTENT_LENGTH=world.limits.body, MAX_FORM_MEMORY_SIZE=world.limits.body, MAX_FORM_PARTS=2000)
    app.jinja_env.globals.update(_=_, style=_STYLE_URL, minutes=round(world.limits.idle / 60))
    door = _Door(world)
    app.before_request(door.check)
    app.after_request(_finish)
    app.register_error_handler(HTTPException, _refused)
    _route(app, "/", "welcome", door.welcome, door.start)
    _route(app, "/resume", "resume", partial(door.public, saving_pages.resuming), partial(door.public, door.unseal))
    _route(app, "/resume/busy", "resume-busy", partial(door.public, saving_pages.resuming), None)
    _route(app, "/leave", "leave-early", door.leave, None)
    _route(app, "/i/<link>/leave", "leave", door.leave, None)
    _route(app, _STYLE_URL, "style", _style, None)
    for rule, (shown, taken) in _PAGES.items():
        bound = [view and partial(door.visit, view) for view in (shown, taken)]
        _route(app, f"/i/<link>{rule}", rule or "next", *bound)
    return app


def _route(app: Flask, rule: str, name: str, shown: Any, taken: Any) -> None:
    for method, view in (("GET", shown), ("POST", taken)):
        if view is not None:
            app.add_url_rule(rule, f"{name} {method}", view, methods=[method], provide_automatic_options=False)


class _Door:
    """Lets requests in, finds their visitor, keeps what comes of his page."""

    def __init__(self, world: Surroundings) -> None:
        self._world = world
        self._vault = Vault(world.limits, world.now)
        self._starts = Meter(world.limits.starts, world.now)
        self._unsealings = Meter(world.limits.unsealings, world.now)

    def check(self) -> None:
        """Refuse a request under a name that is not ours, or from a page that is not."""
        if request.host not in self._world.hosts:
            raise BadRequest
        if request.method not in ("GET", "HEAD") and not from_here(request.headers, self._world.hosts):  # type: ignore[arg-type]
            raise BadRequest

    def welcome(self) -> Response:
        with self._world.turn:
            return self._answer(self._nobody(), Shown("welcome.html", {"back": "", "tongue": answer_in_russian()}))

    def start(self) -> Response:
        """Make room for a visitor and send him to his first page."""
        self._demand_token("")
        with self._world.turn:
            if not self._starts.passes():
                raise ServiceUnavailable
            try:
                key = self._vault.open()
            except BusyError:
                raise ServiceUnavailable from None
            return self._answer(self._nobody(), Moved(f"/i/{key.link}", Visit(), key=key))

    def unseal(self, desk: Desk) -> Outcome:
        """Open what was saved, if not too much is being opened."""
        return saving_pages.resume(desk) if self._unsealings.passes() else Moved("/resume/busy")

    def public(self, view: View) -> Response:
        """Answer a request of who has no visit yet."""
        return self._run(view, "", {})

    def visit(self, view: View, link: str, **names: Any) -> Response:
        """Answer a request of the visitor with this link."""
        return self._run(view, link, names)

    def leave(self, link: str = "") -> Response:
        """Forget the visitor and send him to a page that has nothing to do with us."""
        with self._world.turn:
            key = self._vault.find(link)
            if key:
                self._vault.erase(key)
        return Response(status=303, headers={"Location": self._world.leave_to, "Set-Cookie": _LEFT})

    def _run(self, view: View, link: str, names: Mapping[str, Any]) -> Response:
        posted = request.method == "POST"
        if posted:
            self._demand_token(link)
        with self._world.turn, in_use(self._world.catalog.law):
            desk = self._desk(link)
            outcome = view(desk, **names)
            if not isinstance(outcome, Later):
                return self._answer(desk, outcome)
        try:
            result = outcome.job()
        except BusyError:
            return _moved(outcome.busy)
        with self._world.turn, in_use(self._world.catalog.law):
            later = self._desk(link)
            return self._answer(later, outcome.then(later, result))

    def _desk(self, link: str) -> Desk:
        """Return the request as the pages see it; the visitor is found anew, for meanwhile he may have left."""
        if not link:
            desk = self._nobody()
        else:
            key = self._vault.find(link)
            kept = self._vault.get(key, _VISIT) if key else None
            if key is None or kept is None:
                raise Gone
            desk = Desk(self._world, self._vault, key, Visit.from_bytes(kept))
        if request.method == "POST":
            desk.form = request.form.to_dict(flat=False)
            sent = request.files.get("file")
            if sent is not None:
                sent.stream.seek(0)
                desk.file = sent.read()
        desk.busy = request.path.endswith("/busy")
        return desk

    def _nobody(self) -> Desk:
        return Desk(self._world, self._vault, LinkKey("", ""), Visit())

    def _answer(self, desk: Desk, outcome: Outcome) -> Response:
        match outcome:
            case Shown():
                return self._shown(desk, outcome)
            case Moved():
                self._keep(desk, outcome)
                return _moved(outcome.to)
            case Paper():
                return Response(
                    outcome.content, mimetype="text/html", headers={"Content-Security-Policy": PAPER_POLICY}
                )
            case Download():
                named = f"attachment; filename*=UTF-8''{quote(outcome.name)}"
                return Response(
                    outcome.content, mimetype="application/octet-stream", headers={"Content-Disposition": named}
                )
            case Later():
                raise InternalServerError

    def _keep(self, desk: Desk, outcome: Moved) -> None:
        key = outcome.key or desk.key
        if outcome.visit is not None:
            content = outcome.visit.to_bytes()
            if len(content) > self._world.limits.size:
                raise HTTPException(response=_page("error.html", 413, what="large"))
            if outcome.visit.responses != desk.visit.responses or outcome.visit.kind != desk.visit.kind:
                self._vault.forget_parts(key)
            self._vault.put(key, _VISIT, content)
        for part, content in outcome.parts.items():
            self._vault.put(key, part, content)

    def _shown(self, desk: Desk, outcome: Shown) -> Response:
        link, path = desk.key.link, request.path.removesuffix("/busy")
        names = {"token": form_token(self._world.secret, link, path), "here": path}
        leave = desk.url("leave") if link else "/leave"
        return _page(
            outcome.template,
            outcome.status,
            **{"leave": leave, "url": desk.url, "visit": desk.visit, **names, **outcome.names},
        )

    def _demand_token(self, link: str) -> None:
        if not is_token(request.form.get("token", ""), self._world.secret, link, request.path):
            raise BadRequest


def _page(template: str, status: int, **names: Any) -> Response:
    text = render_template(template, language=current_language(), **names)
    return Response(text, status, mimetype="text/html")


def _moved(to: str) -> Response:
    return Response(status=303, headers={"Location": to})


def _style() -> Response:
    return Response(_STYLE, mimetype="text/css", headers={"Cache-Control": "private, max-age=86400, immutable"})


def _refused(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    what = {400: "foreign", 410: "gone", 413: "large", 500: "bug", 503: "busy"}.get(error.code or 500, "none")
    return _page("error.html", error.code or 500, what=what)


def _finish(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response
