package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Template;

class RdsRootsTest {
    /** Regions with many deployments. */
    private static final String[] REGIONS = {"us-east-1", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1"};

    @Test
    void everyRootIsASelfSignedCertificateOfAmazonValidForDecades() throws Exception {
        String text = Files.readString(RdsRoots.SOURCE);
        var roots =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(text.getBytes()));

        assertThat(roots).hasSize(29);
        for (Certificate root : roots) {
            X509Certificate certificate = (X509Certificate) root;
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity();
            assertThat(certificate.getBasicConstraints()).isNotNegative();
            assertThat(certificate.getNotAfter()).isAfter(Instant.now().plus(20 * 365, ChronoUnit.DAYS));
            assertThat(certificate.getSubjectX500Principal().getName())
                    .matches("L=Seattle,CN=Amazon RDS [a-z]+-[a-z]+-\\d Root CA RSA2048 G1,ST=WA,OU=Amazon RDS,"
                            + "O=Amazon Web Services\\\\, Inc.,C=US");
            String fingerprint = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
            assertThat(text).contains("SHA-256 " + fingerprint + "\n-----BEGIN");
        }
    }

    @Test
    void aRegionIsCoveredByItsRoot() {
        assertThat(REGIONS).allMatch(RdsRoots::covers);
        assertThat(RdsRoots.covers("mx-central-1")).isFalse();
    }

    @Test
    void theDatabaseHasACertificateOfThatRootAndClientsVerifyIt() {
        Synthesis synthesis = Synthesis.of(Map.of());
        Template template = synthesis.deployment();

        template.hasResourceProperties("AWS::RDS::DBInstance", Map.of("CACertificateIdentifier", "rds-ca-rsa2048-g1"));
        assertThat(Environments.ofTasks(template).get("DATABASE_URL"))
                .endsWith("/x402?sslmode=verify-full&sslrootcert=/app/rds-roots.pem");
        assertThat(Environments.ofFunction(template).get("WALLET_DATABASE_URL"))
                .endsWith("/x402wallet?sslmode=verify-full&sslrootcert=/var/task/rds-roots.pem");
    }

    @Test
    void aRegionWithoutARootIsRefused() {
        Synthesis synthesis = Synthesis.of(
                Map.of(), Map.of("CDK_DEFAULT_ACCOUNT", "111122223333", "CDK_DEFAULT_REGION", "mx-central-1"));

        assertThat(synthesis.errors()).singleElement().asString().contains("has no certificate for mx-central-1");
    }
}
