package io.tollgate.upload;

import io.tollgate.http.Problem;
import io.tollgate.money.Address;
import io.tollgate.money.AtomicAmount;
import io.tollgate.money.Network;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Checks the fields of an upload and fills in the seller's defaults; every wrong one is named in the refusal. */
public final class Planner {
    /** Walrus stores for at most this many epochs ahead. */
    private static final int MAX_EPOCHS = 53;

    private static final Set<String> FORM =
            Set.of("numEpochs", "epochs", "price", "payTo", "title", "description", "sendTo", "sealed", "name");
    private static final Pattern SUI_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{64}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    /** What holds where the seller says nothing. */
    public record Defaults(
            int epochs,
            AtomicAmount price,
            Address payTo,
            Network network,
            Duration epochLength,
            Duration entitlementWindow,
            boolean unsealedSales) {}

    private final Defaults defaults;

    public Planner(Defaults defaults) {
        this.defaults = defaults;
    }

    Defaults defaults() {
        return defaults;
    }

    Plan plan(Map<String, String> fields, String fileName) {
        for (String name : fields.keySet()) {
            if (!FORM.contains(name)) {
                throw invalid("unknown field; known are numEpochs, price, payTo, title, description, sendTo, sealed");
            }
        }
        AtomicAmount price = field(fields, "price", defaults.price(), this::price);
        Plan plan = new Plan(
                epochs(fields, price),
                price,
                field(fields, "payTo", defaults.payTo(), Address::parseChecked),
                text(fields, "title", fileName, 200),
                text(fields, "description", "", 500),
                field(fields, "sendTo", null, Planner::suiAddress),
                field(fields, "sealed", true, Planner::flag));
        if (!plan.sealed() && !price.isZero() && !defaults.unsealedSales()) {
            throw invalid("sealed=false with a price would sell what anybody reads free from Walrus");
        }
        return plan;
    }

    private AtomicAmount price(String written) {
        return AtomicAmount.price(written, defaults.network().usdc().decimals());
    }

    /** The first epoch is under way already and may end at once: only whole ones after it count for a sale. */
    private int epochs(Map<String, String> fields, AtomicAmount price) {
        String name = fields.containsKey("numEpochs") ? "numEpochs" : "epochs";
        int epochs = field(fields, name, defaults.epochs(), Integer::valueOf);
        if (epochs < 1 || epochs > MAX_EPOCHS) {
            throw invalid(name + " must be between 1 and " + MAX_EPOCHS);
        }
        Duration promised = defaults.entitlementWindow().plusHours(1);
        long whole = -Math.floorDiv(-promised.toMillis(), defaults.epochLength().toMillis());
        if (!price.isZero() && epochs < whole + 1) {
            throw invalid(name + " must be at least " + (whole + 1) + ": buyers are promised the file for "
                    + defaults.entitlementWindow().toHours() + " hours");
        }
        return epochs;
    }

    private static <T> T field(Map<String, String> fields, String name, T otherwise, Function<String, T> parser) {
        String value = fields.get(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return parser.apply(value.strip());
        } catch (NumberFormatException e) {
            throw invalid(name + " must be a whole number");
        } catch (IllegalArgumentException e) {
            throw invalid(name + ": " + e.getMessage());
        }
    }

    private static String text(Map<String, String> fields, String name, String otherwise, int longest) {
        String value = fields.getOrDefault(name, otherwise).strip();
        if (value.length() > longest || CONTROL.matcher(value).find()) {
            throw invalid(name + " must be one line of at most " + longest + " characters");
        }
        return value;
    }

    /** A publisher silently ignores a malformed address and keeps the object, so it is checked here. */
    private static String suiAddress(String value) {
        if (!SUI_ADDRESS.matcher(value).matches()) {
            throw new IllegalArgumentException("must be a Sui address, 0x and 64 hex digits");
        }
        return value;
    }

    private static boolean flag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }

    private static Problem invalid(String detail) {
        return Problem.of(400, "invalid_upload", detail);
    }
}
