package io.tollgate.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * Everything that runs: the network, the gateway on Fargate, its database, the MCP function, alarms and a dashboard.
 *
 * <p>The ids of the constructs are part of the logical ids of their resources. CloudFormation replaces a resource whose
 * logical id changes, so an id stays when its class gets another name.
 */
final class CdkStack extends Stack {
    CdkStack(Construct scope, String id, StackProps props, DeploymentConfig config) {
        super(scope, id, props);
        Network network = new Network(this, "Network", config);
        GatewaySecrets secrets = new GatewaySecrets(this, "Secrets");
        SealingKey sealing = new SealingKey(this, "Sealing");
        Database database = new Database(this, "Database", network.vpc(), config);
        LoadBalancer loadBalancer = new LoadBalancer(this, "Entrance", network.vpc(), config);
        Service service = new Service(this, "Backend", network.vpc(), loadBalancer, database, secrets, sealing, config);
        database.allowAccess(service.group(), "Ledger and catalog of the tasks");
        McpFunction mcp = new McpFunction(this, "Mcp", network.vpc(), database, secrets, loadBalancer.url(), config);
        if (config.waf()) {
            new WebFirewall(
                    this,
                    "WebFirewall",
                    loadBalancer.alb().getLoadBalancerArn(),
                    config.https() == DeploymentConfig.Https.CLOUDFRONT);
        }
        OperationalMetrics metrics = OperationalMetrics.create(this, loadBalancer, service, mcp);
        new Alarms(this, "Alarms", metrics, config.alarmEmail());
        new OperationsDashboard(this, "Board", metrics, service, database, mcp);
        output("MCPServerUrl", "The MCP endpoint, for agents", mcp.url().getUrl() + "mcp");
        output("BackendApiUrl", "The gateway, for buyers and sellers", loadBalancer.url());
        output("VpcId", "The network x402-vpc", network.vpc().getVpcId());
        CdkNagSuppressions.apply(this, config);
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }
}
