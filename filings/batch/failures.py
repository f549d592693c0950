"""How a batch tells what failed through no fault of a case, and what it left behind."""

from filings.batch.executors import WorkError
from filings.i18n import _
from filings.problems import Kind, Problem


def failure(error: BaseException) -> Problem:
    """Tell a person of an error of ours, without its message, which may quote a fact."""
    match error:
        case WorkError():
            place = error.places[-1] if error.places else ""
            what = _("Ошибка в самой программе, не в ваших данных: {name} ({place}).")
            remedy = _("Сообщите о ней авторам: назовите вид документа и эти слова, самого дела не присылайте.")
            return Problem(Kind.BUG, "B045", "", what.format(name=error.name, place=place), remedy)
        case TimeoutError():
            what = _("Документы этого дела составлялись слишком долго и остановлены.")
            remedy = _("Проверьте, нет ли в деле очень длинных текстов; попробуйте составить их одни.")
            return Problem(Kind.LOST, "B047", "", what, remedy)
        case _:
            what = _("Процесс, который составлял документы этого дела, дважды оборвался.")
            remedy = _("Возможно, не хватило памяти. Запустите ту же команду с --resume и меньшим числом --jobs.")
            return Problem(Kind.LOST, "B046", "", what, remedy)


def silent() -> Problem:
    """Tell that no case ends any more."""
    what = _("Десять минут ни одно дело не заканчивается: похоже, работать некому.")
    remedy = _("Проверьте, работают ли процессы кластера (dask worker), и запустите ту же команду с --resume.")
    return Problem(Kind.MACHINE, "B061", "--cluster", what, remedy)


def stale() -> Problem:
    """Warn of papers that an earlier run made of a case that has no new ones."""
    what = _("В папке остались документы этого дела, составленные по прежним данным.")
    remedy = _("Не подавайте их, пока не исправите дело и не составите документы заново.")
    return Problem(Kind.STALE, "B042", "", what, remedy).softened()
