package io.tollgate.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that encrypts the key of every file. Without it no sold file can be decrypted, so the stack retains it. */
final class SealingKey extends Construct {
    private final Key key;

    SealingKey(Construct scope, String id) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .alias("alias/x402-sealing")
                .description("Tollgate: wraps the keys of sealed files")
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    /** The value of the setting KEK. */
    String kekSetting() {
        return "aws-kms:" + key.getKeyArn();
    }

    void grantEncryptDecrypt(IGrantable grantee) {
        key.grant(grantee, "kms:Encrypt", "kms:Decrypt");
    }
}
