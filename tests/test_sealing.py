"""Sealed files: opened by the right secret only, refused in plain words, and bundles that lead nowhere."""

import base64
import io
import pickle
import stat
import subprocess
import zipfile
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings import bundles, sealing
from filings.bundles import bundle, is_bundle, unbundle
from filings.disk.file_names import safe_name
from filings.errors import FilingsError
from filings.problems import ExitCode
from filings.sealing import (
    Recipients,
    identities_in,
    is_sealed,
    new_key,
    unseal,
    unseal_with_passphrase,
    wants_passphrase,
)

# Made by others: the key and the armoured file by age 1.1.1 of Debian, the passphrase's file by hand from the
# specification, with the least work allowed (2^1), so that opening it takes no time.
AGE_KEY = b"""# created: 2026-11-22T22:44:18Z
# public key: age1lqnrhpj8qnewxvfdvgfp624hqk5cahdv4w0l0ge907wqu258kg2s3l5hdv
AGE-SECRET-KEY-1N66E3PE5P42JG9Q8RZUZE6ZUTDWY5Q0005RFQYF0U6RD4K7SKEMSJDSW86
"""
AGE_FILE = b"""-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBEQ0VKbmh5ZDlpbk1PTnNv
TThSMGhjNjRPRG9YeHZLNzk5YUFQWHNaZzBnCjZRMnhBNldDR0dGbGI2SVlCK3hU
OURvLzhKRGtEQllCek5ObFJTV24xRFUKLS0tIEZEZkJNbHlCYkNjeVN1OEZNenpi
dml4SldDU3h6VDVCM2JMaXVFSnZOR0kK0MSfwlhzxU9UTo7Y0C3H3L36zJoBLtAJ
CGAEvApDWTCoNTdIcmYC2/R0o+A=
-----END AGE ENCRYPTED FILE-----
"""
PASSPHRASE = "пароль для проверки"  # noqa: S105
PASSPHRASE_FILE = base64.b64decode(
    "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBaL2JWWlJZT2ltRG0zL1dLbjJ4NHBRIDEKellXa2hNeGRqMHoxQ24vZmtxYmRzMWxP"
    "ODdHbklQYk1OOWtrRUYrMVlHVQotLS0gNmZXVDlLZ1JyQXF3Snh2N2RrQ2F1NFN4YkxIRkpId2ZwVmYySDEraVlPSQpN2rJeliCxjyz/qUtz"
    "x16bNBH1jmN1vDTCT6M6wloo2AERWwMLjWdTlZK0cA=="
)
FORGED = PASSPHRASE_FILE.replace(b"pQ 1\n", b"pQ 23\n")


def pair() -> tuple[tuple[Any, ...], Recipients]:
    text, public = new_key()
    return identities_in(text.encode(), "key.txt"), Recipients.read([public])


MINE, TO_ME = pair()
THEIRS, TO_THEM = pair()
SEALED = TO_ME.seal(b"content" * 30_000)  # of several chunks


def ssh_key(folder: Path, *words: str) -> Path:
    subprocess.run(["ssh-keygen", "-q", "-f", folder / "id", *words], check=True)
    return folder / "id"


def refused(call: Callable[[], object]) -> tuple[str, ExitCode]:
    with pytest.raises(FilingsError) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.what
    assert problem.remedy
    assert caught.value.__suppress_context__ or caught.value.__context__ is None
    return problem.code, caught.value.exit_code


# --- keys and passphrases ---------------------------------------------------------------------------------------------


@given(st.binary(max_size=100))
def test_any_recipient_opens_what_is_sealed_to_several(content: bytes) -> None:
    sealed = Recipients(TO_ME.keys + TO_THEM.keys).seal(content)
    assert is_sealed(sealed)
    assert not wants_passphrase(sealed, "")
    assert unseal(sealed, MINE, "") == unseal(sealed, THEIRS, "") == unseal(sealed, THEIRS + MINE, "") == content


