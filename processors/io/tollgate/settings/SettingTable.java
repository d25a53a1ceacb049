package io.tollgate.settings;

import io.tollgate.access.AddressRange;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Every setting there is: property, environment variable, flag, kind, default, meaning. application.properties,
 * {@code --help} and docs/configuration.md follow from this table; tests hold them to it.
 */
public final class SettingTable {
    public static final Setting<Integer> PORT = Setting.of("port", "PORT", Kind.port(), "4021", "Port of the gateway");
    public static final Setting<String> HOST = Setting.of(
            "host",
            "TOLLGATE_HOST",
            Kind.host(),
            "0.0.0.0",
            "Address the gateway listens on; dev and demo always use 127.0.0.1");
    public static final Setting<Integer> MANAGEMENT_PORT = Setting.of(
            "management-port",
            "TOLLGATE_MANAGEMENT_PORT",
            Kind.port(),
            "9876",
            "Port of health, metrics and the operators' console; when it is taken, dev uses another");
    public static final Setting<String> MANAGEMENT_HOST = Setting.of(
            "management-host",
            "TOLLGATE_MANAGEMENT_HOST",
            Kind.host(),
            "127.0.0.1",
            "Address the management port listens on; dev and demo always use 127.0.0.1");
    public static final Setting<List<String>> MANAGEMENT_NAMES = Setting.of(
            "management-names",
            "TOLLGATE_MANAGEMENT_NAMES",
            Kind.hosts(),
            "",
            "Host names that the management port may be called by, besides localhost and addresses");
    public static final Setting<String> OPERATOR_USER = Setting.of(
            "operator.user",
            "OPERATOR_USER",
            Kind.user(),
            "operator",
            "Name that the operator logs in to the management port with");
    public static final Setting<Secret> OPERATOR_PASSWORD_HASH = Setting.secret(
            "operator.password-hash",
            "OPERATOR_PASSWORD_HASH",
            Kind.passwordHash(),
            "What `tollgate password` prints for the operator's password; without it serve has no console and dev makes a password for the run");
    public static final Setting<LogForm> LOG_FORM = Setting.of(
            "log.format", "TOLLGATE_LOG_FORMAT", Kind.logForm(), "text", "How log lines are written on standard error");
    public static final Setting<URI> OTLP_ENDPOINT = Setting.of(
            "traces.endpoint",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            Kind.url(),
            "",
            "OpenTelemetry collector that traces are sent to over OTLP/HTTP in JSON; no traces without it");
    public static final Setting<Map<String, Secret>> OTLP_HEADERS = Setting.secret(
            "traces.headers",
            "OTEL_EXPORTER_OTLP_HEADERS",
            Kind.headers(),
            "Headers sent to the collector, for one that wants a key");
    public static final Setting<Path> DATA_DIR = Setting.of(
            "data-dir",
            "TOLLGATE_DATA_DIR",
            Kind.path(),
            "./data",
            "Folder of the database, the keys and spooled files");
    public static final Setting<Path> ROUTES_DIR = Setting.of(
            "routes.dir",
            "TOLLGATE_ROUTES_DIR",
            Kind.path(),
            "./routes",
            "Folder of route files that take the place of the built-in ones, or are loaded beside them; it need not exist");
    public static final Setting<String> ROUTES_RELOAD = Setting.of(
            "routes.reload",
            "TOLLGATE_ROUTES_RELOAD",
            Kind.oneOf("auto", "on", "off"),
            "auto",
            "Load route files again as soon as they change; auto does so in dev and not in serve");
    public static final Setting<URI> PUBLIC_URL = Setting.of(
            "public-url",
            "PUBLIC_URL",
            Kind.url(),
            "",
            "Address buyers reach the gateway at, without a trailing slash; default http://127.0.0.1:PORT");
    public static final Setting<List<URI>> FACILITATOR_URLS = Setting.of(
            "facilitator.url",
            "FACILITATOR_URL",
            Kind.urls(),
            "",
            "x402 facilitators that verify and settle payments, best first; each is asked for the networks it supports; required by serve");
    public static final Setting<String> VERIFY = Setting.of(
            "verify",
            "TOLLGATE_VERIFY",
            Kind.oneOf("both", "local"),
            "both",
            "Who verifies a payment before it is settled: this gateway and the facilitator (both), or this gateway alone (local)");
    public static final Setting<Duration> VERIFY_TIMEOUT = Setting.of(
            "facilitator.verify-timeout",
            "TOLLGATE_FACILITATOR_VERIFY_TIMEOUT",
            Kind.duration("1s", "60s"),
            "10s",
            "Longest wait for the facilitator's verification");
    public static final Setting<Duration> SETTLE_TIMEOUT = Setting.of(
            "facilitator.settle-timeout",
            "TOLLGATE_FACILITATOR_SETTLE_TIMEOUT",
            Kind.duration("1s", "10m"),
            "90s",
            "Longest wait for the facilitator's settlement; after it the outcome is unknown");
    public static final Setting<String> CDP_API_KEY_ID = Setting.of(
            "cdp.api-key-id",
            "CDP_API_KEY_ID",
            Kind.keyId(),
            "",
            "Id of the Coinbase API key that calls to Coinbase's facilitator are signed with");
    public static final Setting<Secret> CDP_API_KEY_SECRET = Setting.secret(
            "cdp.api-key-secret",
            "CDP_API_KEY_SECRET",
            Kind.signingKey(),
            "Secret of that key: base64 (Ed25519) or PEM (EC, P-256)");
    public static final Setting<String> CDP_HOST = Setting.of(
            "cdp.host",
            "TOLLGATE_CDP_HOST",
            Kind.host(),
            "api.cdp.coinbase.com",
            "Host of the facilitator whose calls are signed with the Coinbase API key");
    public static final Setting<List<Network>> NETWORK = Setting.of(
            "network",
            "NETWORK",
            Kind.networks(),
            "base-sepolia",
            "Networks payments are made on; a file is offered on all of them unless its upload names fewer");
    public static final Setting<Address> PAY_TO = Setting.of(
            "pay-to",
            "ADDRESS",
            Kind.address(),
            "",
            "Account that is paid when an upload names none; required by serve");
    public static final Setting<AtomicAmount> PRICE =
            Setting.of("price", "PRICE", Kind.price(), "$0.01", "Price of a file when an upload names none");
    public static final Setting<AtomicAmount> PRICE_PER_MIB = Setting.of(
            "price-per-mib",
            "PRICE_PER_MIB",
            Kind.price(),
            "",
            "Price of each MiB, in place of PRICE, when an upload names none; rounded up to a millionth of a dollar");
    public static final Setting<AtomicAmount> MIN_PRICE =
            Setting.of("min-price", "MIN_PRICE", Kind.price(), "", "Lowest price that PRICE_PER_MIB may come to");
    public static final Setting<AtomicAmount> MAX_PRICE =
            Setting.of("max-price", "MAX_PRICE", Kind.price(), "", "Highest price that PRICE_PER_MIB may come to");
    public static final Setting<Duration> TERMS_GRACE = Setting.of(
            "terms-grace",
            "TOLLGATE_TERMS_GRACE",
            Kind.duration("0s", "1h"),
            "10m",
            "How long terms that a seller has changed are still honoured");
    public static final Setting<EndpointPath> ENDPOINT_PATH = Setting.of(
            "endpoint-path", "ENDPOINT_PATH", Kind.endpoint(), "/download/:blobId", "Path files are sold under");
    public static final Setting<List<URI>> WALRUS_PUBLISHER_URL = Setting.of(
            "walrus.publisher-url",
            "WALRUS_PUBLISHER_URL",
            Kind.urls(),
            "",
            "Walrus publishers that store files, best first; required by serve");
    public static final Setting<Secret> WALRUS_JWT_SECRET = Setting.secret(
            "walrus.jwt-secret",
            "WALRUS_JWT_SECRET",
            Kind.token(),
            "Secret that uploads to authenticated publishers are signed with (HS256), as text or as hex after 0x; in dev the embedded publisher asks for it too");
    public static final Setting<Duration> WALRUS_JWT_LIFETIME = Setting.of(
            "walrus.jwt-lifetime",
            "TOLLGATE_WALRUS_JWT_LIFETIME",
            Kind.duration("5s", "1h"),
            "2m",
            "How long a signed upload is good for; a publisher's --jwt-expiring-sec must be exactly this");
    public static final Setting<Integer> WALRUS_PUBLISH_ATTEMPTS = Setting.of(
            "walrus.publish-attempts",
            "TOLLGATE_WALRUS_PUBLISH_ATTEMPTS",
            Kind.count(1, 10),
            "4",
            "How often a blob is offered to publishers when they fail; one that is only busy does not count");
    public static final Setting<Duration> WALRUS_BUSY_PATIENCE = Setting.of(
            "walrus.busy-patience",
            "TOLLGATE_WALRUS_BUSY_PATIENCE",
            Kind.duration("0s", "10m"),
            "1m",
            "How long publishers may be busy all the time before a blob is given up");
    public static final Setting<DataSize> WALRUS_ID_CHECK_LIMIT = Setting.of(
            "walrus.id-check-limit",
            "TOLLGATE_WALRUS_ID_CHECK_LIMIT",
            Kind.size("0B", "64MiB"),
            "1MiB",
            "Largest blob whose id is computed here to check the publisher's answer; takes a second and ten times the blob in memory");
    public static final Setting<List<URI>> WALRUS_AGGREGATOR_URLS = Setting.of(
            "walrus.aggregator-urls",
            "WALRUS_AGGREGATOR_URLS",
            Kind.urls(),
            "",
            "Walrus aggregators that files are read from, best first; required by serve");
    public static final Setting<Integer> WALRUS_READ_ATTEMPTS = Setting.of(
            "walrus.read-attempts",
            "TOLLGATE_WALRUS_READ_ATTEMPTS",
            Kind.count(1, 20),
            "4",
            "How often aggregators are asked for bytes that none of them brings");
    public static final Setting<Duration> WALRUS_READ_TIMEOUT = Setting.of(
            "walrus.read-timeout",
            "TOLLGATE_WALRUS_READ_TIMEOUT",
            Kind.duration("100ms", "60s"),
            "15s",
            "How long an aggregator may bring nothing, or next to nothing, before the next one is asked");
    public static final Setting<Duration> WALRUS_HEDGE_DELAY = Setting.of(
            "walrus.hedge-delay",
            "TOLLGATE_WALRUS_HEDGE_DELAY",
            Kind.duration("0s", "30s"),
            "3s",
            "After this wait for one aggregator's answer another one is asked as well; 0s never does");
    public static final Setting<Duration> WALRUS_NOT_FOUND_WINDOW = Setting.of(
            "walrus.not-found-window",
            "TOLLGATE_WALRUS_NOT_FOUND_WINDOW",
            Kind.duration("0s", "5m"),
            "30s",
            "How long after its upload a blob that aggregators do not find is asked for again");
    public static final Setting<Integer> WALRUS_EPOCHS = Setting.of(
            "walrus.epochs",
            "TOLLGATE_WALRUS_EPOCHS",
            Kind.count(1, 53),
            "5",
            "Epochs a file is stored for when an upload names none");
    public static final Setting<DataSize> WALRUS_MAX_PART_SIZE = Setting.of(
            "walrus.max-part-size",
            "TOLLGATE_WALRUS_MAX_PART_SIZE",
            Kind.size("64KiB", "13GiB"),
            "10MiB",
            "Largest body the publisher takes; a file that is larger once sealed is stored in several parts");
    public static final Setting<Duration> WALRUS_EPOCH_LENGTH = Setting.of(
            "walrus.epoch-length",
            "TOLLGATE_WALRUS_EPOCH_LENGTH",
            Kind.duration("1s", "60d"),
            "24h",
            "How long a Walrus epoch lasts: a day on testnet, 14d on mainnet");
    public static final Setting<String> DATABASE_URL = Setting.secret(
            "database-url",
            "DATABASE_URL",
            Kind.prefixed("JDBC_URL", "a jdbc:h2: or jdbc:postgresql: URL", "jdbc:h2:", "jdbc:postgresql:"),
            "Database of the ledger and the catalogue; default is an H2 file in the data folder; several instances need PostgreSQL");
    public static final Setting<String> DATABASE_USER = Setting.of(
            "database-user", "DATABASE_USER", Kind.databaseUser(), "", "User of the database, when its URL names none");
    public static final Setting<Secret> DATABASE_PASSWORD = Setting.secret(
            "database-password",
            "DATABASE_PASSWORD",
            Kind.password(),
            "Password of the database, when its URL has none");
    public static final Setting<String> KEK = Setting.of(
            "kek",
            "KEK",
            Kind.prefixed(
                    "file:PATH|aws-kms:ARN",
                    "file: and the path of a keyset, or aws-kms: and the ARN of a key",
                    "file:",
                    "aws-kms:"),
            "",
            "Key-encryption key that wraps every file's key; default is file:DATA_DIR/kek.json, made on first start");
    public static final Setting<String> KEK_PREVIOUS = Setting.of(
            "kek-previous",
            "KEK_PREVIOUS",
            Kind.prefixed(
                    "file:PATH|aws-kms:ARN",
                    "file: and the path of a keyset, or aws-kms: and the ARN of a key",
                    "file:",
                    "aws-kms:"),
            "",
            "The key-encryption key before KEK, accepted until tollgate keys rotate has wrapped everything with KEK");
    public static final Setting<Secret> UPLOAD_TOKEN = Setting.secret(
            "upload-token",
            "UPLOAD_TOKEN",
            Kind.tokens(),
            "Bearer token an upload must present, or several with names; without one dev takes uploads from anybody and serve from nobody");
    public static final Setting<DataSize> UPLOAD_MAX_SIZE = Setting.of(
            "upload.max-size",
            "TOLLGATE_UPLOAD_MAX_SIZE",
            Kind.size("1KiB", "13TiB"),
            "10GiB",
            "Largest file an upload may bring");
    public static final Setting<Integer> UPLOAD_PARALLEL_PARTS = Setting.of(
            "upload.parallel-parts",
            "TOLLGATE_UPLOAD_PARALLEL_PARTS",
            Kind.count(1, 32),
            "2",
            "How many parts of one file are stored at the same time");
    public static final Setting<DataSize> UPLOAD_MEMORY = Setting.of(
            "upload.memory",
            "TOLLGATE_UPLOAD_MEMORY",
            Kind.size("0B", "64GiB"),
            "64MiB",
            "Memory of all uploads together for parts that wait to be stored, a quarter of the heap at most; the rest waits on the disk, sealed");
    public static final Setting<DataSize> UPLOAD_MIN_RATE = Setting.of(
            "upload.min-rate",
            "TOLLGATE_UPLOAD_MIN_RATE",
            Kind.size("1B", "1MiB"),
            "1KiB",
            "Bytes a second an upload must bring on average, after its first minute; slower ones are ended");
    public static final Setting<Integer> UPLOADS_PER_MINUTE = Setting.of(
            "upload.per-minute",
            "TOLLGATE_UPLOADS_PER_MINUTE",
            Kind.count(1, 1_000_000),
            "60",
            "Uploads that one address, and one token, may begin within a minute");
    public static final Setting<Integer> INVALID_PAYMENTS_PER_MINUTE = Setting.of(
            "payment.invalid-per-minute",
            "TOLLGATE_INVALID_PAYMENTS_PER_MINUTE",
            Kind.count(1, 1_000_000),
            "60",
            "Refused payments that one address may send within a minute");
    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.of(
            "trusted-proxies",
            "TRUSTED_PROXIES",
            Kind.addressRanges(),
            "",
            "Where proxies stand whose X-Forwarded-For tells a client's address, for limits; nobody's is believed without it");
    public static final Setting<List<URI>> RPC_URL = Setting.secret(
            "rpc-url",
            "RPC_URL",
            Kind.rpcUrls(),
            "JSON-RPC endpoint of each network's chain, asked what became of a payment and whether a smart wallet signed;"
                    + " off asks none, default is a public one of each network");
    public static final Setting<Duration> REDELIVERY_WINDOW = Setting.of(
            "redelivery-window",
            "TOLLGATE_REDELIVERY_WINDOW",
            Kind.duration("0s", "1h"),
            "10m",
            "How long a settled payment alone delivers the file again");
    public static final Setting<Duration> ENTITLEMENT_WINDOW = Setting.of(
            "entitlement-window",
            "TOLLGATE_ENTITLEMENT_WINDOW",
            Kind.duration("1m", "365d"),
            "24h",
            "How long a buyer may download what was paid for, when its upload does not say");
    public static final Setting<Duration> SALE_MARGIN = Setting.of(
            "sale-margin",
            "TOLLGATE_SALE_MARGIN",
            Kind.duration("0s", "30d"),
            "1h",
            "How much longer than its buyers' time a file must still be stored to be sold");
    public static final Setting<Duration> EXPIRY_NOTICE = Setting.of(
            "expiry-notice",
            "TOLLGATE_EXPIRY_NOTICE",
            Kind.duration("1m", "365d"),
            "24h",
            "How long before the end of a file's sale an event announces it");
    public static final Setting<AtomicAmount> UPLOAD_PRICE = Setting.of(
            "upload.price",
            "TOLLGATE_UPLOAD_PRICE",
            Kind.price(),
            "",
            "What whoever has no upload token pays for storing a MiB for an epoch, through POST /uploads; without it nobody can");
    public static final Setting<Duration> UPLOAD_ABANDONED_AFTER = Setting.of(
            "upload.abandoned-after",
            "TOLLGATE_UPLOAD_ABANDONED_AFTER",
            Kind.duration("10m", "30d"),
            "48h",
            "When an upload that was begun and never finished is forgotten, and its key with it");
    public static final Setting<Duration> LIFECYCLE_INTERVAL = Setting.of(
            "lifecycle-interval",
            "TOLLGATE_LIFECYCLE_INTERVAL",
            Kind.duration("1s", "1h"),
            "1m",
            "How often files whose time is over are looked for");
    public static final Setting<Duration> ITEM_CACHE = Setting.of(
            "item-cache",
            "TOLLGATE_ITEM_CACHE",
            Kind.duration("0s", "1m"),
            "2s",
            "How old the price may be that is shown to somebody who has not paid; a payment is matched without it");
    public static final Setting<Duration> LEASE = Setting.of(
            "lease",
            "TOLLGATE_LEASE",
            Kind.duration("10s", "1h"),
            "180s",
            "How long one instance owns a claimed payment; at least the time to settle, to verify at each facilitator, TOLLGATE_WALRUS_READ_TIMEOUT and 25s");
    public static final Setting<Duration> BUSY_WAIT = Setting.of(
            "busy-wait",
            "TOLLGATE_BUSY_WAIT",
            Kind.duration("0s", "60s"),
            "2s",
            "How long a copy of a payment that is being settled waits for the outcome before it is answered 503");
    public static final Setting<ReconcileMode> RECONCILE = Setting.of(
            "reconcile",
            "TOLLGATE_RECONCILE",
            Kind.reconcileMode(),
            "chain",
            "Who is asked about a settlement in doubt: chain, the facilitator and the chain, or facilitator-only");
    public static final Setting<Duration> RECONCILE_INTERVAL = Setting.of(
            "reconcile.interval",
            "TOLLGATE_RECONCILE_INTERVAL",
            Kind.duration("1s", "1h"),
            "10s",
            "How often settlements in doubt are looked for; the same one less and less often");
    public static final Setting<Duration> OUTBOX_INTERVAL = Setting.of(
            "outbox.interval",
            "TOLLGATE_OUTBOX_INTERVAL",
            Kind.duration("1s", "1h"),
            "5s",
            "How often messages about sales are sent on");
    public static final Setting<String> SETTLEMENT_HOOK = Setting.of(
            "settlement.hook",
            "TOLLGATE_SETTLEMENT_HOOK",
            Kind.lambdaFunction(),
            "",
            "AWS Lambda function that every message about a sale is sent to, asynchronously; none without it");
    public static final Setting<URI> AWS_ENDPOINT = Setting.of(
            "aws.endpoint",
            "TOLLGATE_AWS_ENDPOINT",
            Kind.url(),
            "",
            "Where AWS Lambda is called instead of its public address: a private endpoint, or a stand-in");
    public static final Setting<Duration> BUYER_RETENTION = Setting.of(
            "buyer-retention",
            "TOLLGATE_BUYER_RETENTION",
            Kind.duration("1d", "3650d"),
            "90d",
            "How long a buyer's address is kept after a sale; afterwards only a keyed hash of it");
    public static final Setting<Duration> DRAIN_TIMEOUT = Setting.of(
            "drain-timeout",
            "TOLLGATE_DRAIN_TIMEOUT",
            Kind.duration("0s", "1h"),
            "30s",
            "How long downloads in flight may go on after SIGTERM");
    public static final Setting<Boolean> ALLOW_UNSEALED_SALES = Setting.of(
            "allow-unsealed-sales",
            "TOLLGATE_ALLOW_UNSEALED_SALES",
            Kind.flag(),
            "false",
            "Sell files that lie unsealed on Walrus, where anybody can read them; for benchmarks");
    public static final Setting<Path> DEV_WALRUS_FOLDER = Setting.of(
            "dev.walrus.folder",
            "TOLLGATE_DEV_WALRUS_FOLDER",
            Kind.path(),
            "",
            "Folder of the embedded Walrus' blobs, which several gateways may share; default is DATA_DIR/walrus");
    public static final Setting<DataSize> DEV_WALRUS_BODY_LIMIT = Setting.of(
            "dev.walrus.body-limit",
            "TOLLGATE_DEV_WALRUS_BODY_LIMIT",
            Kind.size("1KiB", "13GiB"),
            "10MiB",
            "Largest body the embedded publisher takes");
    public static final Setting<DataSize> DEV_WALRUS_REAL_ID_LIMIT = Setting.of(
            "dev.walrus.real-id-limit",
            "TOLLGATE_DEV_WALRUS_REAL_ID_LIMIT",
            Kind.size("0B", "64MiB"),
            "16MiB",
            "Largest blob the embedded Walrus computes a real blob id for; above, a fast one");
    public static final Setting<Duration> DEV_WALRUS_EPOCH_LENGTH = Setting.of(
            "dev.walrus.epoch-length",
            "TOLLGATE_DEV_WALRUS_EPOCH_LENGTH",
            Kind.duration("1s", "60d"),
            "24h",
            "How long an epoch of the embedded Walrus lasts");
    public static final Setting<Secret> MCP_TOKEN = Setting.secret(
            "mcp.token",
            "MCP_TOKEN",
            Kind.tokens(),
            "Bearer token that callers of /mcp must show, or several with names; required where a wallet is");
    public static final Setting<Map<String, AtomicAmount>> MCP_TOKEN_CAPS = Setting.of(
            "mcp.token-caps",
            "MCP_TOKEN_CAPS",
            Kind.caps(),
            "",
            "Most that the wallet pays in a day for a token, by the token's name, beside WALLET_MAX_PER_DAY");
    public static final Setting<Boolean> MCP_PUBLIC = Setting.of(
            "mcp.public",
            "MCP_PUBLIC",
            Kind.flag(),
            "false",
            "Let callers without a token use the tools that cost the house nothing; their own wallet pays for downloads");
    public static final Setting<List<URI>> MCP_ORIGINS = Setting.of(
            "mcp.origins",
            "MCP_ORIGINS",
            Kind.urls(),
            "",
            "Origins of web pages that may call /mcp, besides those of this machine");
    public static final Setting<URI> MCP_ISSUER = Setting.of(
            "mcp.issuer",
            "MCP_ISSUER",
            Kind.url(),
            "",
            "OAuth issuer whose access tokens are taken at /mcp, when made for PUBLIC_URL/mcp");
    public static final Setting<URI> MCP_JWKS_URL = Setting.of(
            "mcp.jwks-url",
            "MCP_JWKS_URL",
            Kind.url(),
            "",
            "Where the issuer publishes its keys; default is MCP_ISSUER/.well-known/jwks.json");
    public static final Setting<List<Path>> MCP_FILE_ROOTS = Setting.of(
            "mcp.file-roots",
            "MCP_FILE_ROOTS",
            Kind.paths(),
            "",
            "Folders that tools may read and write when a client runs the server as a program of its own; none without it");
    public static final Setting<AtomicAmount> WALLET_MAX_PER_DAY = Setting.of(
            "wallet.max-per-day",
            "WALLET_MAX_PER_DAY",
            Kind.price(),
            "$1",
            "Most that the wallet of the MCP tools signs for in a UTC day, whoever calls");
    public static final Setting<AtomicAmount> WALLET_APPROVE_ABOVE = Setting.of(
            "wallet.approve-above",
            "WALLET_APPROVE_ABOVE",
            Kind.price(),
            "",
            "Payments above this wait for a person's yes; default is no payment");
    public static final Setting<List<Address>> WALLET_PAY_TO = Setting.of(
            "wallet.pay-to",
            "WALLET_PAY_TO",
            Kind.addresses(),
            "",
            "Sellers that the wallet of the MCP tools pays; default is whoever a listed host names");
    public static final Setting<List<String>> WALLET_HOSTS = Setting.of(
            "wallet.hosts",
            "WALLET_HOSTS",
            Kind.hosts(),
            "",
            "Hosts that tools may buy from over https, besides RESOURCE_SERVER_URL");
    public static final Setting<List<Network>> WALLET_NETWORKS = Setting.of(
            "wallet.networks",
            "WALLET_NETWORKS",
            Kind.networks(),
            "base-sepolia",
            "Networks whose stablecoin the wallet of the MCP tools pays in");
    public static final Setting<Boolean> WALLET_ALLOW_LOCALHOST = Setting.of(
            "wallet.allow-localhost",
            "WALLET_ALLOW_LOCALHOST",
            Kind.flag(),
            "false",
            "Let tools buy from any server on this machine; RESOURCE_SERVER_URL may be one without it");
    public static final Setting<Boolean> WALLET_STOP = Setting.of(
            "wallet.stop",
            "WALLET_STOP",
            Kind.flag(),
            "false",
            "Sign nothing for the MCP tools; a file DATA_DIR/wallet.stop does the same without a restart");
    public static final Setting<String> WALLET_DATABASE_URL = Setting.secret(
            "wallet.database-url",
            "WALLET_DATABASE_URL",
            Kind.prefixed("JDBC_URL", "a jdbc:h2: or jdbc:postgresql: URL", "jdbc:h2:", "jdbc:postgresql:"),
            "Database of the wallet's caps and purchases; default is the H2 file DATA_DIR/wallet; many machines need PostgreSQL");
    public static final Setting<Secret> PRIVATE_KEY = Setting.secret(
            "private-key", "PRIVATE_KEY", Kind.privateKey(), "Key of the wallet that pay and the MCP tools sign with");
    public static final Setting<Secret> FACILITATOR_GAS_KEY = Setting.secret(
            "facilitator.gas-key",
            "FACILITATOR_GAS_KEY",
            Kind.privateKey(),
            "Key of the account that pays the gas of settlements, and needs to hold nothing else; required by facilitator");
    public static final Setting<String> FACILITATOR_HOST = Setting.of(
            "facilitator.host",
            "TOLLGATE_FACILITATOR_HOST",
            Kind.host(),
            "127.0.0.1",
            "Address the facilitator listens on; whoever reaches it can spend its gas");
    public static final Setting<Integer> FACILITATOR_MAX_FEE = Setting.of(
            "facilitator.max-fee",
            "TOLLGATE_FACILITATOR_MAX_FEE",
            Kind.count(1, 100_000),
            "500",
            "Most that the facilitator offers for a unit of gas, in gwei");
    public static final Setting<URI> RESOURCE_SERVER_URL = Setting.of(
            "resource-server-url",
            "RESOURCE_SERVER_URL",
            Kind.url(),
            "",
            "Gateway that upload, pay and the MCP tools talk to; default http://127.0.0.1:PORT");
    public static final Setting<AtomicAmount> WALLET_MAX_PER_CALL = Setting.of(
            "wallet.max-per-call",
            "WALLET_MAX_PER_CALL",
            Kind.price(),
            "$0.10",
            "Most that pay and the MCP tools sign for one file");

