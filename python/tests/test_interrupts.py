"""Ctrl-C ends long work soon."""

import os
import signal
import subprocess
import sys
import time

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")

SCRIPT = """
import itertools, sys, time
import sejajar

def said(number):
    name = "".join("kasatunamihayalare"[2 * (number // 9**digit % 9):][:2] for digit in range(5)).title()
    return name, f"{{number % 977}},{{number % 7}}"

def texts(count):
    names = [said(7919 * number) for number in range(count)]
    return (
        [f"{{name}} membeli {{price}} ton beras di pasar {{name}}." for name, price in names],
        [f"{{name}} bought {{price.replace(',', '.')}} tonnes of rice at {{name}} market." for name, price in names],
    )

same = (["Gempa mengguncang Palu."] * 600, ["A quake shook Palu."] * 600)
print("ready", flush=True)
try:
    {call}
    print("done", flush=True)
except KeyboardInterrupt:
    print("interrupted", flush=True)
"""

CALLS = {
    "pairs without end": 'sejajar.align_many((str(n), "Gempa 6,5 terjadi. " * 20, "A 6.5 quake. " * 20) for n in itertools.count())',
    "long pairs": "sejajar.align_many([(str(n), *same) for n in range(24)])",
    "long pairs on one thread": "sejajar.align_many([(str(n), *same) for n in range(24)], threads=1)",
    "a pair of equal sentences": "sejajar.align(*[side * 50 for side in same])",
    "a pair of many sentences": "sejajar.align(*texts(40000))",
    "articles with long reports": "sejajar.link([same[0]] * 24, [same[1]] * 24)",
}


def seconds_to_end(call, after):
    """From the signal to the end of the process."""
    process = subprocess.Popen([sys.executable, "-c", SCRIPT.format(call=call)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "ready\n"
    time.sleep(after)
    start = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.communicate(timeout=60)[0] == "interrupted\n"
    return time.monotonic() - start


@pytest.mark.parametrize("after", [0.5, 2])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_ctrl_c(call, after):
    took = []
    while not took or (took[-1] >= 2 and len(took) < 3):
        took.append(seconds_to_end(call, after))
    print(", ".join(f"{seconds:.2f} s" for seconds in took))
    assert took[-1] < 2, "on an idle machine it takes less than one second, and a busy one has three attempts"
