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
 * Aurora PostgreSQL Serverless v2 with the ledger and the catalogue in the database {@code x402}, and in one of its own,
 * with a user of its own, the wallet of the MCP endpoint. Never below half a capacity unit: the gateway asks every few
 * seconds, so it would never pause.
 */
final class Database extends Construct {
    static final String GATEWAY = "x402";
    static final String WALLET = "x402wallet";
    private static final String CLUSTER = "x402-database";
    private static final int PORT = 5432;
    private static final double LEAST_CAPACITY = 0.5;
    private static final double MOST_CAPACITY = 4;

    private final DatabaseCluster cluster;
    private final Secret walletUser;

    Database(Construct scope, String id, Vpc vpc, DeploymentConfig config) {
        super(scope, id);
        RdsRoots.check(this);
        SecurityGroup group = SecurityGroup.Builder.create(this, "SecurityGroup")
                .vpc(vpc)
                .description("Aurora: from the tasks and the MCP function only")
                .allowAllOutbound(false)
                .build();
        // Aurora would make it by itself and keep it for ever
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
                .defaultDatabaseName(GATEWAY)
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
                .serverlessV2MinCapacity(LEAST_CAPACITY)
                .serverlessV2MaxCapacity(MOST_CAPACITY)
                .vpc(vpc)
                .vpcSubnets(Network.CLOSED)
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
                .description("Password of the database user that sees the wallet's tables alone")
                .generateSecretString(SecretStringGenerator.builder()
                        .secretStringTemplate("{\"username\":\"" + WALLET + "\"}")
                        .generateStringKey("password")
                        .passwordLength(40)
                        .excludePunctuation(true)
                        .build())
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        new WalletDatabase(this, "WalletDatabase", cluster, walletUser);
    }

    void admit(SecurityGroup who, String why) {
        cluster.getConnections().allowFrom(who, Port.tcp(PORT), why);
    }

    DatabaseCluster cluster() {
        return cluster;
    }

    /** User and password of the gateway. */
    ISecret owner() {
        return cluster.getSecret();
    }

    /** User and password of the wallet. */
    Secret walletUser() {
        return walletUser;
    }

    /**
     * Encrypted, to a server that shows a certificate of Amazon's for that host name.
     *
     * @param folder where the image or the function has {@code rds-roots.pem}
     */
    String url(String database, String folder) {
        return "jdbc:postgresql://" + cluster.getClusterEndpoint().getHostname() + ":" + PORT + "/" + database
                + "?sslmode=verify-full&sslrootcert=" + folder + "/" + RdsRoots.FILE;
    }
}
