package io.tollgate.settings;

import io.tollgate.http.access.AddressRange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ports and addresses of the gateway, the operator's login, logs, traces and folders. */
public final class ServerSettings {
    public static final Setting<Integer> PORT = Setting.of("port", "PORT", Kind.port(), "4021", "Port of the gateway");
    public static final Setting<String> HOST = Setting.of(
            "host",
            "TOLLGATE_HOST",
            Kind.host(),
            "0.0.0.0",
            "Address the gateway listens on; dev and demo always use 127.0.0.1");
    public static final Setting<URI> PUBLIC_URL = Setting.of(
            "public-url",
            "PUBLIC_URL",
            Kind.url(),
            "",
            "Address that buyers use, without a trailing slash; default http://127.0.0.1:PORT");
    public static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.of(
            "trusted-proxies",
            "TRUSTED_PROXIES",
            AccessKinds.addressRanges(),
            "",
            "Addresses of proxies whose X-Forwarded-For is trusted, for limits by client address; none by default");
    public static final Setting<Integer> MANAGEMENT_PORT = Setting.of(
            "management-port",
            "TOLLGATE_MANAGEMENT_PORT",
            Kind.port(),
            "9876",
            "Port of health, metrics and the console; when it is in use, dev uses another one");
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
            "Host names that the management port accepts, besides localhost and addresses");
    public static final Setting<String> OPERATOR_USER = Setting.of(
            "operator.user",
            "OPERATOR_USER",
            AccessKinds.user(),
            "operator",
            "User name of the operator at the management port");
    public static final Setting<Secret> OPERATOR_PASSWORD_HASH = Setting.secret(
            "operator.password-hash",
            "OPERATOR_PASSWORD_HASH",
            AccessKinds.passwordHash(),
            "Output of `tollgate password` for the password of the operator; without it serve has no console, and dev generates a password at each start");
    public static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "log.format", "TOLLGATE_LOG_FORMAT", Kind.logFormat(), "text", "Format of log lines on standard error");
    public static final Setting<URI> OTLP_ENDPOINT = Setting.of(
            "traces.endpoint",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            Kind.url(),
            "",
            "OpenTelemetry collector that receives traces over OTLP/HTTP in JSON; default is no traces");
    public static final Setting<Map<String, Secret>> OTLP_HEADERS = Setting.secret(
            "traces.headers",
            "OTEL_EXPORTER_OTLP_HEADERS",
            AccessKinds.headers(),
            "Headers sent to the collector, for example an API key");
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
            "Folder of route files that replace the built-in ones, or add to them; it may be missing");
    public static final Setting<String> ROUTES_RELOAD = Setting.of(
            "routes.reload",
            "TOLLGATE_ROUTES_RELOAD",
            Kind.oneOf("auto", "on", "off"),
            "auto",
            "Reload route files when they change; auto means on in dev and off in serve");
    public static final Setting<Duration> DRAIN_TIMEOUT = Setting.of(
            "drain-timeout",
            "TOLLGATE_DRAIN_TIMEOUT",
            Kind.duration("0s", "1h"),
            "30s",
            "How long downloads in flight may continue after SIGTERM");

    static final List<Setting<?>> ALL = List.of(
            PORT,
            HOST,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            MANAGEMENT_PORT,
            MANAGEMENT_HOST,
            MANAGEMENT_NAMES,
            OPERATOR_USER,
            OPERATOR_PASSWORD_HASH,
            LOG_FORMAT,
            OTLP_ENDPOINT,
            OTLP_HEADERS,
            DATA_DIR,
            ROUTES_DIR,
            ROUTES_RELOAD,
            DRAIN_TIMEOUT);

    private final Settings settings;

    ServerSettings(Settings settings) {
        this.settings = settings;
    }

    /** 0 means any free one. */
    public int port() {
        return settings.get(PORT);
    }

    public String host() {
        return settings.get(HOST);
    }

    public int managementPort() {
        return settings.get(MANAGEMENT_PORT);
    }

    public String managementHost() {
        return settings.get(MANAGEMENT_HOST);
    }

    /** Besides localhost and addresses. */
    public List<String> managementNames() {
        return settings.find(MANAGEMENT_NAMES).orElse(List.of());
    }

    public String operatorUser() {
        return settings.get(OPERATOR_USER);
    }

    /** An Argon2id hash in PHC format; empty when no login is configured. */
    public Optional<Secret> operatorPasswordHash() {
        return settings.find(OPERATOR_PASSWORD_HASH);
    }

    public LogFormat logFormat() {
        return settings.get(LOG_FORMAT);
    }

    /** Empty when tracing is off. */
    public Optional<URI> tracesEndpoint() {
        return settings.find(OTLP_ENDPOINT);
    }

    public Map<String, Secret> tracesHeaders() {
        return settings.find(OTLP_HEADERS).orElse(Map.of());
    }

    /** Absolute. */
    public Path dataDir() {
        return settings.get(DATA_DIR).toAbsolutePath().normalize();
    }

    /** Absolute; it may be missing. */
    public Path routesDir() {
        return settings.get(ROUTES_DIR).toAbsolutePath().normalize();
    }

    /** Whether route files are reloaded when they change. */
    public boolean routesReload(Mode mode) {
        String chosen = settings.get(ROUTES_RELOAD);
        return chosen.equals("on") || chosen.equals("auto") && mode == Mode.DEV;
    }

    /** Without a trailing slash. */
    public URI publicUrl() {
        return settings.find(PUBLIC_URL).orElseGet(this::localUrl);
    }

    /** The address of the gateway on this machine. */
    public URI localUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Empty when clients connect directly. */
    public List<AddressRange> trustedProxies() {
        return settings.find(TRUSTED_PROXIES).orElse(List.of());
    }

    public Duration drainTimeout() {
        return settings.get(DRAIN_TIMEOUT);
    }
}
