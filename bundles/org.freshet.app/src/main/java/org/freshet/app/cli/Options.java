package org.freshet.app.cli;

import java.util.List;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Shorthands for the options of commands; values are plain strings, which the commands read themselves to say what is wrong. */
final class Options {
    static final String JSON = "--json";
    static final String LISTEN = "--listen";
    static final String PEER = "--peer";
    static final String TRACKER = "--tracker";

    private Options() {
    }

    static CommandSpec command(String name, String... description) {
        CommandSpec spec = CommandSpec.create().name(name);
        spec.usageMessage().description(description);
        return spec.addOption(OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    }

    static OptionSpec flag(String description, String... names) {
        return OptionSpec.builder(names[0], rest(names)).type(boolean.class).arity("0").description(description).build();
    }

    static OptionSpec value(String label, String description, String... names) {
        return OptionSpec.builder(names[0], rest(names)).type(String.class).paramLabel(label).description(description).build();
    }

    static OptionSpec required(String label, String description, String... names) {
        return OptionSpec.builder(names[0], rest(names)).type(String.class).paramLabel(label).description(description)
                .required(true)
                .build();
    }

    /** An option that may be given more than once, each time with one value. */
    static OptionSpec values(String label, String description, String... names) {
        return OptionSpec.builder(names[0], rest(names)).type(String[].class).arity("1").paramLabel(label)
                .description(description)
                .build();
    }

    static PositionalParamSpec one(String label, String description) {
        return PositionalParamSpec.builder().index("0").arity("1").required(true).type(String.class).paramLabel(label)
                .description(description).build();
    }

    static PositionalParamSpec many(String label, String description) {
        return PositionalParamSpec.builder().index("0..*").arity("1..*").required(true).type(String[].class).paramLabel(label)
                .description(description).build();
    }

    static PositionalParamSpec any(String label, String description) {
        return PositionalParamSpec.builder().index("0..*").arity("0..*").type(String[].class).paramLabel(label)
                .description(description).build();
    }

    static OptionSpec json(String description) {
        return flag(description, JSON);
    }

    static OptionSpec listen() {
        return values("HOST:PORT", "Accept peers here; port 0 lets the system choose. Default: 0.0.0.0:6881, or any free port.",
                LISTEN);
    }

    static OptionSpec peer() {
        return values("HOST:PORT", "A peer to connect to.", PEER);
    }

    static OptionSpec tracker(String description) {
        return values("URL", description, TRACKER);
    }

    static boolean has(ParseResult line, String option) {
        return line.matchedOptionValue(option, Boolean.FALSE);
    }

    /** The value of an option, or null. */
    static String text(ParseResult line, String option) {
        return line.matchedOptionValue(option, (String) null);
    }

    /** The values of an option that may be given more than once. */
    static List<String> texts(ParseResult line, String option) {
        return List.of(line.matchedOptionValue(option, new String[0]));
    }

    /** The only parameter. */
    static String parameter(ParseResult line) {
        return line.matchedPositionalValue(0, "");
    }

    /** All parameters. */
    static List<String> parameters(ParseResult line) {
        return List.of(line.matchedPositionalValue(0, new String[0]));
    }

    private static String[] rest(String[] names) {
        return java.util.Arrays.copyOfRange(names, 1, names.length);
    }
}
