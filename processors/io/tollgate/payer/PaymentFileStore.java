package io.tollgate.payer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Where a signed payment is kept: {@code OUTPUT.payment}, for its owner only, replaced in one step. */
final class PaymentFileStore implements PaymentStore {
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final Path path;

    PaymentFileStore(Path output) {
        this.path = output.resolveSibling(output.getFileName() + ".payment");
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public Optional<StoredPayment> load() throws IOException {
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try {
            return Optional.of(StoredPaymentCodec.read(Files.readString(path)));
        } catch (RuntimeException e) {
            throw new IOException(
                    path + " is not a payment of this program; move it away if nothing was paid with it", e);
        }
    }

    @Override
    public void save(StoredPayment payment) throws IOException {
        Path fresh = Files.createTempFile(path.toAbsolutePath().getParent(), ".payment", null, ownerOnly());
        try {
            Files.writeString(fresh, StoredPaymentCodec.write(payment), StandardCharsets.UTF_8);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : new FileAttribute<?>[0];
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }
}