def test_what_others_seal_is_opened() -> None:
    keys = identities_in(AGE_KEY, "key.txt")
    for armoured in (AGE_FILE, AGE_FILE.replace(b"\n", b"\r\n")):
        assert unseal(armoured, keys, "") == "Привет".encode()
        assert not wants_passphrase(armoured, "")
    assert wants_passphrase(PASSPHRASE_FILE, "")
    assert unseal_with_passphrase(PASSPHRASE_FILE, PASSPHRASE, "") == "Привет".encode()


@pytest.mark.slow
def test_a_passphrase_seals_and_opens() -> None:
    sealed = sealing.seal_with_passphrase(b"content", PASSPHRASE)
    assert wants_passphrase(sealed, "")
    assert unseal_with_passphrase(sealed, PASSPHRASE, "") == b"content"


def test_the_passphrase_of_an_armoured_file_is_asked_for() -> None:
    beginning = b"YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBaL2JWWlJZT2ltRG0zL1dLbjJ4NHBRIDEK"
    assert wants_passphrase(b"-----BEGIN AGE ENCRYPTED FILE-----\r\n" + beginning + b"\r\n", "")
    assert not wants_passphrase(b"-----BEGIN AGE ENCRYPTED FILE-----\nYWd", "")


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (lambda: unseal(SEALED, THEIRS, "case.yaml.age"), "K001"),
        (lambda: unseal(PASSPHRASE_FILE, MINE, "case.yaml.age"), "K001"),
        (lambda: unseal_with_passphrase(PASSPHRASE_FILE, "другой пароль", "case.yaml.age"), "K002"),
        (lambda: unseal_with_passphrase(SEALED, PASSPHRASE, "case.yaml.age"), "K002"),
        (lambda: unseal(b"kind: resignation", MINE, "case.yaml"), "K003"),
        (lambda: unseal(b"", MINE, "case.yaml"), "K003"),
        (lambda: unseal_with_passphrase(b"kind: resignation", PASSPHRASE, "case.yaml"), "K003"),
        (lambda: wants_passphrase(b"kind: resignation", "case.yaml"), "K003"),
        (lambda: unseal_with_passphrase(PASSPHRASE_FILE[:-1], PASSPHRASE, "case.yaml.age"), "K004"),
        (lambda: unseal(AGE_FILE[:200], identities_in(AGE_KEY, ""), "case.yaml.age"), "K004"),
        (lambda: unseal_with_passphrase(FORGED, PASSPHRASE, "case.yaml.age"), "K010"),
        (lambda: unseal_with_passphrase(FORGED.replace(b" 23", b" 64"), PASSPHRASE, "case.yaml.age"), "K010"),
    ],
)
def test_what_cannot_be_opened_is_told(call: Callable[[], object], code: str) -> None:
    assert refused(call) == (code, ExitCode.REFUSED)


@pytest.mark.parametrize(("most", "opened"), [(1, True), (0, False)])
def test_the_bound_of_work_is_ours_and_the_same_on_any_machine(
    monkeypatch: pytest.MonkeyPatch, most: int, opened: bool
) -> None:
    """What pyrage bears grows with the speed of the machine: at 2^23, which it takes here and there, it uses 8 GB."""
    monkeypatch.setattr(sealing, "_MOST_WORK", most)

    if opened:
        assert unseal_with_passphrase(PASSPHRASE_FILE, PASSPHRASE, "") == "Привет".encode()
    else:
        assert refused(lambda: unseal_with_passphrase(PASSPHRASE_FILE, PASSPHRASE, "")) == ("K010", ExitCode.REFUSED)


def test_more_work_than_this_machine_bears_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_MOST_WORK", 100)
    sealed = PASSPHRASE_FILE.replace(b"pQ 1\n", b"pQ 40\n")
    assert refused(lambda: unseal_with_passphrase(sealed, PASSPHRASE, "")) == ("K010", ExitCode.REFUSED)


