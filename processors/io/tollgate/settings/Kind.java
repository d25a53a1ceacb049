package io.tollgate.settings;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Parses and validates the text of a setting. {@code read} throws {@link IllegalArgumentException} with a message that
 * continues a sentence after the value: "must be …".
 *
 * @param label placeholder of the value in help: {@code URL}, {@code DURATION}
 * @param unit  format and bounds of the text, for people
 * @param write the text that {@code read} parses to the same value
 */
public record Kind<T>(String label, String unit, Function<String, T> read, Function<T, String> write) {
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:_-]{1,255}");
    private static final Pattern HOST_NAME = Pattern.compile("[0-9A-Za-z._-]{1,253}");
    private static final Pattern LAMBDA_FUNCTION = Pattern.compile(
            "(arn:aws[a-z-]*:lambda:[a-z0-9-]{1,32}:[0-9]{12}:function:)?[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?");

    static <T> Kind<T> of(String label, String unit, Function<String, T> read) {
        return new Kind<>(label, unit, read, Object::toString);
    }

    /** Values separated by commas, in the given order, without duplicates. */
    static <T> Kind<List<T>> listOf(String label, String unit, Kind<T> one) {
        return new Kind<>(
                label,
                unit,
                text -> Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(one.read())
                        .distinct()
                        .toList(),
                values -> values.stream().map(one.write()).collect(Collectors.joining(",")));
    }

    static Kind<Integer> port() {
        return number("PORT", "a port from 0 to 65535, where 0 means any free one", 0, 65535);
    }

    static Kind<Integer> count(int min, int max) {
        return number("N", "a whole number from " + min + " to " + max, min, max);
    }

    private static Kind<Integer> number(String label, String unit, int min, int max) {
        return of(label, unit, text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return Integer.parseInt(text);
        });
    }

    static Kind<String> lambdaFunction() {
        return matching("FUNCTION", "the name or the ARN of a Lambda function", LAMBDA_FUNCTION);
    }

    static Kind<Boolean> flag() {
        return of("BOOL", "true or false", text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        });
    }

    static Kind<URI> url() {
        return of("URL", "an http or https URL without credentials", Urls::base);
    }

    static Kind<List<URI>> urls() {
        return listOf("URL,…", "http or https URLs separated by commas, tried in this order", url());
    }

    static Kind<Duration> duration(String min, String max) {
        Duration low = Durations.parse(min);
        Duration high = Durations.parse(max);
        String unit = "a time from " + min + " to " + max + " (ms, s, m, h, d)";
        return new Kind<>(
                "DURATION",
                unit,
                text -> {
                    Duration read = Durations.parse(text);
                    if (read.compareTo(low) < 0 || read.compareTo(high) > 0) {
                        throw new IllegalArgumentException("must be " + unit);
                    }
                    return read;
                },
                Durations::format);
    }

    static Kind<DataSize> size(String min, String max) {
        DataSize low = DataSize.parse(min);
        DataSize high = DataSize.parse(max);
        String unit = "a size from " + min + " to " + max + " (B, KiB, MiB, GiB)";
        return of("SIZE", unit, text -> {
            DataSize read = DataSize.parse(text);
            if (read.compareTo(low) < 0 || read.compareTo(high) > 0) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return read;
        });
    }

    static Kind<List<Path>> paths() {
        return listOf("PATH,…", "paths separated by commas", path());
    }

    static Kind<Path> path() {
        return of("PATH", "a path, relative to the working directory", text -> {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("must be a path", e);
            }
        });
    }

    static Kind<EndpointPath> endpoint() {
        return of("PATH", "a path that ends with /:blobId", EndpointPath::parse);
    }

    static Kind<String> oneOf(String... words) {
        List<String> allowed = List.of(words);
        String unit = String.join(" or ", words);
        return of("WORD", unit, text -> {
            if (!allowed.contains(text)) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return text;
        });
    }

    static Kind<String> host() {
        return matching("HOST", "an address or name to listen on", HOST);
    }

    static Kind<List<String>> hosts() {
        return listOf("HOST,…", "host names separated by commas", matching("HOST", "a host name", HOST_NAME));
    }

    static Kind<String> prefixed(String label, String unit, String... prefixes) {
        return of(label, unit, text -> {
            if (Stream.of(prefixes).noneMatch(prefix -> text.startsWith(prefix) && text.length() > prefix.length())) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return text;
        });
    }

    static Kind<LogFormat> logFormat() {
        return new Kind<>("FORMAT", "text or json", LogFormat::parse, LogFormat::text);
    }

    static Kind<ReconcileMode> reconcileMode() {
        return new Kind<>("MODE", "chain or facilitator-only", ReconcileMode::parse, ReconcileMode::text);
    }

    static Kind<String> matching(String label, String unit, Pattern form) {
        return of(label, unit, text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return text;
        });
    }
}
