"""Compares what the library says of numbers with check digits and of phones with python-stdnum and phonenumbers.

    PYTHONPATH=target/python python3 tests/oracles/fields.py target/c-domain/libclientela.so

The values are those of tests/rules/fields.toml and thousands made of them. Differences that are meant stand in DELIBERATE, each with
its reason; any other fails, and so does a reason that no value needs.
"""

import collections
import ctypes
import pathlib
import random
import sys
import tomllib

import phonenumbers
from stdnum import iban
from stdnum.ch import uid
from stdnum.de import stnr
from stdnum.eu import vat
from stdnum.exceptions import InvalidComponent, ValidationError
from stdnum.fr import siren, siret
from stdnum.gb import vat as gb
from stdnum.it import codicefiscale
from stdnum.no import orgnr
from stdnum.pl import nip

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIELDS = {"iban": 100, "vat_id": 130, "codice_fiscale": 131, "nip": 133, "siren": 134, "siret": 135, "tax_number": 136}
KIND, COMPANY = 1, 9
NUL_TERMINATED = ctypes.c_size_t(-1)
FORMS_ONLY = ("BG", "CY", "CZ", "GB", "LT", "LV", "RO", "XI")
COUNTRIES = ("DE", "AT", "CH", "FR", "IT", "PL")

# Why the library and the oracle differ where they do. The oracle's verdict comes first.
DELIBERATE = {
    "vat: check digits of some countries": "several kinds of numbers stand side by side there: we check the form only",
    "vat: Italian province": "numbers of newer offices are given; the check digit suffices",
    "vat: Swedish VAT groups": "the last two digits count the registrations, which may be more than one",
    "vat: first digits": "whether a first digit is in use today is not checked, where the check digits are right",
    "vat: Slovak third digit": "which digits stand there depends on the office",
    "vat: Slovak personal number": "a personal number is no VAT number",
    "vat: Dutch length": "a number without its leading 0 is too short: it may lack any digit",
    "iban: national check digits": "the bank's own check inside the account is the bank's to know",
    "iban: check digits never given": "00, 01 and 99 are never made by MOD 97-10",
    "codice_fiscale: day": "a day that no month has is not looked for: the control letter suffices",
    "codice_fiscale: province": "numbers of newer offices are given; the check digit suffices",
    "phone: plan of another country": "other countries have E.164 only, no lengths of their own",
    "phone: national spelling of another country": "national spellings are understood in six countries",
    "phone: German length": "E.164 allows 15 digits with the country code; area and mobile codes ask for a subscriber's number",
    "phone: first digit": "no number of the country begins with this digit",
    "phone: Polish length": "a Polish number has nine digits since 2005; the oracle still knows shorter and longer ones",
    "phone: Italian length": "the length depends on the first digit",
    "phone: without the trunk 0": "a number without its 0 lacks its area: it may be another one's",
    "phone: trunk 0": "the 0 that stays at home is left out wherever it is written",
    "phone: Swiss length": "only mailboxes (860) have twelve digits",
}


class Library:
    """The C library, as far as values and phones go."""

    def __init__(self, path):
        self.c = ctypes.CDLL(path)
        for name in ("clientela_values_new", "clientela_values_set_text", "clientela_values_text", "clientela_values_check"):
            getattr(self.c, name).restype = ctypes.c_int32

    def check(self, field, text):
        """The canonical form, or None where a rule is broken."""
        values, error, out = ctypes.c_int64(0), ctypes.c_int64(0), ctypes.c_char_p()
        self.ok(self.c.clientela_values_new(ctypes.byref(values), None))
        for number, value in ((KIND, "business"), (COMPANY, "ACME"), (FIELDS[field], text)):
            self.ok(self.c.clientela_values_set_text(values, number, 0, value.encode(), NUL_TERMINATED, None))
        status = self.c.clientela_values_check(values, 0, b"2024-06-01", NUL_TERMINATED, ctypes.byref(error))
        self.ok(self.c.clientela_values_text(values, FIELDS[field], 0, ctypes.byref(out), None, None))
        canonical = out.value.decode() if status == 0 else None
        self.c.clientela_values_free(values)
        self.c.clientela_error_free(error)
        return canonical

    def international(self, text, country):
        """The form for abroad, or None."""
        texts, out = ctypes.c_int64(0), ctypes.c_char_p()
        arguments = (text.encode(), NUL_TERMINATED, country.encode(), NUL_TERMINATED, ctypes.byref(texts), None)
        self.ok(self.c.clientela_phone_international(*arguments))
        found = self.c.clientela_texts_next(texts, ctypes.byref(out), None, None) == 0
        form = out.value.decode() if found else None
        self.c.clientela_texts_free(texts)
        return form

    def ok(self, status):
        if status != 0:
            raise SystemExit(f"the library answers {status}")


