package io.tollgate.x402.evm;

import io.tollgate.x402.money.Address;
import java.math.BigInteger;
import java.security.SignatureException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/**
 * An ECDSA signature on secp256k1 in one normal form, whichever of the three forms it came in: 65 bytes with v 27/28 or
 * 0/1, or 64 bytes (EIP-2098, bit 255 of s is the parity).
 *
 * @param v 27 or 28
 */
public record Signature(BigInteger r, BigInteger s, int v) {
    private static final Pattern FORM = Pattern.compile("0[xX]([0-9a-fA-F]{128}|[0-9a-fA-F]{130})");
    private static final BigInteger ORDER =
            new BigInteger("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141", 16);
    private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

    public Signature {
        if (r.signum() <= 0 || r.compareTo(ORDER) >= 0) {
            throw new IllegalArgumentException("r out of range");
        }
        // the token refuses the other half, which would be a second valid signature of the same payment
        if (s.signum() <= 0 || s.compareTo(HALF_ORDER) > 0) {
            throw new IllegalArgumentException("s out of range");
        }
        if (v != 27 && v != 28) {
            throw new IllegalArgumentException("v must be 27 or 28");
        }
    }

    /** Empty for whatever is not an ECDSA signature in one of the three forms. */
    public static Optional<Signature> parse(String hex) {
        if (hex == null || !FORM.matcher(hex).matches()) {
            return Optional.empty();
        }
        byte[] bytes = HexFormat.of().parseHex(hex.toLowerCase(Locale.ROOT), 2, hex.length());
        BigInteger r = new BigInteger(1, bytes, 0, 32);
        BigInteger s = new BigInteger(1, bytes, 32, 32);
        int v;
        if (bytes.length == 64) {
            v = 27 + (s.testBit(255) ? 1 : 0);
            s = s.clearBit(255);
        } else {
            int last = bytes[64] & 0xff;
            v = last < 2 ? last + 27 : last;
        }
        try {
            return Optional.of(new Signature(r, s, v));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Who signed the digest; empty when no key can have. */
    public Optional<Address> recover(byte[] digest) {
        Sign.SignatureData data =
                new Sign.SignatureData((byte) v, Numeric.toBytesPadded(r, 32), Numeric.toBytesPadded(s, 32));
        try {
            BigInteger key = Sign.signedMessageHashToKey(digest, data);
            // zero stands for the point at infinity, which any digest can be made to recover to
            return key.signum() == 0 ? Optional.empty() : Optional.of(new Address("0x" + Keys.getAddress(key)));
        } catch (SignatureException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The 65-byte form with v 27/28, which every facilitator takes. */
    public String hex() {
        return "0x%064x%064x%02x".formatted(r, s, v);
    }
}
