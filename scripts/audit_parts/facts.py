"""Aligned sentences -> facts that both sides state, and the same facts changed on one side.

Finds facts by patterns of its own, knowing nothing of what sejajar reads: figures, sums, their currencies, percentages, dates and days that
occur on both sides in the usual spellings of either language, words of rising and falling right before a figure, names of countries and
cities from a list, and persons, with their surnames, from a list of given names.
"""

import re
from dataclasses import dataclass

KINDS = ("number", "money", "currency", "percent", "date", "weekday", "direction", "place", "person", "surname")

MONTHS = {
    "january": "januari", "february": "februari", "march": "maret", "april": "april", "may": "mei", "june": "juni", "july": "juli",
    "august": "agustus", "september": "september", "october": "oktober", "november": "november", "december": "desember",
}
WEEKDAYS = {
    "Monday": "Senin", "Tuesday": "Selasa", "Wednesday": "Rabu", "Thursday": "Kamis", "Friday": "Jumat", "Saturday": "Sabtu",
    "Sunday": "Minggu",
}
# English and Indonesian names of places.
PLACES = {
    "Germany": "Jerman", "France": "Prancis", "Spain": "Spanyol", "Italy": "Italia", "Japan": "Jepang", "China": "Tiongkok", "India": "India",
    "Russia": "Rusia", "Turkey": "Turki", "Egypt": "Mesir", "Greece": "Yunani", "Ireland": "Irlandia", "Scotland": "Skotlandia",
    "England": "Inggris", "Britain": "Inggris", "Indonesia": "Indonesia", "Australia": "Australia", "Canada": "Kanada", "Mexico": "Meksiko",
    "Brazil": "Brasil", "Iran": "Iran", "Iraq": "Irak", "Syria": "Suriah", "Israel": "Israel", "Ukraine": "Ukraina", "Poland": "Polandia",
    "Sweden": "Swedia", "Norway": "Norwegia", "Denmark": "Denmark", "Belgium": "Belgia", "Switzerland": "Swiss", "Austria": "Austria",
    "Hungary": "Hungaria", "Portugal": "Portugal", "Catalonia": "Catalonia", "Macedonia": "Makedonia", "Vietnam": "Vietnam", "Thailand": "Thailand",
    "Philippines": "Filipina", "Singapore": "Singapura", "Malaysia": "Malaysia", "North Korea": "Korea Utara", "South Korea": "Korea Selatan",
    "Saudi Arabia": "Arab Saudi", "South Africa": "Afrika Selatan", "New Zealand": "Selandia Baru", "Cameroon": "Kamerun", "Nigeria": "Nigeria",
    "Kenya": "Kenya", "Ethiopia": "Etiopia", "Venezuela": "Venezuela", "Argentina": "Argentina", "Chile": "Cile", "Colombia": "Kolombia",
    "London": "London", "Paris": "Paris", "Berlin": "Berlin", "Moscow": "Moskow", "Beijing": "Beijing", "Tokyo": "Tokyo", "Sydney": "Sydney",
    "Washington": "Washington", "Chicago": "Chicago", "Brussels": "Brussel", "Geneva": "Jenewa", "Palu": "Palu", "Jakarta": "Jakarta",
    "California": "California", "Arizona": "Arizona", "Texas": "Texas", "Florida": "Florida", "Belfast": "Belfast", "Glasgow": "Glasgow",
    "Dundee": "Dundee", "Edinburgh": "Edinburgh", "Manchester": "Manchester", "Liverpool": "Liverpool", "Rome": "Roma", "Madrid": "Madrid",
    "Barcelona": "Barcelona", "Hong Kong": "Hong Kong", "Phoenix": "Phoenix", "Ohio": "Ohio", "Virginia": "Virginia", "Utah": "Utah",
    "Los Angeles": "Los Angeles", "San Francisco": "San Francisco", "San Diego": "San Diego", "Las Vegas": "Las Vegas", "Boston": "Boston",
}
GIVEN = set("""Adam Adrian Alan Alex Alexander Alice Amanda Amy Andrea Andrew Angela Ann Anna Anne Anthony Antonio Arthur Ashley Barack Barbara Ben
Benjamin Bernie Beth Bill Bob Boris Brad Brandon Brett Brian Bruce Carl Carlos Carol Caroline Catherine Charles Charlie Chris Christian Christina Christine
Christopher Claire Colin Craig Daniel Daniela Dave David Dean Deborah Dennis Diana Diego Dominic Donald Donna Doug Duncan Eden Edward Elizabeth Ellen Emily
Emma Eric Erik Eva Evan Frances Frank Fred Gary Gavin George Gerald Gordon Grace Graham Greg Hannah Harry Heather Helen Henry Hillary Howard Hugh Ian Isaac
Ivan Jack Jacob Jake James Jamie Jane Janet Jason Jay Jean Jeff Jeffrey Jennifer Jeremy Jerry Jessica Jill Jim Joan Joe Joel John Jon Jonathan Jordan Jose
Joseph Josh Joshua Juan Judy Julia Julian Julie Justin Karen Kate Katherine Kathy Katie Keith Kelly Ken Kenneth Kevin Kim Kyle Larry Laura Lauren Lawrence
LeBron Lee Leo Lewis Liam Linda Lindsey Lisa Liz Louis Louise Lucas Lucy Luis Luke Marc Marco Margaret Maria Marie Mark Martin Mary Matt Matthew Max Megan
Melania Melissa Michael Michelle Miguel Mike Mitch Molly Nancy Natalie Nathan Neil Nicholas Nick Nicola Nicole Oliver Oscar Pamela Pat Patricia Patrick Paul
Pedro Peter Phil Philip Phillip Rachel Ralph Ray Rebecca Richard Rick Rob Robert Robin Roger Ron Ronald Rory Rose Roy Russell Ruth Ryan Sam Samantha Samuel
Sandra Sara Sarah Scott Sean Sergei Sergio Sharon Shaun Simon Sofia Sophie Stephanie Stephen Steve Steven Stuart Sue Susan Teresa Terry Theresa Thomas Tim
Timothy Todd Tom Tommy Tony Tyler Valeriy Vanessa Victor Victoria Vincent Virginia Vladimir Walter Wayne Wendy Will William Zoe""".split())
OTHERS = ("Dedi Kurniawan", "Nathalie Bergmann", "Tomasz Wieczorek", "Ratna Puspita", "Callum Hargreaves", "Ingrid Solberg", "Yusuf Alamsyah",
          "Marta Quintero", "Gareth Pemberton", "Lestari Handayani")
