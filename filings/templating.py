"""Templates by Jinja2: sandboxed, strict, everything escaped. The only module that knows Jinja2.

If you are about to add a filter that knows the law or the language, add it to context.py instead.
"""

import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from types import BuiltinMethodType
from typing import Any, NoReturn

from jinja2 import FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from filings.catalog import Filing, Pack
from filings.errors import TemplateError
from filings.i18n import _
from filings.problems import Kind, Problem

# What a statement of a template does with the white space beside it; scripts/wrap_templates reads templates by it too.
WHITE_SPACE = {"trim_blocks": True, "lstrip_blocks": True}


def render(filing: Filing, packs: Sequence[Pack], context: Mapping[str, Any], name: str = "template") -> str:
    """Render `<name>.xml` of `filing` with `context` and return its markup.

    Includes and imports are looked up in the templates folder of the filing's own pack, then of the other `packs`.
    Raises `TemplateError` naming the template and the line (T020 syntax, T021 a name the context lacks or a value
    that is not there, T022 a template not found).
    """
    with _told():
        return _environment(folders(filing, packs)).get_template(f"{filing.kind}/{name}.xml").render(context)


def folders(filing: Filing, packs: Sequence[Pack]) -> tuple[str, ...]:
    """Return the template folders in which `filing` looks, the first match winning."""
    return tuple(dict.fromkeys(str(pack.templates) for pack in (filing.pack, *reversed(packs))))


@contextmanager
def _told() -> Iterator[None]:
    """Turn what Jinja2 raises into our errors."""
    try:
        yield
    except TemplateSyntaxError as error:
        where = f"{error.name}:{error.lineno}"
        raise _fault("T020", where, _("Шаблон написан с ошибкой."), error.message) from error
    except TemplateNotFound as error:
        raise _fault("T022", str(error.name), _("Нет такого файла шаблона."), _("Проверьте имя в шаблоне.")) from error
    except (UndefinedError, SecurityError, TemplateRuntimeError, TypeError, AttributeError) as error:
        where = _place(error)
        raise _fault("T021", where, _("Шаблон обращается к тому, чего нет."), _hint(error)) from error


class _Sandbox(ImmutableSandboxedEnvironment):
    """Asks once for a type and an attribute: Jinja2's answer looks at nothing else and costs a third of a render.

    `str.format`, which Jinja2 replaces whatever object it was reached through, is a built-in method.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._safe: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        key = (type(obj), attr)
        if key not in self._safe:
            self._safe[key] = super().is_safe_attribute(obj, attr, value)
        return self._safe[key]

    def getattr(self, obj: Any, attribute: str) -> Any:
        if self._safe.get((type(obj), attribute)):
            value = getattr(obj, attribute, self)
            if value is not self and not isinstance(value, BuiltinMethodType):
                return value
        return super().getattr(obj, attribute)


@lru_cache(maxsize=8)
def _environment(folders: tuple[str, ...]) -> _Sandbox:
    return _Sandbox(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=_printable,
        **WHITE_SPACE,
        auto_reload=False,
    )


def _printable(value: Any) -> Any:
    """Refuse to print a fact that is not there: a template must ask for it first."""
    return _refuse_none() if value is None else value


def _refuse_none() -> NoReturn:
    raise TemplateRuntimeError("the value is absent; test it with {% if %} before printing it")


def _place(error: Exception) -> str:
    """Return `file:line` of the innermost template frame."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".xml")]
    return "/".join(frames[-1].filename.split("/")[-2:]) + f":{frames[-1].lineno}" if frames else ""


def _hint(error: Exception) -> str:
    # What Python says of a value may quote a fact; the other three speak of names in the template only.
    return type(error).__name__ if isinstance(error, TypeError | AttributeError) else str(error)


def _fault(code: str, where: str, what: str, hint: str | None) -> TemplateError:
    return TemplateError(
        Problem(Kind.TEMPLATE, code, where, what, _("Исправьте шаблон: {hint}.").format(hint=hint or where))
    )
