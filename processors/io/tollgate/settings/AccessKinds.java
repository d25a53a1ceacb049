package io.tollgate.settings;

import io.tollgate.http.access.AddressRange;
import io.tollgate.http.access.NamedTokens;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Kinds of settings for access: names, tokens, keys and addresses of callers. */
final class AccessKinds {
    private static final Pattern HEADER = Pattern.compile("[0-9A-Za-z-]{1,64} *= *[!-~][ -~]{0,1023}");
    private static final Pattern USER = Pattern.compile("[0-9A-Za-z._@-]{1,64}");
    private static final Pattern PASSWORD_HASH = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=[0-9]{4,7},t=[0-9]{1,2},p=[1-9]\\$[A-Za-z0-9+/]{11,64}\\$[A-Za-z0-9+/]{22,86}");
    private static final Pattern PRIVATE_KEY = Pattern.compile("(0x)?[0-9a-fA-F]{64}");
    private static final Pattern KEY_ID = Pattern.compile("[!-~]{1,200}");
    private static final Pattern SIGNING_KEY = Pattern.compile("[!-~\\s]{40,4096}");
    private static final Pattern PASSWORD = Pattern.compile("[^\\p{Cntrl}]{1,256}");
    private static final Pattern DATABASE_USER = Pattern.compile("[^\\p{Cntrl}]{1,63}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{16,256}");

    private AccessKinds() {}

    static Kind<String> keyId() {
        return Kind.matching("ID", "1 to 200 visible characters", KEY_ID);
    }

    static Kind<Secret> signingKey() {
        return hidden("a private key, base64 or PEM", SIGNING_KEY);
    }

    static Kind<String> user() {
        return Kind.matching("USER", "1 to 64 letters, digits, dots, dashes or @", USER);
    }

    static Kind<Secret> passwordHash() {
        return hidden("an Argon2id hash as `tollgate password` prints it", PASSWORD_HASH);
    }

    static Kind<Secret> token() {
        return hidden("16 to 256 visible characters", TOKEN);
    }

    static Kind<Secret> password() {
        return hidden("at most 256 characters", PASSWORD);
    }

    static Kind<String> databaseUser() {
        return Kind.matching("USER", "a name of at most 63 characters", DATABASE_USER);
    }

    /** One bearer token, or several as {@code name:token,name:token}. */
    static Kind<Secret> tokens() {
        return Kind.of(
                "SECRET", "a token of 16 to 256 visible characters, or several as name:token,name:token", text -> {
                    NamedTokens.parse(text);
                    return new Secret(text);
                });
    }

    static Kind<Secret> privateKey() {
        return hidden("a private key, 64 hex digits", PRIVATE_KEY);
    }

    static Kind<Map<String, Secret>> headers() {
        return Kind.of("NAME=VALUE,…", "name=value pairs separated by commas", text -> {
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

    static Kind<List<AddressRange>> addressRanges() {
        return Kind.listOf(
                "CIDR,…",
                "address ranges separated by commas, such as 10.0.0.0/16",
                Kind.of("CIDR", "an address range", AddressRange::parse));
    }

    private static Kind<Secret> hidden(String unit, Pattern form) {
        return Kind.of(
                "SECRET", unit, Kind.matching("SECRET", unit, form).read().andThen(Secret::new));
    }
}
