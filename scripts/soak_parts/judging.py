"""A review whose server is killed: decisions that it acknowledged are in the store."""

import csv
import http.client
import io
import json
import re
import subprocess
import threading
import urllib.request


class Server:
    def __init__(self, binary, table):
        command = [str(binary), "review", str(table), "--annotator", "soak"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        for line in self.process.stderr:
            if found := re.search(r"http://([^/]+)/\?token=(\w+)", line):
                self.host, self.token = found.groups()
                return
        raise RuntimeError(f"no address; status {self.process.wait()}")

    def ask(self, path, body=None):
        cookie = f"sejajar-{self.host.rsplit(':', 1)[1]}={self.token}"
        headers = {"cookie": cookie, "content-type": "application/json", "origin": f"http://{self.host}"}
        request = urllib.request.Request(f"http://{self.host}{path}", data=body and json.dumps(body).encode(), headers=headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return json.load(answer)


def killed(binary, table, rng, after):
    """Judges rows until the server is killed ``after`` seconds later; returns the numbers of acknowledged decisions and those kept."""
    beads = [bead(row, number) for row, number in numbered(table)]
    server, acknowledged = Server(binary, table), []
    killer = threading.Timer(after, server.process.kill)
    killer.start()
    try:
        while True:
            decision = {"annotator": "soak", "bead": rng.choice(beads), "action": rng.choice(["accept", "reject"])}
            acknowledged.append(server.ask("/api/decide", decision)["seq"])
    except (OSError, ValueError, http.client.HTTPException):
        pass
    finally:
        killer.cancel()
        server.process.kill()
        server.process.wait()
        server.process.stderr.close()
    export = [str(binary), "review", str(table), "--export", "csv"]
    text = subprocess.run(export, capture_output=True, text=True, check=True).stdout
    return acknowledged, {int(row["seq"]) for row in csv.DictReader(io.StringIO(text))}


def numbered(table):
    """The rows of a table, each with the number of its document."""
    documents = {}
    for row in csv.DictReader(table.open(encoding="utf-8", newline="")):
        yield row, documents.setdefault((row["article_id"], row["report_id"]), len(documents))


def bead(row, document):
    """The name of a row's bead on the page."""
    starts = [(int(row[f"{side}_start"]), int(row[f"{side}_end"])) for side in ("ind", "eng")]
    return f"{document}:" + ":".join(f"{start}+{end - start}" for start, end in starts)
