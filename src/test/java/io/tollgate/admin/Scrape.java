package io.tollgate.admin;

import io.tollgate.TestGateway;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The content of /observe/metrics: every series with its value. */
public record Scrape(Map<String, Double> series) {
    public static Scrape of(TestGateway gateway) {
        String text = new String(
                gateway.get(gateway.managementUrl("/observe/metrics")).body(), StandardCharsets.UTF_8);
        Map<String, Double> series = new LinkedHashMap<>();
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int space = line.lastIndexOf(' ');
            series.put(line.substring(0, space), Double.parseDouble(line.substring(space + 1)));
        });
        return new Scrape(series);
    }

    /** The sum of the series of a name whose labels contain all of these: {@code network="base"}. */
    public double sum(String name, String... labels) {
        return series.entrySet().stream()
                .filter(entry -> name(entry.getKey()).equals(name))
                .filter(entry -> Set.of(labels).stream().allMatch(entry.getKey()::contains))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    public Set<String> names() {
        return series.keySet().stream().map(Scrape::name).collect(Collectors.toSet());
    }

    private static String name(String key) {
        int brace = key.indexOf('{');
        return brace < 0 ? key : key.substring(0, brace);
    }
}
