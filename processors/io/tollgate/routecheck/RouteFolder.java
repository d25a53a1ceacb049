package io.tollgate.routecheck;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operator's folder of route files. A file replaces the built-in file of the same name; files with other names add
 * routes; built-in files that are not in the folder are loaded as shipped. Subfolders other than {@code dev} are not
 * loaded.
 */
public final class RouteFolder {
    private static final long MAX_SIZE = 1024 * 1024;

    private final Path folder;
    private final Map<String, RouteFile> builtIn;
    private final Set<String> notLoaded;

    /**
     * @param folder    may be missing; all files are then the built-in ones
     * @param names     names of the shipped files that are loaded, in this order
     * @param notLoaded names of shipped files that only other commands load
     */
    public RouteFolder(Path folder, List<String> names, Set<String> notLoaded) {
        this.folder = requireNonNull(folder, "folder must not be null");
        this.builtIn = new BuiltInRoutes(names).files();
        this.notLoaded = Set.copyOf(notLoaded);
    }

    public Path folder() {
        return folder;
    }

    /**
     * Reads the routes to load now.
     *
     * @throws IOException when a file cannot be read as text
     */
    public RouteSet read() throws IOException {
        Map<String, RouteFile> files = new LinkedHashMap<>(builtIn);
        for (Path file : candidates()) {
            String name = name(file);
            if (!notLoaded.contains(name) && (!name.startsWith("dev/") || builtIn.containsKey(name))) {
                RouteFile found = new RouteFile(name, displayName(file), text(file));
                RouteFile shipped = builtIn.get(name);
                if (shipped == null || !shipped.text().equals(found.text())) {
                    files.put(name, found);
                }
            }
        }
        return new RouteSet(List.copyOf(files.values()), files.equals(builtIn));
    }

    private String name(Path file) {
        String relative = folder.relativize(file).toString().replace('\\', '/');
        return relative.substring(0, relative.length() - RouteFile.ENDING.length());
    }

    private String displayName(Path file) {
        return folder.getFileName() + "/" + folder.relativize(file).toString().replace('\\', '/');
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_SIZE) {
            throw new IOException(file + " is larger than 1 MiB");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not text in UTF-8", e);
        }
    }

    private List<Path> candidates() throws IOException {
        List<Path> found = new ArrayList<>();
        for (Path place : List.of(folder, folder.resolve("dev"))) {
            if (Files.isDirectory(place)) {
                try (Stream<Path> files = Files.list(place)) {
                    files.filter(file -> file.toString().endsWith(RouteFile.ENDING))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    /** Changes when a file is added, removed or written. */
    Map<Path, String> fingerprint() throws IOException {
        Map<Path, String> prints = new LinkedHashMap<>();
        for (Path file : candidates()) {
            try {
                prints.put(file, Files.getLastModifiedTime(file).toMillis() + " " + Files.size(file));
            } catch (NoSuchFileException e) {
                prints.put(file, "missing");
            }
        }
        return prints;
    }
}
