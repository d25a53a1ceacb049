package io.tollgate.x402.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** The extension by which a client names its payment, so that one name never pays twice. */
public final class PaymentIdentifier {
    /** The extension's name in terms and payments. */
    public static final String EXTENSION = "payment-identifier";

    private static final String FORM = "[a-zA-Z0-9_-]+";
    private static final Pattern WHOLE = Pattern.compile("[a-zA-Z0-9_-]{16,128}");

    private PaymentIdentifier() {}

    /** What the terms say of it: a name is welcome, not needed. */
    public static ObjectNode declaration() {
        ObjectNode declared = JsonNodeFactory.instance.objectNode();
        declared.putObject("info").put("required", false);
        ObjectNode schema = declared.putObject("schema").put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject("required").put("type", "boolean");
        properties
                .putObject("id")
                .put("type", "string")
                .put("minLength", 16)
                .put("maxLength", 128)
                .put("pattern", "^" + FORM + "$");
        schema.putArray("required").add("required");
        return declared;
    }

    /** The name in a payment's extensions; empty when the client gave none. */
    static Optional<String> in(JsonNode extensions) throws MalformedPayment {
        JsonNode id = extensions.path(EXTENSION).path("info").path("id");
        if (id.isMissingNode() || id.isNull()) {
            return Optional.empty();
        }
        if (!id.isTextual() || !WHOLE.matcher(id.textValue()).matches()) {
            throw new MalformedPayment("a payment-identifier has 16 to 128 letters, digits, - and _");
        }
        return Optional.of(id.textValue());
    }
}
