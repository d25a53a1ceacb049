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

/** Keys are changed at a running gateway, and buyers before and after get the same bytes. */
class KeysCommandTest {
    @TempDir
    private Path folder;

    private TestGateway testGateway;
    private CommandFixture tollgate;

    @BeforeEach
    void start() throws Exception {
        testGateway = TestGateway.start();
        tollgate = new CommandFixture(folder);
        tollgate.environment.put("TOLLGATE_DATA_DIR", testGateway.folder().toString());
    }

    @AfterEach
    void stop() {
        testGateway.close();
    }

    @Test
    void keysAreChangedWithoutStoringAnythingAnew() throws Exception {
        byte[] content = "changed locks, same file".getBytes();
        TestGateway.Sold sold = testGateway.upload(content, TestGateway.PRICE);
        List<Path> blobs;
        try (DataFolderInspector inspector = new DataFolderInspector(testGateway)) {
            blobs = inspector.blobs();
        }

        assertThat(tollgate.run("keys")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).containsPattern("file-[0-9a-f]{32} +[0-9]+  wraps");
        assertThat(tollgate.run("keys", "rotate")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("keys wrapped again", "0  accepted");
        assertThat(tollgate.run("keys", "retire")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("1 older keys taken out");

        TestPayer payer = new TestPayer(testGateway.buyer());
        assertThat(testGateway
                        .get(
                                sold.downloadUrl(),
                                "PAYMENT-SIGNATURE",
                                TestPayer.encode(payer.v2(testGateway.get(sold.downloadUrl()))))
                        .body())
                .isEqualTo(content);
        try (DataFolderInspector inspector = new DataFolderInspector(testGateway)) {
            assertThat(inspector.blobs()).isEqualTo(blobs);
        }
    }
}
