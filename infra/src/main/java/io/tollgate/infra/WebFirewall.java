package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * A web firewall on the load balancer: a rate limit for each client address, and the common rule set of AWS. The rule
 * on body sizes only counts, because uploads are large; the gateway enforces its own limit.
 */
final class WebFirewall extends Construct {
    private static final int MAX_REQUESTS_IN_5_MINUTES = 6000;

    /** @param behindProxy true when a proxy in front sends the address of the client in X-Forwarded-For */
    WebFirewall(Construct scope, String id, String loadBalancerArn, boolean behindProxy) {
        super(scope, id);
        CfnWebACL acl = CfnWebACL.Builder.create(this, "Rules")
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visibility("x402-waf"))
                .rules(List.of(rateLimit(behindProxy), commonRules()))
                .build();
        CfnWebACLAssociation.Builder.create(this, "OnLoadBalancer")
                .resourceArn(loadBalancerArn)
                .webAclArn(acl.getAttrArn())
                .build();
    }

    private static CfnWebACL.RuleProperty rateLimit(boolean behindProxy) {
        CfnWebACL.RateBasedStatementProperty.Builder rate =
                CfnWebACL.RateBasedStatementProperty.builder().limit(MAX_REQUESTS_IN_5_MINUTES);
        if (behindProxy) {
            rate.aggregateKeyType("FORWARDED_IP")
                    .forwardedIpConfig(CfnWebACL.ForwardedIPConfigurationProperty.builder()
                            .headerName("X-Forwarded-For")
                            .fallbackBehavior("MATCH")
                            .build());
        } else {
            rate.aggregateKeyType("IP");
        }
        return CfnWebACL.RuleProperty.builder()
                .name("too-many-requests")
                .priority(0)
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder().build())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(rate.build())
                        .build())
                .visibilityConfig(visibility("x402-too-many"))
                .build();
    }

    private static CfnWebACL.RuleProperty commonRules() {
        return CfnWebACL.RuleProperty.builder()
                .name("common")
                .priority(1)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder()
                        .none(Map.of())
                        .build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS")
                                .name("AWSManagedRulesCommonRuleSet")
                                .ruleActionOverrides(
                                        List.of(countOnly("SizeRestrictions_BODY"), countOnly("NoUserAgent_HEADER")))
                                .build())
                        .build())
                .visibilityConfig(visibility("x402-common"))
                .build();
    }

    private static CfnWebACL.RuleActionOverrideProperty countOnly(String rule) {
        return CfnWebACL.RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(CfnWebACL.RuleActionProperty.builder()
                        .count(CfnWebACL.CountActionProperty.builder().build())
                        .build())
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty visibility(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .metricName(metric)
                .build();
    }
}
