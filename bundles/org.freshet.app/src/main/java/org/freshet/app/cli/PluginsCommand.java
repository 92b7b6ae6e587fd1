package org.freshet.app.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.freshet.plugins.Consent.Content;
import org.freshet.plugins.Consent.Publisher;
import org.freshet.plugins.Plugin;
import org.freshet.plugins.PluginException;
import org.freshet.plugins.Plugins;
import org.freshet.plugins.Progress;
import org.freshet.plugins.Update;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code freshet plugins}: what the Plugins view of the desktop does, for terminals and scripts. */
final class PluginsCommand implements Command {
    private static final String YES = "--yes";
    private static final int NAME_COLUMNS = 40;

    @Override
    public CommandSpec spec() {
        return Options.command("plugins", "List, install, uninstall and update plugins of this profile.",
                "list                   what is installed, by kind",
                "install SOURCE [ID..]  from a p2 repository (URL, folder or zip), a bundle's jar, or the product's",
                "                       own optional parts (SOURCE is the part's name then)",
                "uninstall ID           a plugin, or an optional part of the product",
                "update [ID]            one plugin, or all, from where they came",
                "start ID, stop ID      for now and for later")
                .addPositional(Options.many("ACTION", "list, install, uninstall, update, start or stop, and what with."))
                .addOption(Options.flag("Install content that is not signed by anybody known without asking.", YES))
                .addOption(Options.json("Print one line of JSON."));
    }

    @Override
    public int run(ParseResult line, Context context) throws CommandFailed, InterruptedException {
        List<String> words = Options.parameters(line);
        List<String> what = words.subList(1, words.size());
        Job job = new Job(context, Options.has(line, Options.JSON), Options.has(line, YES));
        switch (words.getFirst()) {
            case "list" -> job.list(exactly(0, words));
            case "install" -> job.install(atLeastOne(words), Set.copyOf(what.subList(1, what.size())));
            case "uninstall" -> job.uninstall(exactly(1, words));
            case "update" -> job.update(what.isEmpty() ? null : exactly(1, words));
            case "start" -> job.start(exactly(1, words));
            case "stop" -> job.stop(exactly(1, words));
            default -> throw CommandFailed.usage("freshet plugins does not know \"" + words.getFirst() + "\"; see freshet plugins --help");
        }
        return ExitCode.OK;
    }

    /** The word after the action, or null if there is to be none. */
    private static String exactly(int count, List<String> words) throws CommandFailed {
        if (words.size() != count + 1) {
            String rule = count == 0 ? " takes nothing further" : " takes the name of one plugin";
            throw CommandFailed.usage("freshet plugins " + words.getFirst() + rule);
        }
        return count == 0 ? null : words.get(1);
    }

    private static String atLeastOne(List<String> words) throws CommandFailed {
        if (words.size() < 2) {
            throw CommandFailed.usage("freshet plugins install takes a repository, a zip or a jar; see freshet plugins --help");
        }
        return words.get(1);
    }

    /** One run. */
    private static final class Job {
        private final Terminal terminal;
        private final boolean json;
        private final boolean yes;
        private final Plugins plugins;

        Job(Context context, boolean json, boolean yes) throws CommandFailed, InterruptedException {
            this.terminal = context.terminal();
            this.json = json;
            this.yes = yes;
            this.plugins = context.services().plugins()
                    .orElseThrow(() -> CommandFailed.job("this product was made without plugins (the bundle org.freshet.plugins)"));
        }

        void list(String nothing) {
            List<Plugin> all = plugins.list();
            if (json) {
                terminal.line(new JsonLine().putObjects("plugins", all.stream().map(Job::json).toList()).toString());
                return;
            }
            for (Plugin.Kind kind : Plugin.Kind.values()) {
                all.stream().filter(plugin -> plugin.kind() == kind).forEach(this::print);
            }
            String hindrance = plugins.hindrance();
            if (!hindrance.isEmpty()) {
                terminal.complain("nothing can be changed now: " + hindrance);
            }
        }

        private void print(Plugin plugin) {
            terminal.line(padded(plugin.kind().name().toLowerCase(Locale.ROOT), 10)
                    + padded(plugin.state().name().toLowerCase(Locale.ROOT), 9) + padded(origin(plugin), 10)
                    + padded(Text.oneLine(plugin.id()), NAME_COLUMNS) + Text.oneLine(plugin.version()) + "  " + Text.oneLine(plugin.name()));
            if (!plugin.problem().isEmpty()) {
                terminal.line("          " + Text.oneLine(plugin.problem()));
            }
        }

