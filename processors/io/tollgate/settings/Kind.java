package io.tollgate.settings;

import io.tollgate.access.AddressRange;
import io.tollgate.access.NamedTokens;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import io.tollgate.money.Networks;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a setting's text becomes a value that is known to be good. A reader refuses with
 * {@link IllegalArgumentException}, whose message goes on after the value: "must be …".
 *
 * @param label what stands for the value in help: {@code URL}, {@code DURATION}
 * @param unit  how the text is written and its bounds, for people
 * @param write the text form that {@code read} takes back
 */
public record Kind<T>(String label, String unit, Function<String, T> read, Function<T, String> write) {
    /** Prices are in the network's stablecoin; every one that {@link Networks} lists has six decimals. */
    public static final int PRICE_DECIMALS = 6;

    /** Each one adds half a kilobyte to a header of which proxies take four. */
    private static final int MOST_NETWORKS = 6;

    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z.:_-]{1,255}");
    private static final Pattern HOST_NAME = Pattern.compile("[0-9A-Za-z._-]{1,253}");
    private static final Pattern HEADER = Pattern.compile("[0-9A-Za-z-]{1,64} *= *[!-~][ -~]{0,1023}");
    private static final Pattern USER = Pattern.compile("[0-9A-Za-z._@-]{1,64}");
    private static final Pattern PASSWORD_HASH = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=[0-9]{4,7},t=[0-9]{1,2},p=[1-9]\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{22,86}");
    private static final Pattern LAMBDA_FUNCTION = Pattern.compile(
            "(arn:aws[a-z-]*:lambda:[a-z0-9-]{1,32}:[0-9]{12}:function:)?[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?");
    private static final Pattern PRIVATE_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
    private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SIGNING_KEY = Pattern.compile("[!-~\\s]{40,4096}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{1,256}");
    private static final Pattern DATABASE_USER = Pattern.compile("[^\\p{Cntrl}]{1,63}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

    static <T> Kind<T> of(String label, String unit, Function<String, T> read) {
        return new Kind<>(label, unit, read, Object::toString);
    }

    static Kind<Integer> port() {
        return number("PORT", "a port from 0 to 65535, where 0 takes a free one", 0, 65535);
    }

    static Kind<Integer> count(int least, int most) {
        return number("N", "a whole number from " + least + " to " + most, least, most);
    }

    private static Kind<Integer> number(String label, String unit, int least, int most) {
        return of(label, unit, text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
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
        return new Kind<>(
                "URL,…",
                "http or https URLs separated by commas, tried in this order",
                text -> Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(Urls::base)
                        .distinct()
                        .toList(),
                urls -> String.join(",", urls.stream().map(URI::toString).toList()));
    }

    /** Empty for {@code off}. The URLs are called as they stand, since many providers put a key into path or query. */
    static Kind<List<URI>> rpcUrls() {
        return of(
                "URL,…",
                "http or https URLs without credentials, separated by commas in the order of NETWORK, or off",
                text -> text.strip().equals("off")
                        ? List.of()
                        : Stream.of(text.split(",", -1)).map(Urls::http).toList());
    }

    static Kind<Duration> duration(String least, String most) {
        Duration low = Durations.parse(least);
        Duration high = Durations.parse(most);
        String unit = "a time from " + least + " to " + most + " (ms, s, m, h, d)";
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
                Durations::written);
    }

    static Kind<DataSize> size(String least, String most) {
        DataSize low = DataSize.parse(least);
        DataSize high = DataSize.parse(most);
        String unit = "a size from " + least + " to " + most + " (B, KiB, MiB, GiB)";
        return of("SIZE", unit, text -> {
            DataSize read = DataSize.parse(text);
            if (read.compareTo(low) < 0 || read.compareTo(high) > 0) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return read;
        });
    }

    static Kind<List<Network>> networks() {
        Networks known = new Networks();
        return new Kind<>(
                "NETWORK,…",
                "names of networks (base-sepolia, base) or eip155:N, separated by commas, the preferred one first; at most "
                        + MOST_NETWORKS,
                text -> {
                    List<Network> read = Stream.of(text.split(",", -1))
                            .map(name -> network(known, name.strip()))
                            .distinct()
                            .toList();
                    if (read.size() > MOST_NETWORKS) {
                        throw new IllegalArgumentException("must name at most " + MOST_NETWORKS + " networks");
                    }
                    return read;
                },
                networks ->
                        String.join(",", networks.stream().map(Network::name).toList()));
    }

    private static Network network(Networks known, String name) {
        return known.find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException("is not a network Tollgate knows; try base-sepolia or base"));
    }

    static Kind<Address> address() {
        return of("ADDRESS", "an EVM address, 0x and 40 hex digits", text -> {
            try {
                return Address.parseChecked(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("is not usable: " + e.getMessage(), e);
            }
        });
    }

    static Kind<List<Address>> addresses() {
        Function<String, Address> one = address().read();
        return new Kind<>(
                "ADDRESS,…",
                "EVM addresses separated by commas",
                text -> Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(one)
                        .toList(),
                addresses -> String.join(
                        ",", addresses.stream().map(Address::toString).toList()));
    }

    /** {@code copilot=$0.50,nightly=$2}. */
    static Kind<Map<String, AtomicAmount>> caps() {
        Function<String, AtomicAmount> amount = price().read();
        return new Kind<>(
                "NAME=PRICE,…",
                "names and US dollars separated by commas, such as copilot=$0.50",
                text -> {
                    Map<String, AtomicAmount> caps = new LinkedHashMap<>();
                    for (String pair : text.split(",", -1)) {
                        String[] parts = pair.strip().split("=", 2);
                        if (parts.length != 2 || !parts[0].matches("[a-z0-9][a-z0-9-]{0,31}")) {
                            throw new IllegalArgumentException("must be names and amounts such as copilot=$0.50");
                        }
                        caps.put(parts[0], amount.apply(parts[1]));
                    }
                    return Map.copyOf(caps);
                },
                caps -> caps.entrySet().stream()
                        .map(cap -> cap.getKey() + "=$" + cap.getValue().written(PRICE_DECIMALS))
                        .sorted()
                        .collect(Collectors.joining(",")));
    }

    static Kind<List<Path>> paths() {
        Function<String, Path> one = path().read();
        return new Kind<>(
                "PATH,…",
                "paths separated by commas",
                text -> Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(one)
                        .toList(),
                paths -> String.join(",", paths.stream().map(Path::toString).toList()));
    }

    static Kind<AtomicAmount> price() {
        return new Kind<>(
                "PRICE",
                "US dollars, at most 6 decimals",
                text -> {
                    try {
                        return AtomicAmount.price(text, PRICE_DECIMALS);
                    } catch (IllegalArgumentException e) {
                        throw new IllegalArgumentException("is not usable: " + e.getMessage(), e);
                    }
                },
                amount -> "$" + amount.written(PRICE_DECIMALS));
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

    static Kind<String> keyId() {
        return matching("ID", "1 to 200 visible characters", KEY_ID);
    }

    static Kind<Secret> signingKey() {
        return hidden("a private key, base64 or PEM", SIGNING_KEY);
    }

    static Kind<String> host() {
        return matching("HOST", "an address or name to listen on", HOST);
    }

    static Kind<List<String>> hosts() {
        Function<String, String> one =
                matching("HOST", "a host name", HOST_NAME).read();
        return new Kind<>(
                "HOST,…",
                "host names separated by commas",
                text -> Stream.of(text.split(",", -1))
                        .map(String::strip)
                        .map(one)
                        .toList(),
                names -> String.join(",", names));
    }

    static Kind<String> user() {
        return matching("USER", "1 to 64 letters, digits, dots, dashes or @", USER);
    }

    static Kind<Secret> passwordHash() {
        return hidden("an Argon2id hash as `tollgate password` prints it", PASSWORD_HASH);
    }

    static Kind<String> prefixed(String label, String unit, String... prefixes) {
        return of(label, unit, text -> {
            if (Stream.of(prefixes).noneMatch(prefix -> text.startsWith(prefix) && text.length() > prefix.length())) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return text;
        });
    }

    static Kind<LogForm> logForm() {
        return new Kind<>("FORM", "text or json", LogForm::read, LogForm::written);
    }

    static Kind<Map<String, Secret>> headers() {
        return of("NAME=VALUE,…", "name=value pairs separated by commas", text -> {
            Map<String, Secret> headers = new LinkedHashMap<>();
            for (String pair : text.split(",", -1)) {
                int equals = pair.indexOf('=');
                if (!HEADER.matcher(pair.strip()).matches()) {
                    throw new IllegalArgumentException("must be name=value pairs separated by commas");
                }
                headers.put(
                        pair.substring(0, equals).strip(),
                        new Secret(pair.substring(equals + 1).strip()));
            }
            return Map.copyOf(headers);
        });
    }

    static Kind<ReconcileMode> reconcileMode() {
        return new Kind<>("MODE", "chain or facilitator-only", ReconcileMode::read, ReconcileMode::written);
    }

    static Kind<Secret> token() {
        return hidden("16 to 256 visible characters", TOKEN);
    }

    static Kind<Secret> password() {
        return hidden("at most 256 characters", PASSWORD);
    }

    static Kind<String> databaseUser() {
        return matching("USER", "a name of at most 63 characters", DATABASE_USER);
    }

    /** One bearer token, or several as {@code name:token,name:token}. */
    static Kind<Secret> tokens() {
        return of("SECRET", "a token of 16 to 256 visible characters, or several as name:token,name:token", text -> {
            NamedTokens.parse(text);
            return new Secret(text);
        });
    }

    static Kind<List<AddressRange>> addressRanges() {
        return new Kind<>(
                "CIDR,…",
                "address ranges separated by commas, such as 10.0.0.0/16",
                text -> Stream.of(text.split(",", -1)).map(AddressRange::parse).toList(),
                ranges -> String.join(
                        ",", ranges.stream().map(AddressRange::toString).toList()));
    }

    static Kind<Secret> privateKey() {
        return hidden("a private key, 64 hex digits", PRIVATE_KEY);
    }

    private static Kind<Secret> hidden(String unit, Pattern form) {
        return of("SECRET", unit, matching("SECRET", unit, form).read().andThen(Secret::new));
    }

    private static Kind<String> matching(String label, String unit, Pattern form) {
        return of(label, unit, text -> {
            if (!form.matcher(text).matches()) {
                throw new IllegalArgumentException("must be " + unit);
            }
            return text;
        });
    }
}
