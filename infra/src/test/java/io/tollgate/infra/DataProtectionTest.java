package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The database, the secrets and the sealing key. */
class DataProtectionTest {
    private static final Template TEMPLATE = Synthesis.standard().deployment();

    @Test
    void theDatabaseIsServerlessEncryptedAndBackedUp() {
        TEMPLATE.hasResourceProperties(
                "AWS::RDS::DBCluster",
                Map.of(
                        "Engine",
                        "aurora-postgresql",
                        "ServerlessV2ScalingConfiguration",
                        Map.of("MinCapacity", 0.5, "MaxCapacity", 4),
                        "StorageEncrypted",
                        true,
                        "BackupRetentionPeriod",
                        7,
                        "EnableHttpEndpoint",
                        true));
        TEMPLATE.hasResourceProperties(
                "AWS::RDS::DBInstance", Map.of("DBInstanceClass", "db.serverless", "PubliclyAccessible", false));
    }

    @Test
    void theWalletHasItsOwnDatabaseUser() {
        TEMPLATE.hasResourceProperties("AWS::SecretsManager::Secret", Map.of("Name", "x402/wallet-database"));
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of("HOME_DATABASE", "x402", "WALLET", Match.anyValue())))));
        TEMPLATE.resourceCountIs("Custom::Trigger", 1);
    }

    @Test
    void noSecretHasAValueInTheTemplate() {
        Map<String, Map<String, Object>> secrets = TEMPLATE.findResources("AWS::SecretsManager::Secret", Map.of());

        assertThat(secrets).hasSize(5);
        assertThat(secrets.toString()).doesNotContainPattern("[ {]SecretString=");
        TEMPLATE.hasResource(
                "AWS::SecretsManager::Secret",
                Map.of(
                        "Properties",
                        Match.objectLike(Map.of("Name", "x402/private-key", "GenerateSecretString", Match.absent()))));
    }

    @Test
    void onlyTheFunctionReadsTheKeyOfTheWallet() {
        Map<String, Map<String, Object>> policies = TEMPLATE.findResources("AWS::IAM::Policy", Map.of());

        Set<String> readers = new TreeSet<>();
        policies.forEach((name, policy) -> {
            if (policy.toString().contains("SecretsWalletKey")) {
                readers.add(name.replaceAll("[0-9A-F]{8}$", ""));
            }
        });
        assertThat(readers).containsExactly("McpFunctionServiceRoleDefaultPolicy");
    }

    @Test
    void theSealingKeyRotatesAndOutlivesTheStack() {
        TEMPLATE.hasResource(
                "AWS::KMS::Key",
                Map.of("DeletionPolicy", "Retain", "Properties", Match.objectLike(Map.of("EnableKeyRotation", true))));
        TEMPLATE.hasResourceProperties(
                "AWS::IAM::Policy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(
                                        Match.objectLike(Map.of("Action", List.of("kms:Encrypt", "kms:Decrypt")))))))));
    }
}
