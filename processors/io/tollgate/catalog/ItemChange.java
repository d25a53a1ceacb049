package io.tollgate.catalog;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What a seller wants changed; what is empty stays as it is.
 *
 * @param title       at most 200 characters
 * @param description at most 2000 characters
 * @param forSale     false takes the item off sale for the time being; who has bought it may still fetch it
 */
public record ItemChange(
        Optional<String> title, Optional<String> description, Optional<SaleTerms> terms, Optional<Boolean> forSale) {
    public ItemChange {
        requireNonNull(title, "title must not be null");
        requireNonNull(description, "description must not be null");
        requireNonNull(terms, "terms must not be null");
        requireNonNull(forSale, "forSale must not be null");
    }

    boolean isEmpty() {
        return title.isEmpty() && description.isEmpty() && terms.isEmpty() && forSale.isEmpty();
    }
}
