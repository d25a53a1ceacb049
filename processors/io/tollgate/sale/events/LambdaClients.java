package io.tollgate.sale.events;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.LambdaClientBuilder;

/**
 * The client of AWS Lambda: region and credentials from where AWS' tools look for them, and no call that goes on for
 * longer than {@value #PATIENCE_SECONDS} seconds.
 */
public final class LambdaClients {
    private static final int PATIENCE_SECONDS = 30;

    private LambdaClients() {}

    /**
     * @param endpoint another address than AWS' own
     * @throws IllegalStateException with one sentence for the operator when there is no region
     */
    public static LambdaClient open(Optional<URI> endpoint) {
        LambdaClientBuilder client = LambdaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(20)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
                        .build());
        endpoint.ifPresent(client::endpointOverride);
        try {
            return client.build();
        } catch (RuntimeException e) {
            throw new IllegalStateException("AWS Lambda cannot be called: set AWS_REGION. " + e.getMessage(), e);
        }
    }
}