    /** In the order an operator reads them. */
    public static final List<Setting<?>> ALL = List.of(
            PORT,
            HOST,
            MANAGEMENT_PORT,
            MANAGEMENT_HOST,
            MANAGEMENT_NAMES,
            OPERATOR_USER,
            OPERATOR_PASSWORD_HASH,
            LOG_FORM,
            OTLP_ENDPOINT,
            OTLP_HEADERS,
            DATA_DIR,
            ROUTES_DIR,
            ROUTES_RELOAD,
            PUBLIC_URL,
            FACILITATOR_URLS,
            VERIFY,
            VERIFY_TIMEOUT,
            SETTLE_TIMEOUT,
            CDP_API_KEY_ID,
            CDP_API_KEY_SECRET,
            CDP_HOST,
            NETWORK,
            PAY_TO,
            PRICE,
            PRICE_PER_MIB,
            MIN_PRICE,
            MAX_PRICE,
            TERMS_GRACE,
            ENDPOINT_PATH,
            WALRUS_PUBLISHER_URL,
            WALRUS_JWT_SECRET,
            WALRUS_JWT_LIFETIME,
            WALRUS_PUBLISH_ATTEMPTS,
            WALRUS_BUSY_PATIENCE,
            WALRUS_ID_CHECK_LIMIT,
            WALRUS_AGGREGATOR_URLS,
            WALRUS_READ_ATTEMPTS,
            WALRUS_READ_TIMEOUT,
            WALRUS_HEDGE_DELAY,
            WALRUS_NOT_FOUND_WINDOW,
            WALRUS_EPOCHS,
            WALRUS_MAX_PART_SIZE,
            WALRUS_EPOCH_LENGTH,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            KEK,
            KEK_PREVIOUS,
            UPLOAD_TOKEN,
            UPLOAD_MAX_SIZE,
            UPLOAD_PARALLEL_PARTS,
            UPLOAD_MEMORY,
            UPLOAD_MIN_RATE,
            UPLOADS_PER_MINUTE,
            INVALID_PAYMENTS_PER_MINUTE,
            TRUSTED_PROXIES,
            RPC_URL,
            REDELIVERY_WINDOW,
            ENTITLEMENT_WINDOW,
            SALE_MARGIN,
            EXPIRY_NOTICE,
            UPLOAD_PRICE,
            UPLOAD_ABANDONED_AFTER,
            LIFECYCLE_INTERVAL,
            ITEM_CACHE,
            LEASE,
            BUSY_WAIT,
            RECONCILE,
            RECONCILE_INTERVAL,
            OUTBOX_INTERVAL,
            SETTLEMENT_HOOK,
            AWS_ENDPOINT,
            BUYER_RETENTION,
            DRAIN_TIMEOUT,
            ALLOW_UNSEALED_SALES,
            DEV_WALRUS_FOLDER,
            DEV_WALRUS_BODY_LIMIT,
            DEV_WALRUS_REAL_ID_LIMIT,
            DEV_WALRUS_EPOCH_LENGTH,
            MCP_TOKEN,
            MCP_TOKEN_CAPS,
            MCP_PUBLIC,
            MCP_ORIGINS,
            MCP_ISSUER,
            MCP_JWKS_URL,
            MCP_FILE_ROOTS,
            WALLET_MAX_PER_DAY,
            WALLET_APPROVE_ABOVE,
            WALLET_PAY_TO,
            WALLET_HOSTS,
            WALLET_NETWORKS,
            WALLET_ALLOW_LOCALHOST,
            WALLET_STOP,
            WALLET_DATABASE_URL,
            PRIVATE_KEY,
            RESOURCE_SERVER_URL,
            WALLET_MAX_PER_CALL,
            FACILITATOR_GAS_KEY,
            FACILITATOR_HOST,
            FACILITATOR_MAX_FEE);

