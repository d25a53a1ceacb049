package io.tollgate.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.TestGateway;
import io.tollgate.x402.evm.TokenAbi;
import io.tollgate.x402.evm.Wallet;
import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.money.Networks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A chain of its own for a test: anvil under Base Sepolia's number, with a token of our own at the address where USDC is
 * there. Every transaction has a block at once, unless a test takes mining into its hands.
 */
public final class Anvil implements AutoCloseable {
    public static final Network NETWORK = new Networks().find("base-sepolia").orElseThrow();

    private static final Address USDC = NETWORK.usdc().address();

    /** The first development account, which anvil signs for. */
    private static final Address FUNDED = Wallet.development(0).address();

    private final InteropPackages.Server process;
    private final JsonNode contracts;
    private final HttpClient http = HttpClient.newHttpClient();

    private Anvil(InteropPackages.Server process, JsonNode contracts) {
        this.process = process;
        this.contracts = contracts;
    }

    /** Starts an anvil with the token on it; ends the calling tests as skipped or failed where that is impossible. */
    public static Anvil start(InteropPackages packages) throws IOException, InterruptedException {
        Path compiled = packages.folder().resolve("contracts.json");
        if (isOlderThanItsSources(compiled, packages.folder())) {
            InteropPackages.Output output = packages.node(2, "compile.mjs");
            if (output.exit() != 0) {
                throw new AssertionError(output.text());
            }
        }
        InteropPackages.Server process = InteropPackages.start(
                packages.folder(),
                Map.of(),
                Pattern.compile("Listening on 127\\.0\\.0\\.1:(\\d+)"),
                program(packages.folder()),
                "--chain-id",
                Long.toString(NETWORK.chain().number()),
                "--port",
                "0");
        Anvil anvil = new Anvil(process, TestGateway.JSON.readTree(compiled.toFile()));
        anvil.plant("Token3009", USDC);
        return anvil;
    }

    private static boolean isOlderThanItsSources(Path compiled, Path folder) throws IOException {
        if (!Files.exists(compiled)) {
            return true;
        }
        try (Stream<Path> sources =
                Stream.concat(Files.list(folder.resolve("contracts")), Stream.of(folder.resolve("compile.mjs")))) {
            for (Path source : sources.toList()) {
                if (Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(compiled)) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The program itself and not the script around it: what is started is what is ended. */
    private static String program(Path folder) throws IOException {
        try (Stream<Path> packages = Files.list(folder.resolve("node_modules/@foundry-rs"))) {
            Stream<Path> installed = packages.map(one -> one.resolve("bin/anvil"));
            Stream<Path> onPath = Stream.of(System.getenv("PATH").split(":")).map(one -> Path.of(one, "anvil"));
            List<Path> found =
                    Stream.concat(installed, onPath).filter(Files::isExecutable).toList();
            if (found.isEmpty()) {
                InteropPackages.missing("anvil is not installed, neither from npm for this platform nor on the path");
            }
            return found.getFirst().toAbsolutePath().toString();
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + process.port());
    }

    /** Asks in JSON-RPC and gives the result; an error is an {@link IllegalStateException}. */
    public JsonNode rpc(String method, Object... params) {
        ObjectNode question =
                TestGateway.JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        ArrayNode list = question.put("method", method).putArray("params");
        for (Object param : params) {
            list.add(TestGateway.JSON.<JsonNode>valueToTree(param));
        }
        HttpRequest request = HttpRequest.newBuilder(url())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(question.toString()))
                .build();
        try {
            JsonNode answer = TestGateway.JSON.readTree(
                    http.send(request, BodyHandlers.ofByteArray()).body());
            if (answer.has("error")) {
                throw new IllegalStateException(method + ": " + answer.path("error"));
            }
            return answer.path("result");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Puts the code of one of {@code contracts/*.sol} at an address. */
    public void plant(String contract, Address at) {
        rpc("anvil_setCode", at.toString(), contracts.path(contract).textValue());
    }

    /** A smart wallet that the owner's key signs for. */
    public Address contractWallet(Address owner) {
        Address wallet = newWallet().address();
        plant("ContractWallet", wallet);
        rpc(
                "anvil_setStorageAt",
                wallet.toString(),
                "0x0",
                TokenAbi.topic(owner).hex());
        return wallet;
    }

    /** An unused key. */
    public static Wallet newWallet() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return new Wallet(HexFormat.of().formatHex(key));
    }

    /** Makes new coins, in atomic units. */
    public void mint(Address account, long units) {
        transact(USDC, "0x40c10f19" + word(TokenAbi.topic(account).hex()) + "%064x".formatted(units));
    }

    /** Gives an account of the chain's own coin, in wei. */
    public void giveGas(Address account, BigInteger wei) {
        rpc("anvil_setBalance", account.toString(), "0x" + wei.toString(16));
    }

    /** Sends a transaction and waits for its block; the answer is its hash. */
    public String transact(Address to, String data) {
        Map<String, String> call = Map.of("from", FUNDED.toString(), "to", to.toString(), "data", data);
        String hash = rpc("eth_sendTransaction", call).asText();
        Awaitility.await()
                .pollInterval(Duration.ofMillis(10))
                .until(() -> rpc("eth_getTransactionReceipt", hash)
                        .path("status")
                        .asText()
                        .equals("0x1"));
        return hash;
    }

    /** Sends one that is first in its block, and is taken for another with the same nonce: it offers the highest fee. */
    public String transactFirst(Address from, Address to, String data, long nonce) {
        String fee = "0x" + Long.toHexString(2_000_000_000_000L);
        Map<String, String> transaction = Map.of(
                "from",
                from.toString(),
                "to",
                to.toString(),
                "data",
                data,
                "gas",
                "0x30d40",
                "nonce",
                "0x" + Long.toHexString(nonce),
                "maxFeePerGas",
                fee,
                "maxPriorityFeePerGas",
                fee);
        return rpc("eth_sendTransaction", transaction).asText();
    }

    /** Of the token, in atomic units. */
    public long balance(Address account) {
        String answer = rpc("eth_call", Map.of("to", USDC.toString(), "data", TokenAbi.balanceOf(account)), "latest")
                .asText();
        return new BigInteger(answer.substring(2), 16).longValueExact();
    }

    /** How many transactions of an account are mined. */
    public long transactions(Address account) {
        return number(rpc("eth_getTransactionCount", account.toString(), "latest"));
    }

    /** The pending transactions of one account. */
    public List<JsonNode> waiting(Address account) {
        List<JsonNode> found = new ArrayList<>();
        JsonNode pool = rpc("txpool_content").path("pending");
        pool.properties().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(account.toString()))
                .forEach(entry -> entry.getValue().forEach(found::add));
        return found;
    }

    /** From now on blocks come only when a test asks for them. */
    public void stopMining() {
        rpc("evm_setAutomine", false);
    }

    public void mine() {
        rpc("evm_mine");
    }

    /** Blocks come with every transaction again, and what waits is mined. */
    public void resumeMining() {
        rpc("evm_setAutomine", true);
        mine();
    }

    private static long number(JsonNode hex) {
        return Long.parseLong(hex.asText().substring(2), 16);
    }

    private static String word(String hex) {
        return hex.substring(2);
    }

    @Override
    public void close() {
        process.close();
        http.shutdownNow();
    }
}
