package io.tollgate.x402.evm;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/** A private key that signs payments. It never prints itself. */
public final class Wallet {
    /** The mnemonic of every development chain; its accounts are public and worth nothing. */
    private static final String DEVELOPMENT = "test test test test test test test test test test test junk";

    private static final Pattern FORM = Pattern.compile("(0[xX])?[0-9a-fA-F]{64}");

    private final ECKeyPair keys;
    private final Eip3009 eip3009 = new Eip3009();

    /** @param privateKey 64 hex digits, with or without 0x; the message of a refusal does not repeat it */
    public Wallet(String privateKey) {
        this(ECKeyPair.create(scalar(privateKey)));
    }

    private Wallet(ECKeyPair keys) {
        this.keys = keys;
    }

    private static BigInteger scalar(String privateKey) {
        if (privateKey == null || !FORM.matcher(privateKey).matches()) {
            throw new IllegalArgumentException("a private key is 64 hex digits");
        }
        BigInteger scalar = Numeric.toBigInt(privateKey);
        if (scalar.signum() == 0 || scalar.compareTo(Sign.CURVE_PARAMS.getN()) >= 0) {
            throw new IllegalArgumentException("the private key is outside the curve's order");
        }
        return scalar;
    }

    /** One of the ten accounts every development chain funds, path m/44'/60'/0'/0/index. */
    public static Wallet development(int index) {
        int hard = Bip32ECKeyPair.HARDENED_BIT;
        Bip32ECKeyPair master = Bip32ECKeyPair.generateKeyPair(MnemonicUtils.generateSeed(DEVELOPMENT, ""));
        return new Wallet(Bip32ECKeyPair.deriveKeyPair(master, new int[] {44 | hard, 60 | hard, hard, 0, index}));
    }

    public Address address() {
        return new Address("0x" + Keys.getAddress(keys));
    }

    /** The signature of a payment, 65 bytes with v 27/28. */
    public String sign(Asset asset, Authorization authorization) {
        return sign(eip3009.digest(asset, authorization));
    }

    /** The signature of a text that a person could read, as {@code personal_sign} makes it. */
    public String sign(String text) {
        return sign(Eip191.digest(text));
    }

    private String sign(byte[] digest) {
        Sign.SignatureData signed = Sign.signMessage(digest, keys, false);
        return Numeric.toHexString(signed.getR())
                + Numeric.toHexStringNoPrefix(signed.getS())
                + Numeric.toHexStringNoPrefix(signed.getV());
    }

    /** The key itself, for handing a development account to a test client. */
    public String reveal() {
        return Numeric.toHexStringWithPrefixZeroPadded(keys.getPrivateKey(), 64);
    }

    @Override
    public String toString() {
        return "Wallet[" + address() + "]";
    }
}
