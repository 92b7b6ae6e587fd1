package org.freshet.baseline;

import java.nio.file.Files;
import java.nio.file.Path;

/** Writes the API of now as the baseline; called by {@code ./release}. */
public final class Release {

    private Release() {
    }

    public static void main(String[] args) throws Exception {
        for (String bundle : Workspace.APIS) {
            Path file = Workspace.baseline(bundle);
            Files.createDirectories(file.getParent());
            Files.write(file, ApiText.write(Api.of(Workspace.jar(bundle))));
            System.out.println(file);
        }
    }
}
