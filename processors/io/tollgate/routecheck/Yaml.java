package io.tollgate.routecheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A node of a YAML file, with its line. */
final class Yaml {
    private static final int MAX_DEPTH = 200;

    private final Node node;

    private Yaml(Node node) {
        this.node = node;
    }

    /**
     * Parses a file; empty when it contains only comments.
     *
     * @throws InvalidRoutesException with the line when it is not valid YAML
     */
    static Optional<Yaml> read(RouteFile file) throws InvalidRoutesException {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setAllowDuplicateKeys(false)
                    .setMaxAliasesForCollections(50)
                    .build();
            return new Compose(settings).composeString(file.text()).map(Yaml::new);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            throw new InvalidRoutesException(
                    List.of(new RouteProblem(file.place(), line, "", "is not valid YAML: " + e.getProblem())));
        } catch (YamlEngineException e) {
            throw new InvalidRoutesException(
                    List.of(new RouteProblem(file.place(), 0, "", "is not valid YAML: " + e.getMessage())));
        }
    }

    /** From 1. */
    int line() {
        return node.getStartMark().map(Mark::getLine).orElse(-1) + 1;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    /** The elements of a list; empty for other nodes. */
    List<Yaml> items() {
        return node instanceof SequenceNode list
                ? list.getValue().stream().map(Yaml::new).toList()
                : List.of();
    }

    /** A key with its value. */
    record Entry(String key, Yaml value) {}

    /** The entries of a map in their order; empty for other nodes. */
    List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        if (node instanceof MappingNode map) {
            for (NodeTuple tuple : map.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key) {
                    entries.add(new Entry(key.getValue(), new Yaml(tuple.getValueNode())));
                }
            }
        }
        return entries;
    }

    Optional<Yaml> get(String key) {
        return entries().stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::value)
                .findFirst();
    }

    /** The text of a scalar; empty for lists and maps. */
    String text() {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    String text(String key) {
        return get(key).map(Yaml::text).orElse("");
    }

    /** Visits every entry of every map at any depth. */
    void walk(BiConsumer<String, Yaml> visitor) {
        walk(visitor, 0);
    }

    private void walk(BiConsumer<String, Yaml> visitor, int depth) {
        if (depth > MAX_DEPTH) {
            return;
        }
        for (Entry entry : entries()) {
            visitor.accept(entry.key(), entry.value());
            entry.value().walk(visitor, depth + 1);
        }
        items().forEach(item -> item.walk(visitor, depth + 1));
    }
}
