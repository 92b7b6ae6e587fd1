package org.freshet.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses an OSGi manifest header (OSGi Core 3.2.5): clauses at commas, parameters at semicolons, commas in quotes kept. */
final class ManifestHeader {

    /**
     * @param name the path of the clause, a package name for instance
     * @param parameters attributes and directives by name; a directive's name keeps its colon
     */
    record Clause(String name, Map<String, String> parameters) {
    }

    private ManifestHeader() {
    }

    /** The clauses of a header, none if it is absent. */
    static List<Clause> parse(String header) {
        List<Clause> clauses = new ArrayList<>();
        if (header == null || header.isBlank()) {
            return clauses;
        }
        for (String clause : split(header, ',')) {
            List<String> names = new ArrayList<>();
            Map<String, String> parameters = new LinkedHashMap<>();
            for (String part : split(clause, ';')) {
                int equals = part.indexOf('=');
                if (equals < 0) {
                    names.add(part.strip());
                } else {
                    String value = part.substring(equals + 1).strip();
                    parameters.put(part.substring(0, equals).strip(), value.replace("\"", ""));
                }
            }
            for (String name : names) {
                clauses.add(new Clause(name, parameters));
            }
        }
        return clauses;
    }

    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
