package io.tollgate.x402.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A 402 rendered once, around the quote that is new in each answer. Base64 turns three bytes into four characters, so
 * with spaces in front of it each quote begins where a group of three does, and is put in without rendering the rest
 * again.
 */
public final class ChallengeTemplate {
    private static final Base64.Encoder BASE64 = Base64.getEncoder();

    private final String[] around;
    private final byte[] v1Body;
    private final int length;

    /**
     * @param challenge with that quote in each of its terms
     * @param quote     nothing else in the challenge contains it
     */
    public ChallengeTemplate(Challenge challenge, String quote) {
        if (quote.length() % 3 != 0) {
            throw new IllegalArgumentException("a quote that is spliced in has a multiple of three characters");
        }
        String json = challenge.v2().toString();
        String[] pieces = json.substring(0, json.length() - 1).split('"' + quote, -1);
        around = new String[pieces.length];
        int characters = 0;
        for (int i = 0; i < pieces.length; i++) {
            boolean last = i == pieces.length - 1;
            around[i] = base64(padded(pieces[i], last ? "" : "\""));
            characters += around[i].length() + quote.length() * 4 / 3;
        }
        length = characters;
        v1Body = challenge.v1Body();
    }

    /** With as many spaces between the two as make a multiple of three bytes. */
    private static String padded(String text, String end) {
        int bytes = text.getBytes(StandardCharsets.UTF_8).length + end.length();
        return text + " ".repeat((3 - bytes % 3) % 3) + end;
    }

    private static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Value of the {@code PAYMENT-REQUIRED} header. */
    public String v2Header(String quote) {
        return header(quote, "}");
    }

    /** The same with the {@code extensions} of this one answer. */
    public String v2Header(String quote, ExtensionList extensions) {
        return header(quote, extensions.member(Challenge.room(length / 4 * 3 + 1)) + '}');
    }

    private String header(String quote, String end) {
        String spliced = BASE64.encodeToString(quote.getBytes(StandardCharsets.US_ASCII));
        StringBuilder header = new StringBuilder(length + end.length() * 4 / 3 + 4);
        for (int i = 0; i < around.length; i++) {
            if (i > 0) {
                header.append(spliced);
            }
            header.append(around[i]);
        }
        return header.append(base64(end)).toString();
    }

    /** The 402's body, which holds no quote. Not to be changed. */
    public byte[] v1Body() {
        return v1Body;
    }
}
