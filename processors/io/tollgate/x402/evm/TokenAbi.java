package io.tollgate.x402.evm;

import io.tollgate.x402.money.Address;
import io.tollgate.x402.money.Authorization;
import io.tollgate.x402.money.Bytes32;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * The words of an EIP-3009 token and of an EIP-1271 wallet: calldata of their functions and topics of their events, as
 * {@code 0x} and lower-case hex.
 */
public final class TokenAbi {
    public static final Bytes32 TRANSFER = topic("Transfer(address,address,uint256)");
    public static final Bytes32 AUTHORIZATION_USED = topic("AuthorizationUsed(address,bytes32)");
    public static final Bytes32 AUTHORIZATION_CANCELED = topic("AuthorizationCanceled(address,bytes32)");

    public static final String AUTHORIZATION_STATE = selector("authorizationState(address,bytes32)");
    public static final String DOMAIN_SEPARATOR = selector("DOMAIN_SEPARATOR()");
    public static final String BALANCE_OF = selector("balanceOf(address)");

    /** What {@code isValidSignature} is called by, and what it answers for a signature that is valid. */
    public static final String IS_VALID_SIGNATURE = selector("isValidSignature(bytes32,bytes)");

    private static final String FIELDS = "address,address,uint256,uint256,uint256,bytes32";
    private static final String TRANSFER_BY_PARTS =
            selector("transferWithAuthorization(" + FIELDS + ",uint8,bytes32,bytes32)");
    private static final String TRANSFER_BY_BYTES = selector("transferWithAuthorization(" + FIELDS + ",bytes)");

    private TokenAbi() {}

    public static String authorizationState(Address authorizer, Bytes32 nonce) {
        return AUTHORIZATION_STATE + word(authorizer) + word(nonce.bytes());
    }

    public static String balanceOf(Address account) {
        return BALANCE_OF + word(account);
    }

    /** The overload for accounts with a key. */
    public static String transferWithAuthorization(Authorization authorization, Signature signature) {
        return TRANSFER_BY_PARTS
                + fields(authorization)
                + word(BigInteger.valueOf(signature.v()))
                + word(signature.r())
                + word(signature.s());
    }

    /** The overload for accounts with code, which judge the bytes themselves. */
    public static String transferWithAuthorization(Authorization authorization, byte[] signature) {
        return TRANSFER_BY_BYTES + fields(authorization) + word(BigInteger.valueOf(7 * 32)) + bytes(signature);
    }

    public static String isValidSignature(byte[] digest, byte[] signature) {
        return IS_VALID_SIGNATURE + word(digest) + word(BigInteger.valueOf(2 * 32)) + bytes(signature);
    }

    /** An address as an event's topic carries it. */
    public static Bytes32 topic(Address address) {
        return new Bytes32("0x" + word(address));
    }

    public static Bytes32 word256(BigInteger number) {
        return new Bytes32("0x" + word(number));
    }

    private static Bytes32 topic(String event) {
        return Bytes32.of(Hash.sha3(event.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String selector(String function) {
        return Hash.sha3String(function).substring(0, 10);
    }

    private static String fields(Authorization authorization) {
        return word(authorization.from())
                + word(authorization.to())
                + word(authorization.value().units())
                + word(authorization.validAfter().seconds())
                + word(authorization.validBefore().seconds())
                + word(authorization.nonce().bytes());
    }

    /** A dynamic argument: its length, then its bytes filled up to whole words. */
    private static String bytes(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        return word(BigInteger.valueOf(bytes.length)) + hex + "0".repeat((64 - hex.length() % 64) % 64);
    }

    private static String word(Address address) {
        return "0".repeat(24) + address.lowerCase().substring(2);
    }

    private static String word(BigInteger number) {
        return Numeric.toHexStringNoPrefixZeroPadded(number, 64);
    }

    private static String word(byte[] bytes32) {
        return HexFormat.of().formatHex(bytes32);
    }
}
