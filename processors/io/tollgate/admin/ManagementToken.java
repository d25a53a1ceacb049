package io.tollgate.admin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Gives commands of the same account on this machine access to a running gateway. Each start generates a token of 256
 * random bits and writes it to {@code management.token} in the data folder, readable by its owner only, with the address
 * in {@code management.url}.
 */
final class ManagementToken implements AutoCloseable {
    static final String TOKEN_FILE = "management.token";
    static final String URL_FILE = "management.url";

    private static final String BEARER = "Bearer ";
    private static final int BYTES = 32;

    private final String token;
    private Path folder;

    private ManagementToken(String token) {
        this.token = token;
    }

    static ManagementToken generate(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new ManagementToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Writes token and address to the data folder, where commands find them. */
    synchronized void publish(Path dataDir, String url) throws IOException {
        Files.createDirectories(dataDir);
        put(dataDir, URL_FILE, url);
        put(dataDir, TOKEN_FILE, token);
        folder = dataDir;
    }

    /** True for {@code Bearer} and this token. */
    boolean matches(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && MessageDigest.isEqual(
                        bytes(authorization.substring(BEARER.length()).strip()), bytes(token));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes atomically; the file is never readable by other accounts. */
    private static void put(Path folder, String name, String content) throws IOException {
        Path draft = Files.createTempFile(folder, "." + name, ".tmp", ownerOnly(folder));
        try {
            Files.writeString(draft, content + "\n");
            Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path folder) throws IOException {
        if (!Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }

    /** Deletes the files, unless another gateway has replaced them. */
    @Override
    public synchronized void close() throws IOException {
        if (folder == null) {
            return;
        }
        Path file = folder.resolve(TOKEN_FILE);
        if (Files.exists(file) && Files.readString(file).strip().equals(token)) {
            Files.deleteIfExists(folder.resolve(URL_FILE));
            Files.deleteIfExists(file);
        }
    }

    @Override
    public String toString() {
        return "ManagementToken[hidden]";
    }
}
