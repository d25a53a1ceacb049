package io.tollgate.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.constructs.Construct;

/**
 * The root certificates that the gateway verifies Aurora with, one for each region, in the image and in the zip of the
 * function. The synthesis fails for a region without one, because the tasks could not connect to their database.
 */
final class RdsRoots {
    static final String FILE = "rds-roots.pem";
    static final Path SOURCE = Path.of("../src/aws", FILE);

    private RdsRoots() {}

    static void requireRegion(Construct database) {
        String region = Stack.of(database).getRegion();
        if (!Token.isUnresolved(region) && !covers(region)) {
            Annotations.of(database)
                    .addError("src/aws/" + FILE + " has no certificate for " + region
                            + ", so Tollgate would not trust the database there. Add the RSA2048 root of that region:"
                            + " see docs/deploy.md.");
        }
    }

    static boolean covers(String region) {
        try {
            return Files.readString(SOURCE).contains("Amazon RDS " + region + " Root CA RSA2048 G1");
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the root certificates of Aurora", e);
        }
    }
}
