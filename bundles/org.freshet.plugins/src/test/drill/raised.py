"""raised.py PRODUCT TARGET: a copy of the product in which all that is Freshet's own has a higher version, as if a later release had been
unpacked. What the JVM and the framework learnt of the product when it was made is left out: it is true of the older jars alone."""
import gzip
import os
import re
import shutil
import sys
import zipfile

OWN = re.compile(rb'(?<![0-9.])0\.1\.0\.(20\d{10})(?![0-9])')
HIGHER = rb'0.2.0.\1'


def raised(content):
    return OWN.sub(HIGHER, content)


def main(product, target):
    shutil.copytree(product, target, symlinks=True,
                    ignore=lambda folder, names: [n for n in names if n.endswith(('.aot', '.jsa')) or n == 'org.eclipse.osgi'])
    changed = 0
    for folder, folders, files in os.walk(target, topdown=False):
        for name in files:
            path = os.path.join(folder, name)
            if name.startswith('org.freshet.') and name.endswith('.jar'):
                jar(path)
            elif name.endswith('.profile.gz'):
                with gzip.open(path) as old:
                    content = old.read()
                with gzip.open(path, 'w') as new:
                    new.write(raised(content))
            elif name.endswith(('.xml', '.ini', '.info')):
                with open(path, 'rb') as old:
                    content = old.read()
                with open(path, 'wb') as new:
                    new.write(raised(content))
        for name in files + folders:
            higher = raised(name.encode()).decode()
            if higher != name:
                os.rename(os.path.join(folder, name), os.path.join(folder, higher))
                changed += 1
    # p2 tells products apart by the time of their profiles.
    profiles = os.path.join(target, 'p2/org.eclipse.equinox.p2.engine/profileRegistry/DefaultProfile.profile')
    latest = max(os.listdir(profiles))
    os.rename(os.path.join(profiles, latest), os.path.join(profiles, '%d.profile.gz' % (int(latest.split('.')[0]) + 1000)))
    if changed == 0:
        sys.exit('%s holds nothing of Freshet' % product)


def jar(path):
    with zipfile.ZipFile(path) as old:
        entries = [(entry, old.read(entry)) for entry in old.infolist()]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as new:
        for entry, content in entries:
            new.writestr(entry, raised(content) if entry.filename == 'META-INF/MANIFEST.MF' else content)


main(*sys.argv[1:])
