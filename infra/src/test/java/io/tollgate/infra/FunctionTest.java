package io.tollgate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

/** The Lambda function of the MCP endpoint and its URL. */
class FunctionTest {
    private static final Template TEMPLATE = Synthesis.standard().deployment();

    @Test
    void theFunctionStartsFromASnapshotBehindTheAdapter() {
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Function",
                Map.of(
                        "FunctionName",
                        "MCPServerFunction",
                        "Runtime",
                        "java25",
                        "Handler",
                        "run.sh",
                        "MemorySize",
                        1024,
                        "Timeout",
                        300,
                        "Architectures",
                        List.of("x86_64"),
                        "SnapStart",
                        Map.of("ApplyOn", "PublishedVersions"),
                        "Environment",
                        Map.of(
                                "Variables",
                                Match.objectLike(Map.of(
                                        "AWS_LAMBDA_EXEC_WRAPPER", "/opt/bootstrap",
                                        "AWS_LWA_PORT", "8080",
                                        "AWS_LWA_INVOKE_MODE", "response_stream",
                                        "AWS_LWA_READINESS_CHECK_PATH", "/health",
                                        "AWS_LWA_READINESS_CHECK_HEALTHY_STATUS", "200",
                                        "AWS_LWA_SNAPSTART_BEFORE_CHECKPOINT_PATH", Match.anyValue(),
                                        "AWS_LWA_SNAPSTART_AFTER_RESTORE_PATH", Match.anyValue())))));
        assertThat(TEMPLATE.findResources("AWS::Lambda::Function", Map.of()).toString())
                .contains(":753240598075:layer:LambdaAdapterLayerX86:30");
    }

    @Test
    void theUrlBelongsToAnAliasAndStreams() {
        TEMPLATE.hasResourceProperties("AWS::Lambda::Alias", Map.of("Name", "live"));
        TEMPLATE.hasResourceProperties(
                "AWS::Lambda::Url", Map.of("AuthType", "NONE", "InvokeMode", "RESPONSE_STREAM", "Qualifier", "live"));
    }
}
