import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites the jars of a folder without compression: {@code java StoreUncompressed.java FOLDER}. Every start reads thousands of classes out
 * of them, and inflating those costs more than reading them. Contents, order and signatures stay as they are.
 */
final class StoreUncompressed {

    private StoreUncompressed() {
    }

    public static void main(String[] arguments) throws IOException {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(arguments[0]), "*.jar")) {
            for (Path jar : jars) {
                Path rewritten = jar.resolveSibling(jar.getFileName() + ".stored");
                store(jar, rewritten);
                Files.move(rewritten, jar, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void store(Path from, Path to) throws IOException {
        try (ZipFile source = new ZipFile(from.toFile()); OutputStream file = Files.newOutputStream(to);
                ZipOutputStream target = new ZipOutputStream(file)) {
            target.setMethod(ZipOutputStream.STORED);
            for (Enumeration<? extends ZipEntry> entries = source.entries(); entries.hasMoreElements();) {
                ZipEntry entry = entries.nextElement();
                ZipEntry stored = new ZipEntry(entry.getName());
                stored.setTime(entry.getTime());
                stored.setSize(entry.getSize());
                stored.setCompressedSize(entry.getSize());
                stored.setCrc(entry.getCrc());
                target.putNextEntry(stored);
                try (InputStream content = source.getInputStream(entry)) {
                    content.transferTo(target);
                }
                target.closeEntry();
            }
        }
    }
}
