package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.IpAddresses;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * The network {@code x402-vpc}: two availability zones, each with a public subnet, a private subnet with egress through
 * NAT, and an isolated subnet for the database.
 */
final class Network extends Construct {
    static final String CIDR = "10.0.0.0/16";
    static final SubnetSelection PRIVATE =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_WITH_EGRESS).build();
    static final SubnetSelection ISOLATED =
            SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED).build();

    private final Vpc vpc;

    Network(Construct scope, String id, DeploymentConfig config) {
        super(scope, id);
        LogGroup rejectedTraffic = LogGroup.Builder.create(this, "RefusedTraffic")
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        vpc = Vpc.Builder.create(this, "Vpc")
                .vpcName("x402-vpc")
                .ipAddresses(IpAddresses.cidr(CIDR))
                .maxAzs(2)
                .natGateways(config.natGateways())
                .subnetConfiguration(List.of(
                        subnet("public", SubnetType.PUBLIC),
                        subnet("inside", SubnetType.PRIVATE_WITH_EGRESS),
                        subnet("database", SubnetType.PRIVATE_ISOLATED)))
                // free of charge, and image layers bypass NAT
                .gatewayEndpoints(Map.of(
                        "S3", endpoint(GatewayVpcEndpointAwsService.S3),
                        "DynamoDb", endpoint(GatewayVpcEndpointAwsService.DYNAMODB)))
                .flowLogs(Map.of(
                        "Refused",
                        FlowLogOptions.builder()
                                .destination(FlowLogDestination.toCloudWatchLogs(rejectedTraffic))
                                .trafficType(FlowLogTrafficType.REJECT)
                                .build()))
                .build();
    }

    Vpc vpc() {
        return vpc;
    }

    private static SubnetConfiguration subnet(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .build();
    }

    private static GatewayVpcEndpointOptions endpoint(GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpointOptions.builder().service(service).build();
    }
}
