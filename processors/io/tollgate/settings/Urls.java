package io.tollgate.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parses the URL of a service. Credentials and queries are refused, because logs and errors show URLs. */
final class Urls {
    private static final Pattern PLAIN_PATH = Pattern.compile("[A-Za-z0-9._~/-]*");

    private Urls() {}

    /** A URL that paths can be appended to: http(s), a host, no credentials, no query. Trailing slashes are removed. */
    static URI base(String text) {
        URI url = http(text);
        if (url.getRawQuery() != null) {
            throw new IllegalArgumentException("must not have a query");
        }
        if (!PLAIN_PATH.matcher(url.getRawPath()).matches()) {
            throw new IllegalArgumentException("must have a plain path: letters, digits and - . _ ~ /");
        }
        return URI.create(text.strip().replaceAll("/+$", ""));
    }

    /** A URL that is used unchanged, with its query. */
    static URI http(String text) {
        URI url;
        try {
            url = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a well-formed URL", e);
        }
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new IllegalArgumentException("must start with http:// or https://");
        }
        if (url.getRawUserInfo() != null || text.contains("@")) {
            throw new IllegalArgumentException("must not carry credentials (the part before @)");
        }
        if (url.getHost() == null || url.getPort() > 65535 || url.getPort() == 0) {
            throw new IllegalArgumentException("must name a host, and a port from 1 to 65535 if any");
        }
        if (url.getRawFragment() != null) {
            throw new IllegalArgumentException("must not have a fragment (the part after #)");
        }
        return url;
    }

    /** True for localhost and loopback addresses; names are not resolved. */
    static boolean loopback(URI url) {
        String host = url.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
