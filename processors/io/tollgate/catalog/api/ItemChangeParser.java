package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.ItemChange;
import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.TermsParser;
import io.tollgate.http.server.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the JSON object of a change: any of {@code title}, {@code description}, {@code forSale}, {@code networks} (an
 * array; an empty one means all), and the other fields of {@link TermsParser} as strings. Anything else in it is refused,
 * so that a misspelt field does not look done.
 */
final class ItemChangeParser {
    private final TermsParser form;

    ItemChangeParser(TermsParser form) {
        this.form = form;
    }

    ItemChange read(ItemRequest request, Item item) {
        Map<String, JsonNode> fields = fields(request);
        try {
            Map<String, String> words = words(fields, item);
            Optional<Boolean> forSale = flag(fields, "forSale");
            Map<String, String> terms = terms(fields);
            if (!fields.isEmpty()) {
                throw new IllegalArgumentException(
                        "unknown field: " + printable(fields.keySet().iterator().next()));
            }
            return new ItemChange(
                    words,
                    terms.isEmpty()
                            ? Optional.empty()
                            : Optional.of(form.read(terms, item.terms().requested())),
                    forSale);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private static Map<String, String> words(Map<String, JsonNode> fields, Item item) {
        Map<String, String> words = new LinkedHashMap<>();
        for (String name : ItemText.NAMES) {
            text(fields, name).ifPresent(value -> words.put(name, value));
        }
        item.text().with(words); // refuses what does not fit
        return words;
    }

    private static Map<String, JsonNode> fields(ItemRequest request) {
        ObjectNode json = StrictJson.object(request)
                .filter(object -> !object.isEmpty())
                .orElseThrow(() -> invalid("a change is a JSON object with at least one field, none of them twice"));
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        json.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        return fields;
    }

    /** Takes what concerns the terms out of the fields, in the form of an upload's. */
    private static Map<String, String> terms(Map<String, JsonNode> fields) {
        Map<String, String> terms = new LinkedHashMap<>();
        for (String name : TermsParser.FIELDS) {
            if (name.equals("networks")) {
                networks(fields).ifPresent(names -> terms.put("networks", names));
            } else {
                text(fields, name).ifPresent(value -> {
                    if (value.isBlank()) {
                        throw new IllegalArgumentException(name + ": must not be empty");
                    }
                    terms.put(name, value);
                });
            }
        }
        return terms;
    }

    private static Optional<String> networks(Map<String, JsonNode> fields) {
        JsonNode value = fields.remove("networks");
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isArray()) {
            throw new IllegalArgumentException("networks: must be an array of names");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : value) {
            if (!name.isTextual() || name.textValue().contains(",")) {
                throw new IllegalArgumentException("networks: must be an array of names");
            }
            names.add(name.textValue());
        }
        return Optional.of(names.isEmpty() ? "all" : String.join(",", names));
    }

    private static Optional<String> text(Map<String, JsonNode> fields, String name) {
        JsonNode value = fields.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new IllegalArgumentException(name + ": must be a string");
        }
        return Optional.of(value.textValue());
    }

    private static Optional<Boolean> flag(Map<String, JsonNode> fields, String name) {
        JsonNode value = fields.remove(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw new IllegalArgumentException(name + ": must be true or false");
        }
        return Optional.of(value.booleanValue());
    }

    private static String printable(String name) {
        String plain = name.replaceAll("[^ -~]", "?");
        return plain.length() > 40 ? plain.substring(0, 40) : plain;
    }

    static Problem invalid(String detail) {
        return Problem.of(400, "invalid_change", detail);
    }
}