def plain(text):
    """In capitals, without what stands between groups; an IBAN has no points."""
    return "".join(sign for sign in text.upper() if sign not in " -./")


def oracle(field, text):
    """What python-stdnum says: the canonical form or None, and which part is wrong."""
    pointed = field == "iban" and ("." in text or "/" in text)
    text = plain(text)
    if not text.isascii() or pointed:
        return None, "signs"
    try:
        if field == "vat_id":
            return vat_number(text), ""
        if field == "nip" and text.startswith("PL"):
            text = text[2:]
        module = {"iban": iban, "codice_fiscale": codicefiscale, "nip": nip, "siren": siren, "siret": siret, "tax_number": stnr}[field]
        return module.validate(text), ""
    except ValidationError as wrong:
        return None, type(wrong).__name__


def vat_number(text):
    """The union's numbers, and those of Switzerland, Norway and Great Britain, which stand elsewhere there."""
    country, number = text[:2], text[2:]
    if country == "CH":
        bare = next((text[: -len(word)] for word in ("MWST", "TVA", "IVA", "TPV") if text.endswith(word)), text)
        uid.validate(bare)
        return text
    if country == "NO":
        orgnr.validate(number.removesuffix("MVA"))
        return text
    if country == "GB":
        return "GB" + gb.validate(number)
    if country == "GR":
        text = "EL" + number
    if country not in ("CH", "NO", "GB", "GR") and country.lower() not in vat.MEMBER_STATES | {"el"}:
        raise InvalidComponent()
    return vat.validate(text)


def reason(field, text, ours, theirs, wrong):
    """The key of DELIBERATE that explains a difference, or None."""
    text = plain(text)
    number = text[2:]
    if field == "iban":
        if ours is None and text[2:4] in ("00", "01", "99"):
            return "iban: check digits never given"
        return "iban: national check digits" if ours and wrong in ("InvalidComponent", "InvalidChecksum") else None
    if field == "codice_fiscale" and wrong == "InvalidComponent":
        return "codice_fiscale: province" if len(text) == 11 else "codice_fiscale: day"
    if field != "vat_id":
        return None
    country = text[:2]
    if ours and country in FORMS_ONLY:
        return "vat: check digits of some countries"
    if ours and country == "IT" and wrong == "InvalidComponent":
        return "vat: Italian province"
    if ours and country == "SE" and not number.endswith("01"):
        return "vat: Swedish VAT groups"
    if country == "SK":
        return "vat: Slovak third digit" if ours else "vat: Slovak personal number"
    if ours and country in ("DK", "MT", "BE") and number.startswith("0"):
        return "vat: first digits"
    if ours is None and country == "NL" and len(number) < 12:
        return "vat: Dutch length"
    return None


def changed(text, chance):
    """The text with one mistake that people make, or with all its digits new."""
    signs = list(text)
    at = chance.randrange(len(signs))
    kind = chance.randrange(6)
    if kind == 0:
        signs[at] = chance.choice("0123456789")
    elif kind == 1:
        signs[at - 1], signs[at] = signs[at], signs[at - 1]
    elif kind == 2:
        del signs[at]
    elif kind == 3:
        signs.insert(at, chance.choice("0123456789ABC"))
    else:
        signs = [chance.choice("0123456789") if sign.isdigit() else sign for sign in signs]
    return "".join(signs)


def values(rules, chance):
    """Field and text: those of the rules, and what becomes of the good ones."""
    for field in (field for field in rules["field"] if field["name"] in FIELDS):
        good = [one if isinstance(one, str) else one[1] for one in field["good"]]
        listed = [one if isinstance(one, str) else one[0] for one in field["good"]] + [text for text, _ in field["bad"]]
        made = [changed(chance.choice(good), chance) for _ in range(60 * len(good))]
        closed = [completed(field["name"], text, chance) for text in good for _ in range(40)]
        yield from ((field["name"], text) for text in listed + made + closed if "\0" not in text and text.strip() and text.isprintable())


