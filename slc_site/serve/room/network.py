"""The addresses under which other devices in the building can reach this computer."""

from __future__ import annotations

import ipaddress
import socket

_PRIVATE = tuple(ipaddress.ip_network(net) for net in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"))
"""What is handed out inside of buildings (RFC 1918); nobody outside can reach it."""

_PROBES = ("192.0.2.1", "10.255.255.254", "172.31.255.254", "192.168.255.254")
"""Addresses that the system is asked the way to: anywhere first, then each private range."""


def is_in_the_building(host: str) -> bool:
    """Is it an IPv4 address that only the local network can reach?"""
    try:
        address = ipaddress.IPv4Address(host)
    except ValueError:
        return False
    return any(address in net for net in _PRIVATE)


def own_addresses() -> tuple[str, ...]:
    """Return this computer's addresses in local networks, the one that leads out first; nothing is sent."""
    found = (_way_to(probe) for probe in _PROBES)
    return tuple(dict.fromkeys(address for address in found if address and is_in_the_building(address)))


def _way_to(probe: str) -> str | None:
    """Return the address that a packet to `probe` would leave from; to connect by UDP sends none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect((probe, 9))
            return str(asking.getsockname()[0])
        except OSError:  # there is no way there
            return None
