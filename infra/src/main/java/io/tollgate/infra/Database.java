package io.tollgate.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.CaCertificate;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.CredentialsBaseOptions;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * Aurora PostgreSQL Serverless v2. The database {@code x402} holds the ledger and the catalog; the wallet of the MCP
 * endpoint has a separate database and user. The minimum is half a capacity unit, because the gateway queries every few
 * seconds and the cluster would never pause.
 */
final class Database extends Construct {
    static final String GATEWAY_DATABASE = "x402";
    static final String WALLET_DATABASE = "x402wallet";
    private static final String CLUSTER = "x402-database";
    private static final int PORT = 5432;
    private static final double MIN_CAPACITY = 0.5;
    private static final double MAX_CAPACITY = 4;

    private final DatabaseCluster cluster;
    private final Secret walletUser;

    Database(Construct scope, String id, Vpc vpc, DeploymentConfig config) {
        super(scope, id);
        RdsRoots.requireRegion(this);
        SecurityGroup group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Aurora: from the tasks and the MCP function only")
                .allowAllOutbound(false)
                .build();
        // Aurora would create this group itself, and keep its lines forever
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .logGroupName("/aws/rds/cluster/" + CLUSTER + "/postgresql")
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        RemovalPolicy removal = config.protect() ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY;
        cluster = DatabaseCluster.Builder.create(this, "Cluster")
                .engine(DatabaseClusterEngine.auroraPostgres(AuroraPostgresClusterEngineProps.builder()
                        .version(AuroraPostgresEngineVersion.VER_16_6)
                        .build()))
                .clusterIdentifier(CLUSTER)
                .defaultDatabaseName(GATEWAY_DATABASE)
                .credentials(Credentials.fromGeneratedSecret(
                        "tollgate",
                        CredentialsBaseOptions.builder()
                                .secretName("x402/database")
                                .excludeCharacters(" %+~`#$&*()|[]{}:;<>?!'/@\"\\")
                                .build()))
                .writer(ClusterInstance.serverlessV2(
                        "writer",
                        ServerlessV2ClusterInstanceProps.builder()
                                .caCertificate(CaCertificate.RDS_CA_RSA2048_G1)
                                .enablePerformanceInsights(true)
                                .build()))
                .serverlessV2MinCapacity(MIN_CAPACITY)
                .serverlessV2MaxCapacity(MAX_CAPACITY)
                .vpc(vpc)
                .vpcSubnets(Network.ISOLATED)
                .securityGroups(List.of(group))
                .port(PORT)
                .storageEncrypted(true)
                .iamAuthentication(true)
                .enableDataApi(true)
                .backup(BackupProps.builder().retention(Duration.days(7)).build())
                .copyTagsToSnapshot(true)
                .cloudwatchLogsExports(List.of("postgresql"))
                .deletionProtection(config.protect())
                .removalPolicy(removal)
                .build();
        cluster.getNode().addDependency(log);
        walletUser = Secret.Builder.create(this, "WalletUser")
                .secretName("x402/wallet-database")
                .description("Name and password of the database user that can access only the tables of the wallet")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + WALLET_DATABASE + "\"}")
                        .generateStringKey("password")
                        .passwordLength(40)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        new WalletDatabase(this, "WalletDatabase", cluster, walletUser);
    }

    void allowAccess(SecurityGroup peer, String description) {
        cluster.getConnections().allowFrom(peer, Port.tcp(PORT), description);
    }

    DatabaseCluster cluster() {
        return cluster;
    }

    /** User and password of the gateway, the master user of the cluster. */
    ISecret gatewayUser() {
        return cluster.getSecret();
    }

    /** User and password of the wallet. */
    Secret walletUser() {
        return walletUser;
    }

    /**
     * A JDBC URL that requires TLS and a certificate of Amazon for the host name of the cluster.
     *
     * @param folder folder of {@code rds-roots.pem} in the image or in the zip of the function
     */
    String url(String database, String folder) {
        return "jdbc:postgresql://" + cluster.getClusterEndpoint().getHostname() + ":" + PORT + "/" + database
                + "?sslmode=verify-full&sslrootcert=" + folder + "/" + RdsRoots.FILE;
    }
}
