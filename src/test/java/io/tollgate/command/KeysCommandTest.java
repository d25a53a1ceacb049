package io.tollgate.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.Purse;
import io.tollgate.Twin;
import io.tollgate.upload.Premises;
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

    private Twin twin;
    private CommandFixture tollgate;

    @BeforeEach
    void start() throws Exception {
        twin = Twin.start();
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
        Twin.Sold sold = twin.upload(content, Twin.PRICE);
        List<Path> blobs;
        try (Premises premises = new Premises(twin)) {
            blobs = premises.blobs();
        }

        assertThat(tollgate.run("keys")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).containsPattern("file-[0-9a-f]{32} +[0-9]+  wraps");
        assertThat(tollgate.run("keys", "rotate")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("keys wrapped anew", "0  accepted");
        assertThat(tollgate.run("keys", "retire")).isEqualTo(ExitCodes.OK);
        assertThat(tollgate.out()).contains("1 older keys taken out");

        Purse purse = new Purse(twin.buyer());
        assertThat(twin.get(
                                sold.downloadUrl(),
                                "PAYMENT-SIGNATURE",
                                Purse.encode(purse.v2(twin.get(sold.downloadUrl()))))
                        .body())
                .isEqualTo(content);
        try (Premises premises = new Premises(twin)) {
            assertThat(premises.blobs()).isEqualTo(blobs);
        }
    }
}