def completed(field, text, chance):
    """New digits, and the last two tried until the oracle takes the number: random ones are nearly always wrong."""
    places = [at for at, sign in enumerate(text) if sign.isdigit()]
    signs = list(text)
    for at in places:
        signs[at] = chance.choice("0123456789")
    places = places[:2] if field == "iban" or text.startswith("FR") else places[-2:]
    for tail in range(100):
        for at, digit in zip(places, f"{tail:02}"):
            signs[at] = digit
        if oracle(field, "".join(signs))[0]:
            break
    return "".join(signs)


def phones(rules, chance):
    """Number and country: those of the rules, and national and international ones of every length."""
    yield from ((phone["text"], phone["country"]) for phone in rules["phone"])
    codes = {"DE": "49", "AT": "43", "CH": "41", "FR": "33", "IT": "39", "PL": "48", "GB": "44", "US": "1", "NL": "31", "CZ": "420"}
    for country, code in codes.items():
        for _ in range(400):
            number = "".join(chance.choice("0123456789") for _ in range(chance.randrange(3, 14)))
            prefix = chance.choice(("0", "", f"+{code} ", f"00{code}", f"+{code} (0)"))
            if len(plain(prefix + number).strip("+()")) <= 15:
                yield prefix + number, country


def phone_oracle(text, country):
    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
    number.extension = None
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if possible else None


def phone_reason(text, country, ours, theirs):
    digits = "".join(sign for sign in text if sign.isdigit())
    abroad = text.lstrip("( ").startswith("+") or digits.startswith("00")
    form = ours or theirs
    plan = next((land for land, code in zip(COUNTRIES, ("49", "43", "41", "33", "39", "48")) if form.startswith("+" + code)), None)
    if not abroad and country not in COUNTRIES:
        return "phone: national spelling of another country"
    if plan is None:
        return "phone: plan of another country"
    if not abroad and country in ("DE", "AT", "CH", "FR") and not digits.startswith("0"):
        return "phone: without the trunk 0"
    national = form[3:]
    if theirs and (national.startswith("0") or theirs.startswith(form[:3] + "0")) and plan != "IT":
        return "phone: trunk 0"
    if ours and theirs:
        return None
    if plan == "DE":
        return "phone: German length"
    if plan == "PL":
        return "phone: Polish length"
    if plan == "IT":
        return "phone: Italian length"
    if plan == "CH":
        return "phone: first digit" if national[:1] in "01" and len(national) == 9 else "phone: Swiss length"
    return None


def compare(library, rules):
    """How many values were compared, the differences without a reason, and how often each reason was needed."""
    chance = random.Random(2024)
    count, used, found = 0, collections.Counter(), []
    for field, text in values(rules, chance):
        ours, (theirs, wrong) = library.check(field, text), oracle(field, text)
        count += 1
        if ours != theirs:
            why = reason(field, text, ours, theirs, wrong)
            used[why] += 1
            found += [] if why else [f"{field} {text!r}: {ours} here, {theirs} ({wrong}) there"]
    for text, country in phones(rules, chance):
        ours, theirs = library.international(text, country), phone_oracle(text, country)
        count += 1
        if ours != theirs:
            why = phone_reason(text, country, ours, theirs)
            used[why] += 1
            found += [] if why else [f"phone {text!r} in {country}: {ours} here, {theirs} there"]
    return count, found, used


class Careless(Library):
    """The library as it would be without check digits: the comparison must notice."""

    def check(self, field, text):
        return super().check(field, text) or (plain(text) if field in ("siren", "nip") and len(plain(text)) >= 9 else None)


def main():
    rules = tomllib.loads((ROOT / "tests/rules/fields.toml").read_text(encoding="utf-8"))
    count, found, used = compare(Library(sys.argv[1]), rules)
    _, noticed, _ = compare(Careless(sys.argv[1]), rules)
    needless = sorted(set(DELIBERATE) - set(used))
    for line in found[:40]:
        print(line)
    if not noticed:
        print("positive control: a library without check digits was not noticed")
    for why in needless:
        print(f"no value needs the reason {why!r}")
    print(f"{count} values compared, {sum(used.values()) - len(found)} deliberate differences, {len(found)} others")
    return 1 if found or not noticed or needless or count < 5000 else 0


sys.exit(main())
