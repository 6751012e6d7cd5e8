package dev.migrate.compile;

import dev.migrate.Migration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * What Java revisions may use besides the JDK: the plugin's API, and whatever the project gives.
 *
 * @param project the project's classes and dependencies; none unless they were asked for
 */
record ClassPath(List<Path> project) {

    ClassPath {
        project = List.copyOf(project);
    }

    /** The API first: a project that has another version of it among its dependencies runs with this one. */
    String option() {
        StringBuilder path = new StringBuilder(api().toString());
        for (Path entry : project) {
            path.append(java.io.File.pathSeparatorChar).append(entry);
        }
        return path.toString();
    }

    URL[] projectUrls() {
        URL[] urls = new URL[project.size()];
        for (int i = 0; i < urls.length; i++) {
            try {
                urls[i] = project.get(i).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException("every path has a URL", e);
            }
        }
        return urls;
    }

    /** Takes in whatever makes another class of the same source. */
    void addTo(MessageDigest digest) {
        try {
            Path api = api();
            String apiPackage = Migration.class.getPackageName().replace('.', '/') + "/";
            if (Files.isDirectory(api)) {
                folder(api.resolve(apiPackage), 1, digest);
            } else {
                jar(api, apiPackage, digest);
            }
            for (Path entry : project) {
                digest.update(entry.toString().getBytes(StandardCharsets.UTF_8));
                if (Files.isDirectory(entry)) {
                    folder(entry, Integer.MAX_VALUE, digest);
                } else if (Files.exists(entry)) {
                    stamp(entry, digest);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void folder(Path folder, int depth, MessageDigest digest) throws IOException {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
                digest.update(folder.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
                stamp(file, digest);
            }
        }
    }

    /** The checksums that the jar's directory has of a package: reading all of the plugin takes longer than the rest together. */
    private static void jar(Path jar, String inPackage, MessageDigest digest) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<String> entries = zip.stream()
                    .filter(entry -> entry.getName().startsWith(inPackage)
                            && entry.getName().endsWith(".class")
                            && entry.getName().indexOf('/', inPackage.length()) < 0)
                    .map(entry -> entry.getName() + " " + entry.getSize() + " " + entry.getCrc() + "\n")
                    .sorted()
                    .toList();
            entries.forEach(entry -> digest.update(entry.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static void stamp(Path file, MessageDigest digest) throws IOException {
        String stamp = " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
        digest.update(stamp.getBytes(StandardCharsets.UTF_8));
    }

    private static Path api() {
        try {
            return Path.of(Migration.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the plugin was loaded from no file", e);
        }
    }
}
