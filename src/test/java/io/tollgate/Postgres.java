package io.tollgate;

import io.tollgate.database.Database;
import io.tollgate.database.DatabaseAccess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A PostgreSQL cluster for tests, in a temporary folder, on a free port, never run as root. It starts at the first use and
 * ends with this JVM, even when the JVM is killed: the shell around the server waits until its standard input closes, then
 * stops the server and deletes the folder.
 */
public final class Postgres {
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final String PASSWORD = "only-for-tests";
    private static final String SERVE = """
            folder=$1; bin=$2; port=$3
            "$bin/initdb" -D "$folder/data" -U tollgate -A scram-sha-256 --pwfile="$folder/password" \
                -E UTF8 --locale=C --no-sync >"$folder/initdb.log" 2>&1 || exit 1
            "$bin/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 \
                -c fsync=off -c max_connections=200 >"$folder/server.log" 2>&1 &
            cat >/dev/null
            kill -QUIT $! && wait $!
            rm -rf "$folder"
            """;

    private final int port;
    private final AtomicInteger databases = new AtomicInteger();
    private boolean ready;

    private Postgres(int port) {
        this.port = port;
    }

    /** The cluster of this JVM; empty when PostgreSQL is not installed. */
    public static Optional<Postgres> shared() {
        return Shared.SERVER;
    }

    /** The path of a program of PostgreSQL, such as {@code pg_dump}. */
    public static Path program(String name) {
        return bin().orElseThrow().resolve(name);
    }

    /** A new, empty database. */
    public DatabaseAccess newDatabase() {
        return create("t" + databases.incrementAndGet(), "template0");
    }

    /** A new database with the tables of a gateway. */
    public DatabaseAccess newReadyDatabase() {
        makeReady();
        return create("t" + databases.incrementAndGet(), "ready");
    }

    private synchronized void makeReady() {
        if (!ready) {
            Database.open(create("ready", "template0")).close();
            ready = true;
        }
    }

    private DatabaseAccess create(String name, String template) {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template + " strategy file_copy");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL could not create a database: " + e.getMessage(), e);
        }
        return new DatabaseAccess(url(name), Optional.of("tollgate"), Optional.of(PASSWORD));
    }

    private String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    private Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), "tollgate", PASSWORD);
    }

    private static Optional<Path> bin() {
        List<Path> versions = new ArrayList<>();
        Path debian = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(debian)) {
            try (Stream<Path> found = Files.list(debian)) {
                found.map(version -> version.resolve("bin"))
                        .sorted(Comparator.comparing(Path::toString).reversed())
                        .forEach(versions::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        for (String folder : System.getenv("PATH").split(":")) {
            versions.add(Path.of(folder));
        }
        return versions.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    private static Postgres start(Path bin) {
        try {
            Path folder = Files.createTempDirectory("tollgate-postgres");
            Files.writeString(folder.resolve("password"), PASSWORD);
            int port = freePort();
            List<String> command = new ArrayList<>();
            if (System.getProperty("user.name").equals("root")) {
                String user = user();
                run("chown", "-R", user, folder.toString());
                command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups"));
            }
            command.addAll(
                    List.of("sh", "-c", SERVE, "tollgate-postgres", folder.toString(), bin.toString(), "" + port));
            Process server = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Postgres started = new Postgres(port);
            started.await(server, folder);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void await(Process server, Path folder) throws IOException {
        Instant end = Instant.now().plus(START_TIMEOUT);
        while (true) {
            try (Connection connection = connect("postgres")) {
                return;
            } catch (SQLException e) {
                if (!server.isAlive() || Instant.now().isAfter(end)) {
                    throw new IllegalStateException("PostgreSQL did not start; see " + folder, e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static String user() throws IOException {
        boolean postgres = Files.readAllLines(Path.of("/etc/passwd")).stream().anyMatch(l -> l.startsWith("postgres:"));
        return postgres ? "postgres" : "nobody";
    }

    private static String group(String user) throws IOException {
        return Files.readAllLines(Path.of("/etc/passwd")).stream()
                .filter(line -> line.startsWith(user + ":"))
                .map(line -> line.split(":")[3])
                .findFirst()
                .orElseThrow();
    }

    private static void run(String... command) throws IOException {
        try {
            Process process = new ProcessBuilder(command).inheritIO().start();
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts the cluster at the first use. */
    private static final class Shared {
        static final Optional<Postgres> SERVER = bin().map(Postgres::start);
    }
}