        private static String origin(Plugin plugin) {
            return plugin.origin().name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        private static String padded(String text, int columns) {
            return text + " ".repeat(Math.max(1, columns - Text.columns(text)));
        }

        private static JsonLine json(Plugin plugin) {
            return new JsonLine().put("id", plugin.id()).put("name", plugin.name()).put("version", plugin.version())
                    .put("provider", plugin.provider()).put("kind", plugin.kind().name().toLowerCase(Locale.ROOT))
                    .put("state", plugin.state().name().toLowerCase(Locale.ROOT)).put("origin", origin(plugin))
                    .put("problem", plugin.problem().isEmpty() ? null : plugin.problem())
                    .put("signature", plugin.signature().isEmpty() ? null : plugin.signature())
                    .putStrings("bundles", plugin.bundles().stream().map(part -> part.name() + "/" + part.version()).toList())
                    .putStrings("services", plugin.services().stream()
                            .map(service -> service.scheme().isEmpty() ? service.type() : service.type() + " " + service.scheme()).toList());
        }

        void install(String source, Set<String> ids) throws CommandFailed {
            Path file = source.contains(":") ? null : Places.path(source);
            boolean part = file != null && !Files.exists(file);
            if (part && (source.contains("/") || source.endsWith(".jar") || source.endsWith(".zip"))) {
                throw CommandFailed.usage(source + " does not exist");
            }
            Set<String> chosen = new LinkedHashSet<>(ids);
            if (part) {
                chosen.add(source);
            }
            URI uri = part ? Plugins.PRODUCT : file != null ? file.toUri() : uri(source);
            List<Plugin> installed = done(() -> plugins.install(uri, chosen, this::consent, this::at));
            report("installed", installed);
        }

        private static URI uri(String source) throws CommandFailed {
            try {
                return new URI(source);
            } catch (URISyntaxException e) {
                throw CommandFailed.usage("\"" + source + "\" is no URL: " + e.getReason(), e);
            }
        }

        private void report(String event, List<Plugin> changed) {
            if (json) {
                terminal.line(new JsonLine().put("event", event).putObjects("plugins", changed.stream().map(Job::json).toList()).toString());
            } else {
                changed.forEach(plugin -> terminal.line(event + " " + Text.oneLine(plugin.id()) + " " + Text.oneLine(plugin.version())));
            }
        }

        void uninstall(String id) throws CommandFailed {
            List<Plugin> gone = one(id);
            done(() -> {
                plugins.uninstall(gone.getFirst().id(), this::at);
                return id;
            });
            report("uninstalled", gone);
        }

        void update(String id) throws CommandFailed {
            List<Plugin> updated = new ArrayList<>();
            List<String> ids = id != null ? List.of(one(id).getFirst().id())
                    : done(() -> plugins.updates(this::at)).stream().map(Update::id).toList();
            for (String each : ids) {
                String before = one(each).getFirst().version();
                Plugin after = done(() -> plugins.update(each, this::consent, this::at));
                if (!after.version().equals(before)) {
                    updated.add(after);
                }
            }
            if (updated.isEmpty() && !json) {
                terminal.line("nothing newer is to be had");
            }
            report("updated", updated);
        }

        void start(String id) throws CommandFailed {
            String full = one(id).getFirst().id();
            done(() -> {
                plugins.start(full);
                return id;
            });
            report("started", one(full));
        }

        void stop(String id) throws CommandFailed {
            String full = one(id).getFirst().id();
            done(() -> {
                plugins.stop(full);
                return id;
            });
            report("stopped", one(full));
        }

        /** The plugin of that name; of features the suffix that p2 adds may be left out. */
        private List<Plugin> one(String id) throws CommandFailed {
            List<Plugin> found = plugins.list().stream().filter(p -> p.id().equals(id) || p.id().equals(id + ".feature.group")).toList();
            if (found.isEmpty()) {
                throw CommandFailed.job("there is no plugin " + id + "; freshet plugins list names them");
            }
            return found;
        }

        /** Work with plugins. */
        private interface Work<T> {
            T done() throws PluginException;
        }

        private <T> T done(Work<T> work) throws CommandFailed {
            try {
                return work.done();
            } catch (PluginException e) {
                throw e.reason() == PluginException.Reason.AMBIGUOUS ? CommandFailed.usage(e.getMessage(), e)
                        : CommandFailed.job(e.getMessage());
            } finally {
                terminal.endBar();
            }
        }

        /** {@link Progress} on a terminal that somebody watches. */
        private boolean at(String what, double share) {
            if (terminal.interactive() && !json) {
                String figure = share < 0 ? "" : "  " + Text.percent(share);
                terminal.bar(Text.cut(Text.oneLine(what), terminal.columns() - 10) + figure);
            }
            return true;
        }

        private boolean consent(List<Content> contents) {
            boolean known = contents.stream().allMatch(Content::trusted);
            if (!json) {
                contents.forEach(content -> terminal.line(Text.oneLine(content.name()) + " " + Text.oneLine(content.version()) + ", "
                        + Text.bytes(content.bytes()) + ", " + signature(content)));
            }
            if (known || yes) {
                return true;
            }
            if (json || !terminal.interactive()) {
                terminal.complain("not everything is signed by somebody known; if you trust where it comes from, say --yes");
                return false;
            }
            String answer = terminal.ask("Not everything is signed by somebody known. It will be able to do all that you can do. Install it? [y/N] ");
            return answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
        }

        private static String signature(Content content) {
            if (content.publishers().isEmpty()) {
                return "not signed";
            }
            Publisher publisher = content.publishers().getFirst();
            String words = (publisher.trusted() ? "signed by " : "signed by somebody unknown, ") + publisher.chain().getFirst() + ", SHA-256 "
                    + publisher.fingerprint();
            return Text.oneLine(publisher.remark().isEmpty() ? words : words + " (" + publisher.remark() + ")");
        }
    }
}
