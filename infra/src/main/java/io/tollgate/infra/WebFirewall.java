package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/**
 * A web firewall on the load balancer: a limit for each address and AWS' common rules. Bodies are not looked at for size,
 * because uploads are large; the gateway has a limit of its own.
 */
final class WebFirewall extends Construct {
    private static final int REQUESTS_IN_FIVE_MINUTES = 6000;

    /** @param behind true when another server stands in front and says in X-Forwarded-For who is asking */
    WebFirewall(Construct scope, String id, String balancer, boolean behind) {
        super(scope, id);
        CfnWebACL acl = CfnWebACL.Builder.create(this, "Rules")
                .scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build())
                        .build())
                .visibilityConfig(visible("x402-waf"))
                .rules(List.of(tooMany(behind), common()))
                .build();
        CfnWebACLAssociation.Builder.create(this, "OnLoadBalancer")
                .resourceArn(balancer)
                .webAclArn(acl.getAttrArn())
                .build();
    }

    private static CfnWebACL.RuleProperty tooMany(boolean behind) {
        CfnWebACL.RateBasedStatementProperty.Builder rate =
                CfnWebACL.RateBasedStatementProperty.builder().limit(REQUESTS_IN_FIVE_MINUTES);
        if (behind) {
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
                .visibilityConfig(visible("x402-too-many"))
                .build();
    }

    private static CfnWebACL.RuleProperty common() {
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
                                        List.of(counted("SizeRestrictions_BODY"), counted("NoUserAgent_HEADER")))
                                .build())
                        .build())
                .visibilityConfig(visible("x402-common"))
                .build();
    }

    private static CfnWebACL.RuleActionOverrideProperty counted(String rule) {
        return CfnWebACL.RuleActionOverrideProperty.builder()
                .name(rule)
                .actionToUse(CfnWebACL.RuleActionProperty.builder()
                        .count(CfnWebACL.CountActionProperty.builder().build())
                        .build())
                .build();
    }

    private static CfnWebACL.VisibilityConfigProperty visible(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder()
                .cloudWatchMetricsEnabled(true)
                .sampledRequestsEnabled(true)
                .metricName(metric)
                .build();
    }
}
