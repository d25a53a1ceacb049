package io.tollgate.x402.evm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.web3j.crypto.Hash;

/** What {@code personal_sign} signs: a text under a prefix that no transaction begins with (EIP-191, version 0x45). */
public final class Eip191 {
    private static final byte[] PREFIX = "\u0019Ethereum Signed Message:\n".getBytes(StandardCharsets.US_ASCII);

    private Eip191() {}

    /** The 32 bytes that are signed for this text in UTF-8. */
    public static byte[] digest(String text) {
        byte[] message = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(PREFIX);
        all.writeBytes(Integer.toString(message.length).getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(message);
        return Hash.sha3(all.toByteArray());
    }
}
