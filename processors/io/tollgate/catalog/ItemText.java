package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a seller says of an item in words. A field is named here once, for uploads, changes, answers and the table alike:
 * a new one takes a {@link Field}, a column of that name in the table {@code item}, an option of the command line and a
 * line in the MCP tool.
 *
 * @param values one for each field, empty where the seller said nothing
 */
public record ItemText(Map<Field, String> values) {
    /** A field, with the number of characters that it takes. */
    public enum Field {
        TITLE("title", 200),
        DESCRIPTION("description", 500);

        private final String key;
        private final int longest;

        Field(String key, int longest) {
            this.key = key;
            this.longest = longest;
        }
    }

    /** The names of the fields, in uploads, in JSON and as columns. */
    public static final List<String> NAMES =
            List.of(Field.values()).stream().map(field -> field.key).toList();

    /** For a statement that sets them all. */
    static final String ASSIGNMENTS =
            NAMES.stream().map(name -> name + " = :" + name).collect(Collectors.joining(", "));

    public ItemText {
        requireNonNull(values, "values must not be null");
        Map<Field, String> all = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            String value = values.getOrDefault(field, "");
            if (value.length() > field.longest) {
                throw new IllegalArgumentException(field.key + " must be at most " + field.longest + " characters");
            }
            all.put(field, value);
        }
        values = Map.copyOf(all);
    }

    public static ItemText of(String title, String description) {
        return new ItemText(Map.of(Field.TITLE, title, Field.DESCRIPTION, description));
    }

    /**
     * Reads the fields of an upload; an item without a title is called like its file.
     *
     * @throws IllegalArgumentException in words that begin with the field's name
     */
    public static ItemText parse(Map<String, String> fields, String fileName) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent(Field.TITLE.key, fileName);
        return new ItemText(Map.of()).with(all);
    }

    /**
     * With those fields changed that are named.
     *
     * @param fields others in it are passed over
     * @throws IllegalArgumentException in words that begin with the field's name
     */
    public ItemText with(Map<String, String> fields) {
        Map<Field, String> changed = new LinkedHashMap<>(values);
        for (Field field : Field.values()) {
            if (fields.containsKey(field.key)) {
                changed.put(field, DisplayText.line(field.key, fields.get(field.key), field.longest));
            }
        }
        return new ItemText(changed);
    }

    static ItemText of(ResultSet row) throws SQLException {
        Map<Field, String> values = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            values.put(field, row.getString(field.key));
        }
        return new ItemText(values);
    }

    /** By column. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        values.forEach((field, value) -> columns.put(field.key, value));
        return columns;
    }

    public void writeTo(ObjectNode json) {
        for (Field field : Field.values()) {
            json.put(field.key, values.get(field));
        }
    }

    public String title() {
        return values.get(Field.TITLE);
    }

    public String description() {
        return values.get(Field.DESCRIPTION);
    }
}
