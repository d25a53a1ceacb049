package io.tollgate.app.lambda;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

/** Reads from AWS Secrets Manager, with a new connection for each call, so that none is part of a snapshot. */
final class StoredSecrets implements SecretStore {
    private static final String ENDPOINT = "TOLLGATE_AWS_ENDPOINT";

    private final Map<String, String> environment;

    StoredSecrets(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public Optional<String> find(String name) {
        SecretsManagerClientBuilder builder = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(3)))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(Duration.ofSeconds(5))
                        .build());
        Optional.ofNullable(environment.get(ENDPOINT)).map(URI::create).ifPresent(builder::endpointOverride);
        try (SecretsManagerClient client = builder.build()) {
            return Optional.ofNullable(
                    client.getSecretValue(request -> request.secretId(name)).secretString());
        } catch (ResourceNotFoundException e) {
            // the secret has no value yet
            return Optional.empty();
        }
    }
}
