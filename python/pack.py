"""Makes the standard library that programs in the page get: compiled, for compiling it anew takes most of the interpreter's start."""

import importlib._bootstrap_external as bootstrap
import io
import re
import zipfile

import _imp

SOURCE = "/lib/python311.zip"

# What no program here can use (other processes, windows, mail, pages, files of the system) and what only other such modules need.
LEFT_OUT = re.compile(
    r"(xml|email|http|unittest|multiprocessing|wsgiref|xmlrpc|html|ctypes|distutils|ensurepip|lib2to3|idlelib|tkinter|venv|turtledemo"
    r"|pydoc_data|curses|dbm|sqlite3|msilib|test)/"
    r"|encodings/(?!(__init__|aliases|ascii|cp437|latin_1|idna|punycode|hex_codec|base64_codec|rot_13|(raw_)?unicode_escape|utf_\w+)\.py)"
    r"|asyncio/(windows_events|windows_utils|proactor_events|__main__)\.py"
    r"|(_pydecimal|_pyio|pickletools|pydoc|doctest|tarfile|mailbox|imaplib|nntplib|smtplib|smtpd|ftplib|poplib|telnetlib|cgi|cgitb|aifc|pdb"
    r"|webbrowser|turtle|optparse|plistlib|sunau|wave|chunk|sndhdr|imghdr|asyncore|asynchat|nturl2path)\.py"
    r"|.*\.(txt|html|css|exe|pem|gif)$"
)


def pack():
    """The packed library. Nothing in it depends on when it was made."""
    packed = io.BytesIO()
    with zipfile.ZipFile(SOURCE) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name in sorted(source.namelist()):
            if name.endswith("/") or LEFT_OUT.match(name):
                continue
            data = source.read(name)
            if name.endswith(".py"):
                data, name = compiled(data, name), name + "c"
            # Stored, not deflated: whoever sends it compresses it better as a whole.
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return packed.getvalue()


def compiled(source, name):
    code = compile(source, f"{SOURCE}/{name}", "exec", dont_inherit=True, optimize=0)
    # "Unchecked": there is no source beside it to compare with.
    return bytes(bootstrap._code_to_hash_pyc(code, _imp.source_hash(bootstrap._RAW_MAGIC_NUMBER, source), False))
