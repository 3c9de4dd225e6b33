# SPDX-License-Identifier: Apache-2.0
"""Slow clients: a head that trickles, a body that trickles, a reader that does
not read, a client that says nothing. All are gone by their deadline and two
seconds, as the kernel's table of the daemon's sockets counts them, and a
normal request meanwhile takes less than 100 ms, 99 times in 100."""
import os
import resource
import select
import socket
import sys
import time

sys.path.insert(0, os.path.join(os.environ["SOURCE"], "tests", "whole"))
import house  # noqa: E402

DEADLINE_MS = 3000
GRACE_S = 2.0
P99_S = 0.1

# Each slow client sends a byte this often: far more often than any timeout.
DRIBBLE_S = 0.5

HEAD = b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: "
BODY = ("POST /api/v1/submissions?state=SVN&voice=state&round=IMRF2026 HTTP/1.1\r\nHost: a\r\n"
        "Authorization: Bearer %s\r\nContent-Length: 100000\r\n\r\n" % house.TOKEN).encode()
READ = b"GET /api/v1/cells?status=all&limit=1000 HTTP/1.1\r\nHost: a\r\n\r\n" * 40
NORMAL = b"GET /api/v1/rounds HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"


def allowed(wanted):
    """How many slow clients the limit on open files allows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    need = wanted + 200
    if soft < need:
        soft = min(need, hard) if hard != resource.RLIM_INFINITY else need
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(wanted, soft - 200)


def place(address):
    host, port = address.rsplit(":", 1)
    return host.strip("[]"), int(port)


def opened(ports):
    """Connections that the daemon's ports hold: established, or closed by the
    client only. What only the kernel still knows is none."""
    n = 0
    with open("/proc/net/tcp", encoding="ascii") as lines:
        next(lines)
        for line in lines:
            local, _, state = line.split()[1:4]
            # 01 ESTABLISHED, 08 CLOSE_WAIT
            n += int(local.split(":")[1], 16) in ports and state in ("01", "08")
    return n


class Slow:
    def __init__(self, address, first, more, window=None):
        self.more = more
        self.socket = socket.socket()
        if window:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, window)
        self.socket.settimeout(house.PATIENCE_S / 4)
        self.socket.connect(address)
        self.socket.setblocking(False)
        self.send(first)

    def send(self, raw):
        try:
            self.socket.send(raw)
        except OSError:
            pass  # gone, or full


def crowd(daemon, n):
    """N slow clients of four kinds; most of the cap of documents are senders."""
    read, intake = place(daemon.url["read"]), place(daemon.url["intake"])
    bodies = n // 10
    out = [Slow(intake, BODY, b"x") for _ in range(bodies)]
    readers = n // 10
    out += [Slow(read, READ, b"", 4096) for _ in range(readers)]
    silent = n // 10
    out += [Slow(read, b"", b"") for _ in range(silent)]
    out += [Slow(read, HEAD, b"a") for _ in range(n - bodies - readers - silent)]
    return out


def ask(address):
    """One normal request; gives its status line and seconds."""
    began = time.monotonic()
    raw = b""
    with socket.create_connection(address, timeout=house.PATIENCE_S / 4) as s:
        s.sendall(NORMAL)
        while True:
            piece = s.recv(1 << 16)
            if not piece:
                break
            raw += piece
    return raw[:12], time.monotonic() - began


def run(tap, daemon, n):
    ports = [place(url)[1] for url in daemon.url.values()]
    read = place(daemon.url["read"])
    for door in daemon.url:
        daemon.ask("GET", "/readyz", door=door)
    began = time.monotonic()
    slow = crowd(daemon, n)
    last = time.monotonic()
    tap.check(opened(ports) > n * 0.8, "%d slow clients are in" % n, opened(ports))
    times, wrong, next_byte, gone = [], [], last, None
    while time.monotonic() < last + DEADLINE_MS / 1000 + GRACE_S and gone is None:
        status, seconds = ask(read)
        times.append(seconds)
        if status != b"HTTP/1.1 200":
            wrong.append(status)
        if time.monotonic() >= next_byte:
            next_byte = time.monotonic() + DRIBBLE_S
            for one in slow:
                if one.more:
                    one.send(one.more)
        if len(times) % 20 == 0 and opened(ports) == 0:
            gone = time.monotonic() - last
        # Normal readers come one after another, not as a flood.
        select.select([], [], [], 0.002)
    left = opened(ports)
    tap.check(left == 0, "all are gone by the deadline of %g s and %g s" % (DEADLINE_MS / 1000, GRACE_S),
              "%d are left" % left)
    times.sort()
    p99 = times[len(times) * 99 // 100]
    tap.check(not wrong, "each of %d normal requests meanwhile is answered" % len(times), wrong[:5])
    tap.check(len(times) >= 100 and p99 < P99_S, "99 in 100 of them in less than %d ms" % (P99_S * 1000),
              "p99 %.1f ms of %d" % (p99 * 1000, len(times)))
    print("# %d slow clients in after %.2f s, gone %.2f s later; %d normal requests: median %.2f ms, p99 %.2f ms, most "
          "%.2f ms" % (n, last - began, gone or -1, len(times), times[len(times) // 2] * 1000, p99 * 1000,
                       times[-1] * 1000))
    for one in slow:
        one.socket.close()
    status, _, _ = daemon.ask("GET", "/healthz")
    tap.check(status == 200 and "ended=\"signal" not in daemon.said(), "and the daemon is well", daemon.said()[-1000:])


def main():
    tap = house.Tap()
    wanted = int(os.environ.get("SLOW", "2000"))
    n = allowed(wanted)
    if n < wanted:
        print("# the limit on open files allows %d slow clients, not %d" % (n, wanted))
    deadline = str(DEADLINE_MS)
    with house.folder() as folder:
        daemon = house.Daemon(os.path.join(folder, "slow.db"), "--intake", "127.0.0.1:0", "--token-digest",
                              house.DIGEST, "--header-deadline-ms", deadline, "--body-deadline-ms", deadline,
                              "--write-deadline-ms", deadline, "--idle-ms", deadline)
        try:
            run(tap, daemon, n)
        finally:
            daemon.stop()
    tap.end()


if __name__ == "__main__":
    main()
