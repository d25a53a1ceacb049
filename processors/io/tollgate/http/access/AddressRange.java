package io.tollgate.http.access;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** A range of IP addresses: {@code 10.0.0.0/16}, {@code fd00::/8}, or a single address. */
public final class AddressRange {
    private final String text;
    private final byte[] base;
    private final int bits;

    private AddressRange(String text, byte[] base, int bits) {
        this.text = text;
        this.base = base;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException when the text is not a range; the message continues a sentence, "must be …" */
    public static AddressRange parse(String text) {
        String[] halves = text.strip().split("/", -1);
        byte[] base = NetUtil.createByteArrayFromIpAddressString(halves[0]);
        boolean lengthFits = halves.length == 1 || halves.length == 2 && halves[1].matches("[0-9]{1,3}");
        if (base == null || !lengthFits) {
            throw invalid();
        }
        int bits = halves.length == 1 ? base.length * 8 : Integer.parseInt(halves[1]);
        if (bits > base.length * 8) {
            throw invalid();
        }
        return new AddressRange(text.strip(), base, bits);
    }

    private static IllegalArgumentException invalid() {
        return new IllegalArgumentException("must be an address range such as 10.0.0.0/16");
    }

    boolean contains(byte[] address) {
        if (address.length != base.length) {
            return false;
        }
        int whole = bits / 8;
        int rest = bits % 8;
        return Arrays.equals(address, 0, whole, base, 0, whole)
                && (rest == 0 || ((address[whole] ^ base[whole]) & 0xff) >> (8 - rest) == 0);
    }

    @Override
    public String toString() {
        return text;
    }
}
