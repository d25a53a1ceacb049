package io.tollgate.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.triggers.TriggerFunction;
import software.constructs.Construct;

/**
 * Creates the database and the user of the wallet during a deployment, through the RDS Data API, because CloudFormation
 * has no resource for them. Safe to repeat; a failure fails the deployment.
 */
final class WalletDatabase extends Construct {
    // CREATE ROLE and CREATE DATABASE accept no parameters, so the code checks name and password before it inserts them
    private static final String CODE = """
            import boto3, json, os, re
            from botocore.exceptions import ClientError

            data = boto3.client('rds-data')
            secrets = boto3.client('secretsmanager')

            def run(database, sql):
                return data.execute_statement(resourceArn=os.environ['CLUSTER'], secretArn=os.environ['OWNER'],
                                              database=database, sql=sql)

            def handler(event, context):
                wallet = json.loads(secrets.get_secret_value(SecretId=os.environ['WALLET'])['SecretString'])
                name, password = wallet['username'], wallet['password']
                if not re.fullmatch('[a-z][a-z0-9]{2,30}', name) or not re.fullmatch('[A-Za-z0-9]{20,80}', password):
                    raise ValueError('the secret of the wallet has an unusable name or password')
                home = os.environ['HOME_DATABASE']
                known = run(home, f"select 1 from pg_roles where rolname = '{name}'")['records']
                try:
                    run(home, f"{'alter' if known else 'create'} role {name} login password '{password}'")
                except ClientError as e:
                    raise RuntimeError('the role of the wallet could not be made: ' + e.response['Error']['Code']) from None
                run(home, f"grant {name} to current_user")
                if not run(home, f"select 1 from pg_database where datname = '{name}'")['records']:
                    run(home, f"create database {name} owner {name}")
                run(home, f"revoke connect on database {home} from public")
                run(home, f"revoke connect on database {name} from public")
            """;

    WalletDatabase(Construct scope, String id, DatabaseCluster cluster, Secret user) {
        super(scope, id);
        LogGroup log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        TriggerFunction provisioner = TriggerFunction.Builder.create(this, "Maker")
                .description("Makes the database and the user of the wallet")
                .runtime(Runtime.PYTHON_3_14)
                .handler("index.handler")
                .code(Code.fromInline(CODE))
                .timeout(Duration.minutes(2))
                .logGroup(log)
                .environment(Map.of(
                        "CLUSTER",
                        cluster.getClusterArn(),
                        "OWNER",
                        cluster.getSecret().getSecretArn(),
                        "WALLET",
                        user.getSecretArn(),
                        "HOME_DATABASE",
                        Database.GATEWAY_DATABASE))
                .executeAfter(List.of(cluster))
                .build();
        cluster.getSecret().grantRead(provisioner);
        user.grantRead(provisioner);
        provisioner.addToRolePolicy(PolicyStatement.Builder.create()
                .actions(List.of("rds-data:ExecuteStatement"))
                .resources(List.of(cluster.getClusterArn()))
                .build());
    }
}
