package org.freshet.ui.add.internal;

import java.nio.charset.StandardCharsets;

import org.eclipse.swt.dnd.ByteArrayTransfer;
import org.eclipse.swt.dnd.TransferData;

/**
 * A list of URIs as one text (RFC 2483). The platform's transfer of files drops every URI that names none, and with it the links that
 * browsers offer in this way.
 */
final class UriListTransfer extends ByteArrayTransfer {
    private static final String TYPE = "text/uri-list";

    private final int id = registerType(TYPE);

    @Override
    protected int[] getTypeIds() {
        return new int[] {id};
    }

    @Override
    protected String[] getTypeNames() {
        return new String[] {TYPE};
    }

    @Override
    protected Object nativeToJava(TransferData data) {
        return super.nativeToJava(data) instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8).replace("\0", "") : null;
    }
}
