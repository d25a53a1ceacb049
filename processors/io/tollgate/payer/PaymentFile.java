package io.tollgate.payer;

import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.ChainId;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Where a signed payment is kept: {@code OUTPUT.payment}, for its owner only, replaced in one step. */
final class PaymentFile {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    PaymentFile(Path output) {
        this.path = output.resolveSibling(output.getFileName() + ".payment");
    }

    Path path() {
        return path;
    }

    /** @throws IOException also when the file is there but not readable as a payment: it must not be paid over */
    Optional<KeptPayment> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            kept.load(reader);
            return Optional.of(new KeptPayment(
                    URI.create(kept.getProperty("url")),
                    required(kept, "header"),
                    required(kept, "value"),
                    AtomicAmount.parse(kept.getProperty("amount")),
                    ChainId.parse(kept.getProperty("network")),
                    Address.parse(kept.getProperty("payTo")),
                    Instant.parse(kept.getProperty("validBefore")),
                    KeptPayment.State.valueOf(required(kept, "state")),
                    Optional.ofNullable(kept.getProperty("token")),
                    Optional.ofNullable(kept.getProperty("etag"))));
        } catch (RuntimeException e) {
            throw new IOException(
                    path + " is not a payment of this program; move it away if nothing was paid with it", e);
        }
    }

    private static String required(Properties kept, String name) {
        String value = kept.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    void save(KeptPayment payment) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("url", payment.url().toString());
        kept.setProperty("header", payment.headerName());
        kept.setProperty("value", payment.headerValue());
        kept.setProperty("amount", payment.amount().toString());
        kept.setProperty("network", payment.chain().caip2());
        kept.setProperty("payTo", payment.payTo().toString());
        kept.setProperty("validBefore", payment.validBefore().toString());
        kept.setProperty("state", payment.state().name());
        payment.token().ifPresent(token -> kept.setProperty("token", token));
        payment.etag().ifPresent(etag -> kept.setProperty("etag", etag));
        StringWriter text = new StringWriter();
        kept.store(
                text,
                "A signed payment. Whoever has this file can present it; it is deleted once the file is complete.");
        Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), ".payment", null, ownerOnly());
        try {
            Files.writeString(fresh, text.toString(), StandardCharsets.UTF_8);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