SURNAMES = ("Quigley", "Hargreaves", "Solberg", "Wieczorek", "Pemberton", "Kurniawan", "Handayani", "Bergmann", "Okonkwo", "Castellanos")
# Signs and names of currencies: each is changed for another one of its own form.
SIGNS = ("$", "£", "€")
MONEY = {True: ("dollars", "pounds", "euros", "yen"), False: ("dolar", "poundsterling", "euro", "yen")}
# Words of rising and falling, with their opposites.
TURNED = {
    True: {"rose": "fell", "rise": "fall", "risen": "fallen", "rising": "falling", "increase": "decrease", "increased": "decreased",
           "grew": "shrank", "climbed": "dropped", "jumped": "plunged", "gained": "lost", "surged": "slumped", "up": "down"},
    False: {"naik": "turun", "meningkat": "menurun", "peningkatan": "penurunan", "kenaikan": "penurunan", "bertambah": "berkurang",
            "tumbuh": "menyusut", "melonjak": "anjlok", "menguat": "melemah", "melambung": "merosot", "menaikkan": "menurunkan"},
}
for turned in TURNED.values():
    turned.update({down: up for up, down in list(turned.items())})
TURNED[False].update({"jatuh": "naik", "turunnya": "naiknya"})
TURNED[True].update({"declined": "increased", "drop": "rise", "decline": "rise", "cut": "raised", "reduced": "raised", "lowered": "raised"})
FIGURE = r"\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d+)?"


@dataclass(frozen=True)
class Fact:
    """A fact of a row: its spans on both sides (Indonesian, English), as (start, end)."""

    kind: str
    row: int
    ind: tuple
    eng: tuple


def value(text, english):
    """The value of a figure by the conventions of its language."""
    group, point = (",", ".") if english else (".", ",")
    return float(text.replace(group, "").replace(point, "."))


def words(pattern, text, flags=0):
    """Matches of a pattern not adjacent to a figure or word."""
    return list(re.finditer(rf"(?<![\w.,$£€½])(?:{pattern})(?![\w½]|[.,]\d)", text, flags))


