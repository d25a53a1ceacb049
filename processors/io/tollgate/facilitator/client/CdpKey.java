package io.tollgate.facilitator.client;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jws.AlgorithmIdentifiers;

/**
 * The secret of a CDP API key, in either of the two forms Coinbase hands out: base64 of 64 bytes (an Ed25519 seed and
 * its public key), or a PEM block (EC, P-256). Says nothing of itself when printed.
 */
public final class CdpKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (EC )?PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END (EC )?PRIVATE KEY-----");
    private static final BigInteger P256_ORDER =
            new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    /** PKCS#8 around a SEC 1 key: version 0, id-ecPublicKey, prime256v1. */
    private static final byte[] P256_ALGORITHM =
            HexFormat.of().parseHex("020100" + "3013" + "06072a8648ce3d0201" + "06082a8648ce3d030107");

    private final String algorithm;
    private final PrivateKey key;

    private CdpKey(String algorithm, PrivateKey key) {
        this.algorithm = algorithm;
        this.key = key;
    }

    /** Empty when it is neither form. A line end may be written as {@code \n}, as environment variables often have it. */
    public static Optional<CdpKey> parse(String secret) {
        String text = secret.replace("\\n", "\n").strip();
        Matcher pem = PEM.matcher(text);
        try {
            return Optional.of(pem.matches() ? elliptic(pem.group(1) != null, pem.group(2)) : edwards(text));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CdpKey edwards(String base64) throws GeneralSecurityException {
        byte[] bytes = Base64.getDecoder().decode(base64);
        if (bytes.length != 64) {
            throw new IllegalArgumentException("must be 64 bytes");
        }
        EdECPrivateKeySpec seed = new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOfRange(bytes, 0, 32));
        return new CdpKey(
                AlgorithmIdentifiers.EDDSA, KeyFactory.getInstance("Ed25519").generatePrivate(seed));
    }

    private static CdpKey elliptic(boolean sec1, String base64) throws GeneralSecurityException {
        byte[] der = Base64.getMimeDecoder().decode(base64);
        byte[] pkcs8 = sec1 ? sequence(concat(P256_ALGORITHM, tagged(0x04, der))) : der;
        ECPrivateKey key = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        if (!key.getParams().getOrder().equals(P256_ORDER)) {
            throw new IllegalArgumentException("must be on P-256");
        }
        return new CdpKey(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, key);
    }

    private static byte[] sequence(byte[] content) {
        return tagged(0x30, content);
    }

    /** DER of fewer than 65,536 bytes. */
    private static byte[] tagged(int tag, byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {(byte) tag, (byte) length}
                : length < 0x100
                        ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                        : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        return concat(head, content);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** {@code EdDSA} or {@code ES256}. */
    String algorithm() {
        return algorithm;
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "CdpKey[" + algorithm + "]";
    }
}
