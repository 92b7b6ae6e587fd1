"""Random files, torrents of them, and the comparison of what arrived with what was sent."""
import hashlib
import os
import shutil
import threading
import urllib.parse

import bencode

MIB = 1 << 20


class Payload:
    """Files below one folder, named like the torrent; a torrent of a single file has the one path ()."""

    def __init__(self, folder, name, files):
        """files: pairs of a path (a tuple of names) and a size in bytes. They are written to folder at once."""
        self.folder, self.name = folder, name
        self.paths = [path for path, _ in files]
        self.sizes = [size for _, size in files]
        for path, size in files:
            target = os.path.join(folder, name, *path)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(target, 'wb') as f:
                f.write(os.urandom(size))
        self.sums = [self._sum(folder, i) for i in range(len(files))]
        self.size = sum(self.sizes)

    def file(self, folder, index):
        return os.path.join(folder, self.name, *self.paths[index])

    def content(self):
        """All bytes, as the pieces see them."""
        parts = []
        for i in range(len(self.paths)):
            with open(self.file(self.folder, i), 'rb') as f:
                parts.append(f.read())
        return b''.join(parts)

    def copy(self, folder):
        """Another copy, for a client that shares it."""
        source = os.path.join(self.folder, self.name)
        os.makedirs(folder, exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, os.path.join(folder, self.name))
        else:
            shutil.copy(source, folder)
        return folder

    def _sum(self, folder, index):
        digest = hashlib.sha256()
        with open(self.file(folder, index), 'rb') as f:
            while block := f.read(4 * MIB):
                digest.update(block)
        return digest.hexdigest()

    def compare(self, folder, wanted=None):
        """Fails unless all wanted files (indexes; None: all) are in folder, with the SHA-256 they should have."""
        for i in range(len(self.paths)) if wanted is None else wanted:
            path = self.file(folder, i)
            assert os.path.isfile(path), '%s is missing' % path
            size = os.path.getsize(path)
            assert size == self.sizes[i], '%s has %d bytes instead of %d' % (path, size, self.sizes[i])
            assert self._sum(folder, i) == self.sums[i], '%s has the wrong SHA-256' % path


class Torrent:
    """A v1 torrent of a payload, made without any library; also as a file and as a magnet link."""

    def __init__(self, payload, piece_length, tracker, path):
        self.payload, self.piece_length, self.path = payload, piece_length, path
        content = payload.content()
        self.pieces = [content[i:i + piece_length] for i in range(0, len(content), piece_length)]
        info = {'name': payload.name, 'piece length': piece_length,
                'pieces': b''.join(hashlib.sha1(p).digest() for p in self.pieces)}
        if payload.paths == [()]:
            info['length'] = payload.size
        else:
            info['files'] = [{'path': list(p), 'length': s} for p, s in zip(payload.paths, payload.sizes)]
        self.info = bencode.encode(info)
        self.info_hash = hashlib.sha1(self.info).digest()
        self.magnet = 'magnet:?xt=urn:btih:%s&tr=%s' % (self.info_hash.hex(), urllib.parse.quote(tracker, safe=''))
        with open(path, 'wb') as f:
            f.write(b'd' + bencode.encode('announce') + bencode.encode(tracker) + bencode.encode('info') + self.info + b'e')


class Library:
    """The payloads of a run, each made when first asked for."""

    def __init__(self, folder):
        self._folder, self._made, self._lock = folder, {}, threading.Lock()

    def single(self, mib):
        """One file, neither its size nor its last piece a round number."""
        return self._payload('single-%d.bin' % mib, [((), mib * MIB + 4321)])

    def tree(self):
        """Nested folders, names of several scripts, an empty file, a file of one byte, files that share pieces."""
        return self._payload('Baum der Ströme', [
            (('a', 'b', 'c', 'deep.bin'), 3 * MIB + 1), (('a', 'one'), 1), (('empty', 'nothing.txt'), 0),
            (('Übergröße', '日本語 – файл.bin'), 5 * MIB + 17), (('Übergröße', 'naïve & 100 %.txt'), 40_000),
            (('z last.bin',), 2 * MIB - 3)])

    def _payload(self, name, files):
        with self._lock:
            if name not in self._made:
                self._made[name] = Payload(self._folder, name, files)
            return self._made[name]