def facts_of(row, ind, eng):
    """Every fact of a row that both sides state once."""
    found = []
    for kind, finder in FINDERS.items():
        for first, second in finder(ind, eng):
            found.append(Fact(kind, row, first, second))
    return found


def once(matches_ind, matches_eng, same):
    """Pairs of matches, each of which has one and only one counterpart."""
    pairs = []
    for x in matches_ind:
        others = [y for y in matches_eng if same(x, y)]
        if len(others) == 1 and sum(same(z, others[0]) for z in matches_ind) == 1:
            pairs.append((x, others[0]))
    return pairs


def figures(text, english):
    taken = [m.span() for pattern in dates_and_sums(english) for m in re.finditer(pattern, text, re.I)]
    free = lambda m: not any(start < m.end() and m.start() < end for start, end in taken)
    return [m for m in words(FIGURE, text) if free(m)]


def dates_and_sums(english):
    months = "|".join(MONTHS if english else MONTHS.values())
    scale = r"(?:\s*(?:million|billion|trillion|thousand|juta|miliar|milyar|triliun|ribu|m|bn|k)\b)?"
    yield rf"(?:{FIGURE})\s*(?:%|persen|per cent|percent)"
    yield rf"\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{months})(?:\s+\d{{4}})?|(?:{months})\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?"
    yield rf"(?:US|A|S|HK)?[$£€]\s*(?:{FIGURE}){scale}"
    yield rf"(?:{FIGURE}){scale}\s*(?:dolar|dollars?|pound\w*|euros?|rupiah)"
    yield r"\d+[-–:/]\d+"


def numbers(ind, eng):
    same = lambda x, y: value(x[0], False) == value(y[0], True)
    for x, y in once(figures(ind, False), figures(eng, True), same):
        if value(x[0], False) > 2 and not re.match(r"\s*(?:million|billion|trillion|juta|mil)", eng[y.end():]):
            yield x.span(), y.span()


def percents(ind, eng):
    one = list(re.finditer(rf"(?<![\w.,])({FIGURE})(?=\s*(?:%|persen))", ind))
    two = list(re.finditer(rf"(?<![\w.,])({FIGURE})(?=\s*(?:%|per ?cent))", eng))
    for x, y in once(one, two, lambda x, y: value(x[1], False) == value(y[1], True)):
        yield x.span(1), y.span(1)


def money(ind, eng):
    one = list(re.finditer(rf"(?<![\w.,])(?:US)?[$£€]\s*({FIGURE})(?![\d])|(?<![\w.,])({FIGURE})(?=(?:\s+(?:ribu|juta|miliar|milyar|triliun))?\s+(?:dolar|dollar|pound|euro|USD))", ind))
    two = list(re.finditer(rf"[$£€]\s*({FIGURE})(?!\d)", eng))
    span = lambda m: m.span(1) if m[1] else m.span(2)
    text = lambda m: m[1] or m[2]
    for x, y in once(one, two, lambda x, y: value(text(x), False) == value(y[1], True)):
        yield span(x), y.span(1)


def dates(ind, eng):
    for english, indonesian in MONTHS.items():
        one = list(re.finditer(rf"(?<![\w.,/])(\d{{1,2}})(?=\s+{indonesian}\b)", ind, re.I))
        two = list(re.finditer(rf"\b{english}\s+(\d{{1,2}})\b(?!\d)|(?<![\w.,])(\d{{1,2}})(?:st|nd|rd|th)?(?=\s+(?:of\s+)?{english}\b)", eng, re.I))
        span = lambda m: m.span(1) if m[1] else m.span(2)
        for x, y in once(one, two, lambda x, y: int(x[1]) == int(y[1] or y[2])):
            yield x.span(1), span(y)


def weekdays(ind, eng):
    for english, indonesian in WEEKDAYS.items():
        one, two = words(indonesian, ind), words(english, eng)
        if len(one) == 1 and len(two) == 1:
            yield one[0].span(), two[0].span()


def places(ind, eng):
    for english, indonesian in PLACES.items():
        one, two = proper(indonesian, ind), proper(english, eng)
        if len(one) == 1 and len(two) == 1:
            yield one[0].span(), two[0].span()


def proper(name, text):
    """The spans of a name that is not part of a longer one."""
    return [m for m in words(name, text) if not re.match(r"[ -][A-Z]|['’]s [A-Z]", text[m.end():]) and not re.search(r"[A-Z][\w.]*[ -]$", text[:m.start()])]


