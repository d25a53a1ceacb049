package io.tollgate.infra;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The options of a deployment. Each is a context key ({@code -c nat=1}, cdk.json). Where the gateway has a setting with
 * the same meaning, the environment variable of that setting is read too; the context key takes precedence.
 *
 * @param natGateways       1 or 2; each costs about 33 USD a month
 * @param https             how buyers reach the gateway over TLS
 * @param certificate       ARN of an ACM certificate in this region; needed by {@link Https#CERTIFICATE}
 * @param domain            name that the certificate is for
 * @param waf               whether a web firewall protects the load balancer
 * @param protect           whether deletion of the stacks and the database is blocked
 * @param imageTag          tag of the image in the registry: the commit it was built from; immutable
 * @param lambdaZip         the code of the function, built by {@code mvn -Plambda package}
 * @param mcpConcurrency    reserved concurrency of the function, its maximum of parallel calls; 0 reserves none
 * @param alarmEmail        address that alarms are sent to
 * @param settlementHook    name of a Lambda function in this account that the gateway calls after every sale
 * @param facilitators      FACILITATOR_URL of the gateway
 * @param network           NETWORK of the gateway
 * @param address           ADDRESS of the gateway: the account that receives payments
 * @param publishers        WALRUS_PUBLISHER_URL of the gateway
 * @param aggregators       WALRUS_AGGREGATOR_URLS of the gateway
 * @param extraSettings     other settings of the gateway and the function
 */
record DeploymentConfig(
        int natGateways,
        Https https,
        Optional<String> certificate,
        Optional<String> domain,
        boolean waf,
        boolean protect,
        String imageTag,
        Path lambdaZip,
        int mcpConcurrency,
        Optional<String> alarmEmail,
        Optional<String> settlementHook,
        String facilitators,
        String network,
        Optional<String> address,
        String publishers,
        String aggregators,
        ExtraSettings extraSettings) {

    /** How buyers reach the gateway over TLS. */
    enum Https {
        /** No TLS: payment headers are readable in transit. For trials only. */
        NONE,
        /** A certificate on the load balancer, for a domain of the operator. */
        CERTIFICATE,
        /** CloudFront in front of a load balancer without a public address; needs no domain. */
        CLOUDFRONT
    }

    private static final Set<String> FLAGS = Set.of("true", "false");

    DeploymentConfig {
        if (natGateways < 1 || natGateways > 2) {
            throw new IllegalArgumentException("nat must be 1 or 2, at most one for each availability zone.");
        }
        if (https == Https.CERTIFICATE && (certificate.isEmpty() || domain.isEmpty())) {
            throw new IllegalArgumentException(
                    "https=certificate needs -c certificate=arn:aws:acm:… and -c domain=NAME of that certificate.");
        }
        if (mcpConcurrency < 0) {
            throw new IllegalArgumentException("mcpConcurrency must be 0 (none reserved) or more.");
        }
        requireNonNull(lambdaZip, "lambdaZip must not be null");
    }

    /**
     * @param context     returns the value of a context key, or null
     * @param environment the environment variables of the process
     * @throws IllegalArgumentException with one sentence for the operator
     */
    static DeploymentConfig read(Function<String, Object> context, Map<String, String> environment) {
        OptionSource options = new OptionSource(context, environment);
        return new DeploymentConfig(
                number(options.text("nat", "").orElse("2"), "nat"),
                https(options.text("https", "").orElse("none")),
                options.text("certificate", ""),
                options.text("domain", ""),
                flag(options.text("waf", "").orElse("false"), "waf"),
                flag(options.text("protect", "").orElse("false"), "protect"),
                options.text("imageTag", "IMAGE_TAG").orElse("latest"),
                Path.of(options.text("lambdaZip", "").orElse("../target/tollgate-lambda.zip")),
                number(options.text("mcpConcurrency", "").orElse("0"), "mcpConcurrency"),
                options.text("alarmEmail", "ALARM_EMAIL"),
                options.text("settlementHook", "TOLLGATE_SETTLEMENT_HOOK"),
                options.text("facilitator", "FACILITATOR_URL").orElse("https://x402.org/facilitator"),
                options.text("network", "NETWORK").orElse("base-sepolia"),
                options.text("address", "ADDRESS"),
                options.text("publisher", "WALRUS_PUBLISHER_URL")
                        .orElse("https://publisher.walrus-testnet.walrus.space"),
                options.text("aggregators", "WALRUS_AGGREGATOR_URLS")
                        .orElse("https://aggregator.walrus-testnet.walrus.space"),
                ExtraSettings.read(
                        options.text("settings", "").orElse(""),
                        options.text("secretSettings", "").orElse("")));
    }

    private record OptionSource(Function<String, Object> context, Map<String, String> environment) {
        Optional<String> text(String key, String variable) {
            Object value = context.apply(key);
            String text = value != null ? value.toString() : environment.getOrDefault(variable, "");
            return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
        }
    }

    private static Https https(String text) {
        return switch (text) {
            case "none" -> Https.NONE;
            case "certificate" -> Https.CERTIFICATE;
            case "cloudfront" -> Https.CLOUDFRONT;
            default -> throw new IllegalArgumentException("https must be none, certificate or cloudfront.");
        };
    }

    private static int number(String text, String key) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(key + " must be a whole number, not " + text + ".", e);
        }
    }

    private static boolean flag(String text, String key) {
        if (!FLAGS.contains(text)) {
            throw new IllegalArgumentException(key + " must be true or false, not " + text + ".");
        }
        return Boolean.parseBoolean(text);
    }
}
