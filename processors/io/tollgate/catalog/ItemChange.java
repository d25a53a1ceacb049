package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What a seller wants changed; what is empty stays as it is.
 *
 * @param text    the fields of {@link ItemText} that change, checked
 * @param forSale false takes the item off sale for the time being; who has bought it may still fetch it
 */
public record ItemChange(Map<String, String> text, Optional<SaleTerms> terms, Optional<Boolean> forSale) {
    public ItemChange {
        text = Map.copyOf(text);
        requireNonNull(terms, "terms must not be null");
        requireNonNull(forSale, "forSale must not be null");
    }

    boolean isEmpty() {
        return text.isEmpty() && terms.isEmpty() && forSale.isEmpty();
    }
}
