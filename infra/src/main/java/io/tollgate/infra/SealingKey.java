package io.tollgate.infra;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/** The key that wraps every file's key. Whoever deletes it shreds every file that was ever sold, so nothing here does. */
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

    /** What the gateway's KEK is set to. */
    String setting() {
        return "aws-kms:" + key.getKeyArn();
    }

    void grant(IGrantable who) {
        key.grant(who, "kms:Encrypt", "kms:Decrypt");
    }
}
