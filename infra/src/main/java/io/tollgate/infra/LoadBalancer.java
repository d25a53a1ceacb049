package io.tollgate.infra;

import java.util.List;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.cloudfront.AllowedMethods;
import software.amazon.awscdk.services.cloudfront.BehaviorOptions;
import software.amazon.awscdk.services.cloudfront.CachePolicy;
import software.amazon.awscdk.services.cloudfront.Distribution;
import software.amazon.awscdk.services.cloudfront.HttpVersion;
import software.amazon.awscdk.services.cloudfront.OriginProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.OriginRequestPolicy;
import software.amazon.awscdk.services.cloudfront.ViewerProtocolPolicy;
import software.amazon.awscdk.services.cloudfront.origins.VpcOrigin;
import software.amazon.awscdk.services.cloudfront.origins.VpcOriginWithEndpointProps;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationListener;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationLoadBalancer;
import software.amazon.awscdk.services.elasticloadbalancingv2.ApplicationProtocol;
import software.amazon.awscdk.services.elasticloadbalancingv2.BaseApplicationListenerProps;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerAction;
import software.amazon.awscdk.services.elasticloadbalancingv2.ListenerCertificate;
import software.amazon.awscdk.services.elasticloadbalancingv2.RedirectOptions;
import software.amazon.awscdk.services.elasticloadbalancingv2.SslPolicy;
import software.constructs.Construct;

/** The load balancer. TLS ends at its certificate or at CloudFront in front of it; without TLS the synthesis warns. */
final class LoadBalancer extends Construct {
    /** Longer than the longest settlement, during which the connection is idle. */
    private static final Duration IDLE_TIMEOUT = Duration.seconds(130);

    private final SecurityGroup group;
    private final ApplicationLoadBalancer alb;
    private final ApplicationListener listener;
    private final String url;
    private Distribution distribution;

    LoadBalancer(Construct scope, String id, Vpc vpc, DeploymentConfig config) {
        super(scope, id);
        boolean internetFacing = config.https() != DeploymentConfig.Https.CLOUDFRONT;
        group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Load balancer: ports 80 and 443")
                .build();
        alb = ApplicationLoadBalancer.Builder.create(this, "LoadBalancer")
                .loadBalancerName("x402-alb")
                .vpc(vpc)
                .vpcSubnets(
                        internetFacing
                                ? SubnetSelection.builder()
                                        .subnetType(SubnetType.PUBLIC)
                                        .build()
                                : Network.PRIVATE)
                .internetFacing(internetFacing)
                .securityGroup(group)
                .idleTimeout(IDLE_TIMEOUT)
                .dropInvalidHeaderFields(true)
                .deletionProtection(config.protect())
                .build();
        switch (config.https()) {
            case NONE -> {
                listener = httpListener("0.0.0.0/0", "Buyers, without TLS");
                url = "http://" + alb.getLoadBalancerDnsName();
                Annotations.of(this)
                        .addWarningV2(
                                "tollgate:plain-http",
                                "Buyers reach this deployment over plain HTTP, which exposes payment headers."
                                        + " Choose -c https=certificate or -c https=cloudfront.");
            }
            case CERTIFICATE -> {
                listener = httpsListener(config.certificate().orElseThrow());
                url = "https://" + config.domain().orElseThrow();
            }
            case CLOUDFRONT -> {
                listener = httpListener(Network.CIDR, "CloudFront, from inside the network");
                distribution = distribution();
                url = "https://" + distribution.getDistributionDomainName();
            }
            default -> throw new IllegalStateException("unsupported value of https: " + config.https());
        }
    }

    private ApplicationListener httpListener(String cidr, String description) {
        group.addIngressRule(Peer.ipv4(cidr), Port.tcp(80), description);
        return alb.addListener(
                "Http",
                BaseApplicationListenerProps.builder()
                        .port(80)
                        .protocol(ApplicationProtocol.HTTP)
                        .open(false)
                        .build());
    }

    private ApplicationListener httpsListener(String certificate) {
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(443), "Buyers");
        group.addIngressRule(Peer.anyIpv4(), Port.tcp(80), "Redirect to HTTPS");
        alb.addListener(
                "Redirect",
                BaseApplicationListenerProps.builder()
                        .port(80)
                        .protocol(ApplicationProtocol.HTTP)
                        .open(false)
                        .defaultAction(ListenerAction.redirect(RedirectOptions.builder()
                                .protocol("HTTPS")
                                .port("443")
                                .permanent(true)
                                .build()))
                        .build());
        return alb.addListener(
                "Https",
                BaseApplicationListenerProps.builder()
                        .port(443)
                        .protocol(ApplicationProtocol.HTTPS)
                        .open(false)
                        .sslPolicy(SslPolicy.RECOMMENDED_TLS)
                        .certificates(List.of(ListenerCertificate.fromCertificateManager(
                                Certificate.fromCertificateArn(this, "Certificate", certificate))))
                        .build());
    }

    /** Forwards every request and caches nothing, because a paid response belongs to one buyer. */
    private Distribution distribution() {
        VpcOriginWithEndpointProps origin = VpcOriginWithEndpointProps.builder()
                .protocolPolicy(OriginProtocolPolicy.HTTP_ONLY)
                .readTimeout(Duration.seconds(60))
                .keepaliveTimeout(Duration.seconds(60))
                .build();
        return Distribution.Builder.create(this, "Distribution")
                .comment("Tollgate")
                .httpVersion(HttpVersion.HTTP2)
                .defaultBehavior(BehaviorOptions.builder()
                        .origin(VpcOrigin.withApplicationLoadBalancer(alb, origin))
                        .allowedMethods(AllowedMethods.ALLOW_ALL)
                        .cachePolicy(CachePolicy.CACHING_DISABLED)
                        .originRequestPolicy(OriginRequestPolicy.ALL_VIEWER)
                        .viewerProtocolPolicy(ViewerProtocolPolicy.REDIRECT_TO_HTTPS)
                        .compress(false)
                        .build())
                .build();
    }

    SecurityGroup group() {
        return group;
    }

    ApplicationLoadBalancer alb() {
        return alb;
    }

    /** The listener that forwards to the service. */
    ApplicationListener listener() {
        return listener;
    }

    /** The public URL of the gateway. */
    String url() {
        return url;
    }
}
