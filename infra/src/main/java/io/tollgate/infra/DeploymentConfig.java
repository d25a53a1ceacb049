package io.tollgate.infra;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What an operator chooses about a deployment. Each is a context key ({@code -c nat=1}, cdk.json) and, where the gateway
 * has a setting of that meaning, an environment variable of the same name as the setting; the key wins.
 *
 * @param natGateways       1 or 2; each costs about 33 USD a month
 * @param https             how buyers reach the gateway over TLS
 * @param certificate       ARN of an ACM certificate in this region; needed by {@link Https#CERTIFICATE}
 * @param domain            name that the certificate is for
 * @param waf               whether a web firewall stands in front
 * @param protect           whether the stacks and the database refuse to be deleted
 * @param imageTag          tag of the image in the registry; immutable, the commit it was built from
 * @param lambdaZip         the function's code, as {@code mvn -Plambda package} leaves it
 * @param mcpConcurrency    calls that the function answers at the same time at most; 0 reserves none
 * @param alarmEmail        who is told of alarms
 * @param settlementHook    name of a Lambda function in this account that is told of every sale
 * @param facilitators      FACILITATOR_URL of the gateway
 * @param network           NETWORK of the gateway
 * @param address           ADDRESS of the gateway: who is paid
 * @param publishers        WALRUS_PUBLISHER_URL of the gateway
 * @param aggregators       WALRUS_AGGREGATOR_URLS of the gateway
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
        ExtraSettings more) {

    /** How buyers reach the gateway over TLS. */
    enum Https {
        /** Not at all: payment headers travel readable. For trying things out. */
        NONE,
        /** A certificate on the load balancer, for a domain of the operator's. */
        CERTIFICATE,
        /** CloudFront in front of a load balancer without a public address; needs no domain. */
        CLOUDFRONT
    }

    private static final Set<String> FLAGS = Set.of("true", "false");

    DeploymentConfig {
        if (natGateways < 1 || natGateways > 2) {
            throw new IllegalArgumentException("nat must be 1 or 2, one for each availability zone at most.");
        }
        if (https == Https.CERTIFICATE && (certificate.isEmpty() || domain.isEmpty())) {
            throw new IllegalArgumentException(
                    "https=certificate needs -c certificate=arn:aws:acm:… and -c domain=NAME, the name it is for.");
        }
        if (mcpConcurrency < 0) {
            throw new IllegalArgumentException("mcpConcurrency must be 0 (none reserved) or more.");
        }
        requireNonNull(lambdaZip, "lambdaZip must not be null");
    }

    /**
     * @param context     a context key's value, or null
     * @param environment the variables of the process
     * @throws IllegalArgumentException with one sentence for the operator
     */
    static DeploymentConfig read(Function<String, Object> context, Map<String, String> environment) {
        Source from = new Source(context, environment);
        return new DeploymentConfig(
                number(from.text("nat", "").orElse("2"), "nat"),
                https(from.text("https", "").orElse("none")),
                from.text("certificate", ""),
                from.text("domain", ""),
                flag(from.text("waf", "").orElse("false"), "waf"),
                flag(from.text("protect", "").orElse("false"), "protect"),
                from.text("imageTag", "IMAGE_TAG").orElse("latest"),
                Path.of(from.text("lambdaZip", "").orElse("../target/tollgate-lambda.zip")),
                number(from.text("mcpConcurrency", "").orElse("0"), "mcpConcurrency"),
                from.text("alarmEmail", "ALARM_EMAIL"),
                from.text("settlementHook", "TOLLGATE_SETTLEMENT_HOOK"),
                from.text("facilitator", "FACILITATOR_URL").orElse("https://x402.org/facilitator"),
                from.text("network", "NETWORK").orElse("base-sepolia"),
                from.text("address", "ADDRESS"),
                from.text("publisher", "WALRUS_PUBLISHER_URL").orElse("https://publisher.walrus-testnet.walrus.space"),
                from.text("aggregators", "WALRUS_AGGREGATOR_URLS")
                        .orElse("https://aggregator.walrus-testnet.walrus.space"),
                ExtraSettings.read(
                        from.text("settings", "").orElse(""),
                        from.text("secretSettings", "").orElse("")));
    }

    private record Source(Function<String, Object> context, Map<String, String> environment) {
        Optional<String> text(String key, String variable) {
            Object chosen = context.apply(key);
            String text = chosen != null ? chosen.toString() : environment.getOrDefault(variable, "");
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
