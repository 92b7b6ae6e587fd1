package org.freshet.ui.details.internal.files;

import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.freshet.engine.FilePriority;
import org.freshet.engine.Torrent;

/**
 * Asks the engine for changes of many files: priorities in one step, names one after the other, so that its loop goes on with other work
 * in between. Any thread.
 */
final class FileRequests {
    private FileRequests() {
    }

    /** Gives files a priority; done when all have it, or failed when none has it. */
    static CompletionStage<Void> prioritize(Torrent torrent, BitSet files, FilePriority priority) {
        return torrent.prioritize(files.stream().boxed().collect(Collectors.toMap(Function.identity(), file -> priority)));
    }

    /** Gives files other paths; done when all have them, or failed at the first that is refused. */
    static CompletionStage<Void> rename(Torrent torrent, Map<Integer, List<String>> paths) {
        return each(paths.entrySet().stream().map(e -> () -> torrent.rename(e.getKey(), e.getValue())));
    }

    private static CompletionStage<Void> each(Stream<Supplier<CompletionStage<Void>>> requests) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        next(requests.iterator(), all);
        return all;
    }

    private static void next(Iterator<Supplier<CompletionStage<Void>>> requests, CompletableFuture<Void> all) {
        while (requests.hasNext()) {
            CompletableFuture<Void> one = requests.next().get().toCompletableFuture();
            // Elsewhere than on the engine's loop, which has other things to do between two requests.
            if (!one.isDone() || one.isCompletedExceptionally()) {
                one.whenCompleteAsync((done, fault) -> {
                    if (fault != null) {
                        all.completeExceptionally(fault);
                    } else {
                        next(requests, all);
                    }
                });
                return;
            }
        }
        all.complete(null);
    }
}