def persons(ind, eng):
    for m in re.finditer(r"\b([A-Z][a-z]+)(?: [A-Z]\.)?((?: [A-Z][a-zA-Z'-]+){1,2})", eng):
        name = m[0]
        if m[1] not in GIVEN or eng.count(name) != 1 or ind.count(name) != 1:
            continue
        last = name.split()[-1]
        at = ind.index(name)
        # Whoever is named again in the sentence is not changed by changing one mention.
        alone = ind.count(last) == 1 and eng.count(last) == 1
        if alone and not re.match(r"[ -][A-Z]", ind[at + len(name):]) and not re.search(r"[a-z] [A-Z][a-z]* $", ind[:at][-1:]):
            yield (at, at + len(name)), m.span()


def currencies(ind, eng):
    """Signs, and names behind a figure, of sums that both sides give."""
    sums = rf"([$£€])\s*({FIGURE})(?!\d)|(?<![\w.,])({FIGURE})(?:\s+(?:%s))?\s+(%s)\b"
    one = list(re.finditer(sums % ("ribu|juta|miliar|milyar|triliun", "|".join(MONEY[False])), ind))
    two = list(re.finditer(sums % ("thousand|million|billion|trillion", "|".join(MONEY[True])), eng))
    span = lambda m: m.span(1) if m[1] else m.span(4)
    for x, y in once(one, two, lambda x, y: value(x[2] or x[3], False) == value(y[2] or y[3], True)):
        # A currency of both sides is changed to another one.
        if len([m for m in one if m[0] == x[0]]) == 1 and len(one) == len(two) == 1:
            yield span(x), span(y)


def directions(ind, eng):
    """Verbs of rising and falling directly before a figure on both sides."""
    figure = rf"\b(%s)\b[^.,;:()\d]{{0,24}}?[$£€]?({FIGURE})(?![\d])"
    one = list(re.finditer(figure % "|".join(TURNED[False]), ind, re.I))
    two = list(re.finditer(figure % "|".join(TURNED[True]), eng, re.I))
    moved = lambda m: not re.search(r"\b(?:from|dari|to|than)\b", m[0]) or m[1].lower() not in ("up", "down")
    for x, y in once([m for m in one if moved(m)], [m for m in two if moved(m)], lambda x, y: value(x[2], False) == value(y[2], True)):
        yield x.span(1), y.span(1)


def surnames(ind, eng):
    """The last names of persons whom both sides call by two names."""
    for first, second in persons(ind, eng):
        name = eng[slice(*second)]
        if len(name.split()) == 2:
            yield (first[1] - len(name.split()[1]), first[1]), (second[1] - len(name.split()[1]), second[1])


FINDERS = {"currency": currencies, "direction": directions, "surname": surnames, "number": numbers, "money": money, "percent": percents, "date": dates, "weekday": weekdays, "place": places, "person": persons}


def changed(fact, text, english, rng, rows):
    """Another value of a fact's kind for one side; nothing where that cannot be had."""
    start, end = fact.eng if english else fact.ind
    old = text[start:end]
    if fact.kind in ("number", "money", "percent"):
        return other_figure(old, rng)
    if fact.kind == "date":
        return str(rng.choice([day for day in range(1, 29) if day != int(old)]))
    if fact.kind == "weekday":
        return rng.choice([day for day in (WEEKDAYS if english else WEEKDAYS.values()) if day != old])
    if fact.kind == "currency":
        return rng.choice([other for other in (SIGNS if old in SIGNS else MONEY[english]) if other != old])
    if fact.kind == "direction":
        new = TURNED[english][old.lower()]
        return new.capitalize() if old[0].isupper() else new
    if fact.kind == "surname":
        return rng.choice([name for name in SURNAMES if name not in rows])
    if fact.kind == "place":
        taken = set(PLACES if english else PLACES.values())
        return rng.choice(sorted(place for place in taken if place not in rows))
    return rng.choice([name for name in OTHERS if name not in rows])


def other_figure(old, rng):
    """A figure of the same shape with one of its digits changed."""
    at = rng.choice([at for at, c in enumerate(old) if c.isdigit()])
    digits = [d for d in ("123456789" if at == 0 or old[at] == "0" else "0123456789") if d != old[at]]
    return old[:at] + rng.choice(digits) + old[at + 1:]