    /** Those of a gateway: what {@code serve} and {@code dev} have flags for. */
    public static final List<Setting<?>> GATEWAY = ALL.subList(0, ALL.indexOf(PRIVATE_KEY));

    /** Those of {@code facilitator}. */
    public static final List<Setting<?>> FACILITATOR =
            List.of(PORT, FACILITATOR_HOST, NETWORK, RPC_URL, FACILITATOR_GAS_KEY, FACILITATOR_MAX_FEE, DRAIN_TIMEOUT);

    /** Those of {@code mcp}. */
    public static final List<Setting<?>> MCP = List.of(
            PORT,
            HOST,
            DATA_DIR,
            PUBLIC_URL,
            ENDPOINT_PATH,
            UPLOAD_TOKEN,
            DRAIN_TIMEOUT,
            MCP_TOKEN,
            MCP_TOKEN_CAPS,
            MCP_PUBLIC,
            MCP_ORIGINS,
            MCP_ISSUER,
            MCP_JWKS_URL,
            MCP_FILE_ROOTS,
            WALLET_MAX_PER_CALL,
            WALLET_MAX_PER_DAY,
            WALLET_APPROVE_ABOVE,
            WALLET_PAY_TO,
            WALLET_HOSTS,
            WALLET_NETWORKS,
            WALLET_ALLOW_LOCALHOST,
            WALLET_STOP,
            WALLET_DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD,
            PRIVATE_KEY,
            RESOURCE_SERVER_URL);

    private SettingTable() {}
}
