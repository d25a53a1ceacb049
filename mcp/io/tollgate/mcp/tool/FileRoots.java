package io.tollgate.mcp.tool;

import io.tollgate.mcp.Caller;
import io.tollgate.mcp.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The folders that tools may touch on the user's own machine, by their real paths: neither dots nor links lead out of
 * them. Nothing is allowed when no folder is named, and a caller from elsewhere never has paths here.
 */
public final class FileRoots {
    private static final String SET =
            "MCP_FILE_ROOTS in the configuration of this server names the folders that may be used";

    private final List<Path> roots;

    public FileRoots(List<Path> roots) {
        this.roots = List.copyOf(roots);
    }

    /** A file to read. */
    Path readable(Caller caller, String written) {
        Path path = path(caller, written);
        try {
            Path real = path.toRealPath();
            if (!inside(real)) {
                throw outside();
            }
            if (!Files.isRegularFile(real)) {
                throw ToolFailure.of("not_a_file", "filePath is not a file");
            }
            return real;
        } catch (IOException e) {
            // the same words whether it is missing or forbidden: neither is to be learned here
            throw outside();
        }
    }

    /** A file to write, which must not be there yet. */
    Path writable(Caller caller, String written) {
        Path path = path(caller, written);
        Path name = path.getFileName();
        if (name == null || path.getParent() == null) {
            throw outside();
        }
        try {
            Path real = path.getParent().toRealPath().resolve(name);
            if (!inside(real.getParent())) {
                throw outside();
            }
            if (Files.exists(real, LinkOption.NOFOLLOW_LINKS)) {
                throw ToolFailure.of(
                        "file_exists", "outputPath is there already and is not overwritten; name another file");
            }
            // where the bytes are gathered first
            if (Files.isSymbolicLink(real.resolveSibling(name + ".part"))) {
                throw outside();
            }
            return real;
        } catch (IOException e) {
            throw outside();
        }
    }

    private Path path(Caller caller, String written) {
        if (!caller.local()) {
            throw ToolFailure.of("no_paths_here", "a path means nothing to this server, which runs on another machine");
        }
        if (roots.isEmpty()) {
            throw ToolFailure.of("no_file_roots", "no file may be read or written: " + SET);
        }
        try {
            Path path = Path.of(written);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw ToolFailure.of("bad_path", "the path is not one");
        }
        throw ToolFailure.of("bad_path", "the path must be absolute");
    }

    private boolean inside(Path real) throws IOException {
        for (Path root : real(roots)) {
            if (real.startsWith(root)) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> real(List<Path> roots) throws IOException {
        List<Path> real = new ArrayList<>();
        for (Path root : roots) {
            if (Files.isDirectory(root)) {
                real.add(root.toRealPath());
            }
        }
        return real;
    }

    private static ToolFailure outside() {
        return ToolFailure.of("outside_file_roots", "there is no such file where this server may look; " + SET);
    }
}
