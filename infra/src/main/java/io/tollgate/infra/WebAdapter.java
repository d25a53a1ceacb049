package io.tollgate.infra;

import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.constructs.Construct;

/**
 * The layer of the AWS Lambda Web Adapter, which converts the events of a function into HTTP requests to a local port.
 * Layer 30 is release 1.1.0, the first with hooks around a SnapStart snapshot.
 */
final class WebAdapter {
    private static final String LAYER_ACCOUNT = "753240598075";
    private static final int LAYER_VERSION = 30;

    private WebAdapter() {}

    static ILayerVersion layer(Construct scope, Architecture architecture) {
        String name = architecture.equals(Architecture.ARM_64) ? "LambdaAdapterLayerArm64" : "LambdaAdapterLayerX86";
        Stack stack = Stack.of(scope);
        return LayerVersion.fromLayerVersionArn(
                scope,
                "WebAdapter",
                "arn:" + stack.getPartition() + ":lambda:" + stack.getRegion() + ":" + LAYER_ACCOUNT + ":layer:" + name
                        + ":" + LAYER_VERSION);
    }

    /** The variables with which the adapter starts the server and finds it at that port. */
    static Map<String, String> environment(int port) {
        return Map.of(
                "AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap",
                "AWS_LWA_PORT", Integer.toString(port),
                "AWS_LWA_INVOKE_MODE", "response_stream",
                "AWS_LWA_READINESS_CHECK_PATH", "/health",
                "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS", "200",
                "AWS_LWA_SNAPSTART_BEFORE_CHECKPOINT_PATH", "/snapshot/before",
                "AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH", "/snapshot/after");
    }
}
