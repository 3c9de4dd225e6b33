# SPDX-License-Identifier: Apache-2.0
"""What the tests of the whole share: a daemon, a client, TAP."""
import contextlib
import hashlib
import http.client
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.environ["GCMTRACK"]
SOURCE = os.environ["SOURCE"]
TOKEN = "a token of the tests"
DIGEST = hashlib.sha256(TOKEN.encode()).hexdigest()

# Nothing here takes a tenth of it; a test that hangs must end.
PATIENCE_S = 60


class Tap:
    """Counts results and prints them as TAP."""

    def __init__(self):
        self.n = 0
        self.failed = 0

    def check(self, is_good, what, why=""):
        self.n += 1
        self.failed += not is_good
        print("%s %d - %s" % ("ok" if is_good else "not ok", self.n, what))
        if not is_good:
            for line in str(why).splitlines():
                print("# " + line)
        sys.stdout.flush()

    def end(self):
        print("1..%d" % self.n)
        sys.exit(1 if self.failed else 0)


@contextlib.contextmanager
def folder():
    path = tempfile.mkdtemp(prefix="gcmtrack-whole-")
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def run(*words, status=0, text=None):
    """Runs a verb; gives its standard output and error as one string."""
    done = subprocess.run([PROGRAM, *words], input=text, capture_output=True, text=True, errors="replace",
                          timeout=PATIENCE_S, check=False)
    said = done.stdout + done.stderr
    if status is not None and done.returncode != status:
        raise AssertionError("%s: exit %d, not %d\n%s" % (" ".join(words), done.returncode, status, said))
    return said


class Daemon:
    """`gcmtrack serve` on ports of its choice, in a process group of its own."""

    def __init__(self, db, *words, doors=("read", "intake"), listen="127.0.0.1:0"):
        self.url = {}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--db", db, *(("--listen", listen) if listen else ()), *words],
            stdout=subprocess.PIPE, stderr=self.log, bufsize=0, start_new_session=True)
        for _ in doors:
            self.hear()

    def hear(self):
        """Takes the next address it prints."""
        line = self.line()
        if " http://" not in " " + line:
            raise AssertionError("no address but %r; %s" % (line, self.said()))
        door, url = line.split()
        self.url[door] = url.split("/")[2]

    def line(self):
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_S)
        if not ready:
            raise AssertionError("nothing printed; ..." + self.said()[-2000:])
        return self.process.stdout.readline().decode()

    def said(self):
        self.log.seek(0)
        return self.log.read().decode(errors="replace")

    def wait_log(self, words, seconds=PATIENCE_S):
        """Waits until WORDS stand in its log."""
        end = time.monotonic() + seconds
        while words not in self.said():
            if time.monotonic() > end or self.process.poll() is not None:
                return False
            # A log file cannot be waited for; a pipe could fill.
            select.select([], [], [], 0.01)
        return True

    def ask(self, method, path, body=None, door="read", token=None, headers=None):
        """One request; gives status, headers and body."""
        connection = http.client.HTTPConnection(self.url[door], timeout=PATIENCE_S)
        try:
            fields = dict(headers or {})
            if token:
                fields["Authorization"] = "Bearer " + token
            connection.request(method, path, body, fields)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()

    def post(self, text, query, token=TOKEN):
        return self.ask("POST", "/api/v1/submissions?" + query, text.encode(), "intake", token,
                        {"Content-Type": "text/plain; charset=utf-8"})

    def signal(self, number):
        self.process.send_signal(number)

    def stop(self):
        """Asks it to end; gives its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=PATIENCE_S)
        self.close()
        return status

    def kill(self):
        """Ends all its processes at once, as a power cut would."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=PATIENCE_S)
        self.close()

    def close(self):
        self.process.stdout.close()
        self.log.close()
