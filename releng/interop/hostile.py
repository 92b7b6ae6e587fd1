"""Ways to misbehave as a peer. Each is a function of a connected socket and a torrent; it says its worst and returns."""
import os
import struct

import bencode
from wirepeer import BITFIELD, HAVE, PIECE, REQUEST, UNCHOKE, handshake, message, whole_bitfield

EXTENSIONS = bytes((0, 0, 0, 0, 0, 0x10, 0, 0x04))  # BEP 10, BEP 6
EXTENDED = 20
MUCH = 1 << 20


def says_nothing(s, torrent):
    pass


def greets_and_says_nothing(s, torrent):
    s.sendall(handshake(torrent.info_hash))


def sends_noise(s, torrent):
    s.sendall(os.urandom(MUCH))


def pads_an_encryption_handshake_without_end(s, torrent):
    s.sendall(os.urandom(96) + bytes(MUCH))


def greets_for_another_torrent(s, torrent):
    s.sendall(handshake(os.urandom(20)))


def greets_and_sends_noise(s, torrent):
    s.sendall(handshake(torrent.info_hash, EXTENSIONS) + os.urandom(MUCH))


def announces_a_message_of_4_gib(s, torrent):
    s.sendall(handshake(torrent.info_hash) + b'\xff' * 4 + bytes(MUCH))


def sends_a_block_of_many_mib(s, torrent):
    size = 16 * MUCH
    s.sendall(handshake(torrent.info_hash) + struct.pack('>IBII', 9 + size, PIECE, 0, 0) + bytes(size))


def sends_blocks_nobody_asked_for(s, torrent):
    s.sendall(handshake(torrent.info_hash) + message(BITFIELD, whole_bitfield(torrent)))
    for piece in (0, len(torrent.pieces), 0x7fffffff, 0xffffffff):
        s.sendall(message(PIECE, struct.pack('>II', piece, 0) + bytes(16384)))


def has_too_many_pieces(s, torrent):
    s.sendall(handshake(torrent.info_hash) + message(BITFIELD, b'\xff' * 100_000))


def has_spare_pieces(s, torrent):
    s.sendall(handshake(torrent.info_hash) + message(BITFIELD, b'\xff' * ((len(torrent.pieces) + 7) // 8)))


def has_a_piece_that_is_none(s, torrent):
    s.sendall(handshake(torrent.info_hash))
    for piece in (len(torrent.pieces), 0x7fffffff, 0xffffffff):
        s.sendall(message(HAVE, struct.pack('>I', piece)))


def requests_what_is_none(s, torrent):
    s.sendall(handshake(torrent.info_hash) + message(2))
    for request in ((0, 0, 0xffffffff), (0xffffffff, 0, 16384), (0, 0xffffffff, 16384), (0, 0, 0), (0, 1 << 30, 1 << 30)):
        s.sendall(message(REQUEST, struct.pack('>III', *request)))


def sends_short_messages(s, torrent):
    s.sendall(handshake(torrent.info_hash, EXTENSIONS))
    for kind in (HAVE, REQUEST, PIECE, EXTENDED, 0x0d, 0x11):
        s.sendall(message(kind) + message(kind, b'\0'))


def unchokes_without_end(s, torrent):
    s.sendall(handshake(torrent.info_hash) + message(UNCHOKE) * 100_000)


def extends_without_sense(s, torrent):
    s.sendall(handshake(torrent.info_hash, EXTENSIONS))
    nested = b'l' * 200_000
    for body in (b'', b'i', nested, b'd1:m' + nested, b'99999999999:x', bencode.encode({'m': {'ut_metadata': -1}, 'metadata_size': -5}),
                 bencode.encode({'m': {'ut_metadata': 3}, 'metadata_size': 1 << 40, 'reqq': 1 << 60, 'p': 1 << 40})):
        s.sendall(message(EXTENDED, b'\0' + body))
    s.sendall(message(EXTENDED, b'\1' + bencode.encode({'msg_type': 1, 'piece': 1 << 40, 'total_size': 1}) + bytes(16384)))


def rejects_what_nobody_asked_for(s, torrent):
    s.sendall(handshake(torrent.info_hash, EXTENSIONS) + message(0x0e))
    s.sendall(message(0x10, struct.pack('>III', 0xffffffff, 0, 16384)) + message(0x11, struct.pack('>I', 0xffffffff)))


ALL = (says_nothing, greets_and_says_nothing, sends_noise, pads_an_encryption_handshake_without_end, greets_for_another_torrent,
       greets_and_sends_noise, announces_a_message_of_4_gib, sends_a_block_of_many_mib, sends_blocks_nobody_asked_for,
       has_too_many_pieces, has_spare_pieces, has_a_piece_that_is_none, requests_what_is_none, sends_short_messages,
       unchokes_without_end, extends_without_sense, rejects_what_nobody_asked_for)
