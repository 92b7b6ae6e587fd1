package org.freshet.tracker.http.internal;

/**
 * A whole answer.
 *
 * @param status HTTP's status code
 * @param contentType as the server says, or empty
 * @param location where a redirect leads, or {@code null}
 * @param body not compressed any more; empty for a redirect
 */
record HttpReply(int status, String contentType, String location, byte[] body) {

    boolean isRedirect() {
        return location != null && switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** Whether it looks like a page for a browser: a login form, a parked domain, a captive portal. */
    boolean isWebPage() {
        if (contentType.contains("html")) {
            return true;
        }
        for (byte b : body) {
            if (b != ' ' && b != '\r' && b != '\n' && b != '\t') {
                return b == '<';
            }
        }
        return false;
    }
}
