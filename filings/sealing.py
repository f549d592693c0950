"""Files encrypted with age (age-encryption.org/v1) to keys or to a passphrase, in memory.

The only door to pyrage. A passphrase or a private key must NOT be logged, quoted in an error, or written.
"""

import base64
import binascii
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import pyrage  # type: ignore[import-untyped]

from filings.bundles import bundle
from filings.errors import FactsError, UsageError, unopened
from filings.i18n import _
from filings.problems import Kind, Problem

SUFFIX = ".age"
LARGEST = 512 * 1024 * 1024
LARGEST_SEALED = LARGEST + LARGEST // 1024  # age adds 16 bytes to every 64 KiB, and a header

Identity: TypeAlias = Any  # pyrage's own, which no message may show: `str` of one is the private key

_HEADER = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SCRYPT = re.compile(re.escape(_HEADER) + rb"-> scrypt \S+ (\d+)\n")
_PRIVATE = "age-secret-key-"
_KEY_BEGINNINGS = ("age1", "ssh-ed25519", "ssh-rsa", _PRIVATE)
_MOST_WORK = 22  # the limit of age itself: 2^22 takes 4 GB of memory
# What pyrage says where the file is whole and the secret is another one.
_OTHER_SECRET = {"No matching keys found", "Decryption failed"}


@dataclass(frozen=True, slots=True)
class Recipients:
    """Public keys; the private key of any of them opens what is sealed to them all."""

    keys: tuple[str, ...]

    @classmethod
    def read(cls, texts: Iterable[str]) -> "Recipients":
        """Return the keys that `texts` name: each is a key itself, or the name of a file with keys.

        Raises `UsageError` K006 where there is no key, `FactsError` where `read_file` does.
        """
        keys: list[str] = []
        for text in texts:
            if text.lower().startswith(_KEY_BEGINNINGS):
                keys += _recipients_in(text.encode(errors="replace"), "")
            else:
                keys += _recipients_in(read_file(Path(text)), Path(text).name)
        return cls(tuple(keys))

    def seal(self, content: bytes) -> bytes:
        """Return `content` encrypted."""
        return bytes(pyrage.encrypt(content, [_recipient(key) for key in self.keys]))

    def bundle(self, files: Mapping[str, bytes]) -> bytes:
        """Return `files` (path with `/` → content) encrypted as one bundle."""
        return self.seal(bundle(files))


def seal_with_passphrase(content: bytes, passphrase: str) -> bytes:
    """Return `content` encrypted to `passphrase`; takes about a second and 256–512 MB on purpose, against guessing."""
    return bytes(pyrage.passphrase.encrypt(content, passphrase))


@dataclass(frozen=True, slots=True)
class LinkKey:
    """A private key that stands in a link and nowhere else. What it seals is known by its public half (`name`), and
    only who has the link opens it."""

    link: str
    name: str

    @classmethod
    def new(cls) -> "LinkKey":
        """Return a key that nobody has."""
        identity = pyrage.x25519.Identity.generate()
        return cls(str(identity).lower().removeprefix(_PRIVATE), str(identity.to_public()))

    @classmethod
    def of(cls, link: str) -> "LinkKey | None":
        """Return the key that `link` holds, None where it holds none."""
        try:
            identity = pyrage.x25519.Identity.from_str(_PRIVATE + link)
        except pyrage.IdentityError:
            return None
        return cls(link, str(identity.to_public()))

    def seal(self, content: bytes) -> bytes:
        """Return `content` encrypted to this key."""
        return bytes(pyrage.encrypt(content, [_recipient(self.name)]))

    def unseal(self, sealed: bytes) -> bytes:
        """Return what `seal` was given."""
        return bytes(pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(_PRIVATE + self.link)]))


def unseal(content: bytes, identities: Sequence[Identity], name: str) -> bytes:
    """Return what the sealed file `name` holds, opened by one of `identities`.

    Raises `FactsError`: K001 none of the keys fits, K003 it is not an age file, K004 it is damaged.
    """
    _check_sealed(content, name)
    try:
        return bytes(pyrage.decrypt(content, identities))
    except pyrage.DecryptError as error:
        if str(error) not in _OTHER_SECRET:
            raise _damaged(name) from None
    what, remedy = _("Ни один из указанных ключей не подходит."), _("Укажите тот ключ, для которого шифровали файл.")
    raise FactsError(Problem(Kind.WRONG, "K001", name, what, remedy))


def unseal_with_passphrase(content: bytes, passphrase: str, name: str) -> bytes:
    """Return what the sealed file `name` holds, opened by `passphrase`.

    Raises `FactsError`: K002 another passphrase, K003 not an age file, K004 damaged, K010 opening it would take more
    memory and time than any honest file asks for.
    """
    _check_sealed(content, name)
    try:
        if int(_work(content) or 0) > _MOST_WORK:
            raise _excessive(name)
        return bytes(pyrage.passphrase.decrypt(content, passphrase))
    except pyrage.DecryptError as error:
        if str(error).startswith("Excessive work"):
            raise _excessive(name) from None
        if str(error) not in _OTHER_SECRET:
            raise _damaged(name) from None
    remedy = _("Введите его снова; проверьте раскладку клавиатуры и Caps Lock. Забытый пароль восстановить нельзя.")
    raise FactsError(Problem(Kind.WRONG, "K002", name, _("Пароль не подходит."), remedy))


