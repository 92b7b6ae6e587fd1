"""A process with one libtorrent session and one torrent, told all by a JSON object as its argument.

Prints a JSON object when anything in it changes: state, complete (all that is wanted is on disk), uploaded (bytes of pieces)."""
import json
import sys

import libtorrent as lt

RC4, PLAIN_OR_RC4, FORCED, DISABLED = 2, 3, 0, 2


def session(address, port, encrypted):
    policy = FORCED if encrypted else DISABLED
    return lt.session({
        'listen_interfaces': '%s:%d' % (address, port), 'outgoing_interfaces': address,
        'enable_dht': False, 'enable_lsd': False, 'enable_upnp': False, 'enable_natpmp': False,
        'enable_outgoing_utp': False, 'enable_incoming_utp': False,
        'out_enc_policy': policy, 'in_enc_policy': policy, 'allowed_enc_level': RC4 if encrypted else PLAIN_OR_RC4,
        'allow_multiple_connections_per_ip': True, 'unchoke_interval': 1, 'unchoke_slots_limit': 64,
        'min_reconnect_time': 1, 'aio_threads': 2, 'alert_mask': lt.alert.category_t.storage_notification})


def parameters(job):
    source = job['source']
    if source.startswith('magnet:'):
        p = lt.parse_magnet_uri(source)
    else:
        p = lt.add_torrent_params()
        p.ti = lt.torrent_info(source)
        if job['files']:
            p.file_priorities = [4 if wanted else 0 for wanted in job['files']]
    p.save_path = job['folder']
    p.upload_limit = job['upload_limit']
    # Not queued, not stopped when it has nothing to do.
    p.flags &= ~(lt.torrent_flags.auto_managed | lt.torrent_flags.paused)
    if job['seed']:
        p.flags |= lt.torrent_flags.seed_mode
    return p


def main():
    job = json.loads(sys.argv[1])
    s = session(job['address'], job['port'], job['encrypted'])
    torrent = s.add_torrent(parameters(job))
    said, asked, flushed = None, False, False
    while True:
        status = torrent.status()
        finished = status.is_finished and status.has_metadata
        if finished and not asked:
            torrent.flush_cache()
            asked = True
        flushed = any(isinstance(a, lt.cache_flushed_alert) for a in s.pop_alerts()) or flushed
        news = {'state': str(status.state), 'complete': finished and flushed, 'uploaded': status.total_payload_upload,
                'peers': status.num_peers}
        if news != said:
            said = news
            print(json.dumps(news), flush=True)
        s.wait_for_alert(100)


main()
