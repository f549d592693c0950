"""The commands, one module each, imported only when called: `filings --help` must not load what it does not use."""

import importlib
from collections.abc import Callable

import click

from filings import __version__
from filings.i18n import LANGUAGES, _

# The order is that of a person's work, and of the help. Each module holds a click command named `command`.
SUMMARIES: dict[str, Callable[[], str]] = {
    "kinds": lambda: _("Показать виды документов, которые умеет составлять программа."),
    "show": lambda: _("Рассказать о виде документа: какие нужны факты, на чём он основан, пример."),
    "new": lambda: _("Создать файл дела с вопросами, его нужно заполнить."),
    "check": lambda: _("Проверить дело: факты, право, склонения; ничего не записывать."),
    "render": lambda: _("Составить документ по делу: DOCX и PDF с одним и тем же текстом."),
    "ask": lambda: _("Спросить всё нужное по одному вопросу и составить документ."),
    "serve": lambda: _("Открыть беседу в браузере: вопросы по одному, в конце готовая бумага."),
    "sheet": lambda: _("Создать таблицу для многих дел: заголовки, подсказки, списки значений, образец."),
    "batch": lambda: _("Составить документы по таблице дел: CSV, XLSX, JSONL или папка файлов дел."),
    "deadlines": lambda: _("Сосчитать сроки дела с выкладками; записать их в календарь."),
    "law": lambda: _("Показать норму: ссылку, действие по дням, источник, проверку; найти её по словам."),
    "grounds": lambda: _("Показать, какие основания увольнения и связанные требования открыты в этот день."),
    "courts": lambda: _("Найти военный суд по названию, городу, области, номеру или коду."),
    "decline": lambda: _("Просклонять имя, звание, должность или организацию."),
    "seal": lambda: _("Зашифровать файлы дел или результаты (age): паролем или ключом."),
    "open": lambda: _("Расшифровать файлы, зашифрованные командой «filings seal»."),
    "doctor": lambda: _("Проверить, всё ли нужное есть на этом компьютере."),
}


class _LazyGroup(click.Group):
    def list_commands(self, _context: click.Context) -> list[str]:
        return list(SUMMARIES)

    def get_command(self, _context: click.Context, name: str) -> click.Command | None:
        if name not in SUMMARIES:
            return None
        command: click.Command = importlib.import_module(f"filings.commands.{name}").command
        command.options_metavar = _("[ПАРАМЕТРЫ]")
        return command

    def format_commands(self, _context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Команды")):
            formatter.write_dl([(name, summary()) for name, summary in SUMMARIES.items()])


def make_group() -> click.Group:
    """Return the group of all commands, its help in the language set before."""

    @click.group(
        cls=_LazyGroup,
        help=_("Составляет документы по делу военнослужащего: DOCX и PDF с одним и тем же текстом. Работает без сети."),
        epilog=_("Начните с «filings kinds», затем «filings new ВИД -o дело.yaml» и «filings render дело.yaml»."),
        options_metavar=_("[ПАРАМЕТРЫ]"),
        subcommand_metavar=_("КОМАНДА [АРГУМЕНТЫ]…"),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    )
    @click.option(
        "--lang",
        type=click.Choice(LANGUAGES),
        is_eager=True,
        help=_("Язык сообщений (документы всегда на русском)."),
    )
    @click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
    def group(lang: str | None) -> None:
        """Hold the commands."""

    return group
