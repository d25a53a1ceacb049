package io.tollgate.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.tollgate.Postgres;
import io.tollgate.TestDatabase;
import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.database.DatabaseAccess;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as in docs/operate.md: after a restore, a gateway delivers what was sold before. */
@Tag("full")
class BackupTest {
    private static final byte[] CONTENT = "bytes that were sold before the fire".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private TestGateway services;

    /** Facilitator and Walrus, which outlive the gateways of a test. */
    @BeforeEach
    void start() {
        services = TestGateway.start();
    }

    @AfterEach
    void stop() {
        services.close();
    }

    private TestGateway gateway(Path dataDir, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("TOLLGATE_DATA_DIR", dataDir.toString());
        environment.put("FACILITATOR_URL", services.url("/dev/facilitator").toString());
        environment.put("WALRUS_PUBLISHER_URL", services.url("/dev/walrus").toString());
        environment.put("WALRUS_AGGREGATOR_URLS", services.url("/dev/walrus").toString());
        return TestGateway.start(environment);
    }

    private record Bought(String path, String payment, int transfers, TestPayer payer) {}

    private Bought buy(TestGateway gateway) {
        TestGateway.Sold sold = gateway.upload(CONTENT, TestGateway.PRICE);
        TestPayer payer = new TestPayer(services.buyer());
        String payment = TestPayer.encode(payer.v2(gateway.get(sold.downloadUrl())));
        HttpResponse<byte[]> served = gateway.get(sold.downloadUrl(), "PAYMENT-SIGNATURE", payment);
        assertThat(served.statusCode()).isEqualTo(200);
        return new Bought(sold.downloadUrl().getPath(), payment, transfers(payer), payer);
    }

    private int transfers(TestPayer payer) {
        return services.account(payer.address()).path("transfers").asInt();
    }

    private void assertStillDelivers(TestGateway restored, Bought bought) {
        HttpResponse<byte[]> again = restored.get(restored.url(bought.path()), "PAYMENT-SIGNATURE", bought.payment());
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.body()).isEqualTo(CONTENT);
        assertThat(transfers(bought.payer())).isEqualTo(bought.transfers());
    }

    private static JsonNode backUp(Path dataDir, TestGateway gateway) throws IOException {
        String token = Files.readString(dataDir.resolve("management.token")).strip();
        HttpResponse<byte[]> answer = gateway.send(HttpRequest.newBuilder(gateway.managementUrl("/observe/backup"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build());
        JsonNode json = TestGateway.json(answer);
        assertThat(answer.statusCode()).as(json.toString()).isIn(200, 409);
        return json;
    }

    private static void unpack(Path archive, Path into) throws IOException {
        try (InputStream file = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path target = into.resolve(entry.getName()).normalize();
                assertThat(target.startsWith(into)).isTrue();
                Files.copy(zip, target);
            }
        }
    }

    @Test
    void anH2DatabaseIsCopiedWhileItIsUsedAndPutBackWithTheKeyItDeliversWhatWasSold() throws Exception {
        Path burnt = folder.resolve("burnt");
        Bought bought;
        Path archive;
        try (TestGateway gateway = gateway(burnt, Map.of())) {
            bought = buy(gateway);
            archive = Path.of(backUp(burnt, gateway).path("file").asText());
        }
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        unpack(archive, fresh);
        Files.copy(burnt.resolve("kek.json"), fresh.resolve("kek.json"));

        try (TestGateway restored = gateway(fresh, Map.of())) {
            assertStillDelivers(restored, bought);
        }

        assertThat(archive).startsWith(burnt.resolve("backups"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
    }

    @Test
    void aStoppedGatewaysFolderIsABackup() throws Exception {
        Path burnt = folder.resolve("burnt");
        Bought bought;
        try (TestGateway gateway = gateway(burnt, Map.of())) {
            bought = buy(gateway);
        }
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        for (String name : List.of("tollgate.mv.db", "kek.json")) {
            Files.copy(burnt.resolve(name), fresh.resolve(name));
        }

        try (TestGateway restored = gateway(fresh, Map.of())) {
            assertStillDelivers(restored, bought);
        }
    }

    @Test
    void aDatabaseWithoutItsKeyIsNotStarted() throws Exception {
        Path burnt = folder.resolve("burnt");
        try (TestGateway gateway = gateway(burnt, Map.of())) {
            buy(gateway);
        }
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Files.copy(burnt.resolve("tollgate.mv.db"), fresh.resolve("tollgate.mv.db"));

        assertThatThrownBy(() -> gateway(fresh, Map.of())).hasMessageContaining("restore the file");
        assertThat(fresh.resolve("kek.json")).doesNotExist();
    }

    @Test
    void aDumpOfPostgresqlPutBackWithTheKeyDeliversWhatWasSold() throws Exception {
        DatabaseAccess burnt = TestDatabase.POSTGRESQL.empty();
        DatabaseAccess fresh = TestDatabase.POSTGRESQL.empty();
        Path dataDir = folder.resolve("data");
        Bought bought;
        try (TestGateway gateway = gateway(dataDir, environment(burnt))) {
            bought = buy(gateway);
            assertThat(backUp(dataDir, gateway).path("code").asText()).isEqualTo("backup_elsewhere");
            run(burnt, "pg_dump", "--format=custom", "--file=" + folder.resolve("dump"), url(burnt));
        }
        run(
                fresh,
                "pg_restore",
                "--exit-on-error",
                "--dbname=" + url(fresh),
                folder.resolve("dump").toString());

        try (TestGateway restored = gateway(dataDir, environment(fresh))) {
            assertStillDelivers(restored, bought);
        }
    }

    @Test
    void anInstanceWithAnotherKeyRefusesToStartOnTheDatabaseOfTheFirst() throws Exception {
        DatabaseAccess shared = TestDatabase.POSTGRESQL.ready();
        try (TestGateway first = gateway(folder.resolve("one"), environment(shared))) {
            first.upload(CONTENT, TestGateway.PRICE);

            assertThatThrownBy(() -> gateway(folder.resolve("two"), environment(shared)))
                    .hasMessageContaining("is missing");
            assertThat(folder.resolve("two/kek.json")).doesNotExist();
            Files.createDirectories(folder.resolve("two"));
            try (TestGateway stranger = gateway(folder.resolve("stranger"), Map.of())) {
                Files.copy(folder.resolve("stranger/kek.json"), folder.resolve("two/kek.json"));
            }
            assertThatThrownBy(() -> gateway(folder.resolve("two"), environment(shared)))
                    .hasMessageContaining("This database belongs to the key-encryption key");
        }
    }

    private static Map<String, String> environment(DatabaseAccess access) {
        return Map.of(
                "DATABASE_URL", access.url(),
                "DATABASE_USER", access.user().orElseThrow(),
                "DATABASE_PASSWORD", access.password().orElseThrow());
    }

    private static String url(DatabaseAccess access) {
        return access.url().substring("jdbc:".length());
    }

    private static void run(DatabaseAccess access, String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(Postgres.program(program).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("PGUSER", access.user().orElseThrow());
        process.environment().put("PGPASSWORD", access.password().orElseThrow());
        Process running = process.start();
        String output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor()).as(output).isZero();
    }
}
