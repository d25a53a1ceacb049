package io.tollgate.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.sale.receipt.ReceiptVerifier;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks a receipt without a network, and says what of it was signed by whom. */
@Command(
        name = "verify",
        description = "Checks a signed receipt offline.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "FILE is what GET /receipts/ID answers, the value of a PAYMENT-RESPONSE header, or the bare signature (JWS).",
            "Exit codes: 0 the signature is right; 1 it is not; 2 there is nothing to check or no key."
        })
final class ReceiptVerifyCommand implements Callable<Integer> {
    private final CommandEnvironment surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The receipt.")
    private Path file;

    @Option(
            names = "--keys",
            paramLabel = "FILE",
            description = "The issuer's keys, as https://ISSUER/.well-known/jwks.json gave them.")
    private Path keys;

    @Option(names = "--json", description = "Print the finding as JSON.")
    private boolean json;

    ReceiptVerifyCommand(CommandEnvironment surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Optional<String> issuersKeys = keys == null ? Optional.empty() : Optional.of(read(keys));
        return switch (new ReceiptVerifier().check(read(file), issuersKeys)) {
            case ReceiptVerifier.Finding.Right right -> {
                said(right);
                yield ExitCodes.OK;
            }
            case ReceiptVerifier.Finding.Wrong wrong -> refused("wrong", wrong.why(), ExitCodes.FAILED);
            case ReceiptVerifier.Finding.Unreadable none -> refused("unreadable", none.why(), ExitCodes.USAGE);
        };
    }

    private String read(Path path) {
        try {
            return Files.readString(surroundings.workingDirectory().resolve(path));
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), path + " cannot be read.", e);
        }
    }

    private int refused(String status, String why, int code) {
        if (json) {
            ObjectNode finding = JsonNodeFactory.instance.objectNode();
            spec.commandLine().getOut().println(finding.put("status", status).put("reason", why));
        } else {
            spec.commandLine().getErr().println("Not a good receipt: " + why + ".");
        }
        return code;
    }

    private void said(ReceiptVerifier.Finding.Right right) {
        PrintWriter out = spec.commandLine().getOut();
        JsonNode statement = right.statement();
        if (json) {
            ObjectNode finding = JsonNodeFactory.instance.objectNode();
            finding.put("status", "right").put("issuer", right.issuer()).put("key", right.keyId());
            finding.put("keyFrom", right.trusted() ? "file" : "receipt").set("statement", statement);
            out.println(finding);
            return;
        }
        out.println("The signature is right. Signed was:");
        statement.fieldNames().forEachRemaining(name -> out.printf("  %-12s %s%n", name, cell(name, statement)));
        out.println("by " + (right.issuer().isEmpty() ? "an issuer without a name" : right.issuer()) + ", key "
                + right.keyId());
        out.println(
                right.trusted()
                        ? "The key is one of those you named."
                        : "The key came with the receipt, so this proves who signed only as far as the key is the issuer's: "
                                + "compare it, or use --keys.");
    }

    private static String cell(String name, JsonNode statement) {
        String text = statement.path(name).asText().replaceAll("\\p{Cntrl}", "?");
        return name.equals("issuedAt")
                ? text + " (" + Instant.ofEpochSecond(statement.path(name).asLong()) + ")"
                : text;
    }
}
