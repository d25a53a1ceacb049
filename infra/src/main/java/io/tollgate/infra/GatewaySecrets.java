package io.tollgate.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Secrets in Secrets Manager; a template never contains a value. AWS generates the tokens at the first deployment. The
 * operator sets the key of the wallet afterwards, and only the function may read it: the tasks do not pay.
 */
final class GatewaySecrets extends Construct {
    private static final int TOKEN_LENGTH = 48;

    private final ISecret uploadToken;
    private final ISecret mcpToken;
    private final ISecret walletKey;

    GatewaySecrets(Construct scope, String id) {
        super(scope, id);
        uploadToken = generatedToken("UploadToken", "x402/upload-token", "Bearer token for uploads to Tollgate");
        mcpToken = generatedToken("McpToken", "x402/mcp-token", "Bearer token of the MCP endpoint");
        CfnSecret key = CfnSecret.Builder.create(this, "WalletKey")
                .name("x402/private-key")
                .description("Key of the wallet that the MCP tools pay with; 64 hex digits, set by the operator")
                .build();
        key.applyRemovalPolicy(RemovalPolicy.DESTROY);
        walletKey = Secret.fromSecretCompleteArn(this, "WalletKeyArn", key.getRef());
    }

    private Secret generatedToken(String id, String name, String description) {
        return Secret.Builder.create(this, id)
                .secretName(name)
                .description(description)
                .generateSecretString(SecretStringGenerator.builder()
                        .passwordLength(TOKEN_LENGTH)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
    }

    ISecret uploadToken() {
        return uploadToken;
    }

    ISecret mcpToken() {
        return mcpToken;
    }

    /** The key of the wallet; has no value until the operator sets one. */
    ISecret walletKey() {
        return walletKey;
    }
}
