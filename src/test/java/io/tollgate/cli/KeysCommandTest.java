package io.tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.TestGateway;
import io.tollgate.TestPayer;
import io.tollgate.upload.DataFolderInspector;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys are changed at a gateway that runs, and whoever bought before and after gets the same bytes. */
class KeysCommandTest {
    @TempDir
    private Path folder;

    private TestGateway twin;
    private CommandFixture tollgate;

    @BeforeEach
    void start() throws Exception {
        twin = TestGateway.start();
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("TOLLGATE_DATA_DIR", twin.folder().toString());
    }

    @AfterEach
    void stop() {
        twin.close();
    }

    @Test
    void keysAreChangedWithoutStoringAnythingAnew() throws Exception {
        byte[] content = "changed locks, same house".getBytes();
        TestGateway.Sold sold = twin.upload(content, TestGateway.PRICE);
        List<Path> blobs;
        try (DataFolderInspector premises = new DataFolderInspector(twin)) {
            blobs = premises.blobs();
        }

        assertThat(tollgate.run("keys")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).containsPattern("file-[0-9a-f]{32} +[0-9]+  wraps");
        assertThat(tollgate.run("keys", "rotate")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("keys wrapped again", "0  accepted");
        assertThat(tollgate.run("keys", "retire")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("1 older keys taken out");

        TestPayer purse = new TestPayer(twin.buyer());
        assertThat(twin.get(
                                sold.downloadUrl(),
                                "PAYMENT-SIGNATURE",
                                TestPayer.encode(purse.v2(twin.get(sold.downloadUrl()))))
                        .body())
                .isEqualTo(content);
        try (DataFolderInspector premises = new DataFolderInspector(twin)) {
            assertThat(premises.blobs()).isEqualTo(blobs);
        }
    }
}
