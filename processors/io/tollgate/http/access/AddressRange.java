package io.tollgate.http.access;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** Addresses that begin alike, written as {@code 10.0.0.0/16} or {@code fd00::/8}; a single one needs no length. */
public final class AddressRange {
    private final String written;
    private final byte[] base;
    private final int bits;

    private AddressRange(String written, byte[] base, int bits) {
        this.written = written;
        this.base = base;
        this.bits = bits;
    }

    /** @throws IllegalArgumentException when it is no such range; the message goes on after "it" */
    public static AddressRange parse(String written) {
        String[] halves = written.strip().split("/", -1);
        byte[] base = NetUtil.createByteArrayFromIpAddressString(halves[0]);
        boolean lengthFits = halves.length == 1 || halves.length == 2 && halves[1].matches("[0-9]{1,3}");
        if (base == null || !lengthFits) {
            throw wrong();
        }
        int bits = halves.length == 1 ? base.length * 8 : Integer.parseInt(halves[1]);
        if (bits > base.length * 8) {
            throw wrong();
        }
        return new AddressRange(written.strip(), base, bits);
    }

    private static IllegalArgumentException wrong() {
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
        return written;
    }
}