@given(st.integers(min_value=len(b"age-encryption.org/v1\n"), max_value=len(SEALED) - 1))
def test_a_file_cut_anywhere_is_damaged_and_gives_nothing(length: int) -> None:
    assert refused(lambda: unseal(SEALED[:length], MINE, "")) == ("K004", ExitCode.REFUSED)


@given(st.integers(min_value=0, max_value=len(SEALED) - 1), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_seen(place: int, change: int) -> None:
    changed = SEALED[:place] + bytes([SEALED[place] ^ change]) + SEALED[place + 1 :]
    assert refused(lambda: unseal(changed, MINE, ""))[0] in {"K001", "K003", "K004"}


@given(st.binary(max_size=300))
def test_any_bytes_after_the_header_are_refused(rest: bytes) -> None:
    for beginning in (b"age-encryption.org/v1\n", b"-----BEGIN AGE ENCRYPTED FILE-----\n"):
        wants_passphrase(beginning + rest, "")
        assert refused(lambda: unseal(beginning + rest, MINE, ""))[0] in {"K001", "K004"}  # noqa: B023
        assert refused(lambda: unseal_with_passphrase(beginning + rest, "x", ""))[0] in {"K002", "K004", "K010"}  # noqa: B023


# --- files of keys ----------------------------------------------------------------------------------------------------


def test_a_new_key_is_a_file_that_age_reads_too() -> None:
    text, public = new_key()
    assert f"# public key: {public}\n" in text
    assert text.splitlines()[-1].startswith("AGE-SECRET-KEY-1")
    keys = identities_in(text.encode(), "key.txt")
    assert unseal(Recipients.read([public]).seal(b"x"), keys, "") == b"x"
    assert new_key()[1] != public


def test_recipients_are_read_from_texts_and_files_and_go_to_other_processes(tmp_path: Path) -> None:
    (tmp_path / "ключи.txt").write_bytes(f"\ufeff# Анна\r\n{TO_ME.keys[0]}\r\n\r\n  {TO_THEM.keys[0]}\r\n".encode())
    found = Recipients.read([str(tmp_path / "ключи.txt"), TO_ME.keys[0]])
    assert found.keys == (*TO_ME.keys, *TO_THEM.keys, *TO_ME.keys)
    assert unseal(pickle.loads(pickle.dumps(found)).seal(b"x"), THEIRS, "") == b"x"  # noqa: S301


@pytest.mark.parametrize(
    "kind", [("-t", "ed25519"), ("-t", "rsa", "-b", "2048"), ("-t", "rsa", "-b", "2048", "-m", "PEM")]
)
def test_ssh_keys_seal_and_open(kind: tuple[str, ...], tmp_path: Path) -> None:
    path = ssh_key(tmp_path, *kind, "-N", "", "-C", "anna@дом")
    public = path.with_suffix(".pub")
    keys = identities_in(path.read_bytes().replace(b"\n", b"\r\n"), "id")
    for text in (str(public), public.read_text()):
        assert unseal(Recipients.read([text]).seal(b"x"), keys, "") == b"x"


@pytest.mark.parametrize(
    "text",
    [
        "age1zzz",
        "ssh-ed25519",
        "ssh-rsa AAAA",
        TO_ME.keys[0] + "x",
        new_key()[0].splitlines()[-1],
        "ssh-rsa " + "A/" * 400,
        "age1\ud800",
    ],
    ids=count(),
)
def test_a_text_that_is_no_public_key_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(FilingsError) as caught:
        Recipients.read([TO_ME.keys[0], text])
    (problem,) = caught.value.problems
    assert (problem.code, problem.where, caught.value.exit_code) == ("K006", "", ExitCode.USAGE)
    assert text[:12] not in problem.what


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "K006"),
        (b"# nothing\n", "K006"),
        (b"\xff\xfea\0g\0e\0", "K006"),
        (AGE_KEY, "K006"),
        (TO_ME.keys[0].encode() + b"\nage1\n", "K006"),
    ],
    ids=count(),
)
def test_a_file_without_public_keys_is_refused(content: bytes, code: str, tmp_path: Path) -> None:
    (tmp_path / "to.txt").write_bytes(content)
    assert refused(lambda: Recipients.read([str(tmp_path / "to.txt")])) == (code, ExitCode.USAGE)
    assert refused(lambda: Recipients.read([str(tmp_path / "none.txt")])) == ("F001", ExitCode.REFUSED)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "K007"),
        (b"# AGE-SECRET-KEY-1\n", "K007"),
        (b"AGE-SECRET-KEY-1ABC\n", "K007"),
        (TO_ME.keys[0].encode(), "K007"),
        (AGE_KEY + b"another line\n", "K007"),
        (AGE_KEY.decode().encode("utf-16"), "K007"),
        (b"-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n", "K007"),
        (b"-----BEGIN", "K007"),
        (AGE_FILE, "K008"),
        (PASSPHRASE_FILE, "K008"),
    ],
    ids=count(),
)
def test_a_file_without_a_private_key_is_refused(content: bytes, code: str) -> None:
    assert refused(lambda: identities_in(content, "key.txt")) == (code, ExitCode.USAGE)


