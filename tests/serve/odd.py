# SPDX-License-Identifier: Apache-2.0
"""Odd requests, raw over sockets: whole, byte by byte, cut at every place; at
both doors; behind nginx as etc/nginx.conf sets it up."""
import codecs
import os
import re
import select
import shutil
import socket
import struct
import subprocess
import sys

sys.path.insert(0, os.path.join(os.environ["SOURCE"], "tests", "whole"))
import house  # noqa: E402

TABLE = os.path.join(house.SOURCE, "tests", "serve", "odd_requests.tsv")
HOST = b"Host: a.example\r\n"
LAST = HOST + b"Connection: close\r\n\r\n"
PROBE = b"GET /readyz HTTP/1.1\r\n" + LAST
DOORS = {"R": "read", "I": "intake"}

# Longer requests are cut at fewer places; all of them come byte by byte.
CUT_MOST = 300


def repeat(text):
    """{N*c}, innermost first."""
    while True:
        found = re.search(rb"\{(\d+)\*([^{}]*)\}", text)
        if not found:
            return text
        text = text[:found.start()] + found.group(2) * int(found.group(1)) + text[found.end():]


def unescape(text):
    raw = codecs.escape_decode(text.encode())[0]
    for mark, means in ((b"{H}", HOST), (b"{E}", LAST),
                        (b"{T}", b"Authorization: Bearer " + house.TOKEN.encode() + b"\r\n")):
        raw = raw.replace(mark, means)
    return repeat(raw)


class Row:
    def __init__(self, line):
        self.name, door, text, self.direct, self.end, self.proxied = line.rstrip("\n").split("\t")
        self.door = DOORS[door]
        self.bytes = unescape(text)


def rows():
    with open(TABLE, encoding="utf-8") as lines:
        return [Row(line) for line in lines if not line.startswith("#")]


