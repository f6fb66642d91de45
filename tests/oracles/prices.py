"""Prices random documents with Python's decimal, as docs/history.md says, for tests/rules_prices.rs to compare.

    python3 tests/oracles/prices.py            # writes tests/rules/prices.jsonl
    python3 tests/oracles/prices.py --check    # fails where the file is another

Decimals are in minor units; nothing here is shared with the library. Each line of the file is a document: its lines as quantity, regular
price, discount (of a unit, or in percent), the amount where that is fixed, and rate of tax; then what is expected.
"""

import json
import pathlib
import random
import sys
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal, getcontext

FILE = pathlib.Path(__file__).resolve().parents[1] / "rules" / "prices.jsonl"
DOCUMENTS = 400
RATES = [Decimal(rate) for rate in ("0", "2.5", "4", "5.5", "7", "8.1", "10", "19", "20", "21", "22", "23", "100")]
ONE, UNIT = Decimal(1), Decimal("0.0001")

getcontext().prec = 60


def rounded(number, to=ONE):
    """Half away from zero, which is what decimal calls half up."""
    return number.quantize(to, ROUND_HALF_UP)


def a_quantity(chance):
    kind = chance.randrange(10)
    if kind < 5:
        quantity = Decimal(chance.randint(1, 12))
    elif kind < 8:
        quantity = Decimal(chance.randint(1, 99_999)) / 1000
    else:
        quantity = Decimal(chance.randint(1, 3_000))
    return -quantity if chance.random() < 0.15 else quantity


def a_price(chance):
    kind = chance.randrange(10)
    if kind < 5:
        return Decimal(chance.randint(0, 20_000))
    if kind < 9:
        return Decimal(chance.randint(0, 9_999_999)) / 10_000
    return Decimal(chance.randint(0, 10**12)) / 10_000


def a_line(chance, net):
    line = {"quantity": a_quantity(chance), "price": a_price(chance), "tax": chance.choice(RATES)}
    kind = chance.randrange(10)
    if kind < 3:
        line["percent"] = Decimal(chance.randint(0, 10_000)) / 100
    elif kind < 5:
        line["off"] = rounded(line["price"] * Decimal(chance.randint(0, 100)) / 100, UNIT)
    elif kind < 6:
        line["amount"] = Decimal(chance.randint(-5_000, 50_000))
    if not net and chance.random() < 0.1:
        line["tax"] = None
    return line


def final_price(line):
    if "amount" in line:
        return rounded(line["amount"] / line["quantity"], UNIT)
    off = rounded(line["price"] * line["percent"] / 100, UNIT) if "percent" in line else line.get("off", Decimal(0))
    return line["price"] - off


def own_amount(line):
    return line.get("amount", rounded(line["quantity"] * final_price(line)))


def shared(net, rate):
    """Gross amounts of one rate: floors first, then a cent each to the largest remainders."""
    if sum(net) < 0:
        return [-amount for amount in shared([-amount for amount in net], rate)]
    exact = [amount * (100 + rate) / 100 for amount in net]
    floors = [amount.to_integral_value(ROUND_FLOOR) for amount in exact]
    gross = sum(net) + rounded(sum(net) * rate / 100)
    places = sorted(range(len(net)), key=lambda at: (floors[at] - exact[at], at))
    for at in places[: int(gross - sum(floors))]:
        floors[at] += 1
    return floors


def priced(lines, net):
    own = [own_amount(line) for line in lines]
    amounts = list(own)
    taxes = []
    for rate in sorted({line["tax"] for line in lines if line["tax"] is not None}):
        places = [at for at, line in enumerate(lines) if line["tax"] == rate]
        if net:
            for at, amount in zip(places, shared([own[at] for at in places], rate)):
                amounts[at] = amount
            net_sum = sum(own[at] for at in places)
            tax = rounded(net_sum * rate / 100)
        else:
            gross = sum(own[at] for at in places)
            tax = rounded(gross * rate / (100 + rate))
            net_sum = gross - tax
        taxes.append((rate, net_sum, tax, net_sum + tax))
    units = []
    for line in lines:
        factor = (100 + line["tax"]) / 100 if net else ONE
        regular, final = rounded(line["price"] * factor, UNIT), rounded(final_price(line) * factor, UNIT)
        units.append((regular, regular - final, final))
    return units, amounts, sum(amounts), taxes


def whole(number, scale):
    scaled = number * scale
    assert scaled == scaled.to_integral_value(), number
    return int(scaled)


def written(chance):
    net = chance.random() < 0.5
    lines = [a_line(chance, net) for _ in range(chance.choice([1, 1, 2, 3, 5, 8, 13, 40]))]
    units, amounts, total, taxes = priced(lines, net)
    assert sum(amounts) == total
    optional = lambda number, scale: None if number is None else whole(number, scale)
    given = [
        [whole(line["quantity"], 1000), whole(line["price"], 10_000), optional(line.get("off"), 10_000), optional(line.get("percent"), 100),
         optional(line.get("amount"), 1), optional(line["tax"], 100)]
        for line in lines
    ]
    expected = [[whole(price, 10_000) for price in unit] + [whole(amount, 1)] for unit, amount in zip(units, amounts)]
    rates = [[whole(rate, 100), whole(net_sum, 1), whole(tax, 1), whole(gross, 1)] for rate, net_sum, tax, gross in taxes]
    return {"net": net, "lines": given, "priced": expected, "total": whole(total, 1), "taxes": rates}


def main():
    chance = random.Random(14)
    text = "".join(json.dumps(written(chance), separators=(",", ":")) + "\n" for _ in range(DOCUMENTS))
    if "--check" in sys.argv[1:]:
        sys.exit(0 if FILE.read_text(encoding="utf-8") == text else f"{FILE.name} is not what this script writes")
    FILE.write_text(text, encoding="utf-8")


main()