@pytest.mark.parametrize("kind", [("-t", "ed25519"), ("-t", "rsa", "-b", "2048", "-m", "PEM")])
def test_an_ssh_key_with_a_password_is_told_apart(kind: tuple[str, ...], tmp_path: Path) -> None:
    path = ssh_key(tmp_path, *kind, "-N", "password")
    assert refused(lambda: identities_in(path.read_bytes(), "id")) == ("K008", ExitCode.USAGE)


@given(
    st.sampled_from(["", "age1", "ssh-ed25519 ", "ssh-rsa ", "AGE-SECRET-KEY-1", TO_ME.keys[0]]), st.text(min_size=1)
)
def test_whatever_is_given_as_a_public_key_is_taken_or_refused(beginning: str, rest: str) -> None:
    try:
        assert Recipients.read([f"{beginning}{rest}".replace("\0", "")]).seal(b"")
    except FilingsError as error:
        codes = [problem.code for problem in error.problems]
        assert codes in (["K006"], ["F001"])


@given(
    st.sampled_from([b"", b"-----BEGIN OPENSSH PRIVATE KEY-----\n", b"-----BEGIN RSA PRIVATE KEY-----\n", AGE_KEY]),
    st.binary().map(base64.encodebytes) | st.binary(),
    st.sampled_from([b"", b"-----END OPENSSH PRIVATE KEY-----\n", b"-----END RSA PRIVATE KEY-----\n"]),
)
def test_whatever_is_given_as_a_private_key_is_taken_or_refused(beginning: bytes, body: bytes, ending: bytes) -> None:
    try:
        assert identities_in(beginning + body + ending, "key.txt")
    except FilingsError as error:
        codes = [problem.code for problem in error.problems]
        assert codes in (["K007"], ["K008"])


def test_a_file_too_large_is_not_read_whole(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"12345")
    assert sealing.read_file(tmp_path / "scan.pdf", 5) == b"12345"
    assert refused(lambda: sealing.read_file(tmp_path / "scan.pdf", 4)) == ("K005", ExitCode.REFUSED)


def test_the_largest_file_that_is_sealed_can_be_opened() -> None:
    chunks = sealing.LARGEST // (64 * 1024)
    overhead = len(TO_ME.seal(b"")) + 16 * chunks
    assert sealing.LARGEST + overhead < sealing.LARGEST_SEALED


# --- bundles ----------------------------------------------------------------------------------------------------------


@given(st.dictionaries(st.tuples(st.text(), st.text()), st.binary(), max_size=5))
def test_a_bundle_gives_its_files_back_and_is_always_the_same(files: dict[tuple[str, str], bytes]) -> None:
    papers = {f"{safe_name(a)}/{n}-{safe_name(b)}.pdf": content for n, ((a, b), content) in enumerate(files.items())}
    packed = bundle(papers)
    assert is_bundle(packed)
    assert unbundle(packed, "17.zip.age") == papers
    assert bundle(dict(reversed(papers.items()))) == packed