def is_met(want, got):
    """Whether the statuses GOT are what a column WANTs."""
    said = ",".join(str(s) for s in got) or "-"
    return any(choice in (said, "any") or (choice == "*" and got and got[0] // 100 != 2)
               for choice in want.split("|"))


def statuses(row, raw):
    """The final statuses in RAW, and what is left over."""
    out, is_head = [], row.bytes.startswith(b"HEAD")
    while raw:
        head, mark, rest = raw.partition(b"\r\n\r\n")
        found = re.match(rb"HTTP/1\.[01] (\d{3})", head)
        if not mark or not found:
            break
        status = int(found.group(1))
        length = re.search(rb"\r\nContent-Length: (\d+)", head, re.I)
        size = int(length.group(1)) if length and not (is_head and not out) else 0
        if len(rest) < size:
            break
        if status != 100:
            out.append(status)
        raw = rest[size:]
    return out, raw


def connect(address):
    host, port = address.rsplit(":", 1)
    s = socket.create_connection((host.strip("[]"), int(port)), timeout=house.PATIENCE_S / 4)
    s.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    # Thousands of connections: none is to wait for its last packets.
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return s


def send(s, raw):
    try:
        s.sendall(raw)
    except OSError:
        pass  # refused already: the answer tells


def receive(s):
    """What is there, b"" at the end of it."""
    try:
        return s.recv(1 << 20)
    except ConnectionError:
        return b""


def outcome(row, s):
    """Reads what the door makes of ROW; gives statuses and end."""
    want = row.direct.count(",") + 1
    raw = b""
    try:
        while True:
            got, rest = statuses(row, raw)
            if row.end == "keep" and len(got) >= want and not rest:
                break
            piece = receive(s)
            if not piece:
                return got, "close" if not rest else "rest %r" % rest[:80]
            raw += piece
        send(s, PROBE)
        while True:
            piece = receive(s)
            if not piece:
                break
            raw += piece
    except TimeoutError:
        return statuses(row, raw)[0], "nothing for too long"
    more, rest = statuses(row, raw)
    return more[:len(got)], "keep" if more == got + [200] and not rest else "then %s" % more[len(got):]


def cuts(raw):
    step = 1 if len(raw) <= CUT_MOST else len(raw) // 20
    return range(1, len(raw), step)


def ask_cut(row, address):
    """ROW cut in two at every place; gives what came of each."""
    pairs = [(at, connect(address)) for at in cuts(row.bytes)]
    for at, s in pairs:
        send(s, row.bytes[:at])
    # One worker serves all: when it has answered this, it has read those.
    barrier(row, address)
    for at, s in pairs:
        send(s, row.bytes[at:])
    out = [(at, outcome(row, s)) for at, s in pairs]
    for _, s in pairs:
        s.close()
    return out


def barrier(row, address):
    with connect(address) as s:
        send(s, PROBE)
        while receive(s):
            pass


def ask_bytes(row, address):
    with connect(address) as s:
        for i in range(len(row.bytes)):
            send(s, row.bytes[i:i + 1])
        return outcome(row, s)


def ask_whole(row, address):
    with connect(address) as s:
        send(s, row.bytes)
        return outcome(row, s)


def direct(tap, daemon):
    for row in rows():
        address = daemon.url[row.door]
        came = [("whole", ask_whole(row, address)), ("byte by byte", ask_bytes(row, address))]
        came += [("cut at %d" % at, got) for at, got in ask_cut(row, address)]
        bad = ["%s: %s, %s" % (how, got, end) for how, (got, end) in came
               if not is_met(row.direct, got) or row.end not in (end, "any")]
        tap.check(not bad, "%s: %s, %s (%d ways)" % (row.name, row.direct, row.end, len(came)), "\n".join(bad[:5]))
    tap.check("ended=\"signal" not in daemon.said(), "no process of the daemon has died of it", daemon.said()[-2000:])


# ---- behind nginx ----------------------------------------------------------

def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def nginx_config(folder, daemon, ports):
    """etc/nginx.conf, on this machine, without TLS, in less of a hurry."""
    with open(os.path.join(house.SOURCE, "etc", "nginx.conf"), encoding="utf-8") as sample:
        text = sample.read()
    text = re.sub(r"\tlisten \[::\].*\n|\tssl_.*\n", "", text)
    for port in ports:
        text = text.replace("listen 443 ssl http2;", "listen 127.0.0.1:%d;" % port, 1)
    text = text.replace("127.0.0.1:8710", daemon.url["read"]).replace("127.0.0.1:8711", daemon.url["intake"])
    text = re.sub(r"(client_header_timeout|client_body_timeout|keepalive_timeout) \d+s", r"\1 1s", text)
    temporary = "".join("%s_temp_path %s/%s;\n" % (n, folder, n)
                        for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    path = os.path.join(folder, "nginx.conf")
    with open(path, "w", encoding="utf-8") as out:
        out.write("%sdaemon off;\nworker_processes 1;\npid %s/pid;\nerror_log %s/error.log;\n"
                  "events { worker_connections 1024; }\nhttp {\naccess_log off;\n%s%s}\n"
                  % (user, folder, folder, temporary, text))
    return path


def wait_for(address):
    for _ in range(1000):
        try:
            connect(address).close()
            return True
        except OSError:
            select.select([], [], [], 0.01)
    return False


def read_all(wanted):
    """Reads each of {socket: row} to its end."""
    got = {s: b"" for s in wanted}
    open_ones = set(wanted)
    while open_ones:
        ready, _, _ = select.select(list(open_ones), [], [], house.PATIENCE_S / 4)
        if not ready:
            break
        for s in ready:
            piece = receive(s)
            got[s] += piece
            if not piece:
                open_ones.discard(s)
    return got, open_ones


def proxied(tap, daemon, folder, program):
    ports = free_port(), free_port()
    at = {"read": "127.0.0.1:%d" % ports[0], "intake": "127.0.0.1:%d" % ports[1]}
    nginx = subprocess.Popen([program, "-p", folder, "-c", nginx_config(folder, daemon, ports)],
                             stderr=subprocess.PIPE)
    try:
        if not (wait_for(at["read"]) and wait_for(at["intake"])):
            nginx.terminate()
            tap.check(False, "nginx takes etc/nginx.conf", nginx.communicate()[1].decode())
            return
        wanted = {}
        for row in rows():
            s = connect(at[row.door])
            send(s, row.bytes)
            wanted[s] = row
        got, stuck = read_all(wanted)
        for s, row in wanted.items():
            want = row.direct if row.proxied == "=" else row.proxied.replace("=", row.direct)
            came, _ = statuses(row, got[s])
            # What is left open for too long is told so; it is no answer more.
            if len(came) > 1 and came[-1] == 408:
                came.pop()
            tap.check(is_met(want, came) and s not in stuck, "behind nginx: %s: %s" % (row.name, want),
                      (came, got[s][:300]))
            s.close()
        status, _, _ = daemon.ask("GET", "/readyz")
        tap.check(status == 200 and "ended=\"signal" not in daemon.said(), "the daemon behind nginx is well", status)
    finally:
        nginx.terminate()
        nginx.wait(timeout=house.PATIENCE_S)


def main():
    tap = house.Tap()
    with house.folder() as folder:
        daemon = house.Daemon(os.path.join(folder, "odd.db"), "--intake", "127.0.0.1:0", "--workers", "1",
                              "--token-digest", house.DIGEST)
        try:
            tap.check(len(rows()) >= 120, "the table has 120 odd requests and more", len(rows()))
            direct(tap, daemon)
            program = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
            if program:
                proxied(tap, daemon, folder, program)
            else:
                tap.check(True, "behind nginx # SKIP no nginx here: apt-get install nginx-light")
        finally:
            daemon.stop()
    tap.end()


if __name__ == "__main__":
    main()
