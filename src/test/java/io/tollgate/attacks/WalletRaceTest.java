package io.tollgate.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollgate.mcp.SpendOnce;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thousand payments race the daily cap from twenty threads of two processes (attack M3). */
class WalletRaceTest {
    private static final long CAP = 600_000;

    @TempDir
    private Path folder;

    @Test
    void m03_twoProcessesNeverGoOverTheDailyCap() throws Exception {
        String url = "jdbc:h2:" + folder.resolve("wallet") + ";AUTO_SERVER=TRUE";

        Process one = process(url, "one");
        Process two = process(url, "two");

        assertThat(one.waitFor() + two.waitFor()).isEqualTo((int) (CAP / 10_000));
    }

    private static Process process(String url, String name) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Dh2.bindAddress=127.0.0.1",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpendOnce.class.getName(),
                        url,
                        name,
                        "500",
                        Long.toString(CAP))
                .redirectErrorStream(true)
                .redirectOutput(new File("target/wallet-race-" + name + ".log"))
                .start();
    }
}