def test_a_sealed_bundle_shows_no_name() -> None:
    sealed = TO_ME.bundle({"Дроздов/Рапорт.docx": b"docx"})
    assert "Дроздов".encode() not in sealed
    assert unbundle(unseal(sealed, MINE, ""), "") == {"Дроздов/Рапорт.docx": b"docx"}


UNSAFE = ["/etc/passwd", "../a", "a/../b", "a/..", "..", ".", "a//b", "a/", "", "C:/a", "C:a", "a\\b", "a\0b", "a\nb"]
UNSAFE += [".profile", "a/.ssh/id", "a./b", "a /b", "a/.. /b", "a?", "a*", 'a"', "a<", "a|", "\u202efdp.exe", "a\u200b"]


@pytest.mark.parametrize("path", UNSAFE)
def test_a_bundle_is_not_made_with_a_path_it_could_not_be_opened_with(path: str) -> None:
    with pytest.raises(ValueError, match=r"^a path that no bundle may hold$"):
        bundle({path: b""})


def packed(*members: zipfile.ZipInfo | str, **options: int) -> bytes:
    """Return a zip that claims to be a bundle of ours."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", **options) as archive:  # type: ignore[call-overload]
        archive.comment = b"filings bundle"
        for member in members:
            info = zipfile.ZipInfo("x") if isinstance(member, str) else member
            if isinstance(member, str):
                info.filename, info.external_attr = member, (stat.S_IFREG | 0o600) << 16
            info.compress_type = options.get("compression", zipfile.ZIP_STORED)
            archive.writestr(info, b"content")
    return buffer.getvalue()


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("link")
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


GOOD = packed("a", "b")


@pytest.mark.parametrize(
    "content",
    [
        *(packed("first", path) for path in UNSAFE),
        packed("a", "A"),
        packed(link()),
        packed("a", compression=zipfile.ZIP_DEFLATED),
        GOOD.replace(b"\0\0\0\0\0\0!\0", b"\1\0\0\0\0\0!\0"),  # encrypted
        GOOD.replace(b"content", b"CONTENT"),  # another checksum
        b"PK filings bundle",
        GOOD[:20] + b"filings bundle",
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bundle_made_by_others_is_refused(content: bytes) -> None:
    assert is_bundle(content)
    assert refused(lambda: unbundle(content, "17.zip.age")) == ("K009", ExitCode.REFUSED)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_bundle_has_each_path_once_and_a_bounded_number(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refused(lambda: unbundle(packed("a", "a"), "")) == ("K009", ExitCode.REFUSED)
    assert unbundle(GOOD, "") == {"a": b"content", "b": b"content"}
    monkeypatch.setattr(bundles, "MOST_FILES", 1)
    assert refused(lambda: unbundle(GOOD, "")) == ("K009", ExitCode.REFUSED)


def test_members_that_share_their_bytes_do_not_unfold() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        members = archive.infolist()
    # Late editions of Python 3.11 find the overlap themselves, so the forged file would prove nothing here.
    assert bundles._are_ours(members, len(b"content") * 2)
    assert not bundles._are_ours(members, len(b"content") * 2 - 1)


@given(st.integers(min_value=0, max_value=len(GOOD) - 1), st.binary(min_size=1, max_size=4))
def test_a_bundle_changed_anywhere_is_read_or_refused_but_nothing_else(place: int, change: bytes) -> None:
    changed = GOOD[:place] + change + GOOD[place + len(change) :]
    codes: list[str] = []
    try:
        unbundle(changed, "")
    except FilingsError as error:
        codes = [problem.code for problem in error.problems]
    assert codes in ([], ["K009"])


def test_any_other_zip_is_a_file_like_others() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("../a", b"")
    assert not is_bundle(buffer.getvalue())
