"""Other clients, each behind the same few methods; one object is one client at an address of its own."""
import base64
import json
import os
import sys
import urllib.error
import urllib.request

import freshet
from processes import until


class Client:
    """Common to all: seed() returns when the tracker knows the seed, leech() at once."""

    makes_empty_files = True

    def __init__(self, box):
        self.box, self.address = box, box.address()
        self.process = None

    def seed(self, torrent, encrypted=False, upload_limit=0):
        """Seeds a copy of a torrent's payload. upload_limit: bytes per second, 0 for none."""
        folder = torrent.payload.copy(self.box.path(self.name + '.seed'))
        self.start(torrent.path, folder, seed=True, encrypted=encrypted, upload_limit=upload_limit)
        until(lambda: self.box.tracker.knows_seed(torrent.info_hash, self.address),
              '%s announces itself as a seed' % self.name, 60, self.process)
        return self

    def leech(self, source, encrypted=False, files=None):
        """Downloads a torrent file or magnet link. files: for each file whether it is wanted; None for all."""
        self.folder, self._files = self.box.new_folder(self.name + '.download'), files
        self.start(source, self.folder, seed=False, encrypted=encrypted, files=files)
        return self

    def finished(self, payload, seconds=90):
        """Waits until it has all it wants, and compares that with the payload."""
        until(self.complete, '%s completes its download' % self.name, seconds, self.process)
        wanted = [i for i, size in enumerate(payload.sizes)
                  if (self._files is None or self._files[i]) and (size > 0 or self.makes_empty_files)]
        payload.compare(self.folder, wanted)


class Libtorrent(Client):
    name = 'libtorrent'

    def start(self, source, folder, seed, encrypted, files=None, upload_limit=0):
        job = {'source': source, 'folder': folder, 'address': self.address, 'port': freshet.PORT, 'seed': seed,
               'encrypted': encrypted, 'files': files, 'upload_limit': upload_limit}
        worker = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'libtorrent_worker.py')
        self.process = self.box.run(freshet.Run, self.name, [sys.executable, worker, json.dumps(job)])

    def complete(self):
        return self.process.last('complete', False)

    def uploaded(self):
        """Bytes of pieces sent to others."""
        return self.process.last('uploaded')


class Aria2(Client):
    name = 'aria2'

    def start(self, source, folder, seed, encrypted, files=None, upload_limit=0):
        line = ['aria2c', '--no-conf', '--dir=' + folder, '--interface=' + self.address, '--listen-port=%d' % freshet.PORT,
                '--enable-dht=false', '--bt-enable-lpd=false', '--file-allocation=none', '--check-integrity=true',
                '--seed-time=%d' % (999 if seed else 0), '--seed-ratio=0', '--max-upload-limit=%d' % upload_limit,
                '--log=-', '--log-level=info', '--quiet', '--follow-torrent=mem']
        if encrypted:
            line += ['--bt-require-crypto=true', '--bt-min-crypto-level=arc4']
        if files:
            line.append('--select-file=' + ','.join(str(i + 1) for i, wanted in enumerate(files) if wanted))
        self.process = self.box.start(self.name, line + [source])

    def complete(self):
        # It ends when it is done.
        return self.process.exit_code() == 0


class Transmission(Client):
    name = 'transmission'
    makes_empty_files = False

    def start(self, source, folder, seed, encrypted, files=None, upload_limit=0):
        home = self.box.new_folder(self.name + '.home')
        settings = {'dht-enabled': False, 'lpd-enabled': False, 'utp-enabled': False, 'port-forwarding-enabled': False,
                    'peer-port': freshet.PORT, 'bind-address-ipv4': self.address, 'encryption': 2 if encrypted else 1,
                    'rpc-bind-address': self.address, 'rpc-whitelist-enabled': False, 'rpc-host-whitelist-enabled': False,
                    'download-dir': folder, 'incomplete-dir-enabled': False, 'rename-partial-files': False, 'preallocation': 0,
                    'speed-limit-up': upload_limit >> 10, 'speed-limit-up-enabled': upload_limit > 0, 'message-level': 3}
        with open(os.path.join(home, 'settings.json'), 'w', encoding='utf-8') as f:
            json.dump(settings, f)
        self._session = ''
        self.process = self.box.start(self.name, ['transmission-daemon', '--foreground', '--config-dir', home])
        until(lambda: self._call('session-get'), 'transmission answers', 60, self.process)
        what = {'download-dir': folder, 'files-unwanted': [i for i, wanted in enumerate(files or []) if not wanted]}
        if source.startswith('magnet:'):
            what['filename'] = source
        else:
            with open(source, 'rb') as f:
                what['metainfo'] = base64.b64encode(f.read()).decode()
        assert self._call('torrent-add', **what).get('torrent-added'), 'transmission refuses the torrent'

    def complete(self):
        torrents = self._call('torrent-get', fields=['leftUntilDone', 'metadataPercentComplete', 'errorString', 'status'])['torrents']
        return torrents and torrents[0]['metadataPercentComplete'] == 1 and torrents[0]['leftUntilDone'] == 0

    def _call(self, method, **arguments):
        """The answer of a remote call, or None while the program does not answer."""
        body = json.dumps({'method': method, 'arguments': arguments}).encode()
        for _ in range(2):
            request = urllib.request.Request('http://%s:9091/transmission/rpc' % self.address, body,
                                             {'X-Transmission-Session-Id': self._session})
            try:
                with urllib.request.urlopen(request, timeout=30) as response:
                    answer = json.load(response)
                assert answer['result'] == 'success', 'transmission answers %s to %s' % (answer['result'], method)
                return answer['arguments']
            except urllib.error.HTTPError as e:
                if e.code != 409:
                    raise
                self._session = e.headers['X-Transmission-Session-Id']
            except urllib.error.URLError:
                return None
        raise AssertionError('transmission gives no session')


ALL = (Libtorrent, Aria2, Transmission)