def read_file(path: Path, largest: int = LARGEST_SEALED) -> bytes:
    """Return the content of `path`; raises `FactsError`: F001 it cannot be opened, K005 it is larger than `largest`."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise unopened(path.name, error) from None
    if len(content) > largest:
        remedy = _("Разделите его или зашифруйте программой age.")
        raise FactsError(
            Problem(Kind.WRONG, "K005", path.name, _("Файл больше 512 МБ: столько программа не берёт."), remedy)
        )
    return content


def is_sealed(content: bytes) -> bool:
    """Tell whether `content` begins as an age file, binary or as text."""
    return content.startswith((_HEADER, _ARMOUR))


def wants_passphrase(content: bytes, name: str) -> bool:
    """Tell whether the sealed file `name` is opened by a passphrase, not by a key; K003 where it is not an age file."""
    _check_sealed(content, name)
    return _work(content) is not None


def identities_in(content: bytes, where: str) -> tuple[Identity, ...]:
    """Return the private keys in `content`: lines `AGE-SECRET-KEY-1…` among comments, or an SSH key without a password.

    Raises `UsageError`: K007 there is none, K008 the key is itself locked by a password.
    """
    try:
        if is_sealed(content):
            raise _locked(where)
        if content.lstrip().startswith(b"-----BEGIN"):
            return (pyrage.ssh.Identity.from_buffer(content.replace(b"\r\n", b"\n")),)
        found = tuple(pyrage.x25519.Identity.from_str(line) for line in _lines(content))
    except pyrage.IdentityError as error:
        if "decrypted first" in str(error) or "Encrypted" in str(error):
            raise _locked(where) from None
        found = ()
    if found:
        return found
    remedy = _("Нужен файл, который создала команда «filings seal --new-key» или age-keygen, либо закрытый ключ SSH.")
    raise UsageError(
        Problem(Kind.MISUSE, "K007", where, _("В этом файле нет закрытого ключа, который программа понимает."), remedy)
    )


def new_key() -> tuple[str, str]:
    """Return the text of a file with a new private key, and its public key."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    warning = _("Закрытый ключ: никому его не передавайте и храните копию; без него файлы не открыть.")
    return f"# {warning}\n# public key: {public}\n{identity}\n", public


def _recipients_in(content: bytes, where: str) -> tuple[str, ...]:
    found = tuple(_lines(content))
    for line in found:
        try:
            _recipient(line)
        except pyrage.RecipientError:
            found = ()
            break
    if found:
        return found
    if any(line.lower().startswith(_PRIVATE) for line in _lines(content)):
        what = _("Это закрытый ключ: им открывают, а шифруют открытым.")
    else:
        what = _("Открытого ключа здесь нет.")
    remedy = _("Нужна строка вида age1…, «ssh-ed25519 …» или «ssh-rsa …» (в кавычках) либо файл с такими строками.")
    raise UsageError(Problem(Kind.MISUSE, "K006", where, what, remedy))


def _recipient(text: str) -> Any:
    door = pyrage.ssh if text.startswith("ssh-") else pyrage.x25519
    return door.Recipient.from_str(text)


def _lines(content: bytes) -> Iterable[str]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _work(content: bytes) -> bytes | None:
    """Return the logarithm of the work that opening by a passphrase takes; `None` where a key opens the file."""
    beginning = content[:128]
    if content.startswith(_ARMOUR):
        try:
            beginning = base64.b64decode(b"".join(content[len(_ARMOUR) : 256].split())[:128])
        except binascii.Error:
            return None
    found = _SCRYPT.match(beginning)
    return found[1] if found else None


def _check_sealed(content: bytes, name: str) -> None:
    if not is_sealed(content):
        remedy = _("Зашифрованные файлы создаёт команда «filings seal» или программа age.")
        raise FactsError(Problem(Kind.WRONG, "K003", name, _("Это не зашифрованный файл age."), remedy))


def _damaged(name: str) -> FactsError:
    what = _("Файл повреждён или скопирован не полностью.")
    return FactsError(Problem(Kind.WRONG, "K004", name, what, _("Скопируйте или скачайте файл ещё раз.")))


def _excessive(name: str) -> FactsError:
    what = _("Проверка пароля этого файла заняла бы слишком много памяти и времени.")
    remedy = _("Программы так не шифруют: файлу лучше не доверять. Попросите прислать его заново.")
    return FactsError(Problem(Kind.WRONG, "K010", name, what, remedy))


def _locked(where: str) -> UsageError:
    what = _("Файл ключа сам закрыт паролем; такие ключи программа не открывает.")
    remedy = _("Укажите ключ без пароля; новый создаёт команда «filings seal --new-key».")
    return UsageError(Problem(Kind.MISUSE, "K008", where, what, remedy))
