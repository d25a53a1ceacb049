package io.tollgate.infra;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Everything that runs: the network, the gateway on Fargate, its database, the MCP function, and who watches them. */
final class CdkStack extends Stack {
    CdkStack(Construct scope, String id, StackProps props, Choices choices) {
        super(scope, id, props);
        Network network = new Network(this, "Network", choices);
        HouseSecrets secrets = new HouseSecrets(this, "Secrets");
        SealingKey sealing = new SealingKey(this, "Sealing");
        Database database = new Database(this, "Database", network.vpc(), choices);
        Entrance entrance = new Entrance(this, "Entrance", network.vpc(), choices);
        Service service = new Service(this, "Backend", network.vpc(), entrance, database, secrets, sealing, choices);
        database.admit(service.group(), "The ledger and the catalogue of the tasks");
        McpFunction mcp = new McpFunction(this, "Mcp", network.vpc(), database, secrets, entrance.url(), choices);
        if (choices.waf()) {
            new WebFirewall(
                    this,
                    "WebFirewall",
                    entrance.balancer().getLoadBalancerArn(),
                    choices.https() == Choices.Https.CLOUDFRONT);
        }
        Signs signs = Signs.of(this, entrance, service, mcp);
        new Alarms(this, "Alarms", signs, choices.alarmEmail());
        new Board(this, "Board", signs, service, database, mcp);
        output("MCPServerUrl", "The MCP endpoint, for agents", mcp.url().getUrl() + "mcp");
        output("BackendApiUrl", "The gateway, for buyers and sellers", entrance.url());
        output("VpcId", "The network x402-vpc", network.vpc().getVpcId());
        Reasons.note(this, choices);
    }

    private void output(String name, String description, String value) {
        CfnOutput.Builder.create(this, name)
                .description(description)
                .value(value)
                .build();
    }
}
