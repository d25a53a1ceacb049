package io.tollgate.x402.evm;

import io.tollgate.x402.money.Asset;
import io.tollgate.x402.money.Authorization;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * What a payer signs, byte for byte: the EIP-712 digest of EIP-3009 {@code TransferWithAuthorization}. Words of 32
 * bytes, big-endian, left-padded.
 */
public final class Eip3009 {
    private static final byte[] DOMAIN_TYPE =
            hash("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    private static final byte[] TRANSFER_TYPE = hash("TransferWithAuthorization(address from,address to,uint256 value,"
            + "uint256 validAfter,uint256 validBefore,bytes32 nonce)");

    /** One entry per asset of our own table, so it is bounded. */
    private final Map<Asset, byte[]> separators = new ConcurrentHashMap<>();

    /** The token's {@code DOMAIN_SEPARATOR()}. */
    public byte[] domainSeparator(Asset asset) {
        return separators
                .computeIfAbsent(
                        asset,
                        one -> words(
                                DOMAIN_TYPE,
                                hash(one.domainName()),
                                hash(one.domainVersion()),
                                word(BigInteger.valueOf(one.chain().number())),
                                word(one.address().checksummed())))
                .clone();
    }

    byte[] structHash(Authorization authorization) {
        return words(
                TRANSFER_TYPE,
                word(authorization.from().checksummed()),
                word(authorization.to().checksummed()),
                word(authorization.value().units()),
                word(authorization.validAfter().seconds()),
                word(authorization.validBefore().seconds()),
                authorization.nonce().bytes());
    }

    /** The 32 bytes that are signed. */
    public byte[] digest(Asset asset, Authorization authorization) {
        return words(new byte[] {0x19, 0x01}, domainSeparator(asset), structHash(authorization));
    }

    private static byte[] hash(String text) {
        return Hash.sha3(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] word(String address) {
        return word(Numeric.toBigInt(address));
    }

    private static byte[] word(BigInteger number) {
        return Numeric.toBytesPadded(number, 32);
    }

    private static byte[] words(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(32 * parts.length);
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Hash.sha3(all.toByteArray());
    }
}
