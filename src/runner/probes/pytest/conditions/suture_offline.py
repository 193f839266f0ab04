"""Takes the network away: nothing answers but this machine."""

import errno
import ipaddress
import socket

OWN = socket.gethostname().lower()
LOCAL = ("127.", "::1", "localhost", "0.0.0.0", "::ffff:127.")


def is_local(host):
    text = host.decode(errors="replace") if isinstance(host, bytes) else str(host or "")
    return text == "" or text.lower().startswith(LOCAL) or text.lower() == OWN


def is_address(host):
    try:
        ipaddress.ip_address(host.decode() if isinstance(host, bytes) else host)
        return True
    except ValueError:
        return False


def cut_network():
    """As on a machine without a network: names are not found, addresses not reached; pipes, files and this machine's own ports are."""
    look_up, connect, connect_ex, send_to = socket.getaddrinfo, socket.socket.connect, socket.socket.connect_ex, socket.socket.sendto

    def leaves(sock, address):
        return sock.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple) and not is_local(address[0])

    def getaddrinfo(host, *args, **kwargs):
        if host is not None and not is_local(host) and not is_address(host):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return look_up(host, *args, **kwargs)

    def unreachable():
        return OSError(errno.ENETUNREACH, "Network is unreachable")

    class Socket(socket.socket):
        def connect(self, address):
            if leaves(self, address):
                raise unreachable()
            return connect(self, address)

        def connect_ex(self, address):
            return errno.ENETUNREACH if leaves(self, address) else connect_ex(self, address)

        def sendto(self, data, *args):
            if leaves(self, args[-1]):
                raise unreachable()
            return send_to(self, data, *args)

    Socket.__name__ = Socket.__qualname__ = "socket"
    Socket.__module__ = "socket"
    socket.getaddrinfo = getaddrinfo
    socket.socket = Socket
