package org.freshet.storage.files;

import java.util.List;

import io.netty.util.AbstractReferenceCounted;
import io.netty.util.ReferenceCounted;

/** Keeps several files open until it is released. */
final class HandleLease extends AbstractReferenceCounted {
    private final List<FileHandle> handles;

    /** Takes over one reference of each. */
    HandleLease(List<FileHandle> handles) {
        this.handles = List.copyOf(handles);
    }

    @Override
    protected void deallocate() {
        handles.forEach(FileHandle::release);
    }

    @Override
    public ReferenceCounted touch(Object hint) {
        return this;
    }
}
