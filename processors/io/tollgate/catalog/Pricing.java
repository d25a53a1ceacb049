package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import io.tollgate.x402.money.AtomicAmount;
import java.math.BigInteger;
import java.util.Optional;

/**
 * How a seller prices a file: so much for all of it, or so much for each MiB. Sums are millionths of a dollar, which are
 * the atomic units of a stablecoin with {@value #DECIMALS} decimals.
 */
public sealed interface Pricing {
    /** What a seller may write behind the point. */
    int DECIMALS = 6;

    /** The price of a file of this many plain bytes. */
    AtomicAmount of(long bytes);

    /** True when a file of whatever size costs nothing. */
    boolean free();

    record Fixed(AtomicAmount price) implements Pricing {
        public Fixed {
            requireNonNull(price, "price must not be null");
        }

        @Override
        public AtomicAmount of(long bytes) {
            return price;
        }

        @Override
        public boolean free() {
            return price.isZero();
        }
    }

    /**
     * The size in bytes times the rate, divided by 1,048,576, rounded up to the next millionth; then at least and at most
     * so much.
     *
     * @param rate for one MiB
     */
    record PerMiB(AtomicAmount rate, AtomicAmount least, Optional<AtomicAmount> most) implements Pricing {
        private static final BigInteger MIB = BigInteger.valueOf(1024 * 1024);

        public PerMiB {
            requireNonNull(rate, "rate must not be null");
            requireNonNull(least, "least must not be null");
            requireNonNull(most, "most must not be null");
            if (most.filter(sum -> sum.compareTo(least) < 0).isPresent()) {
                throw new IllegalArgumentException("the highest price is below the lowest");
            }
        }

        @Override
        public AtomicAmount of(long bytes) {
            if (bytes < 0) {
                throw new IllegalArgumentException("a size is not negative");
            }
            BigInteger[] parts =
                    rate.units().multiply(BigInteger.valueOf(bytes)).divideAndRemainder(MIB);
            AtomicAmount whole = new AtomicAmount(parts[0].add(BigInteger.valueOf(parts[1].signum())));
            AtomicAmount raised = whole.compareTo(least) < 0 ? least : whole;
            return most.filter(sum -> sum.compareTo(raised) < 0).orElse(raised);
        }

        @Override
        public boolean free() {
            return most.filter(AtomicAmount::isZero).isPresent() || rate.isZero() && least.isZero();
        }
    }
}
