package io.tollgate.upload;

import io.tollgate.catalog.ItemText;
import io.tollgate.catalog.SalePeriod;
import io.tollgate.catalog.SaleTerms;
import io.tollgate.catalog.TermsParser;
import io.tollgate.http.server.Problem;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Validates the fields of an upload and fills in the defaults; a refusal names the invalid field. */
public final class UploadSpecParser {
    /** Maximum number of epochs ahead that Walrus supports. */
    private static final int MAX_EPOCHS = 53;

    private static final Set<String> OTHER_FIELDS =
            Set.of("numEpochs", "epochs", "sendTo", "sealed", "name", "accessHours");
    private static final int MAX_HOURS = 365 * 24;

    private static final Pattern SUI_ADDRESS = Pattern.compile("0x[0-9a-fA-F]{64}");

    /** The values of fields that the seller omits. */
    public record Defaults(
            int epochs,
            SaleTerms terms,
            Duration epochLength,
            Duration entitlementWindow,
            SalePeriod period,
            boolean unsealedSales) {}

    private final Defaults defaults;
    private final TermsParser termsParser;

    public UploadSpecParser(Defaults defaults, TermsParser termsParser) {
        this.defaults = defaults;
        this.termsParser = termsParser;
    }

    Defaults defaults() {
        return defaults;
    }

    UploadSpec parse(Map<String, String> fields, String fileName) {
        for (String name : fields.keySet()) {
            if (!OTHER_FIELDS.contains(name) && !ItemText.NAMES.contains(name) && !TermsParser.FIELDS.contains(name)) {
                throw invalid("unknown field; known are numEpochs, price, pricePerMiB, minPrice, maxPrice, payTo, "
                        + "networks, accessHours, " + String.join(", ", ItemText.NAMES) + ", sendTo, sealed");
            }
        }
        SaleTerms terms = terms(fields);
        Duration window = field(fields, "accessHours", defaults.entitlementWindow(), UploadSpecParser::hours);
        UploadSpec spec = new UploadSpec(
                epochs(fields, terms.pricing().free(), window),
                terms,
                window,
                text(fields, fileName),
                field(fields, "sendTo", null, UploadSpecParser::suiAddress),
                field(fields, "sealed", true, UploadSpecParser::flag));
        if (!spec.sealed() && !terms.pricing().free() && !defaults.unsealedSales()) {
            throw invalid("sealed=false with a price would sell a file that is free to read on Walrus");
        }
        return spec;
    }

    private SaleTerms terms(Map<String, String> fields) {
        try {
            return termsParser.read(fields, defaults.terms());
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    private static Duration hours(String value) {
        int hours = Integer.parseInt(value);
        if (hours < 1 || hours > MAX_HOURS) {
            throw new IllegalArgumentException("must be between 1 and " + MAX_HOURS);
        }
        return Duration.ofHours(hours);
    }

    /** The first epoch has started and may end at any moment, so only the complete epochs after it count for a sale. */
    private int epochs(Map<String, String> fields, boolean free, Duration window) {
        String name = fields.containsKey("numEpochs") ? "numEpochs" : "epochs";
        int epochs = field(fields, name, defaults.epochs(), Integer::valueOf);
        if (epochs < 1 || epochs > MAX_EPOCHS) {
            throw invalid(name + " must be between 1 and " + MAX_EPOCHS);
        }
        Duration promised = defaults.period().promised(window);
        long whole = -Math.floorDiv(-promised.toMillis(), defaults.epochLength().toMillis());
        if (!free && epochs < whole + 1) {
            throw invalid(name + " must be at least " + (whole + 1) + ": buyers are promised the file for "
                    + window.toHours() + " hours");
        }
        return epochs;
    }

    private static <T> T field(Map<String, String> fields, String name, T fallback, Function<String, T> parser) {
        String value = fields.get(name);
        if (value == null || value.isBlank()) {
            return fallback;
        }
        try {
            return parser.apply(value.strip());
        } catch (NumberFormatException e) {
            throw invalid(name + " must be a whole number");
        } catch (IllegalArgumentException e) {
            throw invalid(name + ": " + e.getMessage());
        }
    }

    private static ItemText text(Map<String, String> fields, String fileName) {
        try {
            return ItemText.parse(fields, fileName);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage());
        }
    }

    /** Checks the address, because a publisher silently ignores a malformed one and keeps the object. */
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
