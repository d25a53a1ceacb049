package io.tollgate.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The official x402 clients, old and new, as buyers: each purchase is a process of its own. */
final class OfficialClients {
    private final InteropPackages packages;

    private OfficialClients(InteropPackages packages) {
        this.packages = packages;
    }

    /** What became of one purchase: the exit code and the line of JSON that {@code buy.mjs} printed. */
    record Purchase(int exit, JsonNode line) {}

    static OfficialClients install() throws IOException, InterruptedException {
        return of(InteropPackages.install());
    }

    static OfficialClients of(InteropPackages packages) {
        return new OfficialClients(packages);
    }

    /** Buys what the URL sells, at the price it asks for, and writes the bytes to the file. */
    Purchase buy(String client, String url, String privateKey, Path file) throws IOException, InterruptedException {
        InteropPackages.Output output = packages.node(2, "buy.mjs", client, url, privateKey, file.toString());
        return new Purchase(output.exit(), new ObjectMapper().readTree(output.text()));
    }
}
