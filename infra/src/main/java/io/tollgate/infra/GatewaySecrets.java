package io.tollgate.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.CfnSecret;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Secrets in Secrets Manager; no value is ever in a template. The tokens are made up by AWS at the first deployment. The
 * wallet's key is put in afterwards by the operator, and only the function may read it: who serves files needs no key.
 */
final class GatewaySecrets extends Construct {
    private static final int TOKEN_LENGTH = 48;

    private final ISecret uploadToken;
    private final ISecret mcpToken;
    private final ISecret walletKey;

    GatewaySecrets(Construct scope, String id) {
        super(scope, id);
        uploadToken = token("UploadToken", "x402/upload-token", "Bearer token that uploads to Tollgate must show");
        mcpToken = token("McpToken", "x402/mcp-token", "Bearer token of the MCP endpoint");
        CfnSecret key = CfnSecret.Builder.create(this, "WalletKey")
                .name("x402/private-key")
                .description("Key of the wallet that the MCP tools pay with; 64 hex digits, put in by hand")
                .build();
        key.applyRemovalPolicy(RemovalPolicy.DESTROY);
        walletKey = Secret.fromSecretCompleteArn(this, "WalletKeyArn", key.getRef());
    }

    private Secret token(String id, String name, String description) {
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

    /** The wallet's key; without a value until the operator has put one in. */
    ISecret walletKey() {
        return walletKey;
    }
}
