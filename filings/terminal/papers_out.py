"""The papers of the finished answers: made, put into the folder, and what comes after them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filings.catalog import Filing
from filings.days import shown_day
from filings.disk.output import write
from filings.errors import OutputError
from filings.examination import Request
from filings.i18n import _
from filings.kit.paper_files import file_name
from filings.law.terms.case_terms import CaseTerm, State
from filings.papers import Papers, Report, Wanted, make
from filings.terminal.setting import Setting


@dataclass(frozen=True, slots=True)
class PapersOut:
    """Makes the papers of `filing` from the facts `case`."""

    setting: Setting
    filing: Filing
    case: Mapping[str, Any]

    def report(self) -> Report:
        """Return what is to be told of the papers, nothing of them written."""
        return self._made(()).report

    def write(self) -> Papers | None:
        """Write every paper, and tell where they lie; None where the person gave up what the disk does not take."""
        console = self.setting.console
        console.say(_("Составляем, это несколько секунд."))
        papers = self._made(self.setting.formats)
        folder = self.setting.folder
        while True:
            contents = {folder / file_name(file): file.content for file in papers.files}
            try:
                write(contents, overwrite=self.setting.overwrite)
                break
            except OutputError as error:
                for problem in error.problems:
                    console.say_problem(problem)
                console.say(_("В какую папку положить? [Enter – не записывать]"))
                typed = console.line()
                if not typed:
                    return None
                folder = Path(typed)
        console.say()
        console.say(_("Бумага готова"))
        for target in contents:
            console.say(str(target), "  ")
        for lack in papers.lacking.values():
            for problem in lack.problems:
                console.say_problem(problem)
        return papers

    def _made(self, formats: tuple[str, ...]) -> Papers:
        wanted = Wanted(formats, own_copy=True, memo=True)
        return make(self.setting.catalog, self.filing, self.case, Request(self.setting.today), wanted)

    def tell_next(self, report: Report) -> None:
        """Tell what to do with the papers, and by when."""
        console = self.setting.console
        console.say()
        console.say(_("Что дальше"))
        steps = (
            _("Прочитайте бумагу. Проверьте имена, даты и номера."),
            _("Распечатайте два раза и подпишите оба экземпляра."),
            _("Сдайте один. На своём попросите номер, дату и подпись того, кто принял."),
            _("Остальное – в памятке. Она среди файлов."),
        )
        console.say_choices((step, "") for step in (steps if self.filing.has_memo else steps[:-1]))
        terms = [one for one in report.terms if one.state in (State.OPEN, State.RUNNING, State.UNKNOWN)]
        if terms:
            console.say(_("Сроки"))
        for one in terms:
            console.say(f"{one.title}: {_day(one)}", "  ")
            if one.advice:
                console.say(one.advice, "    ")


def _day(one: CaseTerm) -> str:
    return _("до {day}").format(day=shown_day(one.deadline)) if one.deadline else _("дня пока нет")
