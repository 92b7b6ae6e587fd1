package org.freshet.plugins;

import java.util.List;

/** A change of plugins that did not happen. The message is a sentence for people; nothing has changed. */
public final class PluginException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What went wrong, for programs. */
    public enum Reason {
        /** No such plugin, or nothing at the source. */
        NOT_FOUND,
        /** The source offers several plugins and none was chosen. */
        AMBIGUOUS,
        /** The source cannot be read, is too large, or is damaged. */
        UNREADABLE,
        /** Something that the plugin needs is missing, or it does not go together with what is installed. */
        UNRESOLVED,
        /** The plugin does not start. */
        NOT_STARTED,
        /** The content was shown and not accepted. */
        REFUSED,
        /** Cancelled. */
        CANCELLED,
        /** Another process has the profile, or it cannot be written. */
        IN_USE,
        /** It is a part of the product, or something else needs it. */
        NEEDED,
        /** Anything else. */
        FAILED
    }

    private final Reason reason;
    private final List<String> details;

    /** A failure of the given kind with its details, one sentence each. */
    public PluginException(Reason reason, String message, List<String> details, Throwable cause) {
        super(message, cause);
        this.reason = reason;
        this.details = List.copyOf(details);
    }

    /** A failure that needs no details. */
    public PluginException(Reason reason, String message) {
        this(reason, message, List.of(), null);
    }

    /** A failure caused by another. */
    public PluginException(Reason reason, String message, Throwable cause) {
        this(reason, message, List.of(), cause);
    }

    /** What went wrong, for programs. */
    public Reason reason() {
        return reason;
    }

    /** Particulars for people, such as each missing requirement. */
    public List<String> details() {
        return details;
    }
}
