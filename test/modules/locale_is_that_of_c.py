import _locale as locale


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


print(locale.setlocale(locale.LC_CTYPE), locale.setlocale(locale.LC_TIME))
print(locale.setlocale(locale.LC_ALL, "C"), locale.setlocale(locale.LC_CTYPE, "C.UTF-8"))
attempt(locale.setlocale, 99)
attempt(locale.setlocale, 6, 5)
attempt(locale.setlocale, "a")
print(locale.localeconv())
print([locale.strcoll(a, b) for a, b in (("a", "b"), ("b", "a"), ("a", "a"), ("", "a"), ("a", "B"))])
attempt(locale.strcoll, "a", 1)
attempt(locale.strcoll, "a\0b", "a")
attempt(locale.strxfrm, "abc")
attempt(locale.strxfrm, "a\0b")
print(locale.getencoding(), locale.nl_langinfo(locale.CODESET), locale.nl_langinfo(locale.RADIXCHAR))
print([locale.nl_langinfo(getattr(locale, name)) for name in "ABDAY_1 DAY_7 ABMON_12 MON_1 AM_STR D_FMT T_FMT YESEXPR".split()])
attempt(locale.nl_langinfo, 999999)
print(locale.gettext("a"), locale.dgettext(None, "b"), locale.dcgettext("x", "c", 5), locale.Error)
