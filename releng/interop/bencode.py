"""Bencoding (BEP 3)."""


def encode(value):
    if isinstance(value, bytes):
        return b'%d:%s' % (len(value), value)
    if isinstance(value, str):
        return encode(value.encode())
    if isinstance(value, int):
        return b'i%de' % value
    if isinstance(value, list):
        return b'l' + b''.join(map(encode, value)) + b'e'
    if isinstance(value, dict):
        keyed = {k.encode() if isinstance(k, str) else k: v for k, v in value.items()}
        return b'd' + b''.join(encode(k) + encode(keyed[k]) for k in sorted(keyed)) + b'e'
    raise TypeError('cannot bencode a %s' % type(value).__name__)


def decode(data):
    """The value that fills all of data; keys and strings are bytes."""
    value, end = _value(data, 0)
    if end != len(data):
        raise ValueError('%d bytes after the value' % (len(data) - end))
    return value


def _value(data, at):
    kind = data[at:at + 1]
    if kind == b'i':
        end = data.index(b'e', at)
        return int(data[at + 1:end]), end + 1
    if kind == b'l':
        items, at = [], at + 1
        while data[at:at + 1] != b'e':
            item, at = _value(data, at)
            items.append(item)
        return items, at + 1
    if kind == b'd':
        entries, at = {}, at + 1
        while data[at:at + 1] != b'e':
            key, at = _value(data, at)
            entries[key], at = _value(data, at)
        return entries, at + 1
    colon = data.index(b':', at)
    end = colon + 1 + int(data[at:colon])
    if end > len(data):
        raise ValueError('a string ends after the data')
    return data[colon + 1:end], end
