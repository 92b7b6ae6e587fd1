package org.freshet.app.cli;

import java.util.Collection;

/**
 * One JSON object (RFC 8259) on one line. Everything beyond ASCII is escaped, so that the line is right in whatever encoding the
 * terminal has.
 */
final class JsonLine {
    private static final String HEX = "0123456789abcdef";
    private final StringBuilder json = new StringBuilder(256).append('{');

    /** A string, or null. */
    JsonLine put(String name, String value) {
        key(name);
        if (value == null) {
            json.append("null");
        } else {
            quote(value);
        }
        return this;
    }

    /** A whole number. */
    JsonLine put(String name, long value) {
        key(name);
        json.append(value);
        return this;
    }

    /** A truth value. */
    JsonLine put(String name, boolean value) {
        key(name);
        json.append(value);
        return this;
    }

    /** A number, or null for none. */
    JsonLine putNumber(String name, Long value) {
        key(name);
        json.append(value == null ? "null" : value.toString());
        return this;
    }

    /** A number of thousandths, with three decimals: 1500 becomes {@code 1.500}. Not negative. */
    JsonLine putThousandths(String name, long thousandths) {
        key(name);
        long rest = thousandths % 1000;
        json.append(thousandths / 1000).append('.').append((char) ('0' + rest / 100)).append((char) ('0' + rest / 10 % 10))
                .append((char) ('0' + rest % 10));
        return this;
    }

    /** A list of strings. */
    JsonLine putStrings(String name, Collection<String> values) {
        key(name);
        char before = '[';
        for (String value : values) {
            json.append(before);
            quote(value);
            before = ',';
        }
        json.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    /** A list of whole numbers. */
    JsonLine putNumbers(String name, Collection<? extends Number> values) {
        key(name);
        char before = '[';
        for (Number value : values) {
            json.append(before).append(value);
            before = ',';
        }
        json.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    /** A list of objects. */
    JsonLine putObjects(String name, Collection<JsonLine> values) {
        key(name);
        char before = '[';
        for (JsonLine value : values) {
            json.append(before).append(value);
            before = ',';
        }
        json.append(values.isEmpty() ? "[]" : "]");
        return this;
    }

    private void key(String name) {
        if (json.length() > 1) {
            json.append(',');
        }
        quote(name);
        json.append(':');
    }

    private void quote(String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c >= ' ' && c < 0x7f) {
                        json.append(c);
                    } else {
                        json.append("\\u").append(HEX.charAt(c >> 12)).append(HEX.charAt(c >> 8 & 15))
                                .append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
                    }
                }
            }
        }
        json.append('"');
    }

    /** The finished object, without a line end. */
    @Override
    public String toString() {
        return json + "}";
    }
}
